"""Officers under Settings: who works here, added, given roles, reset, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.desk import officers
from desktop_app.desk.officers import Colleague
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right, who_may
from desktop_app.records.office import Role
from desktop_app.sync.enrolment import certified_roles
from ui import theme
from ui.desk_office import DeskOffice
from ui.pages.hand_over import HandOver
from ui.pages.officer_form import OfficerForm
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Card, Label, button
from ui.widgets.facts_table import FactsTable
from ui.widgets.part import PartWidget

_ON_ONE = ("roles", "reset", "remove")


class OfficersPart(PartWidget):
    """A table of the officers; a form and the first password take its place."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._shell = page.shell
        self._office = cast(DeskOffice, page.shell.office).office
        self._known: Sequence[Colleague] = ()
        self._may = self._office.may(Right.OFFICERS)
        self.table = FactsTable(
            _("Officers"),
            [_("Full name"), _("User name"), _("Position"), _("Roles"), _("Access")],
        )
        self.table.itemSelectionChanged.connect(self._able)
        opened = self.ask_roles if self._may else self.open_work
        self.table.opened.connect(lambda _row: opened())
        work = Action("work", N_("Open work …"), self.open_work, "briefcase")
        self.acts = ActionRow(
            [work]
            if not self._may
            else [
                work,
                Action("roles", N_("Change roles"), self.ask_roles, "pencil"),
                Action("reset", N_("Reset password"), self.reset, "key-round"),
                Action("remove", N_("Remove access"), self.remove, "trash-2"),
                Action("add", N_("New officer"), self.new, "user-plus", primary=True),
            ]
        )
        self.form: OfficerForm | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._listed())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.on_escape(self._stack, self.close_form)
        self._able()

    def _listed(self) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(0.7))
        words = _("Roles hold from the next sign-in on.")
        if not self._may:
            words = _("To read. Changed by: {roles}.").format(roles=who_may(Right.OFFICERS))
        lead = Label(words, role="muted")
        lead.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(lead, 1)
        row.addWidget(self.acts, 1)
        box.addLayout(row)
        box.addWidget(self.table, 1)
        return made

    # --- the table -----------------------------------------------------------------

    def refresh(self) -> None:
        self._run(lambda: officers.colleagues(self._office), self._show)

    def _show(self, found: Sequence[Colleague]) -> None:
        self._known = found
        self.table.show_rows(
            [
                (
                    one.name,
                    one.user,
                    one.position or "–",
                    _roles(one),
                    _access(one),
                )
                for one in found
            ]
        )
        self._able()

    @property
    def chosen(self) -> Colleague | None:
        """The officer whose row is chosen."""
        row = self.table.currentRow()
        return self._known[row] if 0 <= row < len(self._known) else None

    def _able(self) -> None:
        one = self.chosen
        for name in _ON_ONE:
            other = name == "roles" or (one is not None and one.id != self._office.keys.officer.id)
            self.acts.enable(name, one is not None and one.access and other)

    def enter(self) -> None:
        (self.form or self.table).setFocus()

    # --- acts -----------------------------------------------------------------------

    def new(self) -> None:
        """Ask for a new officer."""
        if self._may:
            self._open(None)

    def ask_roles(self) -> None:
        """Ask for other roles of the officer chosen."""
        if self.chosen is not None and self.chosen.access:
            self._open(self.chosen)

    def open_work(self) -> None:
        """Show what lies on the desk of the officer chosen, to be handed to another."""
        if self.chosen is not None:
            self.close_form()
            view = HandOver(self._shell, self.chosen, self._known, self.close_form)
            self._raise(view)
            view.setFocus()

    def _open(self, known: Colleague | None) -> None:
        self.close_form()
        self.form = OfficerForm(known, self.save, self.close_form)
        self._raise(self.form)
        self.form.setFocus()

    def save(self) -> None:
        """Add the officer, or give the roles ticked."""
        form, office = self.form, self._office
        assert form is not None
        if (known := form.known) is not None:
            self._act(
                lambda: officers.give_roles(
                    office, known.user, form.chosen, certified_roles(office)
                ),
                lambda _none: self._said(
                    _("{user} has these roles from the next sign-in on.").format(user=known.user)
                ),
            )
        elif (new := form.officer()) is not None:
            self._act(
                lambda: officers.add(office, new, certified_roles(office)),
                partial(self._tell_password, new.user),
            )

    def reset(self) -> None:
        """Give the officer chosen a first password again."""
        one, dialogs = self.chosen, self._shell.dialogs
        if one is None or not dialogs.ask(
            _("Reset the password of {name}?").format(name=one.name),
            _("The present password opens nothing any more; a first one is told to you now."),
            _("Reset password"),
            danger=True,
        ):
            return
        self._act(
            lambda: officers.reset(self._office, one.user), partial(self._tell_password, one.user)
        )

    def remove(self) -> None:
        """Take the access of the officer chosen."""
        one, dialogs = self.chosen, self._shell.dialogs
        if one is None or not dialogs.ask(
            _("Remove the access of {name}?").format(name=one.name),
            _("What was recorded stays. Open work must have been transferred before."),
            _("Remove access"),
            danger=True,
        ):
            return
        self._act(
            lambda: officers.remove(self._office, one.user),
            lambda _none: self._said(_("{user} has no access any more.").format(user=one.user)),
        )

    def _act(self, work: Callable[[], object], done: Callable[[str], None]) -> None:
        self._run(work, done, failed=self._refused)

    def _run(
        self,
        work: Callable[[], object],
        done: Callable[..., None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        self._shell.jobs.run("", lambda _progress: work(), done, failed=failed, owner=self)

    def _refused(self, error: UserError) -> None:
        if self.form is None:
            self._shell.messages.error(error)
        else:
            self.form.said.say(str(error), "bad")

    def _said(self, words: str) -> None:
        self.close_form()
        self._shell.messages.success(words)
        self.refresh()

    def _tell_password(self, user: str, password: str) -> None:
        """Show the first password, this once."""
        self.close_form()
        card = Card()
        card.box.addWidget(Label(_("First password of {user}").format(user=user), role="heading"))
        shown = Label(password, role="heading")
        shown.setFont(theme.tabular(theme.scaled(self.font(), 1.4, bold=True)))
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.box.addWidget(shown)
        words = Label(
            _(
                "Tell it to the officer in person; it is not shown again. At the first sign-in a "
                "password of one's own is chosen."
            ),
            role="muted",
        )
        words.setWordWrap(True)
        card.box.addWidget(words)
        done = button(_("I have told it"), self.close_form, kind="primary")
        card.box.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        box.addStretch(1)
        self._raise(whole)
        done.setFocus()
        self.refresh()

    def _raise(self, widget: QWidget) -> None:
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def close_form(self) -> None:
        """Back to the table."""
        self.form = None
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self.table.setFocus()


def _roles(one: Colleague) -> str:
    if one.roles == frozenset(Role):
        return _("All roles")
    return ", ".join(_(role.label) for role in Role if role in one.roles)


def _access(one: Colleague) -> str:
    if not one.active:
        return _("removed")
    if not one.access:
        return _("not on this computer")
    return _("first password") if one.first else _("own password")
