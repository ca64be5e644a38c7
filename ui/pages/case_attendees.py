"""Who takes part in a case: at the talk and its meetings, and who may read it."""

from __future__ import annotations

from desktop_app.i18n import N_
from desktop_app.records import Attendee, CaseReader
from ui.models.record_table import Column
from ui.pages.record_pane import RecordPane
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class AttendeesPane(RecordPane):
    """Who took part in the first talk, or in one of the meetings."""

    record = Attendee
    columns = (
        Column("name", N_("Name"), 16),
        Column("position", N_("Position"), 14),
        Column("side", N_("Takes part for"), 12),
    )
    sections = (Section("", ("name", "position", "side")),)
    wording = Wording(
        N_("Search name"),
        empty_heading=N_("No attendees yet"),
        empty_text=N_("They stand in the minutes and sign them."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add attendee")
    sticky = ("side",)


class ReadersPane(RecordPane):
    """The officers who may see a confidential case."""

    record = CaseReader
    columns = (Column("officer", N_("Officer"), 20),)
    sections = (Section("", ("officer",)),)
    wording = Wording(
        N_("Search officer"),
        empty_heading=N_("Nobody else is named"),
        empty_text=N_("Until the day, only the officer of the case and those named here see it."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add officer")
