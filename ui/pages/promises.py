"""Promises to rehire: which employers are to take workers back, and who is back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.desk.promises import MET, PromiseListing, mark_met, of_promises
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import Consultation
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.record_pane import RecordPane
from ui.pages.states import PROMISE
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording

_ASKED = ("trained", "back", "standing")


class PromisesPane(RecordPane):
    """The consultations with a promise; Enter opens the case where it was made."""

    record = Consultation
    columns = (
        Column("employer", N_("Employer"), 12),
        Column("number", N_("Case number"), 11, tight=True),
        Column("commitment_workers", N_("Promised"), 6.5, right=True),
        Column("trained", N_("Trained people"), 5, right=True, sortable=False),
        Column("back", N_("Back"), 5.5, right=True, sortable=False),
        Column("commitment_until", N_("By"), 8, tight=True),
        Column("standing", N_("Standing"), 10, state=badge("standing", PROMISE), sortable=False),
    )
    sort: ClassVar[tuple[str, bool]] = ("commitment_until", False)
    glance = (
        ("number", N_("Case number")),
        ("held_on", N_("Date")),
        ("conditions", N_("Conditions")),
        ("commitment_until", N_("Commitment to be met by")),
        ("commitment_met_on", N_("Commitment met on")),
        ("contact", N_("Who speaks for the employer")),
    )
    searched: ClassVar[tuple[str, ...]] = ("employer",)
    filters = (
        Filter("all", N_("All promises")),
        Filter("open", N_("Not met yet")),
        Filter("due", N_("Due soon")),
        Filter("overdue", N_("Overdue")),
        Filter("met", N_("Promise met")),
    )
    wording = Wording(
        N_("Search employer, number"),
        empty_heading=N_("No promises yet"),
        empty_text=N_("They come from consultations in which the employer commits to re-employ."),
        to_do=frozenset({"due", "overdue"}),
        hints=N_("F7 records as met · Ctrl+P reminds · Enter opens the case"),
    )

    def wanted(self, filter: str) -> Wanted:
        return of_promises(filter, self.office.today)

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        return PromiseListing(
            self.store,
            self.record,
            [path for path in paths if path not in _ASKED],
            self.office.zone,
            filter=wanted,
            searched=self.searched,
        )

    def open_row(self, id: str) -> None:
        self.shell.go("consultations", id=id)

    def list_actions(self) -> list[Action]:
        return [
            Action("remind", N_("Letter of reminder"), self.remind, "file-text", stroke("print")),
            Action("met", N_("Promise is met"), self.met, "handshake", stroke("act")),
        ]

    def remind(self) -> None:
        """Show the letter that reminds the employer; it is issued among the letters."""
        if id := self.list.current_id():
            self.shell.document_asked.emit("promise-reminder", id)

    def met(self) -> None:
        """Put down that the promise was kept."""
        if id := self.list.current_id():
            self.write(
                MET,
                lambda session: mark_met(session, id).number,
                lambda number: _("{number}: the promise is met").format(number=number),
            )
