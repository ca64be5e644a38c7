"""How lists of one kind head their columns, and by what such a list is known.

The words are data (``resources/import/*_columns.json``): small letters without
signs; `is` the whole heading, `has` words found in it one after the other,
`not` words that forbid it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

from desktop_app.importing.tables import Cell
from desktop_app.records.names import fold


@dataclass(frozen=True)
class Synonyms:
    """How one field's column may be headed."""

    whole: frozenset[str]
    parts: tuple[str, ...]
    never: frozenset[str]

    def likeness(self, heading: str) -> float:
        """From 0 (another matter) to 1 (its very name)."""
        if heading in self.whole:
            return 1.0
        words = heading.split()
        if self.never.intersection(words):
            return 0.0
        fitting = [part for part in self.parts if f" {part} " in f" {heading} "]
        if fitting:
            return 0.8 + max(len(part) for part in fitting) / max(len(heading), 1) / 10
        if len(heading) >= 5 and _nearly(heading, self.whole):
            return 0.8
        return 0.0


def _nearly(heading: str, names: frozenset[str]) -> bool:
    """Whether `heading` is one of the names but for a slip of typing."""
    from difflib import SequenceMatcher

    return any(
        abs(len(name) - len(heading)) <= 2
        and name[0] == heading[0]
        and SequenceMatcher(None, heading, name).ratio() >= 0.88
        for name in names
        if len(name) >= 5
    )


@dataclass(frozen=True)
class Vocabulary:
    """The words of one kind of list, and which columns together make such a list.

    A list has a heading with a name and one of the `beside` fields, or with
    all of `instead`; without a telling heading only columns of real NIKs and
    names make one, and only of people.
    """

    name: str
    """Of the file: ``worker`` for ``worker_columns.json``."""
    beside: frozenset[str]
    instead: frozenset[str] = frozenset()
    recognised: frozenset[str] = frozenset()
    """Fields a column without any heading may be recognised by."""
    spoken_over: frozenset[str] = frozenset()
    """Fields whose headings are so often wrong that a column's cells may overrule them."""
    main: frozenset[str] = frozenset({"name"})
    """Fields that make one list better than another."""

    @cached_property
    def synonyms(self) -> dict[str, Synonyms]:
        """The words by field."""
        return _read(self.name)[0]

    @cached_property
    def known(self) -> frozenset[str]:
        """All headings that are known word for word, also those to pass over."""
        return _read(self.name)[1].union(*(names.whole for names in self.synonyms.values()))

    def meanings(self, cell: Cell) -> dict[str, float]:
        """The fields a heading may stand for, each with its likeness."""
        if not isinstance(cell, str) or len(cell) > 120:
            return {}
        heading = re.sub(r"^\d{1,2} (?=[a-z])", "", fold(cell))
        found = _meanings(self, heading)
        if not found and re.fullmatch(r"[a-z]( [a-z])+", heading):
            found = _meanings(self, heading.replace(" ", ""))  # "N I K"
        return found

    def makes_list(self, columns: dict[str, float], *, headed: bool) -> bool:
        """Whether columns, by field with their confidence, are such a list."""
        fields = columns.keys()
        if headed and "name" in fields and fields & self.beside:
            return True
        if headed and self.instead and self.instead <= fields:
            return True
        people = {"nik", "name"} <= self.recognised & fields
        return people and columns["nik"] >= 0.25


@cache
def _read(name: str) -> tuple[dict[str, Synonyms], frozenset[str]]:
    """The words by field, and the headings to pass over."""
    text = (files("resources") / "import" / f"{name}_columns.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    found = {
        field: Synonyms(frozenset(names["is"]), tuple(names["has"]), frozenset(names["not"]))
        for field, names in table["fields"].items()
    }
    return found, frozenset(table["ignore"])


@lru_cache(maxsize=2000)
def _meanings(words: Vocabulary, heading: str) -> dict[str, float]:
    if not heading or len(heading) > 80 or heading in _read(words.name)[1]:
        return {}
    found = {field: names.likeness(heading) for field, names in words.synonyms.items()}
    return {field: likeness for field, likeness in found.items() if likeness}


WORKERS = Vocabulary(
    "worker",
    beside=frozenset({"nik", "birth_date", "birth_place_date", "birth_place", "kpj", "sex"}),
    instead=frozenset({"nik", "kpj"}),
    recognised=frozenset({"nik", "name", "sex", "birth_date", "phone", "email"}),
    spoken_over=frozenset({"nik", "kpj", "family_card"}),
    main=frozenset({"nik", "name"}),
)
EMPLOYERS = Vocabulary(
    "employer",
    beside=frozenset(
        {"npp", "npwp", "nib", "contact", "phone", "email", "address", "sector", "region"}
    ),
    main=frozenset({"npp", "name"}),
)
PROGRAMMES = Vocabulary(
    "programme",
    beside=frozenset({"code", "days", "lesson_hours", "fee", "purpose", "certifier"}),
    main=frozenset({"code", "name", "days"}),
)
PROVIDERS = Vocabulary(
    "provider",
    beside=frozenset({"type", "licence", "vin", "contact", "phone", "email", "address", "region"}),
    main=frozenset({"name", "type"}),
)
