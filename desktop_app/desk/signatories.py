"""Who may sign for an office, as the books have it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.records import Signatory


def signatories_of(session: Session, office: str) -> Sequence[Signatory]:
    """The signatories of an office, whenever they sign."""
    return session.scalars(
        select(Signatory)
        .where(Signatory.office == office, Signatory.voided_at.is_(None))
        .order_by(Signatory.id)
    ).all()
