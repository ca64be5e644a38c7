"""What a changed table of holidays moved is said where it was changed, and where it arrives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.records import Consultation, Employer, Holiday
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.reference import HolidayKind
from tests import make
from tests.offices import World
from tests.ui.starts import PATIENCE
from ui.desk_office import DeskOffice
from ui.jobs import Jobs
from ui.messages import Dialogs
from ui.pages.settings import SettingsPage
from ui.pages.settings_records import HolidayPane
from ui.pages.sync import SyncPage
from ui.shell import Look
from ui.signals import Signals
from ui.window import Window

Show = Callable[[Office], Window]

MONDAY = date(2026, 11, 30)
LINE = (
    "KONS/MND/0001/2026, PT Contoh 1: Surat penolakan PHK oleh pekerja disertai alasan "
    "menjadi {now}, semula {was}"
)


class Heard(Dialogs):
    """Dialogs that say yes, hand over files and keep what they were told."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []
        self.told: list[tuple[str, str]] = []

    def tell(self, title: str, text: str) -> None:
        self.told.append((title, text))

    def ask(self, title: str, text: str, yes: str, no: str = "", *, danger: bool = False) -> bool:
        return True

    def open_files(self, title: str, folder: Path, kinds: str) -> list[Path]:
        return self.files


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def show(qtbot: QtBot, heard: Heard) -> Iterator[Show]:
    jobs, crashes = Jobs(), list[Exception]()
    jobs.crashed.connect(crashes.append)

    def show(office: Office) -> Window:
        signals = Signals()
        office.store.listeners.append(signals.changed.emit)
        window = Window(
            DeskOffice(office), Look(theme="light"), jobs=jobs, signals=signals, dialogs=heard
        )
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show_page("home")
            window.show()
        return window

    yield show
    jobs.finish()
    jobs.close()
    assert crashes == []


def rest(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.shell.jobs.running, timeout=PATIENCE)


def a_case(office: Office) -> None:
    with office.store.write("test") as session:
        employer: Employer = make.employer()
        session.add(employer)
        session.flush()
        case: Consultation = make.consultation(
            employer,
            notice_on=make.DAY,
            regime="MK168_2024",
            state=ConsultationState.SCHEDULED,
        )
        session.add(case)


def test_headquarters_sees_what_a_holiday_moves_and_moves_back(
    show: Show, headquarters: Office, heard: Heard, qtbot: QtBot
) -> None:
    a_case(headquarters)
    window = show(headquarters)
    window.show_page("settings", part="holidays")
    page = window.page
    assert isinstance(page, SettingsPage)
    pane = page._made["holidays"]
    assert isinstance(pane, HolidayPane)
    rest(qtbot, window)
    pane.new()
    qtbot.waitUntil(lambda: pane.view is not None, timeout=PATIENCE)
    assert pane.view is not None
    pane.view.form.fill({"day": MONDAY, "name": "Libur", "kind": HolidayKind.NATIONAL})
    pane.view.form.save()
    rest(qtbot, window)
    there = LINE.format(now="4 Desember 2026", was="3 Desember 2026")
    assert heard.told == [("1 tenggat bergeser", there)]
    assert window.bar.undo is not None
    window.bar.undo()
    rest(qtbot, window)
    qtbot.waitUntil(lambda: len(heard.told) == 2, timeout=PATIENCE)
    back = LINE.format(now="3 Desember 2026", was="4 Desember 2026")
    assert heard.told[1:] == [("1 tenggat bergeser", back)]


def test_a_branch_hears_it_with_the_file(
    show: Show, world: World, heard: Heard, qtbot: QtBot
) -> None:
    branch = world.branches["MND"]
    a_case(branch)
    window = show(branch)
    window.show_page("sync")
    page = window.page
    assert isinstance(page, SyncPage)

    def read() -> None:
        heard.files = [made.path for made in publish(world.headquarters, world.stick)]
        page.read()
        rest(qtbot, window)

    with world.headquarters.store.write("test") as session:
        session.add(Holiday(day=date(2027, 5, 13), name="Libur", kind=HolidayKind.NATIONAL))
    read()
    assert heard.told == []
    with world.headquarters.store.write("test") as session:
        session.add(Holiday(day=MONDAY, name="Libur", kind=HolidayKind.NATIONAL))
    read()
    moved = LINE.format(now="4 Desember 2026", was="3 Desember 2026")
    assert heard.told == [("1 tenggat bergeser", moved)]
