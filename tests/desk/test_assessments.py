"""Assessments on a real store: who may say Kompeten, for whom, and what follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from desktop_app.desk.assessments import Sitting, candidates, enter, last_sitting, read_verdict
from desktop_app.desk.notices import notices
from desktop_app.desk.units import take_units, units_of
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import language
from desktop_app.kinds import Choice
from desktop_app.office import Office
from desktop_app.records import CATALOGUE, AssessedUnit, Assessment, Enrolment, Partner
from desktop_app.records.partner import CertificationType, PartnerKind
from desktop_app.records.teaching import Verdict
from desktop_app.records.training import EnrolmentState, TrainingResult
from desktop_app.store.undo import last_change, undo
from desktop_app.store.writing import Faulty
from tests import make
from tests.classroom import Classroom, body, classroom, units

K, BK = Verdict.COMPETENT, Verdict.NOT_YET
NUMBER = "49000 8344 2 0001234 2026"


def sitting(office: Office, **over: Any) -> Sitting:
    values = {"scheme_name": "Operator Forklif", "assessed_on": date(2026, 11, 23)}
    return Sitting(**{"body": body(office).id, **values, **over})


def record(office: Office, room: Classroom, at: Sitting, *entries: dict[str, Any]) -> None:
    told = {seat.id: said for seat, said in zip(room.people, entries, strict=False) if said}
    with office.store.write("test") as session:
        enter(session, room.taught.id, at, told)


def found(office: Office, record: type[Any]) -> list[Any]:
    with office.store.read() as session:
        return list(session.scalars(select(record).order_by(record.id)))


def test_a_class_is_assessed_at_one_sitting(office: Office) -> None:
    room, at = classroom(office), sitting(office)
    record(
        office,
        room,
        at,
        {"verdict": K, "certificate_number": NUMBER},
        {"verdict": BK},
    )
    with office.store.read() as session:
        assert last_sitting(session, room.taught.id) == at
        ani, budi, cici = candidates(session, room.taught.id, at)
    assert ani.assessment and budi.assessment and cici.assessment is None
    assert (ani.assessment.verdict, ani.assessment.certificate_number) == (K, NUMBER)
    assert ani.assessment.valid_until == date(2029, 11, 23)
    assert (budi.assessment.verdict, budi.assessment.valid_until) == (BK, None)
    states = {one.id: one.state for one in found(office, Enrolment)}
    assert [states[one.id] for one in room.people] == [
        EnrolmentState.ASSESSED,
        EnrolmentState.ASSESSED,
        EnrolmentState.COMPLETED,
    ]


def test_a_construction_certificate_holds_five_years(office: Office) -> None:
    room = classroom(office)
    at = sitting(office, body=body(office, certifies=CertificationType.LPJK).id)
    record(office, room, at, {"verdict": K}, {"verdict": K, "valid_until": date(2027, 1, 31)})
    assert {one.enrolment: one.valid_until for one in found(office, Assessment)} == {
        room.people[0].id: date(2031, 11, 23),
        room.people[1].id: date(2027, 1, 31),
    }


def test_the_whole_follows_from_the_units(office: Office) -> None:
    room, at = classroom(office), sitting(office)
    first, second = units(office, room, "Memeriksa", "Mengangkat")
    record(office, room, at, {"verdict": K}, {first.id: K, second.id: BK}, {first.id: K})
    with office.store.read() as session:
        people = candidates(session, room.taught.id, at)
    assert [one.assessment and one.assessment.verdict for one in people] == [K, BK, K]
    assert [dict(one.units) for one in people] == [
        {first.id: K, second.id: K},
        {first.id: K, second.id: BK},
        {first.id: K},
    ]
    record(office, room, at, {}, {second.id: K})
    assert [one.verdict for one in found(office, Assessment)] == [K, K, K]
    record(office, room, at, {"verdict": BK})
    with office.store.read() as session:
        assert candidates(session, room.taught.id, at)[0].units == {}


def test_a_verdict_is_taken_away_and_back_again(office: Office) -> None:
    room, at = classroom(office), sitting(office)
    units(office, room, "Memeriksa")
    record(office, room, at, {"verdict": K})
    record(office, room, at, {"verdict": None})
    assert found(office, Assessment) == [] and found(office, AssessedUnit) == []
    assert {one.state for one in found(office, Enrolment)} == {EnrolmentState.COMPLETED}
    change = last_change(office.store)
    assert change is not None
    undo(office.store, change)
    assert [one.verdict for one in found(office, Assessment)] == [K]
    states = {one.id: one.state for one in found(office, Enrolment)}
    assert states[room.people[0].id] is EnrolmentState.ASSESSED


def test_a_number_needs_a_verdict_and_a_person_a_seat(office: Office) -> None:
    room, at = classroom(office), sitting(office)
    with pytest.raises(UserError) as refused:
        record(office, room, at, {"certificate_number": NUMBER})
    assert refused.value.code == "VERDICT-FIRST"
    other = classroom(office, ("Dedi",), number=2)
    with pytest.raises(UserError) as refused, office.store.write("test") as session:
        enter(session, room.taught.id, at, {other.people[0].id: {"verdict": K}})
    assert refused.value.code == "NOT-IN-CLASS"
    with pytest.raises(Faulty):
        record(office, room, at, {"verdict": BK, "certificate_number": NUMBER})
    assert found(office, Assessment) == []


def test_beyond_its_licence_a_body_gives_a_reason(office: Office) -> None:
    room = classroom(office)
    ended = body(office, licence_until=date(2026, 11, 22))
    with pytest.raises(Faulty) as refused:
        record(office, room, sitting(office, body=ended.id), {"verdict": K})
    assert [p.field for p in refused.value.problems] == ["expiry_reason"]
    assert "22 November 2026" in str(refused.value)
    reason = "Perpanjangan izin sedang diproses BNSP"
    record(office, room, sitting(office, body=ended.id, expiry_reason=reason), {"verdict": K})
    assert [one.expiry_reason for one in found(office, Assessment)] == [reason]


def test_a_number_unlike_bnsp_is_remarked_upon_and_kept(office: Office) -> None:
    room, at = classroom(office), sitting(office)
    record(office, room, at, {"verdict": K, "certificate_number": "K3/12"})
    (made,) = found(office, Assessment)
    hints = [p for p in made.problems(office.store.facts()) if not p.hard]
    assert [p.code for p in hints] == ["BNSP"]
    made.certificate_number = NUMBER
    assert list(made.problems(office.store.facts())) == []


# --- nobody else says Kompeten -------------------------------------------------------------


def test_only_a_certification_body_can_be_named(office: Office) -> None:
    room = classroom(office)
    association = Partner(name="Apindo", kind=PartnerKind.ASSOCIATION)
    provider = body(office, certifies=CertificationType.PROVIDER)
    with office.store.write("test") as session:
        session.add(association)
    for partner in (association, provider):
        with pytest.raises(Faulty) as refused:
            record(office, room, sitting(office, body=partner.id), {"verdict": K})
        assert [(p.field, p.code) for p in refused.value.problems] == [("body", "BODY")]
    assert found(office, Assessment) == []


def test_no_other_record_can_hold_the_verdict(office: Office) -> None:
    """Whatever else is a choice, none of its codes reads Kompeten or Belum Kompeten."""
    holders = {
        (name, field)
        for name, record in CATALOGUE.items()
        for field, described in describe(record).items()
        if isinstance(described.kind, Choice)
        for code in described.kind.codes
        if "competent" in code.label.casefold() or code.value in ("K", "BK")
    }
    assert holders == {("assessment", "verdict"), ("assessed_unit", "verdict")}
    assert {one.value for one in TrainingResult} == {"LULUS", "TIDAK_LULUS"}
    room = classroom(office)
    for verdict in Verdict:
        with pytest.raises(Exception, match=verdict.value), office.store.write("t") as session:
            session.add(make.enrolment(room.cases[0], room.programme, 99, result=verdict))
    assert {one.result for one in found(office, Enrolment)} == {None}


def test_passing_makes_nobody_competent(office: Office) -> None:
    room = classroom(office)
    with office.store.write("test") as session:
        for seat in room.people:
            taken = session.get_one(Enrolment, seat.id)
            taken.result, taken.result_on = TrainingResult.PASSED, make.DAY
    assert found(office, Assessment) == []
    with office.store.read() as session:
        assert last_sitting(session, room.taught.id) is None


# --- units ------------------------------------------------------------------------------------


def test_units_are_pasted_once(office: Office) -> None:
    room = classroom(office)
    block = "H.494201.001.01\tMemeriksa\t8\nMengangkat beban"
    with office.store.write("test") as session:
        assert len(take_units(session, room.programme.id, block)) == 2
    with office.store.write("test") as session:
        made = take_units(session, room.programme.id, block + "\nMemarkir")
    assert [one.name for one in made] == ["Memarkir"]
    with office.store.read() as session:
        told = [(one.rank, one.name) for one in units_of(session, room.programme.id)]
    assert told == [(1, "Memeriksa"), (2, "Mengangkat beban"), (3, "Memarkir")]
    with pytest.raises(UserError), office.store.write("test") as session:
        take_units(session, room.programme.id, "\n")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("K", K), ("k", K), ("B", BK), ("bk", BK), ("Kompeten", K), (" Belum  kompeten ", BK)],
)
def test_a_verdict_as_people_write_it(text: str, meant: Verdict) -> None:
    assert read_verdict(text) is meant


def test_what_is_no_verdict_is_said() -> None:
    assert read_verdict(" ") is None
    with pytest.raises(UserError):
        read_verdict("Lulus")


def test_a_certificate_that_ends_soon_is_announced(office: Office) -> None:
    room, at = classroom(office), sitting(office)
    soon, later = make.DAY + timedelta(days=60), make.DAY + timedelta(days=61)
    record(
        office,
        room,
        at,
        {"verdict": K, "valid_until": soon},
        {"verdict": K, "valid_until": later},
        {"verdict": BK},
    )
    with language("id"):
        told = [one for one in notices(office) if one.key.startswith("competence")]
    assert [one.text for one in told] == ["Sertifikat kompetensi berakhir 23/01/2027: Ani"]
    assert told[0].what == {
        "record": "enrolment",
        "id": room.people[0].id,
        "part": "assessments",
    }


def test_tomorrow_nobody_was_assessed(office: Office) -> None:
    room = classroom(office)
    at = sitting(office, assessed_on=make.DAY + timedelta(days=1))
    with pytest.raises(Faulty):
        record(office, room, at, {"verdict": K})
