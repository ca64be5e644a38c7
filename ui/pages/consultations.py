"""Consultations: the talk with an employer before a layoff, and all that follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.case_work import letters_of_case, thread_of
from desktop_app.desk.lists import Between
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.numbers import free_number, next_numbers
from desktop_app.desk.people import consultations_at
from desktop_app.desk.todo import ENDED, returned_to
from desktop_app.desk.waiting import PROMISE_SOON
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import Consultation, Employer
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import day_long
from ui.models.draft import Draft
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.asking import asks, decisions_tab
from ui.pages.case_again import EmployerWatch, continue_acts
from ui.pages.case_attendees import AttendeesPane, ReadersPane
from ui.pages.case_deadlines import DeadlinesPart
from ui.pages.case_meetings import MeetingsPane
from ui.pages.case_people import PeoplePane
from ui.pages.claim_acts import claim_from_case
from ui.pages.letters_part import letters_part
from ui.pages.needs import NeedsOfConsultation
from ui.pages.opened import Part
from ui.pages.papers_part import papers_part
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.pages.record_view import RecordView
from ui.pages.states import CONSULTATION
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_S = ConsultationState
IN_HAND = {_S.SCHEDULED, _S.HELD, _S.AGREED}
"""States in which there is something to follow up."""
STAGES = ("consulted", "enrolled", "in_class", "trained", "unchecked")


class ConsultationsPane(RecordPane):
    """The cases."""

    record = Consultation
    columns = (
        Column("number", N_("Case number"), 12.5, tight=True),
        Column("employer", N_("Employer"), 20),
        Column("held_on", N_("Date"), 7.5, tight=True),
        Column("workers_stated", N_("Workers stated"), 7, right=True),
        Column("state", N_("State"), 8, state=badge("state", CONSULTATION)),
        Column("follow_up_on", N_("Follow-up"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("held_on", True)
    glance = (
        ("held_on", N_("Date")),
        ("channel", N_("Channel")),
        ("contact", N_("Who speaks for the employer")),
        ("workers_stated", N_("Workers stated")),
        ("state", N_("State")),
        ("agreement", N_("Agreement")),
        ("scheme", N_("Scheme")),
        ("programme", N_("Training agreed")),
        ("follow_up_on", N_("Follow up on")),
    )
    subtitle = "employer"
    searched: ClassVar[tuple[str, ...]] = ("employer",)
    sections = (
        Section(
            "",
            (
                *("employer", "held_on", "channel", "workers_stated"),
                *("contact", "contact_phone", "background", "follow_up_on"),
            ),
        ),
        Section(
            N_("The question to the employer"),
            (
                *("retain", "conditions", "commitment", "commitment_until"),
                *("commitment_workers", "commitment_met_on"),
            ),
        ),
        Section(N_("Agreement"), ("agreement", "scheme", "programme")),
        Section(N_("Skill gap and needs of the industry"), ("skill_gap", "industry_needs")),
        Section(
            N_("Termination"),
            (
                *("regime", "reason", "notice_on", "reply", "reply_on"),
                *("bipartite_on", "bipartite_closed_on", "reported_on", "manpower_receipt"),
                *("effective_on", "probation_effective_on"),
            ),
        ),
        Section(N_("Confidentiality"), ("embargo_until",), folded=True),
        Section(
            N_("Details"),
            (
                *("number", "programme_year", "officer", "place", "contact_position"),
                *("minutes_number", "continues", "notes"),
            ),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("today", N_("Today")),
        Filter("follow_up", N_("To be followed up")),
        Filter("held_late", N_("Without result")),
        Filter("unchecked", N_("People to be checked")),
        Filter("agreed", N_("Agreed")),
        Filter("promises", N_("Promises due")),
        Filter("mine", N_("In my hands")),
        Filter("returned", N_("Came back undecided"), rare=True),
        Filter("consulted", N_("With workers"), rare=True),
        Filter("enrolled", N_("With enrolments"), rare=True),
        Filter("in_class", N_("With people in a class"), rare=True),
        Filter("trained", N_("With people trained"), rare=True),
    )
    wording = Wording(
        N_("Search employer, number, speaker"),
        empty_heading=N_("No consultations yet"),
        empty_text=N_("Record the first talk with an employer; its workers come next."),
        to_do=frozenset({"today", "follow_up", "held_late", "unchecked", "promises"}),
    )
    new_text = N_("New consultation")
    sticky = ("held_on", "channel")
    not_copied = (
        *("number", "minutes_number", "embargo_until", "continues", "notes", "programme_year"),
        *("held_on", "time", "follow_up_on", "workers_stated", "officer", "agreement"),
        *("retain", "conditions", "commitment", "commitment_until"),
        *("commitment_workers", "commitment_met_on"),
        *("notice_on", "reply", "reply_on", "bipartite_on", "bipartite_closed_on"),
        *("reported_on", "effective_on", "probation_effective_on", "manpower_receipt", "regime"),
    )
    then = "people"
    steps = {
        _S.SCHEDULED: (N_("Schedule"), "calendar-days"),
        _S.HELD: (N_("The talk was held"), "message-square-text"),
        _S.AGREED: (N_("Agreed"), "handshake"),
        _S.NOT_AGREED: (N_("Not agreed"), "x"),
        _S.CLOSED: (N_("Close the case"), "circle-check"),
        _S.DRAFT: (N_("Back to draft"), "undo-2"),
        _S.CANCELLED: (N_("Cancel the case"), "trash-2"),
    }

    def wanted(self, filter: str) -> Wanted:
        today = self.office.today
        if filter in STAGES:
            return Wanted(within=consultations_at(filter))
        asked: dict[str, dict[str, Any]] = {
            "today": {"state": _S.SCHEDULED, "held_on": today},
            "follow_up": {"state": IN_HAND, "follow_up_on": Between(until=today)},
            "held_late": {
                "state": {_S.DRAFT, _S.SCHEDULED},
                "held_on": Between(until=today - timedelta(days=1)),
            },
            "agreed": {"state": _S.AGREED},
            "promises": {
                "state": {*IN_HAND, _S.CLOSED},
                "commitment": True,
                "commitment_met_on": None,
                "commitment_until": Between(until=today + PROMISE_SOON),
            },
            "mine": {"officer": self.store.author.officer, "state": {_S.HELD, _S.AGREED}},
        }
        if filter == "returned":
            still = set(ConsultationState) - set(ENDED)
            return Wanted({"state": still}, within=returned_to(self.store.author.officer))
        return Wanted(asked.get(filter, {}))

    def starts(self, session: Write) -> dict[str, Any]:
        today = self.office.today
        return {
            "number": next_numbers(session, Consultation, today.year)[0],
            "held_on": today,
            "programme_year": today.year,
            "officer": session.author.officer,
        }

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        if new:
            year, wanted = values["programme_year"], values.get("number")
            values["number"] = free_number(session, Consultation, year, wanted)

    def title_of(self, draft: Draft) -> str:
        contact = draft.get("contact") or draft.texts.get("contact", "")
        employer = draft.get("employer")
        name = self.caption("Employer", employer) if employer else draft.texts.get("employer", "")
        return " · ".join(part for part in (contact, name) if part)

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, Consultation)
        employer = session.get(Employer, record.employer)
        parts = [employer.name if employer else ""]
        if record.embargo_until and record.embargo_until > self.office.today:
            parts.append(_("confidential until {day}").format(day=day_long(record.embargo_until)))
        parts += thread_of(session, record)
        return " · ".join(part for part in parts if part)

    def shown(self, view: RecordView) -> None:
        if view.draft.is_new:
            self._watch = EmployerWatch(self, view)

    def duplicate(self, draft: Draft) -> None:
        """A case as template: whom, how and what for; nothing of what happened or was decided."""
        super().duplicate(draft)
        self.shell.messages.info(
            _(
                "Taken over: employer, speaker, place, background, needs and training. "
                "Dates, answers, agreement and people begin anew."
            )
        )

    def parts(self, record: Record) -> list[Part]:
        assert isinstance(record, Consultation)
        mine = {"consultation": record.id}
        first = {**mine, "meeting": None}
        parts = [
            Part("people", N_("Workers"), partial(PeoplePane, self.page, mine)),
            Part("deadlines", N_("Deadlines"), partial(DeadlinesPart, self, record.id)),
            Part("meetings", N_("Meetings"), partial(MeetingsPane, self.page, mine)),
            papers_part(self, record.id, "missing-papers"),
            letters_part(self, record.id, partial(letters_of_case, id=record.id)),
            Part("attendees", N_("Attendees"), partial(AttendeesPane, self.page, first)),
            Part("needs", N_("Needs"), partial(NeedsOfConsultation, self.page, mine)),
        ]
        if record.state not in (_S.DRAFT, _S.SCHEDULED):
            parts.append(decisions_tab(self, record.id))
        if record.embargo_until is not None:
            parts.append(Part("readers", N_("Readers"), partial(ReadersPane, self.page, mine)))
        return parts

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Consultation)
        print_minutes = partial(self.shell.document_asked.emit, "minutes", record.id)
        return [
            Action("minutes", N_("Minutes"), print_minutes, "file-text", stroke("print")),
            *claim_from_case(self, record),
            *continue_acts(self, record),
            *asks(self, record),
        ]


class ConsultationsPage(RecordPage):
    """Consultations."""

    title = N_("Consultations")
    shows = frozenset(
        {
            *("consultation", "affected_worker", "attendee", "case_meeting", "case_reader"),
            *("enrolment", "employer", "industry_need", "received_paper", "issued_letter"),
            *("attachment", "decision", "eligibility_decision", "membership_check"),
            "skill_gap",
        }
    )
    panes: ClassVar[Any] = ((N_("Consultations"), ConsultationsPane),)
    inner: ClassVar[Mapping[str, str]] = {
        "affected_worker": "people",
        "attendee": "attendees",
        "case_meeting": "meetings",
        "case_reader": "readers",
        "industry_need": "needs",
    }
