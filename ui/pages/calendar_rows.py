"""Entries of the calendar: rows of its list, marks of its sheet, what a new one may ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from desktop_app.desk.calendar import Entry
from desktop_app.desk.lists import BY_CLASS, captions
from desktop_app.i18n import translate as _
from desktop_app.wording import day_full
from ui.desk_office import DeskOffice
from ui.pages.states import CALENDAR
from ui.widgets.editor import Context
from ui.widgets.month_view import Mark

Cells: TypeAlias = tuple[str, str, str, str]
"""What a row of the list says: when, who or what, its kind, about what."""

Rows: TypeAlias = list[tuple[Entry | None, Cells]]
"""Rows with the entry that each opens; None for a holiday."""


def rows_of_day(found: Iterable[Entry], day: date) -> Rows:
    """The entries of one day."""
    return [(entry, _cells(entry, entry.time)) for entry in found if entry.day == day]


def rows_of_weeks(found: Iterable[Entry], holidays: Mapping[date, str]) -> Rows:
    """Day by day: its holiday first, then its entries."""
    days: list[tuple[date, int, Entry | None, Cells]] = [
        (day, 0, None, (day_full(day), name, _("Holiday"), "")) for day, name in holidays.items()
    ]
    for number, entry in enumerate(found, 1):
        when = " ".join(word for word in (day_full(entry.day), entry.time) if word)
        days.append((entry.day, number, entry, _cells(entry, when)))
    return [(entry, row) for _day, _n, entry, row in sorted(days, key=lambda d: d[:2])]


def marks_of(found: Iterable[Entry]) -> dict[date, list[Mark]]:
    """What the sheet shows on each day."""
    marks: dict[date, list[Mark]] = {}
    for entry in found:
        words = " ".join(word for word in (entry.time, entry.title) if word)
        mark = Mark(f"{words} ({_(entry.kind.label)})", CALENDAR[entry.kind])
        marks.setdefault(entry.day, []).append(mark)
    return marks


def _cells(entry: Entry, when: str) -> Cells:
    return when, entry.title, _(entry.kind.label), entry.note


def asking(office: DeskOffice) -> Context:
    """What the fields of a new entry may ask of the store."""
    store = office.store

    def find(target: str, text: str) -> Sequence[tuple[str, str]]:
        with store.read() as session:
            return captions(session, BY_CLASS[target], text)

    def caption(target: str, id: str) -> str:
        with store.read() as session:
            found = session.get(BY_CLASS[target], id)
            return found.caption if found else id

    return Context(store.facts, find, caption, office.now)
