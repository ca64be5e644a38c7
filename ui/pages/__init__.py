"""PAGES: the screens of the program. A page is one file and one line here.

The list names pages without importing them, so that the window is there before
the records and the store are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from desktop_app.i18n import N_
from ui.pages.page import Page


@dataclass(frozen=True)
class Entry:
    """A line of the rail."""

    name: str
    title: str
    """English source."""
    icon: str
    where: str
    """Module and class, ``ui.pages.workers:WorkersPage``."""
    roles: frozenset[str] = frozenset()
    """Roles that see it; empty: everybody."""
    short: str = ""
    """What the rail says, where the title is too long for it (English source)."""
    rail: bool = True
    """Whether it has a line of its own; else it is opened from other pages and the palette."""

    def load(self) -> type[Page]:
        """The page's class, imported now."""
        module, _colon, name = self.where.partition(":")
        found: type[Page] = getattr(import_module(module), name)
        return found


PAGES: tuple[Entry, ...] = (
    Entry("home", N_("Home"), "layout-dashboard", "ui.pages.home:HomePage"),
    Entry(
        "consultations",
        N_("Consultations"),
        "message-square-text",
        "ui.pages.consultations:ConsultationsPage",
    ),
    Entry("calendar", N_("Calendar"), "calendar-days", "ui.pages.calendar:CalendarPage"),
    Entry("letters", N_("Letters"), "inbox", "ui.pages.letters:LettersPage"),
    Entry(
        "decisions",
        N_("Waiting for your decision"),
        "clipboard-check",
        "ui.pages.decisions:DecisionsPage",
        frozenset({"APPROVER", "BRANCH_HEAD"}),
        short=N_("Decisions"),
    ),
    Entry("workers", N_("Workers"), "users", "ui.pages.workers:WorkersPage"),
    Entry("employers", N_("Employers"), "building-2", "ui.pages.employers:EmployersPage"),
    Entry(
        "programmes",
        N_("Programmes and classes"),
        "graduation-cap",
        "ui.pages.programmes:ProgrammesPage",
    ),
    Entry(
        "certificates",
        N_("Certificates"),
        "award",
        "ui.pages.certificates:CertificatesPage",
    ),
    Entry("work", N_("Work again"), "briefcase", "ui.pages.work:WorkPage"),
    Entry("partners", N_("Partners"), "handshake", "ui.pages.partners:PartnersPage"),
    Entry(
        "money",
        N_("Budget and reimbursement"),
        "wallet",
        "ui.pages.money:MoneyPage",
        frozenset(
            {
                *("CLERK", "VERIFIER", "APPROVER", "BRANCH_HEAD", "FINANCE"),
                *("REGION_VIEWER", "AUDITOR"),
            }
        ),
        short=N_("Money"),
    ),
    Entry("reports", N_("Reports"), "file-text", "ui.pages.reports:ReportsPage"),
    Entry(
        "data-protection",
        N_("Data protection"),
        "shield-check",
        "ui.pages.data_protection:DataProtectionPage",
        frozenset({"DPO", "BRANCH_HEAD", "AUDITOR"}),
        short=N_("Privacy"),
    ),
    Entry("importing", N_("Import"), "download", "ui.pages.importing:ImportingPage", rail=False),
    Entry("filing", N_("File scans"), "paperclip", "ui.pages.filing:FilingPage", rail=False),
    Entry(
        "log",
        N_("Access log"),
        "history",
        "ui.pages.log:LogPage",
        frozenset({"BRANCH_HEAD", "AUDITOR", "DPO"}),
    ),
    Entry("sync", N_("Sync"), "refresh-cw", "ui.pages.sync:SyncPage"),
    Entry("settings", N_("Settings"), "settings", "ui.pages.settings:SettingsPage"),
    Entry("help", N_("Help"), "circle-question-mark", "ui.pages.help:HelpPage"),
)
