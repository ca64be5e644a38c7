"""Home: how far people have come, what waits, whose drafts are open; all of it opens."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from desktop_app.desk.figures import Figure as Rows
from desktop_app.desk.overview import Morning, morning
from desktop_app.desk.recent import FILE
from desktop_app.desk.todo import Due
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.wording import clock
from exports.home_pictures import Number, Place, numbers, pictures
from exports.pictures import Bars, Picture, Weeks
from ui.desk_office import DeskOffice
from ui.pages.home_figures import Board, Figures
from ui.pages.home_lines import STEPS, Go, Lines, card
from ui.pages.home_span import SpanBar
from ui.pages.page import Page
from ui.pages.report_behind import BehindList
from ui.paper import open_path
from ui.widgets.bar_chart import BarChart
from ui.widgets.basics import Flow
from ui.widgets.charts import PictureChart
from ui.widgets.weeks import WeeksChart

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
    "partner": "partners",
    "partner_agreement": "partners",
    "industry_need": "partners",
    "data_request": "data-protection",
    "data_incident": "data-protection",
}
"""The page on which a record is written."""
_MORE = frozenset({"office", "parameter", "holiday", "reminder", "received_paper"})
_OPEN, _RECENT = 6, 5
"""Drafts and records opened last that are listed."""


class HomePage(Page):
    """The first page: everything on it leads to where the work is done."""

    title = N_("Home")
    shows = frozenset(PAGE_OF) | _MORE

    def build(self) -> None:
        self.office = cast(DeskOffice, self.shell.office)
        self.span = SpanBar(self.office.today)
        self.span.changed.connect(self.refresh)
        head = QWidget()
        Flow(head, 0.8).addWidget(self.span)
        self.box.addWidget(head)
        self.figures, self.to_do, self.more = Figures(), Lines(), Lines()
        self.charts: list[PictureChart[Any]] = []
        self._pictures: list[Picture] = []
        self.stack = QStackedWidget()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(_("Home"))
        self.board: Board | None = None
        self.behind: BehindList | None = None
        self.stack.addWidget(self.area)
        self.box.addWidget(self.stack, 1)

    def refresh(self) -> None:
        office, span = self.office.office, self.span.span
        self.run("", lambda: morning(office, span), self._show, key="overview")

    # --- what is shown -----------------------------------------------------------------

    def _show(self, seen: Morning) -> None:
        overview = seen.overview
        self.span.offer(overview.programmes)
        self._draw(list(pictures(overview, self.span.span, self.office.today)))
        self.figures.show_numbers(numbers(overview), lambda n: partial(self._open_number, n))
        self.to_do.clear()
        if seen.steps:
            self.to_do.heading(_("First steps"))
            for place, step in enumerate(seen.steps, start=1):
                page = STEPS[step.name][1]
                self.to_do.step(place, step, partial(self.shell.go, page))
        self._show_due(seen)
        self._show_open(seen)

    def _draw(self, found: list[Picture]) -> None:
        self._pictures = found
        if self.board is None:
            self.charts = [_chart(picture) for picture in found]
            for place, chart in enumerate(self.charts):
                chart.chosen.connect(partial(self._open_part, place))
            cards = [card(chart) for chart in self.charts]
            self.board = Board(self.figures, cards, self.to_do, self.more)
            self.area.setWidget(self.board)
            self.board.lay(self.width())
        for chart, picture in zip(self.charts, found, strict=True):
            chart.show_picture(picture)

    def _show_due(self, seen: Morning) -> None:
        overview = seen.overview
        self.to_do.heading(_("To be followed up"))
        for alarm in seen.alarms:
            go = partial(self.shell.go, alarm.page, **dict(alarm.what))
            self.to_do.line(alarm.icon, alarm.text, go, role="warning")
        for due in overview.due:
            self.to_do.due(due, self._go_due(due))
        for item in overview.deadlines[:6]:
            go = partial(self.shell.go, "consultations", id=item.consultation, part="deadlines")
            self.to_do.deadline(item, go)
        if not (overview.due or overview.deadlines or seen.alarms):
            self.to_do.say(_("All done."))
        self.to_do.box.addStretch(1)

    def _show_open(self, seen: Morning) -> None:
        self.more.clear()
        if seen.drafts:
            self.more.heading(_("Open drafts"))
        for draft in seen.drafts[:_OPEN]:
            words = f"{draft.caption or _('Unnamed')}, {clock(draft.at, self.office.zone)}"
            owner = str(draft.fields.get("of_record") or draft.record)
            page = PAGE_OF.get(owner, "consultations")
            self.more.line("pencil", words, partial(self.shell.go, page, draft=draft.id))
        self.more.heading(_("Opened last"))
        last = [one for one in seen.recent if one.kind in PAGE_OF or one.kind == FILE]
        for one in last[:_RECENT]:
            icon = "file-text" if one.kind == FILE else "history"
            self.more.line(icon, one.caption, self._go_recent(one.kind, one.id))
        if not last:
            self.more.say(_("What you open is listed here."))
        self.more.box.addStretch(1)

    # --- where it leads ------------------------------------------------------------------

    def _go_due(self, due: Due) -> Go:
        if due.rows is not None:
            return partial(self._open_rows, due.rows, _("To be followed up"))
        what = {"filter": due.filter} | ({"record": due.record} if due.record else {})
        return partial(self.shell.go, due.page, **what)

    def _go_recent(self, kind: str, id: str) -> Go:
        if kind == FILE:
            return partial(open_path, Path(id))
        return partial(self.shell.go, PAGE_OF[kind], record=kind, id=id)

    def _open_number(self, number: Number) -> None:
        self._open(number.opens, number.title)

    def _open_part(self, picture: int, place: int) -> None:
        found = self._pictures[picture]
        part = found.parts[place]
        self._open(part.opens, f"{found.title}: {part.label}")

    def _open(self, opens: object, words: str) -> None:
        if isinstance(opens, Place):
            self.shell.go(opens.page, **dict(opens.what))
        elif isinstance(opens, Rows):
            self._open_rows(opens, f"{words} · {self.span.says()}")

    def _open_rows(self, rows: Rows, words: str) -> None:
        """Show exactly the records that a figure counts."""
        self._close_rows()
        self.behind = BehindList(self.shell, rows, words, self.in_store)
        self.behind.closed.connect(self._back)
        self.stack.addWidget(self.behind)
        self.stack.setCurrentWidget(self.behind)
        self.behind.list.search.setFocus()

    def _close_rows(self) -> None:
        if self.behind is not None:
            self.stack.removeWidget(self.behind)
            self.behind.deleteLater()
            self.behind = None

    def _back(self) -> None:
        self._close_rows()
        self.focus_search()

    # --- as a page -------------------------------------------------------------------------

    def open(self, **what: Any) -> None:
        self._close_rows()

    def focus_search(self) -> None:
        if self.behind is not None:
            self.behind.list.search.setFocus()
        elif self.charts:
            self.charts[0].setFocus()

    def state(self) -> Mapping[str, Any]:
        return {"span": self.span.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.span.restore(state["span"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.board is not None:
            self.board.lay(self.area.viewport().width())


def _chart(picture: Picture) -> BarChart | WeeksChart:
    if isinstance(picture, Weeks):
        return WeeksChart(picture)
    assert isinstance(picture, Bars)
    return BarChart(picture)
