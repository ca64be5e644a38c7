"""How a worker can be reached, and when the office tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.desk.people import contacts_of
from desktop_app.i18n import N_
from desktop_app.records import Contact, ContactAttempt
from desktop_app.records.identifiers import mask
from desktop_app.records.worker import ContactResult
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.record_pane import RecordPane
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class ContactsPane(RecordPane):
    """Further phones, and people who know where the person is."""

    record = Contact
    columns = (
        Column("name", N_("Name and relation"), 16),
        Column("phone", N_("Phone"), 11, tight=True),
        Column("kind", N_("Kind"), 10),
    )
    sections = (Section("", ("phone", "kind", "name")),)
    wording = Wording(
        N_("Search contacts"),
        empty_heading=N_("No further contacts"),
        empty_text=N_("Add a second phone, or somebody who can be asked."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add contact")


class AttemptsPane(RecordPane):
    """When the office tried to reach the person, by which contact, and what came of it."""

    record = ContactAttempt
    columns = (
        Column("at", N_("Tried on"), 8, tight=True),
        Column("channel", N_("By way of"), 8),
        Column("contact", N_("Contact used"), 11),
        Column(
            "result",
            N_("What came of it"),
            9,
            state=badge(
                "result",
                {
                    ContactResult.REACHED: "good",
                    ContactResult.CALL_BACK: "info",
                    ContactResult.NO_ANSWER: "muted",
                    ContactResult.WRONG_NUMBER: "bad",
                },
            ),
        ),
        Column("note", N_("Note"), 12),
    )
    sort = ("at", True)
    sections = (Section("", ("at", "channel", "contact", "result", "note")),)
    wording = Wording(
        N_("Search attempts"),
        empty_heading=N_("No attempts yet"),
        empty_text=N_("Record when the person was called or visited, and what came of it."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add attempt")
    sticky = ("channel", "contact")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"at": self.office.today}

    def choices(self, target: str, text: str) -> Sequence[tuple[str, str]]:
        """The contacts of this person; nobody else's can have been used."""
        with self.store.read() as session:
            found = contacts_of(session, self.fixed["worker"])
            called = [(contact.id, _called(contact)) for contact in found]
        return [(id, name) for id, name in called if text.casefold() in name.casefold()]

    def caption(self, target: str, id: str) -> str:
        """A contact with only the last digits of its phone."""
        with self.store.read() as session:
            found = session.get(Contact, id) if target == "Contact" else None
            return _called(found) if found else super().caption(target, id)


def _called(contact: Contact) -> str:
    """``Sari, kakak · •••••••••6789``."""
    return " · ".join(filter(None, (contact.name, mask(contact.phone))))
