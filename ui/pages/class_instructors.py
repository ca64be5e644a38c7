"""Who teaches in a class, as a tab of it."""

from __future__ import annotations

from desktop_app.i18n import N_
from desktop_app.records import ClassInstructor
from ui.models.record_table import Column
from ui.pages.record_pane import RecordPane
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class InstructorsPane(RecordPane):
    """The instructors; the days are those of the class where none are given."""

    record = ClassInstructor
    columns = (
        Column("name", N_("Name"), 14),
        Column("subject", N_("Subject"), 14),
        Column("qualification", N_("Qualification"), 12),
        Column("from_day", N_("From"), 8, tight=True),
        Column("to_day", N_("Through"), 8, tight=True),
    )
    sections = (Section("", ("name", "subject", "qualification", "from_day", "to_day")),)
    wording = Wording(
        N_("Search name"),
        empty_heading=N_("No instructors yet"),
        empty_text=N_("Record who teaches; somebody in two classes at once is told of."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("New instructor")
    sticky = ("qualification", "from_day", "to_day")
