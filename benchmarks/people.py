"""Made-up workers by the thousand, the same ones every time."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.office import NewOffice, Office, set_up
from desktop_app.records import Worker
from desktop_app.records.worker import Sex

_FIRST = [
    "Agus",
    "Ahmad",
    "Andi",
    "Anita",
    "Ayu",
    "Bambang",
    "Budi",
    "Citra",
    "Dewi",
    "Dian",
    "Dwi",
    "Eka",
    "Endang",
    "Fajar",
    "Fitri",
    "Hendra",
    "Indah",
    "Irfan",
    "Joko",
    "Kartika",
    "Lestari",
    "Maria",
    "Maruf",
    "Nur",
    "Putri",
    "Rahmat",
    "Ratna",
    "Rina",
    "Rizki",
    "Rudi",
    "Sari",
    "Siti",
    "Slamet",
    "Sri",
    "Sutrisno",
    "Tri",
    "Wahyu",
    "Wati",
    "Yanti",
    "Yusuf",
]
_LAST = [
    "Anwar",
    "Basuki",
    "Firmansyah",
    "Gunawan",
    "Hakim",
    "Halim",
    "Harahap",
    "Hidayat",
    "Irawan",
    "Kaunang",
    "Kusuma",
    "Lubis",
    "Manoppo",
    "Maulana",
    "Nasution",
    "Nugroho",
    "Pangestu",
    "Permana",
    "Prasetyo",
    "Pratama",
    "Purnomo",
    "Rahayu",
    "Ramadhan",
    "Saputra",
    "Santoso",
    "Setiawan",
    "Simanjuntak",
    "Siregar",
    "Sondakh",
    "Suharto",
    "Suryadi",
    "Susanto",
    "Tumewu",
    "Utami",
    "Wibowo",
    "Widodo",
    "Wijaya",
    "Wulandari",
    "Yulianto",
    "Zulkarnain",
]


def workers(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Values of `count` workers, marked CONTOH, with NIKs of the series 99xx."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(70, 99)
        woman = chance.random() < 0.5
        rows.append(
            {
                "name": f"{chance.choice(_FIRST)} {chance.choice(_FIRST)} {chance.choice(_LAST)} "
                "(CONTOH)",
                "nik": f"7171{chance.randint(1, 11):02d}{day + 40 * woman:02d}{month:02d}{year:02d}"
                f"99{number % 100:02d}",
                "birth_date": date(1900 + year, month, day),
                "sex": Sex.FEMALE if woman else Sex.MALE,
                "phone": f"+6281{chance.randint(100000000, 999999999)}",
            }
        )
    return rows


def office(folder: Path, *, people: int = 0, code: str = "MND", hq: bool = False) -> Office:
    """A fresh office with so many workers."""
    new = NewOffice(code, f"{code} (CONTOH)", "contoh", "contoh contoh contoh", headquarters=hq)
    made, _code = set_up(folder, new)
    for start in range(0, people, 20_000):
        with made.store.write("Sample people") as session:
            session.bulk(Worker, workers(min(20_000, people - start), seed=start + 1))
    return made
