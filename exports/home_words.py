"""What the lines of Home say, on the screen and on paper."""

from __future__ import annotations

from desktop_app.desk.near_deadlines import CaseDeadline
from desktop_app.desk.todo import Due
from desktop_app.i18n import NN_, current, translate_n
from desktop_app.wording import day_short, integer

DUE = {
    "dispositions_due": (
        NN_("{n} disposition to you is due", "{n} dispositions to you are due"),
        "triangle-alert",
    ),
    "dispositions": (
        NN_("{n} disposition to you is open", "{n} dispositions to you are open"),
        "inbox",
    ),
    "decisions": (
        NN_("{n} matter waits for your decision", "{n} matters wait for your decision"),
        "clipboard-check",
    ),
    "returned_cases": (
        NN_("{n} consultation came back undecided", "{n} consultations came back undecided"),
        "undo-2",
    ),
    "returned_enrolments": (
        NN_("{n} enrolment came back undecided", "{n} enrolments came back undecided"),
        "undo-2",
    ),
    "calls": (
        NN_(
            "{n} person is to be called after training",
            "{n} people are to be called after training",
        ),
        "phone",
    ),
    "in_hand": (
        NN_("{n} consultation is in your hands", "{n} consultations are in your hands"),
        "message-square-text",
    ),
    "requests": (
        NN_(
            "{n} request of a data subject runs (72 hours)",
            "{n} requests of data subjects run (72 hours)",
        ),
        "shield-check",
    ),
    "incidents": (
        NN_("{n} data incident runs (72 hours)", "{n} data incidents run (72 hours)"),
        "triangle-alert",
    ),
    "payments_returned": (
        NN_("{n} payment came back from the bank", "{n} payments came back from the bank"),
        "undo-2",
    ),
    "payments_prepared": (
        NN_("{n} payment is to be sent to the bank", "{n} payments are to be sent to the bank"),
        "banknote",
    ),
    "reminders": (NN_("{n} reminder is due", "{n} reminders are due"), "bell"),
    "held_late": (
        NN_(
            "{n} consultation has passed without minutes",
            "{n} consultations have passed without minutes",
        ),
        "triangle-alert",
    ),
    "today": (
        NN_("{n} consultation is planned for today", "{n} consultations are planned for today"),
        "calendar-days",
    ),
    "follow_up": (
        NN_("{n} consultation is to be followed up", "{n} consultations are to be followed up"),
        "phone",
    ),
    "promises": (
        NN_("{n} promise to rehire falls due", "{n} promises to rehire fall due"),
        "handshake",
    ),
    "missing_papers": (
        NN_("{n} consultation lacks papers", "{n} consultations lack papers"),
        "paperclip",
    ),
    "claims_due": (
        NN_("{n} claim is due to be paid", "{n} claims are due to be paid"),
        "banknote",
    ),
    "unchecked": (
        NN_(
            "{n} affected worker is still to be checked",
            "{n} affected workers are still to be checked",
        ),
        "users",
    ),
    "without_class": (
        NN_("{n} enrolment has no class yet", "{n} enrolments have no class yet"),
        "graduation-cap",
    ),
    "provider_licences": (
        NN_("{n} licence of a provider ends soon", "{n} licences of providers end soon"),
        "award",
    ),
    "partner_licences": (
        NN_("{n} licence of a partner ends soon", "{n} licences of partners end soon"),
        "award",
    ),
    "agreements": (NN_("{n} agreement ends soon", "{n} agreements end soon"), "file-text"),
}
"""What each line says (English source, of one and of many), and its icon."""


def said_due(due: Due) -> str:
    """``3 pengingat jatuh tempo``."""
    return translate_n(*DUE[due.name][0], due.count).format(n=integer(due.count))


def said_deadline(item: CaseDeadline) -> tuple[str, str]:
    """``24/11/2026 · Laporan PHK``, and whose it is."""
    rule = item.deadline.rule
    name = (current() == "en" and rule.name_en) or rule.name
    return f"{day_short(item.deadline.due)} · {name}", item.employer
