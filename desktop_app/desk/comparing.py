"""Two records side by side, as people read them, before they are made one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import fetch, gone
from desktop_app.desk.lists import BY_CLASS
from desktop_app.desk.merging import choosable, places
from desktop_app.fields import Described, describe
from desktop_app.i18n import N_, translate
from desktop_app.records import AffectedWorker, Worker
from desktop_app.records.identifiers import mask
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.wording import Zone, show


@dataclass(frozen=True)
class Compared:
    """One field of both records. `ours` and `theirs` are as shown; masked where sensitive."""

    name: str
    label: str
    ours: str
    theirs: str
    same: bool
    proposed: bool
    """Whether the other record's value is proposed: ours is empty."""


@dataclass(frozen=True)
class Comparison:
    """What making one of two records would do."""

    titles: tuple[str, str]
    fields: Sequence[Compared]
    moves: Sequence[tuple[str, int]]
    """What would go over to the record kept: a kind of record and how many."""
    doubts: Sequence[str]
    """What to look at first, in the user's language."""


def compare(
    session: Read,
    record: type[Record],
    kept_id: str,
    merged_id: str,
    zone: Zone,
    *,
    revealed: bool = False,
) -> Comparison:
    """Both records field by field; fields that both leave empty are passed over.

    Raises UserError E-GONE for a record that is not there, not in use or not to be seen.
    """
    kept, merged = fetch(session, record, kept_id), fetch(session, record, merged_id)
    if kept.voided_at is not None or merged.voided_at is not None:
        raise gone()
    fields = []
    for name in choosable(record):
        described = describe(record)[name]
        values = getattr(kept, name), getattr(merged, name)
        if values == (None, None):
            continue
        ours, theirs = (_shown(session, described, v, zone, revealed) for v in values)
        fields.append(
            Compared(name, described.label, ours, theirs, values[0] == values[1], values[0] is None)
        )
    return Comparison(
        (kept.caption, merged.caption),
        sorted(fields, key=lambda one: one.same),
        _moves(session, record, merged_id),
        _doubts(session, kept, merged),
    )


def _shown(session: Session, described: Described, value: Any, zone: Zone, revealed: bool) -> str:
    if value is None:
        return ""
    if not revealed and described.field.sensitive:
        return mask(str(value))
    if not revealed and described.name == "birth_date":
        # Beside a masked NIK the whole date would give digits away.
        return str(value.year)
    if described.target is not None:
        found = session.get(BY_CLASS[described.target], value)
        return found.caption if found else str(value)
    return show(described, value, zone)


def _moves(session: Read, record: type[Record], merged: str) -> list[tuple[str, int]]:
    """How many records of each kind refer to one, as far as this officer sees them."""
    found: Counter[str] = Counter()
    for place in places(record):
        count = session.scalar(
            select(func.count()).select_from(place.record).where(place.to(record, merged))
        )
        if count:
            found[place.record.title] += count
    return [(translate(title), count) for title, count in found.items()]


def _doubts(session: Read, kept: Record, merged: Record) -> list[str]:
    doubts: list[str] = []
    if not isinstance(kept, Worker) or not isinstance(merged, Worker):
        return doubts
    if kept.nik and merged.nik and kept.nik != merged.nik:
        doubts.append(translate(N_("The NIKs differ: compare them with the identity card.")))
    if kept.birth_date and merged.birth_date and kept.birth_date != merged.birth_date:
        doubts.append(translate(N_("The birth dates differ.")))
    cases = [
        set(
            session.scalars(
                select(AffectedWorker.consultation).where(
                    AffectedWorker.worker == one.id, AffectedWorker.consultation.is_not(None)
                )
            )
        )
        for one in (kept, merged)
    ]
    if both := len(cases[0] & cases[1]):
        text = translate(N_("Both stand in the same consultation ({n}): take one out afterwards."))
        doubts.append(text.format(n=both))
    return doubts
