"""What waits, is open or was opened last: lines that lead to where the work is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.beginning import Step
from desktop_app.desk.near_deadlines import CaseDeadline
from desktop_app.desk.todo import Due
from desktop_app.i18n import N_, current
from desktop_app.i18n import translate as _
from desktop_app.wording import day_short, integer
from ui.icons import pixmap
from ui.theme import px
from ui.widgets.basics import Card, Label

DUE = {
    "dispositions_due": (N_("{n} dispositions to you are due"), "triangle-alert"),
    "dispositions": (N_("{n} dispositions to you are open"), "inbox"),
    "decisions": (N_("{n} matters wait for your decision"), "clipboard-check"),
    "returned_cases": (N_("{n} consultations came back undecided"), "undo-2"),
    "returned_enrolments": (N_("{n} enrolments came back undecided"), "undo-2"),
    "in_hand": (N_("{n} consultations are in your hands"), "message-square-text"),
    "requests": (N_("{n} requests of data subjects run (72 hours)"), "shield-check"),
    "incidents": (N_("{n} data incidents run (72 hours)"), "triangle-alert"),
    "reminders": (N_("{n} reminders are due"), "bell"),
    "held_late": (N_("{n} consultations have passed without minutes"), "triangle-alert"),
    "today": (N_("{n} consultations are planned for today"), "calendar-days"),
    "follow_up": (N_("{n} consultations are to be followed up"), "phone"),
    "promises": (N_("{n} promises to rehire fall due"), "handshake"),
    "missing_papers": (N_("{n} consultations lack papers"), "paperclip"),
    "unchecked": (N_("{n} affected workers are still to be checked"), "users"),
    "without_class": (N_("{n} enrolments have no class yet"), "graduation-cap"),
    "provider_licences": (N_("{n} licences of providers end soon"), "award"),
    "partner_licences": (N_("{n} licences of partners end soon"), "award"),
    "agreements": (N_("{n} agreements end soon"), "file-text"),
}
"""What each line says (English source), and its icon."""

STEPS = {
    "office": (N_("Complete the office's address and letterhead"), "settings"),
    "employer": (N_("Record the first employer"), "employers"),
    "consultation": (N_("Record the first consultation and its workers"), "consultations"),
    "class": (N_("Plan the first class and enrol the workers"), "programmes"),
    "batch": (N_("Make the first file for headquarters"), "sync"),
}
"""The steps of a new office, and the page on which each is taken."""

Go = Callable[[], object]


class Lines(Card):
    """A card of lines under headings; Up and Down move between them."""

    def clear(self) -> None:
        """Begin anew."""
        clear(self.box)

    def heading(self, words: str) -> None:
        """What the next lines are about."""
        if self.box.count():
            self.box.addSpacing(px(0.5))
        self.box.addWidget(Label(words, role="heading"))

    def say(self, words: str) -> None:
        """A line that leads nowhere."""
        label = Label(words, role="muted")
        label.setWordWrap(True)
        self.box.addWidget(label)

    def line(self, icon: str, words: str, run: Go, *, role: str = "accent") -> None:
        """A line that leads somewhere."""
        row = QHBoxLayout()
        row.setSpacing(px(0.5))
        picture = QLabel()
        picture.setPixmap(pixmap(icon, role, px(1.3)))
        picture.setContentsMargins(0, px(0.25), 0, 0)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Line(words, run), 1)
        self.box.addLayout(row)

    def due(self, due: Due, run: Go) -> None:
        """A count of what waits."""
        words, icon = DUE[due.name]
        role = "warning" if icon == "triangle-alert" else "accent"
        self.line(icon, _(words).format(n=integer(due.count)), run, role=role)

    def deadline(self, item: CaseDeadline, run: Go) -> None:
        """A legal deadline that is near or was missed."""
        rule = item.deadline.rule
        name = (current() == "en" and rule.name_en) or rule.name
        late = item.deadline.missed
        words = f"{day_short(item.deadline.due)} · {name}\n{item.employer}"
        icon, role = ("triangle-alert", "warning") if late else ("clock", "accent")
        self.line(icon, words, run, role=role)

    def step(self, number: int, step: Step, run: Go) -> None:
        """A first step, ticked once it is taken."""
        words = f"{number}. {_(STEPS[step.name][0])}"
        if step.done:
            words = f"{words} ({_('done')})"
        icon, role = ("circle-check", "good") if step.done else ("circle", "muted")
        self.line(icon, words, run, role=role)


class Line(QPushButton):
    """A line that leads somewhere; cut with dots where the room is short."""

    def __init__(self, words: str, run: Go) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("kind", "line")
        self.setAutoDefault(True)
        self.setAccessibleName(words.replace("\n", " · "))
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: run())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - px(1.2)
        cut, right = self.fontMetrics().elidedText, Qt.TextElideMode.ElideRight
        shown = "\n".join(cut(line, right, room) for line in self._words.split("\n"))
        self.setText(shown.replace("&", "&&"))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif item.layout() is not None:
            clear(cast(QVBoxLayout, item.layout()))


def card(part: QWidget) -> Card:
    """A part on a card of its own."""
    made = Card()
    made.box.addWidget(part)
    return made
