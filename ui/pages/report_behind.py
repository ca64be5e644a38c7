"""The records behind a figure, as a list; Enter opens one where it belongs."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy import select

from desktop_app.desk.figures import Figure
from desktop_app.desk.lists import Filter, Listing
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import CATALOGUE
from exports.sheet import Behind
from ui.desk_office import DeskOffice
from ui.models.record_table import Column, Runner
from ui.shell import Shell
from ui.theme import px
from ui.widgets.basics import Elided, button
from ui.widgets.record_list import RecordList, Wording

_PLACES: dict[str, tuple[str, tuple[Column, ...]]] = {
    "consultation": (
        "consultations",
        (
            Column("number", N_("Case number"), 13),
            Column("employer", N_("Employer"), 18),
            Column("held_on", N_("Date"), 7),
            Column("state", N_("State"), 9),
        ),
    ),
    "affected_worker": (
        "workers",
        (
            Column("worker", N_("Name"), 16),
            Column("consultation", N_("Case number"), 13),
            Column("outcome", N_("Outcome"), 10),
        ),
    ),
    "enrolment": (
        "programmes",
        (
            Column("affected_worker.worker", N_("Name"), 16),
            Column("number", N_("Enrolment number"), 13),
            Column("programme", N_("Training programme"), 16),
            Column("training_class", N_("Class"), 8),
            Column("state", N_("State"), 10),
        ),
    ),
    "training_class": (
        "programmes",
        (
            Column("code", N_("Class code"), 8),
            Column("programme", N_("Training programme"), 16),
            Column("provider", N_("Training provider"), 14),
            Column("starts_on", N_("First day"), 7),
            Column("state", N_("State"), 9),
        ),
    ),
    "class_visit": (
        "programmes",
        (
            Column("training_class", N_("Class"), 10),
            Column("day", N_("Date"), 7),
            Column("heads", N_("Heads counted"), 7, right=True),
            Column("marked", N_("Marked present"), 7, right=True),
            Column("findings", N_("Findings"), 20),
        ),
    ),
    "course_evaluation": (
        "programmes",
        (
            Column("training_class", N_("Class"), 10),
            Column("filled_on", N_("Filled in on"), 7),
        ),
    ),
    "skill_gap": (
        "",
        (
            Column("affected_worker.worker", N_("Name"), 14),
            Column("skill", N_("Skill"), 18),
            Column("wanted", N_("Wanted"), 6, right=True),
            Column("before", N_("Before"), 6, right=True),
            Column("after", N_("After"), 6, right=True),
        ),
    ),
    "follow_up": (
        "work",
        (
            Column("enrolment.affected_worker.worker", N_("Name"), 15),
            Column("month", N_("Month"), 5, right=True),
            Column("due_on", N_("Due on"), 7),
            Column("attempts", N_("Attempts"), 6, right=True),
            Column("outcome", N_("Outcome"), 14),
        ),
    ),
    "referral": (
        "work",
        (
            Column("enrolment.affected_worker.worker", N_("Name"), 15),
            Column("vacancy.position", N_("Position"), 13),
            Column("referred_on", N_("Referred on"), 7),
            Column("result", N_("Result"), 10),
        ),
    ),
    "industry_need": (
        "partners",
        (
            Column("skill", N_("Skill or occupation"), 18),
            Column("source", N_("Told by"), 10),
            Column("people", N_("People needed"), 7, right=True),
            Column("noted_on", N_("Noted on"), 7),
        ),
    ),
    "claim": (
        "money",
        (
            Column("number", N_("Number of the claim"), 13),
            Column("kind", N_("Kind of claim"), 12),
            Column("received_on", N_("Received on"), 7),
            Column("due_on", N_("Due on"), 7),
            Column("state", N_("State"), 10),
        ),
    ),
    "payment": (
        "money",
        (
            Column("number", N_("Payment number"), 13),
            Column("payee", N_("Payee"), 14),
            Column("gross", N_("Gross"), 9, right=True),
            Column("paid_on", N_("Paid on"), 7),
            Column("state", N_("State"), 10),
        ),
    ),
    "budget_movement": (
        "money",
        (
            Column("booked_on", N_("Booked on"), 7),
            Column("line", N_("Budget line"), 14),
            Column("kind", N_("Kind of movement"), 12),
            Column("document", N_("Document"), 12),
            Column("amount", N_("Amount"), 9, right=True),
        ),
    ),
}
"""For each record type behind a figure: the page it belongs to, and what the list shows."""


_WITHIN: dict[str, tuple[str, dict[str, str]]] = {
    "affected_worker": ("worker", {}),
    "class_visit": ("training_class", {"record": "training_class", "part": "visits"}),
    "course_evaluation": ("training_class", {"record": "training_class", "part": "evaluation"}),
    "assessment": ("enrolment", {"record": "enrolment", "part": "assessments"}),
}
"""Records that are opened within another: the field that names it, and where in it."""


class BehindList(QWidget):
    """What a figure counts; `closed` when Esc goes back to the figures."""

    closed = Signal()

    def __init__(self, shell: Shell, behind: Behind | Figure, words: str, run: Runner) -> None:
        super().__init__()
        self._shell, self._run = shell, run
        self._office = cast(DeskOffice, shell.office)
        self._record = behind.record
        self._page, columns = _place(behind.record)
        record = CATALOGUE[behind.record]
        within = (
            behind.rows
            if isinstance(behind, Figure)
            else select(record.id).where(record.id.in_(sorted(behind.ids)))
        )
        paths = [column.name for column in columns]

        def source(text: str, _filter: str) -> Listing:
            wanted = Filter(typed=text, within=within)
            return Listing(self._office.store, record, paths, self._office.zone, filter=wanted)

        wording = Wording(N_("Search these records"), hints=N_("Enter opens · Esc goes back"))
        self.list = RecordList(columns, source, wording=wording, run=run)
        self.list.opened.connect(self._open)
        head = QHBoxLayout()
        head.setSpacing(px(0.6))
        head.addWidget(button(_("&Back (Esc)"), self.closed.emit, name="arrow-left"))
        head.addWidget(Elided(words, role="heading"), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        escape = QShortcut(QKeySequence(stroke("close")), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed.emit)
        self.list.reload()

    def _open(self, id: str) -> None:
        if not self._page:
            return
        field, what = _WITHIN.get(self._record, ("", {}))
        if not field:
            self._shell.go(self._page, record=self._record, id=id)
            return

        def work() -> str:
            record: Any = CATALOGUE[self._record]
            with self._office.store.read() as session:
                found = session.get(record, id)
                return str(getattr(found, field)) if found else id

        self._run(work, lambda holder: self._shell.go(self._page, id=holder, **what))


def _place(name: str) -> tuple[str, tuple[Column, ...]]:
    """Where records of a type belong and what a list shows of them.

    One without columns of its own shows what names it; one without a page
    (a finalised period) is there to read.
    """
    if name in _PLACES:
        return _PLACES[name]
    # The pages of records know this module, through the reports.
    from ui.finding import holders

    record = CATALOGUE[name]
    holder = holders().get(record)
    kinds = describe(record)
    columns = tuple(Column(one, kinds[one].field.label, 20) for one in record.shown_as)
    return holder.page if holder else "", columns
