"""The desks: letters that go out, decisions, the calendar and reminders."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.records import IssuedLetter

AHEAD = timedelta(days=13)
"""How far the calendar is told where no last day is named: two weeks with today."""


def declare(commands: Commands) -> None:
    """``letter issue|list|void``, ``decision list``, ``calendar`` and ``reminder add``."""
    letter = commands.group("letter", N_("letters that go out under a number"))
    issue = letter.command("issue", N_("give a document its number and keep it"), _issue)
    issue.add_argument("name", metavar="NAME", help=_("a document; “document list” names them"))
    issue.add_argument("--id", dest="key", required=True, help=_("the record's id or number"))
    listed = letter.command("list", N_("the numbers given out, void ones too"), _letters)
    listed.add_argument("--year", type=int, help=_("of this year only"))
    void = letter.command("void", N_("make a number void; it is never given again"), _void)
    void.add_argument("number", metavar="NUMBER", help=_("the letter's number"))
    void.add_argument("--reason", required=True, metavar="TEXT", help=_("why it is void"))
    decision = commands.group("decision", N_("decisions of the head"))
    asked = decision.command("list", N_("what waits for a decision"), _decisions)
    asked.add_argument("--all", action="store_true", help=_("those decided too"))
    calendar = commands.command("calendar", N_("what stands on which day"), _calendar)
    calendar.add_argument("--from", dest="since", metavar="DAY", help=_("first day"))
    calendar.add_argument("--to", dest="until", metavar="DAY", help=_("last day"))
    reminder = commands.group("reminder", N_("things to be told of on a day"))
    add = reminder.command("add", N_("be reminded of something"), _remind)
    add.add_argument("text", metavar="TEXT", help=_("what is to be done"))
    add.add_argument("--on", required=True, metavar="DAY", help=_("the day"))


def _told(letter: IssuedLetter) -> dict[str, object]:
    return {
        "id": letter.id,
        "number": letter.number,
        "document": letter.document,
        "of": letter.of_id,
        "issued_on": letter.issued_on.isoformat(),
        "addressee": letter.addressee,
        "void_on": letter.void_on.isoformat() if letter.void_on else None,
        "void_reason": letter.void_reason,
    }


def _issue(given: Given) -> Answer:
    from exports.documents import document_named
    from exports.documents.issuing import issue

    document = document_named(given.name)
    with given.office() as office:
        with office.store.read() as session:
            key = document.record_id(session, given.key)
        letter = issue(office, document, key)
    return Answer({"letter": _told(letter)}, [_("Issued: {number}").format(number=letter.number)])


def _letters(given: Given) -> Answer:
    from desktop_app.desk.letters import register
    from desktop_app.wording import day_short

    with given.office() as office, office.store.read() as session:
        found = register(session, given.year)
    lines = [
        "  ".join(
            [day_short(x.issued_on), x.number, x.document, *([_("Void")] if x.void_on else [])]
        )
        for x in found
    ]
    return Answer({"letters": [_told(x) for x in found]}, lines or [_("No letters yet")])


def _void(given: Given) -> Answer:
    from desktop_app.desk import letters
    from desktop_app.processes.rights import Right
    from desktop_app.records import IssuedLetter

    with given.office() as office:
        office.must(Right.ISSUE)
        with office.store.read() as session:
            found = [x for x in letters.register(session) if x.number == given.number]
        if not found:
            raise UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=given.number)
        with office.store.write(letters.VOIDED) as session:
            letter = session.get_one(IssuedLetter, found[0].id)
            letters.void(session, letter, given.reason)
    return Answer({"letter": _told(letter)}, [_("Void: {number}").format(number=letter.number)])


def _decisions(given: Given) -> Answer:
    from desktop_app.desk.decision_lists import listed
    from desktop_app.wording import day_short

    with given.office() as office, office.store.read() as session:
        found = [(one, words) for one, words in listed(session, waiting=not given.all)]
    rows = [
        {
            "id": one.id,
            "matter": one.matter,
            "question": one.question,
            "state": one.state.value,
            "asked_on": one.asked_on.isoformat(),
            "due_on": one.due_on.isoformat() if one.due_on else None,
            "reason": one.reason,
        }
        for one, _words in found
    ]
    lines = [f"{day_short(one.asked_on)}  {one.matter}  {words}" for one, words in found]
    return Answer({"decisions": rows}, lines or [_("Nothing waits for a decision.")])


def _calendar(given: Given) -> Answer:
    from desktop_app.desk.calendar import entries
    from desktop_app.wording import day_short

    with given.office() as office, office.store.read() as session:
        since = given.day("since", office) or office.today
        until = given.day("until", office) or since + AHEAD
        officer = office.store.author.officer
        found = entries(session, office.store.facts(), officer, since, until)
    rows = [
        {
            "day": one.day.isoformat(),
            "time": one.time or None,
            "kind": one.kind.value,
            "title": one.title,
            "note": one.note,
            "id": one.id,
        }
        for one in found
    ]
    lines = [
        "  ".join(
            word for word in (day_short(x.day), x.time, _(x.kind.label), x.title, x.note) if word
        )
        for x in found
    ]
    return Answer({"entries": rows}, lines or [_("Nothing stands on these days.")])


def _remind(given: Given) -> Answer:
    from desktop_app.desk.calendar import REMINDED, remind
    from desktop_app.wording import day_long

    with given.office() as office:
        day = given.day("on", office)
        assert day is not None
        with office.store.write(REMINDED) as session:
            made = remind(session, given.text, day)
    words = _("You will be reminded on {day}.").format(day=day_long(day))
    return Answer({"reminder": made.id, "due_on": day.isoformat()}, [words])
