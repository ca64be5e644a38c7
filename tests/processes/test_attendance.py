"""Attendance: worked examples by lesson hours, and what holds for all marks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.processes.attendance import Lesson, Risk, Rules, Seen, rules_of, standing
from desktop_app.processes.attendance_text import mark_text, read_block, read_mark
from desktop_app.records.teaching import Mark

MONDAY = date(2026, 11, 9)
H, S, L, A = (Seen(mark) for mark in Mark)


def lessons(*hours: int) -> list[Lesson]:
    """Sessions on days in a row, with these lesson hours."""
    return [Lesson(str(n), MONDAY + timedelta(days=n), jp) for n, jp in enumerate(hours)]


def marks(*seen: Seen | None) -> dict[str, Seen]:
    return {str(n): one for n, one in enumerate(seen) if one is not None}


AFTER = MONDAY + timedelta(days=30)


def test_lesson_hours_weigh_not_sessions() -> None:
    # 8 + 8 + 2 JP, absent in the short one: 16 of 18 JP = 88.89 %, not two of three.
    found = standing(lessons(8, 8, 2), marks(H, H, A), Rules(), AFTER)
    assert (found.attended, found.held, found.share) == (16, 18, 8889)
    assert found.risk is Risk.NONE
    assert found.passes


def test_half_a_basis_point_rounds_up() -> None:
    # 1 of 32 JP = 3.125 % = 312.5 basis points, shown as 313.
    found = standing(lessons(1, 31), marks(H, A), Rules(), AFTER)
    assert found.share == 313


def test_the_least_share_is_compared_exactly() -> None:
    # 8 of 10 JP is 80 %: enough. 3,999 of 4,999 JP is 79.996 %: shown as 80 %, yet short.
    assert standing(lessons(8, 2), marks(H, A), Rules(), AFTER).passes
    short = standing(lessons(3999, 1000), marks(H, A), Rules(), AFTER)
    assert (short.share, short.risk) == (8000, Risk.LOST)


def test_sick_and_excused_count_where_the_parameter_says_so() -> None:
    # 4 JP each: H S I A is 25 %, with sick 50 %, with both 75 %.
    four, all_four = lessons(4, 4, 4, 4), marks(H, S, L, A)
    shares = [
        standing(four, all_four, rules, AFTER).share
        for rules in (
            Rules(),
            Rules(sick_counts=True),
            Rules(sick_counts=True, leave_counts=True),
        )
    ]
    assert shares == [2500, 5000, 7500]


def test_later_than_the_limit_is_absent() -> None:
    late = marks(Seen(Mark.PRESENT, 15), Seen(Mark.PRESENT, 16))
    assert standing(lessons(4, 4), late, Rules(late_minutes=15), AFTER).attended == 4
    assert standing(lessons(4, 4), late, Rules(), AFTER).attended == 8


def test_what_is_to_come_is_held_against_nobody_and_what_is_past_is_missing() -> None:
    five = lessons(4, 4, 4, 4, 4)
    wednesday = MONDAY + timedelta(days=2)
    # Monday marked, Tuesday forgotten, Wednesday is today: 4 of 8 JP held.
    found = standing(five, marks(H), Rules(), wednesday)
    assert (found.held, found.share, found.missing) == (8, 5000, 1)
    assert found.within_reach == 10_000
    assert found.risk is Risk.BELOW
    # Nothing forgotten: all that was held was attended.
    assert standing(five, marks(H, H), Rules(), wednesday).share == 10_000
    # Before the first day there is no share at all.
    first = standing(five, {}, Rules(), MONDAY)
    assert (first.share, first.risk, first.passes) == (None, Risk.NONE, False)


def test_at_risk_below_and_out_of_reach() -> None:
    ten = lessons(*[4] * 10)
    day = MONDAY + timedelta(days=4)
    # One of four missed: 75 % now, 36 of 40 JP = 90 % still possible.
    below = standing(ten, marks(H, H, H, A), Rules(), day)
    assert (below.share, below.within_reach, below.risk) == (7500, 9000, Risk.BELOW)
    # Three of four missed: 28 of 40 JP = 70 % at most.
    lost = standing(ten, marks(A, A, A, H), Rules(), day)
    assert (lost.share, lost.within_reach, lost.risk) == (2500, 7000, Risk.LOST)


def test_who_dropped_out_has_no_later_sessions() -> None:
    until = MONDAY + timedelta(days=1)
    found = standing(lessons(4, 4, 4), marks(H, H), Rules(), AFTER, until)
    assert (found.whole, found.missing, found.share) == (8, 0, 10_000)


def test_the_programmes_own_least_share_goes_before_the_parameter() -> None:
    known: dict[str, Any] = {"attendance.min_share": 8000, "attendance.sick_counts": True}
    assert rules_of(known.get) == Rules(8000, sick_counts=True)
    assert rules_of(known.get, 9000).least == 9000
    assert rules_of(lambda _key: None).least == 8000


SEEN = st.one_of(
    st.none(),
    st.sampled_from([S, L, A]),
    st.builds(Seen, st.just(Mark.PRESENT), st.one_of(st.none(), st.integers(1, 600))),
)


@given(
    st.lists(st.tuples(st.integers(1, 16), SEEN), max_size=40),
    st.integers(0, 45),
    st.integers(0, 10_000),
    st.booleans(),
)
def test_what_holds_for_all_marks(
    cells: list[tuple[int, Seen | None]], day: int, least: int, sick: bool
) -> None:
    today = MONDAY + timedelta(days=day)
    all_lessons = lessons(*[hours for hours, _seen in cells])
    given_marks = marks(*[seen for _hours, seen in cells])
    rules = Rules(least, sick_counts=sick, late_minutes=30)
    found = standing(all_lessons, given_marks, rules, today)
    assert 0 <= found.attended <= found.held <= found.whole
    assert found.share is None or 0 <= found.share <= 10_000
    assert sum(found.counts.values()) == len(given_marks)
    # The order of the sessions says nothing.
    assert standing(all_lessons[::-1], given_marks, rules, today) == found
    # Marking an open session as present never makes it worse.
    for one in all_lessons:
        if one.id not in given_marks:
            better = standing(all_lessons, given_marks | {one.id: H}, rules, today)
            assert better.attended >= found.attended
            assert better.within_reach == found.within_reach
            assert not (better.risk is Risk.LOST and found.risk is not Risk.LOST)
    # Once it is lost no later mark saves it.
    if found.risk is Risk.LOST:
        full = {one.id: given_marks.get(one.id, H) for one in all_lessons}
        assert not standing(all_lessons, full, rules, AFTER).passes


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("h", H),
        (" Hadir ", H),
        ("√", H),
        ("s", S),
        ("IJIN", L),
        ("Alpha", A),
        ("H+15", Seen(Mark.PRESENT, 15)),
        ("h 7", Seen(Mark.PRESENT, 7)),
        ("", None),
        ("-", None),
    ],
)
def test_marks_as_people_write_them(text: str, seen: Seen | None) -> None:
    assert read_mark(text) == seen
    assert read_mark(mark_text(seen)) == seen


@pytest.mark.parametrize("text", ["X", "HH", "H+0", "H+601", "H+9999", "=1+1", "1"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read_mark(text)
    assert caught.value.code == "ATT-MARK"


def test_a_block_from_a_spreadsheet() -> None:
    assert read_block("H\tS\r\n\tA\r\n") == [[H, S], [None, A]]
