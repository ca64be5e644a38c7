"""What belongs to a case over time: its meetings and the papers it needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Flag, Text, Whole
from desktop_app.records.consultation import Channel
from desktop_app.records.record import Facts, Record
from desktop_app.records.reference import Reference
from desktop_app.records.rules import clock_time


class MeetingState(Code):
    """Whether a meeting is still to come."""

    PLANNED = "PLANNED", "Planned"
    HELD = "HELD", "Held"
    CANCELLED = "CANCELLED", "Cancelled"


class CaseMeeting(Record):
    """One of the meetings of a case, after or before the first talk."""

    title = "Meeting of a case"
    shown_as: ClassVar[tuple[str, ...]] = ("day", "subject")
    dated_by: ClassVar[str | None] = "day"
    goes_on: ClassVar[tuple[str, ...]] = ("officer",)

    consultation: Mapped[str] = reference("Consultation", "Consultation", index=True)
    day: Mapped[date] = field("Date", Day(), index=True)
    time: Mapped[str | None] = field("Time", Text(5), rules=(clock_time,), help="For example 09.30")
    channel: Mapped[Channel] = field("Channel", Choice(Channel), default=Channel.VISIT_TO_BRANCH)
    place: Mapped[str | None] = field("Place", Text(120))
    state: Mapped[MeetingState] = field("State", Choice(MeetingState), default=MeetingState.PLANNED)
    officer: Mapped[str | None] = reference("Officer", "Officer")
    subject: Mapped[str] = field("Subject", Text(160))
    outcome: Mapped[str | None] = field("What came of it", Text(2000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A meeting that was held does not lie ahead."""
        if self.state is MeetingState.HELD and self.day and self.day > facts.today:
            yield problem("day", "FUTURE", N_("Must not lie in the future"))


class RequiredPaper(Reference):
    """A paper that a kind of record needs, as data: one row of a checklist."""

    title = "Required paper"

    code: Mapped[str] = field("Code", Text(40))
    name: Mapped[str] = field("Name", Text(160), search=True)
    name_en: Mapped[str | None] = field("Name in English", Text(160))
    of_record: Mapped[str] = field("Record type", Text(40))
    mandatory: Mapped[bool] = field("Mandatory", Flag(), default=True)
    condition: Mapped[str | None] = field(
        "Only if", Text(80), help="A field of the record and its code, for example scheme=B"
    )
    days: Mapped[int | None] = field("Working days to hand it in", Whole(0, 365))
    rank: Mapped[int] = field("Order", Whole(0, 999))
    basis: Mapped[str | None] = field("Legal basis", Text(160))
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class ReceivedPaper(Record):
    """That a paper of a checklist came in, and its scan."""

    title = "Received paper"
    shown_as: ClassVar[tuple[str, ...]] = ("paper",)

    paper: Mapped[str] = reference("RequiredPaper", "Paper")
    of_record: Mapped[str] = field("Record type", Text(40))
    of_id: Mapped[str] = field("Record", Text(64), index=True)
    received_on: Mapped[date] = field("Received on", Day())
    number: Mapped[str | None] = field("Number", Text(80))
    file: Mapped[str | None] = reference("Attachment", "Scan")
    notes: Mapped[str | None] = field("Notes", Text(400))
