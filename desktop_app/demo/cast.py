"""Who and what appears in the sample: synthetic names and numbers, each marked CONTOH.

Everything follows from the seed. A NIK has the serial 99xx, which no registry
gives out; e-mail addresses end in ``.example``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Any

from desktop_app.records.worker import Sex

MARK = "(CONTOH)"
_TITLES = ("S.E.", "S.Kom.", "A.Md.", "S.Pd., M.M.")


def table(name: str) -> Any:
    """One of the sample's tables (``names``, ``catalogue``)."""
    return json.loads((files("resources") / "demo" / f"{name}.json").read_text("utf-8"))


@dataclass(frozen=True)
class City:
    """A town with the regency code of its NIKs and the head of its postal codes."""

    code: str
    name: str
    postal: str
    weight: int

    @property
    def region(self) -> str:
        """Its code as the list of regions writes it: ``71.71``."""
        return f"{self.code[:2]}.{self.code[2:]}"


class Cast:
    """The sample's names and numbers, in the order of the seed."""

    def __init__(self, seed: int, now: datetime, today: date) -> None:
        self.random = Random(seed)
        self.today = today
        self.yesterday = today - timedelta(days=1)
        """The last day on which something was entered: a working day, once these are known."""
        self.table = table("names")
        self.cities = [City(**row) for row in self.table["cities"]]
        self._city_weights = list(accumulate(city.weight for city in self.cities))
        self._stamp = f"{int(now.timestamp() * 1000):012x}7000"
        self._used: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        self._people = 0
        forms, first, second = (self.table["companies"][k] for k in ("forms", "first", "second"))
        self._companies = [
            f"{self.random.choice(forms)} {a} {b} {MARK}" for a in first for b in second
        ]
        self.random.shuffle(self._companies)

    def count(self, series: str) -> int:
        """The next number of a series, from 1 on."""
        self._used[series] += 1
        return self._used[series]

    def id(self) -> str:
        """A fresh identity, in order and the same for the same seed and clock."""
        return f"{self._stamp}8{self.count('id'):015x}"

    def pick(self, name: str) -> Any:
        """One entry of a list of the table."""
        return self.random.choice(self.table[name])

    def chance(self, share: float) -> bool:
        """True in about `share` of the times."""
        return self.random.random() < share

    def ago(self, most: int, least: int = 0) -> date:
        """A day between `most` and `least` days ago; negative numbers lie ahead."""
        return self.today - timedelta(days=self.random.randint(least, most))

    def city(self) -> City:
        """A town, the office's own the likeliest."""
        return self.random.choices(self.cities, cum_weights=self._city_weights)[0]

    def company(self) -> str:
        """``PT Karsa Utama (CONTOH)``; never twice."""
        return self._companies[self.count("company") - 1]

    def person(self) -> tuple[str, Sex]:
        """A name and a sex; the first ones are the names that give programs trouble."""
        self._people += 1
        peculiar: Sequence[dict[str, Any]] = self.table["peculiar"]
        if self._people <= len(peculiar):
            row = peculiar[self._people - 1]
            return marked(row["name"], row.get("after", "")), Sex.of(row["sex"])
        sex = Sex.MALE if self.chance(0.55) else Sex.FEMALE
        first = self.pick("men" if sex is Sex.MALE else "women")
        name = first if self.chance(0.03) else f"{first} {self.pick('families')}"
        return marked(name, self.random.choice(_TITLES) if self.chance(0.02) else ""), sex

    def name(self) -> str:
        """Somebody's name, of no particular person of the sample."""
        return marked(f"{self.pick(self.random.choice(('men', 'women')))} {self.pick('families')}")

    def born(self) -> date:
        """A birth date of somebody between 19 and 55."""
        return self.ago(55 * 365, 19 * 366)

    def nik(self, born: date, sex: Sex, city: City) -> str:
        """A NIK that agrees with birth date and sex, and is nobody's."""
        day = born.day + (40 if sex is Sex.FEMALE else 0)
        for district in range(1, 10):
            head = f"{city.code}{district:02}{day:02}{born:%m%y}"
            if self._used[head] < 99:
                # Begin anywhere: a column of NIKs that all end alike looks rounded.
                first = self._first.setdefault(head, self.random.randrange(99))
                return f"{head}{9901 + (first + self.count(head)) % 99}"
        raise OverflowError(f"more than 891 people born on {born} in {city.name}")

    def phone(self) -> str:
        """A mobile number in the form the record keeps."""
        return f"+6289900{self.count('phone'):07}"

    def address(self, city: City) -> str:
        """A street and a town."""
        return f"{self.pick('streets')} No. {self.random.randint(1, 250)}, {city.name}"

    def postal_code(self, city: City) -> str:
        """A postal code of a town."""
        return f"{city.postal}{self.random.randint(10, 99)}"

    def kpj(self) -> str:
        """A member number."""
        return f"{19_000_000_000 + self.count('kpj') * 37:011}"

    def npp(self) -> str:
        """An employer's number."""
        return f"{99_000_000 + self.count('npp') * 101:08}"


def marked(name: str, after: str = "") -> str:
    """``Rina Manoppo (CONTOH)``; titles stay at the end, where people look for them."""
    return f"{name} {MARK}, {after}" if after else f"{name} {MARK}"
