"""What certification bodies found of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeAlias

from sqlalchemy import select

from desktop_app.desk.assessments import propose, state_follows
from desktop_app.i18n import N_
from desktop_app.records import Assessment, Partner
from desktop_app.records.partner import PartnerKind
from desktop_app.records.record import Record
from desktop_app.records.teaching import Verdict
from desktop_app.store.store import Store
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.record_pane import RecordPane
from ui.pages.states import COMPETENCE
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

Find: TypeAlias = Callable[[str, str], Sequence[tuple[str, str]]]


def only_bodies(find: Find, store: Store) -> Find:
    """A search of records that finds certification bodies only, where it is about partners."""

    def found(target: str, text: str) -> Sequence[tuple[str, str]]:
        hits = find(target, text)
        if target != "Partner":
            return hits
        with store.read() as session:
            ours = set(
                session.scalars(
                    select(Partner.id).where(Partner.kind == PartnerKind.CERTIFICATION_BODY)
                )
            )
        return [hit for hit in hits if hit[0] in ours]

    return found


class AssessmentsPane(RecordPane):
    """The assessments of one enrolment."""

    record = Assessment
    columns = (
        Column("scheme_name", N_("Certification scheme"), 16),
        Column("body", N_("Certification body"), 14),
        Column("assessed_on", N_("Assessed on"), 8, tight=True),
        Column("verdict", N_("Verdict"), 10, state=badge("verdict", COMPETENCE)),
        Column("certificate_number", N_("Certificate number"), 16),
        Column("valid_until", N_("Valid until"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("assessed_on", True)
    searched: ClassVar[tuple[str, ...]] = ("body",)
    sections = (
        Section(
            "",
            (
                *("body", "scheme_name", "assessed_on", "verdict"),
                *("certificate_number", "registration", "valid_until"),
            ),
        ),
        Section(N_("Details"), ("site", "assessor", "expiry_reason", "file"), folded=True),
    )
    wording = Wording(
        N_("Search scheme or body"),
        empty_heading=N_("No assessment yet"),
        empty_text=N_("Competent is only who a certification body found to be so."),
        hints=N_("Ctrl+N records an assessment · Enter opens · Esc back"),
    )
    new_text = N_("New assessment")
    sticky = ("body", "scheme_name", "assessed_on", "site", "assessor")

    def choices(self, target: str, text: str) -> Sequence[tuple[str, str]]:
        return only_bodies(super().choices, self.store)(target, text)

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        if values.get("verdict") is Verdict.COMPETENT and values.get("valid_until") is None:
            values["valid_until"] = propose(session, values.get("body"), values.get("assessed_on"))

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, Assessment)
        state_follows(session, record.enrolment)
