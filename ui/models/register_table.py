"""The attendance register as a table: a row a person, a column a session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from desktop_app.desk.attendance import Entry, Meeting, Participant, Register
from desktop_app.i18n import translate as _
from desktop_app.processes.attendance import Risk, Seen, Standing
from desktop_app.processes.attendance_text import mark_text
from desktop_app.records.teaching import Mark
from desktop_app.wording import day_full, integer, percent, weekday
from ui.models.record_table import Index

GROUND_ROLE = int(Qt.ItemDataRole.UserRole)
"""The colour's role of a cell or a person's standing; empty for the plain ground."""
STANDING_ROLE = GROUND_ROLE + 1
"""A person's standing, in the head of the row."""
DAY_ROLE = GROUND_ROLE + 2
"""In the head of a column: whether a day begins there, and whether it is today."""

MANY = 200
"""Cells from which on the whole grid is painted anew."""

_ROOT = QModelIndex()
_GROUNDS = {Mark.PRESENT: "", Mark.SICK: "warning", Mark.LEAVE: "info", Mark.ABSENT: "bad"}
MISSING = "·"
"""What stands in a cell whose day is past and that nobody has marked."""


class RegisterTable(QAbstractTableModel):
    """What the grid shows; `shown` is the register with what was typed and not saved yet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: Register | None = None
        self._standings: dict[str, Standing] = {}

    def show(self, register: Register) -> None:
        """Show a register; the cursor stays where it is as long as rows and columns do."""
        old = self.shown
        if old is None or _frame(old) != _frame(register):
            self.beginResetModel()
            self.shown, self._standings = register, register.standings()
            self.endResetModel()
            return
        self.shown = register
        # Only what differs is counted and painted again: a key is answered at
        # once in the largest class.
        changed = {cell for cell, _seen in old.marks.items() ^ register.marks.items()}
        rows = {one.enrolment: n for n, one in enumerate(register.people)}
        columns = {one.id: n for n, one in enumerate(register.meetings)}
        lessons = register.lessons
        for enrolment in {enrolment for _session, enrolment in changed if enrolment in rows}:
            person = register.people[rows[enrolment]]
            self._standings[enrolment] = register.standing(person, lessons)
        if len(changed) > MANY:
            last = self.index(len(rows) - 1, len(columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        for session, enrolment in changed:
            if session in columns and enrolment in rows:
                here = self.index(rows[enrolment], columns[session])
                self.dataChanged.emit(here, here)

    def put(self, entries: Iterable[Entry]) -> None:
        """Show what was typed at once."""
        if self.shown is not None:
            self.show(self.shown.marked(entries))

    # --- what is where ---------------------------------------------------------------

    def person(self, row: int) -> Participant:
        """Whose row it is."""
        assert self.shown is not None
        return self.shown.people[row]

    def meeting(self, column: int) -> Meeting:
        """Which session a column is."""
        assert self.shown is not None
        return self.shown.meetings[column]

    def standing(self, row: int) -> Standing:
        """Where the person of a row stands."""
        return self._standings[self.person(row).enrolment]

    def entry(self, row: int, column: int, mark: Mark | None, late: int | None = None) -> Entry:
        """What would stand in a cell."""
        return Entry(self.meeting(column).id, self.person(row).enrolment, mark, late)

    def closed(self, row: int, column: int) -> str:
        """Why a cell cannot be changed, in words; empty if it can."""
        assert self.shown is not None
        refusal = self.shown.closed(self.meeting(column), self.person(row))
        return str(refusal) if refusal else ""

    def text(self, row: int, column: int) -> str:
        """What was marked, as it is written; empty for nothing."""
        return mark_text(self.seen(row, column))

    def seen(self, row: int, column: int) -> Seen | None:
        """What was marked."""
        assert self.shown is not None
        return self.shown.marks.get((self.meeting(column).id, self.person(row).enrolment))

    # --- Qt asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.shown is None else len(self.shown.people)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.shown is None else len(self.shown.meetings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.shown is None or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column) or (MISSING if self._missing(row, column) else "")
        if role == GROUND_ROLE:
            return self._ground(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        # A head asks for its first section even where it has none.
        if self.shown is None or section >= (self.columnCount() if across else self.rowCount()):
            return None
        if not across:
            return self._row_head(section, role)
        meeting = self.meeting(section)
        before = self.shown.meetings[section - 1] if section else None
        if role == Qt.ItemDataRole.DisplayRole:
            lines = [weekday(meeting.day)[:3], f"{meeting.day.day}/{meeting.day.month}"]
            several = any(one.part > 1 for one in self.shown.meetings)
            return "\n".join([*lines, str(meeting.part)] if several else lines)
        if role == DAY_ROLE:
            begins = before is None or before.day != meeting.day
            return begins, meeting.day == self.shown.today
        return None

    def _row_head(self, row: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.person(row).name
        if role == STANDING_ROLE:
            return self.standing(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.person(row).name}; {standing_words(self.standing(row))}"
        return None

    def _missing(self, row: int, column: int) -> bool:
        assert self.shown is not None
        meeting, until = self.meeting(column), self.person(row).until
        return meeting.day < self.shown.today and (until is None or meeting.day <= until)

    def _ground(self, row: int, column: int) -> str:
        assert self.shown is not None
        seen = self.seen(row, column)
        if seen is not None:
            late = self.shown.rules.late_minutes
            too_late = late is not None and (seen.late or 0) > late
            return "bad" if too_late else _GROUNDS[seen.mark]
        return "closed" if self.closed(row, column) else ""

    def words(self, row: int, column: int) -> str:
        """A cell in words: who, when, what, and where the person stands."""
        meeting, person = self.meeting(column), self.person(row)
        seen = self.seen(row, column)
        when = _("{day}, session {part}, {hours} JP").format(
            day=day_full(meeting.day), part=meeting.part, hours=integer(meeting.hours)
        )
        what = _("not marked") if seen is None else _(seen.mark.label)
        if seen is not None and seen.late:
            what = _("{mark}, {minutes} minutes late").format(mark=what, minutes=integer(seen.late))
        return f"{person.name} · {when} · {what} · {standing_words(self.standing(row))}"


def _frame(register: Register) -> tuple[object, ...]:
    """What rows, columns and standings follow from, beside the marks."""
    found = register
    return found.meetings, found.people, found.state, found.rules, found.today


def standing_words(standing: Standing) -> str:
    """``75% of 32 JP held; at risk``."""
    if standing.share is None:
        words = [_("Nothing held yet")]
    else:
        words = [
            _("{share} of {hours} JP held").format(
                share=percent(standing.share), hours=integer(standing.held)
            )
        ]
    if standing.risk is Risk.BELOW:
        words.append(_("at risk, {least} is needed").format(least=percent(standing.least)))
    if standing.risk is Risk.LOST:
        words.append(
            _("{least} is out of reach, {most} at most").format(
                least=percent(standing.least), most=percent(standing.within_reach)
            )
        )
    if standing.missing:
        words.append(_("{n} not marked").format(n=integer(standing.missing)))
    return "; ".join(words)
