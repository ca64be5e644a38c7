"""Budget, payments and allowance on the command line."""

from __future__ import annotations

from pathlib import Path

from desktop_app.office import open_office
from desktop_app.records import BudgetLine
from tests import make
from tests.cli.conftest import Call
from tests.homes import PASSWORD


def test_the_budget_is_shown(call: Call, branch: Path) -> None:
    home = ("--home", branch)
    shown = call(*home, "--json", "budget", "show", "--year", "2026").data
    assert shown["lines"][0]["ceiling"] == 290_000_000_000
    office = open_office(branch, "rina", PASSWORD)
    line = BudgetLine(code="521", name="Pelatihan", programme_year=2026, ceiling=70_000_000)
    with office.store.write("test") as session:
        session.add(line)
    office.close()
    (row,) = call(*home, "--json", "budget", "show", "--year", "2026").data["lines"]
    assert (row["code"], row["remainder"], row["realised"]) == ("521", 70_000_000, 0)
    said = call(*home, "--lang", "en", "budget", "show", "--year", "2026")
    assert "Pelatihan: ceiling Rp70,000,000" in said.out


def test_payments_are_listed_and_none_waits(call: Call, branch: Path, tmp_path: Path) -> None:
    home = ("--home", branch)
    office = open_office(branch, "rina", PASSWORD)
    provider = make.provider()
    claim = make.claim(provider)
    claim.received_on = office.today
    payment = make.payment(claim, prepared_on=office.today)
    with office.store.write("test") as session:
        session.add_all([provider, claim, payment])
    office.close()
    (row,) = call(*home, "--json", "payment", "list", "--state", "prepared").data["payments"]
    assert (row["number"], row["net"], row["claim"]) == (payment.number, 10_290_000, claim.number)
    assert call(*home, "--json", "payment", "list", "--state", "PAID").data["payments"] == []
    # A claim that nobody approved sends nothing.
    refused = call(*home, "payment", "send", tmp_path / "daftar.xlsx")
    assert refused.exit != 0 and not (tmp_path / "daftar.xlsx").exists()
    answer = tmp_path / "hasil.csv"
    answer.write_text(f"Nomor Pembayaran;Status;Referensi\n{payment.number};Berhasil;T1\n")
    checked = call(*home, "--json", "payment", "result", answer, "--check").data
    assert [row["fit"] for row in checked["rows"]] == ["UNKNOWN"]


def test_the_allowance_month_by_month(call: Call, branch: Path) -> None:
    asked = ("allowance", "--wage", "5000000", "--from", "2025-01-15")
    found = call("--home", branch, "--json", *asked).data
    assert found["total"] == 17_250_000
    assert [row["amount"] for row in found["instalments"]] == [2_250_000, *[3_000_000] * 5]
    stopped = call("--home", branch, "--json", *asked, "--works-from", "2025-03-15").data
    assert stopped["total"] == 5_250_000
