"""What people type, read as they mean it or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.i18n import language
from desktop_app.reading import Unreadable, read_day, read_money
from desktop_app.wording import day_full, day_long, day_short, money, money_short, rupiah_official

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9", date(2026, 11, 9)),
        ("9/11", date(2026, 11, 9)),
        ("0911", date(2026, 11, 9)),
        ("091126", date(2026, 11, 9)),
        ("09112026", date(2026, 11, 9)),
        ("9 nov", date(2026, 11, 9)),
        ("9 Nop. 25", date(2025, 11, 9)),
        ("10 April 2019", date(2019, 4, 10)),
        ("10-apr-2019", date(2019, 4, 10)),
        ("Rabu, 10 April 2019", date(2019, 4, 10)),
        ("rabu 10 april 2019", date(2019, 4, 10)),
        ("Jum'at, 12 April 2019", date(2019, 4, 12)),
        ("10.04.2019", date(2019, 4, 10)),
        ("2019-04-10", date(2019, 4, 10)),
        ("17/8/90", date(1990, 8, 17)),
        ("17 agt 90", date(1990, 8, 17)),
        ("1 may 46", date(2046, 5, 1)),
        ("1 may 47", date(1947, 5, 1)),
        ("h", TODAY),
        ("Hari  Ini", TODAY),
        ("k", date(2026, 11, 23)),
        ("b", date(2026, 11, 25)),
        ("+", date(2026, 11, 25)),
        ("-", date(2026, 11, 23)),
        ("+7", date(2026, 12, 1)),
        ("", None),
        ("  ", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


def test_plus_and_minus_count_from_the_day_that_stands_there() -> None:
    assert read_day("+", TODAY, current=date(2019, 12, 31)) == date(2020, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "31/2",
        "32",
        "0",
        "29/2/2027",
        "9 ma",
        "9 xyz",
        "nov",
        "1/2/3/4",
        "123",
        "9/11/026",
        "x",
        "1/1/1899",
        "２/3",
    ],
)
def test_days_that_cannot_be_read(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text, TODAY)


@given(st.dates(date(1950, 1, 1), date(2199, 12, 31)), st.sampled_from(["id", "en"]))
def test_a_written_day_reads_back(day: date, code: str) -> None:
    with language(code):
        for write in (day_long, day_short, day_full, str):
            assert read_day(write(day), TODAY) == day


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("1,5jt", 1_500_000),
        ("1.5jt", 1_500_000),
        ("250rb", 250_000),
        ("2 juta", 2_000_000),
        ("1.234,5 jt", 1_234_500_000),
        ("290 miliar", 290_000_000_000),
        ("1500000", 1_500_000),
        ("1.234", 1_234),
        ("Rp 4.200.000", 4_200_000),
        ("Rp. 4.200.000", 4_200_000),
        ("4.200.000,-", 4_200_000),
        ("4.200.000,00", 4_200_000),
        ("4,200,000", 4_200_000),
        ("4,200,000.00", 4_200_000),
        ("-500.000", -500_000),
        ("-Rp500.000", -500_000),
        ("(500.000)", -500_000),
        ("0", 0),
        ("-", None),
        ("", None),
    ],
)
def test_amounts(text: str, rupiah: int | None) -> None:
    assert read_money(text) == rupiah


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4.200.000,50", "sen"),
        ("1,5", "sen"),
        ("1.5", "sen"),
        ("1,2345678jt", "sen"),
        ("4,200", "two amounts"),
        ("1.250jt", "two amounts"),
        ("3m", "Not an amount"),
        ("12.34.567", "Not an amount"),
        ("empat juta", "Not an amount"),
        ("1e6", "Not an amount"),
        ("٣٠٠", "Not an amount"),
        ("(500", "Not an amount"),
        ("Rp-Rp5", "Not an amount"),
    ],
)
def test_amounts_that_cannot_be_read_say_why(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_money(text)
    assert reason in caught.value.message


@given(st.integers(-(10**15), 10**15))
def test_a_written_amount_reads_back(rupiah: int) -> None:
    with language("id"):
        assert read_money(money(rupiah)) == rupiah
        assert read_money(rupiah_official(rupiah)) == rupiah
        whole_millions = rupiah // 10**6 * 10**6 % 10**9
        assert read_money(money_short(whole_millions)) == whole_millions


@given(st.text(max_size=20), st.integers(0, 40000))
def test_any_text_is_read_or_refused(text: str, days: int) -> None:
    for read in (lambda: read_day(text, TODAY + timedelta(days=days)), lambda: read_money(text)):
        try:
            read()
        except Unreadable as why:
            assert str(why)
