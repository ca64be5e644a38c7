"""Small real parts that several tests of the window use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ui.models.record_table import Column, Row
from ui.pages import Entry
from ui.pages.page import Page
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.preview import Glance
from ui.widgets.record_list import RecordList, Wording

TODAY = "2026-11-24"

EDUCATION = (("1", "SMA/SMK"), ("2", "S1"), ("3", "S2"))


def find(record: str, text: str) -> Sequence[tuple[str, str]]:
    """The levels of education that hold `text`."""
    return [pair for pair in EDUCATION if text.casefold() in pair[1].casefold()]


class Desk:
    """An office as the window sees it."""

    caption = "KC Manado"
    officer = "Wulan"
    roles: frozenset[str] = frozenset({"CLERK"})
    is_sample = True

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 6, 5, 12, tzinfo=UTC)


class Numbers:
    """A source of `size` people, sorted by number; remembers what it was asked."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked: list[tuple[str, bool, int, int]] = []

    def count(self) -> int:
        return self.size

    def ids(self, sort: str, descending: bool, offset: int, limit: int) -> Sequence[str]:
        self.asked.append((sort, descending, offset, limit))
        numbers = range(self.size - 1, -1, -1) if descending else range(self.size)
        return [str(n) for n in numbers[offset : offset + limit]]

    def rows(self, ids: Sequence[str]) -> Sequence[Row]:
        states = ("Terdaftar", "Lulus", "Batal")
        return [
            {"name": f"Dewi Saputra {i}", "nik": f"{'•' * 12}9894", "state": states[int(i) % 3]}
            for i in ids
        ]


_STATES = {"Terdaftar": "info", "Lulus": "good", "Batal": "bad"}

COLUMNS = (
    Column("name", "Full name (as on the identity card)", 14),
    Column("nik", "NIK", 12, tight=True),
    Column("state", "Status", 8, state=lambda row: _STATES[row["state"]]),
)

WORDING = Wording("Type to search", to_do=frozenset({"to do"}))


def people(
    size: Callable[[str, str], int], opened: Callable[[], object] = lambda: None
) -> RecordList:
    """A list with everything on it; `size` gives the count for text and filter."""
    return RecordList(
        COLUMNS,
        lambda text, filter: Numbers(size(text, filter)),
        wording=WORDING,
        filters=[Filter("all", "Reports"), Filter("to do", "Notices")],
        actions=[
            Action("import", "Programmes and classes", opened, "upload", "Ctrl+Shift+I"),
            Action("export", "Consultations", opened, "download"),
            Action("print", "Employers", opened, "printer"),
            Action("new", "Workers", opened, "plus", "Ctrl+N", primary=True),
        ],
        glance=lambda row: Glance(row["name"], row["nik"], (("Status", row["state"]),)),
    )


class ListPage(Page):
    """A page with a list, as most are."""

    title = "Workers"
    shows = frozenset({"worker"})

    def build(self) -> None:
        self.refreshed = 0
        self.opened: dict[str, Any] = {}
        self.list = people(lambda text, filter: 0 if text or filter == "to do" else 300)
        self.box.addWidget(self.list)

    def refresh(self) -> None:
        self.refreshed += 1
        self.list.reload()

    def focus_search(self) -> None:
        self.list.search.setFocus()

    def open(self, **what: Any) -> None:
        self.opened = what

    def state(self) -> Mapping[str, Any]:
        return self.list.view_state()

    def restore(self, state: Mapping[str, Any]) -> None:
        self.list.restore_view(state)


class OtherPage(Page):
    """A page with nothing on it."""

    title = "Help"

    def build(self) -> None:
        self.box.addStretch(1)


ENTRIES = (
    Entry("workers", "Workers", "users", "tests.ui.parts:ListPage"),
    Entry("help", "Help", "circle-question-mark", "tests.ui.parts:OtherPage"),
    Entry("secret", "Settings", "settings", "tests.ui.parts:OtherPage", frozenset({"ADMIN"})),
)
