"""Two hands on a keyboard: the whole program on a home, driven by keys alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.i18n import translate
from tests.ui import audit
from tests.ui.starts import Answering, Started
from ui.pages import PAGES

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Answers(Answering):
    """Answers of the system's own dialogs, which belong to no window of ours."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.into = folder
        """Where files go, under the name the program proposes."""
        self.files: list[Path] = []
        """What is opened next."""
        self.lines: list[str] = []
        self.asked: list[str] = []
        self.saved: list[Path] = []

    def ask(self, title: str, text: str, yes: str, no: str = "", *, danger: bool = False) -> bool:
        self.asked.append(text)
        return True

    def line(self, title: str, label: str, *, secret: bool = False) -> str | None:
        return self.lines.pop(0)

    def save_file(self, title: str, proposed: Path, kinds: str) -> Path | None:
        self.saved.append(self.into / proposed.name)
        return self.saved[-1]

    def folder(self, title: str, start: Path) -> Path | None:
        return self.into

    def open_files(self, title: str, folder: Path, kinds: str) -> list[Path]:
        return list(self.files)


class Hands(Started):
    """A program under a person's hands: keys go to what has the cursor."""

    answers: Answers

    def come(self) -> None:
        """Turn to this program's window, as Alt+Tab does."""
        self._come_forward()
        audit.settle()

    def key(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, and all that follows from it."""
        self.press(key, modifier)
        self.settle()

    def alt(self, letter: str) -> None:
        """A button or field by the letter under which a line stands."""
        self.key(Key(ord(letter.upper())), ALT)
        self.bot.wait(150)  # Qt shows the button going down for 100 ms.
        self.settle()

    def fill(self, *texts: str) -> None:
        """Texts into fields that follow one another, Enter after each."""
        for text in texts:
            self.enter(text)
            self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(3):
            self.rest()
            audit.settle()
        if self.crashes:
            raise self.crashes[0]

    @property
    def name(self) -> str:
        """What a screen reader says of the widget that has the cursor."""
        # On Linux Qt gives a choice's value for its name; labels stand beside it.
        if name := self.focus.accessibleName():
            return name
        interface = QAccessible.queryAccessibleInterface(self.focus)
        return interface.text(QAccessible.Text.Name) if interface else ""

    def tab_to(self, name: str, *, by: Key = Key.Key_Tab) -> None:
        """Tab on until the cursor is in what is called `name` (``name…`` for how it begins)."""
        passed = []
        for _ in range(120):
            if self.name == name or (name.endswith("…") and self.name.startswith(name[:-1])):
                return
            passed.append(self.name)
            self.press(by)
            audit.settle(1)
        raise AssertionError(f"{name!r} is not reached by Tab: {list(dict.fromkeys(passed))}")

    def do(self, name: str) -> None:
        """Tab to a button and press it."""
        self.tab_to(name)
        self.key(Key.Key_Space)

    def command(self, words: str) -> None:
        """Something the page can do, by the palette; its list is in sight before Enter."""
        self.key(Key.Key_K, CTRL)
        self.write(words)
        self.settle()
        self.key(Key.Key_Return)
        self.come()

    def turn_to(self, name: str) -> None:
        """A page by the rail's number, or by the palette where the rail has more than nine."""
        number, title = next((i, e.title) for i, e in enumerate(PAGES, 1) if e.name == name)
        if number <= 9:
            self.key(Key(ord(str(number))), CTRL)
        else:
            self.command(translate(title))

    def seen(self, root: QWidget | None = None) -> str:
        """All words in sight."""
        parts = []
        for widget in audit.seen(root or QApplication.activeWindow() or self.program.frame):
            if isinstance(widget, QLabel):
                parts.append(widget.text())
            parts.append(widget.accessibleName())
        return "\n".join(parts)


def hands(bot: QtBot, folder: Path, files: Path) -> Hands:
    """A program on the home in `folder`, its files going to `files`."""
    answers = Answers(files)
    made = Hands(bot, folder, dialogs=answers)
    made.answers = answers
    return made
