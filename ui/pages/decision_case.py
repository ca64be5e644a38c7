"""One matter on one page: what speaks against a yes above, its facts below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.desk.decision_sheet import DecisionSheet, Warned
from desktop_app.i18n import translate as _
from ui.icons import pixmap
from ui.models.record_table import Runner
from ui.theme import px
from ui.widgets.basics import Card, Label
from ui.widgets.part import PartWidget

_DRAWN = {"bad": "circle-alert", "warning": "triangle-alert", "info": "info"}
_TWO = 52
"""Width in em from which the facts stand in two columns."""


class CasePart(PartWidget):
    """The page of a matter; `digest` is that of the content in sight, empty before."""

    def __init__(self, load: Callable[[], DecisionSheet], run: Runner) -> None:
        super().__init__()
        self._load, self._run = load, run
        self.digest = ""
        self._pairs: list[tuple[Label, Label]] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(_("The matter on one page"))
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(0.8))
        self._area.setWidget(self._inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self.setFocusProxy(self._area)
        self.on_escape(self, self.escaped.emit)

    def refresh(self) -> None:
        self._run(self._load, self._show)

    def _show(self, found: DecisionSheet) -> None:
        if not isValid(self):  # The matter was closed while its page was loaded.
            return
        self.digest = found.digest
        while item := self._column.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._column.addWidget(self._warned(found))
        self._column.addWidget(self._facts(found))
        self._column.addStretch(1)
        spoken = [warned.text for warned in found.warnings]
        spoken += [f"{title}: {value}" for title, value in found.facts]
        self._area.setAccessibleDescription(". ".join(spoken))
        self._lay()

    def _warned(self, found: DecisionSheet) -> Card:
        card = Card()
        card.box.addWidget(Label(_("To look at before deciding"), role="heading"))
        shown = found.warnings or (Warned("info", _("Nothing speaks against it.")),)
        for warned in shown:
            row = QHBoxLayout()
            picture = QLabel()
            picture.setPixmap(pixmap(_DRAWN[warned.role], warned.role, px(1.3)))
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            words = Label(warned.text)
            words.setWordWrap(True)
            row.addWidget(words, 1)
            card.box.addLayout(row)
        if found.decision.remarks:
            said = Label(f"{_('Remarks')}: {found.decision.remarks}", role="muted")
            said.setWordWrap(True)
            card.box.addWidget(said)
        if found.decision.reason:
            said = Label(f"{_('Reason')}: {found.decision.reason}", role="muted")
            said.setWordWrap(True)
            card.box.addWidget(said)
        return card

    def _facts(self, found: DecisionSheet) -> Card:
        card = Card()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(1))
        self._grid.setVerticalSpacing(px(0.45))
        self._pairs = []
        for title, value in found.facts:
            pair = Label(title, role="muted"), Label(value)
            for label in pair:
                label.setWordWrap(True)
                label.setMinimumWidth(px(7))
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._pairs.append(pair)
        card.box.addLayout(self._grid)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        """One column of facts, or two that are read downwards."""
        if not self._pairs:
            return
        columns = 2 if self.width() >= px(_TWO) else 1
        down = -(-len(self._pairs) // columns)
        for number, pair in enumerate(self._pairs):
            for place, label in enumerate(pair):
                self._grid.removeWidget(label)
                self._grid.addWidget(label, number % down, 2 * (number // down) + place)
        for column in range(4):
            used = column < 2 * columns
            self._grid.setColumnStretch(column, (3 if column % 2 else 2) if used else 0)
