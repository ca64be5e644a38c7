"""How long a certificate holds, what its units say, and how units are read from a block."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.processes.assessments import valid_until, verdict_of, years_of
from desktop_app.processes.units import Unit, read_units
from desktop_app.records.competence import bnsp_shaped, skkni_shaped
from desktop_app.records.teaching import Verdict

K, BK = Verdict.COMPETENT, Verdict.NOT_YET


@pytest.mark.parametrize(
    ("day", "years", "last"),
    [
        (date(2026, 11, 24), 3, date(2029, 11, 24)),
        (date(2026, 11, 24), 5, date(2031, 11, 24)),
        (date(2028, 2, 29), 3, date(2031, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
    ],
)
def test_the_last_day_of_a_certificate(day: date, years: int, last: date) -> None:
    assert valid_until(day, years) == last


def test_the_years_follow_the_kind_of_body() -> None:
    shipped = {"assessment.valid_years": 3, "assessment.valid_years.LPJK": 5}
    assert years_of("LPJK", shipped.get) == 5
    assert years_of("BNSP_P1", shipped.get) == 3
    assert years_of(None, shipped.get) == 3
    nothing: dict[str, int] = {}
    assert years_of("LPJK", nothing.get) is None


def test_competent_is_who_is_so_in_every_unit() -> None:
    assert verdict_of([]) is None
    assert verdict_of([K, K, K]) is K
    assert verdict_of([K, BK, K]) is BK


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("49000 8344 2 0001234 2026", True),
        ("49000.8344.2.0001234.2026", True),
        ("490008344200012342026", True),
        ("49000 8344 2 001234 2026", False),
        ("5/1234/AS.02.04/IV/2019", False),
        ("49000 8344 2 0001234 2026 ", False),
    ],
)
def test_numbers_of_bnsp(number: str, fits: bool) -> None:
    assert bnsp_shaped(number) is fits


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("H.494201.001.01", True),
        ("TIK.OP02.001.01", True),
        ("M.70SDM01.001.2", True),
        ("M.70SDM01.001.02", False),
        ("H.4942.001.01", False),
        ("BAB 1", False),
    ],
)
def test_codes_of_skkni(code: str, fits: bool) -> None:
    assert skkni_shaped(code) is fits


def test_a_block_of_units_as_people_copy_it() -> None:
    block = (
        "No\tKode Unit\tJudul Unit\tJP\r\n"
        "1.\tH.494201.001.01\tMemeriksa forklif  sebelum dipakai\t8\r\n"
        "2\tM.70SDM01.001.2\tMengangkat beban\t12 JP\r\n"
        "\r\n"
        "Keselamatan kerja\r\n"
        "H.494201.002.01 Memarkir forklif\r\n"
        "K3-01\tAlat pelindung diri\t0\r\n"
    )
    assert read_units(block) == [
        Unit("Memeriksa forklif sebelum dipakai", "H.494201.001.01", 8),
        Unit("Mengangkat beban", "M.70SDM01.001.2", 12),
        Unit("Keselamatan kerja"),
        Unit("Memarkir forklif", "H.494201.002.01"),
        Unit("Alat pelindung diri", "K3-01"),
    ]
    assert read_units(" \n\t\n") == []
