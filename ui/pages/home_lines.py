"""What waits, is open or was opened last: lines that lead to where the work is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
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
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.store.local import StoredDraft
from desktop_app.wording import Zone, clock
from exports.home_words import DUE, said_deadline, said_due
from ui.icons import pixmap
from ui.theme import px
from ui.widgets.basics import Card, Label
from ui.widgets.drawing import broken

PAGE_OF = {
    "consultation": "consultations",
    "affected_worker": "consultations",
    "attendee": "consultations",
    "case_meeting": "consultations",
    "incoming_letter": "letters",
    "disposition": "letters",
    "decision": "decisions",
    "worker": "workers",
    "membership": "workers",
    "contact": "workers",
    "contact_attempt": "workers",
    "consent": "workers",
    "employer": "employers",
    "training_programme": "programmes",
    "training_provider": "programmes",
    "training_class": "programmes",
    "enrolment": "programmes",
    "follow_up": "work",
    "vacancy": "work",
    "referral": "work",
    "partner": "partners",
    "partner_agreement": "partners",
    "industry_need": "partners",
    "claim": "money",
    "claim_line": "money",
    "payment": "money",
    "budget_line": "money",
    "budget_movement": "money",
    "rate": "money",
    "data_request": "data-protection",
    "data_incident": "data-protection",
}
"""The page on which a record is written."""
DRAFTS = 6
"""Drafts that are listed."""

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

    def enter(self) -> bool:
        """Put the cursor on the first line; whether there is one."""
        found = self.findChildren(Line)
        if found:
            found[0].setFocus()
        return bool(found)

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

    def drafts(self, found: Sequence[StoredDraft], zone: Zone, go: Callable[..., object]) -> None:
        """What was begun and not saved: whose, and since when (``Bu Rina, 14.05``)."""
        if found:
            self.heading(_("Open drafts"))
        for draft in found[:DRAFTS]:
            owner = str(draft.fields.get("of_record") or draft.record)
            page = PAGE_OF.get(owner, "consultations")
            words = f"{draft.caption or _('Unnamed')}, {clock(draft.at, zone)}"
            self.line("pencil", words, partial(go, page, draft=draft.id))

    def due(self, due: Due, run: Go) -> None:
        """A count of what waits."""
        icon = DUE[due.name][1]
        role = "warning" if icon == "triangle-alert" else "accent"
        self.line(icon, said_due(due), run, role=role)

    def deadline(self, item: CaseDeadline, run: Go) -> None:
        """A legal deadline that is near or was missed."""
        late = item.deadline.missed
        icon, role = ("triangle-alert", "warning") if late else ("clock", "accent")
        self.line(icon, " · ".join(said_deadline(item)), run, role=role)

    def step(self, number: int, step: Step, run: Go) -> None:
        """A first step, ticked once it is taken."""
        words = f"{number}. {_(STEPS[step.name][0])}"
        if step.done:
            words = f"{words} ({_('done')})"
        icon, role = ("circle-check", "good") if step.done else ("circle", "muted")
        self.line(icon, words, run, role=role)


class Line(QPushButton):
    """A line that leads somewhere; a long one takes up to three."""

    def __init__(self, words: str, run: Go) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("kind", "line")
        self.setAutoDefault(True)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: run())
        self._say([words])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say(broken(self.fontMetrics(), self._words, self.width() - px(1.2), 3))

    def _say(self, lines: list[str]) -> None:
        self.ensurePolished()
        # The sheet asks for no height of its own, and a full card would cut the letters.
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * len(lines) + px(0.5))
        self.setText("\n".join(lines).replace("&", "&&"))


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
