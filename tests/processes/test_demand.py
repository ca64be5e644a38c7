"""Needs read from a text, programmes that fit, and the demand against planned seats."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.processes.demand import Course, Wish, against, fits, needs_in
from desktop_app.processes.validity import Validity, validity


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20 operator forklif", [("operator forklif", 20)]),
        ("Operator forklif (20 orang)", [("Operator forklif", 20)]),
        ("Operator forklif: 20", [("Operator forklif", 20)]),
        ("Juru las 15 orang", [("Juru las", 15)]),
        ("1.500 orang penjahit", [("penjahit", 1500)]),
        ("1. Juru las\n2. Penjahit", [("Juru las", None), ("Penjahit", None)]),
        ("- Operator forklif kelas 2", [("Operator forklif kelas 2", None)]),
        ("Juru las SMAW 3G, barista; teknisi AC.", [
            ("Juru las SMAW 3G", None), ("barista", None), ("teknisi AC", None)
        ]),
        ("", []),
        ("  \n ; , - ", []),
    ],
)  # fmt: skip
def test_needs_are_read_as_people_list_them(text: str, found: list[tuple[str, int | None]]) -> None:
    assert needs_in(text) == found


@pytest.mark.parametrize(
    ("skill", "name", "fit"),
    [
        ("operator forklif", "Operator Forklift Kelas II", True),
        ("Juru las", "Juru Las SMAW Posisi 3G", True),
        ("las", "Juru Las SMAW", True),
        ("operator ekskavator", "Operator Forklift Kelas II", False),
        ("kopi", "Asisten Koki", False),
        ("", "Barista Dasar", False),
    ],
)
def test_a_programme_fits_when_it_names_the_skill(skill: str, name: str, fit: bool) -> None:
    assert fits(skill, name) is fit


def test_the_demand_stands_against_seats() -> None:
    courses = [Course("1", "Operator Forklift Kelas II", 20), Course("2", "Barista Dasar", 40)]
    lines = against(
        [
            Wish("Operator forklif", "H", 30),
            Wish("operator forklift", "H", None),
            Wish("Penyeduh kopi", "I", 10, "2"),
            Wish("Juru las", "C", 5),
            Wish("juru LAS", "C", 7),
        ],
        courses,
    )
    told = [(ln.sector, ln.people, ln.uncounted, ln.seats, ln.gap) for ln in lines]
    assert told == [("C", 12, 0, 0, 12), ("H", 30, 1, 20, 10), ("I", 10, 0, 40, 0)]
    assert [len(line.skills) for line in lines] == [1, 2, 1]
    assert lines[2].courses == (courses[1],)


@pytest.mark.parametrize(
    ("until", "stands"),
    [
        (None, None),
        (date(2026, 11, 23), Validity.EXPIRED),
        (date(2026, 11, 24), Validity.SOON),
        (date(2027, 1, 23), Validity.SOON),
        (date(2027, 1, 24), Validity.VALID),
    ],
)
def test_an_end_is_announced_sixty_days_ahead(until: date | None, stands: Validity | None) -> None:
    assert validity(until, date(2026, 11, 24), 60) is stands
