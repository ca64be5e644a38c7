"""The head of an opened record: its name, what can be done with it, its tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.kinds import Code
from desktop_app.records.record import Record
from desktop_app.wording import integer
from ui.pages.arrangement import Steps
from ui.pages.opened import DATA, Part
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided, tool
from ui.widgets.tab_row import TabRow


def steps_of(record: Record, steps: Steps, go: Callable[[str, Code], None]) -> list[Action]:
    """The states a record may be led into now, in the order of `steps`."""
    found: dict[Code, Action] = {}
    for name, allowed in record.states.items():
        now = getattr(record, name)
        for code in allowed.get(now, ()):
            if code in steps:
                text, drawing = steps[code]
                found[code] = Action(
                    f"to {code.value}",
                    text,
                    partial(go, name, code),
                    drawing,
                    menu_only=_is_back(now, code),
                )
    return [found[code] for code in steps if code in found]


def _is_back(now: Code, then: Code) -> bool:
    """Whether a step leads back or calls the whole off: rarer than going on."""
    order = list(type(now))
    return order.index(then) <= order.index(now) or then.value == "CANCELLED"


def state_words(record: Record | None) -> str:
    """In which state a record is; empty for one that has none."""
    if record is None:
        return ""
    return ", ".join(_(getattr(record, name).label) for name in record.states)


class RecordHead(QWidget):
    """Name and actions in one line, tabs and a note beneath it.

    `closed` asks to go back to the list, `chosen` carries the name of a tab.
    """

    closed = Signal()
    chosen = Signal(str)

    def __init__(
        self, title: str, note: str, actions: Sequence[Action], parts: Sequence[Part]
    ) -> None:
        super().__init__()
        self._titles = {DATA: N_("Data")} | {part.name: part.title for part in parts}
        names = [(name, _(title)) for name, title in self._titles.items()]
        self.row = TabRow(names if parts else (), self.chosen.emit)
        self.tabs = self.row.tabs
        self.title = Elided(title, role="heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.title.setMinimumWidth(min(self.title.sizeHint().width(), px(14)))
        self.note = Elided(note, role="muted")
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        row.addWidget(tool("arrow-left", _("Back to the list (Esc)"), self.closed.emit))
        row.addWidget(self.title, 1)
        row.addWidget(ActionRow(actions))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(row)
        if parts:
            below = QHBoxLayout()
            below.setSpacing(px(1.2))
            below.addWidget(self.row)
            if note:
                self.note.setMinimumWidth(px(12))
            below.addWidget(self.note, 1)
            layout.addLayout(below)

    def count(self, counts: Mapping[str, int]) -> None:
        """Say beside the name of a tab how much is in it."""
        for name, count in counts.items():
            if name in self.tabs:
                title = _(self._titles[name])
                self.row.name(name, f"{title} ({integer(count)})" if count else title)
