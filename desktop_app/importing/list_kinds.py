"""LISTS: the kinds of list that can be read in. A kind is one declaration here.

Its words are in ``resources/import``; its rules are those of its record.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import Any, Protocol

from desktop_app.fields import describe
from desktop_app.i18n import N_, translate
from desktop_app.importing import vocabulary
from desktop_app.importing.columns import Mapping
from desktop_app.importing.entry import Entry
from desktop_app.importing.people import PeopleReader
from desktop_app.importing.plain import PlainReader
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.importing.vocabulary import Vocabulary
from desktop_app.records import (
    AffectedWorker,
    Employer,
    Membership,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records.record import Record


class Reader(Protocol):
    """Reads the rows of one list; knows what the list as a whole tells about its cells."""

    rows: list[Row]

    def entry(self, row: Row, typed: Collection[int] = ()) -> Entry:
        """One row, of which the columns `typed` were corrected by hand."""
        ...


class MakeReader(Protocol):
    """Makes the reader of a list."""

    def __call__(self, sheet: SheetRows, mapping: Mapping, today: date) -> Reader: ...


@dataclass(frozen=True)
class Asked:
    """One column of the empty template, in Indonesian: it is handed out."""

    field: str
    heading: str
    example: Cell
    about: str


@dataclass(frozen=True)
class ListKind:
    """A kind of list: what its rows become, how they are read, and by what they are known.

    `key` is the field that tells two records apart beside the name; `why` is
    what the journal says of an import.
    """

    name: str
    title: str
    """English source, as the lists of the program are called."""
    record: type[Record]
    words: Vocabulary
    reader: MakeReader
    why: str
    key: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The label of every field that a column may hold, in the current language."""
        labels = {
            name: described.label
            for record in (self.record, *(_BESIDE if self.record is Worker else ()))
            for name, described in describe(record).items()
        }
        labels.update({name: translate(text) for name, text in _OWN.items()})
        return {name: labels[name] for name in self.words.synonyms}

    def asked(self) -> tuple[Asked, ...]:
        """The columns of the empty template."""
        return _asked(self.words.name)

    def needed(self) -> tuple[str, ...]:
        """Fields without which no row can be recorded."""
        described = describe(self.record)
        return tuple(
            name for name in self.words.main if described[name].required and name != "type"
        )


_BESIDE: Sequence[type[Record]] = (Membership, AffectedWorker)
_OWN = {
    "birth_place_date": N_("Place and date of birth"),
    "other_phone": N_("Further phone"),
    "reason": N_("Reason for termination"),
}
"""Labels of what a worker's list may hold and no record has under that name."""


@cache
def _asked(name: str) -> tuple[Asked, ...]:
    text = (files("resources") / "import" / f"{name}_columns.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return tuple(Asked(**column) for column in table["template"])


def _plain(record: type[Record], words: Vocabulary) -> MakeReader:
    return partial(PlainReader, record=record, words=words)


LISTS: dict[str, ListKind] = {
    kind.name: kind
    for kind in (
        ListKind(
            "workers",
            N_("Workers"),
            Worker,
            vocabulary.WORKERS,
            PeopleReader,
            N_("Employer's list imported"),
            key="nik",
        ),
        ListKind(
            "employers",
            N_("Employers"),
            Employer,
            vocabulary.EMPLOYERS,
            _plain(Employer, vocabulary.EMPLOYERS),
            N_("List of employers imported"),
            key="npp",
        ),
        ListKind(
            "programmes",
            N_("Programmes"),
            TrainingProgramme,
            vocabulary.PROGRAMMES,
            _plain(TrainingProgramme, vocabulary.PROGRAMMES),
            N_("List of programmes imported"),
            key="code",
        ),
        ListKind(
            "providers",
            N_("Providers"),
            TrainingProvider,
            vocabulary.PROVIDERS,
            _plain(TrainingProvider, vocabulary.PROVIDERS),
            N_("List of providers imported"),
        ),
    )
}
WORKERS = LISTS["workers"]
