"""The duties of the law on personal data (UU 27/2022): register, requests, incidents, retention."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, hint, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Flag, Moment, Text, Whole
from desktop_app.records.record import Facts, Record, States
from desktop_app.records.reference import Reference


class ProcessingActivity(Reference):
    """A line of the register of processing (Article 31)."""

    title = "Processing activity"

    name: Mapped[str] = field("Processing", Text(160), search=True)
    purpose: Mapped[str] = field("Purpose", Text(400, lines=True))
    basis: Mapped[str] = field("Legal basis", Text(200))
    subjects: Mapped[str] = field("Whose data", Text(200))
    data: Mapped[str] = field("Which data", Text(600, lines=True))
    specific: Mapped[bool] = field("Specific personal data", Flag(), default=False)
    recipients: Mapped[str | None] = field("Recipients", Text(400))
    retention: Mapped[str | None] = field("Kept for", Text(200))
    security: Mapped[str | None] = field("Protection", Text(400, lines=True))
    rank: Mapped[int] = field("Order", Whole(0, 999))


class RequestKind(Code):
    """What a data subject asks for (Articles 5 to 13)."""

    ACCESS = "ACCESS", "Access to the data"
    CORRECTION = "CORRECTION", "Correction"
    ERASURE = "ERASURE", "Erasure"
    STOP = "STOP", "Withdrawal of consent"
    RESTRICTION = "RESTRICTION", "Suspension of processing"
    COPY = "COPY", "Copy of the data"


class RequestState(Code):
    """How a request stands."""

    OPEN = "OPEN", "In hand"
    GRANTED = "GRANTED", "Granted"
    PARTLY = "PARTLY", "Partly granted"
    REFUSED = "REFUSED", "Refused"


_R = RequestState


class DataRequest(Record):
    """What somebody asks about the data kept of him or her; to be answered within 72 hours."""

    title = "Request of a data subject"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    states: ClassVar[States] = {
        "state": {
            _R.OPEN: {_R.GRANTED, _R.PARTLY, _R.REFUSED},
            _R.GRANTED: {_R.OPEN},
            _R.PARTLY: {_R.OPEN},
            _R.REFUSED: {_R.OPEN},
        }
    }

    number: Mapped[str] = field("Request number", Text(40), search=True, index=True)
    kind: Mapped[RequestKind] = field("Asks for", Choice(RequestKind))
    worker: Mapped[str | None] = reference("Worker", "Worker", index=True)
    requester: Mapped[str] = field("Asked by", Text(120))
    identity_checked: Mapped[bool] = field("Identity was checked", Flag(), default=False)
    received_at: Mapped[datetime] = field("Received at", Moment(), index=True)
    channel: Mapped[str | None] = field("By way of", Text(80))
    details: Mapped[str | None] = field("What is asked", Text(2000, lines=True))
    state: Mapped[RequestState] = field("State", Choice(RequestState), default=_R.OPEN)
    answered_at: Mapped[datetime | None] = field("Answered at", Moment())
    answer: Mapped[str | None] = field("Answer", Text(2000, lines=True))
    officer: Mapped[str | None] = reference("Officer", "Officer")

    def check(self, facts: Facts) -> Iterator[Problem]:
        """An answer says what was done; data are not handed to an unknown person."""
        if self.state is not _R.OPEN and not self.answer:
            yield problem("answer", "ANSWER", N_("Write what was answered"))
        if self.state in (_R.GRANTED, _R.PARTLY) and not self.identity_checked:
            yield problem("identity_checked", "IDENTITY", N_("Check first who is asking"))


class IncidentState(Code):
    """How an incident stands."""

    NOTICED = "NOTICED", "Noticed"
    NOTIFIED = "NOTIFIED", "Notices sent"
    CLOSED = "CLOSED", "Closed"


_I = IncidentState


class DataIncident(Record):
    """A breach of personal data; the subjects and the agency are told within 72 hours (Art. 46)."""

    title = "Data incident"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    states: ClassVar[States] = {
        "state": {
            _I.NOTICED: {_I.NOTIFIED, _I.CLOSED},
            _I.NOTIFIED: {_I.NOTICED, _I.CLOSED},
            _I.CLOSED: {_I.NOTIFIED},
        }
    }

    number: Mapped[str] = field("Incident number", Text(40), search=True, index=True)
    noticed_at: Mapped[datetime] = field("Noticed at", Moment(), index=True)
    what: Mapped[str] = field("What happened", Text(2000, lines=True))
    data: Mapped[str] = field("Which data were exposed", Text(1000, lines=True))
    happened: Mapped[str | None] = field("When and how", Text(1000, lines=True))
    people: Mapped[int | None] = field("People concerned", Whole(0, 10**9))
    measures: Mapped[str | None] = field("Handling and recovery", Text(2000, lines=True))
    state: Mapped[IncidentState] = field("State", Choice(IncidentState), default=_I.NOTICED)
    agency_told_at: Mapped[datetime | None] = field("Agency told at", Moment())
    subjects_told_at: Mapped[datetime | None] = field("Subjects told at", Moment())
    public: Mapped[bool] = field("Public notice needed", Flag(), default=False)
    officer: Mapped[str | None] = reference("Officer", "Officer")

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Notices name how the incident is handled."""
        if self.state is not _I.NOTICED and not self.measures:
            yield problem("measures", "MEASURES", N_("Write how the incident is handled"))
        if self.state is _I.CLOSED and not (self.agency_told_at and self.subjects_told_at):
            yield hint("state", "TOLD", N_("Closed though not everybody was told"))


