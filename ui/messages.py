"""How the program speaks: a bar within the window, and questions behind one door.

A bar says what happened and offers to undo it; a dialog only asks where
nothing can be undone. All text is plain text: what people typed is never read
as markup. Tests put their own answers in the place of `Dialogs`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from ui.icons import pixmap
from ui.style import mark
from ui.theme import px
from ui.widgets.basics import Label, button, tool

SECONDS = 10
"""How long an offer to undo stays."""

_LOOKS = {
    "info": ("info", "info", N_("Note")),
    "good": ("circle-check", "good", N_("Done")),
    "warning": ("triangle-alert", "warning", N_("Please note")),
    "bad": ("circle-alert", "bad", N_("Error")),
}


@dataclass(frozen=True)
class Offer:
    """Something a message offers to do."""

    text: str
    run: Callable[[], None]


class MessageBar(QFrame):
    """One message at the top of the page; icon and words, never colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "message")
        self._icon = QLabel()
        self._text = Label("", role="")
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._offers = QHBoxLayout()
        close = tool("x", _("Close message"), self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(0.8), px(0.4), px(0.4), px(0.4))
        layout.setSpacing(px(0.7))
        for widget in (self._icon, self._text):
            layout.addWidget(widget, 1 if widget is self._text else 0)
        layout.addLayout(self._offers)
        layout.addWidget(close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.undo: Callable[[], None] | None = None
        """What Ctrl+Z does while the bar is seen."""
        self.hide()

    def say(self, kind: str, text: str, *offers: Offer, seconds: int = 0) -> None:
        """Show `text` as ``info``, ``good``, ``warning`` or ``bad``, for `seconds` or for good."""
        name, role, spoken = _LOOKS[kind]
        mark(self, "state", kind)
        self._icon.setPixmap(pixmap(name, role, px(1.5)))
        self._text.setText(text)
        self.setAccessibleName(f"{_(spoken)}: {text}")
        while item := self._offers.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for offer in offers:
            self._offers.addWidget(button(offer.text, self._taken(offer.run)))
        self.undo = None
        self._timer.stop()
        if seconds:
            self._timer.start(seconds * 1000)
        self.show()

    def _taken(self, run: Callable[[], None]) -> Callable[[], None]:
        def act() -> None:
            self.hide()
            run()

        return act

    def hideEvent(self, event: QHideEvent) -> None:
        self.undo = None
        super().hideEvent(event)


class Messages:
    """What pages call to speak; shows in the bar it was given."""

    def __init__(self, bar: MessageBar) -> None:
        self.bar = bar

    def info(self, text: str, *offers: Offer) -> None:
        """Something worth knowing."""
        self.bar.say("info", text, *offers, seconds=SECONDS)

    def success(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """It is done; `undo` takes it back while the bar is seen."""
        if undo is None:
            self.bar.say("good", text, seconds=SECONDS)
            return
        self.bar.say("good", text, Offer(_("Undo (Ctrl+Z)"), undo), seconds=SECONDS)
        self.bar.undo = self.bar._taken(undo)

    def warning(self, text: str, *offers: Offer) -> None:
        """Something to look at; stays until closed."""
        self.bar.say("warning", text, *offers)

    def error(self, error: UserError | str, *offers: Offer) -> None:
        """It did not work; says what to do and stays until closed."""
        self.bar.say("bad", str(error), *offers)


class Dialogs:
    """Every modal question of the program. Tests put another in its place.

    Qt's own dialogs are named where they open: making their classes takes
    time, and the first page needs none of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def _box(self, icon: str, title: str, text: str) -> QtWidgets.QMessageBox:
        box = QtWidgets.QMessageBox(self.parent)
        box.setIconPixmap(pixmap(icon, "accent", px(3)))
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(title)
        box.setInformativeText(text)
        for label in box.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
            if label.objectName() == "qt_msgbox_label":
                mark(label, "role", "heading")
                label.setMinimumWidth(px(26))
        return box

    def ask(self, title: str, text: str, yes: str, no: str = "", *, danger: bool = False) -> bool:
        """Whether the user presses `yes`; Esc and Enter on a danger mean no."""
        box = self._box("circle-question-mark", title, text)
        accept = box.addButton(yes, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no or _("Cancel"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
        mark(accept, "kind", "danger" if danger else "primary")
        box.setDefaultButton(refuse if danger else accept)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is accept

    def tell(self, title: str, text: str) -> None:
        """Something that must be read before going on."""
        box = self._box("info", title, text)
        box.addButton(QtWidgets.QMessageBox.StandardButton.Ok)
        box.exec()

    def line(self, title: str, label: str, *, secret: bool = False) -> str | None:
        """One line of text from the user, or None."""
        echo = QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal
        text, ok = QtWidgets.QInputDialog.getText(self.parent, title, label, echo)
        return text if ok else None

    def save_file(self, title: str, proposed: Path, kinds: str) -> Path | None:
        """Where to write a file; `kinds` is Qt's filter text."""
        name, _kind = QtWidgets.QFileDialog.getSaveFileName(
            self.parent, title, str(proposed), kinds
        )
        return Path(name) if name else None

    def open_files(self, title: str, folder: Path, kinds: str) -> list[Path]:
        """Files to read."""
        names, _kind = QtWidgets.QFileDialog.getOpenFileNames(
            self.parent, title, str(folder), kinds
        )
        return [Path(name) for name in names]

    def folder(self, title: str, start: Path) -> Path | None:
        """A folder to write into."""
        name = QtWidgets.QFileDialog.getExistingDirectory(self.parent, title, str(start))
        return Path(name) if name else None
