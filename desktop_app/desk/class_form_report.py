"""The provider's report on a class: answers in words, kept as one note on the class."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.class_form_parts import Difference, Filling, raw, value_of
from desktop_app.i18n import N_, translate
from desktop_app.importing.class_forms import Filled
from desktop_app.processes.class_forms import FORMS, Holds
from desktop_app.records import Note, TrainingClass
from desktop_app.records.record import Facts
from desktop_app.store.writing import Write

_REPORT = FORMS["report"]


def fill(session: Session, of: TrainingClass, facts: Facts) -> Filling:
    """Nothing but what is asked."""
    return Filling()


def compare(session: Session, of: TrainingClass, facts: Facts, filled: Filled) -> list[Difference]:
    """Each answer; ours is the same when a note on the class says it already."""
    notes = session.scalars(
        select(Note.text).where(
            Note.of_record == TrainingClass.__tablename__,
            Note.of_id == of.id,
            Note.voided_at.is_(None),
        )
    ).all()
    found = []
    for ask in _REPORT.fields:
        if ("", ask.name) not in filled.values:
            continue
        value, refused = value_of(filled, "", ask.name, Holds.LONG, facts.today)
        theirs = raw(filled, "", ask.name)
        there = value is not None and any(value in text for text in notes)
        what = translate(ask.label)
        ours = theirs if there else ""
        found.append(Difference("", ask.name, "", what, ours, theirs, value, refused))
    return found


def enter(session: Write, of: TrainingClass, chosen: Sequence[Difference]) -> None:
    """Keep the answers as one note on the class."""
    if not chosen:
        return
    labels = {ask.name: ask.label for ask in _REPORT.fields}
    text = [translate(N_("Report of the provider"))]
    text += [f"{translate(labels[one.column])}: {one.value}" for one in chosen]
    session.add(
        Note(
            of_record=TrainingClass.__tablename__,
            of_id=of.id,
            text="\n\n".join(text),
            written_at=session.now,
            officer=session.author.officer,
        )
    )
