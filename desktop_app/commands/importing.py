"""Reading in: lists of workers, employers, programmes, providers; lists of headquarters."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.destination import destination, in_folder
from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.errors import UserError
from desktop_app.i18n import N_, NN_, translate_n
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.desk.importing import Imported
    from desktop_app.office import Office

KINDS = ("workers", "employers", "programmes", "providers")


def declare(commands: Commands) -> None:
    """``import workers`` and its like, ``import template`` and ``reference import``."""
    group = commands.group("import", N_("read in lists"))
    _list(group, "workers", N_("read in an employer's list of workers"))
    _list(group, "employers", N_("read in a list of employers"))
    _list(group, "programmes", N_("read in a list of training programmes"))
    _list(group, "providers", N_("read in a list of training providers"))
    template = group.command(
        "template", N_("write an empty list to be filled in and sent back"), _template
    )
    template.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    template.add_argument(
        "--out", metavar="OUT.xlsx", default=".", help=_("file or folder to write to")
    )
    group = commands.group("reference", N_("lists of headquarters"))
    reference = group.command(
        "import", N_("read in the list of regions or of retired codes"), _reference
    )
    reference.add_argument("file", type=Path, metavar="FILE")


def _list(group: Commands, name: str, about: str) -> None:
    """The command for one kind of list."""
    command = group.command(name, about, partial(_import, name))
    command.add_argument("file", type=Path, metavar="FILE")
    if name == "workers":
        command.add_argument(
            *("--consultation",),
            metavar="ID",
            help=_("make them affected workers of this consultation (id or number)"),
        )
    command.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    command.add_argument(
        *("--report",),
        metavar="OUT.xlsx",
        help=_("write the list with problems and proposals for the sender"),
    )


def _import(name: str, given: Given) -> Answer:
    from desktop_app.desk.importing import check_list, tried
    from desktop_app.desk.past_imports import record_list
    from desktop_app.importing.list_kinds import LISTS
    from desktop_app.processes.rights import Right

    with given.office() as office:
        office.must(Right.RECORD)
        _no_folder(given.file)
        # What stands in the report's way is said before anything is recorded.
        out = destination(given, given.report, given.file) if given.report else None
        key = given.consultation if name == "workers" else None
        case = _consultation(office, key) if key else None
        found = check_list(
            office.store,
            given.file,
            LISTS[name],
            case,
            name=given.file.name,
            progress=given.progress,
        )
        if given.dry_run:
            done = tried(found)
        else:
            done, _past = record_list(office, found, given.file.name, given.progress)
        try:
            report = _report(office, done, given, out) if out else None
        except UserError as error:
            if done.dry_run:
                raise
            said = (
                _("The people are recorded; only the report was not written: {why}")
                if name == "workers"
                else _("The list is recorded; only the report was not written: {why}")
            ).format(why=error)
            data = {**_data(done, case, None), "code": error.code, "error": said}
            return Answer(data, [*_lines(done, case, None), said], ok=False)
    return Answer(_data(done, case, report), _lines(done, case, report))


def _template(given: Given) -> Answer:
    from desktop_app.importing.list_kinds import LISTS
    from exports.import_template import template_name, write_template

    kind = LISTS[given.kind]
    out = in_folder(destination(given, given.out), template_name(kind), "xlsx")
    path = write_template(kind, out)
    return Answer({"kind": kind.name, "path": str(path)}, [_("Written: {path}").format(path=path)])


def _no_folder(file: Path) -> None:
    if file.is_dir():
        raise UserError(
            "LIST-FOLDER",
            N_("{name} is a folder. Please name the file with the list in it."),
            name=file.name,
        )


def _consultation(office: Office, key: str) -> str:
    from desktop_app.commands.naming import record_id
    from desktop_app.records import Consultation

    with office.store.read() as session:
        return record_id(session, Consultation, key)


def _data(done: Imported, case: str | None, report: Path | None) -> dict[str, object]:
    from desktop_app.importing.answer import verdicts

    counts = done.counts
    return {
        "rows": counts.rows,
        "ready": counts.ready,
        "exists": counts.exists,
        "check": counts.check,
        "wrong": counts.wrong,
        "written": 0 if done.dry_run else len(done.workers),
        "verdicts": {one.name.lower(): n for one, n in verdicts(done.items).items()},
        "affected_workers": 0 if done.dry_run else len(done.cases),
        "consultation": case,
        "dry_run": done.dry_run,
        "report": str(report) if report else None,
        "left_out_sheets": list(done.read.left_out),
        "unread": [
            {"sheet": one.sheet, "rows": one.rows, "columns": one.columns}
            for one in done.read.unread
            if one.rows or one.columns
        ],
        "problems": [
            {
                "row": found["row"],
                "field": found["field"],
                "code": found["code"],
                "problem": found["problem"],
                "suggestion": found["proposal"],
                "status": found["status"],
                "sheet": found["sheet"],
            }
            for found in done.problems()
        ],
    }


def _lines(done: Imported, case: str | None, report: Path | None) -> list[str]:
    from desktop_app.importing.unread import passed_over

    counts = done.counts
    people = done.read.kind.name == "workers"
    lines = [
        (
            _("{rows} people: {ready} ready, {exists} exist, {check} to check, {wrong} wrong.")
            if people
            else _("{rows} rows: {ready} ready, {exists} exist, {check} to check, {wrong} wrong.")
        ).format(
            rows=counts.rows,
            ready=counts.ready,
            exists=counts.exists,
            check=counts.check,
            wrong=counts.wrong,
        )
    ]
    lines += [
        _("Row {row}: {problem}. {proposal}").format(
            row=found["row"], problem=found["problem"], proposal=found["proposal"]
        )
        for found in done.problems()
    ]
    if done.dry_run:
        lines.append(_("Dry run: nothing was written."))
    else:
        words = (
            NN_("{n} worker recorded.", "{n} workers recorded.")
            if people
            else NN_("{n} row recorded.", "{n} rows recorded.")
        )
        count = len(done.workers)
        lines.append(translate_n(*words, count).format(n=count))
        if case:
            count = len(done.cases)
            words = NN_("{n} affected worker added.", "{n} affected workers added.")
            lines.append(translate_n(*words, count).format(n=count))
    lines += [
        _("The sheet {name} looks like a list too and was not read.").format(name=sheet)
        for sheet in done.read.left_out
    ]
    lines += passed_over(done.read.unread)
    return [*lines, _("Written: {path}").format(path=report)] if report else lines


def _report(office: Office, done: Imported, given: Given, out: Path) -> Path:
    from exports.import_report import hand_out_answer

    path = in_folder(out, f"import-{office.code}-{office.today}", "xlsx")
    return hand_out_answer(office, done, given.file.name, path, given.progress)


def _reference(given: Given) -> Answer:
    from desktop_app.desk.reference_lists import import_reference

    with given.office() as office:
        _no_folder(given.file)
        done = import_reference(office.store, given.file, given.progress)
    return Answer(
        {
            "list": done.kind,
            "rows": done.rows,
            "added": done.added,
            "changed": done.changed,
            "same": done.same,
        },
        [
            _("{rows} rows: {added} added, {changed} changed, {same} as before.").format(
                rows=done.rows, added=done.added, changed=done.changed, same=done.same
            )
        ],
    )
