"""The course of a case's termination as a line, and what the law asks of it as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.desk.cases import Law, case_deadlines, case_timeline
from desktop_app.desk.editing import fetch
from desktop_app.i18n import N_, NN_, current, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.deadlines import Deadline
from desktop_app.processes.phk_timeline import Stop, Timing
from desktop_app.records import Consultation, Holiday
from desktop_app.records.reference import Unit
from desktop_app.wording import day_short, integer
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.theme import px
from ui.widgets.basics import Card
from ui.widgets.part import TablePart
from ui.widgets.timeline import Point, TimeLine

_DEADLINES = (
    Column("rule", N_("What the law asks"), 18, sortable=False),
    Column("due", N_("Due"), 7.5, sortable=False),
    Column("left", N_("Days left"), 11, state=lambda row: row["role"], sortable=False),
    Column("stopped", N_("Not counted"), 12, sortable=False),
    Column("basis", N_("Legal basis"), 11, sortable=False),
)

_TITLES = {
    "notice_on": N_("Notice"),
    "earliest": N_("{n} working days over"),
    "reply_on": N_("Answer"),
    "bipartite_on": N_("Bipartite talks"),
    "bipartite_closed_on": N_("End of bipartite talks"),
    "effective_on": N_("Takes effect"),
    "probation_effective_on": N_("In probation"),
    "reported_on": N_("Report"),
}
_LOOKS = {
    Timing.DONE: ("good", "check"),
    Timing.LATE: ("bad", "late"),
    Timing.MISSED: ("bad", "cross"),
    Timing.SOON: ("warning", "soon"),
    Timing.AHEAD: ("info", "open"),
}


class DeadlinesPart(TablePart):
    """The line above its table; both from one reading of the books."""

    def __init__(self, pane: Arrangement, id: str) -> None:
        self._pane, self._id = pane, id
        self._stops: list[Stop] = []
        nothing = (
            _("No deadlines yet"),
            _("They follow from the dates under “Termination” in the data."),
        )
        super().__init__(_DEADLINES, _("Deadlines"), self._read, pane.run, nothing)
        self.line = TimeLine(_("Course of the termination"), pane.office.today)
        self._card = Card()
        self._card.box.addWidget(self.line)
        self._scroll()

    def _scroll(self) -> None:
        """In a low window the line and the table are scrolled, not squeezed."""
        page = QWidget()
        page.setObjectName("formPage")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(0.6))
        for part in (self._card, self.table, self._empty):
            inner.addWidget(part)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(area)

    def _read(self) -> list[Row]:
        """In the store's thread."""
        store, office = self._pane.store, self._pane.office.office
        with store.read() as session:
            case = fetch(session, Consultation, self._id)
            assert isinstance(case, Consultation)
            law, facts = Law.read(session), store.facts()
            found = case_deadlines(session, case, facts, law)
            self._stops = case_timeline(session, case, facts, law)
        province = office.record.province if office.record else None
        days = [h for h in law.holidays if h.province in (None, province)]
        return [_deadline(deadline, days) for deadline in found]

    def _show(self, rows: Sequence[Row]) -> None:
        if isValid(self):
            self.line.set_points([_point(stop) for stop in self._stops])
            super()._show(rows)
            held = self.line.hasFocus()
            self._card.setVisible(bool(self._stops))
            if held and not self._stops:
                self.table.setFocus()
            self.table.setMinimumHeight(px(9) if rows else 0)

    def enter(self) -> None:
        (self.table if self._card.isHidden() else self.line).setFocus()


def _point(stop: Stop) -> Point:
    title = _(_TITLES[stop.name]).format(n=integer(stop.days or 0))
    role, sign = _LOOKS[stop.timing]
    return Point(title, stop.day, _words(stop), role, sign, stop.basis)


def _words(stop: Stop) -> str:
    """How a stop stands, in words."""
    said = _(stop.timing.label)
    if stop.timing is Timing.MISSED and stop.name == "earliest":
        return _("Takes effect before")
    if stop.timing in (Timing.SOON, Timing.AHEAD) and stop.left is not None:
        words = (
            NN_("{state}: {n} working day", "{state}: {n} working days")
            if stop.working
            else NN_("{state}: {n} day", "{state}: {n} days")
        )
        return translate_n(*words, stop.left).format(state=said, n=integer(stop.left))
    if stop.timing is Timing.LATE and stop.due is not None:
        return _("{state}: due {day}").format(state=said, day=day_short(stop.due))
    return said


def _deadline(found: Deadline, holidays: Sequence[Holiday]) -> Row:
    rule = found.rule
    if found.met_on is not None:
        left = _("done on {day}").format(day=day_short(found.met_on))
        role = "bad" if found.missed else "good"
    elif found.missed:
        left, role = _("passed"), "bad"
    else:
        words = (
            NN_("{n} working day", "{n} working days")
            if rule.unit is Unit.WORKING
            else NN_("{n} day", "{n} days")
        )
        days_left = found.days_left or 0
        left = translate_n(*words, days_left).format(n=integer(days_left))
        role = "warning" if (found.days_left or 0) <= 3 else "info"
    first, last = sorted((found.start, found.due))
    kinds = {kind.strip() for kind in rule.stopped_by.split(",")}
    days = [h for h in holidays if str(h.kind) in kinds and first <= h.day <= last]
    names = [h.name for h in sorted(days, key=lambda h: h.day) if h.day.weekday() < 5]
    weekends = ", ".join([_("weekends"), *names])
    return {
        "rule": (current() == "en" and rule.name_en) or rule.name,
        "due": day_short(found.due),
        "left": left,
        "role": role,
        "stopped": weekends if rule.unit is Unit.WORKING else _("every day counts"),
        "basis": rule.basis or "",
    }
