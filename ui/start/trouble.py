"""The office cannot be opened: what has happened, and what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from ui.icons import pixmap
from ui.start.parts import StartPage
from ui.theme import px
from ui.widgets.basics import Card, Label, button

_KEYS = (
    N_("Copy the whole folder to a stick before anything else is tried."),
    N_("Do not set up a new office in its place."),
    N_("Choose Restore to put back the key file and the data of a backup."),
)
_DATA = (
    N_("Copy the whole folder to a stick before anything else is tried."),
    N_("Choose Restore to go back to a backup; the damaged file is set aside."),
    N_("What was sent to headquarters is safe there."),
)
_NEWER = (
    N_("Install the newest version of Terampil; nothing is lost."),
    N_("Until then work on the computer that has it."),
)

TROUBLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "KEYS-DAMAGED": (N_("The key file is damaged"), _KEYS),
    "KEYS-MISSING": (N_("The key file is missing"), _KEYS),
    "KEYS-NEWER": (N_("The key file is from a newer version"), _NEWER),
    "STORE-DAMAGED": (N_("The data file is damaged"), _DATA),
    "STORE-REPLACED": (N_("The data file was replaced"), _DATA),
    "STORE-MISSING": (N_("The data file is missing"), _DATA),
    "STORE-EMPTY": (N_("The data file is empty"), _DATA),
    "NEWER": (N_("The data is from a newer version"), _NEWER),
}
"""What cannot be put right on the sign-in page: a title and steps, by code."""


class Trouble(StartPage):
    """Says one trouble on a whole page; `again` tries once more, `restore_asked` goes back."""

    again = Signal()
    restore_asked = Signal()

    def __init__(self, error: UserError, folder: Path) -> None:
        title, steps = TROUBLES[error.code]
        super().__init__(_(title), languages=False)
        self.code = error.code
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(px(0.8))
        picture = QLabel()
        picture.setPixmap(pixmap("circle-alert", "bad", px(2)))
        said = Label(str(error))
        said.setWordWrap(True)
        row.addWidget(picture)
        row.addWidget(said, 1)
        card.box.addLayout(row)
        self.box.addWidget(card)
        self.say(_("What to do"), "heading")
        for number, step in enumerate(steps, start=1):
            self.say(f"{number}. {_(step)}", "")
        self.say(
            _("Code {code} · the files lie in {folder}").format(code=error.code, folder=folder)
        )
        self.footer.addWidget(
            button(
                _("Open folder"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
                name="folder-open",
            )
        )
        if steps is not _NEWER:
            self.footer.addWidget(
                button(_("Restore …"), self.restore_asked.emit, name="database"),
            )
        self._again = button(_("Try again"), self.forward, kind="primary")
        self.footer.addWidget(self._again)

    def begin(self) -> None:
        self._again.setFocus()

    def forward(self) -> None:
        self.again.emit()
