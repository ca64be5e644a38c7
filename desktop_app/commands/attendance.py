"""Attendance: forms for the provider out and in, and the recap of a class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.commands.destination import destination, in_folder
from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _


def declare(commands: Commands) -> None:
    """``attendance import``, ``export`` and ``recap``."""
    group = commands.group("attendance", N_("attendance and the forms of a class's provider"))
    read = _of(group.command("import", N_("take over a form that came back"), _import))
    read.add_argument("file", type=Path, metavar="FILE", help=_("the workbook"))
    read.add_argument(
        "--scan", type=Path, metavar="FILE", help=_("the scan of the signed paper, kept beside")
    )
    read.add_argument(
        "--new-only", action="store_true", help=_("leave alone what is in the store already")
    )
    read.add_argument("--dry-run", action="store_true", help=_("only say what would be taken over"))
    give = _of(group.command("export", N_("write a form for the provider"), _export))
    give.add_argument(
        "--form",
        default="attendance",
        metavar="FORM",
        help=_("attendance, scores, report or invoice"),
    )
    give.add_argument("--out", metavar="FILE", help=_("file or folder to write to"))
    _of(group.command("recap", N_("how often each participant came"), _recap))


def _of(parser: Parser) -> Parser:
    parser.add_argument(
        *("--class",), dest="code", required=True, metavar="CODE", help=_("the class's code")
    )
    return parser


def _import(given: Given) -> Answer:
    from desktop_app.desk.class_forms import plain, read_back, take_over
    from desktop_app.desk.classes import by_code

    with given.office() as office:
        with office.store.read() as session:
            id = by_code(session, given.code).id
        back = read_back(office, given.file, id, given.progress)
        chosen = back.fresh if given.new_only else back.able
        taken = 0
        if not given.dry_run and (chosen or given.scan):
            taken = take_over(office, back, chosen, given.scan)
    refused = [one for one in back.differences if one.refused]
    counts = {
        "new": len(back.fresh),
        "changed": len(back.able) - len(back.fresh),
        "same": back.alike,
        "refused": len(refused),
        "taken": taken,
    }
    data = {"class": back.code, "form": back.kind, "version": back.version, **counts}
    lines = [
        translate_n(
            "{n} entry of the provider taken over", "{n} entries of the provider taken over", taken
        ).format(n=taken)
    ]
    lines += [f"{one.who} · {one.what}: {one.theirs} – {one.refused}" for one in refused]
    return Answer({**data, "differences": [plain(one) for one in back.differences]}, lines)


def _export(given: Given) -> Answer:
    from desktop_app.desk.classes import by_code
    from desktop_app.files import safe_name
    from exports.class_forms import give_out

    with given.office() as office:
        with office.store.read() as session:
            of = by_code(session, given.code)
        where = destination(given, given.out or ".")
        path = in_folder(where, safe_name(f"{given.form}-{of.code}"), "xlsx")
        version = give_out(office, given.form, of.id, path)
    data = {"class": of.code, "form": given.form, "version": version, "path": str(path)}
    return Answer(data, [str(path)])


def _recap(given: Given) -> Answer:
    from desktop_app.desk.attendance_recap import recap
    from desktop_app.desk.classes import by_code
    from desktop_app.records.teaching import Mark
    from desktop_app.wording import percent

    with given.office() as office, office.store.read() as session:
        found, lines = recap(session, by_code(session, given.code).id, office.today)
    people: list[dict[str, Any]] = []
    said = []
    for line in lines:
        one = line.standing
        people.append(
            {
                "number": line.person.number,
                "name": line.person.name,
                "share": one.share,
                "attended": one.attended,
                "held": one.held,
                "whole": one.whole,
                "missing": one.missing,
                "risk": one.risk.value,
                **{mark.value: one.counts[mark] for mark in Mark},
            }
        )
        share = "–" if one.share is None else percent(one.share)
        words = [line.person.number, line.person.name, share, one.word]
        said.append("  ".join(word for word in words if word))
    data = {"class": found.code, "least": found.rules.least, "people": people}
    return Answer(data, said or [_("Nobody has a seat yet")])
