"""Identifiers: every vector of the domain facts, and the looks of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.fields import Problem
from desktop_app.i18n import language
from desktop_app.records import identifiers as ids
from desktop_app.records.identifiers import Identifier, mask, nik_against, read_nik

TODAY = date(2026, 11, 24)

REGIONS = {"31": "DKI Jakarta", "31.74": "Kota Jakarta Selatan", "35": "Jawa Timur"}
REGIONS |= {"35.78": "Kota Surabaya", "95": "Papua Pegunungan", "95.01": "Kabupaten Jayawijaya"}
SUCCESSORS = {"91.02": "95.01"}


def hard(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.hard]


def soft(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems if not problem.hard]


def against(nik: str, birth_date: date | None = None, sex: str | None = None) -> list[Problem]:
    return list(
        nik_against(
            nik,
            birth_date=birth_date,
            sex=sex,
            today=TODAY,
            region=REGIONS.get,
            successor=SUCCESSORS.get,
        )
    )


@pytest.mark.parametrize(
    ("text", "sex", "birth", "district"),
    [
        ("3578081708909901", "M", date(1990, 8, 17), "35.78.08"),
        ("3578085708909902", "F", date(1990, 8, 17), "35.78.08"),
        ("9102015708909903", "F", date(1990, 8, 17), "91.02.01"),
        ("9501011708909904", "M", date(1990, 8, 17), "95.01.01"),
        ("3174012902929905", "M", date(1992, 2, 29), "31.74.01"),
        ("31.74.01 170890 9910", "M", date(1990, 8, 17), "31.74.01"),
    ],
)
def test_a_nik_tells_region_birth_and_sex(text: str, sex: str, birth: date, district: str) -> None:
    read = read_nik(text, TODAY)
    assert (read.sex, read.birth_date, read.district) == (sex, birth, district)
    assert (read.province, read.regency) == (district[:2], district[:5])
    assert not list(ids.nik("nik", read.text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3174012902919906", "NIK_DATE"),
        ("3174013204909907", "NIK_DAY"),
        ("3174017204909908", "NIK_DAY"),
        ("3174014004909908", "NIK_DAY"),
        ("3174010004909908", "NIK_DAY"),
        ("3174011713909909", "NIK_MONTH"),
        ("3174011700909909", "NIK_MONTH"),
        ("317401170890001", "LENGTH"),
        ("31740117089000011", "LENGTH"),
        ("3174O11708909910", "DIGITS"),
        ("３１７４011708909910", "DIGITS"),
    ],
)
def test_a_nik_that_cannot_be_is_refused(text: str, code: str) -> None:
    assert hard(ids.nik("nik", text)) == [code]
    with pytest.raises(ValueError, match=code):
        read_nik(text, TODAY)
    assert against(text) == []


def test_serial_0000_is_only_remarked_upon() -> None:
    problems = list(ids.nik("nik", "3174011708900000"))
    assert (hard(problems), soft(problems)) == ([], ["NIK_SERIAL"])


def test_an_old_region_code_is_explained() -> None:
    (remark,) = against("9102015708909903")
    assert not remark.hard
    with language("en"):
        assert str(remark) == "NIK: old code 91.02 Jayawijaya, now 95.01"


def test_regions_that_nobody_knows() -> None:
    assert soft(against("3199011708909910")) == ["NIK_REGION"]
    assert dict(against("9999011708909910")[0].values) == {"region": "99"}
    assert against("9501011708909904") == []


def test_what_differs_from_the_nik_is_only_remarked_upon() -> None:
    problems = against("3578081708909901", birth_date=date(1991, 8, 17), sex="F")
    assert (hard(problems), soft(problems)) == ([], ["NIK_BIRTH", "NIK_SEX"])
    assert against("3578081708909901", birth_date=date(1990, 8, 17), sex="M") == []


@pytest.mark.parametrize(
    ("digits", "birth", "candidates"),
    [
        ("241111", date(2011, 11, 24), 1),  # 15 today; the other century would be 115
        ("251111", None, 2),  # still 14, or 115: only a person can tell
        ("241146", date(1946, 11, 24), 1),  # 80 today
        ("010140", date(1940, 1, 1), 1),  # 86, but 2040 has not come
        ("290200", date(2000, 2, 29), 1),  # 1900 had no such day
    ],
)
def test_the_century_makes_a_person_of_working_age(
    digits: str, birth: date | None, candidates: int
) -> None:
    read = read_nik(f"357808{digits}9901", TODAY)
    assert (read.birth_date, len(read.candidates)) == (birth, candidates)


def test_a_birth_date_in_the_future_only_is_refused() -> None:
    leap = "3578082902009901"
    before = date(1999, 1, 1)
    with pytest.raises(ValueError, match="NIK_FUTURE"):
        read_nik(leap, before)
    assert hard(nik_against(leap, birth_date=None, sex=None, today=before)) == ["NIK_FUTURE"]


def test_ages_outside_working_life_are_remarked_upon() -> None:
    assert soft(against("3578080101409901")) == ["NIK_AGE"]
    assert soft(against("3578081708909901", birth_date=date(1890, 8, 17))) == [
        "NIK_BIRTH",
        "NIK_AGE",
    ]


def test_without_a_list_of_regions_none_is_questioned() -> None:
    assert not list(nik_against("9999011708909910", birth_date=None, sex=None, today=TODAY))


@given(st.integers(0, 10**16 - 1))
def test_every_nik_is_either_refused_or_read(number: int) -> None:
    text = f"{number:016}"
    if hard(ids.nik("nik", text)):
        with pytest.raises(ValueError, match="NIK"):
            read_nik(text, TODAY)
    else:
        read = read_nik(text, TODAY)
        assert read.candidates
        assert all(day.strftime("%m%y") == text[8:12] for day in read.candidates)


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (3578081708909900.0, True),
        (3578081708909901, False),
        (3.57808170891e15, True),
        (9501011708909904.0, True),  # beyond 2**53 a float cannot be trusted
        (357808170890990, False),
        (81234567890.0, False),
        (float("inf"), True),
    ],
)
def test_numbers_excel_has_rounded(number: float, rounded: bool) -> None:
    assert ids.rounded_by_excel(number) is rounded


@pytest.mark.parametrize(
    ("kind", "value", "hards", "softs"),
    [
        (ids.family_card, "3578081708190001", [], []),
        (ids.family_card, "3578083513190001", [], ["KK_DATE"]),
        (ids.family_card, "357808", ["LENGTH"], []),
        (ids.kpj, "12345678901", [], []),
        (ids.kpj, "AB345678901", [], ["KPJ_LETTERS"]),
        (ids.kpj, "1234567890", ["LENGTH"], []),
        (ids.kpj, "1234567890A", ["KPJ"], []),
        (ids.npp, "15070955", [], []),
        (ids.npp, "JJ012345/000", [], ["NPP_LETTERS"]),
        (ids.npp, "JJ012345/00", ["NPP_DIVISION"], []),
        (ids.npp, "1507095", ["LENGTH"], []),
        (ids.npp, "150709AB", ["NPP"], []),
        (ids.nib, "9120001234567", [], []),
        (ids.nib, "912000123456", ["LENGTH"], []),
        (ids.npwp, "013121660091000", [], []),
        (ids.npwp, "0013121660091000", [], []),
        (ids.npwp, "013121661091000", [], ["NPWP_CHECK"]),
        (ids.npwp, "3578081708909901", [], []),
        (ids.npwp, "3578083208909901", [], ["NPWP_NIK"]),
        (ids.npwp, "123456789", ["LENGTH"], []),
        (ids.nitku, "0013121660091000000000", [], []),
        (ids.nitku, "0013121660091000", ["LENGTH"], []),
        (ids.phone, "+6281234567890", [], []),
        (ids.phone, "+628123", ["LENGTH"], []),
        (ids.phone, "+6581234567", ["PHONE"], []),
        (ids.phone, "+6281234567", [], ["PHONE_MOBILE"]),
        (ids.phone, "+62215551234", [], []),
        (ids.account, "123456", [], []),
        (ids.account, "12345", ["ACCOUNT"], []),
        (ids.email, "rina.s@contoh.co.id", [], []),
        (ids.email, "rina@contoh", ["EMAIL"], []),
        (ids.email, "rina.contoh.co.id", ["EMAIL"], []),
        (ids.postal_code, "60281", [], []),
        (ids.postal_code, "6028", ["POSTAL_CODE"], []),
        (ids.npk, "123456", [], []),
        (ids.npk, "12", ["NPK"], []),
        (ids.nip, "196308081984031002", [], []),
        (ids.nip, "1963", ["LENGTH"], []),
        (ids.vin, "1906357801", [], []),
        (ids.vin, "-", ["VIN"], []),
    ],
)
def test_each_kind_by_its_rules(
    kind: Identifier, value: str, hards: list[str], softs: list[str]
) -> None:
    problems = list(kind("it", value))
    assert (hard(problems), soft(problems)) == (hards, softs)
    assert {problem.field for problem in problems} <= {"it"}


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        (ids.nik, "3578 0817 0890 9901", "3578081708909901", "3578 0817 0890 9901"),
        (ids.family_card, "3578-0817-0819-0001", "3578081708190001", "3578 0817 0819 0001"),
        (ids.kpj, " 12 345.678 901", "12345678901", "12345678901"),
        (ids.kpj, "ab345678901", "AB345678901", "AB345678901"),
        (ids.npp, "jj 012345-000", "JJ012345/000", "JJ012345/000"),
        (ids.npp, "15.070.955", "15070955", "15070955"),
        (ids.npwp, "01.312.166.0-091.000", "013121660091000", "01.312.166.0-091.000"),
        (ids.npwp, "0013 1216 6009 1000", "0013121660091000", "0013121660091000"),
        (ids.phone, "0812-3456-7890", "+6281234567890", "0812-3456-7890"),
        (ids.phone, "62 812 3456 7890", "+6281234567890", "0812-3456-7890"),
        (ids.phone, "+62 (0)812 3456 7890", "+6281234567890", "0812-3456-7890"),
        (ids.phone, "0062 812 3456 7890", "+6281234567890", "0812-3456-7890"),
        (ids.phone, "81234567890", "+6281234567890", "0812-3456-7890"),
        (ids.phone, "(021) 555-1234", "+62215551234", "(021) 5551234"),
        (ids.phone, "0431 123456", "+62431123456", "(0431) 123456"),
        (ids.account, "1234-5678-90", "1234567890", "1234 5678 90"),
        (ids.email, " Rina@Contoh.CO.ID ", "rina@contoh.co.id", "rina@contoh.co.id"),
        (ids.npk, "NPK. 123456", "123456", "NPK. 123456"),
        (ids.nip, "19630808 198403 1 002", "196308081984031002", "19630808 198403 1 002"),
        (ids.vin, " 1906 357801 ", "1906 357801", "1906 357801"),
    ],
)
def test_typed_kept_and_shown(kind: Identifier, typed: str, kept: str, shown: str) -> None:
    assert kind.normalise(typed) == kept
    assert kind.show(kept) == shown
    assert hard(kind("it", kept)) == []
    if typed != kept:
        assert hard(kind("it", typed)) == ["FORM"]


ALL = [value for value in vars(ids).values() if isinstance(value, Identifier)]


@given(st.sampled_from(ALL), st.text(max_size=30))
def test_a_canonical_form_stays_as_it_is(kind: Identifier, text: str) -> None:
    once = kind.normalise(text)
    if not hard(kind("it", once)):
        assert kind.normalise(once) == once
        assert kind.normalise(kind.show(once)) == once


def test_the_kpj_speaks_as_an_office_would() -> None:
    (short,) = ids.kpj("kpj", "1234567890")
    with language("id"):
        assert str(short) == "KPJ harus 11 karakter; baru terisi 10"


def test_unusual_account_lengths_are_remarked_upon() -> None:
    assert soft(ids.account_against("12345678", (12, 13, 14))) == ["ACCOUNT_LENGTH"]
    assert not list(ids.account_against("1234567890123", (12, 13, 14)))
    assert not list(ids.account_against("12345678", ()))


@given(st.text(max_size=40))
def test_a_mask_shows_the_last_four_characters_at_most(value: str) -> None:
    masked = mask(value)
    assert len(masked) == len(value)
    assert masked.endswith(value[-4:]) or len(value) <= 4
    assert re.fullmatch("•*", masked[:-4] if len(value) > 4 else masked)


def test_the_mask_of_a_nik() -> None:
    assert mask("3578081708909901") == "••••••••••••9901"
