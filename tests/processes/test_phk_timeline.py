"""The course of a termination: vectors over weekends, Lebaran and days gone by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop_app.processes.deadlines import Case, is_working
from desktop_app.processes.phk_timeline import Stop, Timing, timeline
from desktop_app.records.reference import DeadlineRule, Direction, Holiday, HolidayKind, Unit

D = date


def holiday(day: date, kind: HolidayKind = HolidayKind.NATIONAL) -> Holiday:
    return Holiday(day=day, kind=kind, name="Libur")


LEBARAN = (
    holiday(D(2026, 3, 19)),  # Nyepi
    holiday(D(2026, 3, 20), HolidayKind.JOINT_LEAVE),
    holiday(D(2026, 3, 21)),
    holiday(D(2026, 3, 22)),
    holiday(D(2026, 3, 23), HolidayKind.JOINT_LEAVE),
    holiday(D(2026, 3, 24), HolidayKind.JOINT_LEAVE),
)


def rule(id: str, counts: str, met: str, days: int, way: Direction, stops: str) -> DeadlineRule:
    return DeadlineRule(
        id=id,
        name=id,
        regime="LAW",
        counts_from=counts,
        met_by=met,
        days=days,
        unit=Unit.WORKING,
        direction=way,
        stopped_by=stops,
        basis=f"Pasal {id}",
    )


RULES = (
    rule("NOTICE", "effective_on", "notice_on", 14, Direction.BEFORE, "NASIONAL"),
    rule("PROBATION", "probation_effective_on", "notice_on", 7, Direction.BEFORE, "NASIONAL"),
    rule("TALKS", "bipartite_on", "bipartite_closed_on", 30, Direction.AFTER, "NASIONAL"),
    rule("REPLY", "notice_on", "reply_on", 7, Direction.AFTER, "NASIONAL"),
    rule("REPORT", "effective_on", "reported_on", 7, Direction.AFTER, "NASIONAL,CUTI_BERSAMA"),
)


def course(today: date, **dates: date | None) -> dict[str, Stop]:
    stops = timeline(Case("k", "LAW", dates), RULES, LEBARAN, today)
    assert [stop.day for stop in stops] == sorted(stop.day for stop in stops)
    return {stop.name: stop for stop in stops}


def test_nothing_dated_has_no_course() -> None:
    assert course(D(2026, 3, 2)) == {}


def test_lebaran_and_weekends_do_not_count() -> None:
    # Notice on Monday 9 March; Nyepi and Eid stop the count, collective leave does not.
    seen = course(D(2026, 3, 10), notice_on=D(2026, 3, 9))
    assert seen["notice_on"].timing is Timing.DONE
    assert seen["reply_on"].day == D(2026, 3, 18)  # 10 11 12 13 16 17 18
    assert seen["reply_on"].left == 6
    # 10-13, 16-18 (7), 20 (8), 23 24 25 26 27 (13), 30 (14)
    assert seen["earliest"].day == D(2026, 3, 30)
    assert (seen["earliest"].days, seen["earliest"].timing) == (14, Timing.AHEAD)


def test_collective_leave_stops_where_the_rule_says_so() -> None:
    seen = course(D(2026, 3, 18), effective_on=D(2026, 3, 18), notice_on=D(2026, 2, 20))
    # Report: 25 26 27 30 31 March, 1 2 April; 19 to 24 March is closed for it.
    assert seen["reported_on"].day == D(2026, 4, 2)
    assert seen["effective_on"].timing is Timing.DONE


@pytest.mark.parametrize(
    "reply, today, timing, left",
    [
        (None, D(2026, 3, 13), Timing.SOON, 3),
        (None, D(2026, 3, 12), Timing.AHEAD, 4),
        (None, D(2026, 3, 18), Timing.SOON, 0),
        (None, D(2026, 3, 19), Timing.MISSED, -1),
        (D(2026, 3, 18), D(2026, 3, 25), Timing.DONE, None),
        (D(2026, 3, 20), D(2026, 3, 25), Timing.LATE, None),
    ],
)
def test_an_answer_is_awaited_missed_or_met(
    reply: date | None, today: date, timing: Timing, left: int | None
) -> None:
    stop = course(today, notice_on=D(2026, 3, 9), reply_on=reply)["reply_on"]
    assert (stop.timing, stop.left) == (timing, left)
    assert stop.due == D(2026, 3, 18)
    assert stop.basis == "Pasal REPLY"


def test_a_notice_too_late_shows_at_both_ends() -> None:
    seen = course(D(2026, 3, 10), notice_on=D(2026, 3, 9), effective_on=D(2026, 3, 27))
    assert seen["notice_on"].timing is Timing.LATE
    assert seen["notice_on"].due == D(2026, 3, 6)
    assert seen["earliest"].timing is Timing.MISSED
    right = course(D(2026, 3, 10), notice_on=D(2026, 3, 9), effective_on=D(2026, 3, 30))
    assert right["notice_on"].timing is Timing.DONE
    assert right["earliest"].timing is Timing.AHEAD


def test_what_is_planned_lies_ahead_and_is_soon_three_days_before() -> None:
    planned = D(2026, 4, 10)
    assert course(D(2026, 4, 1), bipartite_on=planned)["bipartite_on"].timing is Timing.AHEAD
    near = course(D(2026, 4, 7), bipartite_on=planned)["bipartite_on"]
    assert (near.timing, near.left, near.working) == (Timing.SOON, 3, False)
    assert course(planned, bipartite_on=planned)["bipartite_on"].timing is Timing.DONE


def test_the_notice_is_awaited_before_the_day_it_takes_effect() -> None:
    seen = course(D(2026, 3, 9), effective_on=D(2026, 3, 31))
    assert "earliest" not in seen
    assert seen["notice_on"].timing is Timing.SOON
    assert seen["notice_on"].due == seen["notice_on"].day == D(2026, 3, 10)


@pytest.mark.parametrize("start", [D(2026, 3, 2) + timedelta(days=n) for n in range(30)])
def test_the_earliest_day_is_the_first_that_makes_the_notice_timely(start: date) -> None:
    closed = frozenset(h.day for h in LEBARAN if h.kind is HolidayKind.NATIONAL)
    earliest = course(start, notice_on=start)["earliest"].day
    assert is_working(earliest, closed)
    timely = course(start, notice_on=start, effective_on=earliest)
    assert timely["notice_on"].timing is Timing.DONE
    before = course(start, notice_on=start, effective_on=earliest - timedelta(days=1))
    assert before["earliest"].timing is Timing.MISSED


def test_bipartite_talks_are_waited_for_until_they_end() -> None:
    begun = D(2026, 3, 9)
    waiting = course(begun, bipartite_on=begun)["bipartite_closed_on"]
    # Thirty working days after Monday 9 March; Nyepi is none, joint leave is.
    assert (waiting.day, waiting.left, waiting.timing) == (D(2026, 4, 21), 30, Timing.AHEAD)
    ended = course(D(2026, 4, 30), bipartite_on=begun, bipartite_closed_on=D(2026, 4, 20))
    assert ended["bipartite_closed_on"].timing is Timing.DONE
    late = course(D(2026, 4, 30), bipartite_on=begun, bipartite_closed_on=D(2026, 4, 22))
    assert late["bipartite_closed_on"].timing is Timing.LATE


def test_the_notice_must_come_in_time_for_all_whom_it_reaches() -> None:
    both = {"effective_on": D(2026, 3, 18), "probation_effective_on": D(2026, 3, 18)}
    notice = course(D(2026, 3, 18), notice_on=D(2026, 3, 2), **both)["notice_on"]
    assert (notice.due, notice.days, notice.timing) == (D(2026, 2, 26), 14, Timing.LATE)
    alone = course(D(2026, 3, 18), notice_on=D(2026, 3, 2), probation_effective_on=D(2026, 3, 18))
    assert (alone["notice_on"].days, alone["notice_on"].timing) == (7, Timing.DONE)
