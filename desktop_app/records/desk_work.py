"""What passes over the desks of an office: letters in, decisions, reminders, notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Moment, Text, Whole
from desktop_app.records.record import Facts, Record, States
from desktop_app.records.rules import json_text


class IncomingLetter(Record):
    """A letter that came in (*surat masuk*); a case may start from it (`users.md` 17)."""

    title = "Incoming letter"
    shown_as: ClassVar[tuple[str, ...]] = ("number", "subject")

    agenda_number: Mapped[str] = field("Agenda number", Text(40), search=True, index=True)
    number: Mapped[str] = field("Letter number", Text(80), search=True)
    dated: Mapped[date] = field("Letter dated", Day())
    received_on: Mapped[date] = field("Received on", Day(), index=True)
    sender: Mapped[str] = field("Sender", Text(160), search=True)
    employer: Mapped[str | None] = reference("Employer", "Employer")
    subject: Mapped[str] = field("Subject of the letter", Text(200), search=True)
    consultation: Mapped[str | None] = reference("Consultation", "Case", index=True)
    scan: Mapped[str | None] = reference("Attachment", "Scan")
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A letter is written before it comes."""
        if self.dated and self.received_on and self.received_on < self.dated:
            yield problem("received_on", "ORDER", N_("Must not lie before the date of the letter"))
        if self.received_on and self.received_on > facts.today:
            yield problem("received_on", "FUTURE", N_("Must not lie in the future"))


