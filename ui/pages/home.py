"""Home: what is due, whose drafts are open, how far people have come."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.overview import CaseDeadline, Overview, overview
from desktop_app.desk.todo import Due
from desktop_app.i18n import N_, current
from desktop_app.i18n import translate as _
from desktop_app.store.local import StoredDraft, drafts
from desktop_app.wording import clock, day_short, integer
from ui.desk_office import DeskOffice
from ui.icons import pixmap
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.basics import Card, Label, button
from ui.widgets.charts import Bar, Stages
from ui.widgets.weeks import Strip, Weeks

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
}
"""The page on which a record is written."""

_STAGES = {
    "consulted": N_("Consulted"),
    "enrolled": N_("Enrolled"),
    "in_class": N_("Placed in a class"),
    "trained": N_("Training completed"),
    "working": N_("Working"),
}
_DUE = {
    "reminders": (N_("{n} reminders are due"), "bell"),
    "dispositions_due": (N_("{n} dispositions to you are due"), "inbox"),
    "dispositions": (N_("{n} dispositions to you are open"), "inbox"),
    "decisions": (N_("{n} matters wait for your decision"), "clipboard-check"),
    "returned_cases": (N_("{n} consultations came back undecided"), "undo-2"),
    "returned_enrolments": (N_("{n} enrolments came back undecided"), "undo-2"),
    "in_hand": (N_("{n} consultations are in your hands"), "message-square-text"),
    "held_late": (N_("{n} consultations have passed without minutes"), "triangle-alert"),
    "today": (N_("{n} consultations are planned for today"), "calendar-days"),
    "follow_up": (N_("{n} consultations are to be followed up"), "phone"),
    "unchecked": (N_("{n} affected workers are still to be checked"), "users"),
    "without_class": (N_("{n} enrolments have no class yet"), "graduation-cap"),
}
_FOUR = 56
"""Width in em from which the four figures stand side by side."""
_WIDE = 62
"""Width in em from which the to-do list stands beside the pictures."""


class HomePage(Page):
    """The first page: everything on it leads to where the work is done."""

    title = N_("Home")
    shows = frozenset({*PAGE_OF, "office", "parameter", "holiday", "reminder"})

    def build(self) -> None:
        self.office = cast(DeskOffice, self.shell.office)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(_("Home"))
        self.inner = QWidget()
        self.grid = QGridLayout(self.inner)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(px(0.9))
        self.figures = QWidget()
        self.row = QGridLayout(self.figures)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(px(0.9))
        self.stages = Stages(_("Stages of the participants"))
        self.stages.chosen.connect(lambda name: self.shell.go("consultations", filter=name))
        self.weeks = Weeks(_("Classes in the next two weeks"), self.office.today)
        self.weeks.chosen.connect(lambda id: self.shell.go("programmes", id=id))
        self.charts = [_card(self.stages), _card(self.weeks)]
        self.to_do = Card()
        self.cards: list[_Figure] = []
        self._wide: bool | None = None
        self.area.setWidget(self.inner)
        self.box.addWidget(self.area, 1)
        self._arrange()

    def refresh(self) -> None:
        office = self.office

        def work() -> tuple[Overview, list[StoredDraft]]:
            with office.store.read() as session:
                seen = overview(session, office.store.facts(), office.store.author.officer)
            with office.store.raw() as connection:
                return seen, drafts(connection, office.store.author.officer)

        self.run("", work, lambda found: self._show(*found), key="overview")

    def _show(self, seen: Overview, open_drafts: list[StoredDraft]) -> None:
        self._show_figures(seen)
        self.stages.set_bars(
            [
                Bar(_(_STAGES[s.name]), s.people, "" if s.name == "working" else s.name)
                for s in seen.stages
            ]
        )
        self.weeks.set_strips(
            [
                Strip(
                    c.id,
                    f"{c.code} · {c.programme}",
                    c.starts_on,
                    c.ends_on,
                    f"{c.taken}/{c.capacity}",
                    _(c.state.label),
                )
                for c in seen.classes
            ]
        )
        _clear(self.to_do.box)
        if open_drafts:
            self._show_drafts(open_drafts)
        self._show_due(seen, not open_drafts)

    def _show_figures(self, seen: Overview) -> None:
        _clear(self.row)
        people = {stage.name: stage.people for stage in seen.stages}
        cards = []
        for title, number, name, page in (
            (_("Consultations"), seen.consultations, "message-square-text", "consultations"),
            (_("Affected workers"), seen.workers_affected, "users", "workers"),
            (_("Enrolled"), people["enrolled"], "clipboard-check", "programmes"),
            (_("Classes running"), seen.classes_running, "graduation-cap", "programmes"),
        ):
            cards.append(_Figure(title, number, name, partial(self.shell.go, page)))
        self.cards = cards
        self._lay_figures()

    def _lay_figures(self) -> None:
        columns = 4 if self.width() >= px(_FOUR) else 2
        for i, card in enumerate(self.cards):
            self.row.removeWidget(card)
            self.row.addWidget(card, i // columns, i % columns)
        for column in range(4):
            self.row.setColumnStretch(column, 1 if column < columns else 0)

    def _show_drafts(self, open_drafts: list[StoredDraft]) -> None:
        self.to_do.box.addWidget(Label(_("Open drafts"), role="heading"))
        for draft in open_drafts[:6]:
            words = f"{draft.caption or _('Unnamed')}, {clock(draft.at, self.office.zone)}"
            owner = str(draft.fields.get("of_record") or draft.record)
            page = PAGE_OF.get(owner, "consultations")
            self._line("pencil", words, partial(self.shell.go, page, draft=draft.id))

    def _show_due(self, seen: Overview, alone: bool) -> None:
        self.to_do.box.addWidget(Label(_("To be followed up"), role="heading"))
        for due in seen.due:
            self._line_of_due(due)
        for item in seen.deadlines[:6]:
            self._line_of_deadline(item)
        if not seen.due and not seen.deadlines:
            if alone and not seen.employers:
                self._first_steps()
            else:
                self.to_do.box.addWidget(Label(_("All done."), role="muted"))
        self.to_do.box.addStretch(1)

    def _line_of_due(self, due: Due) -> None:
        words, name = _DUE[due.name]
        self._line(
            name,
            _(words).format(n=integer(due.count)),
            partial(self.shell.go, due.page, filter=due.filter),
        )

    def _line_of_deadline(self, item: CaseDeadline) -> None:
        rule = item.deadline.rule
        name = (current() == "en" and rule.name_en) or rule.name
        late = item.deadline.missed
        words = _("{day} · {employer}: {deadline}").format(
            employer=item.employer, deadline=name, day=day_short(item.deadline.due)
        )
        self._line(
            "triangle-alert" if late else "clock",
            words,
            partial(self.shell.go, "consultations", id=item.consultation),
        )

    def _first_steps(self) -> None:
        """What a new office does first; each step leads there."""
        for words, page in (
            (_("1. Complete the office's address and letterhead"), "settings"),
            (_("2. Record the first employer"), "employers"),
            (_("3. Record a consultation and its workers"), "consultations"),
            (_("4. Plan a class and enrol the workers"), "programmes"),
            (_("5. Make the first file for headquarters"), "sync"),
        ):
            self._line("circle", words, partial(self.shell.go, page))

    def _line(self, name: str, words: str, run: partial[None]) -> None:
        row = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(pixmap(name, "accent", px(1.3)))
        row.addWidget(picture)
        row.addWidget(_Line(words, run), 1)
        self.to_do.box.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_figures()
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= px(_WIDE)
        if wide == self._wide:
            return
        self._wide = wide
        for part in (self.figures, *self.charts, self.to_do):
            self.grid.removeWidget(part)
        self.grid.addWidget(self.figures, 0, 0, 1, 2 if wide else 1)
        if wide:
            self.grid.addWidget(self.charts[0], 1, 0)
            self.grid.addWidget(self.charts[1], 2, 0)
            self.grid.addWidget(self.to_do, 1, 1, 2, 1)
        else:
            self.grid.addWidget(self.to_do, 1, 0)
            self.grid.addWidget(self.charts[0], 2, 0)
            self.grid.addWidget(self.charts[1], 3, 0)
        self.grid.setColumnStretch(0, 3)
        self.grid.setColumnStretch(1, 2 if wide else 0)
        self.grid.setRowStretch(2 if wide else 4, 1)


class _Line(QPushButton):
    """A line that leads somewhere; cut with dots where the room is short."""

    def __init__(self, words: str, run: partial[None]) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("kind", "line")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: run())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - px(1.2)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class _Figure(Card):
    """One number that people ask for; its button leads to the records behind it."""

    def __init__(self, title: str, number: int, name: str, run: partial[None]) -> None:
        super().__init__()
        head = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(pixmap(name, "accent", px(1.4)))
        head.addWidget(picture)
        head.addWidget(Label(title, role="muted"))
        head.addStretch(1)
        self.box.addLayout(head)
        figure = button(integer(number), run, kind="figure")
        figure.setAccessibleName(f"{title}: {integer(number)}")
        # The sheet asks for no height of its own, and a full page would take it all.
        figure.ensurePolished()
        figure.setMinimumHeight(figure.fontMetrics().height() + px(0.5))
        self.box.addWidget(figure, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _card(chart: QWidget) -> Card:
    card = Card()
    card.box.addWidget(chart)
    return card


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            _clear(cast(QVBoxLayout, inner))
