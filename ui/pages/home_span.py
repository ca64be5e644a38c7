"""Of when and of what Home speaks: length, stretch and programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.desk.spans import LENGTHS, Length, Span, moved, said, span_around, words_of
from desktop_app.i18n import translate as _
from ui.theme import px
from ui.widgets.basics import Combo, Label, tool


class SpanBar(QWidget):
    """Combos for length and programme, arrows for the stretch; `changed` when another is asked."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = self._day = today
        self.lengths = Combo()
        self.lengths.setAccessibleName(_("Period"))
        self.lengths.setMinimumContentsLength(max(len(_(words)) for words in LENGTHS.values()) + 1)
        for length, words in LENGTHS.items():
            self.lengths.addItem(_(words), length)
        self.before = tool("chevron-left", _("Period before"), partial(self._step, -1))
        self.after = tool("chevron-right", _("Period after"), partial(self._step, 1))
        self.words = Label("", role="strong")
        self.programmes = Combo()
        self.programmes.setAccessibleName(_("Training programme"))
        self.programmes.setMinimumContentsLength(16)
        self.programmes.addItem(_("All programmes"), "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(0.3))
        for part in (self.lengths, self.before, self.words, self.after, self.programmes):
            row.addWidget(part)
        self.lengths.currentIndexChanged.connect(lambda _index: self._say())
        self.programmes.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._say(quiet=True)

    @property
    def length(self) -> Length:
        """How long a stretch is looked at."""
        return Length(self.lengths.currentData())

    @property
    def span(self) -> Span:
        """What is asked."""
        return span_around(self.length, self._day, self.programmes.currentData() or "")

    def says(self) -> str:
        """The same in words: ``Tahun program 2026 · Operator forklif``."""
        chosen = self.programmes.currentText() if self.programmes.currentData() else ""
        return said(self.length, self._day, chosen)

    def offer(self, programmes: Sequence[tuple[str, str]]) -> None:
        """Let one of these be chosen; the choice stays while it is among them."""
        chosen = self.programmes.currentData()
        self.programmes.blockSignals(True)
        while self.programmes.count() > 1:
            self.programmes.removeItem(1)
        for id, name in programmes:
            self.programmes.addItem(name, id)
        self.programmes.setCurrentIndex(max(0, self.programmes.findData(chosen)))
        self.programmes.blockSignals(False)

    def _step(self, step: int) -> None:
        self._day = moved(self.length, self._day, step)
        self._say()

    def _say(self, *, quiet: bool = False) -> None:
        self.words.setText(words_of(self.length, self._day))
        self.words.setMinimumWidth(self.words.sizeHint().width())
        if not quiet:
            self.changed.emit()

    def state(self) -> Mapping[str, Any]:
        """Plain values that bring it back."""
        return {
            "length": str(self.length),
            "day": self._day.isoformat(),
            "programme": [self.programmes.currentData(), self.programmes.currentText()],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Come back as `state` told; the office is asked afterwards."""
        self.blockSignals(True)
        self.lengths.setCurrentIndex(self.lengths.findData(Length(state["length"])))
        self._day = date.fromisoformat(state["day"])
        id, name = state["programme"]
        if id:
            self.programmes.addItem(name, id)
            self.programmes.setCurrentIndex(1)
        self._say(quiet=True)
        self.blockSignals(False)
