"""The trainings of a person, and enrolling somebody whose employer did not consult the branch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.desk.eligibility import Assessment, assess_walk_in
from desktop_app.desk.enrolling import Enrolled
from desktop_app.desk.walk_in import enrol_walk_in
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import AffectedWorker, Enrolment
from desktop_app.records.eligibility import Verdict
from desktop_app.records.employer import Scheme
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from ui.models.record_table import Column, Row
from ui.pages.arrangement import badge
from ui.pages.enrolling import Enrolling, Wish
from ui.pages.page import Page
from ui.pages.record_pane import RecordPane
from ui.pages.states import ENROLMENT
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.case_bars import EnrolBar
from ui.widgets.editor import Context
from ui.widgets.record_list import Wording

LIST_NEEDS = 14
"""Height in em that list and search need beneath the bar."""


class WalkInBar(EnrolBar):
    """Enrols one person without consultation: where and when the job was lost, and why so."""

    def ask(self, context: Context) -> None:
        names = ("programme", "scheme", "training_class", "no_consultation")
        self.box.addLayout(self.rows(AffectedWorker, ("employer", "terminated_on"), context))
        self.box.addLayout(self.rows(Enrolment, names, context))

    def begin(self, count: int, programme: str | None, scheme: Scheme | None) -> None:
        super().begin(count, programme, scheme)
        for name in ("employer", "terminated_on", "no_consultation"):
            self.fields[name].editor.set_value(None)
        self.fields["employer"].editor.setFocus()

    def show_verdicts(self, told: str, rows: Sequence[Row], against: bool) -> None:
        """Of one person: the verdict and why, in a line."""
        said = [f"{row['verdict']}: {row['why']}" for row in rows] or [_(Verdict.ELIGIBLE.label)]
        super().show_verdicts(said[0], (), against)


class EnrolmentsOfWorker(RecordPane):
    """The trainings of the person, to look up; F7 enrols without consultation."""

    record = Enrolment
    columns = (
        Column("number", N_("Number"), 12.5, tight=True),
        Column("programme", N_("Training programme"), 16),
        Column("training_class", N_("Class"), 12.5, tight=True),
        Column("registered_on", N_("Registered on"), 8, tight=True),
        Column("state", N_("State"), 9, state=badge("state", ENROLMENT)),
    )
    wording = Wording(
        N_("Search number"),
        empty_heading=N_("No enrolments"),
        empty_text=N_("Enrol the person from the consultation; F7 enrols without one."),
        hints=N_("F7 enrols without consultation · Esc back"),
    )

    def __init__(self, page: Page, fixed: Mapping[str, Any]) -> None:
        self._enrolling: Enrolling | None = None
        super().__init__(page, fixed)

    def above(self) -> QWidget | None:
        self._enrolling = Enrolling(self, WalkInBar, self._assess, self._enrol)
        bar = self._enrolling.bar
        bar.grown.connect(self._make_room)
        bar.closed.connect(self._closed)
        # What the rules say follows what is filled in.
        bar.fields["terminated_on"].editor.changed.connect(self._enrolling.look_again)
        # Without the list the bar keeps its height.
        bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        room = QWidget()
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(bar)
        layout.addStretch(1)
        return room

    def list_actions(self) -> list[Action]:
        text = N_("Enrol without consultation")
        return [Action("walk_in", text, self.begin, "clipboard-check", stroke("act"))]

    def begin(self) -> None:
        """Ask for what is needed, above the list."""
        assert self._enrolling is not None
        self._enrolling.bar.show()
        self._make_room()
        self._enrolling.begin(1, None, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        bar = self._enrolling.bar if self._enrolling else None
        if bar is None or bar.isHidden():
            return
        self.list.setVisible(self.height() - bar.sizeHint().height() >= px(LIST_NEEDS))

    def _closed(self) -> None:
        self.list.show()
        self.enter()

    def _escape(self) -> None:
        """Esc ends the bar first."""
        if self._enrolling is not None and self._enrolling.bar.isVisible():
            self._enrolling.bar.close_bar()
        else:
            super()._escape()

    @property
    def _worker(self) -> str:
        return str(self.fixed["affected_worker.worker"])

    def _value(self, name: str) -> Any:
        assert self._enrolling is not None
        return self._enrolling.bar.fields[name].editor.value()

    def _assess(self, session: Read, programme: str | None) -> Sequence[Assessment]:
        ended = self._value("terminated_on")
        return [assess_walk_in(session, self._worker, self.office.today, ended, programme)]

    def _enrol(self, session: Write, wish: Wish) -> Enrolled:
        return enrol_walk_in(
            session,
            self._worker,
            programme=wish.programme,
            scheme=wish.scheme,
            reason=self._value("no_consultation") or "",
            today=self.office.today,
            employer=self._value("employer"),
            terminated_on=self._value("terminated_on"),
            training_class=wish.training_class,
            override=wish.override,
        )
