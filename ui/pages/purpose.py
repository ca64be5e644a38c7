"""Asking what people's data are for, before they leave the office."""

from __future__ import annotations

from typing import cast

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right
from ui.desk_office import DeskOffice
from ui.shell import Shell


def ask_purpose(shell: Shell, *, personal: bool, words: str = "") -> str | None:
    """The purpose, which is put down; None where nothing may leave without one.

    What is about nobody needs none; who may not export is told so when it is tried.
    """
    office = cast(DeskOffice, shell.office).office
    if not personal or not office.may(Right.EXPORT):
        return ""
    asked = shell.dialogs.line(
        _("Export"), words or _("What are these personal data for? The purpose is put down.")
    )
    if asked is None:
        return None
    if not asked.strip():
        shell.messages.error(UserError("PURPOSE", N_("Say what the personal data are for.")))
        return None
    return asked.strip()
