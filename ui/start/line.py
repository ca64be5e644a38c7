"""A line to fill in before the office is open, with what is to be said of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.i18n import translate as _
from ui.icons import icon
from ui.style import mark
from ui.theme import px
from ui.widgets.basics import Label, tool
from ui.widgets.mnemonics import marked
from ui.widgets.note import Note


class Line(QWidget):
    """A label, a line to type in, and what is to be said of it.

    `check` answers with what is wrong, or nothing; errors come when the
    cursor has left, `tell` (words and their state) while typing.
    """

    typed = Signal()

    def __init__(
        self,
        label: str,
        taken: set[str],
        *,
        help: str = "",
        secret: bool = False,
        check: Callable[[str], str] = lambda text: "",
        tell: Callable[[str], tuple[str, str]] | None = None,
    ) -> None:
        super().__init__()
        self._check, self._tell, self._help = check, tell, help
        self._judged = False
        self.field = QLineEdit()
        self.field.setAccessibleName(label)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(lambda _text: self._edited())
        self.setFocusProxy(self.field)
        self.name = Label(marked(label, taken))
        self.name.setBuddy(self.field)
        self.note = Note()
        row = QHBoxLayout()
        row.setSpacing(px(0.4))
        row.addWidget(self.field, 1)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
            self._eye = tool("eye", _("Show what is typed"), self._turn)
            row.addWidget(self._eye)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(0.25))
        box.addWidget(self.name)
        box.addLayout(row)
        box.addWidget(self.note)
        self._look()

    @property
    def text(self) -> str:
        """What was typed; of words, without blanks around."""
        typed = self.field.text()
        return typed if self.field.echoMode() == QLineEdit.EchoMode.Password else typed.strip()

    @property
    def problem(self) -> str:
        """What is wrong with it, whether shown yet or not."""
        return self._check(self.text)

    def judge(self) -> bool:
        """Show what is wrong from now on; whether it is right."""
        self._judged = True
        self._look()
        return not self.problem

    def blame(self, text: str) -> None:
        """Say that what was typed proved wrong."""
        mark(self.field, "state", "bad")
        self.note.say(text, "bad")
        self.field.setAccessibleDescription(text)

    def clear(self) -> None:
        """Begin anew with nothing in it."""
        self.field.clear()
        self._judged = False
        self._look()

    def _turn(self) -> None:
        secret = self.field.echoMode() == QLineEdit.EchoMode.Password
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if secret else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-off" if secret else "eye"))
        self._eye.setAccessibleName(_("Hide what is typed") if secret else _("Show what is typed"))

    def _edited(self) -> None:
        self._look()
        self.typed.emit()

    def _look(self) -> None:
        bad = self.problem if self._judged else ""
        mark(self.field, "state", "bad" if bad else "")
        words, state = self._tell(self.text) if self._tell else (self._help, "hint")
        self.note.say(bad or words, "bad" if bad else state)
        self.field.setAccessibleDescription(bad or words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.text:
            self._judged = True
            self._look()
        return False
