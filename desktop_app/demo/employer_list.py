"""An employer's list of workers as it comes on a stick: a title, a heading, and faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.demo.cast import Cast
from desktop_app.records.worker import Sex

HEADING = (
    *("No", "Nama Lengkap", "NIK", "No. KPJ", "Tempat Lahir", "Tanggal Lahir"),
    *("Jenis Kelamin", "No. HP", "Jabatan", "Upah Terakhir"),
)
_TIDY = 8


def write_list(path: Path, company: str, cast: Cast) -> Path:
    """A workbook of eleven people: eight in order, and three with a fault each.

    A NIK that Excel has rounded, a KPJ one character short, and somebody named
    twice.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Daftar pekerja"
    sheet.append([f"DAFTAR PEKERJA TERDAMPAK {company.upper()}"])
    sheet.append([])
    sheet.append(list(HEADING))
    people = [_person(cast) for _ in range(_TIDY + 2)]
    people[-2][1] = float(f"{people[-2][1][:12]}0000")
    people[-1][2] = people[-1][2][:-1]
    people.append(list(people[0]))
    for number, person in enumerate(people, 1):
        sheet.append([number, *person])
    for column in "BCDEH":
        sheet.column_dimensions[column].width = 24
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _person(cast: Cast) -> list[Any]:
    name, sex = cast.person()
    born, city = cast.born(), cast.city()
    return [
        name,
        cast.nik(born, sex, city),
        cast.kpj(),
        city.name,
        born,
        "L" if sex is Sex.MALE else "P",
        f"0{cast.phone().removeprefix('+62')}",
        cast.pick("positions"),
        cast.random.randint(64, 140) * 50_000,
    ]
