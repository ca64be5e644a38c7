"""A changed table of holidays, and the deadlines that it moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from desktop_app.desk.cases import MovedDeadline, holidays, moved_since
from desktop_app.office import Office
from desktop_app.records import Consultation, Employer, Holiday
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.reference import HolidayKind
from tests import make

REPLY, REPORT = "MK168_2024:REPLY", "MK168_2024:REPORT"

MONDAY = date(2026, 11, 30)
"""A working day that no deadline of `make.DAY`, Tuesday 24 November, can pass over."""


def case(headquarters: Office, **over: Any) -> Consultation:
    with headquarters.store.write("test") as session:
        employer: Employer = make.employer()
        session.add(employer)
        session.flush()
        values: dict[str, Any] = {
            "notice_on": make.DAY,
            "regime": "MK168_2024",
            "state": ConsultationState.SCHEDULED,
        }
        made = make.consultation(employer, **values | over)
        session.add(made)
    return made


def close(headquarters: Office, day: date, kind: HolidayKind, province: str | None = None) -> None:
    with headquarters.store.write("test") as session:
        session.add(Holiday(day=day, name="Libur", kind=kind, province=province))


def moves(found: list[MovedDeadline]) -> list[tuple[str, date, date]]:
    return [(one.rule.id, one.was, one.now) for one in found]


def test_a_national_holiday_moves_what_it_stops(headquarters: Office) -> None:
    made = case(headquarters)
    known = holidays(headquarters.store)
    assert moved_since(headquarters.store, known) == []
    close(headquarters, MONDAY, HolidayKind.NATIONAL)
    found = moved_since(headquarters.store, known)
    # Seven working days: 25 26 27 30 November, 1 2 3 December; without the 30th also the 4th.
    assert moves(found) == [(REPLY, date(2026, 12, 3), date(2026, 12, 4))]
    assert (found[0].number, found[0].employer) == (made.number, "PT Contoh 1")
    assert moved_since(headquarters.store, holidays(headquarters.store)) == []


def test_each_deadline_is_stopped_by_its_own_kinds(headquarters: Office) -> None:
    case(headquarters, effective_on=make.DAY)
    known = holidays(headquarters.store)
    close(headquarters, MONDAY, HolidayKind.JOINT_LEAVE)
    found = [rule for rule, _was, _now in moves(moved_since(headquarters.store, known))]
    assert REPORT in found
    assert REPLY not in found


@pytest.mark.parametrize(
    ("over", "day", "province"),
    [
        ({"reply_on": make.DAY}, MONDAY, None),
        ({"state": ConsultationState.DRAFT}, MONDAY, None),
        ({}, MONDAY, "94"),
        ({}, date(2026, 11, 29), None),
        ({}, date(2026, 12, 10), None),
        ({"notice_on": make.DAY - timedelta(days=200)}, date(2026, 5, 13), None),
    ],
    ids=["met", "not in hand", "another province", "a Sunday", "after it", "past either way"],
)
def test_what_does_not_move(
    headquarters: Office, over: dict[str, Any], day: date, province: str | None
) -> None:
    case(headquarters, **over)
    known = holidays(headquarters.store)
    close(headquarters, day, HolidayKind.NATIONAL, province)
    assert moved_since(headquarters.store, known) == []


def test_a_holiday_taken_back_moves_it_back(headquarters: Office) -> None:
    case(headquarters)
    close(headquarters, MONDAY, HolidayKind.NATIONAL)
    known = holidays(headquarters.store)
    with headquarters.store.write("test") as session:
        for one in session.query(Holiday).filter(Holiday.day == MONDAY):
            session.void(one)
    found = moved_since(headquarters.store, known)
    assert moves(found) == [(REPLY, date(2026, 12, 4), date(2026, 12, 3))]
