"""The locked window: nothing of the data is seen; the session's code or the password opens it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.errors import UserError
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.store.session_code import SessionCode
from ui.start.line import Line
from ui.start.parts import StartPage
from ui.start.passwords import Patience
from ui.widgets.basics import button


class Locked(StartPage):
    """Asks for the code of this session while it has tries left, else for the password.

    `opened` when the code was right; `given` carries a password to be looked
    at; `left` asks for another officer.
    """

    opened = Signal()
    given = Signal(str)
    left = Signal()

    def __init__(self, user: str, code: SessionCode, patience: Patience) -> None:
        super().__init__(
            _("Locked"),
            _("{user} is signed in. The page and what was typed are kept.").format(user=user),
            languages=False,
        )
        self._code, self._patience = code, patience
        self.secret = Line(
            self._asked(),
            self.taken,
            secret=True,
            check=lambda text: "" if text else _("Please fill this in."),
        )
        self.add(self.secret)
        if code.usable:
            self.secret.field.setMaxLength(6)
        self.footer.addWidget(button(_("Another officer"), self.left.emit, kind="link"))
        self.go = button(_("Unlock"), self.forward, kind="primary")
        self.footer.addWidget(self.go)
        self._clock = QTimer(self, interval=500)
        self._clock.timeout.connect(self._wait)
        self._wait()

    def _asked(self) -> str:
        return _("Code of six digits") if self._code.usable else _("Password")

    def forward(self) -> None:
        if not self.go.isEnabled() or not self.judged():
            return
        if not self._code.usable:
            self.go.setEnabled(False)
            self.given.emit(self.secret.text)
        elif self._code.opens(self.secret.text):
            self.opened.emit()
        elif self._code.usable:
            words = translate_n(
                "The code is not right; {n} try left.",
                "The code is not right; {n} tries left.",
                self._code.left,
            )
            self._again(words.format(n=self._code.left))
        else:
            self._ask_password()

    def _ask_password(self) -> None:
        """The code has been wrong three times: from now on only the password helps."""
        self.secret.field.setMaxLength(32767)
        self.secret.name.setText(_("Password"))
        self.secret.field.setAccessibleName(_("Password"))
        self._again(_("The code was wrong three times. Please type your password."))

    def refused(self, error: UserError) -> None:
        """Say that the password was not right."""
        self.go.setEnabled(True)
        if error.code == "PASSWORD":
            self._patience.wrong(time.monotonic())
        self._again(str(error))
        self._wait()

    def _again(self, words: str) -> None:
        self.secret.field.clear()
        self.secret.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setFocus()
        self.secret.blame(words)

    def _wait(self) -> None:
        left = self._patience.left(time.monotonic())
        if left and not self._code.usable:
            self._clock.start()
            self.go.setEnabled(False)
            self.secret.blame(
                translate_n("Please wait {n} second.", "Please wait {n} seconds.", left).format(
                    n=left
                )
            )
        elif self._clock.isActive():
            self._clock.stop()
            self.go.setEnabled(True)
            self.secret.judge()
