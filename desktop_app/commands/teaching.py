"""What came of a class: results of the provider, assessments of a certification body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _


def declare(commands: Commands) -> None:
    """``result list`` and ``set``, ``assessment list`` and ``import``."""
    group = commands.group("result", N_("who passed, as the provider reports it"))
    _of(group.command("list", N_("the results of a class"), _results))
    enter = _of(group.command("set", N_("record the result of one person or of all"), _set))
    which = enter.add_mutually_exclusive_group(required=True)
    which.add_argument("--person", metavar="NUMBER", help=_("the person's enrolment number"))
    which.add_argument(
        "--all-passed", action="store_true", help=_("everybody passed who came often enough")
    )
    enter.add_argument("--result", metavar="L|T", default="L", help=_("L passed, T not passed"))
    enter.add_argument("--score", type=int, metavar="N", help=_("0 to 100"))
    enter.add_argument(
        *("--reason",),
        default="",
        metavar="TEXT",
        help=_("why somebody passes who attended too little"),
    )
    group = commands.group("assessment", N_("what certification bodies found"))
    _of(group.command("list", N_("the last assessment of a class"), _assessments))
    read = _of(group.command("import", N_("take over a certification body's list"), _import))
    read.add_argument("file", type=Path, metavar="FILE", help=_("the list: xlsx, csv or text"))
    read.add_argument("--body", required=True, metavar="NAME", help=_("the certification body"))
    read.add_argument("--scheme", required=True, metavar="TEXT", help=_("certification scheme"))
    read.add_argument("--date", required=True, metavar="DAY", help=_("the day of the assessment"))
    read.add_argument("--reason", metavar="TEXT", help=_("why it lies beyond the body's licence"))


def _of(parser: Parser) -> Parser:
    parser.add_argument(
        *("--class",), dest="code", required=True, metavar="CODE", help=_("the class's code")
    )
    return parser


def _results(given: Given) -> Answer:
    from desktop_app.desk.classes import by_code
    from desktop_app.desk.results import outcomes

    with given.office() as office, office.store.read() as session:
        found = outcomes(session, by_code(session, given.code).id, office.store.facts())
    rows: list[dict[str, Any]] = [
        {
            "number": one.enrolment.number,
            "name": one.learner.name,
            "attendance": one.standing.share if one.standing else None,
            "short": one.short,
            "result": one.enrolment.result.value if one.enrolment.result else None,
            "score": one.enrolment.score,
            "result_on": one.enrolment.result_on.isoformat() if one.enrolment.result_on else None,
            "reason": one.enrolment.under_reason,
            "state": one.enrolment.state.value,
        }
        for one in found
    ]
    lines = [
        f"{one.enrolment.number}  {one.learner.name}: "
        + (_(one.enrolment.result.label) if one.enrolment.result else "–")
        for one in found
    ]
    return Answer({"class": given.code, "results": rows}, lines or [_("Nobody was trained yet.")])


def _set(given: Given) -> Answer:
    from desktop_app.desk.classes import by_code
    from desktop_app.desk.results import RECORDED, all_passed, enter, outcomes, read_result

    with given.office() as office, office.store.write(RECORDED) as session:
        id = by_code(session, given.code).id
        if given.all_passed:
            count = all_passed(session, id)
        else:
            people = {
                one.enrolment.number: one.enrolment.id
                for one in outcomes(session, id, session.facts)
            }
            if given.person not in people:
                raise UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=given.person)
            values: dict[str, Any] = {"result": read_result(given.result)}
            if given.score is not None:
                values["score"] = given.score
            count = enter(session, id, {people[given.person]: values}, given.reason)
    words = translate_n("{n} result recorded", "{n} results recorded", count)
    return Answer({"class": given.code, "recorded": count}, [words.format(n=count)])


def _assessments(given: Given) -> Answer:
    from desktop_app.desk.assessments import candidates, last_sitting
    from desktop_app.desk.classes import by_code

    with given.office() as office, office.store.read() as session:
        id = by_code(session, given.code).id
        sitting = last_sitting(session, id)
        found = [one for one in candidates(session, id, sitting) if one.assessment]
    rows = [
        {
            "number": one.learner.enrolment.number,
            "name": one.learner.name,
            "verdict": made.verdict.value,
            "scheme": made.scheme_name,
            "assessed_on": made.assessed_on.isoformat(),
            "certificate_number": made.certificate_number,
            "valid_until": made.valid_until.isoformat() if made.valid_until else None,
        }
        for one in found
        if (made := one.assessment)
    ]
    lines = [f"{row['number']}  {row['name']}: {row['verdict']}" for row in rows]
    data = {"class": given.code, "assessments": rows}
    return Answer(data, lines or [_("Nobody was assessed in this class yet.")])


def _import(given: Given) -> Answer:
    from desktop_app.desk.assessment_lists import read_list
    from desktop_app.desk.assessments import RECORDED, Sitting, body_named, enter
    from desktop_app.desk.classes import by_code
    from desktop_app.importing.reading import read_table

    sheets = read_table(given.file, progress=given.progress)
    with given.office() as office, office.store.write(RECORDED) as session:
        id = by_code(session, given.code).id
        day = given.day("date", office) or office.today
        sitting = Sitting(
            body_named(session, given.body), given.scheme, day, expiry_reason=given.reason
        )
        count = enter(session, id, sitting, read_list(session, id, sheets, office.today))
    words = translate_n("{n} assessment recorded", "{n} assessments recorded", count)
    return Answer({"class": given.code, "recorded": count}, [words.format(n=count)])
