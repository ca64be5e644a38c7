"""A month's end on the command line: choices of a report, the pack, finalising and reopening."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Call


def test_a_report_takes_its_choices(call: Call, branch: Path, tmp_path: Path) -> None:
    words = ("--home", branch, "--json", "report")
    listed = call(*words, "list").data["reports"]
    assert next(r for r in listed if r["name"] == "summary")["options"].keys() == {"group"}
    out = tmp_path / "rekap.xlsx"
    done = call(*words, "summary", "--set", "group=sex", "--purpose", "Uji", "--out", out)
    assert done.exit == 0
    text = [cell.value for row in load_workbook(out).worksheets[0].iter_rows() for cell in row]
    assert "Jenis kelamin" in text
    for wrong, code in (("group=warna", "OPTION"), ("warna=merah", "OPTION"), ("sex", "USAGE")):
        refused = call(*words, "summary", "--set", wrong, "--out", tmp_path / "b.xlsx")
        assert (refused.exit, refused.data["code"]) == (2, code)
    assert not (tmp_path / "b.xlsx").exists()


def test_a_month_is_packed_finalised_and_reopened(call: Call, branch: Path, tmp_path: Path) -> None:
    home = ("--home", branch, "--json")
    out = tmp_path / "paket"
    made = call(*home, "report", "pack", "--month", "2020-10", "--out", out, "--finalise")
    assert made.exit == 0, made.err
    folder = Path(made.data["folder"])
    assert folder.parent == out and folder.name.endswith("-2020-10")
    assert len(list(folder.iterdir())) == made.data["files"] + 1
    (period,) = call(*home, "period", "list").data["periods"]
    assert (period["since"], period["digest"]) == ("2020-10-01", made.data["digest"])
    twice = call(*home, "period", "finalise", "--month", "2020-10")
    assert (twice.exit, twice.data["code"]) == (2, "PERIOD-DOUBLE")
    opened = call(*home, "period", "reopen", "--month", "2020-10", "--reason", "NPP salah")
    assert opened.exit == 0
    (period,) = call(*home, "period", "list").data["periods"]
    assert period["reason"] == "NPP salah"
    late = call(*home, "report", "pack", "--month", "2199-01", "--out", out, "--finalise")
    assert (late.exit, late.data["code"]) == (2, "PERIOD-RUNNING")
    assert list(out.iterdir()) == [folder]
