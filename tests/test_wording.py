"""Values as people read them, in both languages."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from desktop_app import wording
from desktop_app.fields import Described, Field
from desktop_app.i18n import language
from desktop_app.kinds import (
    BasisPoints,
    Choice,
    Choices,
    Code,
    Day,
    Flag,
    Kind,
    Moment,
    Money,
    Text,
    Whole,
)
from desktop_app.records.identifiers import phone
from desktop_app.wording import WIB, WIT, WITA, in_words

DAY = date(2019, 4, 10)


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [
        (lambda: wording.integer(1234), "1.234", "1,234"),
        (lambda: wording.integer(-1234567), "-1.234.567", "-1,234,567"),
        (lambda: wording.money(1234567), "Rp1.234.567", "Rp1,234,567"),
        (lambda: wording.money(-500000), "-Rp500.000", "-Rp500,000"),
        (lambda: wording.money(0), "Rp0", "Rp0"),
        (lambda: wording.rupiah_official(125000000), "Rp125.000.000,00", "Rp125,000,000.00"),
        (lambda: wording.money_short(8_700_000_000), "Rp8,7 miliar", "Rp8.7 bn"),
        (lambda: wording.money_short(2_400_000), "Rp2,4 juta", "Rp2.4 mn"),
        (lambda: wording.money_short(290_000_000_000), "Rp290 miliar", "Rp290 bn"),
        (lambda: wording.money_short(999_950_000), "Rp1 miliar", "Rp1 bn"),
        (lambda: wording.money_short(999_949_999), "Rp999,9 juta", "Rp999.9 mn"),
        (lambda: wording.money_short(1_500_000_000_000), "Rp1,5 triliun", "Rp1.5 tn"),
        (lambda: wording.money_short(250_000), "Rp250.000", "Rp250,000"),
        (lambda: wording.money_short(-2_450_000), "-Rp2,5 juta", "-Rp2.5 mn"),
        (lambda: wording.percent(5540), "55,4%", "55.4%"),
        (lambda: wording.percent(5545), "55,5%", "55.5%"),
        (lambda: wording.percent(5000), "50%", "50%"),
        (lambda: wording.day_long(DAY), "10 April 2019", "10 April 2019"),
        (lambda: wording.day_full(DAY), "Rabu, 10 April 2019", "Wednesday, 10 April 2019"),
        (lambda: wording.day_short(DAY), "10/04/2019", "10/04/2019"),
        (lambda: wording.month(8), "Agustus", "August"),
        (lambda: wording.yes_or_no(True), "Ya", "Yes"),
    ],
)
def test_in_both_languages(written: Callable[[], str], indonesian: str, english: str) -> None:
    with language("id"):
        assert written() == indonesian
    with language("en"):
        assert written() == english


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2019, 11, 7), date(2019, 11, 22), "7–22 November 2019"),
        (date(2019, 10, 28), date(2019, 11, 3), "28 Oktober – 3 November 2019"),
        (date(2019, 12, 28), date(2020, 1, 3), "28 Desember 2019 – 3 Januari 2020"),
        (date(2019, 11, 7), date(2020, 11, 22), "7 November 2019 – 22 November 2020"),
        (DAY, DAY, "10 April 2019"),
    ],
)
def test_ranges_name_month_and_year_once(first: date, last: date, text: str) -> None:
    with language("id"):
        assert wording.day_range(first, last) == text


def test_the_clock_is_the_offices() -> None:
    moment = datetime(2019, 4, 10, 17, 30, tzinfo=UTC)
    with language("id"):
        assert wording.clock(moment, WIB) == "00.30 WIB"
        assert wording.day_and_clock(moment, WITA) == "11 April 2019 01.30 WITA"
    with language("en"):
        assert wording.clock(moment, WIT) == "02:30 WIT"
    with pytest.raises(ValueError, match="zone"):
        wording.clock(moment.replace(tzinfo=None), WIB)


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        *[(code, WIB) for code in ("11", "36", "61", "62.71")],
        *[(code, WITA) for code in ("51", "53", "63", "65", "71.71", "76")],
        *[(code, WIT) for code in ("81", "82", "91.71", "96")],
    ],
)
def test_zones_follow_the_province(code: str, zone: wording.Zone) -> None:
    assert wording.zone_of(code) == zone


TERBILANG = {
    0: "nol",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    20: "dua puluh",
    21: "dua puluh satu",
    100: "seratus",
    101: "seratus satu",
    110: "seratus sepuluh",
    199: "seratus sembilan puluh sembilan",
    1000: "seribu",
    1001: "seribu satu",
    1100: "seribu seratus",
    2000: "dua ribu",
    2019: "dua ribu sembilan belas",
    11000: "sebelas ribu",
    21000: "dua puluh satu ribu",
    100000: "seratus ribu",
    101000: "seratus satu ribu",
    1000000: "satu juta",
    1001000: "satu juta satu ribu",
    2400000: "dua juta empat ratus ribu",
    290000000000: "dua ratus sembilan puluh miliar",
    446819131: "empat ratus empat puluh enam juta delapan ratus sembilan belas ribu"
    " seratus tiga puluh satu",
}


@pytest.mark.parametrize(("number", "words"), TERBILANG.items())
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


def test_numbers_in_words_agree_with_num2words() -> None:
    """Also on the known spot: "satu ribu" within a greater number, "seribu" alone."""
    random.seed(20)
    numbers = [random.randrange(10 ** random.randint(1, 15)) for _ in range(20_000)]
    differing = [n for n in numbers if in_words(n) != num2words(n, lang="id")]
    assert differing == []


def test_styles_of_words() -> None:
    assert wording.rupiah_in_words(2400000, "sentence") == "Dua juta empat ratus ribu rupiah"
    assert wording.rupiah_in_words(2400000, "title") == "Dua Juta Empat Ratus Ribu Rupiah"
    assert wording.rupiah_in_words(2400000, "upper") == "DUA JUTA EMPAT RATUS RIBU RUPIAH"
    assert in_words(-5) == "minus lima"
    with pytest.raises(ValueError, match="great"):
        in_words(10**18)


def test_the_date_of_minutes_is_indonesian_in_any_language() -> None:
    with language("en"):
        assert wording.day_in_words(DAY) == (
            "Rabu, tanggal sepuluh bulan April tahun dua ribu sembilan belas"
        )


def test_roman_months() -> None:
    assert [wording.roman_month(n) for n in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]


def test_age_turns_on_the_birthday() -> None:
    assert wording.age(date(1990, 8, 17), date(2026, 8, 16)) == 35
    assert wording.age(date(1990, 8, 17), date(2026, 8, 17)) == 36
    assert wording.age(date(1992, 2, 29), date(2026, 2, 28)) == 33
    assert wording.age(date(1992, 2, 29), date(2026, 3, 1)) == 34


@pytest.mark.parametrize(
    ("part", "whole", "basis_points"), [(23, 232, 991), (1, 3, 3333), (2, 3, 6667), (0, 0, 0)]
)
def test_shares_are_rounded_half_up(part: int, whole: int, basis_points: int) -> None:
    assert wording.share(part, whole) == basis_points
    assert wording.rounded(5, 2) == 3
    assert wording.rounded(-5, 2) == -3


@example(part=15, whole=137)
@given(part=st.integers(0, 10**6), whole=st.integers(1, 10**6))
def test_a_share_in_tenths_is_rounded_once(part: int, whole: int) -> None:
    tenths = wording.rounded(part * 1000, whole)
    assert wording.rounded(wording.share(part, whole), 10) == tenths


class Fruit(Code):
    APPLE = "A", "Apple"
    PEAR = "P", "Pear"


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Choice(Fruit), Fruit.PEAR, "Pear"),
        (Choices(Fruit), frozenset({Fruit.PEAR, Fruit.APPLE}), "Apple, Pear"),
        (Flag(), False, "Tidak"),
        (Money(), 4_200_000, "Rp4.200.000"),
        (BasisPoints(), 8000, "80%"),
        (Whole(), 20000, "20.000"),
        (Whole(2019, 2100), 2019, "2019"),
        (Day(), DAY, "10 April 2019"),
        (Moment(), datetime(2019, 4, 10, 7, 30, tzinfo=UTC), "10 April 2019 14.30 WIB"),
        (Text(40), "Ma'ruf", "Ma'ruf"),
        (Text(40), None, ""),
    ],
)
def test_a_records_value_by_its_kind(kind: Kind[Any], value: object, text: str) -> None:
    described = Described("it", Field("It"), kind, required=False, target=None)
    with language("id"):
        assert wording.show(described, value, WIB) == text


def test_identifiers_show_themselves() -> None:
    described = Described("it", Field("It", rules=(phone,)), Text(20), required=False, target=None)
    assert wording.show(described, "+6281234567890", WIB) == "0812-3456-7890"
