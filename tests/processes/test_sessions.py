"""Sessions laid on the days of a class, across Lebaran 2019 and 2026, numbers written out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.processes.deadlines import closed_days
from desktop_app.processes.sessions import (
    Bounds,
    Fits,
    Laid,
    Rhythm,
    Slot,
    last_day,
    lay,
    rearrange,
    teaching_days,
)
from desktop_app.records.record import from_stored
from desktop_app.records.reference import Holiday, HolidayKind

KINDS = ",".join(kind.value for kind in HolidayKind)
ROWS = json.loads((files("resources") / "reference" / "holidays.json").read_text("utf-8"))
HOLIDAYS = [Holiday(**from_stored(Holiday, row)) for row in ROWS]
USUAL = Rhythm(closed=closed_days(HOLIDAYS, KINDS))
MONDAY = date(2026, 11, 30)


def june(*days: int) -> list[date]:
    return [date(2019, 6, day) for day in days]


def test_lebaran_2019_and_its_joint_leave_are_skipped() -> None:
    first = date(2019, 5, 27)
    end = last_day(first, 10, USUAL)
    assert end == date(2019, 6, 17)
    days = teaching_days(first, end, USUAL)
    may = [date(2019, 5, day) for day in (27, 28, 29, 31)]  # the 30th is Ascension Day
    assert days == [*may, *june(10, 11, 12, 13, 14, 17)]
    assert (len(days), (end - first).days + 1) == (10, 22)


def test_lebaran_and_nyepi_2026_are_skipped() -> None:
    first = date(2026, 3, 9)
    assert last_day(first, 10, USUAL) == date(2026, 3, 27)
    march = (9, 10, 11, 12, 13, 16, 17, 25, 26, 27)
    assert teaching_days(first, date(2026, 3, 27), USUAL) == [date(2026, 3, d) for d in march]


def test_a_regional_holiday_stops_classes_of_its_province_alone() -> None:
    bali = Holiday(day=date(2026, 11, 30), name="Hari Raya", kind="DAERAH", province="51")
    table = [*HOLIDAYS, bali]
    here, there = (
        replace(USUAL, closed=closed_days(table, KINDS, province)) for province in ("71", "51")
    )
    assert here.teaches(date(2026, 11, 30))
    assert not there.teaches(date(2026, 11, 30))


def test_a_class_may_run_on_saturdays() -> None:
    weekend = replace(USUAL, weekdays=frozenset({5, 6}))
    found = teaching_days(MONDAY, date(2026, 12, 13), weekend)
    assert [day.day for day in found] == [5, 6, 12, 13]
    assert last_day(MONDAY, 3, replace(USUAL, weekdays=frozenset())) is None


@pytest.mark.parametrize(
    ("a_day", "whole", "hours"),
    [
        (2, None, [4, 4, 4, 4, 4, 4]),
        (2, 40, [7, 7, 7, 7, 6, 6]),
        (3, 24, [3, 3, 3, 3, 3, 3, 2, 2, 2]),
        (3, 4, [2, 1, 1]),  # too few hours for three sessions a day
        (1, 24, [8, 8, 8]),
    ],
)
def test_lesson_hours_are_spread_over_one_to_three_sessions_a_day(
    a_day: int, whole: int | None, hours: list[int]
) -> None:
    days = teaching_days(MONDAY, date(2026, 12, 2), USUAL)
    slots = lay(days, replace(USUAL, sessions_a_day=a_day), whole)
    assert [slot.lesson_hours for slot in slots] == hours
    assert {slot.day for slot in slots} == set(days)


def laid(slots: list[Slot], held: int = 0) -> list[Laid]:
    return [Laid(str(n), slot, n < held) for n, slot in enumerate(slots)]


def test_sessions_follow_when_the_dates_move_and_held_ones_stay() -> None:
    was = laid(lay(teaching_days(MONDAY, date(2026, 12, 2), USUAL), USUAL, 24), held=2)
    change = rearrange(was, date(2026, 12, 1), date(2026, 12, 4), USUAL, 24)
    # Monday was held and is kept, outside the dates; 16 JP are left for four days.
    assert change.outside == ("0", "1")
    moved = dict(change.changed)
    assert {id: (s.day.day, s.part, s.lesson_hours) for id, s in moved.items()} == {
        "2": (1, 1, 2),
        "3": (1, 2, 2),
        "4": (2, 1, 2),
        "5": (2, 2, 2),
    }
    assert [(s.day.day, s.part, s.lesson_hours) for s in change.added] == [
        *((3, 1, 2), (3, 2, 2)),
        *((4, 1, 2), (4, 2, 2)),
    ]
    assert (change.dropped, change.days) == ((), 5)


def test_a_session_is_moved_with_its_topic_rather_than_dropped() -> None:
    was = laid(lay(teaching_days(MONDAY, MONDAY, USUAL), USUAL, 8))
    change = rearrange(was, date(2026, 12, 1), date(2026, 12, 1), USUAL, 8)
    assert [(id, slot.day.day) for id, slot in change.changed] == [("0", 1), ("1", 1)]
    assert (change.added, change.dropped) == ((), ())


def test_nothing_changes_where_nothing_moved() -> None:
    was = laid(lay(teaching_days(MONDAY, date(2026, 12, 4), USUAL), USUAL, 40))
    change = rearrange(was, MONDAY, date(2026, 12, 4), USUAL, 40)
    assert (change.added, change.changed, change.dropped, change.days) == ((), (), (), 5)


@given(
    st.integers(0, 30), st.integers(0, 30), st.integers(0, 20), st.sampled_from([None, 8, 40, 100])
)
def test_a_held_session_is_never_lost(start: int, span: int, held: int, whole: int | None) -> None:
    was = laid(lay(teaching_days(MONDAY, date(2026, 12, 18), USUAL), USUAL, whole), held)
    since = date.fromordinal(MONDAY.toordinal() - 10 + start)
    until = date.fromordinal(since.toordinal() + span)
    change = rearrange(was, since, until, USUAL, whole)
    kept = {one.id for one in was if one.held}
    assert not kept & {*dict(change.changed), *change.dropped}
    after = [one.slot for one in was if one.held] + [slot for _id, slot in change.changed]
    after += [*change.added]
    after += [
        one.slot
        for one in was
        if not one.held and one.id not in {*dict(change.changed), *change.dropped}
    ]
    places = [(slot.day, slot.part) for slot in after]
    assert len(set(places)) == len(places)
    assert {day for day, _part in places} == {
        *teaching_days(since, until, USUAL),
        *(one.slot.day for one in was if one.held),
    }


def test_usual_and_possible_training_days() -> None:
    bounds = Bounds(5, 14, 1, 90)
    verdicts = [bounds.judge(days) for days in (0, 1, 4, 5, 14, 15, 90, 91)]
    assert verdicts == [
        *(Fits.NEVER, Fits.UNUSUAL, Fits.UNUSUAL, Fits.WELL),
        *(Fits.WELL, Fits.UNUSUAL, Fits.UNUSUAL, Fits.NEVER),
    ]
