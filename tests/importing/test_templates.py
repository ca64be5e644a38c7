"""Empty lists are read by the reader they were made for."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from desktop_app.importing.list_kinds import LISTS, ListKind
from desktop_app.importing.lists import read_list
from desktop_app.importing.sorting import Status
from desktop_app.importing.sorting_records import RecordSorter
from exports.import_template import write_template

openpyxl: Any = import_module("openpyxl")  # It carries no types.
TODAY = date(2026, 11, 24)
EVERY = pytest.mark.parametrize("kind", LISTS.values(), ids=list(LISTS))


def filled(kind: ListKind, path: Path) -> Path:
    """The template with its own example as the one row of the list."""
    write_template(kind, path)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for number, column in enumerate(kind.asked(), 2):
        page.cell(3, number).value = column.example
    page.cell(3, 1).value = 1
    book.save(path)
    return path


@EVERY
def test_every_column_is_recognised_and_the_example_passed_over(
    kind: ListKind, tmp_path: Path
) -> None:
    read = read_list(filled(kind, tmp_path / "a.xlsx"), TODAY, kind=kind)
    assert set(read.mappings[0].columns) == {column.field for column in kind.asked()}
    (entry,) = read.entries
    assert entry.row == 3
    assert [found.code for found in entry.findings if found.hard] == []
    assert set(kind.fields) >= set(read.mappings[0].columns)


@EVERY
def test_an_empty_template_is_a_list_of_nobody(kind: ListKind, tmp_path: Path) -> None:
    read = read_list(write_template(kind, tmp_path / "a.xlsx"), TODAY, kind=kind)
    assert read.entries == ()


@pytest.mark.parametrize("name", ["employers", "programmes", "providers"])
def test_the_example_itself_would_be_ready(name: str, tmp_path: Path) -> None:
    kind = LISTS[name]
    read = read_list(filled(kind, tmp_path / "a.xlsx"), TODAY, kind=kind)
    (item,) = RecordSorter(kind.key, "Code", []).sort(read.entries)
    assert item.status is Status.READY


def test_identifiers_are_text_and_codes_are_offered(tmp_path: Path) -> None:
    path = write_template(LISTS["providers"], tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(path).worksheets[0]
    headings = [cell.value for cell in page[1]]
    phone = headings.index("Telepon") + 1
    assert {page.cell(row, phone).number_format for row in (2, 3, 400)} == {"@"}
    offered = [one.formula1 for one in page.data_validations.dataValidation]
    assert any("LPK_SWASTA" in one for one in offered)
