"""What the lines of Home say, on the screen and on paper."""

from __future__ import annotations

from desktop_app.desk.near_deadlines import CaseDeadline
from desktop_app.desk.todo import Due
from desktop_app.i18n import N_, current, translate
from desktop_app.wording import day_short, integer

DUE = {
    "dispositions_due": (N_("{n} dispositions to you are due"), "triangle-alert"),
    "dispositions": (N_("{n} dispositions to you are open"), "inbox"),
    "decisions": (N_("{n} matters wait for your decision"), "clipboard-check"),
    "returned_cases": (N_("{n} consultations came back undecided"), "undo-2"),
    "returned_enrolments": (N_("{n} enrolments came back undecided"), "undo-2"),
    "in_hand": (N_("{n} consultations are in your hands"), "message-square-text"),
    "requests": (N_("{n} requests of data subjects run (72 hours)"), "shield-check"),
    "incidents": (N_("{n} data incidents run (72 hours)"), "triangle-alert"),
    "reminders": (N_("{n} reminders are due"), "bell"),
    "held_late": (N_("{n} consultations have passed without minutes"), "triangle-alert"),
    "today": (N_("{n} consultations are planned for today"), "calendar-days"),
    "follow_up": (N_("{n} consultations are to be followed up"), "phone"),
    "promises": (N_("{n} promises to rehire fall due"), "handshake"),
    "missing_papers": (N_("{n} consultations lack papers"), "paperclip"),
    "unchecked": (N_("{n} affected workers are still to be checked"), "users"),
    "without_class": (N_("{n} enrolments have no class yet"), "graduation-cap"),
    "provider_licences": (N_("{n} licences of providers end soon"), "award"),
    "partner_licences": (N_("{n} licences of partners end soon"), "award"),
    "agreements": (N_("{n} agreements end soon"), "file-text"),
}
"""What each line says (English source), and its icon."""


def said_due(due: Due) -> str:
    """``3 pengingat jatuh tempo``."""
    return translate(DUE[due.name][0]).format(n=integer(due.count))


def said_deadline(item: CaseDeadline) -> tuple[str, str]:
    """``24/11/2026 · Laporan PHK``, and whose it is."""
    rule = item.deadline.rule
    name = (current() == "en" and rule.name_en) or rule.name
    return f"{day_short(item.deadline.due)} · {name}", item.employer
