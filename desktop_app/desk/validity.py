"""Licences and agreements with a last day: which end soon, and how a list tells it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.lists import Between, Filter, Listing
from desktop_app.i18n import translate
from desktop_app.processes.validity import Validity, validity
from desktop_app.records import Parameter, Partner, PartnerAgreement, TrainingProvider
from desktop_app.records.record import Facts, Record

WARN_DAYS = "licence.warn_days"
"""The parameter that says how many days ahead an end is announced."""

ENDS: dict[type[Record], str] = {
    Partner: "licence_until",
    TrainingProvider: "licence_until",
    PartnerAgreement: "valid_to",
}
"""The field that is the last day, by record type."""


@dataclass(frozen=True)
class Expiring:
    """A licence or agreement that ends soon or ended lately; negative `days` are over."""

    record: str
    """The table, for opening it."""
    id: str
    name: str
    """Whose it is: the partner's or provider's name, or the agreement's number."""
    until: date
    days: int


def warn_days(facts: Facts) -> int:
    """How many days ahead an end is announced."""
    return int(facts.parameter(WARN_DAYS) or 0)


def expiring(session: Session, today: date) -> list[Expiring]:
    """What ends within the days of the parameter, or ended as many days ago; the next first.

    An agreement is passed over when another with the same side lasts longer.
    """
    value = session.scalar(
        select(Parameter.value)
        .where(
            Parameter.key == WARN_DAYS,
            Parameter.valid_from <= today,
            Parameter.voided_at.is_(None),
        )
        .order_by(Parameter.valid_from.desc())
        .limit(1)
    )
    span = timedelta(days=json.loads(value) if value else 0)
    found = []
    for record, name in ENDS.items():
        ends: Any = getattr(record, name)
        rows = session.scalars(
            select(record).where(
                record.voided_at.is_(None), ends.between(today - span, today + span)
            )
        )
        for one in rows:
            if isinstance(one, PartnerAgreement) and _renewed(session, one):
                continue
            until: date = getattr(one, name)
            days = (until - today).days
            found.append(Expiring(record.__tablename__, one.id, one.caption, until, days))
    return sorted(found, key=lambda one: (one.until, one.record, one.name))


def _renewed(session: Session, agreement: PartnerAgreement) -> bool:
    """Whether another agreement with the same side has no end, or a later one."""
    own = PartnerAgreement
    assert agreement.valid_to is not None
    later = select(func.count(own.id)).where(
        own.id != agreement.id,
        own.voided_at.is_(None),
        own.partner.is_not_distinct_from(agreement.partner),
        own.provider.is_not_distinct_from(agreement.provider),
        own.valid_to.is_(None) | (own.valid_to > agreement.valid_to),
    )
    return bool(session.scalar(later))


def of_validity(record: type[Record], filter: str, facts: Facts) -> Filter:
    """The question behind the chips ``expiring`` and ``expired``; every other name is all."""
    name, today = ENDS[record], facts.today
    if filter == "expiring":
        return Filter({name: Between(today, today + timedelta(days=warn_days(facts)))})
    if filter == "expired":
        return Filter({name: Between(until=today - timedelta(days=1))})
    return Filter()


class ValidListing(Listing):
    """A list of papers with a last day; each row also tells its ``validity``."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, and how the paper stands today."""
        rows = super().rows(ids)
        facts = self.store.facts()
        ends: Any = getattr(self.record, ENDS[self.record])
        with self.store.read() as session:
            query = select(self.record.id, ends).where(self.record.id.in_(ids))
            found = {row[0]: row[1] for row in session.execute(query)}
        for id, row in zip(ids, rows, strict=True):
            stands: Validity | None = validity(found.get(id), facts.today, warn_days(facts))
            row["validity"] = translate(stands.label) if stands else ""
        return rows
