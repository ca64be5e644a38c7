"""Whoever presses anything anywhere breaks nothing: seeded hands over the whole window."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_app import demo
from desktop_app.keyboard import KEYS
from desktop_app.office import Office, open_office
from desktop_app.store.decision_seals import unsound
from desktop_app.sync.verify import verify
from tests.homes import Clock, Template
from tests.ui import audit
from tests.ui.pages import Answers, Desk
from ui.paper import show_paper
from ui.screenshots import NOW
from ui.shell import Look

SEEDS = range(20)
STEPS = 35
"""What one seed presses: about two seconds of a person who is in a great hurry."""

LIST = Path(__file__).parents[1] / "data" / "samples" / "02_hr_list.xlsx"
TYPED = ("a", "pt ", "7171", "0812", "31/12/2026", "%", "'", "-1", "1.000.000")
PLAIN = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_F2),
)


class Careless(Answers):
    """Dialogs that are answered without reading."""

    def __init__(self, hand: random.Random, folder: Path) -> None:
        super().__init__()
        self.hand, self.saved_in = hand, folder

    def ask(self, title: str, text: str, yes: str, no: str = "", *, danger: bool = False) -> bool:
        return self.hand.random() < 0.5

    def tell(self, title: str, text: str) -> None:
        """Read, and gone."""

    def open_files(self, title: str, folder: Path, kinds: str) -> list[Path]:
        return self.hand.choice(([], [LIST]))

    def line(self, title: str, label: str, *, secret: bool = False) -> str | None:
        return self.hand.choice((None, "", "uji coba"))


class Monkey:
    """Hands that press keys, type, click and turn pages."""

    def __init__(self, desk: Desk, hand: random.Random) -> None:
        self.desk, self.hand = desk, hand
        self.done: list[str] = []

    def act(self) -> None:
        """One thing, then a short rest or a long one."""
        acts: list[Callable[[], str]] = [self.key, self.key, self.stroke, self.click, self.click]
        acts += [self.type, self.row, self.turn]
        self.done.append(self.hand.choice(acts)())
        audit.settle(self.hand.randint(0, 2))
        if self.hand.random() < 0.4:
            self.desk.settle()

    @property
    def before(self) -> QWidget:
        """What lies before everything else."""
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return found or self.desk.window

    def target(self) -> QWidget:
        here = QApplication.focusWidget()
        return here if here and here.window() is self.before.window() else self.before

    def key(self) -> str:
        key = self.hand.choice(PLAIN)
        QTest.keyClick(self.target(), key)
        return key.name

    def stroke(self) -> str:
        stroke = self.hand.choice([s for key in KEYS for s in key.strokes])
        QTest.keySequence(self.target(), QKeySequence(stroke))
        return stroke

    def type(self) -> str:
        text = self.hand.choice(TYPED)
        QTest.keyClicks(self.target(), text)
        return repr(text)

    def click(self) -> str:
        buttons = self.before.findChildren(QAbstractButton)
        seen = [b for b in buttons if b.isVisible() and b.isEnabled() and b.accessibleName()]
        if not seen:
            return self.key()
        button = self.hand.choice(seen)
        said = f"click {button.accessibleName()!r}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return said

    def row(self) -> str:
        """Double-click in a list."""
        found = self.before.findChildren(QAbstractItemView)
        views = [view for view in found if isValid(view) and view.isVisible()]
        if not views:
            return self.key()
        view = self.hand.choice(views)
        at = view.viewport().rect().center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return f"row of {view.accessibleName()!r}"

    def turn(self) -> str:
        if self.before is not self.desk.window:
            return self.key()
        name = self.hand.choice(self.desk.window.entries).name
        self.desk.window.show_page(name)
        return f"page {name}"

    def leave(self) -> None:
        """Close what lies before the window, as Esc does."""
        for _ in range(10):
            if self.before is self.desk.window:
                return
            QTest.keyClick(self.before, Qt.Key.Key_Escape)
            self.desk.settle()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The sample office, whose officer has all roles."""
    folder = tmp_path_factory.mktemp("monkey") / "home"
    demo.make(folder, people=12, clock=lambda: NOW)
    office = open_office(folder, demo.USER, demo.PASSWORD, clock=lambda: NOW)
    office.close()
    return Template(folder, office.keys, "")


@pytest.fixture
def opened(sample: Template, tmp_path: Path) -> Office:
    clock = Clock()
    clock.now = NOW
    return sample.opened(tmp_path / "home", clock)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_breaks(
    opened: Office, qtbot: QtBot, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    hand = random.Random(seed)
    look = Look(language=hand.choice(("id", "en")), theme="light", points=hand.choice((9.5, 13.0)))
    desk = Desk(opened, qtbot, look)
    window = desk.window
    (tmp_path / "out").mkdir()
    window.shell.dialogs = Careless(hand, tmp_path / "out")
    window.shell.document_asked.connect(lambda *what: show_paper(window.shell, *what))
    window.resize(hand.choice((QSize(1366, 728), QSize(911, 472))))
    desk.come("home")
    monkey = Monkey(desk, hand)
    try:
        for _ in range(STEPS):
            monkey.act()
        monkey.leave()
        assert window.isVisible() and window.isEnabled()
        assert QApplication.activeModalWidget() is None
        desk.come("workers")
        assert verify(opened, lambda _done, _all: None) == []
        with opened.store.raw() as connection:
            assert unsound(connection) == []
    except BaseException:
        print(f"seed {seed}: " + "; ".join(monkey.done))
        raise
    finally:
        desk.close()
        opened.close()
