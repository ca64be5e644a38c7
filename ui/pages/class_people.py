"""The people of a class, as a tab of it."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.i18n import N_
from desktop_app.records import Enrolment
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.record_pane import RecordPane
from ui.pages.states import ENROLMENT
from ui.widgets.record_list import Wording


class EnrolmentsOfClass(RecordPane):
    """Who has a seat in a class."""

    record = Enrolment
    columns = (
        Column("affected_worker.worker", N_("Name"), 16),
        Column("affected_worker.worker.nik", N_("NIK"), 12.5, tight=True),
        Column("affected_worker.employer", N_("Employer"), 14),
        Column("number", N_("Number"), 12.5, tight=True),
        Column("state", N_("State"), 9, state=badge("state", ENROLMENT)),
    )
    searched: ClassVar[tuple[str, ...]] = ("affected_worker.worker",)
    wording = Wording(
        N_("Search name, NIK, number"),
        empty_heading=N_("Nobody has a seat yet"),
        empty_text=N_("Enrol people from their consultation and choose this class."),
        hints=N_("Esc back"),
    )
