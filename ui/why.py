"""Asking why masked values have to be seen, of those who must say it."""

from __future__ import annotations

from typing import cast

from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right, asks_reason
from ui.desk_office import DeskOffice
from ui.shell import Shell


def reason_to_show(shell: Shell) -> str | None:
    """What the officer at the desk says; empty where nobody asks, None where it was not said."""
    office = cast(DeskOffice, shell.office).office
    if not office.may(Right.REVEAL) or not asks_reason(office.roles):
        return ""
    said = shell.dialogs.line(_("Show masked values"), _("Why do they have to be seen?"))
    return (said or "").strip() or None
