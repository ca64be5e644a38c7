"""The list that goes back to the employer, with problems and proposals."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from desktop_app.desk.importing import Checked
from desktop_app.i18n import N_, language, translate
from desktop_app.importing.answer import AnswerTable, Style
from desktop_app.importing.list_kinds import WORKERS, ListKind
from desktop_app.importing.tables import Cell as Found
from desktop_app.office import Office
from desktop_app.progress import Progress, silent
from desktop_app.wording import day_long
from exports.handing_out import Given, hand_out
from exports.office_paper import full_name
from exports.reports.names import ANSWER
from exports.sheet import Cell, Column, Holds, Sheet
from exports.xlsx import fill_xlsx

_HOLDS: dict[Style, Holds] = {
    "text": Holds.TEXT,
    "identifier": Holds.IDENTIFIER,
    "date": Holds.DAY,
    "money": Holds.MONEY,
    "number": Holds.NUMBER,
    "advice": Holds.TEXT,
    "verdict": Holds.TEXT,
}
_WIDTHS: dict[Style, int] = {"identifier": 20, "advice": 50, "number": 7, "verdict": 20}


TITLES = {
    "workers": N_("Check of the list of workers"),
    "employers": N_("Check of the list of employers"),
    "programmes": N_("Check of the list of programmes"),
    "providers": N_("Check of the list of providers"),
}


def import_report(
    table: AnswerTable, name: str, office: Office, *, kind: ListKind = WORKERS
) -> Sheet:
    """The answer about the file `name` as a sheet, in Indonesian."""
    with language("id"):
        return Sheet(
            translate(TITLES[kind.name]),
            [
                Column(column.heading, _HOLDS[column.style], _WIDTHS.get(column.style, 16))
                for column in table.columns
            ],
            [[_cell(value) for value in row] for row in table.rows],
            subtitle=f"{name} · {day_long(office.today)}",
            personal=kind is WORKERS,
            info=(
                (translate(N_("Office")), f"{_name(office)} ({office.code})"),
                (translate(N_("File")), name),
            ),
        )


def hand_out_answer(
    office: Office, found: Checked, name: str, path: Path, progress: Progress = silent
) -> Path:
    """Write the answer about the file `name` to `path`, every row of it, and put it down.

    Raises UserError as `hand_out` does; Cancelled through `progress`.
    """
    sheet = import_report(found.answer(everything=True), name, office, kind=found.read.kind)
    given = Given(
        ANSWER,
        "xlsx",
        sheet.personal,
        translate(N_("Answer to the sender of the list")),
        len(sheet.rows),
        revealed=sheet.personal,
        of=found.about,
    )
    return hand_out(office, given, path, lambda file: fill_xlsx(sheet, file, progress))


def _name(office: Office) -> str:
    return full_name(office.record) if office.record else office.name


def _cell(value: Found) -> Cell:
    """As it stood in the employer's cell; amounts with sen and yes/no as text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, str | int | date) or value is None:
        return value
    return str(value)
