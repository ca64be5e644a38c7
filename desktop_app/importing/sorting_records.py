"""Which rows of a list of employers, programmes or providers are ready, and which are there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.i18n import N_
from desktop_app.importing.entry import Entry
from desktop_app.importing.findings import Named, Weight, finding
from desktop_app.importing.sorting import Sorted, Status
from desktop_app.records.names import fold

_FORMS = re.compile(r"\b(pt|cv|ud|pd|fa|firma|tbk|persero|perseroan terbatas|lpk|lkp)\b")


@dataclass(frozen=True)
class KnownRecord:
    """A record of the store: its key (an NPP, a code) and its name."""

    id: str
    key: str | None
    name: str


def plain_name(name: str) -> str:
    """A company's name without its legal form: "PT. Maju (Persero) Tbk" is "maju"."""
    bare = " ".join(_FORMS.sub(" ", fold(name)).split())
    return bare or fold(name)


class RecordSorter:
    """Sorts the entries of one list against each other and against the store."""

    def __init__(self, key: str, label: str, known: Sequence[KnownRecord]) -> None:
        self._key, self._label = key, label
        self._by_key = {one.key: one for one in known if one.key}
        self._by_name: dict[str, KnownRecord] = {}
        for one in known:
            self._by_name.setdefault(plain_name(one.name), one)
        self._first: dict[str, Sorted] = {}

    def sort(self, entries: Sequence[Entry]) -> list[Sorted]:
        """Each entry with its status, in the list's order."""
        return [self._sorted(entry) for entry in entries]

    def _sorted(self, entry: Entry) -> Sorted:
        item = Sorted(entry)
        key = entry.values.get(self._key) if self._key else None
        name = plain_name(entry.name)
        if name and not any(found.hard for found in entry.findings):
            self._against_file(item, key, name)
            if item.status is Status.READY and not any(found.hard for found in item.found):
                self._against_store(item, key, name)
        item.settle()
        return item

    def _against_file(self, item: Sorted, key: str | None, name: str) -> None:
        earlier = self._first.setdefault(key or name, item)
        if earlier is item:
            return
        row = earlier.entry.row
        if plain_name(earlier.entry.name) == name:
            item.status, item.same_as = Status.EXISTS, earlier.entry
            text = N_("Stands in row {row} of this list already")
            advice = N_("Nothing to do; the row may be deleted.")
            weight = Weight.REMARK
        else:
            text = N_("The same {what} as in row {row}, but another name")
            advice = N_("Compare both rows and correct the one that is wrong.")
            weight = Weight.HARD
        label = Named(self._label)
        item.found.append(
            finding(self._key, "DOUBLE", text, advice, weight=weight, row=row, what=label)
        )

    def _against_store(self, item: Sorted, key: str | None, name: str) -> None:
        known = self._by_key.get(key) if key else None
        if known is not None:
            alike = plain_name(known.name) == name or item.confirmed(self._key, "OTHER_NAME")
            if not alike:
                text = N_("This {what} is recorded under another name: {name}")
                advice = N_("Compare both; if it is the same, nothing needs to be recorded.")
                label = Named(self._label)
                item.found.append(
                    finding(self._key, "OTHER_NAME", text, advice, what=label, name=known.name)
                )
                return
        else:
            known = self._by_name.get(name)
            if known is not None and key:
                text = N_("One of this name is recorded under another {what}")
                advice = N_("Compare both; confirm if it is another one.")
                label = Named(self._label)
                item.found.append(
                    finding("name", "LIKE", text, advice, weight=Weight.LOOK, what=label)
                )
                return
        if known is not None:
            item.status, item.existing = Status.EXISTS, known.id
            text = N_("Is recorded already; nothing was changed")
            item.found.append(
                finding("name", "EXISTS", text, N_("Nothing to do."), weight=Weight.REMARK)
            )
