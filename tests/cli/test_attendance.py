"""Attendance on the command line: the provider's form out and in, and the recap."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from openpyxl import load_workbook

from desktop_app.office import open_office
from tests.cli.conftest import Call
from tests.homes import PASSWORD
from tests.registers import a_class


def there(branch: Path) -> str:
    """A class of yesterday and the days before; its code."""
    office = open_office(branch, "rina", PASSWORD)
    a_class(office, starts=office.today - timedelta(days=5), code="MND-007")
    office.close()
    return "MND-007"


def test_a_form_goes_out_and_comes_back(branch: Path, call: Call, tmp_path: Path) -> None:
    code = there(branch)
    at = ("--home", branch, "--user", "rina", "--lang", "id")
    said = call("attendance", "export", "--class", code, "--out", tmp_path, *at, "--json")
    assert said.exit == 0, said.err
    assert (said.data["class"], said.data["version"]) == (code, 1)
    path = Path(said.data["path"])
    book = load_workbook(path)
    page = book.worksheets[0]
    top = next(n for n in range(1, 30) if page.cell(n, 1).value == "No.") + 1
    for row, marks in enumerate(("HHHH", "HHHA", "AAX")):
        for column, mark in enumerate(marks):
            page.cell(top + row, 4 + column).value = mark
    book.save(path)

    said = call("attendance", "import", path, "--class", code, "--dry-run", *at, "--json")
    assert (said.data["new"], said.data["refused"], said.data["taken"]) == (10, 1, 0)
    said = call("attendance", "import", path, "--class", code, *at, "--json")
    assert said.exit == 0, said.err
    assert (said.data["form"], said.data["taken"], said.data["changed"]) == ("attendance", 10, 0)
    (one,) = (line for line in said.data["differences"] if line["refused"])
    assert one["theirs"] == "X"
    said = call("attendance", "import", path, "--class", code, *at, "--json")
    assert (said.data["same"], said.data["taken"]) == (10, 0)
    # What is there already stays with --new-only, and is changed without it.
    page.cell(top, 4).value = "S"
    book.save(path)
    words = ("attendance", "import", path, "--class", code, *at, "--json")
    assert call(*words, "--new-only").data["taken"] == 0
    assert call(*words).data["changed"] == 1

    # 5 sessions of 4 JP; the last one has no mark yet: 12 of 20 JP are 60 %.
    said = call("attendance", "recap", "--class", code, *at, "--json")
    first, second, third = said.data["people"]
    assert said.data["least"] == 8000
    assert (first["share"], first["missing"], first["S"], first["risk"]) == (6000, 1, 1, "BELOW")
    assert (second["attended"], second["held"], second["whole"]) == (12, 20, 20)
    assert (third["share"], third["missing"], third["risk"]) == (0, 3, "LOST")
    said = call("attendance", "recap", "--class", code, *at)
    assert "60%" in said.out
    assert "Tidak tercapai" in said.out


def test_what_cannot_be_is_one_line(branch: Path, call: Call, tmp_path: Path) -> None:
    code = there(branch)
    at = ("--home", branch, "--user", "rina", "--lang", "id")
    (tmp_path / "lain.csv").write_text("a;b\n1;2\n", "utf-8")
    for words, refusal in (
        (("import", tmp_path / "lain.csv", "--class", code), "FORM-UNKNOWN"),
        (("import", tmp_path / "tidak-ada.xlsx", "--class", code), "FILE-READ"),
        (("import", tmp_path / "lain.csv", "--class", "TIDAK-ADA"), "NOT-FOUND"),
        (("export", "--class", code, "--form", "lain", "--out", tmp_path), "FORM-KIND"),
        (("recap", "--class", "TIDAK-ADA"), "NOT-FOUND"),
    ):
        said = call("attendance", *words, *at, "--json")
        assert (said.exit, said.data["code"]) == (2, refusal)
        assert len(said.err.strip().splitlines()) == 1
