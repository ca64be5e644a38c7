"""The first sign-in: a password of one's own in the place of the one that was told."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.errors import UserError
from desktop_app.i18n import translate as _
from ui.start.parts import StartPage
from ui.start.sign_in import new_password
from ui.widgets.basics import button


class OwnPassword(StartPage):
    """Asks for a password only this officer knows. `given` carries it; `left` goes back."""

    given = Signal(str)
    left = Signal()

    def __init__(self, user: str, first: str) -> None:
        super().__init__(
            _("Choose your own password"),
            _(
                "Another officer gave {user} the password used just now. From here on only "
                "yours opens; nobody else knows it."
            ).format(user=user),
        )
        self.first = first
        self.password, self.again = new_password(self.taken, lambda: user)
        self.add(self.password, self.again)
        self.footer.addWidget(button(_("Back (Esc)"), self.back))
        self.go = button(_("Set the new password"), self.forward, kind="primary")
        self.footer.addWidget(self.go)

    def forward(self) -> None:
        if self.go.isEnabled() and self.judged():
            self.go.setEnabled(False)
            self.given.emit(self.password.text)

    def back(self) -> None:
        self.left.emit()

    def refused(self, error: UserError) -> None:
        """Say why it cannot be this one."""
        self.go.setEnabled(True)
        self.password.setFocus()
        self.password.blame(str(error))
