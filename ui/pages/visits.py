"""Visits to a class: heads counted against the marks, findings, and the minutes of them."""

from __future__ import annotations

from typing import Any, ClassVar

from desktop_app.desk.visits import marked_present
from desktop_app.i18n import N_
from desktop_app.records import ClassVisit
from desktop_app.store.writing import Write
from ui.models.record_table import Column, Row
from ui.pages.record_pane import RecordPane
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


def _differ(row: Row) -> str:
    heads, marked = row.get("heads"), row.get("marked")
    return "muted" if not marked else "good" if heads == marked else "bad"


class VisitsPane(RecordPane):
    """The visits to one class."""

    record = ClassVisit
    columns = (
        Column("day", N_("Date"), 8, tight=True),
        Column("part", N_("Session of the day"), 6, right=True),
        Column("heads", N_("Heads counted"), 8, state=_differ),
        Column("marked", N_("Marked present"), 8, right=True),
        Column("findings", N_("Findings"), 20),
        Column("officer", N_("Officer"), 11),
    )
    sort: ClassVar[tuple[str, bool]] = ("day", True)
    sections = (
        Section("", ("day", "time", "part", "heads", "findings", "agreed")),
        Section(N_("Details"), ("announced", "officer", "marked", "minutes_number"), folded=True),
    )
    wording = Wording(
        N_("Search"),
        empty_heading=N_("Nobody has visited this class yet"),
        empty_text=N_("Count heads and compare with the attendance of that session."),
        hints=N_("Ctrl+N records a visit · Enter opens · its letters hold the minutes · Esc back"),
    )
    new_text = N_("New visit")
    sticky = ("day", "officer")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"day": self.office.today, "officer": self.store.author.officer}

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        day, part = values.get("day"), values.get("part")
        if day is None or part is None:
            return
        marked = marked_present(session, str(self.fixed["training_class"]), day, part)
        if marked is not None:
            values["marked"] = marked
