"""The meetings of a case after its first talk, each with those present and its outcome."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.i18n import N_
from desktop_app.keyboard import stroke
from desktop_app.records import CaseMeeting
from desktop_app.records.case_work import MeetingState
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.case_attendees import AttendeesPane
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.states import MEETING
from ui.widgets.action_row import Action
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class MeetingsPane(RecordPane):
    """The meetings of one case."""

    record = CaseMeeting
    columns = (
        Column("day", N_("Date"), 7.5, tight=True),
        Column("time", N_("Time"), 5, tight=True),
        Column("subject", N_("Subject"), 18),
        Column("state", N_("State"), 8, state=badge("state", MEETING)),
        Column("place", N_("Place"), 12),
        Column("officer", N_("Officer"), 10),
    )
    sort: ClassVar[tuple[str, bool]] = ("day", True)
    sections = (
        Section("", ("subject", "day", "time", "state", "channel", "place", "officer", "outcome")),
    )
    wording = Wording(
        N_("Search subject"),
        empty_heading=N_("No further meetings"),
        empty_text=N_("The first talk stands in the data; every later meeting is recorded here."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add meeting")
    sticky = ("channel", "place")
    not_copied = ("outcome", "state")
    then = "present"

    def starts(self, session: Write) -> dict[str, Any]:
        return {
            "day": self.office.today,
            "officer": session.author.officer,
            "state": MeetingState.PLANNED,
        }

    def parts(self, record: Record) -> list[Part]:
        assert isinstance(record, CaseMeeting)
        fixed = {"consultation": record.consultation, "meeting": record.id}
        return [Part("present", N_("Attendees"), partial(AttendeesPane, self.page, fixed))]

    def acts(self, record: Record) -> list[Action]:
        show = partial(self.shell.document_asked.emit, "meeting-minutes", record.id)
        return [Action("minutes", N_("Minutes"), show, "file-text", stroke("print"))]
