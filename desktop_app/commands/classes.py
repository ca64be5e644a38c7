"""Classes: listed, led through their life, and given their sessions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.commands.destination import destination, in_folder
from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser, at_least_one
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.desk.class_life import Led
    from desktop_app.records import TrainingClass
    from desktop_app.store.writing import Write

    Act = Callable[[Write, str], Led]


def declare(commands: Commands) -> None:
    """``class list``, ``open``, ``start``, ``finish``, ``report``, ``cancel``, ``reopen``,
    and ``class sessions``."""
    group = commands.group("class", N_("classes: their life, their sessions, their people"))
    listed = group.command("list", N_("the classes, by first day"), _list)
    listed.add_argument(
        "--state", metavar="STATE", help=_("only those in this state, such as RUNNING")
    )
    _of(group.command("open", N_("open a planned class for enrolment"), _open))
    _of(group.command("start", N_("begin the training of a class"), _start))
    _of(group.command("finish", N_("end the training of a class"), _finish))
    _of(group.command("report", N_("report a finished class"), _report))
    cancel = _of(group.command("cancel", N_("call a class off"), _cancel))
    _reason(cancel)
    cancel.add_argument(
        "--waiting", action="store_true", help=_("put its people on the waiting list")
    )
    _reason(_of(group.command("reopen", N_("lead a class one step back"), _reopen)))
    sessions = _of(group.command("sessions", N_("the sessions of a class"), _sessions))
    sessions.add_argument(
        "--plan", action="store_true", help=_("lay them on its days first; held ones stay")
    )
    _of(group.command("move-up", N_("give free seats to those who wait"), _move_up))
    divide = group.command(
        "divide", N_("propose classes for who looks for a seat, and make them"), _divide
    )
    divide.add_argument(
        *("--from",), dest="starts_on", required=True, metavar="DAY", help=_("first day")
    )
    divide.add_argument("--capacity", type=at_least_one, metavar="N", help=_("seats of a class"))
    divide.add_argument("--least", type=at_least_one, metavar="N", help=_("fewest people"))
    divide.add_argument("--accept", action="store_true", help=_("make the classes as proposed"))
    papers = _of(group.command("papers", N_("all letters and forms of a class, one PDF"), _papers))
    papers.add_argument(
        "--issue", action="store_true", help=_("give the calls their letter numbers")
    )
    papers.add_argument(
        "--out", required=True, metavar="FILE", help=_("file or folder to write to")
    )
    envelope = group.command("envelope", N_("all that is printed for a class, one PDF"), _envelope)
    for one in (papers, _of(envelope)):
        one.add_argument("--purpose", metavar="TEXT", help=_("what it is for; put down in the log"))
    envelope.add_argument(
        "--out", required=True, metavar="FILE", help=_("file or folder to write to")
    )


def _of(parser: Parser) -> Parser:
    parser.add_argument(
        *("--class",), dest="code", required=True, metavar="CODE", help=_("the class's code")
    )
    return parser


def _reason(parser: Parser) -> None:
    parser.add_argument("--reason", required=True, metavar="TEXT", help=_("why"))


def _list(given: Given) -> Answer:
    from sqlalchemy import select

    from desktop_app.desk.seats import seats_left
    from desktop_app.records import TrainingClass, TrainingProgramme
    from desktop_app.records.training import ClassState
    from desktop_app.wording import day_range

    query = select(TrainingClass).order_by(TrainingClass.starts_on, TrainingClass.code)
    if given.state is not None:
        codes = {state.value: state for state in ClassState}
        if given.state.upper() not in codes:
            raise UserError(
                "CLASS-STATE",
                N_("There is no state {given}. Choose one of these: {states}"),
                given=given.state,
                states=", ".join(codes),
            )
        query = query.where(TrainingClass.state == codes[given.state.upper()])
    rows: list[dict[str, object]] = []
    lines = []
    with given.office() as office, office.store.read() as session:
        for one in session.scalars(query):
            programme = session.get(TrainingProgramme, one.programme)
            rows.append(
                {
                    **_told(one),
                    "programme": programme.code if programme else None,
                    "programme_name": programme.name if programme else None,
                    "scheme": one.scheme.value,
                    "place": one.place,
                    "capacity": one.capacity,
                    "seats_left": seats_left(session, one.id),
                }
            )
            words = [one.code, _(one.state.label), day_range(one.starts_on, one.ends_on)]
            lines.append("  ".join([*words, programme.name if programme else ""]).rstrip())
    return Answer({"classes": rows}, lines or [_("No classes yet")])


def _told(one: TrainingClass) -> dict[str, object]:
    return {
        "id": one.id,
        "code": one.code,
        "state": one.state.value,
        "starts_on": one.starts_on.isoformat(),
        "ends_on": one.ends_on.isoformat(),
    }


def _led(given: Given, why: str, act: Act) -> Answer:
    """Lead the class of the call by an act, and tell how it stands now."""
    from desktop_app.desk.classes import by_code

    with given.office() as office:
        with office.store.read() as session:
            id = by_code(session, given.code).id
        with office.store.write(why) as session:
            led = act(session, id)
    data = {"people": led.people, "unusual_days": led.unusual, "few_people": led.few}
    words = f"{led.training_class.code}: {_(led.training_class.state.label)}"
    return Answer({"class": _told(led.training_class), **data}, [words])


def _open(given: Given) -> Answer:
    from desktop_app.desk import class_life

    return _led(given, class_life.OPENED, class_life.open_class)


def _start(given: Given) -> Answer:
    from desktop_app.desk import class_life

    return _led(given, class_life.STARTED, class_life.start)


def _finish(given: Given) -> Answer:
    from desktop_app.desk import class_life

    return _led(given, class_life.FINISHED, class_life.finish)


def _report(given: Given) -> Answer:
    from desktop_app.desk import class_life

    return _led(given, class_life.REPORTED, class_life.report)


def _cancel(given: Given) -> Answer:
    from desktop_app.desk import class_life

    act = partial(class_life.cancel, reason=given.reason, waiting=given.waiting)
    return _led(given, class_life.CANCELLED, act)


def _reopen(given: Given) -> Answer:
    from desktop_app.desk import class_life

    return _led(given, class_life.REOPENED, partial(class_life.reopen, reason=given.reason))


def _sessions(given: Given) -> Answer:
    from desktop_app.desk.class_days import length, plan_days, sessions_of
    from desktop_app.desk.classes import by_code
    from desktop_app.wording import day_short

    with given.office() as office:
        with office.store.read() as session:
            id = by_code(session, given.code).id
        if given.plan:
            with office.store.write(N_("Sessions planned")) as session:
                plan_days(session, id)
        with office.store.read() as session:
            found = by_code(session, id)
            laid, long = sessions_of(session, id), length(session, found)
    rows = [
        {
            "day": one.slot.day.isoformat(),
            "part": one.slot.part,
            "lesson_hours": one.slot.lesson_hours,
            "held": one.held,
        }
        for one in laid
    ]
    lines = [f"{day_short(x.slot.day)}  {x.slot.part}  {x.slot.lesson_hours} JP" for x in laid]
    data = {
        "class": _told(found),
        "sessions": rows,
        "training_days": long.training_days,
        "calendar_days": long.calendar_days,
        "lesson_hours": long.lesson_hours,
    }
    return Answer(data, lines or [_("No sessions yet")])


def _move_up(given: Given) -> Answer:
    from desktop_app.desk.classes import by_code
    from desktop_app.desk.seats import move_up

    with given.office() as office:
        with office.store.read() as session:
            id = by_code(session, given.code).id
        with office.store.write(N_("Moved up from the waiting list")) as session:
            moved = move_up(session, id)
    numbers = [one.number for one in moved]
    return Answer({"moved": numbers}, numbers or [_("No seat is free, or nobody waits.")])


def _divide(given: Given) -> Answer:
    from desktop_app.desk.dividing import DIVIDED, accept, looking, terms
    from desktop_app.processes.dividing import propose

    with given.office() as office:
        starts_on = given.day("starts_on", office)
        assert starts_on is not None
        with office.store.read() as session:
            asked = terms(
                session,
                office.store.facts(),
                office.code,
                starts_on=starts_on,
                capacity=given.capacity,
                least=given.least,
            )
            seekers = looking(session)
        proposal = propose(seekers.values(), asked)
        codes: list[str] = []
        if given.accept:
            with office.store.write(DIVIDED) as session:
                codes = [one.code for one in accept(session, proposal).classes]
    rows = [
        {
            "code": codes[number] if codes else None,
            "programme": one.kind.programme,
            "scheme": one.kind.scheme.value,
            "place": one.place or None,
            "starts_on": one.starts_on.isoformat(),
            "ends_on": one.ends_on.isoformat(),
            "capacity": one.capacity,
            "people": [seekers[id].number for id in one.people],
        }
        for number, one in enumerate(proposal.classes)
    ]
    waiting = [seekers[id].number for id in proposal.waiting]
    words = _("{classes} classes, {people} people with a seat, {waiting} waiting").format(
        classes=len(rows), people=len(seekers) - len(waiting), waiting=len(waiting)
    )
    return Answer({"classes": rows, "waiting": waiting, "accepted": given.accept}, [words])


def _papers(given: Given) -> Answer:
    from desktop_app.desk.classes import by_code
    from desktop_app.files import safe_name
    from exports.class_papers import class_papers
    from exports.handing_out import hand_out

    with given.office() as office:
        with office.store.read() as session:
            found = by_code(session, given.code)
        bound = class_papers(office, [found.id], given.progress, issuing=given.issue)
        name = safe_name(f"surat-kelas-{found.code}", "surat-kelas")
        path = in_folder(destination(given, given.out), name, "pdf")
        hand_out(office, bound.given(given.purpose or "", found.id), path, bound.data)
    data = {"file": str(path), "people": bound.people, "issued": bound.issued}
    return Answer(data, [_("Written: {path}").format(path=path)])


def _envelope(given: Given) -> Answer:
    from dataclasses import replace

    from desktop_app.desk.classes import by_code
    from desktop_app.files import safe_name
    from exports.class_envelope import class_envelope
    from exports.handing_out import hand_out

    with given.office() as office:
        with office.store.read() as session:
            found = by_code(session, given.code)
        made = class_envelope(office, found.id, given.progress)
        name = safe_name(f"amplop-kelas-{found.code}", "amplop-kelas")
        path = in_folder(destination(given, given.out), name, "pdf")
        hand_out(office, replace(made.given, purpose=given.purpose or ""), path, made.data)
    data = {"file": str(path), "certificates": made.count}
    return Answer(data, [_("Written: {path}").format(path=path)])
