"""Visits to a class: heads counted against the marks of that session."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.records import Attendance, ClassSession, ClassVisit
from desktop_app.records.teaching import Mark


def marked_present(session: Session, training_class: str, day: date, part: int) -> int | None:
    """How many the attendance marks as present in a session; None while nobody is marked."""
    rows = session.execute(
        select(Attendance.mark, func.count(Attendance.id))
        .join(ClassSession, ClassSession.id == Attendance.session)
        .where(
            ClassSession.training_class == training_class,
            ClassSession.day == day,
            ClassSession.part == part,
            ClassSession.voided_at.is_(None),
            Attendance.voided_at.is_(None),
        )
        .group_by(Attendance.mark)
    ).all()
    found = {row[0]: int(row[1]) for row in rows}
    return found.get(Mark.PRESENT, 0) if found else None


def difference(session: Session, visit: ClassVisit) -> int | None:
    """Heads less marks as they stand now: negative where more are marked than were there."""
    marked = marked_present(session, visit.training_class, visit.day, visit.part)
    return None if marked is None else visit.heads - marked
