"""Papers of a class that went out and say what is not so any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.fields import describe
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Moment
from desktop_app.records import Handout, TrainingClass
from desktop_app.records.paperwork import HandoutKind
from desktop_app.store import journal
from desktop_app.wording import day_long

PAPERS = ("attendance-sheet", "class-papers", "class-envelope")
"""The documents that name instructor, place and days, as the log of handouts calls them."""
SAID = ("instructor", "programme", "provider", "place", "starts_on", "ends_on")

_moment = Moment()


def out_of_date(session: Session, held: TrainingClass) -> str:
    """What changed since papers of a class were last printed, in the reader's language."""
    last = session.scalar(
        select(func.max(Handout.at)).where(
            Handout.of_record == TrainingClass.__tablename__,
            Handout.of_id == held.id,
            Handout.name.in_(PAPERS),
            Handout.kind != HandoutKind.PREVIEW,
            Handout.voided_at.is_(None),
        )
    )
    if last is None or not (changed := _changed(session, held, last)):
        return ""
    described = describe(TrainingClass)
    what = ", ".join(translate(described[name].label) for name in SAID if name in changed)
    words = translate(N_("Papers printed on {day} say otherwise: {what}. Print them again."))
    return words.format(day=day_long(last.date()), what=what)


def _changed(session: Session, held: TrainingClass, since: datetime) -> set[str]:
    """The fields of a class that are on its papers and were changed since."""
    lines = journal.history(session.connection(), held.id)
    return {
        name
        for line in lines
        if line.do == "set" and _moment.value(line.at) > since
        for name in line.set
        if name in SAID
    }
