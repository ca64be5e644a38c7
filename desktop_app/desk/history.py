"""What happened to a record, as people read it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.desk.lists import BY_CLASS
from desktop_app.fields import Described, describe
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Moment
from desktop_app.records import Officer
from desktop_app.records.identifiers import mask
from desktop_app.records.record import Record
from desktop_app.store import journal
from desktop_app.store.chain import Change, Value
from desktop_app.store.sight import Read
from desktop_app.store.store import Store
from desktop_app.store.writing import UNDO
from desktop_app.wording import Zone, day_and_clock, show

_ACTS = {
    "create": N_("Entered"),
    "void": N_("Taken out of use"),
    "restore": N_("Taken back into use"),
    "access": N_("Shown"),
    "erase": N_("Erased for good"),
}
_moment = Moment()


@dataclass(frozen=True)
class Line:
    """One change of one field, or one act on the whole record."""

    when: str
    who: str
    why: str
    what: str
    old: str = ""
    new: str = ""


def history(store: Store, record: type[Record], id: str, zone: Zone) -> list[Line]:
    """What happened to a record, the newest first; sensitive values stay masked."""
    with store.raw() as connection:
        changes = journal.history(connection, id)
    with store.read() as session:
        return [
            line for change in reversed(changes) for line in _lines(session, record, change, zone)
        ]


def _lines(session: Read, record: type[Record], change: Change, zone: Zone) -> list[Line]:
    officer = session.get(Officer, change.by)
    head = (
        day_and_clock(_moment.value(change.at), zone),
        officer.name if officer else change.by,
        translate(N_("Undone") if change.why.startswith(UNDO) else change.why),
    )
    kinds = describe(record)
    labels = [kinds[name].label for name in change.set if name in kinds]
    if change.do in _ACTS:
        shown = ", ".join(labels) if change.do in ("access", "erase") else ""
        return [Line(*head, translate(_ACTS[change.do]), "", shown)]
    lines = []
    for name, pair in change.set.items():
        if name not in kinds:
            continue
        old, new = (None, None) if isinstance(pair, str) else pair
        texts = (_text(session, kinds[name], value, zone) for value in (old, new))
        lines.append(Line(*head, kinds[name].label, *texts))
    return lines


def _text(session: Read, described: Described, stored: Value, zone: Zone) -> str:
    if stored is None:
        return "–"
    if described.field.sensitive:
        return mask(str(stored))
    value = described.kind.value(stored)
    if described.name == "birth_date":
        # The whole date would give digits of the NIK away.
        return str(value.year)
    if described.target is None:
        return show(described, value, zone)
    found = session.get(BY_CLASS[described.target], value)
    return found.caption if found else str(value)
