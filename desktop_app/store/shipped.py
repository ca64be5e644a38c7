"""The lists that come with the program, put into a store.

They are rows of no office in particular, journalled for this PC only: every
store has them, so they need not travel. What headquarters changes of them
travels like everything else.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from desktop_app.i18n import N_
from desktop_app.records import (
    Bank,
    ConsentPurpose,
    DeadlineRule,
    EducationLevel,
    EligibilityRule,
    FundingScheme,
    Holiday,
    IndicatorDefinition,
    KbliSection,
    LegalRegime,
    MinimumWage,
    Parameter,
    PilotPlace,
    ProcessingActivity,
    Province,
    RequiredPaper,
    StampDutyRule,
    TaxKind,
    TerminationReason,
)
from desktop_app.records.record import Record, from_stored, kinds
from desktop_app.store import local
from desktop_app.store.store import Store
from desktop_app.store.writing import SHIPPED

LISTS: dict[str, type[Record]] = {
    "provinces": Province,
    "kbli_sections": KbliSection,
    "legal_regimes": LegalRegime,
    "termination_reasons": TerminationReason,
    "education_levels": EducationLevel,
    "banks": Bank,
    "consent_purposes": ConsentPurpose,
    "pilot_places": PilotPlace,
    "holidays": Holiday,
    "deadline_rules": DeadlineRule,
    "parameters": Parameter,
    "eligibility_rules": EligibilityRule,
    "minimum_wages": MinimumWage,
    "required_papers": RequiredPaper,
    "processing_activities": ProcessingActivity,
    "funding_schemes": FundingScheme,
    "tax_kinds": TaxKind,
    "stamp_duty_rules": StampDutyRule,
    "indicators": IndicatorDefinition,
}
"""Each list's file in ``resources/reference`` and the records it holds."""


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one shipped list, as Python values."""
    record = LISTS[name]
    content = json.loads((files("resources") / "reference" / f"{name}.json").read_text("utf-8"))
    return [
        from_stored(
            record,
            {k: int(v) if isinstance(v, bool) else v for k, v in row.items() if k in kinds(record)},
        )
        for row in content
    ]


def _version() -> str:
    digest = hashlib.sha256()
    for name in LISTS:
        digest.update((files("resources") / "reference" / f"{name}.json").read_bytes())
    return digest.hexdigest()


def ship(store: Store) -> None:
    """Add the lists' rows that the store does not have yet.

    A row that is there is left alone: headquarters may have changed it.
    """
    version = _version()
    with store.raw() as connection:
        if local.setting(connection, "shipped") == version:
            return
    with store.write(N_("Lists that come with the program"), audience="here") as session:
        for name, record in LISTS.items():
            known = set(session.scalars(select(record.id)))
            session.bulk(
                record,
                [dict(row, office=SHIPPED) for row in rows(name) if row["id"] not in known],
            )
        local.set_setting(session.connection(), "shipped", version)
