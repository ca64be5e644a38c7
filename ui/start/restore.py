"""Restoring from the start page: which backup, who does it, and what it means."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.errors import UserError
from desktop_app.i18n import translate as _
from desktop_app.paths import Home
from desktop_app.settings import load
from desktop_app.store.copies import Copy, reachable
from desktop_app.store.key_file import read as read_keys
from desktop_app.wording import WIB, WIT, WITA, day_and_clock, integer
from ui.start.line import Line
from ui.start.parts import StartPage
from ui.widgets.basics import Combo, Label, button
from ui.widgets.mnemonics import marked

_ZONES = {7: WIB, 8: WITA, 9: WIT}


class Restore(StartPage):
    """Offers the backups that can be reached. `given`: the officer and the password."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, home: Home, name: str = "", hours: int = 7) -> None:
        super().__init__(
            _("Restore from a backup"),
            _(
                "The office becomes as it was when the backup was taken. What is there now is "
                "set aside, not deleted. Entries made since have to be made again; the next "
                "file to headquarters begins a new series."
            ),
            languages=False,
        )
        self._zone = _ZONES[hours]
        self._copies = reachable(home, load(home.folder))
        self.choice = self._combo(_("Backup"), [self._words(copy) for copy in self._copies])
        names = [copy.path.name for copy in self._copies]
        good = next((n for n, copy in enumerate(self._copies) if copy.verified), 0)
        self.choice.setCurrentIndex(names.index(name) if name in names else good)
        self.users = self._combo(_("Officer"), self._users(home))
        self.password = Line(
            _("Password"),
            self.taken,
            secret=True,
            check=lambda text: "" if text else _("Please type the password."),
        )
        self.add(self.password)
        if not self._copies:
            self.say(_("No backup was found here or in the second place."), "")
        self.footer.addWidget(button(_("Back (Esc)"), self.back))
        self.go = button(_("Restore"), self.forward, kind="danger", name="database")
        self.go.setEnabled(bool(self._copies))
        self.footer.addWidget(self.go)

    @property
    def copy(self) -> Copy:
        """The backup chosen."""
        return self._copies[self.choice.currentIndex()]

    def _combo(self, label: str, words: list[str]) -> Combo:
        combo = Combo()
        combo.addItems(words)
        combo.setAccessibleName(label)
        name = Label(marked(label, self.taken))
        name.setBuddy(combo)
        self.box.addWidget(name)
        self.box.addWidget(combo)
        self.fields.append(combo)
        return combo

    def _words(self, copy: Copy) -> str:
        parts = [
            day_and_clock(copy.at, self._zone),
            _(copy.why.label),
            f"{integer(copy.size // 1024)} KB",
            _("second place") if copy.second else "",
            "" if copy.verified else _("not verified"),
        ]
        return " · ".join(part for part in parts if part)

    def _users(self, home: Home) -> list[str]:
        """Who can sign in; from the backup if the key file itself is broken."""
        for path in (home.keys, *(copy.keys for copy in self._copies)):
            try:
                return [slot.header.user for slot in read_keys(path)[0].slots]
            except UserError:
                continue
        return []

    def forward(self) -> None:
        if self.go.isEnabled() and self.judged():
            self.go.setEnabled(False)
            self.given.emit(self.users.currentText(), self.password.text)

    def back(self) -> None:
        self.left.emit()

    def refused(self, error: UserError) -> None:
        """Say why nothing was restored."""
        self.go.setEnabled(True)
        self.password.setFocus()
        self.password.blame(str(error))
