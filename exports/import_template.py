"""Empty lists to hand out: headings, one example row marked CONTOH, and what belongs where.

The program's own reader knows these headings, and passes over the example.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from desktop_app.fields import describe
from desktop_app.files import write_atomically
from desktop_app.i18n import N_, language, translate
from desktop_app.importing.list_kinds import Asked, ListKind
from desktop_app.kinds import Choice

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

EMPTY_ROWS = 500
"""Rows whose cells are text already, so that Excel rounds no number typed into them."""

TITLES = {
    "workers": N_("List of workers"),
    "employers": N_("List of employers"),
    "programmes": N_("List of programmes"),
    "providers": N_("List of providers"),
}
_EXPLAINED = N_("How to fill it in")
_ABOUT = (
    N_("Fill in one row for each; do not change the headings. Rows may be added."),
    N_("The row marked CONTOH only shows the form; it is not read and may be deleted."),
    N_("Numbers of papers, cards and telephones are text: Excel would round or shorten them."),
)
_SEX = ("L", "P")


def template_name(kind: ListKind) -> str:
    """What the file is called, without its ending."""
    with language("id"):
        return translate(TITLES[kind.name]).lower().replace(" ", "-")


def write_template(kind: ListKind, path: Path) -> Path:
    """Write the empty list of a kind, in Indonesian; whole or not at all."""
    return write_atomically(path, lambda file: _workbook(kind, file))


def _workbook(kind: ListKind, file: BinaryIO) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "Terampil"
    with language("id"):
        page = book.active
        assert page is not None
        page.title = translate(TITLES[kind.name])
        _fill(page, kind)
        _explain(book, kind)
    book.save(file)


def _fill(page: Worksheet, kind: ListKind) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    asked = kind.asked()
    page.append(["No.", *(column.heading for column in asked)])
    page.append(["CONTOH", *(column.example for column in asked)])
    for number, cell in enumerate(page[1], 1):
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", start_color="FF0B6E4F")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        width = max(len(str(cell.value)), len(str(page.cell(2, number).value or "")))
        page.column_dimensions[get_column_letter(number)].width = min(max(width + 3, 8), 32)
    for cell in page[2]:
        cell.font = Font(italic=True, color="FF6B7280")
    for number, column in enumerate(asked, 2):
        if isinstance(column.example, str):
            for row in range(2, EMPTY_ROWS + 3):
                page.cell(row, number).number_format = "@"
        _choose(page, kind, column, get_column_letter(number))
    page.freeze_panes = "A2"


def _choose(page: Worksheet, kind: ListKind, column: Asked, letter: str) -> None:
    """A closed list of codes is offered in the cell."""
    from openpyxl.worksheet.datavalidation import DataValidation

    field = describe(kind.record).get(column.field)
    codes: tuple[Any, ...] = ()
    if column.field == "sex":
        codes = _SEX
    elif field is not None and isinstance(field.kind, Choice):
        codes = tuple(code.value for code in field.kind.codes)
    if codes:
        offered = DataValidation("list", formula1=f'"{",".join(codes)}"', allow_blank=True)
        offered.add(f"{letter}2:{letter}{EMPTY_ROWS + 2}")
        page.add_data_validation(offered)


def _explain(book: Workbook, kind: ListKind) -> None:
    from openpyxl.styles import Alignment, Font

    page = book.create_sheet("Petunjuk")
    page.append([translate(_EXPLAINED)])
    page["A1"].font = Font(bold=True, size=13)
    for line in _ABOUT:
        page.append([translate(line)])
    page.append([])
    page.append([translate(N_("Column")), translate(N_("Example")), translate(N_("What it holds"))])
    for cell in page[page.max_row]:
        cell.font = Font(bold=True)
    for column in kind.asked():
        page.append([column.heading, column.example, column.about])
        page.cell(page.max_row, 2).number_format = "@"
        page.cell(page.max_row, 3).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 30), ("B", 30), ("C", 90)):
        page.column_dimensions[letter].width = width
