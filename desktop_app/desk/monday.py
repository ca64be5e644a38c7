"""The start of the week: what changed, who begins, whom to call, what is undecided or due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

from desktop_app.desk.calendar import Entry, Kind, entries
from desktop_app.desk.data_protection import left_words, running
from desktop_app.desk.figures import GONE, Figure, figure
from desktop_app.desk.follow_ups import waiting
from desktop_app.desk.validity import expiring
from desktop_app.desk.waiting import PROTECTORS
from desktop_app.i18n import N_, translate, translate_n
from desktop_app.office import Office
from desktop_app.processes.deadlines import closed_days, is_working
from desktop_app.processes.rights import Right
from desktop_app.records import CATALOGUE, Decision, Enrolment, FollowUp, Holiday
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.reference import HolidayKind
from desktop_app.store.sight import Read
from desktop_app.store.tables import journal
from desktop_app.wording import day_range, day_short, integer, weekday

MOST = 12
"""Lines beneath one heading; the pages have the rest."""

_LISTS: dict[str, tuple[str, Mapping[str, object]]] = {
    "parameter": ("settings", {"part": "parameters"}),
    "holiday": ("settings", {"part": "holidays"}),
    "training_programme": ("programmes", {"record": "training_programme"}),
    "training_provider": ("programmes", {"record": "training_provider"}),
    "partner": ("partners", {"record": "partner"}),
    "partner_agreement": ("partners", {"record": "partner_agreement"}),
}
"""Where headquarters' lists are looked at; others are named where batches are read."""
_PAGES = {
    "consultation": "consultations",
    "enrolment": "programmes",
    "training_class": "programmes",
    "training_provider": "programmes",
    "partner": "partners",
    "partner_agreement": "partners",
    "data_request": "data-protection",
    "data_incident": "data-protection",
}
_STARTS = (Kind.CLASS_BEGINS,)
_CALLS = (Kind.TALK, Kind.MEETING, Kind.FOLLOW_UP, Kind.PROMISE, Kind.REMINDER)
_DUE = (Kind.DEADLINE, Kind.DISPOSITION)
_ICONS = {
    Kind.TALK: "message-square-text",
    Kind.MEETING: "users",
    Kind.FOLLOW_UP: "phone",
    Kind.PROMISE: "handshake",
    Kind.REMINDER: "bell",
    Kind.DEADLINE: "clock",
    Kind.DISPOSITION: "inbox",
}


@dataclass(frozen=True)
class Item:
    """One line in the current language, and what it opens: a place, or rows."""

    icon: str
    text: str
    page: str = ""
    what: Mapping[str, object] = field(default_factory=dict)
    rows: Figure | None = None


@dataclass(frozen=True)
class Block:
    """Lines that belong together."""

    title: str
    items: tuple[Item, ...]
    empty: str
    """What is said when there are none."""


@dataclass(frozen=True)
class Week:
    """The page of a week, from Monday through Sunday."""

    first: date
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """``23–29 November 2026``."""
        return day_range(self.first, self.first + timedelta(days=6))


def week_of(day: date) -> date:
    """The Monday of a day's week; at a week-end that of the next one."""
    monday = day - timedelta(days=day.weekday())
    return monday if day.weekday() < 5 else monday + timedelta(days=7)


def begins_week(office: Office) -> bool:
    """Whether today is the first working day of its week."""
    today, kinds = office.today, ",".join(HolidayKind)
    province = office.record.province if office.record else None
    with office.store.read() as session:
        closed = closed_days(session.scalars(select(Holiday)), kinds, province)
    days = (week_of(today) + timedelta(days=n) for n in range(5))
    return today == next((day for day in days if is_working(day, closed)), None)


def monday(office: Office) -> Week:
    """What the officer at the desk should know of the week that begins or runs."""
    first = week_of(office.today)
    last = first + timedelta(days=6)
    with office.store.read() as session:
        officer = office.store.author.officer
        since = max(first, office.today)
        found = entries(session, office.store.facts(), officer, since, last)
        changed = tuple(_changed(office, session, first))
        started = tuple(_starting(session, office.today, found))
        calls = (
            *_to_call(session, office.today, last),
            *(_said(entry) for entry in found if entry.kind in _CALLS),
        )
        undecided = tuple(_undecided(office, session))
        due = (
            *_clocks(office, session),
            *(_said(entry) for entry in found if entry.kind in _DUE),
            *_ending(office, session, last),
        )
    return Week(
        first,
        (
            Block(
                translate(N_("Beginning this week")),
                started[:MOST],
                translate(N_("No class begins this week.")),
            ),
            Block(
                translate(N_("To call, to meet, to follow up")),
                calls[:MOST],
                translate(N_("Nothing is planned this week.")),
            ),
            Block(
                translate(N_("Not decided yet")),
                undecided[:MOST],
                translate(N_("Nothing waits for a decision.")),
            ),
            Block(
                translate(N_("Due this week")),
                due[:MOST],
                translate(N_("No deadline lies in this week.")),
            ),
            Block(
                translate(N_("Changed by headquarters since last week")),
                changed[:MOST],
                translate(N_("Headquarters has changed nothing.")),
            ),
        ),
    )


