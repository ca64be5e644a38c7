"""Skills that people of a class lacked, with the level before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.class_people import Learner, learners
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.skill_gaps import Closing, closing
from desktop_app.records import Officer, SkillGap, TrainingClass, TrainingProvider
from desktop_app.store.writing import Write

JUDGED = N_("Skills judged")


@dataclass(frozen=True)
class Gap:
    """A skill that somebody of a class lacked."""

    learner: Learner
    record: SkillGap

    @property
    def closing(self) -> Closing:
        return closing(self.record.wanted, self.record.before, self.record.after)


def gaps_of(session: Session, training_class: str) -> list[Gap]:
    """The gaps of everybody in a class, by name and skill."""
    people = learners(session, training_class)
    found: dict[str, list[SkillGap]] = {}
    for one in session.scalars(
        select(SkillGap)
        .where(
            SkillGap.affected_worker.in_([person.case for person in people]),
            SkillGap.voided_at.is_(None),
        )
        .order_by(SkillGap.skill, SkillGap.id)
    ):
        found.setdefault(one.affected_worker, []).append(one)
    return [Gap(person, one) for person in people for one in found.get(person.case, ())]


def judge(session: Write, training_class: str, entries: Mapping[str, Mapping[str, object]]) -> int:
    """Record levels of several gaps: by the gap's id, values of its fields.

    Who judged afterwards is the class's instructor or provider unless it is
    said; the day is the last of the class, or today. Returns how many changed.
    """
    gaps = {one.record.id: one.record for one in gaps_of(session, training_class)}
    if any(id not in gaps for id in entries):
        raise UserError("NOT-IN-CLASS", N_("This person has no seat in the class."))
    by, day = _judge(session, training_class)
    for id, values in entries.items():
        gap = gaps[id]
        for name, value in values.items():
            setattr(gap, name, value)
        if gap.after is None:
            gap.after_by = gap.after_on = None
        else:
            gap.after_by = gap.after_by or by
            gap.after_on = gap.after_on or day
    return len(entries)


def _judge(session: Write, training_class: str) -> tuple[str, date]:
    taught = session.get_one(TrainingClass, training_class)
    provider = session.get(TrainingProvider, taught.provider) if taught.provider else None
    by = taught.instructor or (provider.name if provider else "") or _officer(session)
    return by[:120], min(taught.ends_on, session.facts.today)


def _officer(session: Write) -> str:
    officer = session.get(Officer, session.author.officer)
    return officer.name if officer is not None else session.author.officer


def lack(
    session: Write, training_class: str, skill: str, wanted: int, before: int
) -> list[SkillGap]:
    """Everybody of a class lacked a skill; who has it on record already is passed over.

    Raises UserError when no skill is named.
    """
    if not skill.strip():
        raise UserError("SKILL", N_("Name the skill."))
    known = {
        (one.learner.case, one.record.skill.casefold()) for one in gaps_of(session, training_class)
    }
    taught = session.get_one(TrainingClass, training_class)
    made = [
        SkillGap(
            affected_worker=person.case,
            skill=skill.strip(),
            wanted=wanted,
            before=before,
            before_by=_officer(session),
            before_on=min(taught.starts_on, session.facts.today),
        )
        for person in learners(session, training_class)
        if (person.case, skill.strip().casefold()) not in known
    ]
    session.add_all(made)
    return made
