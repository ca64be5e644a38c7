"""The units of competence of a programme: typed, or pasted as a block."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeySequence

from desktop_app.desk.units import next_rank, take_units
from desktop_app.i18n import N_, translate_n
from desktop_app.records import CompetencyUnit
from desktop_app.store.writing import Write
from desktop_app.wording import integer
from ui.models.record_table import Column
from ui.pages.page import Page
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action
from ui.widgets.editor import pressed
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class UnitsPane(RecordPane):
    """What a programme teaches, unit by unit."""

    record = CompetencyUnit
    columns = (
        Column("rank", N_("Order"), 5, right=True),
        Column("code", N_("Unit code"), 12, tight=True),
        Column("name", N_("Title of the unit"), 26),
        Column("lesson_hours", N_("JP"), 5, right=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("rank", False)
    sections = (
        Section("", ("code", "name", "lesson_hours", "rank")),
        Section(N_("Details"), ("standard",), folded=True),
    )
    wording = Wording(
        N_("Search title"),
        empty_heading=N_("No units yet"),
        empty_text=N_("Copy code and title in Excel or the standard, and paste them here."),
        hints=N_("Ctrl+V pastes a block · Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add unit")
    sticky = ("standard",)
    not_copied = ("code", "rank")

    def __init__(self, page: Page, fixed: dict[str, Any]) -> None:
        super().__init__(page, fixed)
        self.list.table.installEventFilter(self)
        self.list.search.installEventFilter(self)

    def starts(self, session: Write) -> dict[str, Any]:
        return {"rank": next_rank(session, str(self.fixed["programme"]))}

    def list_actions(self) -> list[Action]:
        return [Action("paste", N_("Paste list"), self.paste, "clipboard-list")]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = pressed(event)
        block = key is not None and key.matches(QKeySequence.StandardKey.Paste)
        text = QGuiApplication.clipboard().text().strip() if block else ""
        if block and (watched is self.list.table or "\n" in text or "\t" in text):
            self.paste()
            return True
        return False

    def paste(self) -> None:
        """Take the block on the clipboard as units."""
        block, programme = QGuiApplication.clipboard().text(), str(self.fixed["programme"])

        def said(made: list[CompetencyUnit]) -> str:
            words = translate_n("{n} unit added", "{n} units added", len(made))
            return words.format(n=integer(len(made)))

        self.write(
            N_("Units of competence added"),
            lambda session: take_units(session, programme, block),
            said,
        )
