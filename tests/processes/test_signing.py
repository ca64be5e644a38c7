"""Who signs on which day: stand-ins before holders, gaps and doubles told with their days."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.processes.signing import Trouble, signing, troubles
from desktop_app.records import Signatory
from desktop_app.records.office import Capacity

TODAY = date(2026, 11, 24)


def named(name: str, since: date, until: date | None = None, **over: Any) -> Signatory:
    values = {
        "document": "*",
        "name": name,
        "position": "Kepala Kantor Cabang",
        "valid_from": since,
        "valid_to": until,
    }
    return Signatory(**values | over)


def names(known: list[Signatory], document: str, day: date) -> list[str]:
    return [one.name for one in signing(known, document, day)]


HEAD = named("Maria", date(2026, 1, 1))
LEAVE = named(
    "Johan", date(2026, 11, 23), date(2026, 11, 25), capacity=Capacity.DAILY, decree="SPT/1"
)


def test_who_stands_in_signs_for_as_long_as_that_lasts() -> None:
    for day, name in ((22, "Maria"), (23, "Johan"), (25, "Johan"), (26, "Maria")):
        assert names([HEAD, LEAVE], "minutes", date(2026, 11, day)) == [name]
    assert troubles([HEAD, LEAVE], TODAY) == [], "standing in is no double"


def test_a_signatory_of_the_document_comes_first() -> None:
    own = named(
        "Sari",
        date(2026, 11, 1),
        document="minutes",
        capacity=Capacity.BEHALF,
        on_behalf_of="Kepala",
    )
    assert names([HEAD, own], "minutes", TODAY) == ["Sari"]
    assert names([HEAD, own], "minutes", date(2026, 10, 1)) == ["Maria"]
    assert names([HEAD, own], "attendance-sheet", TODAY) == ["Maria"]


def test_each_place_has_one_and_the_later_appointed_signs() -> None:
    second = named("Sari", date(2026, 2, 1), place=2)
    again = named("Tono", date(2026, 6, 1))
    assert names([again, second, HEAD], "minutes", TODAY) == ["Tono", "Sari"]


def test_gaps_and_doubles_are_told_once_with_their_days() -> None:
    leaves = named("Maria", date(2026, 1, 1), date(2026, 11, 30))
    comes = named("Tono", date(2026, 12, 15))
    other = named("Sari", date(2026, 12, 20), date(2026, 12, 31))
    assert troubles([leaves, comes, other], TODAY) == [
        Trouble("*", date(2026, 12, 1), date(2026, 12, 14)),
        Trouble("*", date(2026, 12, 20), date(2026, 12, 31), ("Sari", "Tono")),
    ]
    assert troubles([HEAD], TODAY) == []
    assert troubles([], TODAY) == []


def test_what_is_past_is_not_told_and_what_is_far_neither() -> None:
    gone = named("Maria", date(2025, 1, 1), date(2025, 12, 31))
    now = named("Tono", date(2026, 3, 1), date(2027, 6, 30))
    assert troubles([gone, now], TODAY) == []


def test_the_record_says_what_is_missing() -> None:
    from desktop_app.records.record import Facts

    behalf = named("Sari", TODAY, capacity=Capacity.BEHALF)
    assert [p.field for p in behalf.check(Facts(TODAY)) if p.hard] == ["on_behalf_of"]
    backwards = named("Sari", TODAY, date(2026, 1, 1))
    assert [p.field for p in backwards.check(Facts(TODAY)) if p.hard] == ["valid_to"]
    acting = named("Sari", TODAY, capacity=Capacity.ACTING)
    assert [(p.field, p.hard) for p in acting.check(Facts(TODAY))] == [("decree", False)]
