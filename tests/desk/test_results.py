"""Results of a class on a real store: who passes, for what reason, and when nothing changes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from desktop_app.desk.assessments import Sitting
from desktop_app.desk.assessments import enter as assess
from desktop_app.desk.class_life import finish
from desktop_app.desk.results import all_passed, enter, outcomes, read_result
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Enrolment, Parameter
from desktop_app.records.teaching import Verdict
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from tests import make
from tests.classroom import LAST, Classroom, body, classroom

PASSED, FAILED = TrainingResult.PASSED, TrainingResult.FAILED
MARKS = ("HHHHHHHHHH", "HHHHHHHHSA", "HHHHHHHAAA")
"""Ten sessions of 8 JP: 100 %, 80 % and 70 % of 80 JP."""


def told(office: Office, room: Classroom) -> list[Any]:
    with office.store.read() as session:
        found = {one.id: one for one in session.scalars(select(Enrolment))}
    return [found[seat.id] for seat in room.people]


def record(office: Office, room: Classroom, *entries: Any, reason: str = "") -> None:
    given = {seat.id: said for seat, said in zip(room.people, entries, strict=False) if said}
    with office.store.write("test") as session:
        enter(session, room.taught.id, given, reason)


def test_the_share_stands_beside_the_result(office: Office) -> None:
    room = classroom(office, marks=MARKS)
    with office.store.read() as session:
        found = outcomes(session, room.taught.id, office.store.facts())
    assert [one.standing.share for one in found if one.standing] == [10_000, 8_000, 7_000]
    assert [one.short for one in found] == [False, False, True]


def test_who_came_too_seldom_passes_for_a_reason(office: Office) -> None:
    room = classroom(office, marks=MARKS)
    everybody = ({"result": PASSED, "score": 88},) * 3
    with pytest.raises(UserError) as refused:
        record(office, room, *everybody)
    assert refused.value.code == "UNDER-ATTENDANCE"
    assert str(refused.value).startswith("Lulus dengan kehadiran di bawah 80")
    assert {one.result for one in told(office, room)} == {None}  # all or nothing
    record(office, room, *everybody, reason="Sakit, mengganti di kelas sore")
    ani, budi, cici = told(office, room)
    assert [one.under_reason for one in (ani, budi)] == [None, None]
    assert cici.under_reason == "Sakit, mengganti di kelas sore"
    assert (cici.result, cici.score, cici.result_on) == (PASSED, 88, make.DAY)
    record(office, room, None, None, {"result": FAILED})
    assert told(office, room)[2].under_reason is None
    record(office, room, {"result": None}, {"result_on": LAST})
    ani, budi, _cici = told(office, room)
    assert (ani.result, ani.result_on, budi.result_on) == (None, None, LAST)


def test_headquarters_may_refuse_it_altogether(office: Office) -> None:
    room = classroom(office, marks=MARKS)
    with office.store.write("test", audience="here") as session:
        session.add(
            Parameter(
                id="result.under_attendance:2026-01-01",
                key="result.under_attendance",
                label="Lulus di bawah kehadiran minimum",
                kind="TEXT",
                value=json.dumps("BLOCK"),
                valid_from=date(2026, 1, 1),
            )
        )
    with pytest.raises(UserError) as refused:
        record(office, room, None, None, {"result": PASSED}, reason="Sakit")
    assert refused.value.code == "UNDER-REFUSED"
    record(office, room, None, None, {"result": FAILED})


def test_all_who_came_often_enough_pass_in_one_act(office: Office) -> None:
    room = classroom(office, marks=MARKS)
    record(office, room, {"result": FAILED})
    with office.store.write("test") as session:
        assert all_passed(session, room.taught.id) == 1
    assert [one.result for one in told(office, room)] == [FAILED, PASSED, None]


def test_a_reported_class_keeps_its_results(office: Office) -> None:
    room = classroom(office, marks=MARKS)
    with office.store.write("test") as session:
        session.get_one(type(room.taught), room.taught.id).state = ClassState.REPORTED
    with pytest.raises(UserError) as refused:
        record(office, room, {"result": PASSED})
    assert refused.value.code == "RESULT-LOCKED"


def test_only_who_was_trained_has_a_result(office: Office) -> None:
    room = classroom(office, state=EnrolmentState.ASSIGNED)
    with pytest.raises(UserError) as refused:
        record(office, room, {"result": PASSED})
    assert refused.value.code == "NOT-IN-TRAINING"


def test_who_was_assessed_on_the_last_day_is_so_when_the_class_ends(office: Office) -> None:
    room = classroom(office, marks=MARKS, state=EnrolmentState.IN_TRAINING)
    with office.store.write("test") as session:
        session.get_one(type(room.taught), room.taught.id).state = ClassState.RUNNING
    sitting = Sitting(body(office).id, "Operator Forklif", LAST)
    with office.store.write("test") as session:
        entries = {room.people[0].id: {"verdict": Verdict.COMPETENT}}
        assess(session, room.taught.id, sitting, entries)
    assert {one.state for one in told(office, room)} == {EnrolmentState.IN_TRAINING}
    with office.store.write("test") as session:
        finish(session, room.taught.id)
    assert [one.state for one in told(office, room)] == [
        EnrolmentState.ASSESSED,
        EnrolmentState.COMPLETED,
        EnrolmentState.COMPLETED,
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("L", PASSED), ("lulus", PASSED), ("T", FAILED), ("TIDAK_LULUS", FAILED), ("", None)],
)
def test_a_result_as_people_write_it(text: str, meant: TrainingResult | None) -> None:
    assert read_result(text) is meant


def test_a_verdict_is_no_result() -> None:
    for text in ("Kompeten", "K", "BK"):
        with pytest.raises(UserError):
            read_result(text)
