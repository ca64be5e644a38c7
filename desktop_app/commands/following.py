"""What became of people: who is to be called, answers, planning, hints of headquarters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from desktop_app.kinds import Code

C = TypeVar("C", bound="Code")


def declare(commands: Commands) -> None:
    """``follow-up due``, ``set``, ``plan`` and ``hints``."""
    group = commands.group("follow-up", N_("what became of people after training"))
    group.command("due", N_("people to call today"), _due)
    put = group.command("set", N_("put down what became of somebody"), _set)
    put.add_argument("enrolment", metavar="ENROLMENT", help=_("number of the enrolment"))
    put.add_argument("--outcome", required=True, metavar="CODE", help=_("for example KEPT"))
    put.add_argument("--month", type=int, metavar="N", help=_("which month (default: the one due)"))
    put.add_argument("--starts", metavar="DATE", help=_("first day of work"))
    put.add_argument("--employer", metavar="NAME", help=_("name of the company"))
    put.add_argument("--evidence", metavar="CODE", help=_("for example OWN_WORD"))
    group.command("plan", N_("plan what was not planned yet"), _plan)
    hints = group.command("hints", N_("headquarters: read a list of who works again"), _hints)
    hints.add_argument("file", type=Path, metavar="FILE")
    hints.add_argument("--source", default="", metavar="TEXT", help=_("where the list comes from"))


def _due(given: Given) -> Answer:
    from desktop_app.desk.call_sheet import people_to_call
    from desktop_app.desk.planning import catch_up
    from desktop_app.wording import day_short

    with given.office() as office:
        catch_up(office)
        with office.store.read() as session:
            found = people_to_call(session, office.store.facts())
    rows = [
        {
            "follow_up": one.follow_up,
            "enrolment": one.enrolment,
            "name": one.name,
            "class": one.training_class,
            "month": one.month,
            "due_on": one.due_on.isoformat(),
            "standing": one.standing.value,
            "attempts": one.attempts,
            "hint": one.hint.seen_on.isoformat() if one.hint else None,
        }
        for one in found
    ]
    lines = [f"{day_short(one.due_on)}  {one.name} · {one.programme}" for one in found]
    return Answer({"due": rows}, lines or [_("Nobody is to be called today.")])


def _set(given: Given) -> Answer:
    from desktop_app.desk.follow_ups import ANSWERED, answer
    from desktop_app.records import Enrolment
    from desktop_app.records.work import WorkEvidence, WorkOutcome

    outcome = _code(given.outcome, WorkOutcome)
    with given.office() as office:
        details = {
            "starts_on": given.day("starts", office),
            "evidence": _code(given.evidence, WorkEvidence) if given.evidence else None,
            "employer_name": given.employer,
        }
        known = {name: value for name, value in details.items() if value is not None}
        with office.store.write(ANSWERED) as session:
            meant = _meant(session, given, office.today)
            one = answer(session, meant, outcome, known)
            state = session.get_one(Enrolment, one.enrolment).state
    said = f"{given.enrolment}: {_(outcome.label)} · {_(state.label)}"
    data = {"follow_up": one.id, "month": one.month, "outcome": outcome.value, "state": state.value}
    return Answer(data, [said])


def _code(text: str, codes: type[C]) -> C:
    try:
        return codes.of(text.upper())
    except ValueError:
        raise UserError(
            "CODE",
            N_("{given} is none of {choices}"),
            given=text,
            choices=", ".join(code.value for code in codes),
        ) from None


def _meant(session: Session, given: Given, today: date) -> str:
    """The follow-up of the month that was named, or the last one due."""
    from sqlalchemy import select

    from desktop_app.records import Enrolment, FollowUp

    query = (
        select(FollowUp.id)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment)
        .where(Enrolment.number == given.enrolment, FollowUp.voided_at.is_(None))
    )
    if given.month is not None:
        query = query.where(FollowUp.month == given.month)
    else:
        query = query.where(FollowUp.due_on <= today)
    found = session.scalars(query.order_by(FollowUp.month.desc()).limit(1)).first()
    if found is None:
        raise UserError(
            "NOT-PLANNED",
            N_("No follow-up of {number} is due. Name its month with --month."),
            number=given.enrolment,
        )
    return found


def _plan(given: Given) -> Answer:
    from desktop_app.desk.planning import catch_up

    with given.office() as office:
        many = catch_up(office)
    said = translate_n("{n} follow-up planned", "{n} follow-ups planned", many).format(n=many)
    return Answer({"planned": many}, [said])


def _hints(given: Given) -> Answer:
    from desktop_app.desk.work_hints import read_hints

    with given.office() as office:
        read = read_hints(office, given.file, given.source)
    lines = [
        translate_n("{n} hint read", "{n} hints read", read.made).format(n=read.made),
        *([_("Known already: {n}").format(n=read.known)] if read.known else []),
    ]
    for rows, words in (
        (read.unknown, N_("No training that ended is known of the people in rows {rows}")),
        (read.unreadable, N_("A number or a day cannot be read in rows {rows}")),
    ):
        if rows:
            lines.append(_(words).format(rows=", ".join(map(str, rows))))
    return Answer(
        {
            "made": read.made,
            "known": read.known,
            "unknown_rows": list(read.unknown),
            "unreadable_rows": list(read.unreadable),
        },
        lines,
    )