class RetentionState(Code):
    """How a proposal of erasure stands."""

    PROPOSED = "PROPOSED", "Proposed"
    APPROVED = "APPROVED", "Approved by one"
    READY = "READY", "Approved by two"
    DONE = "DONE", "Erased"
    REFUSED = "REFUSED", "Refused"


_T = RetentionState


class RetentionProposal(Record):
    """Data whose time has run out: proposed, approved by two, then blanked (Art. 42-44)."""

    title = "Proposal of erasure"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    states: ClassVar[States] = {
        "state": {
            _T.PROPOSED: {_T.APPROVED, _T.REFUSED},
            _T.APPROVED: {_T.READY, _T.REFUSED},
            _T.READY: {_T.DONE, _T.REFUSED},
            _T.DONE: set(),
            _T.REFUSED: {_T.PROPOSED},
        }
    }

    number: Mapped[str] = field("Proposal number", Text(40), search=True, index=True)
    proposed_on: Mapped[date] = field("Proposed on", Day())
    proposed_by: Mapped[str | None] = reference("Officer", "Proposed by")
    request: Mapped[str | None] = reference("DataRequest", "Request of a data subject")
    reason: Mapped[str] = field("Reason", Text(400))
    state: Mapped[RetentionState] = field("State", Choice(RetentionState), default=_T.PROPOSED)
    first_by: Mapped[str | None] = reference("Officer", "First approval by")
    first_on: Mapped[date | None] = field("First approval on", Day())
    second_by: Mapped[str | None] = reference("Officer", "Second approval by")
    second_on: Mapped[date | None] = field("Second approval on", Day())
    done_on: Mapped[date | None] = field("Erased on", Day())

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Two persons approve, neither of them twice."""
        if self.state in (_T.READY, _T.DONE) and (not self.first_by or not self.second_by):
            yield problem("second_by", "TWO", N_("Two officers must approve"))
        if self.first_by and self.first_by == self.second_by:
            yield problem("second_by", "TWO", N_("The second approval is another officer's"))


class RetentionItem(Record):
    """One record of a proposal; its named values are blanked when the proposal is carried out."""

    title = "Record to be erased"
    shown_as: ClassVar[tuple[str, ...]] = ("of_record", "of_id")

    proposal: Mapped[str] = reference("RetentionProposal", "Proposal of erasure", index=True)
    of_record: Mapped[str] = field("Record type", Text(40))
    of_id: Mapped[str] = field("Record", Text(64), index=True)
    fields: Mapped[str] = field("Values to be blanked", Text(1000))
    erased: Mapped[bool] = field("Erased", Flag(), default=False)
