"""The sessions of a class, as a tab of it."""

from __future__ import annotations

from desktop_app.i18n import N_
from desktop_app.records import ClassSession
from ui.models.record_table import Column
from ui.pages.record_pane import RecordPane
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class SessionsPane(RecordPane):
    """The days of a class on which there is teaching."""

    record = ClassSession
    columns = (
        Column("day", N_("Date"), 12, tight=True),
        Column("part", N_("Session of the day"), 10, right=True),
        Column("lesson_hours", N_("Lesson hours (JP)"), 10, right=True),
    )
    sections = (Section("", ("day", "part", "lesson_hours")),)
    wording = Wording(
        N_("Search"),
        empty_heading=N_("No sessions yet"),
        empty_text=N_("“Plan sessions” lays them on the working days of the class."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add session")
    sticky = ("part", "lesson_hours")
