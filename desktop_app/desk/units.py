"""The units of competence of a programme, taken in as a block."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.units import read_units
from desktop_app.records import CompetencyUnit
from desktop_app.store.writing import Write


def units_of(session: Session, programme: str) -> Sequence[CompetencyUnit]:
    """The units of a programme, in their order."""
    return session.scalars(
        select(CompetencyUnit)
        .where(CompetencyUnit.programme == programme, CompetencyUnit.voided_at.is_(None))
        .order_by(CompetencyUnit.rank, CompetencyUnit.id)
    ).all()


def next_rank(session: Session, programme: str) -> int:
    """The place of the next unit of a programme."""
    last = session.scalar(
        select(func.max(CompetencyUnit.rank)).where(
            CompetencyUnit.programme == programme, CompetencyUnit.voided_at.is_(None)
        )
    )
    return int(last or 0) + 1


def take_units(session: Write, programme: str, block: str) -> list[CompetencyUnit]:
    """Add the units of a block to a programme; those it has already are passed over.

    Raises UserError for a block without units.
    """
    units = read_units(block)
    if not units:
        raise UserError(
            "UNITS-NONE", N_("Copy the units first, one a line: code, title, lesson hours.")
        )
    known = {(one.code, one.name.casefold()) for one in units_of(session, programme)}
    rank = next_rank(session, programme)
    made: list[CompetencyUnit] = []
    for unit in units:
        if (unit.code, unit.name.casefold()) in known:
            continue
        known.add((unit.code, unit.name.casefold()))
        made.append(
            CompetencyUnit(
                programme=programme,
                code=unit.code,
                name=unit.name,
                lesson_hours=unit.lesson_hours,
                rank=rank + len(made),
            )
        )
    session.add_all(made)
    return made
