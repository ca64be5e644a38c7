"""What a call brought: the outcome by a digit, and the fields that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.fields import Described, describe
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.kinds import Text
from desktop_app.records import FollowUp
from desktop_app.records.work import WorkEvidence, WorkOutcome
from ui.theme import px
from ui.widgets.basics import Flow, button
from ui.widgets.editor import Context
from ui.widgets.editors import editor_for
from ui.widgets.field_row import FieldRow

OUTCOMES = tuple(WorkOutcome)
"""In the order of their digits, from 1."""

NO_ANSWER = N_("No answer")

_WORK = (
    *("starts_on", "employer_name", "position", "contract"),
    *("wage", "fits", "evidence", "notes"),
)
_NOT_REACHED = ("again_on", "notes")
_TOLD = ("notes",)
_SHORT = Text(400)
"""A note of one line: Enter goes on."""


class CallForm(QWidget):
    """The choice of an outcome, and its fields; `confirmed` when Enter comes in the last one."""

    chosen = Signal()
    confirmed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.choice: int | None = None
        """The digit that was pressed; 0 for nobody answered."""
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: list[QPushButton] = []
        outcomes = QWidget()
        flow = Flow(outcomes, 0.35)
        for digit in (*range(1, len(OUTCOMES) + 1), 0):
            words = _(OUTCOMES[digit - 1].label if digit else NO_ANSWER)
            made = button(f"{digit}  {words}", partial(self.choose, digit), kind="chip")
            made.setCheckable(True)
            self._group.addButton(made, digit)
            self._buttons.append(made)
            flow.addWidget(made)
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(0.9))
        self._grid.setVerticalSpacing(px(0.5))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        taken: set[str] = set()
        self.rows = {
            name: FieldRow(editor_for(_described(name), context), taken)
            for name in dict.fromkeys((*_WORK, *_NOT_REACHED))
        }
        for place, row in enumerate(self.rows.values()):
            self._grid.addWidget(row, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            row.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.7))
        layout.addWidget(outcomes)
        layout.addWidget(self._fields)

    # --- the choice ------------------------------------------------------------------

    @property
    def outcome(self) -> WorkOutcome | None:
        """The outcome that was chosen; None for none, and where nobody answered."""
        return OUTCOMES[self.choice - 1] if self.choice else None

    @property
    def shown(self) -> tuple[str, ...]:
        """The fields of the choice."""
        if self.choice is None:
            return ()
        if self.outcome is None:
            return _NOT_REACHED
        return _WORK if self.outcome.works else _TOLD

    def choose(self, digit: int | None) -> None:
        """Take an outcome by its digit; None for none yet."""
        self.choice = digit
        for number, made in zip((*range(1, 10), 0), self._buttons, strict=True):
            made.setChecked(number == digit)
        shown = self.shown
        for row in self.rows.values():
            self._grid.removeWidget(row)
        for place, name in enumerate(shown):
            self._grid.addWidget(self.rows[name], place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for name, row in self.rows.items():
            row.setVisible(name in shown)
        evidence = self.rows["evidence"].editor
        if self.outcome is not None and self.outcome.works and evidence.value() is None:
            evidence.set_value(WorkEvidence.OWN_WORD)
        self.chosen.emit()

    # --- the fields --------------------------------------------------------------------

    def begin(self) -> None:
        """Ready for the next person."""
        for row in self.rows.values():
            row.judged = False
            row.take([])
            row.editor.set_value(None)
        self.choose(None)

    def fill(self, known: Mapping[str, Any]) -> None:
        """Show what is known of the work already, where nothing was typed."""
        for name, row in self.rows.items():
            if row.editor.value() is None and not row.editor.raw():
                row.editor.set_value(known.get(name))

    def values(self) -> dict[str, Any]:
        """What the fields in sight say."""
        for name in self.shown:
            self.rows[name].editor.leave()
        return {name: self.rows[name].editor.value() for name in self.shown}

    def missing(self) -> str:
        """The field that must be filled in still, or whose text cannot be read; empty if none."""
        for name in self.shown:
            if self.rows[name].editor.fault():
                return name
        needed = ("starts_on", "evidence") if self.outcome and self.outcome.works else ()
        return next((name for name in needed if self.rows[name].editor.value() is None), "")

    def blame(self, name: str) -> None:
        """Take the cursor to a field."""
        row = self.rows[name]
        row.judged = True
        row.look()
        row.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on as in a form; in the last field it is the end of the call."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not self.shown:
            super().keyPressEvent(event)
        elif self.rows[self.shown[-1]].isAncestorOf(self.window().focusWidget() or self):
            self.confirmed.emit()
        else:
            self.focusNextChild()


def _described(name: str) -> Described:
    found = replace(describe(FollowUp)[name], required=False)
    return replace(found, kind=_SHORT) if name == "notes" else found
