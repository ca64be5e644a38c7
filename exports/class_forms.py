"""A provider's workbook as Excel: all locked but the cells to fill in.

Written in Indonesian. What protects it is the check value (see
`desktop_app.processes.class_forms`); the sheet protection keeps hands off by
mistake, and therefore has no password.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.desk.class_forms import GIVEN, form_of, named
from desktop_app.desk.handouts import handed_out
from desktop_app.files import write_atomically
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.processes.class_form_values import LONGEST, choices
from desktop_app.processes.class_forms import CHECK, HIDDEN, Form, Holds, Place
from desktop_app.processes.rights import Right
from desktop_app.records.paperwork import HandoutKind
from exports.xlsx import plain

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {
    Holds.MARK: 7,
    Holds.RESULT: 16,
    Holds.SCORE: 10,
    Holds.COST: 30,
    Holds.TEXT: 46,
    Holds.COUNT: 11,
    Holds.MONEY: 18,
}
_FORMATS = {Holds.MONEY: "#,##0", Holds.DAY: "DD/MM/YYYY", Holds.COUNT: "0", Holds.SCORE: "0"}
_HEAD, _OPEN = "FFE6E6E6", "FFFFF7DC"
"""Grounds of headings and of cells to fill in; they differ in grey, too."""


def give_out(office: Office, kind: str, training_class: str, path: Path) -> int:
    """Write a form of a class for its provider, and put it down; its version.

    The line of the log is the form's key, so that it is there before the file:
    if the file cannot be written, nothing was given out. Raises UserError: no
    right, a class without people or sessions, a place that is not allowed, a
    full disk.
    """
    office.must(Right.EXPORT)
    path = office.home.outlet(path)
    with office.store.read() as reading:
        form = form_of(reading, kind, training_class, office.store.facts())
    written = None
    try:
        with office.store.write(GIVEN) as session:
            line = handed_out(
                session,
                named(kind),
                HandoutKind.EXPORT,
                "xlsx",
                recipient=form.provider,
                rows=len(form.rows),
                of=("training_class", training_class),
            )
            session.flush()
            written = write_atomically(path, workbook(form, line.id))
    except BaseException:
        if written is not None:
            written.unlink(missing_ok=True)
        raise
    return form.version


def workbook(form: Form, key: str) -> bytes:
    """The workbook of a form, its check value made under `key`."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "Terampil"
    with language("id"):
        page = book.active
        assert page is not None
        page.title = plain(form.title)[:31]
        _fill(page, form)
        _lay(page, form)
    _hide(book, form, key)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _fill(page: Worksheet, form: Form) -> None:
    """Texts, the cells to fill in, and what these take."""
    for place, text in form.shown().items():
        _write(page, place, text)
    offered: dict[Holds, list[str]] = {}
    for place, (row, column, holds) in form.open().items():
        cell = page.cell(place[0], place[1] + 1)
        _write(page, place, form.values.get((row, column), ""))
        _openly(page, place, holds)
        offered.setdefault(holds, []).append(cell.coordinate)
    for holds, cells in offered.items():
        _limit(page, holds, cells)


def _write(page: Worksheet, place: Place, text: str) -> None:
    cell = page.cell(place[0], place[1] + 1)
    if text:
        cell.value = plain(text)
        # The type is set after the value: openpyxl takes "=..." for a formula.
        cell.data_type = "s"
    cell.number_format = "@"


def _openly(page: Worksheet, place: Place, holds: Holds) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    cell = page.cell(place[0], place[1] + 1)
    thin = Side("thin", color="FF7D8B98")
    cell.protection = Protection(locked=False)
    cell.fill = PatternFill("solid", start_color=_OPEN)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.number_format = _FORMATS.get(holds, "@")
    middle = "center" if holds in (Holds.MARK, Holds.RESULT, Holds.SCORE) else None
    wraps = holds in (Holds.LONG, Holds.TEXT)
    cell.alignment = Alignment(horizontal=middle, vertical="top", wrap_text=wraps)
    if holds is Holds.LONG:
        page.row_dimensions[place[0]].height = 90


def _limit(page: Worksheet, holds: Holds, cells: list[str]) -> None:
    """Have Excel refuse what cannot be read back."""
    from openpyxl.worksheet.cell_range import MultiCellRange
    from openpyxl.worksheet.datavalidation import DataValidation

    if offered := choices(holds):
        rule = DataValidation("list", formula1=f'"{",".join(offered)}"', allow_blank=True)
    elif holds in (Holds.SCORE, Holds.COUNT):
        most = "100" if holds is Holds.SCORE else "100000"
        least = "0" if holds is Holds.SCORE else "1"
        rule = DataValidation("whole", operator="between", formula1=least, formula2=most)
    elif holds is Holds.MONEY:
        rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
    elif holds is Holds.DAY:
        rule = DataValidation("date", operator="greaterThan", formula1="36526")
    else:
        most = str(LONGEST[holds])
        rule = DataValidation("textLength", operator="lessThanOrEqual", formula1=most)
    rule.showErrorMessage = True
    rule.sqref = MultiCellRange(" ".join(cells))
    page.add_data_validation(rule)


def _lay(page: Worksheet, form: Form) -> None:
    """Widths, headings, what stays in sight, the paper, and the protection."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    page["A1"].font = Font(bold=True, size=14)
    page["A2"].alignment = Alignment(vertical="top")
    for row in range(3, form.first_field + len(form.fields)):
        page.cell(row, 1).font = Font(bold=True)
        page.cell(row, 1).alignment = Alignment(vertical="top", wrap_text=True)
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
    wide = {0: 6.0, 1: 24.0, FIRST: 34.0} if form.kind.people else {0: 6.0, 1: 30.0, FIRST: 46.0}
    if not form.rows:
        wide = {0: 14.0, 1: 14.0, FIRST: 90.0}
    for n, one in enumerate(form.columns):
        wide[len(form.heads) + n] = _WIDTHS[one.ask.holds]
    for n, width in wide.items():
        page.column_dimensions[get_column_letter(n + 1)].width = width
    if form.rows:
        thin = Side("thin", color="FF7D8B98")
        for column in range(1, len(form.heads) + len(form.columns) + 1):
            head = page.cell(form.head_row, column)
            head.font = Font(bold=True)
            head.fill = PatternFill("solid", start_color=_HEAD)
            head.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            head.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        page.row_dimensions[form.head_row].height = 48
        page.freeze_panes = page.cell(form.head_row + 1, len(form.heads) + 1).coordinate
        page.print_title_rows = f"{form.head_row}:{form.head_row}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    fit = page.sheet_properties.pageSetUpPr
    assert fit is not None
    fit.fitToPage = True
    page.protection.sheet = True
    page.protection.formatColumns = False


FIRST = 2
"""Column (from 0) of names and of answers."""


def _hide(book: Workbook, form: Form, key: str) -> None:
    """The sheet that says which form it is; the workbook's structure is protected, too."""
    from openpyxl.workbook.protection import WorkbookProtection

    page = book.create_sheet(HIDDEN)
    lines = form.told()
    for n, line in enumerate([*lines[:1], (CHECK, form.check(key), ""), *lines[1:]], 1):
        for column, word in enumerate(line):
            _write(page, (n, column), word)
    page.sheet_state = "veryHidden"
    page.protection.sheet = True
    book.security = WorkbookProtection(lockStructure=True)
