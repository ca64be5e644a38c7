"""Signing in: who, the password, and the way in with the recovery code."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal

from desktop_app.errors import UserError
from desktop_app.i18n import translate as _
from ui.start.line import Line
from ui.start.parts import StartPage
from ui.start.passwords import LEAST, Patience, strength
from ui.widgets.basics import Combo, Label, button
from ui.widgets.mnemonics import marked


class SignIn(StartPage):
    """The officer's name and password. `given` carries both; `forgotten` the name."""

    given = Signal(str, str)
    forgotten = Signal(str)

    def __init__(
        self, office: str, users: Sequence[str], patience: Patience, *, sample: bool = False
    ) -> None:
        super().__init__(
            _("Sign in"),
            _("Office {office}").format(office=office),
            foot=_("SAMPLE: all data here is made up") if sample else "",
        )
        self._patience = patience
        self.users = Combo()
        self.users.addItems(users)
        self.users.setAccessibleName(_("Officer"))
        name = Label(marked(_("Officer"), self.taken))
        name.setBuddy(self.users)
        self.box.addWidget(name)
        self.box.addWidget(self.users)
        self.password = Line(
            _("Password"),
            self.taken,
            secret=True,
            check=lambda text: "" if text else _("Please type the password."),
        )
        self.add(self.password)
        forgot = button(
            _("Password forgotten"), lambda: self.forgotten.emit(self.user), kind="link"
        )
        self.footer.addWidget(forgot)
        self.go = button(_("Sign in"), self.forward, kind="primary")
        self.footer.addWidget(self.go)
        self._clock = QTimer(self, interval=500)
        self._clock.timeout.connect(self._wait)
        self._wait()

    @property
    def user(self) -> str:
        """The officer chosen."""
        return self.users.currentText()

    def forward(self) -> None:
        if self.go.isEnabled() and self.judged():
            self.busy(True)
            self.given.emit(self.user, self.password.text)

    def fill(self, password: str) -> None:
        """Fill in the sample's password, which everybody knows."""
        if not self.password.text:
            self.password.field.setText(password)
            self.password.note.say(_("Filled in: {password}").format(password=password))

    def busy(self, working: bool) -> None:
        """Show that the password is being looked at."""
        self.go.setEnabled(not working)
        self.password.field.setReadOnly(working)

    def refused(self, error: UserError) -> None:
        """Say why nobody was let in."""
        self.busy(False)
        if error.code == "PASSWORD":
            self._patience.wrong(time.monotonic())
        self.password.field.selectAll()
        self.password.setFocus()
        self.password.blame(str(error))
        self._wait()

    def _wait(self) -> None:
        left = self._patience.left(time.monotonic())
        if left:
            self._clock.start()
            self.go.setEnabled(False)
            self.password.blame(
                _(
                    "Too many wrong tries. Please wait {n} seconds. "
                    "This pause only hinders guessing; the encryption protects the data."
                ).format(n=left)
            )
        elif self._clock.isActive():
            self._clock.stop()
            self.go.setEnabled(True)
            self.password.judge()


class Recover(StartPage):
    """A new password by the printed recovery code. `given`: name, code, password."""

    given = Signal(str, str, str)
    left = Signal()

    def __init__(self, user: str) -> None:
        super().__init__(
            _("A new password with the recovery code"),
            _(
                "The code was printed when the office was set up: nine groups of four "
                "characters. Capital or small letters and dashes do not matter."
            ),
        )
        self.user = user
        self.say(_("Officer: {user}").format(user=user), "")
        self.code = Line(
            _("Recovery code"),
            self.taken,
            check=lambda text: "" if text else _("Please type the recovery code."),
        )
        self.password, self.again = new_password(self.taken, lambda: user)
        self.add(self.code, self.password, self.again)
        self.footer.addWidget(button(_("Back (Esc)"), self.back))
        self.go = button(_("Set the new password"), self.forward, kind="primary")
        self.footer.addWidget(self.go)

    def forward(self) -> None:
        if self.go.isEnabled() and self.judged():
            self.go.setEnabled(False)
            self.given.emit(self.user, self.code.text, self.password.text)

    def back(self) -> None:
        self.left.emit()

    def refused(self, error: UserError) -> None:
        """Say why the code opened nothing."""
        self.go.setEnabled(True)
        self.code.setFocus()
        self.code.blame(str(error))


def new_password(taken: set[str], user: Callable[[], str], label: str = "") -> tuple[Line, Line]:
    """Two lines for a new password: chosen with words on its strength, and repeated."""

    def short(text: str) -> str:
        if len(text) >= LEAST:
            return ""
        return _("The password needs at least {least} characters.").format(least=LEAST)

    def differs(text: str) -> str:
        return "" if text == first.text else _("The two passwords are not the same.")

    first = Line(
        label or _("New password"),
        taken,
        secret=True,
        check=short,
        tell=lambda text: strength(text, user()),
    )
    again = Line(_("The password once more"), taken, secret=True, check=differs)
    return first, again
