"""Handing out: reports and documents."""

from __future__ import annotations

from pathlib import Path

from desktop_app.commands import closing
from desktop_app.commands.destination import destination, in_folder
from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

LIST = "list"


def declare(commands: Commands) -> None:
    """``report`` and ``document``, each with ``list`` in place of a name."""
    report = commands.command("report", N_("write a report; “report list” names them"), _report)
    report.add_argument("name", metavar="NAME", help=_("a report, “list”, or “pack” for a month"))
    report.add_argument("--month", metavar="MONTH", help=_("for a pack: the month, as 2026-10"))
    report.add_argument(
        "--finalise", action="store_true", help=_("for a pack: finalise the month with it")
    )
    report.add_argument("--format", choices=("xlsx", "pdf"), help=_("default: by the file's name"))
    report.add_argument("--from", dest="since", metavar="DAY", help=_("first day"))
    report.add_argument("--to", dest="until", metavar="DAY", help=_("last day"))
    report.add_argument("--year", type=int, help=_("programme year"))
    report.add_argument(
        "--set",
        dest="options",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help=_("a choice of the report, as NAME=VALUE"),
    )
    _out(report)
    document = commands.command(
        "document", N_("write a document; “document list” names them"), _document
    )
    document.add_argument("name", metavar="NAME", help=_("a document, or “list”"))
    which = document.add_mutually_exclusive_group()
    which.add_argument("--id", dest="key", metavar="ID", help=_("the record's id or number"))
    which.add_argument("--class", dest="code", metavar="CODE", help=_("the class's code"))
    document.add_argument("--paper", help=_("size of the paper: A4 or F4"))
    _out(document)


def _out(parser: Parser) -> None:
    parser.add_argument("--out", metavar="FILE", help=_("file or folder to write to"))
    parser.add_argument("--purpose", metavar="TEXT", help=_("what it is for; put down in the log"))


def _report(given: Given) -> Answer:
    from exports.reports import REPORTS

    if given.name == LIST:
        return Answer(
            {
                "reports": [
                    {
                        "name": report.name,
                        "title": _(report.title),
                        "about": _(report.about),
                        "options": {option.name: _(option.title) for option in report.options},
                    }
                    for report in REPORTS.values()
                ]
            },
            [f"{report.name}  {_(report.title)}" for report in REPORTS.values()],
        )
    if given.name == closing.PACK:
        return closing.pack(given)
    report = REPORTS.get(given.name)
    if report is None:
        raise UserError(
            "REPORT",
            N_("There is no report {name}. Choose one of these: {names}"),
            name=given.name,
            names=", ".join(REPORTS),
        )
    _needs_out(given)
    form = given.format or ("pdf" if given.out.lower().endswith(".pdf") else "xlsx")
    from exports.handing_out import hand_out_report
    from exports.reports import Question

    with given.office() as office:
        question = Question.of(
            office,
            given.day("since", office),
            given.day("until", office),
            programme_year=given.year,
            options=dict(_option(text) for text in given.options),
            purpose=given.purpose or "",
        )
        out = destination(given, given.out)
        path = in_folder(out, f"{report.name}-{office.code}-{office.today}", form)
        hand_out_report(office, report, question, path, form, given.progress)
    return _written(path, {"report": report.name, "format": form})


def _option(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UserError("USAGE", N_("Write choices as NAME=VALUE, not {given}."), given=text)
    return name.strip(), value.strip()


def _document(given: Given) -> Answer:
    from exports.documents import DOCUMENTS, document_named

    if given.name == LIST:
        return Answer(
            {
                "documents": [
                    {
                        "name": document.name,
                        "alias": document.alias,
                        "title": _(document.title),
                        "about": _(document.about),
                        "of": document.of,
                    }
                    for document in DOCUMENTS.values()
                ]
            },
            [
                f"{document.name} ({document.alias})  {_(document.title)}"
                for document in DOCUMENTS.values()
            ],
        )
    document = document_named(given.name)
    key = given.code or given.key
    if key is None:
        raise UserError("USAGE", N_("Say which record it is about: --id ID or --class CODE"))
    if given.code and document.of != "training_class":
        raise UserError(
            "USAGE",
            N_("The document {name} is not about a class; use --id."),
            name=document.name,
        )
    _needs_out(given)
    from desktop_app.files import safe_name
    from exports.documents.issuing import laid
    from exports.handing_out import Given as Handed
    from exports.handing_out import hand_out

    with given.office() as office:
        with office.store.read() as session:
            record_id = document.record_id(session, key)
        pdf = laid(office, document, record_id, given.paper, given.purpose or "")
        path = in_folder(
            destination(given, given.out), safe_name(f"{document.name}-{key}", document.name), "pdf"
        )
        about = Handed(
            document.name, "pdf", purpose=given.purpose or "", of=(document.of, record_id)
        )
        hand_out(office, about, path, pdf)
    return _written(path, {"document": document.name, "id": record_id})


def _needs_out(given: Given) -> None:
    if given.out is None:
        raise UserError("USAGE", N_("Say where to write it: --out FILE"))


def _written(path: Path, data: dict[str, object]) -> Answer:
    return Answer({**data, "file": str(path)}, [_("Written: {path}").format(path=path)])
