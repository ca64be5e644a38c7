"""Who is recorded already, and who may be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from desktop_app.errors import Cancelled
from desktop_app.i18n import language
from desktop_app.importing.answer import answer, count
from desktop_app.importing.lists import read_list
from desktop_app.importing.sorting import KnownPerson, Sorted, Status, sort_people

TODAY = date(2026, 11, 24)
BORN = date(1990, 8, 17)
BUDI = "3578081708909901"
OTHER = "3578081708909911"


@dataclass
class Book:
    """People as a store would know them."""

    people: tuple[KnownPerson, ...]
    numbers: dict[str, KnownPerson]

    def by_nik(self, niks: Collection[str]) -> Mapping[str, Sequence[KnownPerson]]:
        return {nik: [p for p in self.people if p.nik == nik] for nik in niks}

    def by_kpj(self, numbers: Collection[str]) -> Mapping[str, Sequence[KnownPerson]]:
        return {n: [self.numbers[n]] for n in numbers if n in self.numbers}

    def by_birth(self, days: Collection[date]) -> Mapping[date, Sequence[KnownPerson]]:
        return {day: [p for p in self.people if p.birth_date == day] for day in days}


def sorted_against(nik: str, name: str, kpj: str = "") -> Sorted:
    known = KnownPerson("one", BUDI, "Budi Santoso", BORN)
    book = Book((known,), {"12345678901": known})
    people = read_list(f"NIK\tNama\tKPJ\n{nik}\t{name}\t{kpj}\n", TODAY).people
    (item,) = sort_people(people, book)
    return item


def test_the_same_person_exists_and_is_named() -> None:
    item = sorted_against(BUDI, "BUDI SANTOSO, S.E.")
    assert (item.status, item.existing) == (Status.EXISTS, "one")


@pytest.mark.parametrize(
    ("nik", "name", "kpj", "status", "code"),
    [
        (BUDI, "Siti", "", Status.WRONG, "OTHER_NAME"),
        (OTHER, "Budi Santoso", "", Status.CHECK, "LIKE"),
        (OTHER, "Agus", "12345678901", Status.CHECK, "OTHER_PERSON"),
        (OTHER, "Agus", "10987654321", Status.READY, ""),
        (BUDI, "Budi Santoso", "10987654321", Status.EXISTS, "EXISTS"),
    ],
)
def test_against_what_is_recorded(nik: str, name: str, kpj: str, status: Status, code: str) -> None:
    item = sorted_against(nik, name, kpj)
    assert item.status is status
    assert {found.code for found in item.findings} == ({code} if code else set())


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Muhammad Maruf", Status.CHECK),
        ("Maria Makruf", Status.READY),
        ("Moch. Ma’ruf, S.Kom.", Status.CHECK),
    ],
)
def test_names_are_compared_as_they_are_spelt_here(name: str, status: Status) -> None:
    book = Book((KnownPerson("one", BUDI, "Moh. Ma'ruf", BORN),), {})
    people = read_list(f"NIK\tNama\n{OTHER}\t{name}\n", TODAY).people
    (item,) = sort_people(people, book)
    assert item.status is status
    assert {found.code for found in item.findings} == ({"LIKE"} if item.found else set())


def test_a_serial_of_0000_is_looked_at_before_it_is_recorded() -> None:
    item = sorted_against(f"{OTHER[:12]}0000", "Agus")
    assert item.status is Status.CHECK
    (found,) = item.findings
    assert found.code == "NIK_SERIAL"
    with language("id"):
        assert "0001–0009 menjadi 0000" in found.problem()
        assert found.advice() == (
            "Cocokkan empat digit terakhir dengan KTP dan ketik NIK sebagai teks."
        )


def test_a_serial_of_0000_among_rounded_niks_is_rounded_too() -> None:
    numbers = [f"{OTHER[:12]}{serial}" for serial in ("0000", "0010", "0020", "0030")]
    rows = "".join(f"{nik}\tAgus {'ABCD'[n]}\n" for n, nik in enumerate(numbers))
    items = sort_people(read_list(f"NIK\tNama\n{rows}", TODAY).people, Book((), {}))
    assert [item.status for item in items] == [Status.WRONG] * 4
    assert {f.code for f in items[0].findings if f.hard} == {"NIK_ROUNDED"}


def test_amounts_are_said_in_rupiah() -> None:
    people = read_list(f"NIK\tNama\tGaji\n{OTHER}\tAgus\t4.500.000,75\n", TODAY).people
    (found,) = people[0].findings
    assert found.code == "SEN"
    with language("id"):
        assert found.advice() == "Periksa nilainya; bila dibulatkan menjadi Rp4.500.001."


def test_counts_and_answer_agree() -> None:
    read = read_list(f"NIK\tNama\n{BUDI}\tBudi\n{BUDI}\tSiti\n\t=1+1\n", TODAY)
    items = sort_people(read.people, Book((), {}))
    counts = count(items)
    assert (counts.rows, counts.ready, counts.wrong) == (2, 1, 1)
    with language("en"):
        table = answer(items, read.mappings[0])
    assert [column.heading for column in table.columns][-1] == "Saran perbaikan"
    assert "baris 2" in str(table.rows[0][-2])


def test_reading_can_be_stopped() -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_list(f"NIK\tNama\n{BUDI}\tBudi\n", TODAY, progress=stop)
