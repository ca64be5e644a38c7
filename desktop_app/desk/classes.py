"""Looking for classes: by code, and those that still take people."""

from __future__ import annotations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import TrainingClass, TrainingProgramme
from desktop_app.records.training import ClassState
from desktop_app.wording import day_range


def by_code(session: Session, code: str) -> TrainingClass:
    """The class of that code, in large letters or small, or of that id.

    Raises UserError NOT-FOUND, and CODE-TWICE where two PCs of the office gave one code to
    two classes.
    """
    own = TrainingClass
    named = func.upper(own.code) == code.strip().upper(), own.id == code.strip()
    found = session.scalars(select(own).where(or_(*named), own.voided_at.is_(None))).all()
    if not found:
        raise UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=code)
    if len(found) > 1:
        raise UserError(
            "CODE-TWICE",
            N_("Several classes have the code {key}. Give each its own."),
            key=code,
        )
    return found[0]


def to_fill(
    session: Session, typed: str, programme: str | None, limit: int = 20
) -> list[tuple[str, str]]:
    """Classes that still take people, of a programme if one is named; id and caption."""
    query = (
        select(TrainingClass.id, TrainingClass.code, TrainingProgramme.name)
        .add_columns(TrainingClass.starts_on, TrainingClass.ends_on)
        .join(TrainingProgramme, TrainingProgramme.id == TrainingClass.programme)
        .where(TrainingClass.state.in_((ClassState.PLANNED, ClassState.OPEN)))
        .order_by(TrainingClass.starts_on, TrainingClass.code)
    )
    if programme is not None:
        query = query.where(TrainingClass.programme == programme)
    for word in typed.split():
        query = query.where(
            or_(
                TrainingClass.code.icontains(word, autoescape=True),
                TrainingProgramme.name.icontains(word, autoescape=True),
            )
        )
    return [
        (row.id, f"{row.code} · {row.name} · {day_range(row.starts_on, row.ends_on)}")
        for row in session.execute(query.limit(limit))
    ]
