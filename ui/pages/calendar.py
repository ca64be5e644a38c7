"""The calendar: a month as a sheet, two weeks as a list, or as classes against their days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.desk.calendar import (
    REMINDED,
    Entry,
    entries,
    holidays_between,
    meet,
    remind,
    reminded,
)
from desktop_app.desk.class_calendar import ClassLine, class_lines
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.store.undo import LastChange, last_change, undo
from desktop_app.wording import day_full, month
from ui.desk_office import DeskOffice
from ui.pages.calendar_rows import asking, marks_of, rows_of_day, rows_of_weeks
from ui.pages.page import Page
from ui.pages.states import CLASS
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import Elided, Label, button, tool
from ui.widgets.class_weeks import ClassWeeks
from ui.widgets.facts_table import FactsTable
from ui.widgets.month_view import MonthView, months_later, sheet_of
from ui.widgets.new_entry_bar import NewEntryBar
from ui.widgets.shortcuts import Keys

BODY_NEEDS = 26
"""Height in em that the calendar and its head need beneath the bar."""

DAYS = 14
"""How many days the list shows."""

_HINTS = N_("Arrows day · PgUp/PgDn month · Home today · Enter opens · N new · Space done")
_CLASS_HINTS = N_("Arrows move · PgUp/PgDn two weeks · Home today · Enter opens the class · T view")

_TABS = (("month", N_("Month")), ("weeks", N_("Two weeks")), ("classes", N_("Classes")))


class CalendarPage(Page):
    """Sheet at the left, the day's entries at the right; or the entries of two weeks."""

    title = N_("Calendar")
    shows = frozenset(
        {
            *("consultation", "case_meeting", "training_class", "reminder", "holiday"),
            *("disposition", "deadline_rule", "class_session", "enrolment"),
        }
    )

    def build(self) -> None:
        self.office = cast(DeskOffice, self.shell.office)
        self.sheet = MonthView(self.office.today)
        self.sheet.chosen.connect(self._moved)
        self.sheet.opened.connect(self._enter_day)
        self.list = FactsTable(_("Entries"), [_("When"), _("Subject"), _("Kind"), _("About")])
        self.list.opened.connect(self._open_row)
        self.heading, self.day_words = Label("", role="heading"), Elided("", role="heading")
        self.bar = NewEntryBar(asking(self.office))
        self.bar.asked.connect(self._add)
        self.bar.closed.connect(self._back)
        self.bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.found: list[Entry] = []
        self._listed: list[Entry | None] = []
        self._holidays: dict[date, str] = {}
        self._loaded: tuple[date, date] | None = None
        self.classes = ClassWeeks(self.office.today, CLASS)
        self.classes.opened.connect(lambda id: self.shell.go("programmes", id=id))
        self.classes.turned.connect(self._turned)
        self.classes.hide()
        self.body, self.side = QWidget(), QWidget()
        right = QVBoxLayout(self.side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.day_words)
        right.addWidget(self.list, 1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(0.9))
        row.addWidget(self.sheet, 3)
        row.addWidget(self.side, 2)
        row.addWidget(self.classes, 1)
        self.box.addLayout(self._head())
        self.box.addWidget(self.bar)
        self.box.addWidget(self.body, 1)
        self.hints = Elided(_(_HINTS), role="muted")
        self.box.addWidget(self.hints)
        self.box.addStretch(0)
        Keys(self.body, [("N", self.new), ("Space", self.finish), ("T", self._turn)])

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(0.5))
        row.addWidget(tool("chevron-left", _("Month before"), partial(self._months, -1)))
        row.addWidget(tool("chevron-right", _("Month after"), partial(self._months, 1)))
        row.addWidget(button(_("Today"), lambda: self.sheet.go(self.office.today)))
        row.addWidget(self.heading)
        row.addStretch(1)
        group = QButtonGroup(self)
        self.tabs = {}
        for name, words in _TABS:
            tab = button(_(words), partial(self.look_at, name), kind="tab")
            tab.setCheckable(True)
            group.addButton(tab)
            row.addWidget(tab)
            self.tabs[name] = tab
        self.tabs["month"].setChecked(True)
        row.addWidget(button(_("New (N)"), self.new, kind="primary", name="plus", key="N"))
        return row

    # --- looking -------------------------------------------------------------------

    @property
    def view(self) -> str:
        """``month``, ``weeks`` or ``classes``."""
        return next(name for name, tab in self.tabs.items() if tab.isChecked())

    def look_at(self, view: str) -> None:
        """Show the sheet of the month, the list of two weeks, or the classes of two weeks."""
        self._arrange(view)
        self.refresh()
        self.focus_search()

    def _arrange(self, view: str) -> None:
        self.tabs[view].setChecked(True)
        self.sheet.setVisible(view == "month")
        self.side.setVisible(view != "classes")
        self.classes.setVisible(view == "classes")
        self.hints.setText(_(_CLASS_HINTS if view == "classes" else _HINTS))

    def _turn(self) -> None:
        names = list(self.tabs)
        self.look_at(names[(names.index(self.view) + 1) % len(names)])

    def _turned(self, days: int) -> None:
        """Two weeks earlier or later, or today again."""
        self.sheet.go(self.sheet.day + timedelta(days=days) if days else self.office.today)

    def _months(self, step: int) -> None:
        self.sheet.go(months_later(self.sheet.day, step))

    def _range(self) -> tuple[date, date]:
        first, last = sheet_of(self.sheet.day)
        if self.view == "month":
            return first, last
        day = self.sheet.day
        since = day - timedelta(days=day.weekday()) if self.view == "classes" else day
        return since, since + timedelta(days=DAYS - 1)

    def refresh(self) -> None:
        office, (since, until) = self.office, self._range()

        def work() -> tuple[list[Entry], dict[date, str], list[ClassLine]]:
            store = office.store
            with store.read() as session:
                found = entries(session, store.facts(), store.author.officer, since, until)
                holidays = holidays_between(session, store.author.office, since, until)
                return found, holidays, class_lines(session, since, until)

        def done(found: tuple[list[Entry], dict[date, str], list[ClassLine]]) -> None:
            self.found, self._holidays, lines = found
            self._loaded = (since, until)
            self.classes.show_lines(since, lines, self._holidays)
            self._show()

        self.run("", work, done, key="calendar")

    def _moved(self) -> None:
        """Another day: its entries, and another sheet where the month changed."""
        if self._loaded != self._range():
            self.refresh()
        self._show()

    def _show(self) -> None:
        day, found = self.sheet.day, self.found
        self.sheet.show_days(marks_of(found), self._holidays)
        self.heading.setText(f"{month(day.month)} {day.year}")
        holiday = self._holidays.get(day)
        words = day_full(day) if not holiday else f"{day_full(day)} · {holiday}"
        if self.view == "weeks":
            words = _("{n} days from {day}").format(n=DAYS, day=day_full(day))
        self.day_words.setText(words)
        weeks = self.view == "weeks"
        rows = rows_of_weeks(found, self._holidays) if weeks else rows_of_day(found, day)
        self._listed = [entry for entry, _row in rows]
        self.list.show_rows([row for _entry, row in rows])

    # --- acting --------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        """The entry that the cursor of the list is on."""
        row = self.list.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _enter_day(self) -> None:
        """Enter on a day: its only entry, or the list to choose from, or something new."""
        mine = [entry for entry in self._listed if entry is not None]
        if len(mine) == 1:
            self._open(mine[0])
        elif mine:
            self.list.setFocus()
        else:
            self.new()

    def _open_row(self, row: int) -> None:
        if (entry := self._listed[row]) is not None:
            self._open(entry)

    def _open(self, entry: Entry) -> None:
        """Where the work is done; a reminder about nothing stays here."""
        if entry.page:
            self.shell.go(entry.page, id=entry.id, part=entry.part)

    def finish(self) -> None:
        """The reminder under the cursor is done."""
        entry = self.entry
        if entry is None or not entry.reminder:
            return
        said = _("Done: {text}").format(text=entry.title)
        self._write(N_("Reminder done"), partial(reminded, id=entry.reminder), said)

    def new(self) -> None:
        self._begin(self.sheet.day)

    def _begin(self, day: date, of: tuple[str, str] | None = None, about: str = "") -> None:
        self.bar.begin(day, of, about)
        # Where the window is low, the bar stands in the calendar's place.
        self.body.setVisible(self.height() - self.bar.sizeHint().height() >= px(BODY_NEEDS))

    def _back(self) -> None:
        self.bar.hide()
        self.body.show()
        self.focus_search()

    def _add(self, what: str) -> None:
        """Put down what stands in the bar."""
        values, of = self.bar.values(), self.bar.of
        text, day, case = values["text"], values["due_on"], values["consultation"]
        if not text:
            self.bar.want("text", _("Say what is to be done."))
            return
        if day is None:
            self.bar.want("due_on", _("Say on which day."))
            return
        if what == "meeting":
            if case is None:
                self.bar.want("consultation", _("Choose the case that the meeting belongs to."))
                return
            meeting = partial(meet, case=case, day=day, time=values["time"], subject=text)
            self._write(N_("Meeting added"), meeting, _("Meeting added"))
        else:
            about = of or (("consultation", case) if case else None)
            self._write(
                REMINDED,
                partial(remind, text=text, day=day, of=about),
                _("Reminder added"),
            )
        self.sheet.go(day)
        self._back()

    def _write(self, why: str, act: Any, said: str) -> None:
        store, shell = self.office.store, self.shell

        def work() -> LastChange | None:
            with store.write(why) as session:
                act(session)
            return last_change(store)

        def done(last: LastChange | None) -> None:
            def back() -> None:
                assert last is not None
                self.run("", partial(undo, store, last))

            shell.messages.success(said, back if last else None)

        self.run("", work, done)

    # --- what the window asks ---------------------------------------------------------

    def commands(self) -> list[Action]:
        return [
            Action("remind", N_("New reminder"), self.new, "bell"),
            Action("month", N_("Show the month"), partial(self.look_at, "month"), "calendar"),
            Action("weeks", N_("Show two weeks"), partial(self.look_at, "weeks"), "list-checks"),
            Action("classes", N_("Show classes"), partial(self.look_at, "classes"), "users"),
        ]

    def focus_search(self) -> None:
        shown = {"month": self.sheet, "weeks": self.list, "classes": self.classes}
        shown[self.view].setFocus()

    def open(self, **what: Any) -> None:
        """``day`` (a date), or ``remind`` of a record: its table, id and name."""
        if isinstance(what.get("day"), date):
            self.sheet.go(what["day"])
        if what.get("remind"):
            table, id, name = what["remind"]
            self._begin(self.office.today, (table, id), name)
        elif what.get("filter") == "today":
            self.sheet.go(self.office.today)
            self.list.setFocus()

    def state(self) -> Mapping[str, Any]:
        return {"day": self.sheet.day.isoformat(), "view": self.view}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.sheet.day = date.fromisoformat(state["day"])
        self._arrange(state["view"])
