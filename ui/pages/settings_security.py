"""Security under Settings: one's own password, the session's six digits, a new recovery code."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.errors import UserError
from desktop_app.i18n import translate as _
from desktop_app.store.keys import Unlocked, unlock
from ui.desk_office import DeskOffice
from ui.pages.page import Page
from ui.start.line import Line
from ui.start.parts import WIDEST
from ui.start.recovery import RecoveryCode
from ui.start.sign_in import new_password
from ui.theme import px
from ui.widgets.basics import Card, Label, button
from ui.widgets.mnemonics import marked
from ui.widgets.part import PartWidget


class SecurityPart(PartWidget):
    """Three cards; each asks for what it needs and says how it ended."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._shell = page.shell
        self._desk = cast(DeskOffice, page.shell.office)
        self._taken: set[str] = set()
        inner = QWidget()
        inner.setMaximumWidth(px(WIDEST + 8))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(0.9))
        for card in (self._code_card(), self._password_card(), self._recovery_card()):
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.digits)

    def _card(self, title: str, text: str) -> Card:
        card = Card()
        card.box.addWidget(Label(title, role="heading"))
        lead = Label(text, role="muted")
        lead.setWordWrap(True)
        card.box.addWidget(lead)
        return card

    def _act(self, card: Card, text: str, run: object) -> QPushButton:
        made = button(marked(text, self._taken))
        made.setAccessibleName(text)
        made.clicked.connect(run)
        card.box.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    # --- the session's code ---------------------------------------------------------

    def _code_card(self) -> Card:
        card = self._card(
            _("Code of six digits for this session"),
            _(
                "Unlocks the window after a break, until you sign out. It is kept in memory "
                "only; after three wrong tries the password is asked."
            ),
        )
        self.digits = Line(_("Six digits"), self._taken, secret=True)
        self.digits.field.setMaxLength(6)
        self.digits_again = Line(
            _("The digits once more"),
            self._taken,
            secret=True,
            check=lambda text: (
                "" if text == self.digits.text else _("The two codes are not the same.")
            ),
        )
        self.digits_again.field.setMaxLength(6)
        self.digits.field.returnPressed.connect(self.digits_again.setFocus)
        self.digits_again.field.returnPressed.connect(self.take_code)
        card.box.addWidget(self.digits)
        card.box.addWidget(self.digits_again)
        self._act(card, _("Use this code"), self.take_code)
        return card

    def take_code(self) -> None:
        """Make the digits the session's code."""
        if not self.digits_again.judge():
            self.digits_again.setFocus()
            return
        try:
            self._desk.session_code.set(self.digits.text)
        except UserError as error:
            self.digits.setFocus()
            self.digits.blame(str(error))
            return
        for line in (self.digits, self.digits_again):
            line.clear()
        self._shell.messages.success(_("The code opens this session until you sign out."))

    # --- the password ----------------------------------------------------------------

    def _password_card(self) -> Card:
        card = self._card(_("Your password"), _("Only you know it; nobody can look it up."))
        self.old = Line(_("Present password"), self._taken, secret=True)
        user = self._desk.office.keys.officer.user
        self.new_one, self.again = new_password(self._taken, lambda: user)
        for line in (self.old, self.new_one, self.again):
            card.box.addWidget(line)
        self.old.field.returnPressed.connect(self.new_one.setFocus)
        self.new_one.field.returnPressed.connect(self.again.setFocus)
        self.again.field.returnPressed.connect(self.change_password)
        self._act(card, _("Change password"), self.change_password)
        return card

    def change_password(self) -> None:
        """Put the officer's slot under the new password."""
        if not (self.new_one.judge() and self.again.judge()):
            return
        office, old, new = self._desk.office, self.old.text, self.new_one.text

        def done(keys: Unlocked) -> None:
            office.keys = keys
            for line in (self.old, self.new_one, self.again):
                line.clear()
            self._shell.messages.success(_("The password has been changed."))

        self._shell.jobs.run(
            "",
            lambda _progress: office.keys.change_password(old, new),
            done,
            failed=partial(self._refused, self.old),
            owner=self,
        )

    def _refused(self, line: Line, error: UserError) -> None:
        line.setFocus()
        line.blame(
            _("The present password is not right.") if error.code == "PASSWORD" else str(error)
        )

    # --- the recovery code ---------------------------------------------------------------

    def _recovery_card(self) -> Card:
        card = self._card(
            _("Recovery code"),
            _("Is the paper lost or was it seen? A new code makes the old one worthless."),
        )
        self.proof = Line(_("Password, to make a new code"), self._taken, secret=True)
        card.box.addWidget(self.proof)
        self.proof.field.returnPressed.connect(self.new_code)
        self._act(card, _("Make a new recovery code"), self.new_code)
        self._shown = QWidget()
        QVBoxLayout(self._shown).setContentsMargins(0, 0, 0, 0)
        card.box.addWidget(self._shown)
        self._shown.hide()
        return card

    def new_code(self) -> None:
        """Make a new code, once the password has shown who asks."""
        office, password = self._desk.office, self.proof.text
        home, user = office.home, office.keys.officer.user

        def work(_progress: object) -> tuple[Unlocked, str]:
            return unlock(home.keys, user, password).new_recovery_code()

        self._shell.jobs.run(
            "", work, self._show_code, failed=partial(self._refused, self.proof), owner=self
        )

    def _show_code(self, made: tuple[Unlocked, str]) -> None:
        self._desk.office.keys, code = made
        self.proof.clear()
        owner = f"{self._desk.caption} ({self._desk.office.code})"
        shown = RecoveryCode(code, owner, self._shell.dialogs, self._taken)
        layout = self._shown.layout()
        assert layout is not None
        while old := layout.takeAt(0):
            if widget := old.widget():
                widget.hide()
                widget.deleteLater()
        layout.addWidget(shown)
        self._shown.show()
        shown.back.setFocus()
        shown.proved.connect(self._shown.hide)
