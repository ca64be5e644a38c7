"""Home: how far people have come, what waits, whose drafts are open; all of it opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from desktop_app.desk.figures import Figure as Rows
from desktop_app.desk.monday import Item, Week, begins_week, monday
from desktop_app.desk.money_overview import MoneyOverview, money
from desktop_app.desk.overview import Morning, morning
from desktop_app.desk.recent import FILE, Recent
from desktop_app.desk.todo import Due
from desktop_app.i18n import N_, language
from desktop_app.i18n import translate as _
from desktop_app.keyboard import strokes
from exports import home_pictures
from exports.home_money_pictures import money_pictures
from exports.home_pictures import Number, numbers, pictures
from exports.pictures import Part, Picture
from exports.sheet import Behind
from ui.desk_office import DeskOffice
from ui.pages.home_figures import Board, Figures, scrolled
from ui.pages.home_lines import PAGE_OF, STEPS, Go, Line, Lines, card
from ui.pages.home_monday import MondayBoard
from ui.pages.home_money import MoneyBoard, chart_of
from ui.pages.home_print import PARTS, print_home
from ui.pages.home_span import SpanBar
from ui.pages.page import Page, Place
from ui.pages.report_behind import BehindList
from ui.paper import open_path
from ui.widgets.basics import Flow, button
from ui.widgets.charts import PictureChart

_MORE = frozenset({"office", "parameter", "holiday", "reminder", "received_paper"})
_RECENT = 5
"""Records opened last that are listed."""


class HomePage(Page):
    """The first page: everything on it leads to where the work is done."""

    title = N_("Home")
    shows = frozenset(PAGE_OF) | _MORE

    def build(self) -> None:
        self.office = cast(DeskOffice, self.shell.office)
        self.span = SpanBar(self.office.today)
        self.span.changed.connect(self.refresh)
        self.box.addWidget(self._make_head())
        self.figures, self.to_do, self.last = Figures(), Lines(), Lines()
        self.charts: list[PictureChart[Any]] = []
        self._pictures: list[Picture] = []
        self.stack = QStackedWidget()
        self.area, self.week_area = scrolled(_("Home")), scrolled(_("Start of the week"))
        self.board: Board | None = None
        self.week = MondayBoard(self._go_item)
        self.money = MoneyBoard(lambda found, part: self._open_part_of(found, part))
        self.areas = {"now": self.area, "week": self.week_area}
        self.areas["money"] = scrolled(_(PARTS["money"]))
        self.week_area.setWidget(self.week)
        self.areas["money"].setWidget(self.money)
        self.behind: BehindList | None = None
        for area in self.areas.values():
            self.stack.addWidget(area)
        self.box.addWidget(self.stack, 1)
        self._awaited = False
        """Whether the cursor waits for something to stand on."""
        self._came_from: QWidget | None = None
        """What was opened last."""
        self._left: QWidget | None = None
        """Where the cursor was when it began to wait: gone elsewhere since, it stays there."""
        self.part = ""
        """What is in sight: a name of `PARTS`; empty until the office was asked which."""

    def _make_head(self) -> QWidget:
        head, chosen = QWidget(), QWidget()
        flow, group = Flow(chosen, 0.8), QButtonGroup(head)
        self.tabs: dict[str, QPushButton] = {}
        for (name, words), key in zip(PARTS.items(), strokes("tab"), strict=False):
            tab = self.tabs[name] = button(_(words), partial(self.show_part, name), kind="tab")
            tab.setCheckable(True)
            group.addButton(tab)
            flow.addWidget(tab)
            QShortcut(QKeySequence(key), self).activated.connect(partial(self.show_part, name))
        self.print_button = button(_("P&rint"), self.print, name="printer", key=strokes("print")[0])
        flow.addWidget(self.span)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(chosen, 1)
        row.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        QShortcut(QKeySequence(strokes("print")[0]), self).activated.connect(self.print)
        return head

    def refresh(self) -> None:
        office, span, part = self.office.office, self.span.span, self.part

        def work() -> tuple[str, Morning | Week | MoneyOverview]:
            shown = part or ("week" if begins_week(office) else "now")
            if shown == "money":
                return shown, money(office, span.year(office.today))
            return shown, monday(office) if shown == "week" else morning(office, span)

        self.run("", work, self._show_found, key="overview")

    def _show_found(self, found: tuple[str, Morning | Week | MoneyOverview]) -> None:
        part, seen = found
        if self.part not in ("", part):
            return  # Another part was asked for meanwhile; its answer is on the way.
        focus = QApplication.focusWidget()
        line = focus.accessibleName() if isinstance(focus, Line) else ""
        self._raise(part)
        if isinstance(seen, Week):
            self.week.show_week(seen)
            self.week.lay(self.week_area.viewport().width())
        elif isinstance(seen, MoneyOverview):
            self.money.show_pictures(money_pictures(seen))
            self.money.lay(self.areas["money"].viewport().width())
        else:
            self._show(seen)
        again = [one for one in self.findChildren(Line) if line and one.accessibleName() == line]
        if self._awaited and self.isVisible():
            self._awaited = False
            if focus is None or focus is self._left or focus is self or self.isAncestorOf(focus):
                self.focus_search()
        elif again:
            again[-1].setFocus()  # The line that the cursor was on was made anew.

    def show_part(self, name: str) -> None:
        """Show what happens now, the start of the week, or the money."""
        self._close_rows()
        self._raise(name)
        self._wait()
        self.refresh()

    def _wait(self) -> None:
        """Have the cursor come when there is something for it to stand on."""
        self._awaited, self._left = True, QApplication.focusWidget()

    def _raise(self, part: str) -> None:
        self.part = part
        self.tabs[part].setChecked(True)
        self.span.setVisible(part != "week")
        if self.behind is None:
            self.stack.setCurrentWidget(self.areas[part])

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
        self.to_do.drafts(seen.drafts, self.office.zone, self.shell.go)
        self._show_due(seen)
        self._show_recent(seen.recent)

    def _draw(self, found: list[Picture]) -> None:
        self._pictures = found
        if self.board is None:
            self.charts = [chart_of(picture) for picture in found]
            for place, chart in enumerate(self.charts):
                chart.chosen.connect(partial(self._open_part, place))
            cards = [card(chart) for chart in self.charts]
            self.board = Board(self.figures, cards, self.to_do, self.last)
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

    def _show_recent(self, found: Sequence[Recent]) -> None:
        self.last.clear()
        self.last.heading(_("Opened last"))
        last = [one for one in found if one.kind in PAGE_OF or one.kind == FILE]
        for one in last[:_RECENT]:
            icon = "file-text" if one.kind == FILE else "history"
            self.last.line(icon, one.caption, self._go_recent(one.kind, one.id))
        if not last:
            self.last.say(_("What you open is listed here."))
        self.last.box.addStretch(1)

    def print(self) -> None:
        """The page in sight on one sheet of paper, after a look."""
        with language("id"):
            words = self.span.says()
        print_home(self.shell, self.office.office, self.part or "now", self.span.span, words)

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

    def _go_item(self, item: Item) -> Go:
        if item.rows is not None:
            return partial(self._open_rows, item.rows, item.text)
        return partial(self.shell.go, item.page, **dict(item.what))

    def _open_number(self, number: Number) -> None:
        self._open(number.opens, number.title)

    def _open_part(self, picture: int, place: int) -> None:
        found = self._pictures[picture]
        self._open_part_of(found, found.parts[place])

    def _open_part_of(self, found: Picture, part: Part) -> None:
        self._open(part.opens, f"{found.title}: {part.label}")

    def _open(self, opens: object, words: str) -> None:
        if isinstance(opens, home_pictures.Place):
            self.shell.go(opens.page, **dict(opens.what))
        elif isinstance(opens, Rows | Behind):
            self._open_rows(opens, f"{words} · {self.span.says()}")

    def _open_rows(self, rows: Rows | Behind, words: str) -> None:
        """Show exactly the records that a figure counts."""
        self._close_rows()
        self._came_from = QApplication.focusWidget()
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
            self.stack.setCurrentWidget(self.areas[self.part or "now"])

    def _back(self) -> None:
        self._close_rows()
        if isinstance(self._came_from, PictureChart):
            self._came_from.setFocus()  # A number's button may have been made anew.
        else:
            self.focus_search()

    # --- as a page -------------------------------------------------------------------------

    @classmethod
    def places(cls) -> list[Place]:
        return [
            Place(_(PARTS["week"]), {"part": "week"}, "calendar-days"),
            Place(_(PARTS["money"]), {"part": "money"}, "wallet"),
        ]

    def open(self, **what: Any) -> None:
        """``part``: what is happening ``now``, the start of the ``week``, or the ``money``."""
        self.show_part(what.get("part", "now"))

    def focus_search(self) -> None:
        if self.behind is not None:
            self.behind.list.search.setFocus()
        elif self.part == "week":
            if not self.week.enter():
                self._wait()
        elif self.part == "money":
            if not self.money.enter():
                self._wait()
        elif self.charts:
            self.charts[0].setFocus()
        else:
            self._wait()

    def state(self) -> Mapping[str, Any]:
        return {"span": self.span.state(), "part": self.part}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.span.restore(state["span"])
        self.part = state["part"]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.board is not None:
            self.board.lay(self.area.viewport().width())
        self.week.lay(self.week_area.viewport().width())
        self.money.lay(self.areas["money"].viewport().width())