class Disposition(Record):
    """What somebody shall do about a letter, and by when."""

    title = "Disposition"
    shown_as: ClassVar[tuple[str, ...]] = ("instruction",)

    letter: Mapped[str] = reference("IncomingLetter", "Incoming letter", index=True)
    officer: Mapped[str] = reference("Officer", "To", index=True)
    instruction: Mapped[str] = field("Instruction", Text(400, lines=True))
    given_on: Mapped[date] = field("Given on", Day())
    given_by: Mapped[str | None] = reference("Officer", "Given by")
    due_on: Mapped[date | None] = field("Due on", Day(), index=True)
    done_on: Mapped[date | None] = field("Done on", Day())
    result: Mapped[str | None] = field("What was done", Text(400, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """What is done was given before, and says what was done."""
        for name in ("due_on", "done_on"):
            day = getattr(self, name)
            if self.given_on and day is not None and day < self.given_on:
                yield problem(name, "ORDER", N_("Must not lie before the day of the disposition"))
        if self.done_on and self.done_on > facts.today:
            yield problem("done_on", "FUTURE", N_("Must not lie in the future"))
        if self.done_on and not self.result:
            yield problem("result", "RESULT", N_("Say what was done"))


class DecisionState(Code):
    """How a matter put before the head stands."""

    ASKED = "ASKED", "Waits for a decision"
    APPROVED = "APPROVED", "Approved"
    RETURNED = "RETURNED", "Returned"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


_D = DecisionState


class Decision(Record):
    """A matter that one officer puts before another, and what that one decided.

    An approval signs `digest`, the content as it stood; a later change of the
    record makes it stale (`desk/decisions`).
    """

    title = "Decision"
    shown_as: ClassVar[tuple[str, ...]] = ("matter",)
    states: ClassVar[States] = {
        "state": {
            _D.ASKED: {_D.APPROVED, _D.RETURNED, _D.WITHDRAWN},
            _D.APPROVED: set(),
            _D.RETURNED: {_D.ASKED},
            _D.WITHDRAWN: {_D.ASKED},
        }
    }

    matter: Mapped[str] = field("Matter", Text(200), search=True)
    question: Mapped[str] = field("Question", Text(40))
    of_record: Mapped[str] = field("Record type", Text(40))
    of_id: Mapped[str] = field("Record", Text(64), index=True)
    state: Mapped[DecisionState] = field("State", Choice(DecisionState), default=_D.ASKED)
    asked_by: Mapped[str] = reference("Officer", "Asked by")
    asked_on: Mapped[date] = field("Asked on", Day(), index=True)
    due_on: Mapped[date | None] = field("Due on", Day())
    remarks: Mapped[str | None] = field("Remarks", Text(1000, lines=True))
    digest: Mapped[str] = field("Digest of the content", Text(64))
    decided_by: Mapped[str | None] = reference("Officer", "Decided by")
    decided_at: Mapped[datetime | None] = field("Decided at", Moment())
    reason: Mapped[str | None] = field("Reason", Text(1000, lines=True))
    seal: Mapped[str | None] = field("Seal of the officer", Text(128))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Who returns a matter says why; who decides is named."""
        if self.state is _D.RETURNED and not self.reason:
            yield problem("reason", "REASON", N_("Say what is missing"))
        if self.state in (_D.APPROVED, _D.RETURNED) and self.decided_by is None:
            yield problem("decided_by", "OFFICER", N_("Name who decides"))


class Reminder(Record):
    """Something an officer wants to be told of on a day, about a record or not."""

    title = "Reminder"
    shown_as: ClassVar[tuple[str, ...]] = ("text",)

    text: Mapped[str] = field("What to do", Text(200))
    due_on: Mapped[date] = field("Due on", Day(), index=True)
    officer: Mapped[str | None] = reference("Officer", "For", help="Empty: for everybody")
    of_record: Mapped[str | None] = field("Record type", Text(40))
    of_id: Mapped[str | None] = field("Record", Text(64), index=True)
    done_on: Mapped[date | None] = field("Done on", Day())


class Note(Record):
    """Something worth remembering about any record, by whom and when."""

    title = "Note"
    shown_as: ClassVar[tuple[str, ...]] = ("text",)

    of_record: Mapped[str] = field("Record type", Text(40))
    of_id: Mapped[str] = field("Record", Text(64), index=True)
    text: Mapped[str] = field("Note", Text(4000, lines=True))
    written_at: Mapped[datetime] = field("Written at", Moment())
    officer: Mapped[str | None] = reference("Officer", "Written by")


class WorkTransfer(Record):
    """That an officer's open work went to another (`users.md` 42): whose, when, why, which."""

    title = "Transfer of work"
    shown_as: ClassVar[tuple[str, ...]] = ("on",)

    giver: Mapped[str] = reference("Officer", "From")
    taker: Mapped[str] = reference("Officer", "To")
    on: Mapped[date] = field("Date", Day())
    reason: Mapped[str] = field("Reason", Text(400))
    moved: Mapped[str] = field("What was moved", Text(200_000), rules=(json_text,))
    count: Mapped[int] = field("Records moved", Whole())
    done_on: Mapped[date | None] = field(
        "Handed over on", Day(), help="Empty while the head has not decided"
    )

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Work goes to somebody else."""
        if self.giver and self.giver == self.taker:
            yield problem("taker", "SAME", N_("Choose another officer"))


class Merge(Record):
    """That two records were found to be one; holds what undoing it needs.

    `moved` is JSON: the references that were turned to the record kept, and
    the names of the fields whose value it took over. The values themselves
    stand in the journal alone, so that erasing them there erases them. One that says
    `undone_on` also tells that the two are not one: they are not asked about
    again.
    """

    title = "Merge of records"
    shown_as: ClassVar[tuple[str, ...]] = ("merged_on",)

    of_record: Mapped[str] = field("Record type", Text(40))
    kept: Mapped[str] = field("Record kept", Text(64), index=True)
    merged: Mapped[str] = field("Record merged into it", Text(64), index=True)
    merged_on: Mapped[date] = field("Merged on", Day())
    officer: Mapped[str | None] = reference("Officer", "Merged by")
    reason: Mapped[str | None] = field("Reason", Text(400))
    moved: Mapped[str] = field("What was moved", Text(4_000_000), rules=(json_text,))
    undone_on: Mapped[date | None] = field("Taken apart on", Day())
