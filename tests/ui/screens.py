"""Every screen of the window, one after another: pages, panes, records, parts, forms, panels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QDialog, QWidget

from tests.ui import audit
from ui.desk_office import DeskOffice
from ui.pages import PAGES
from ui.pages.calendar import CalendarPage
from ui.pages.enrolments import EnrolmentsPane
from ui.pages.home import HomePage
from ui.pages.importing import ImportingPage
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.pages.settings import SettingsPage
from ui.paper import PaperDialog, show_paper
from ui.screenshots import wait
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.notice_list import NoticeList
from ui.window import Window

Screen = tuple[str, QWidget]
"""What a screen is called in complaints, and what is looked at."""

PASTED = (
    "NIK\tNama Karyawan\tTgl Lahir\tL/P\tNo HP\n"
    "7171010101859901\tPekerja A\t17-08-1955\tL\t081234567801\n"
    "7171010202909902\t\t\tP\t12\n"
)
"""An employer's list with a fault, for the steps of the import."""


def rest(window: Window) -> None:
    """Wait until the window shows what it is going to show."""
    audit.settle()
    while window.shell.jobs.running:
        wait(4)
        audit.settle(1)
    audit.settle()


def screens(window: Window) -> Iterator[Screen]:
    """All of them; each is in sight while it is looked at."""
    for entry in PAGES:
        window.show_page(entry.name)
        rest(window)
        yield entry.name, window
        page = window.page
        if isinstance(page, RecordPage):
            yield from _panes(window, page)
        elif isinstance(page, HomePage):
            yield from _home(window, page)
        elif isinstance(page, CalendarPage):
            yield from _calendar(window, page)
        elif isinstance(page, SettingsPage):
            yield from _settings(window, page)
        elif isinstance(page, ImportingPage):
            yield from _import(window, page)
    yield from _over_all(window)


def _home(window: Window, page: HomePage) -> Iterator[Screen]:
    for part in ("week", "money", "now"):
        page.show_part(part)
        rest(window)
        yield f"home {part}", window


def _calendar(window: Window, page: CalendarPage) -> Iterator[Screen]:
    for view in page.tabs:
        page.look_at(view)
        rest(window)
        yield f"calendar {view}", window


def _panes(window: Window, page: RecordPage) -> Iterator[Screen]:
    for name in page._types:
        page.show_pane(name)
        rest(window)
        yield f"list {name}", window
        yield from _panel(window, page.pane)
        yield from _records(window, page.pane, name)
        if isinstance(page.pane, EnrolmentsPane):
            page.pane.divide()
            rest(window)
            yield "dividing into classes", window
            page.pane.close_view()
            rest(window)


def _panel(window: Window, pane: RecordPane) -> Iterator[Screen]:
    if pane.plain:
        pane.own.open_panel()
        rest(window)
        yield f"conditions of {pane.record.__tablename__}", window
        pane.own.panel.close_up()
        rest(window)


def _records(window: Window, pane: RecordPane, name: str) -> Iterator[Screen]:
    """The first record with each of its parts, and the form of a new one."""
    id = pane.list.current_id()
    if id is not None and pane.sections:
        pane.open_row(id)
        rest(window)
        view = pane.view
        if view is not None:
            yield f"record {name}", window
            for part in [one for one in view.tabs if one != view.part]:
                view.show_part(part)
                rest(window)
                yield f"part {part} of {name}", window
                inner = view.inner()
                if isinstance(inner, RecordPane) and part not in ("notes", "files", "history"):
                    yield from _new(window, inner, f"{part} of {name}")
        pane.close_view()
        rest(window)
    yield from _new(window, pane, name)


def _new(window: Window, pane: RecordPane, name: str) -> Iterator[Screen]:
    if pane.new_text:
        pane.new()
        rest(window)
        yield f"new {name}", window
        if pane.view is not None:
            pane.close_view()
        rest(window)


def _settings(window: Window, page: SettingsPage) -> Iterator[Screen]:
    for part in page.tabs:
        page.show_part(part)
        rest(window)
        yield f"settings {part}", window
        made = page._made[part]
        if isinstance(made, RecordPane):
            yield from _records(window, made, part)


def _import(window: Window, page: ImportingPage) -> Iterator[Screen]:
    page.open(kind="workers", text=PASTED)
    rest(window)
    if page.work.step == "columns":
        yield "columns of the import", window
        page.flow.check_list()
        rest(window)
    assert page.work.step == "check"
    yield "check of the import", window
    page.new()
    rest(window)


def _over_all(window: Window) -> Iterator[Screen]:
    """What lies over a page: palette, notices, columns, a paper."""
    window.show_page("workers")
    rest(window)
    window.palette_focus()
    rest(window)
    yield "palette", window.palette_list
    window.palette_list.close_up()
    window.noticing.open()
    rest(window)
    (notices,) = window.findChildren(NoticeList)
    yield "notices", notices
    window.noticing.open()
    page = window.page
    assert isinstance(page, RecordPage)
    page.pane.own.choose_columns()
    yield from _dialog(window, ColumnChooser, "columns of a list")
    window.show_page("consultations")
    rest(window)
    cases = cast(RecordPage, window.page).pane
    assert isinstance(window.shell.office, DeskOffice)
    id = cases.list.current_id()
    assert id is not None
    show_paper(window.shell, "minutes", id)
    rest(window)
    yield from _dialog(window, PaperDialog, "a paper")


def _dialog(window: Window, kind: type[QDialog], name: str) -> Iterator[Screen]:
    rest(window)
    (dialog,) = [one for one in window.findChildren(kind) if one.isVisible()]
    yield name, dialog
    dialog.close()
    rest(window)
