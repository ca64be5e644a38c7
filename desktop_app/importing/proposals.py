"""What a person may accept with one key: a better cell, or that a finding is right.

A proposal never changes the books; it is a correction of the list, and may be
taken back like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.fields import describe
from desktop_app.i18n import N_, language, translate
from desktop_app.importing.columns import Mapping
from desktop_app.importing.corrections import Corrections, Place
from desktop_app.importing.findings import Finding, Weight
from desktop_app.importing.lists import ReadList
from desktop_app.importing.sorting import Sorted, Status
from desktop_app.importing.tables import Cell
from desktop_app.records.national_id import Nik, read_nik
from desktop_app.records.worker import Sex
from desktop_app.wording import day_long, money

CONFIRM = {
    "LIKE": N_("It is somebody else; record"),
    "OTHER_NAME": N_("It is the one recorded; nothing to write"),
    "DOUBLE": N_("Both are right; record"),
    "OTHER_PERSON": N_("The number is right; record"),
    "NIK_SERIAL": N_("Compared with the identity card; record"),
    "NIK_NUMBER": N_("Compared with the identity card; record"),
    "LOW": N_("The amount is right"),
}
"""What accepting a finding as right says, by its code."""
_LOOKED_AT = N_("Looked at; record as it stands")
_FIELDS = {"NIK_BIRTH": "birth_date", "NIK_SEX": "sex"}
"""Where the better value goes, if not into the cell of the finding's field."""
_SEXES = {"F": "P", "M": "L"}
_NOT_SAID = frozenset({"EXISTS", "LEFT_OUT"})


@dataclass(frozen=True)
class Proposal:
    """What accepting does: put `value` into the cell at `place`, or confirm the finding."""

    item: Sorted
    finding: Finding
    place: Place | None = None
    value: Cell = None
    words: str = ""
    """English source."""
    shown: str = ""
    """What the words name."""

    @property
    def sort(self) -> tuple[str, str, bool]:
        """What proposals of the same sort share: they can be accepted together."""
        return self.finding.field, self.finding.code, self.place is not None

    def __str__(self) -> str:
        return translate(self.words).format(value=self.shown)


def proposals(read: ReadList, item: Sorted) -> list[Proposal]:
    """What can be accepted for a row, the surest first; none where nothing needs repair."""
    if item.status is Status.EXISTS:
        return []
    mapping = next(m for m in read.mappings if m.sheet == item.entry.sheet)
    return [
        found
        for one in item.findings
        if one.code not in _NOT_SAID and not item.confirmed(one.field, one.code)
        for found in _of(read, mapping, item, one)
    ]


def _of(read: ReadList, mapping: Mapping, item: Sorted, one: Finding) -> Iterable[Proposal]:
    field = _FIELDS.get(one.code, one.field)
    if field == "birth_date" and field not in mapping.columns:
        field = "birth_place_date"
    column = mapping.column(field)
    place = None if column is None else Place(item.entry.sheet, item.entry.row, column)
    if place is not None and (better := _better(read, item, field, one)):
        value, shown = better
        yield Proposal(item, one, place, value, N_("Take {value}"), shown)
    if one.weight is Weight.LOOK or one.code == "OTHER_NAME":
        yield Proposal(item, one, words=CONFIRM.get(one.code, _LOOKED_AT))
    if place is not None and one.weight > Weight.REMARK and _may_lack(read, field, one):
        yield Proposal(item, one, place, None, N_("Leave the cell out"))


def _better(read: ReadList, item: Sorted, field: str, one: Finding) -> tuple[Cell, str] | None:
    """A value that is surely meant, and how it is shown."""
    if one.code in ("NIK_BIRTH", "DAY_ORDER", "DAY_FIRST"):
        day = _day(read, item, one)
        if day is None:
            return None
        with language("id"):
            text = day_long(day)
        place = item.entry.values.get("birth_place")
        return f"{place}, {text}" if field == "birth_place_date" and place else text, text
    if one.code == "NIK_SEX":
        sex = _told(read, item).sex
        return _SEXES[sex], translate(Sex.of(sex).label)
    if one.code == "SEN":
        rupiah = item.person.case["wage"]
        return rupiah, money(rupiah)
    return None


def _told(read: ReadList, item: Sorted) -> Nik:
    return read_nik(str(item.person.nik), read.today)


def _day(read: ReadList, item: Sorted, one: Finding) -> date | None:
    """The day that is meant: the NIK's where there is one, else the one that was read."""
    if one.field not in ("birth_date", "nik"):
        found: date | None = item.person.case.get(one.field)
        return found
    sound = item.person.nik and not any(f.hard and f.field == "nik" for f in item.found)
    if sound:
        return _told(read, item).birth_date
    read_day: date | None = item.entry.values.get("birth_date")
    return read_day


def _may_lack(read: ReadList, field: str, one: Finding) -> bool:
    """Whether a row may do without the field, so that a bad cell can be left out."""
    if one.code in ("REQUIRED", "DOUBLE", "LIKE", "OTHER_NAME"):
        return False
    described = describe(read.kind.record).get(field)
    return field not in ("nik", "name") and (described is None or not described.required)


def accept(corrections: Corrections, accepted: Iterable[Proposal]) -> Corrections:
    """The corrections with these proposals among them."""
    accepted = list(accepted)
    cells = {p.place: p.value for p in accepted if p.place is not None}
    looked = [
        ((p.item.entry.sheet, p.item.entry.row), p.finding.field, p.finding.code)
        for p in accepted
        if p.place is None
    ]
    return corrections.typed(cells).looked_at(looked)


def alike(read: ReadList, items: Iterable[Sorted], chosen: Proposal) -> list[Proposal]:
    """The same sort of proposal for every row that has it, the chosen one among them."""
    return [
        found
        for item in items
        for found in proposals(read, item)
        if found.sort == chosen.sort and found.words == chosen.words
    ]
