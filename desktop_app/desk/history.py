"""What happened to a record, as people read it: changes, showings, handings out, decisions.

Told together with what belongs to the record (its notes, its files, the decisions
about it) and with the history of records that were merged into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import select

from desktop_app.desk.lists import BY_CLASS
from desktop_app.desk.merging import ALIAS, MERGEABLE
from desktop_app.fields import Described, describe
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Moment
from desktop_app.processes.rights import roles_of
from desktop_app.records import Attachment, Decision, Handout, Note, Officer
from desktop_app.records.identifiers import mask
from desktop_app.records.record import Record
from desktop_app.store import journal
from desktop_app.store.chain import Change, Value
from desktop_app.store.sight import ALSO_VOIDED, Read
from desktop_app.store.store import Store
from desktop_app.store.writing import UNDO
from desktop_app.wording import Zone, short_moment, show

_ACTS = {
    "create": N_("Entered"),
    "void": N_("Taken out of use"),
    "restore": N_("Taken back into use"),
    "access": N_("Shown"),
    "erase": N_("Erased for good"),
}
_moment = Moment()


class About(Enum):
    """What a line of the history is about; the value is what its filter says."""

    CHANGE = N_("Changes")
    SHOWN = N_("Shown")
    HANDED_OUT = N_("Prints and exports")
    DECISION = N_("Decisions")
    BELONGING = N_("Notes and files")


@dataclass(frozen=True)
class Line:
    """One change of one field, or one act on the whole record."""

    when: str
    who: str
    role: str
    why: str
    what: str
    old: str = ""
    new: str = ""
    about: About = About.CHANGE


@dataclass(frozen=True)
class _Source:
    """A record whose history is told, and what is said before each of its lines."""

    record: type[Record]
    id: str
    about: About = About.CHANGE
    before: str = ""


def history(store: Store, record: type[Record], id: str, zone: Zone) -> list[Line]:
    """What happened to a record, the newest first; sensitive values stay masked."""
    with store.read() as session:
        sources = list(_sources(session, record, id))
        with store.raw() as connection:
            told = [
                (change, source)
                for source in sources
                for change in journal.history(connection, source.id)
            ]
        told.sort(key=lambda pair: (pair[0].at, pair[0].seq), reverse=True)
        return [line for change, source in told for line in _lines(session, source, change, zone)]


def _sources(session: Read, record: type[Record], id: str) -> Iterator[_Source]:
    yield _Source(record, id)
    if record in MERGEABLE:
        merged = session.scalars(
            select(record).where(getattr(record, ALIAS) == id).execution_options(**ALSO_VOIDED)
        )
        for one in merged.all():
            yield _Source(record, one.id, before=one.caption)
    for kind, about in _BELONGING:
        found = session.scalars(
            select(kind)
            .where(kind.of_record == record.__tablename__, kind.of_id == id)
            .execution_options(**ALSO_VOIDED)
        )
        for each in found.all():
            yield _Source(kind, each.id, about, _called(each))


_BELONGING: tuple[tuple[type[Note] | type[Attachment] | type[Decision] | type[Handout], About], ...]
_BELONGING = (
    (Note, About.BELONGING),
    (Attachment, About.BELONGING),
    (Decision, About.DECISION),
    (Handout, About.HANDED_OUT),
)


def _called(record: Record) -> str:
    """What is said before each line about something that belongs to a record."""
    if isinstance(record, Handout):
        return ""
    title = translate(type(record).title)
    return title if isinstance(record, Note) else f"{title} “{record.caption}”"


def _lines(session: Read, source: _Source, change: Change, zone: Zone) -> list[Line]:
    officer = session.get(Officer, change.by)
    roles = sorted(roles_of(change.role), key=lambda role: role.value)
    head = (
        short_moment(_moment.value(change.at), zone),
        officer.name if officer else change.by,
        ", ".join(translate(role.label) for role in roles),
        translate(N_("Undone") if change.why.startswith(UNDO) else change.why),
    )
    kinds = describe(source.record)
    about = About.SHOWN if change.do == "access" else source.about
    if change.do in _ACTS:
        labels = [kinds[name].label for name in change.set if name in kinds]
        shown = ", ".join(labels) if change.do in ("access", "erase") else ""
        if change.do == "create" and source.about is not About.CHANGE:
            shown = _made(session, source, zone)
        if source.record is Handout:
            return [Line(*head, _how(session, source.id), "", shown, about)]
        return [Line(*head, _after(source, translate(_ACTS[change.do])), "", shown, about)]
    lines = []
    for name, pair in change.set.items():
        if name not in kinds:
            continue
        old, new = (None, None) if isinstance(pair, str) else pair
        before, after = (_text(session, kinds[name], value, zone) for value in (old, new))
        lines.append(Line(*head, _after(source, kinds[name].label), before, after, about))
    return lines


def _after(source: _Source, what: str) -> str:
    return f"{source.before}: {what}" if source.before else what


def _how(session: Read, id: str) -> str:
    found = session.get(Handout, id, execution_options=ALSO_VOIDED)
    return translate(found.kind.label) if found else ""


def _made(session: Read, source: _Source, zone: Zone) -> str:
    """What a note says, what was handed out and why, what was asked."""
    one = session.get(source.record, source.id, execution_options=ALSO_VOIDED)
    if isinstance(one, Note):
        return one.text
    if isinstance(one, Handout):
        parts = (f"{one.name}.{one.format}", one.purpose, one.recipient)
        return " · ".join(part for part in parts if part)
    if isinstance(one, Decision):
        return translate(one.state.label)
    return ""


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
    found = session.get(BY_CLASS[described.target], value, execution_options=ALSO_VOIDED)
    return found.caption if found else str(value)
