"""Two names of one person, or of two: written out, as they stand on lists of employers."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.processes.likeness import (
    ALIKE,
    SAME,
    Somebody,
    likeness,
    same_company,
    same_person,
    turned,
)

ONE_PERSON = [
    ("Muhammad Rizki", "Moh. Rizki"),
    ("Muhammad Rizki", "M. Rizky"),
    ("Mohammad Yusuf", "Muh Jusuf"),
    ("Mochamad Ilham", "MUHAMMAD ILHAM"),
    ("Muhammad Rizki Pratama", "Rizki Pratama"),
    ("Soekarno", "Sukarno"),
    ("Soeharto", "Suharto"),
    ("Djoko Widodo", "Joko Widodo"),
    ("Tjokro Aminoto", "Cokro Aminoto"),
    ("Achmad Sjarif", "Ahmad Syarif"),
    ("Akhmad Syarif", "Ach. Sarif"),
    ("Njoman Sudarma", "Nyoman Sudarma"),
    ("H. Abdul Karim, S.Pd.", "Abdul Karim"),
    ("Hj. Siti Nurbaya, M.M.", "Siti Nurbaya"),
    ("Drs. H. Bambang Sutrisno", "Bambang Sutrisno"),
    ("Bambang S.", "Bambang Sutrisno"),
    ("B. Sutrisno", "Bambang Sutrisno"),
    ("Abdurrahman Wahid", "Abdur Rahman Wahid"),
    ("Abd. Rahman Saleh", "Abdul Rachman Saleh"),
    ("Rachmat Hidayat", "Rahmat Hidajat"),
    ("Fatimah Azzahra", "Fathimah Az Zahra"),
    ("Siti Aisyah", "St. Aisjah"),
    ("Setiawan Budi", "Setyawan Budi"),
    ("Sugianto", "Sugiyanto"),
    ("Ma'ruf Amin", "Maruf Amin"),
    ("Noor Hidayah", "Nur Hidayah"),
    ("Christina Natalia", "Kristina Natalia"),
    ("Budi Santoso", "Budi Santosso"),
    ("Budi Santoso", "Budi Sanotso"),
    ("Dewi Lestari", "Lestari Dewi"),
    ("Arief Wibowo", "Arif Wibowo"),
    ("Suwarno", "Soewarno"),
    ("Yohanes Tjandra", "Johanes Candra"),
    ("Anak Agung Ngurah", "A. A. Ngurah"),
    ("I Made Wirawan", "Made Wirawan"),
    ("Ramadhan", "Ramadan"),
    ("Khairul Anwar", "Chairul Anwar"),
    ("Chusnul Khotimah", "Husnul Hotimah"),
    ("Supriyadi", "Supriadi"),
    ("Suhartono", "SUHARTONO"),
]

TWO_PEOPLE = [
    ("Budi Santoso", "Budi Hartono"),
    ("Siti Aminah", "Siti Aisyah"),
    ("Muhammad Rizki", "Muhammad Fajar"),
    ("M. Rizki", "M. Fajar"),
    ("Iwan Setiawan", "Irwan Kurniawan"),
    ("Agus Salim", "Agus Suryadi"),
    ("Ahmad Yani", "Ahmad Dani"),
    ("Sri Wahyuni", "Sri Rahayu"),
    ("Suharto", "Suhartini"),
    ("Sugiyanto", "Sugiyanti"),
    ("Putra Wijaya", "Putri Wijaya"),
    ("Rina Manoppo", "Rita Manoppo"),
    ("Muhammad", "Muhammad Rizki"),
    ("Siti", "Siti Aminah"),
    ("Agus", "Agus Salim"),
    ("Rizki", "Fajar"),
    ("S. P.", "Siti Permata"),
    ("Dedi Kurniadi", "Deni Kurnia"),
    ("Andi Wijaya", "Budi Wijaya"),
    ("Hendra Gunawan", "Hendra Setiawan"),
    ("", "Budi"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_one_person(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_two_people(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE
    assert likeness(other, one) == likeness(one, other)


BORN = date(1990, 4, 5)


def test_a_birth_date_must_be_there_and_fit() -> None:
    one = Somebody("1", "Joko Widodo", None, BORN)
    assert same_person(one, Somebody("2", "Djoko Widodo", None, BORN)) == SAME
    assert same_person(one, Somebody("2", "Djoko Widodo", None, date(1990, 5, 4))) >= ALIKE
    assert same_person(one, Somebody("2", "Djoko Widodo", None, date(1990, 4, 6))) == 0
    assert same_person(one, Somebody("2", "Djoko Widodo")) == 0
    assert same_person(one, Somebody("2", "Budi Santoso", None, date(1990, 5, 4))) == 0


def test_the_nik_speaks_first() -> None:
    nik, typo, other = "7171010504909901", "7171010504909910", "7371020504901234"
    one = Somebody("1", "Bambang Sutrisno", nik, BORN)
    assert same_person(one, Somebody("2", "Somebody Else", nik)) == SAME
    assert same_person(one, Somebody("2", "Bambang S.", typo, BORN)) >= ALIKE
    assert same_person(one, Somebody("2", "Bambang S.", other, BORN)) == 0
    assert same_person(one, Somebody("2", "Bambang Sutrisno", other, BORN)) == SAME


def test_day_and_month_changed_places() -> None:
    assert turned(date(1990, 4, 5)) == date(1990, 5, 4)
    assert turned(date(1990, 4, 13)) is None
    assert turned(date(1990, 4, 4)) is None


ONE_COMPANY = [
    ("PT Sinar Jaya", "Sinar Jaya, PT"),
    ("PT. Sinar Djaja Tbk", "PT Sinar Jaya"),
    ("CV Karya Abadi", "PT Karya Abadi"),
    ("PT Minahasa Garmen", "PT Minahasa Garment"),
    ("PT Perkebunan Nusantara (Persero)", "P.T. Perkebunan Nusantara"),
    ("PT Sumber Makmur", "PT SumberMakmur"),
]
TWO_COMPANIES = [
    ("PT Sinar Jaya", "PT Sinar Abadi"),
    ("PT Contoh 1", "PT Contoh 2"),
    ("PT Karya", "PT Karsa"),
    ("PT", "CV Sinar"),
    ("", "PT Sinar"),
]


@pytest.mark.parametrize(("one", "other"), ONE_COMPANY)
def test_one_company(one: str, other: str) -> None:
    assert same_company(one, other) >= ALIKE


@pytest.mark.parametrize(("one", "other"), TWO_COMPANIES)
def test_two_companies(one: str, other: str) -> None:
    assert same_company(one, other) < ALIKE
