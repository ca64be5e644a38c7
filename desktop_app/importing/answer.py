"""What goes back to the employer: the rows that need work, with reason and proposal.

Plain values; `exports` writes them. Text is text even if it looks like a
formula, and identifiers are text so that Excel cannot round them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from desktop_app.i18n import N_, language, translate
from desktop_app.importing.columns import Mapping
from desktop_app.importing.findings import Weight
from desktop_app.importing.sorting import Sorted, Status
from desktop_app.importing.tables import Cell
from desktop_app.importing.values import digits_of, phones_of

Style: TypeAlias = Literal["text", "identifier", "date", "money", "number", "advice", "verdict"]

LABELS = {
    Status.READY: N_("Ready"),
    Status.EXISTS: N_("Exists already"),
    Status.CHECK: N_("Please check"),
    Status.WRONG: N_("Wrong"),
}


class Verdict(StrEnum):
    """What the sender is told about a row."""

    ACCEPTED = "accepted"
    TO_COMPLETE = "to complete"
    NOT_MET = "not met"


VERDICTS = {
    Verdict.ACCEPTED: N_("Accepted"),
    Verdict.TO_COMPLETE: N_("To be completed"),
    Verdict.NOT_MET: N_("Requirements not met"),
}

_CONTRADICTING = frozenset(
    {
        *("NIK_DAY", "NIK_MONTH", "NIK_DATE", "NIK_FUTURE", "NIK_AGE", "NIK_REGION"),
        *("FUTURE", "DOUBLE", "OTHER_NAME"),
    }
)
"""Hard findings about what is there and cannot be right; all others ask for what is missing."""

_STYLES: dict[str, Style] = {
    "nik": "identifier",
    "kpj": "identifier",
    "family_card": "identifier",
    "account": "identifier",
    "phone": "identifier",
    "other_phone": "identifier",
    "postal_code": "identifier",
    "birth_date": "date",
    "notice_on": "date",
    "terminated_on": "date",
    "wage": "money",
    "fee": "money",
    "licence_until": "date",
    "npp": "identifier",
    "npwp": "identifier",
    "nib": "identifier",
    "nitku": "identifier",
    "vin": "identifier",
    "code": "identifier",
}


@dataclass(frozen=True)
class AnswerColumn:
    """A column of the answer; `style` says how its values are meant to look."""

    heading: str
    style: Style = "text"


@dataclass(frozen=True)
class AnswerTable:
    """The answer as plain values, in Indonesian."""

    columns: tuple[AnswerColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Counts:
    """How many people came out how; `remarks` are the ready ones with a remark."""

    rows: int
    ready: int
    exists: int
    check: int
    wrong: int
    remarks: int


def count(items: Sequence[Sorted]) -> Counts:
    """The counts of a list; of people only."""
    statuses = [item.status for item in items]
    return Counts(
        rows=len(items),
        ready=statuses.count(Status.READY),
        exists=statuses.count(Status.EXISTS),
        check=statuses.count(Status.CHECK),
        wrong=statuses.count(Status.WRONG),
        remarks=sum(item.status is Status.READY and bool(item.findings) for item in items),
    )


def verdict(item: Sorted) -> Verdict:
    """What the sender is told: a value that cannot be right is not the same as one missing."""
    if item.status in (Status.READY, Status.EXISTS):
        return Verdict.ACCEPTED
    contradicted = any(found.hard and found.code in _CONTRADICTING for found in item.found)
    return Verdict.NOT_MET if contradicted else Verdict.TO_COMPLETE


def verdicts(items: Sequence[Sorted]) -> dict[Verdict, int]:
    """How many rows have which verdict."""
    given = [verdict(item) for item in items]
    return {one: given.count(one) for one in Verdict}


def answer(items: Sequence[Sorted], mapping: Mapping, *, everything: bool = False) -> AnswerTable:
    """The rows that are not ready or carry a remark (or all), in the employer's own columns."""
    styles = {column.index: _STYLES.get(f, "text") for f, column in mapping.columns.items()}
    phones = {mapping.column("phone"), mapping.column("other_phone")}
    width = max([len(mapping.headings), *(len(item.entry.cells) for item in items)], default=0)
    used = [
        index
        for index in range(width)
        if index in styles
        or (index < len(mapping.headings) and mapping.headings[index])
        or any(
            index < len(item.entry.cells) and item.entry.cells[index] is not None for item in items
        )
    ]
    shown = [
        item for item in items if everything or item.status is not Status.READY or item.findings
    ]
    several = len({item.entry.sheet for item in items}) > 1
    with language("id"):
        columns = [AnswerColumn(translate(N_("Row")), "number")]
        columns += [AnswerColumn(translate(N_("Sheet")))] if several else []
        columns += [AnswerColumn(_heading(mapping, i), styles.get(i, "text")) for i in used]
        columns += [
            AnswerColumn(translate(N_("Status"))),
            AnswerColumn(translate(N_("Result")), "verdict"),
            AnswerColumn(translate(N_("Problem")), "advice"),
            AnswerColumn(translate(N_("Proposal")), "advice"),
        ]
        rows = [
            (
                item.entry.row,
                *([item.entry.sheet] if several else []),
                *(_value(item, i, styles.get(i, "text"), i in phones) for i in used),
                translate(LABELS[item.status]),
                translate(VERDICTS[verdict(item)]),
                "\n".join(_said(mapping, item)),
                "\n".join(dict.fromkeys(filter(None, (f.advice() for f in item.findings)))),
            )
            for item in shown
        ]
    return AnswerTable(tuple(columns), tuple(rows))


def _heading(mapping: Mapping, index: int) -> str:
    text = mapping.headings[index] if index < len(mapping.headings) else ""
    if text:
        return text
    field = next((f for f, column in mapping.columns.items() if column.index == index), "")
    return {"nik": "NIK", "name": "Nama", "kpj": "KPJ"}.get(field, f"Kolom {column_letters(index)}")


def column_letters(index: int) -> str:
    """The column's name in Excel."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def _value(item: Sorted, index: int, style: Style, phone: bool) -> Cell:
    cell = item.entry.cells[index] if index < len(item.entry.cells) else None
    if cell is None or style != "identifier":
        return cell
    return " / ".join(phones_of(cell)) if phone else digits_of(cell)


def _said(mapping: Mapping, item: Sorted) -> list[str]:
    """Each problem, after the heading of its column unless the text names it."""
    said = []
    for found in item.findings:
        column = mapping.columns.get(found.field)
        text = found.problem()
        heading = column.heading if column else ""
        named = not heading or (found.field in ("nik", "kpj") and found.field.upper() in text)
        said.append(text if named else f"{heading}: {text}")
    return list(dict.fromkeys(said))


def problems(items: Sequence[Sorted]) -> list[dict[str, object]]:
    """All findings by row, for ``--json``, in the current language; never a NIK or a name."""
    return [
        {
            "sheet": item.entry.sheet,
            "row": item.entry.row,
            "status": item.status.value,
            "field": found.field,
            "code": found.code,
            "weight": Weight(found.weight).name.lower(),
            "problem": found.problem(),
            "proposal": found.advice(),
        }
        for item in items
        for found in item.findings
    ]
