"""Headquarters' indicators: what is counted, out of whom, towards which target, from when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop_app.desk.indicators import definition_of, end, must_hold, take_out
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.reading import Unreadable, read_day
from desktop_app.records import IndicatorDefinition
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.settings_records import ListOfHeadquarters
from ui.widgets.action_row import Action
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class IndicatorPane(ListOfHeadquarters):
    """The versions of the indicators; one that is in force is ended, never rewritten."""

    record = IndicatorDefinition
    columns = (
        Column("code", N_("Code"), 6, tight=True),
        Column("version", N_("Version"), 5, right=True),
        Column("name", N_("Name"), 20),
        Column("denominator_words", N_("Out of, in words"), 16),
        Column("target", N_("Target"), 6, right=True),
        Column("provisional", N_("Provisional"), 7),
        Column("valid_from", N_("Valid from"), 8, tight=True),
        Column("valid_to", N_("Valid to"), 8, tight=True),
    )
    sort = ("code", False)
    sections = (
        Section(
            "",
            (
                *("code", "version", "name", "target", "provisional", "basis"),
                *("valid_from", "valid_to"),
            ),
        ),
        Section(
            N_("What is counted"),
            (
                *("numerator", "denominator", "denominator_words", "outcomes"),
                *("window_months", "measured"),
            ),
        ),
        Section(N_("Details"), ("name_en", "denominator_words_en", "rank"), folded=True),
    )
    wording = Wording(N_("Search code or name"))
    headquarters_text = N_("New version")
    not_copied = ("version", "valid_from", "valid_to")

    def stays(self, record: Record) -> str:
        assert isinstance(record, IndicatorDefinition)
        if record.valid_from > self.office.today:
            return ""
        return _(
            "This version has been in force. End it (F7), or duplicate it (Ctrl+D) as the next."
        )

    def note(self, session: Read, record: Record) -> str:
        """What the version counts, in a sentence."""
        from exports.reports.indicators import said_version

        assert isinstance(record, IndicatorDefinition)
        return said_version(definition_of(record))

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, IndicatorDefinition)
        session.flush()
        must_hold(session, record)

    def take_out(self, session: Write, ids: Sequence[str]) -> int:
        return take_out(session, ids)

    def acts(self, record: Record) -> list[Action]:
        if not self.new_text:
            return []
        act = partial(self.end, record.id)
        return [Action("end", N_("End this version …"), act, "circle-dot", stroke("act"))]

    def end(self, id: str) -> None:
        """Ask for the last day of a version."""
        typed = self.shell.dialogs.line(_("End this version …"), _("Last day"))
        if not typed:
            return
        try:
            day = read_day(typed, self.office.today)
        except Unreadable as error:
            self.shell.messages.error(str(error))
            return
        if day is not None:
            self.write(
                N_("Version of an indicator ended"),
                lambda session: end(session, id, day),
                lambda _none: _("The version holds through that day."),
                lambda _none: self.open_id(id),
            )
