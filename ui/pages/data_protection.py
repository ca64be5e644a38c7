"""Data protection: requests and incidents with their clocks, erasure, the register."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.data_protection import ClockListing, left_words, limit_of
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.desk.numbers import free_number, next_numbers
from desktop_app.i18n import N_
from desktop_app.records import DataIncident, DataRequest, ProcessingActivity
from desktop_app.records.data_protection import IncidentState, RequestKind, RequestState
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from ui.models.record_table import Column, Row
from ui.pages.arrangement import badge
from ui.pages.erasure import ErasurePane, propose_for
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.pages.settings_records import ListOfHeadquarters
from ui.pages.states import INCIDENT, REQUEST
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_R, _I = RequestState, IncidentState


def _clock(row: Row) -> str:
    """The colour of what is left of the time."""
    return "bad" if row.get("late") else "warning"


class ClockPane(RecordPane):
    """A register whose open entries must be dealt with in time."""

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        found = [path for path in paths if path != "left"]
        return ClockListing(self.store, self.record, found, self.office.zone, filter=wanted)

    def starts(self, session: Write) -> dict[str, Any]:
        since = "received_at" if self.record is DataRequest else "noticed_at"
        return {
            "number": next_numbers(session, self.record, self.office.today.year)[0],
            since: self.office.now().replace(second=0, microsecond=0),
            "officer": session.author.officer,
        }

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        if new:
            year = self.office.today.year
            values["number"] = free_number(session, self.record, year, values.get("number"))

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, DataRequest | DataIncident)
        return left_words(limit_of(record, self.store.facts(), self.office.now()))


class RequestsPane(ClockPane):
    """What people ask about the data kept of them."""

    record = DataRequest
    columns = (
        Column("number", N_("Request number"), 11.5, tight=True),
        Column("kind", N_("Asks for"), 12),
        Column("requester", N_("Asked by"), 14),
        Column("received_at", N_("Received at"), 13),
        Column("left", N_("Time"), 9, state=_clock, sortable=False),
        Column("state", N_("State"), 9, state=badge("state", REQUEST)),
    )
    sort: ClassVar[tuple[str, bool]] = ("number", True)
    sections = (
        Section(
            "",
            (
                "kind",
                "requester",
                "worker",
                "received_at",
                "channel",
                "identity_checked",
                "details",
            ),
        ),
        Section(N_("Answer"), ("state", "answered_at", "answer")),
        Section(N_("Details"), ("number", "officer"), folded=True),
    )
    filters = (Filter("all", N_("All")), Filter("open", N_("In hand")))
    wording = Wording(
        N_("Search number"),
        empty_heading=N_("No requests yet"),
        empty_text=N_("Who asks about the own data gets an answer within 72 hours (UU 27/2022)."),
        to_do=frozenset({"open"}),
    )
    new_text = N_("New request")
    not_copied = ("number", "state", "answered_at", "answer", "received_at")
    steps = {
        _R.GRANTED: (N_("Grant"), "circle-check"),
        _R.PARTLY: (N_("Grant in part"), "circle-check"),
        _R.REFUSED: (N_("Refuse"), "x"),
        _R.OPEN: (N_("Open again"), "undo-2"),
    }

    def wanted(self, filter: str) -> Wanted:
        return Wanted({"state": _R.OPEN}) if filter == "open" else Wanted()

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        super().prepare(session, values, new=new)
        if values.get("state") not in (None, _R.OPEN) and not values.get("answered_at"):
            values["answered_at"] = session.now

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, DataRequest)
        if record.worker is None:
            return []
        ask = self.shell.document_asked
        copy = partial(ask.emit, "person-copy", record.worker)
        found = [Action("copy of data", N_("Copy of the data"), copy, "file-text")]
        if record.kind is RequestKind.ERASURE:
            act = partial(propose_for, self, record.worker, record.id)
            found.append(Action("propose", N_("Propose erasure"), act, "trash-2"))
        return found


class IncidentsPane(ClockPane):
    """Breaches of personal data, and who must be told by when."""

    record = DataIncident
    columns = (
        Column("number", N_("Incident number"), 11.5, tight=True),
        Column("what", N_("What happened"), 20),
        Column("noticed_at", N_("Noticed at"), 13),
        Column("people", N_("People concerned"), 8, right=True),
        Column("left", N_("Time"), 9, state=_clock, sortable=False),
        Column("state", N_("State"), 10, state=badge("state", INCIDENT)),
    )
    sort: ClassVar[tuple[str, bool]] = ("number", True)
    sections = (
        Section("", ("noticed_at", "what", "data", "happened", "people", "measures")),
        Section(N_("Notices"), ("state", "agency_told_at", "subjects_told_at", "public")),
        Section(N_("Details"), ("number", "officer"), folded=True),
    )
    filters = (Filter("all", N_("All")), Filter("open", N_("In hand")))
    wording = Wording(
        N_("Search number"),
        empty_heading=N_("No incidents"),
        empty_text=N_(
            "A breach is told to the people and the agency within 72 hours (Article 46)."
        ),
        to_do=frozenset({"open"}),
    )
    new_text = N_("New incident")
    not_copied = ("number", "state", "agency_told_at", "subjects_told_at", "noticed_at")
    steps = {
        _I.NOTIFIED: (N_("Notices sent"), "send"),
        _I.CLOSED: (N_("Close"), "circle-check"),
        _I.NOTICED: (N_("Open again"), "undo-2"),
    }

    def wanted(self, filter: str) -> Wanted:
        return Wanted({"state": {_I.NOTICED, _I.NOTIFIED}}) if filter == "open" else Wanted()


class ProcessingPane(ListOfHeadquarters):
    """The register of processing, which headquarters keeps."""

    record = ProcessingActivity
    columns = (
        Column("name", N_("Processing"), 18),
        Column("purpose", N_("Purpose"), 20),
        Column("basis", N_("Legal basis"), 16),
        Column("retention", N_("Kept for"), 12),
    )
    sort: ClassVar[tuple[str, bool]] = ("name", False)
    glance = (
        ("purpose", N_("Purpose")),
        ("basis", N_("Legal basis")),
        ("subjects", N_("Whose data")),
        ("data", N_("Which data")),
        ("recipients", N_("Recipients")),
        ("retention", N_("Kept for")),
        ("security", N_("Protection")),
    )
    sections = (
        Section("", ("name", "purpose", "basis", "subjects", "data", "specific", "recipients")),
        Section(N_("Details"), ("retention", "security", "rank")),
    )
    wording = Wording(N_("Search"))
    headquarters_text = N_("New processing")


class DataProtectionPage(RecordPage):
    """What the law on personal data asks of an office."""

    title = N_("Data protection")
    shows = frozenset(
        {
            *("data_request", "data_incident", "retention_proposal", "retention_item"),
            "processing_activity",
        }
    )
    panes: ClassVar[Any] = (
        (N_("Requests"), RequestsPane),
        (N_("Incidents"), IncidentsPane),
        (N_("Erasure"), ErasurePane),
        (N_("Register of processing"), ProcessingPane),
    )
