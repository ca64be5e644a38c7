"""Deadlines across Lebaran 2019 and 2026, the numbers written out by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest

from desktop_app.desk.cases import DATES
from desktop_app.fields import describe
from desktop_app.processes.deadlines import (
    Case,
    closed_days,
    deadlines,
    due,
    is_working,
    moved,
    working_days_between,
    working_days_from,
)
from desktop_app.records import Consultation
from desktop_app.records.record import Record, from_stored
from desktop_app.records.reference import DeadlineRule, Direction, Holiday, HolidayKind, Unit


def shipped(record: type[Record], name: str) -> list[Any]:
    rows = json.loads((files("resources") / "reference" / name).read_text("utf-8"))
    return [record(**from_stored(record, row)) for row in rows]


HOLIDAYS: list[Holiday] = shipped(Holiday, "holidays.json")
RULES: list[DeadlineRule] = shipped(DeadlineRule, "deadline_rules.json")
BY_ID = {rule.id: rule for rule in RULES}

NOTICE = BY_ID["MK168_2024:NOTICE"]
PROBATION = BY_ID["MK168_2024:NOTICE_PROBATION"]
REPLY = BY_ID["MK168_2024:REPLY"]
REPORT = BY_ID["MK168_2024:REPORT"]
PAYMENT = BY_ID["PAYMENT"]


def holiday(day: date, kind: HolidayKind, province: str | None = None) -> Holiday:
    return Holiday(id=f"{day}:{kind}", day=day, name="Libur", kind=kind, province=province)


@pytest.mark.parametrize(
    ("rule", "start", "last"),
    [
        # Lebaran 2019: holidays 30 May, 5 and 6 June; joint leave 3, 4 and 7 June.
        # Back from Monday 17 June, working on joint leave: 14 13 12 11 10 | 7 4 3,
        # then 31 29 28 27 24 23 May.
        (NOTICE, date(2019, 6, 17), date(2019, 5, 23)),
        # Back seven: 14 13 12 11 10 7 4.
        (PROBATION, date(2019, 6, 17), date(2019, 6, 4)),
        # From Friday 31 May, joint leave counting: 3 4 7 10 11 12 13 June.
        (REPLY, date(2019, 5, 31), date(2019, 6, 13)),
        # The same stopped by joint leave: 10 11 12 13 14 17 18 June.
        (REPORT, date(2019, 5, 31), date(2019, 6, 18)),
        # Five: 10 11 12 13 14 June.
        (PAYMENT, date(2019, 5, 31), date(2019, 6, 14)),
        # Lebaran 2026: Nyepi 19, Idulfitri 21 and 22 March, Good Friday 3 April;
        # joint leave 18, 20, 23 and 24 March.
        # Back from Monday 6 April: 2 1 31 30 | 27 26 25 24 23 | 20 18 17 16 13.
        (NOTICE, date(2026, 4, 6), date(2026, 3, 13)),
        (PROBATION, date(2026, 4, 6), date(2026, 3, 25)),
        # From Friday 13 March: 16 17 18 20 23 24 25.
        (REPLY, date(2026, 3, 13), date(2026, 3, 25)),
        # Stopped by joint leave: 16 17 25 26 27.
        (PAYMENT, date(2026, 3, 13), date(2026, 3, 27)),
        # And seven: 30 and 31 March follow.
        (REPORT, date(2026, 3, 13), date(2026, 3, 31)),
    ],
)
def test_deadlines_across_lebaran(rule: DeadlineRule, start: date, last: date) -> None:
    assert due(rule, start, HOLIDAYS) == last


def test_calendar_days_run_through_holidays() -> None:
    rule = DeadlineRule(
        id="CALENDAR",
        days=30,
        unit=Unit.CALENDAR,
        direction=Direction.AFTER,
        stopped_by="NASIONAL",
        counts_from="notice_on",
    )
    assert due(rule, date(2026, 3, 1), HOLIDAYS) == date(2026, 3, 31)


def test_a_regional_holiday_stops_only_its_province() -> None:
    table = [holiday(date(2026, 9, 23), HolidayKind.REGIONAL, "71")]
    start = date(2026, 9, 21)  # Monday; five days on is the next Monday
    assert due(PAYMENT, start, table, province="35") == date(2026, 9, 28)
    assert due(PAYMENT, start, table, province="71") == date(2026, 9, 29)
    assert due(REPLY, start, table, province="71") == date(2026, 9, 30)


def test_a_cases_deadlines_in_order_with_days_left() -> None:
    case = Case(
        "K1",
        "MK168_2024",
        {"notice_on": date(2026, 3, 13), "effective_on": date(2026, 4, 6), "reply_on": None},
    )
    today = date(2026, 3, 17)
    found = deadlines(case, RULES, HOLIDAYS, today)
    assert [(d.rule.id.partition(":")[2], d.due, d.days_left, d.met_on) for d in found] == [
        ("NOTICE", date(2026, 3, 13), None, date(2026, 3, 13)),
        ("REPLY", date(2026, 3, 25), 5, None),
        ("REPORT", date(2026, 4, 15), 15, None),
    ]
    assert not any(d.missed for d in found)


@pytest.mark.parametrize(
    ("notice", "missed"), [(date(2026, 3, 13), False), (date(2026, 3, 16), True)]
)
def test_a_late_notice_is_missed(notice: date, missed: bool) -> None:
    case = Case("K1", "MK168_2024", {"notice_on": notice, "effective_on": date(2026, 4, 6)})
    first = next(d for d in deadlines(case, [NOTICE], HOLIDAYS, date(2026, 3, 20)))
    assert first.missed is missed


@pytest.mark.parametrize(
    ("today", "left", "missed"),
    [
        (date(2026, 3, 25), 0, False),
        (date(2026, 3, 26), -1, True),
        (date(2026, 3, 28), -2, True),
    ],
)
def test_days_left_turn_negative(today: date, left: int, missed: bool) -> None:
    case = Case("K1", "MK168_2024", {"notice_on": date(2026, 3, 13)})
    (reply,) = deadlines(case, [REPLY], HOLIDAYS, today)
    assert (reply.days_left, reply.missed) == (left, missed)


def test_the_weekend_after_a_friday_is_late() -> None:
    case = Case("K1", "MK168_2024", {"invoice_complete_on": date(2026, 9, 18)})
    (payment,) = deadlines(case, [PAYMENT], [], date(2026, 9, 26))
    assert (payment.due, payment.days_left, payment.missed) == (date(2026, 9, 25), -1, True)


def test_only_the_rules_of_the_cases_law_apply() -> None:
    dates = {"notice_on": date(2019, 5, 2), "effective_on": date(2019, 6, 17)}
    assert deadlines(Case("K1", "UU13_2003", dates), RULES, HOLIDAYS, date(2019, 5, 3)) == []
    old = deadlines(Case("K1", "PP35_2021", dates), RULES, HOLIDAYS, date(2019, 5, 3))
    assert {d.rule.regime for d in old} == {"PP35_2021"}


def test_probation_has_its_own_starting_date() -> None:
    case = Case("K1", "MK168_2024", {"probation_effective_on": date(2026, 4, 6)})
    found = deadlines(case, RULES, HOLIDAYS, date(2026, 3, 2))
    assert [d.due for d in found] == [date(2026, 3, 25)]


def test_every_rule_is_about_dates_that_a_consultation_has() -> None:
    names = {
        name for rule in RULES if rule is not PAYMENT for name in (rule.counts_from, rule.met_by)
    }
    assert names <= describe(Consultation).keys()
    assert names == set(DATES)


def test_a_changed_table_lists_what_moved() -> None:
    cases = [
        Case("K1", "MK168_2024", {"notice_on": date(2026, 9, 21)}),
        Case("K2", "MK168_2024", {"notice_on": date(2026, 9, 21), "reply_on": date(2026, 9, 25)}),
        Case("K3", "MK168_2024", {"notice_on": date(2026, 10, 5)}),
    ]
    decreed = [*HOLIDAYS, holiday(date(2026, 9, 30), HolidayKind.NATIONAL)]
    (only,) = moved(cases, RULES, HOLIDAYS, decreed)
    assert (only.case, only.rule.id) == ("K1", "MK168_2024:REPLY")
    assert (only.was, only.now) == (date(2026, 9, 30), date(2026, 10, 1))
    assert moved(cases, RULES, HOLIDAYS, HOLIDAYS) == []


def days(text: Iterable[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, text))


def test_counting_there_and_back() -> None:
    closed = closed_days(HOLIDAYS, "NASIONAL,CUTI_BERSAMA")
    start = date(2026, 3, 13)
    for count in range(1, 260):
        end = working_days_from(start, count, closed)
        assert working_days_between(start, end, closed) == count
        assert working_days_between(end, start, closed) == -count
        assert end.weekday() < 5
        assert end not in closed


def test_kinds_of_holidays_are_kept_apart() -> None:
    year = {day for day in closed_days(HOLIDAYS, "CUTI_BERSAMA") if day.year == 2019}
    assert year == days(["2019-06-03", "2019-06-04", "2019-06-07", "2019-12-24"])
    assert date(2019, 6, 5) in closed_days(HOLIDAYS, "NASIONAL")
    assert date(2019, 6, 5) not in closed_days(HOLIDAYS, "CUTI_BERSAMA")


def test_counting_by_weeks_is_counting_by_days() -> None:
    first = date(2026, 1, 1)
    closed = frozenset(first + timedelta(days=n) for n in (0, 13, 14, 15, 47, 77, 79, 80, 81, 200))
    for start in (first + timedelta(days=n) for n in range(14)):
        for length in range(120):
            days = [start + timedelta(days=n) for n in range(1, length + 1)]
            by_days = sum(is_working(day, closed) for day in days)
            end = start + timedelta(days=length)
            assert working_days_between(start, end, closed) == by_days
