"""Follow-ups in a real store: planned, called for, answered; numbers, deaths, hints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop_app.desk.call_sheet import people_to_call, phones_of
from desktop_app.desk.class_life import finish, reopen
from desktop_app.desk.follow_up_lists import FollowUpListing
from desktop_app.desk.follow_ups import (
    Call,
    answer,
    missed,
    waiting,
    withdraw,
    worker_of,
)
from desktop_app.desk.history import history
from desktop_app.desk.no_contact import must_live
from desktop_app.desk.notices import notices
from desktop_app.desk.planning import catch_up
from desktop_app.desk.seats import drop_out
from desktop_app.desk.work_hints import dismiss, open_hints
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.follow_ups import Standing
from desktop_app.records import ClassSession, Contact, ContactAttempt, Enrolment, FollowUp, WorkHint
from desktop_app.records.office import Role
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.records.work import ContractKind, Fit, WorkEvidence, WorkOutcome
from desktop_app.records.worker import ContactChannel, ContactResult
from desktop_app.store.undo import last_change, undo
from desktop_app.wording import zone_of
from tests import make
from tests.colleagues import add_colleague, signed_in
from tests.graduates import graduate
from tests.homes import Clock

_O, _E = WorkOutcome, EnrolmentState


@dataclass
class People:
    """Dewi finished 23 October, Budi 24 August, Citra left on 20 October; all of PT Contoh 1."""

    dewi: str
    budi: str
    citra: str
    employer: str


@pytest.fixture
def people(office: Office) -> People:
    with office.store.write("test") as session:
        employer, programme = make.employer(), make.programme(name="Operator Forklif")
        held = make.training_class(programme)
        session.add_all([employer, programme, held])
        dewi, budi, citra = (
            graduate(
                session,
                n,
                programme,
                ended,
                employer=employer,
                training_class=held,
                state=state,
                name=name,
            )
            for n, name, ended, state in (
                (1, "Dewi", date(2026, 10, 23), _E.COMPLETED),
                (2, "Budi", date(2026, 8, 24), _E.CERTIFIED),
                (3, "Citra", date(2026, 10, 20), _E.DROPPED),
            )
        )
    return People(dewi.id, budi.id, citra.id, employer.id)


def follow(office: Office, enrolment: str, month: int) -> FollowUp:
    with office.store.read() as session:
        return session.scalars(
            select(FollowUp).where(FollowUp.enrolment == enrolment, FollowUp.month == month)
        ).one()


def state(office: Office, enrolment: str) -> EnrolmentState:
    with office.store.read() as session:
        return session.get_one(Enrolment, enrolment).state


def test_they_are_planned_once_when_training_ends(office: Office, people: People) -> None:
    assert catch_up(office) == 9
    assert catch_up(office) == 0, "done again it does nothing"
    with office.store.read() as session:
        found = session.execute(
            select(FollowUp.month, FollowUp.due_on)
            .where(FollowUp.enrolment == people.dewi)
            .order_by(FollowUp.month)
        ).all()
    assert [tuple(row) for row in found] == [
        (1, date(2026, 11, 23)),
        (3, date(2027, 1, 23)),
        (6, date(2027, 4, 23)),
    ]
    assert follow(office, people.citra, 1).due_on == date(2026, 11, 20), "who left is asked, too"


def test_a_corrected_day_moves_them_and_going_on_takes_them_away(
    office: Office, people: People
) -> None:
    catch_up(office)
    with office.store.write("test") as session:
        session.get_one(Enrolment, people.dewi).completed_on = date(2026, 10, 30)
        session.get_one(Enrolment, people.citra).state = _E.IN_TRAINING
    catch_up(office)
    assert follow(office, people.dewi, 1).due_on == date(2026, 11, 30)
    with office.store.read() as session:
        left = session.scalars(select(FollowUp).where(FollowUp.enrolment == people.citra)).all()
    assert left == [], "nobody is asked while the training goes on"
    with office.store.write("test") as session:
        again = session.get_one(Enrolment, people.citra)
        again.state, again.completed_on = _E.COMPLETED, date(2026, 11, 24)
    assert catch_up(office) == 0
    assert follow(office, people.citra, 1).due_on == date(2026, 12, 24), "the same, taken up again"


def test_who_only_looks_plans_nothing(office: Office, people: People) -> None:
    add_colleague(office, "anton", Role.AUDITOR)
    auditor = signed_in(office, "anton")
    assert catch_up(auditor) == 0
    auditor.close()
    assert catch_up(office) == 9


def test_people_are_called_once_the_longest_due_first(office: Office, people: People) -> None:
    catch_up(office)
    with office.store.read() as session:
        found = people_to_call(session, office.store.facts())
    told = [(one.name, one.month, one.due_on, one.standing) for one in found]
    # Of Budi the first month (24 September) has passed by: the third is asked.
    assert told == [
        ("Citra", 1, date(2026, 11, 20), Standing.DUE),
        ("Dewi", 1, date(2026, 11, 23), Standing.DUE),
        ("Budi", 3, date(2026, 11, 24), Standing.DUE),
    ]
    assert {one.employer_name for one in found} == {"PT Contoh 1"}


def test_attempts_are_counted_and_a_week_of_rest_follows(
    office: Office, people: People, clock: Clock
) -> None:
    catch_up(office)
    one = follow(office, people.dewi, 1).id
    for _n in range(3):
        with office.store.write("test") as session:
            missed(session, one, Call())
    found = follow(office, people.dewi, 1)
    assert (found.attempts, found.again_on) == (3, date(2026, 12, 1))
    with office.store.read() as session:
        assert one not in set(session.scalars(waiting(office.today)))
        tried = session.scalars(select(ContactAttempt)).all()
    assert [a.result for a in tried] == [ContactResult.NO_ANSWER] * 3
    clock.move(days=7)
    with office.store.read() as session:
        assert one in set(session.scalars(waiting(office.today)))
    with office.store.write("test") as session, pytest.raises(UserError) as refused:
        missed(session, one, Call(), again_on=office.today)
    assert refused.value.code == "AGAIN"


def test_work_is_told_with_all_that_belongs_to_it(office: Office, people: People) -> None:
    catch_up(office)
    one = follow(office, people.budi, 3).id
    with office.store.write("test") as session:
        answer(
            session,
            one,
            _O.NEW_EMPLOYER,
            {
                "employer_name": "PT Baru",
                "position": "Operator",
                "starts_on": date(2026, 11, 2),
                "wage": 3_500_000,
                "contract": ContractKind.FIXED,
                "fits": Fit.YES,
                "evidence": WorkEvidence.OWN_WORD,
            },
            Call(),
        )
    found = follow(office, people.budi, 3)
    assert (found.outcome, found.asked_on, found.attempts) == (_O.NEW_EMPLOYER, make.DAY, 1)
    assert found.officer == office.keys.officer.id
    assert state(office, people.budi) is _E.PLACED
    # The employer's letter comes later: the same answer, better proved.
    with office.store.write("test") as session:
        answer(session, one, _O.NEW_EMPLOYER, {"evidence": WorkEvidence.EMPLOYER_LETTER})
    found = follow(office, people.budi, 3)
    assert (found.evidence, found.employer_name, found.attempts) == (
        WorkEvidence.EMPLOYER_LETTER,
        "PT Baru",
        1,
    )
    with office.store.write("test") as session, pytest.raises(UserError) as less:
        answer(session, one, _O.NEW_EMPLOYER, {"evidence": WorkEvidence.OWN_WORD})
    assert less.value.code == "KNOWN-ANSWER"


def test_work_without_proof_or_first_day_is_refused(office: Office, people: People) -> None:
    catch_up(office)
    one = follow(office, people.budi, 3).id
    for details in ({}, {"evidence": WorkEvidence.OWN_WORD}):
        with pytest.raises(UserError), office.store.write("test") as session:
            answer(session, one, _O.NEW_EMPLOYER, details, Call())
    assert follow(office, people.budi, 3).outcome is None
    with office.store.read() as session:
        assert session.scalars(select(ContactAttempt)).all() == [], "nothing by halves"


def test_a_later_answer_supersedes_and_the_earlier_stays_in_the_history(
    office: Office, people: People, clock: Clock
) -> None:
    catch_up(office)
    one = follow(office, people.dewi, 1).id
    with office.store.write("test") as session:
        answer(session, one, _O.NOT_WORKING, None, Call())
    assert state(office, people.dewi) is _E.NOT_PLACED
    clock.move(days=61)  # 24 January 2027, a day after the third month
    work = {"starts_on": date(2027, 1, 4), "evidence": WorkEvidence.CONTRACT}
    with office.store.write("test") as session:
        answer(session, follow(office, people.dewi, 3).id, _O.SELF_EMPLOYED, work, Call())
    assert state(office, people.dewi) is _E.PLACED
    with office.store.write("test") as session:
        answer(session, one, _O.PREVIOUS_EMPLOYER, work, Call())
    lines = history(office.store, FollowUp, one, zone_of("71"))
    told = [(line.old, line.new) for line in lines if line.old != "–" and line.new]
    assert ("Belum bekerja", "Dipekerjakan kembali di perusahaan semula") in told


def test_the_last_known_answer_decides_not_the_silence_after_it(
    office: Office, people: People, clock: Clock
) -> None:
    catch_up(office)
    work = {"starts_on": date(2026, 11, 2), "evidence": WorkEvidence.OWN_WORD}
    with office.store.write("test") as session:
        answer(session, follow(office, people.dewi, 1).id, _O.NEW_EMPLOYER, work, Call())
    clock.move(days=61)
    with office.store.write("test") as session:
        answer(session, follow(office, people.dewi, 3).id, _O.NOT_WILLING, None, Call())
    assert state(office, people.dewi) is _E.PLACED
    clock.move(days=90)
    with office.store.write("test") as session:
        answer(session, follow(office, people.dewi, 6).id, _O.NOT_SEEKING, None, Call())
    assert state(office, people.dewi) is _E.NOT_PLACED


def test_a_number_is_wrong_only_when_all_are(office: Office, people: People) -> None:
    catch_up(office)
    one = follow(office, people.dewi, 1)
    with office.store.write("test") as session:
        worker = worker_of(session, people.dewi)
        sister = Contact(worker=worker, name="Sari, kakak", phone="+6281300000001")
        session.add(sister)
    with office.store.write("test") as session:
        answer(session, one.id, _O.WRONG_NUMBER, None, Call())
    assert follow(office, people.dewi, 1).outcome is None
    with office.store.read() as session:
        found = phones_of(session, one.id)
    assert [(p.name, p.wrong) for p in found] == [("Sari, kakak", False), ("", True)]
    with office.store.write("test") as session:
        answer(session, one.id, _O.WRONG_NUMBER, None, Call(sister.id))
    found_again = follow(office, people.dewi, 1)
    assert (found_again.outcome, found_again.attempts) == (_O.WRONG_NUMBER, 2)
    assert state(office, people.dewi) is _E.COMPLETED, "of this nothing is known"


def test_a_death_ends_all_contact(office: Office, people: People, clock: Clock) -> None:
    catch_up(office)
    one = follow(office, people.dewi, 1).id
    with office.store.write("test") as session:
        answer(session, one, _O.DECEASED, None, Call(channel=ContactChannel.PHONE))
    clock.move(days=200)
    with office.store.read() as session:
        names = {due.name for due in people_to_call(session, office.store.facts())}
        assert names == {"Budi", "Citra"}
        with pytest.raises(UserError) as stopped:
            must_live(session, people.dewi)
        assert stopped.value.code == "DECEASED"
    with pytest.raises(UserError), office.store.write("test") as session:
        missed(session, follow(office, people.dewi, 3).id, Call())
    # Said of the wrong person: taken back, with a reason, and the calls go on.
    with office.store.write("Salah orang") as session:
        withdraw(session, one, "Salah orang")
    with office.store.read() as session:
        names = {due.name for due in people_to_call(session, office.store.facts())}
    assert "Dewi" in names


def test_an_answer_is_undone_whole(office: Office, people: People) -> None:
    catch_up(office)
    one = follow(office, people.budi, 3).id
    work = {"starts_on": date(2026, 11, 2), "evidence": WorkEvidence.OWN_WORD}
    with office.store.write("test") as session:
        answer(session, one, _O.KEPT, work, Call())
    last = last_change(office.store)
    assert last is not None
    undo(office.store, last)
    found = follow(office, people.budi, 3)
    assert (found.outcome, found.attempts) == (None, 0)
    assert state(office, people.budi) is _E.CERTIFIED
    with office.store.read() as session:
        assert session.scalars(select(ContactAttempt)).all() == []


def test_a_withdrawn_answer_counts_nobody_as_working(office: Office, people: People) -> None:
    catch_up(office)
    one = follow(office, people.budi, 3).id
    work = {"starts_on": date(2026, 11, 2), "evidence": WorkEvidence.OWN_WORD, "wage": 3_000_000}
    with office.store.write("test") as session:
        answer(session, one, _O.KEPT, work, Call())
    with pytest.raises(UserError) as refused, office.store.write("test") as session:
        withdraw(session, one, " ")
    assert refused.value.code == "REASON"
    with office.store.write("Salah baca") as session:
        withdraw(session, one, "Salah baca")
    found = follow(office, people.budi, 3)
    assert (found.outcome, found.wage, found.evidence) == (None, None, None)
    assert state(office, people.budi) is _E.NOT_PLACED


def test_who_is_due_again_is_said_to_be_and_why(
    office: Office, people: People, clock: Clock
) -> None:
    catch_up(office)
    one = follow(office, people.budi, 3).id
    work = {"starts_on": date(2026, 11, 2), "evidence": WorkEvidence.OWN_WORD}
    with office.store.write("test") as session:
        answer(session, one, _O.NEW_EMPLOYER, work, Call())

    def told() -> list[str]:
        return [notice.text for notice in notices(office) if notice.key.startswith("again ")]

    assert told() == []
    clock.move(days=2)
    with office.store.write("Salah baca") as session:
        withdraw(session, one, "Yang menjawab orang lain")
    said = (
        "Perlu ditanya lagi sejak 26/11/2026: jawaban “Bekerja di perusahaan baru”"
        " dibatalkan (Yang menjawab orang lain)"
    )
    assert told() == [f"Budi · {said}"]
    with office.store.read() as reading:
        (due,) = people_to_call(reading, office.store.facts(), one)
    assert due.again == said
    rows = FollowUpListing(office.store, FollowUp, ["outcome"], zone_of("71")).rows([one])
    assert rows[0]["outcome"] == "Dibatalkan 26/11/2026", "short; the record says the reason"
    with office.store.write("test") as session:
        answer(session, one, _O.NOT_WORKING, None, Call())
    assert told() == [], "asked again, and answered"


def test_the_standing_in_words_and_the_question_of_the_list_agree(
    office: Office, people: People, clock: Clock
) -> None:
    """Two readings of one rule: `waiting` in SQL, `standing` in Python."""
    catch_up(office)
    with office.store.write("test") as session:
        missed(session, follow(office, people.citra, 1).id, Call(), again_on=date(2026, 12, 3))
    for _step in range(30):
        with office.store.read() as session:
            listed = people_to_call(session, office.store.facts())
            assert [one.follow_up for one in listed if not one.standing.waits] == []
            assert {one.follow_up for one in listed} == set(session.scalars(waiting(office.today)))
        clock.move(days=5)


def test_a_hint_is_shown_until_somebody_deals_with_it(office: Office, people: People) -> None:
    catch_up(office)
    with office.store.write("Hints", audience="here") as session:
        session.add_all(
            WorkHint(
                enrolment=people.dewi,
                for_office=office.code,
                seen_on=make.DAY - timedelta(days=days),
                source="Kepesertaan aktif",
            )
            for days in (9, 2)
        )
    one = follow(office, people.dewi, 1)
    with office.store.read() as session:
        (due,) = [
            due for due in people_to_call(session, office.store.facts()) if due.name == "Dewi"
        ]
    assert due.hint is not None and due.hint.seen_on == date(2026, 11, 22), "the newest"
    assert follow(office, people.dewi, 1).outcome is None, "a hint writes nothing by itself"
    with office.store.write("test") as session:
        dismiss(session, one.id, due.hint.id)
    with office.store.read() as session:
        assert open_hints(session, [people.dewi]) == {}


def test_who_gives_a_training_up_is_planned_at_once(office: Office) -> None:
    with office.store.write("test") as session:
        programme = make.programme()
        held = make.training_class(programme, state=ClassState.RUNNING)
        session.add_all([programme, held])
        one = graduate(
            session,
            1,
            programme,
            make.DAY,
            training_class=held,
            state=_E.IN_TRAINING,
        )
    with office.store.write("test") as session:
        drop_out(session, one.id, "Mendapat pekerjaan")
    assert follow(office, one.id, 1).due_on == date(2026, 12, 24)
    assert follow(office, one.id, 6).due_on == date(2027, 5, 24)


def test_the_end_of_a_class_plans_its_people_and_going_on_takes_it_back(office: Office) -> None:
    with office.store.write("test") as session:
        programme = make.programme()
        first = date(2026, 11, 9)
        held = make.training_class(
            programme, state=ClassState.RUNNING, starts_on=first, ends_on=date(2026, 11, 20)
        )
        session.add_all([programme, held])
        one = graduate(session, 1, programme, make.DAY, training_class=held, state=_E.IN_TRAINING)
        one.completed_on = None
        session.add(ClassSession(training_class=held.id, day=date(2026, 11, 20), lesson_hours=8))
    with office.store.write("test") as session:
        finish(session, held.id)
    assert follow(office, one.id, 1).due_on == date(2026, 12, 20)
    with office.store.write("test") as session:
        reopen(session, held.id, "Masih ada ujian")
    with office.store.read() as session:
        assert session.scalars(select(FollowUp)).all() == []
