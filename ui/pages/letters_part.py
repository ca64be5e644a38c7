"""The letters of a record: which can be made, which went out under which number.

For every type of record: the documents are those whose `of` is its table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk import letters
from desktop_app.desk.editing import fetch
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.rights import Right
from desktop_app.records import IssuedLetter
from desktop_app.store.sight import Read
from desktop_app.wording import day_short
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.pages.opened import Part
from ui.paper import show_letter
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

if TYPE_CHECKING:
    from exports.documents import Document

Subjects = Callable[[Read], Sequence[tuple[str, str, str]]]
"""What letters are about: table, id and name of each record."""

LETTERED = frozenset(
    {
        *("consultation", "case_meeting", "incoming_letter", "worker", "enrolment"),
        *("claim", "payment"),
        *("training_class", "class_visit", "data_request", "data_incident", "processing_activity"),
        *("retention_proposal", "referral", "claim", "objection"),
    }
)
"""Records about which there are papers; said here, for to load the papers takes long."""

LOW = 17
"""Height in em below which the table has the room of the line beneath it."""

_COLUMNS = (
    Column("title", N_("Letter"), 17, sortable=False),
    Column("state", N_("State"), 9.5, state=lambda row: row["role"], sortable=False),
    Column("number", N_("Letter number"), 12, tight=True, sortable=False),
    Column("day", N_("Date"), 7.5, tight=True, sortable=False),
    Column("about", N_("About"), 11, sortable=False),
    Column("reason", N_("Reason"), 10, sortable=False),
)


@dataclass(frozen=True)
class Line:
    """One line of the list: a letter that went out, or one that can be made."""

    document: Document
    of_id: str
    about: str
    letter: IssuedLetter | None = None

    @property
    def can_issue(self) -> bool:
        """Whether it would get a number."""
        return self.letter is None and self.document.numbered

    @property
    def can_void(self) -> bool:
        """Whether it has a number that stands."""
        return self.letter is not None and self.letter.void_on is None

    def row(self) -> Row:
        """What the table shows."""
        letter = self.letter
        if letter is None:
            state = (_("Not issued"), "muted") if self.document.numbered else (_("Form"), "info")
        else:
            state = (_("Void"), "bad") if letter.void_on else (_("Issued"), "good")
        return {
            "title": _(self.document.title),
            "about": self.about,
            "number": letter.number if letter else "",
            "day": day_short(letter.issued_on) if letter else "",
            "state": state[0],
            "role": state[1],
            "reason": (letter.void_reason or "") if letter else "",
        }


class LettersPart(PartWidget):
    """The list, and what is done with a letter: look, issue, make void."""

    def __init__(self, pane: Arrangement, subjects: Subjects) -> None:
        super().__init__()
        self._pane, self._subjects = pane, subjects
        self.lines: list[Line] = []
        self.table = SmallTable(_COLUMNS, _("Letters"))
        self.table.opened.connect(lambda _row: self.look())
        self.table.selectionModel().currentRowChanged.connect(lambda *_which: self._allow())
        acts = [
            Action("look", N_("Show"), self.look, "eye", stroke("open")),
            Action("void", N_("Make void"), self.void, "x", stroke("void")),
            Action("issue", N_("Issue"), self.issue, "send", stroke("act"), primary=True),
        ]
        self.row = ActionRow(acts)
        hints = _("Enter shows · F7 issues with a number · Del makes void · Esc back")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addWidget(self.row)
        layout.addWidget(self.table, 1)
        self.hints = Elided(hints, role="muted")
        layout.addWidget(self.hints)
        self.on_escape(self, self.escaped.emit)
        Keys(self, [(action.key, action.run) for action in acts])

    def refresh(self) -> None:
        self._pane.run(self._read, self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hints.setVisible(self.height() >= px(LOW))

    def enter(self) -> None:
        self.table.setFocus()

    def _read(self) -> list[Line]:
        """In the store's thread."""
        from exports.documents import DOCUMENTS

        with self._pane.store.read() as session:
            about = self._subjects(session)
            given = letters.letters_about(session, [id for _table, id, _name in about])
        lines = []
        for table, id, name in about:
            for document in (d for d in DOCUMENTS.values() if d.of == table):
                mine = [x for x in given if (x.of_id, x.document) == (id, document.name)]
                lines += [Line(document, id, name, letter) for letter in mine]
                if document.repeatable or all(letter.void_on for letter in mine):
                    lines.append(Line(document, id, name))
        return lines

    def _show(self, lines: list[Line]) -> None:
        if not isValid(self):  # The record was closed while its letters were read.
            return
        place = max(0, self.table.currentIndex().row())
        self.lines = lines
        self.table.show_rows([line.row() for line in lines])
        if lines:
            self.table.selectRow(min(place, len(lines) - 1))
        self._allow()

    @property
    def line(self) -> Line | None:
        """The line the cursor is on."""
        row = self.table.currentIndex().row()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def _allow(self) -> None:
        line, may = self.line, self._may()
        self.row.enable("look", line is not None)
        self.row.enable("issue", may and line is not None and line.can_issue)
        self.row.enable("void", may and line is not None and line.can_void)

    def _may(self) -> bool:
        from exports.documents.issuing import may_issue

        line = self.line
        return line is not None and may_issue(self._pane.office.office, line.document)

    # --- acts ----------------------------------------------------------------------

    def look(self) -> None:
        """Show the letter as it went out, or as a draft."""
        if (line := self.line) is None:
            return
        if line.letter is None:
            self._pane.shell.document_asked.emit(line.document.name, line.of_id)
        else:
            show_letter(self._pane.shell, line.document.name, line.letter.id)

    def issue(self) -> None:
        """Give the letter its number; asked first, for a number is never taken back."""
        line, shell = self.line, self._pane.shell
        if line is None or not line.can_issue:
            return
        sure = shell.dialogs.ask(
            _("Issue “{letter}”?").format(letter=_(line.document.title)),
            _("It gets the next number, and the paper is kept as it is now."),
            _("Issue"),
        )
        if sure:
            from exports.documents.issuing import issue

            office = self._pane.office.office
            self._pane.run(lambda: issue(office, line.document, line.of_id), self._issued)

    def _issued(self, letter: IssuedLetter) -> None:
        shell = self._pane.shell
        shell.messages.success(_("Issued: {number}").format(number=letter.number))
        show_letter(shell, letter.document, letter.id)

    def void(self) -> None:
        """Make a number void, with its reason; it stays in the register."""
        line, shell, store = self.line, self._pane.shell, self._pane.store
        if line is None or line.letter is None or not line.can_void:
            return
        office, id, number = self._pane.office.office, line.letter.id, line.letter.number
        may = self._may()
        words = _("Make {number} void").format(number=number)
        reason = shell.dialogs.line(words, _("Reason"))
        if not reason:
            return

        def work() -> None:
            if not may:
                office.must(Right.ISSUE)
            with store.write(letters.VOIDED) as session:
                letters.void(session, session.get_one(IssuedLetter, id), reason)

        said = _("Void: {number}").format(number=number)
        self._pane.run(work, lambda _none: shell.messages.success(said))


def letters_part(pane: Arrangement, id: str, subjects: Subjects | None = None) -> Part:
    """The tab with the letters about a record; `subjects` if there are others beside it."""

    def itself(session: Read) -> Sequence[tuple[str, str, str]]:
        record = fetch(session, pane.record, id)
        return [(record.__tablename__, id, record.caption)]

    return Part("letters", N_("Letters"), partial(LettersPart, pane, subjects or itself))
