"""Vacancies, referrals and promises in a real store."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from desktop_app.desk.follow_ups import answer
from desktop_app.desk.planning import catch_up
from desktop_app.desk.promises import PromiseStanding, mark_met, promises
from desktop_app.desk.vacancies import candidates, proposal, refer, settle
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.matching import Why
from desktop_app.records import Consent, Consultation, FollowUp, Referral, Region, Vacancy
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.work import ReferralResult, WorkEvidence, WorkOutcome
from tests import make
from tests.graduates import graduate
from tests.homes import Clock

_O = WorkOutcome


def follow_up(office: Office, enrolment: str, month: int = 1) -> str:
    with office.store.read() as session:
        return session.scalars(
            select(FollowUp.id).where(FollowUp.enrolment == enrolment, FollowUp.month == month)
        ).one()


def said(office: Office, enrolment: str, outcome: WorkOutcome) -> None:
    work = {"starts_on": date(2026, 11, 2), "evidence": WorkEvidence.OWN_WORD}
    with office.store.write("test") as session:
        one = follow_up(office, enrolment)
        answer(session, one, outcome, work if outcome.works else None)


@pytest.fixture
def ids(office: Office) -> dict[str, str]:
    """Three welders and a barista of an employer who promised to take two back by 1 December."""
    with office.store.write("Regions", audience="here") as session:
        for id, name in (("71.71", "Kota Manado"), ("75.71", "Kota Gorontalo")):
            session.add(Region(id=id, name=name, level=2, province=id[:2]))
    with office.store.write("test") as session:
        employer, other = make.employer(1), make.employer(2, name="PT Gudang")
        welding, coffee = make.programme(1, name="Juru Las"), make.programme(2, name="Barista")
        case = make.consultation(
            employer,
            state=ConsultationState.SCHEDULED,
            commitment=True,
            commitment_workers=2,
            commitment_until=date(2026, 12, 1),
        )
        session.add_all([employer, other, welding, coffee, case])
        made = {
            name: graduate(
                session,
                n,
                programme,
                date(2026, 10, day),
                consultation=case,
                name=name,
                region=region,
            )
            for n, (name, programme, day, region) in enumerate(
                (
                    ("Agus", welding, 20, "71.71"),
                    ("Budi", welding, 21, "75.71"),
                    ("Citra", welding, 22, None),
                    ("Dewi", coffee, 23, "71.71"),
                ),
                1,
            )
        }
        offered = Vacancy(
            position="Juru las",
            employer=other.id,
            programme=welding.id,
            region="71.71",
            told_on=date(2026, 11, 20),
            until=date(2026, 12, 10),
            pay=4_000_000,
        )
        session.add(offered)
    catch_up(office)
    return {name: one.id for name, one in made.items()} | {
        "case": case.id,
        "vacancy": offered.id,
        "employer": employer.id,
        "other": other.id,
    }


def offered(office: Office, vacancy: str) -> list[str]:
    with office.store.read() as session:
        return [match.graduate.name for match in candidates(session, vacancy)]


def test_who_fits_and_is_free_is_offered(office: Office, ids: dict[str, str]) -> None:
    assert offered(office, ids["vacancy"]) == ["Agus", "Budi", "Citra"]
    said(office, ids["Budi"], _O.SELF_EMPLOYED)
    said(office, ids["Citra"], _O.NOT_SEEKING)
    assert offered(office, ids["vacancy"]) == ["Agus"]
    said(office, ids["Agus"], _O.DECEASED)
    assert offered(office, ids["vacancy"]) == []


def test_a_consent_raises_and_one_withdrawn_does_not(office: Office, ids: dict[str, str]) -> None:
    with office.store.write("test") as session:
        first, second = (m.graduate.worker for m in candidates(session, ids["vacancy"])[1:3])
        session.add_all(
            Consent(
                worker=worker,
                purpose="CV_TO_EMPLOYERS",
                form_version="2026",
                given_on=date(2026, 9, 1),
                withdrawn_on=withdrawn,
            )
            for worker, withdrawn in ((first, date(2026, 11, 1)), (second, None))
        )
    with office.store.read() as session:
        found = {m.graduate.name: m.reasons for m in candidates(session, ids["vacancy"])}
    assert Why.CONSENT in found["Citra"] and Why.CONSENT not in found["Budi"]


def test_nobody_is_sent_without_leave_or_twice(
    office: Office, ids: dict[str, str], clock: Clock
) -> None:
    with pytest.raises(UserError) as refused, office.store.write("test") as session:
        refer(session, ids["vacancy"], ids["Agus"], agreed=False)
    assert refused.value.code == "E-RULE"
    with office.store.write("test") as session:
        refer(session, ids["vacancy"], ids["Agus"], agreed=True)
    assert offered(office, ids["vacancy"]) == ["Budi", "Citra"], "who was sent is not offered again"
    with pytest.raises(UserError) as twice, office.store.write("test") as session:
        refer(session, ids["vacancy"], ids["Agus"], agreed=True)
    assert twice.value.code == "REFERRED"
    clock.move(days=20)
    with pytest.raises(UserError) as over, office.store.write("test") as session:
        refer(session, ids["vacancy"], ids["Budi"], agreed=True)
    assert over.value.code == "VACANCY-OVER"


def test_being_hired_proposes_the_answer_and_writes_none(
    office: Office, ids: dict[str, str]
) -> None:
    with office.store.write("test") as session:
        sent = refer(session, ids["vacancy"], ids["Agus"], agreed=True).id
    with office.store.read() as session:
        assert proposal(session, sent) is None
    with office.store.write("test") as session:
        settle(session, sent, ReferralResult.HIRED)
    with office.store.read() as session:
        found = proposal(session, sent)
        kept = session.get_one(Referral, sent)
        assert session.scalars(select(FollowUp.outcome)).all() == [None] * 12
    assert found is not None and kept.result_on == make.DAY
    assert found.follow_up == follow_up(office, ids["Agus"])
    assert (found.outcome, found.details["vacancy"], found.details["employer_name"]) == (
        _O.NEW_EMPLOYER,
        ids["vacancy"],
        "PT Gudang",
    )
    # Work at the company that laid the person off is a return.
    with office.store.write("test") as session:
        session.get_one(Vacancy, ids["vacancy"]).employer = ids["employer"]
    with office.store.read() as session:
        again = proposal(session, sent)
    assert again is not None and again.outcome is _O.PREVIOUS_EMPLOYER


def standing(office: Office) -> tuple[int | None, int, int, int, PromiseStanding]:
    with office.store.read() as session:
        (one,) = promises(session, office.today)
    return one.promised, one.trained, one.back, one.missing, one.standing


def test_a_promise_is_followed_until_somebody_says_it_is_met(
    office: Office, ids: dict[str, str], clock: Clock
) -> None:
    # Promised 2 by 1 December; today is 24 November: seven days are left.
    assert standing(office) == (2, 4, 0, 2, PromiseStanding.SOON)
    said(office, ids["Agus"], _O.PREVIOUS_EMPLOYER)
    said(office, ids["Budi"], _O.NEW_EMPLOYER)  # works, but elsewhere
    assert standing(office) == (2, 4, 1, 1, PromiseStanding.SOON)
    clock.move(days=8)
    assert standing(office) == (2, 4, 1, 1, PromiseStanding.OVERDUE)
    said(office, ids["Dewi"], _O.KEPT)
    assert standing(office) == (2, 4, 2, 0, PromiseStanding.KEPT)
    with office.store.write("test") as session:
        mark_met(session, ids["case"])
    assert standing(office)[-1] is PromiseStanding.MET
    with office.store.read() as session:
        assert session.get_one(Consultation, ids["case"]).commitment_met_on == date(2026, 12, 2)
    with pytest.raises(UserError) as twice, office.store.write("test") as session:
        mark_met(session, ids["case"])
    assert twice.value.code == "PROMISE-MET"


def test_who_left_again_is_not_back(office: Office, ids: dict[str, str], clock: Clock) -> None:
    said(office, ids["Agus"], _O.PREVIOUS_EMPLOYER)
    assert standing(office)[2] == 1
    clock.move(days=60)
    with office.store.write("test") as session:
        answer(session, follow_up(office, ids["Agus"], 3), _O.NOT_WORKING)
    assert standing(office)[2] == 0, "by the last answer"
