"""A real office behind real pages, driven by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Select, select

from desktop_app.office import Office
from desktop_app.records.record import Record
from tests.ui import audit
from ui.desk_office import DeskOffice
from ui.finding import Finder, Teller
from ui.jobs import Jobs
from ui.messages import Dialogs
from ui.pages import PAGES
from ui.pages.record_page import RecordPage
from ui.shell import Look
from ui.signals import Signals
from ui.window import Window

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Answers(Dialogs):
    """Dialogs that answer by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.files: list[Path] = []
        self.questions: list[str] = []
        self.yes = False
        self.saved_in: Path | None = None

    def save_file(self, title: str, proposed: Path, kinds: str) -> Path | None:
        return self.saved_in / proposed.name if self.saved_in else None

    def folder(self, title: str, start: Path) -> Path | None:
        return self.saved_in

    def ask(self, title: str, text: str, yes: str, no: str = "", *, danger: bool = False) -> bool:
        self.questions.append(title)
        return self.yes

    def open_files(self, title: str, folder: Path, kinds: str) -> list[Path]:
        return [self.files.pop(0)] if self.files else []

    def line(self, title: str, label: str, *, secret: bool = False) -> str | None:
        return self.lines.pop(0) if self.lines else None


class Desk:
    """A window on an office, and hands for its keyboard."""

    def __init__(self, office: Office, qtbot: QtBot, look: Look | None = None) -> None:
        self.office, self.qtbot = office, qtbot
        self.jobs, self.signals, self.answers = Jobs(), Signals(), Answers()
        self.asked: list[tuple[str, str]] = []
        self.crashes: list[BaseException] = []
        self.jobs.crashed.connect(self.crashes.append)
        office.store.listeners.append(self.signals.changed.emit)
        self.window = Window(
            DeskOffice(office),
            look or Look(theme="light"),
            jobs=self.jobs,
            signals=self.signals,
            dialogs=self.answers,
            find=Finder(office.store, lambda: self.window.shell),
            teller=Teller(office),
        )
        self.window.shell.document_asked.connect(lambda *asked: self.asked.append(asked))
        qtbot.addWidget(self.window)

    def show(self, page: str, **what: Any) -> RecordPage:
        """Show a page of records and wait until it has come to rest."""
        self.come(page, **what)
        return self.page

    def come(self, page: str, **what: Any) -> None:
        """Show a page of any kind and wait until it has come to rest."""
        self.window.show_page(page, **what)
        if not self.window.isVisible():
            with self.qtbot.waitExposed(self.window):
                self.window.show()
        self.window.activateWindow()
        self.settle()

    @property
    def page(self) -> RecordPage:
        """The page in sight."""
        page = self.window.page
        assert isinstance(page, RecordPage)
        return page

    def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.jobs.running, timeout=20_000)
            audit.settle()
        assert not self.crashes, self.crashes

    @property
    def hand(self) -> QWidget:
        """Where the keys go."""
        return QApplication.focusWidget() or self.window

    def press(self, key: Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """One key, and what follows from it."""
        QTest.keyClick(self.hand, key, modifier)
        self.settle()

    def enter(self, *texts: str) -> None:
        """Type texts, with Enter after each."""
        for text in texts:
            QTest.keyClicks(self.hand, text)
            QTest.keyClick(self.hand, Key.Key_Return)
            audit.settle()

    def saved(self, record: type[Record], **values: Any) -> list[Any]:
        """The records of a type with these values."""
        query: Select[Any] = select(record)
        for name, value in values.items():
            query = query.where(getattr(record, name) == value)
        with self.office.store.read() as session:
            return list(session.scalars(query.order_by(record.id)))

    def close(self) -> None:
        """Close the window as people do, at once."""
        self.window.close()
        self.jobs.close()
        self.office.store.listeners.clear()


NAMES = tuple(entry.name for entry in PAGES if issubclass(entry.load(), RecordPage))
"""The pages of records."""

Open = Callable[..., Desk]