def _when(day: date) -> str:
    """``Senin 23/11``."""
    return f"{weekday(day)} {day_short(day)[:5]}"


def _said(entry: Entry) -> Item:
    clock = f" {entry.time}" if entry.time else ""
    note = entry.note if entry.kind in (Kind.DEADLINE, Kind.MEETING) else ""
    kind = "" if note else translate(entry.kind.label)
    words = f"{_when(entry.day)}{clock} · {entry.title} · {note or kind}"
    what = {"id": entry.id} | ({"part": entry.part} if entry.part else {})
    if entry.page and entry.id:
        return Item(_ICONS[entry.kind], words, entry.page, what)
    return Item(_ICONS[entry.kind], words, "calendar", {"day": entry.day})


def _starting(session: Read, today: date, found: list[Entry]) -> Iterator[Item]:
    for entry in found:
        if entry.kind not in _STARTS:
            continue
        own = Enrolment
        rows = select(own.id).where(
            own.training_class == entry.id, own.state.not_in(GONE), own.voided_at.is_(None)
        )
        many = int(session.scalar(select(func.count(own.id)).where(own.id.in_(rows))) or 0)
        when = translate(N_("today")) if entry.day == today else _when(entry.day)
        words = translate(N_("{day} · {n} people · {name}"))
        text = words.format(day=when, name=entry.title, n=integer(many))
        yield Item("graduation-cap", text, rows=Figure(own.__tablename__, many, rows))


def _to_call(session: Read, today: date, last: date) -> Iterator[Item]:
    """The people whose follow-up is due by the end of the week; they open the call sheet's list."""
    due = figure(session, FollowUp, waiting(today, through=last))
    if due.number:
        words = translate_n(
            "{n} person to call after training, due by {day}",
            "{n} people to call after training, due by {day}",
            due.number,
        )
        yield Item("phone", words.format(n=integer(due.number), day=day_short(last)), rows=due)


def _undecided(office: Office, session: Read) -> Iterator[Item]:
    """Matters that wait; the head opens the matter, others the record it is about."""
    query = (
        select(Decision).where(Decision.state == DecisionState.ASKED).order_by(Decision.asked_on)
    )
    for one in session.scalars(query):
        days = (office.today - one.asked_on).days
        words = translate(N_("{matter} · waits {n} days") if days else N_("{matter} · asked today"))
        page, what = "decisions", {"id": one.id}
        if not office.may(Right.DECIDE):
            page, what = _PAGES.get(one.of_record, ""), {"record": one.of_record, "id": one.of_id}
        text = words.format(matter=one.matter, n=integer(days))
        yield Item("clipboard-check", text, page, what)


def _clocks(office: Office, session: Read) -> Iterator[Item]:
    if not PROTECTORS & office.roles:
        return
    for table, id, limit in running(session, office.store.facts(), office.now):
        name = translate(CATALOGUE[table].title)
        icon = "triangle-alert" if limit.passed else "shield-check"
        what = {"record": table, "id": id}
        yield Item(icon, f"{name} · {left_words(limit)}", _PAGES[table], what)


def _ending(office: Office, session: Read, last: date) -> Iterator[Item]:
    for one in expiring(session, office.today):
        if office.today <= one.until <= last:
            words = translate(N_("{day} · {name} · valid until then"))
            text = words.format(day=_when(one.until), name=one.name)
            yield Item("award", text, _PAGES[one.record], {"record": one.record, "id": one.id})


def _changed(office: Office, session: Read, first: date) -> Iterator[Item]:
    """Headquarters' lists by what was changed in them since the Monday before."""
    if office.headquarters:
        return
    since = datetime.combine(first - timedelta(days=7), time(), UTC) - timedelta(
        hours=office.offset
    )
    j = journal.c
    changed = session.execute(
        select(j.record, j.record_id)
        .where(j.node != office.keys.node.id, j.audience != "hq", j.at >= since.isoformat()[:19])
        .distinct()
    )
    counts = Counter(record for record, _id in changed if record in CATALOGUE)
    for record, many in sorted(counts.items()):
        words = translate(N_("{list}: {n} changed or new"))
        text = words.format(list=translate(CATALOGUE[record].title), n=integer(many))
        page, what = _LISTS.get(record, ("sync", {}))
        yield Item("download", text, page, what)
