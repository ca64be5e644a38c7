"""Indicators on the command line."""

from __future__ import annotations

from pathlib import Path

from desktop_app.office import open_office
from desktop_app.records.work import WorkOutcome as W
from tests.cli.conftest import Call
from tests.cohorts import cohort
from tests.homes import PASSWORD


def test_versions_and_what_they_come_to(call: Call, branch: Path) -> None:
    office = open_office(branch, "rina", PASSWORD)
    cohort(office, [W.NEW_EMPLOYER] * 14 + [W.NOT_WORKING] * 136 + [None] * 100)
    office.close()
    home = ("--home", branch)
    listed = call(*home, "--json", "indicator", "list").data["indicators"]
    assert [one["code"] for one in listed] == [f"IND-0{n}" for n in range(1, 10)]
    asked = (*home, "--json", "indicator", "show", "ind-01", "--as-of", "2026-11-24")
    (figure,) = call(*asked).data["figures"]
    assert (figure["part"], figure["whole"], figure["share"]) == (14, 250, 560), "5,6 %"
    assert (figure["unknown"], figure["not_due"], figure["kinds"]["SELF_EMPLOYED"]) == (100, 0, 0)
    assert figure["definition"]["target"] == 5000 and len(figure["digest"]) == 64
    again = call(*asked).data
    assert again["figures"] == [figure]
    day, _, clock = again["as_of"]["at"].partition("T")
    assert day >= again["as_of"]["day"] == "2026-11-24" and clock, "ISO 8601"
    (early,) = call(*asked[:-1], "2026-07-30").data["figures"]
    assert (early["part"], early["whole"], early["share"], early["not_due"]) == (0, 0, None, 250)
    said = call(*home, "--lang", "id", "indicator", "show", "IND-01", "--as-of", "2026-11-24").out
    assert "IND-01:1  Tingkat bekerja kembali (seluruh peserta): 5,6% (14 / 250)" in said
    assert "target 50% (sementara)" in said and "belum diketahui: 100" in said
    refused = call(*home, "--json", "indicator", "show", "IND-99")
    assert (refused.exit, refused.data["code"]) == (2, "INDICATOR")


def test_a_month_is_packed_and_finalised_in_json(call: Call, branch: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    home = ("--home", branch, "--json")
    made = call(*home, "report", "pack", "--month", "2026-01", "--out", tmp_path / "out").data
    assert made["files"] == len(list(Path(made["folder"]).iterdir())) - 1
    assert {path.suffix for path in Path(made["folder"]).glob("*-indicators-*")} == {
        ".xlsx",
        ".pdf",
    }
    closed = call(*home, "period", "finalise", "--month", "2026-01").data
    assert (closed["since"], closed["until"]) == ("2026-01-01", "2026-01-31")
    act = ("period", "finalise", "--month", "2026-02", "--out", tmp_path / "out")
    both = call(*home, *act, "--purpose", "Laporan bulanan").data
    periods = call(*home, "period", "list").data["periods"]
    assert {one["since"]: one["digest"] for one in periods} == {
        "2026-01-01": None,
        "2026-02-01": both["digest"],
    }
