"""Looking for classes: those that still take people."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop_app.records import TrainingClass, TrainingProgramme
from desktop_app.records.training import ClassState
from desktop_app.wording import day_range


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
