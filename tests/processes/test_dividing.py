"""*Bagi ke kelas* as a plain rule: 47 people, two places, edits and what they may not do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.processes.dividing import (
    Aside,
    Busy,
    Fault,
    Proposal,
    Seeker,
    Terms,
    add,
    busy_with,
    change,
    dissolve,
    faults,
    move,
    propose,
)
from desktop_app.records.employer import Scheme

FIRST = date(2026, 11, 30)
TERMS = Terms(FIRST, lambda _programme, day: day + timedelta(days=11))


def people(count: int, programme: str = "VOK-001", **over: Any) -> list[Seeker]:
    """People who registered one after the other."""
    made = [
        Seeker(f"{programme}-{n:03}", f"Pekerja {n}", f"{n:04}", programme, Scheme.PARTNER, FIRST)
        for n in range(count)
    ]
    return [replace(one, **over) for one in made]


def by_id(seekers: list[Seeker]) -> dict[str, Seeker]:
    return {one.id: one for one in seekers}


def sizes(proposal: Proposal) -> list[int]:
    return [len(one.people) for one in proposal.classes]


def test_47_people_make_two_full_classes_and_one_of_seven() -> None:
    found = propose(people(47), TERMS)
    assert (sizes(found), found.waiting) == ([20, 20, 7], ())
    assert found.classes[0].people[0] == "VOK-001-000"
    assert {(one.starts_on, one.ends_on) for one in found.classes} == {(FIRST, date(2026, 12, 11))}


def test_the_seven_wait_where_eight_are_needed_for_a_class() -> None:
    found = propose(people(47), replace(TERMS, least=8))
    assert sizes(found) == [20, 20]
    assert found.waiting == tuple(f"VOK-001-{n:03}" for n in range(40, 47))


def test_programme_place_scheme_and_employer_keep_people_apart() -> None:
    own: dict[str, Any] = {"scheme": Scheme.REIMBURSEMENT}
    found = propose(
        [
            *people(6, place="Manado"),
            *people(5, "VOK-002", place="Manado"),
            *people(7, "VOK-003", place="Bitung"),
            *people(5, "VOK-004", employer="a", **own),
            *people(5, "VOK-004b", employer="b"),
        ],
        TERMS,
    )
    assert [(one.kind.programme, one.place, one.kind.employer) for one in found.classes] == [
        ("VOK-001", "Manado", None),
        ("VOK-002", "Manado", None),
        ("VOK-003", "Bitung", None),
        ("VOK-004", "", "a"),
        ("VOK-004b", "", None),  # through a partner, whoever employed them
    ]


def test_the_officer_moves_people_changes_a_class_and_leaves_some_out() -> None:
    seekers = by_id(people(47))
    found = propose(seekers.values(), TERMS)
    last = found.classes[2].people
    found = move(found, found.classes[0].people[:3], 2, seekers)
    found = move(found, last[:1], Aside.OUT, seekers)
    found = move(found, last[1:2], Aside.WAITING, seekers)
    assert (sizes(found), found.waiting, found.out) == ([17, 20, 8], last[1:2], last[:1])
    later = replace(found.classes[2], starts_on=date(2027, 1, 4), capacity=7)
    found = change(found, 2, later)
    assert faults(found.classes[2], 5, seekers) == [Fault.OVER, Fault.DATES]
    found = dissolve(found, 2)
    assert sizes(found) == [17, 20]
    assert len(found.waiting) == 9
    found = move(add(found, 1), found.waiting[:4], 2, seekers)
    assert faults(found.classes[2], 5, seekers) == [Fault.FEW]


def test_nobody_comes_into_a_class_of_another_programme() -> None:
    seekers = by_id([*people(6), *people(6, "VOK-002")])
    found = propose(seekers.values(), TERMS)
    with pytest.raises(UserError) as refused:
        move(found, ["VOK-002-001"], 0, seekers)
    assert refused.value.code == "DIVIDE-KIND"


def test_who_is_in_another_class_at_the_time_is_told() -> None:
    busy = (Busy("KLS-1", date(2026, 12, 11), date(2026, 12, 20)),)
    seekers = by_id(people(6, busy=busy))
    (one,) = propose(seekers.values(), TERMS).classes
    assert busy_with(seekers[one.people[0]], one) == "KLS-1"
    assert faults(one, 5, seekers) == [Fault.CLASH]
    assert faults(replace(one, ends_on=date(2026, 12, 10)), 5, seekers) == []


@given(st.integers(0, 120), st.integers(1, 30), st.integers(1, 12))
def test_nobody_is_lost_and_no_class_is_too_large_or_too_small(
    count: int, capacity: int, least: int
) -> None:
    seekers = people(count)
    found = propose(seekers, replace(TERMS, capacity=capacity, least=least))
    placed = [id for one in found.classes for id in one.people] + [*found.waiting]
    assert sorted(placed) == [one.id for one in seekers]
    assert all(least <= size <= capacity for size in sizes(found))
