"""What an officer should be told, and can do something about; stays until it was read.

A source is a plain function from the office and a session to notices. To add
one: the function, and its line in SOURCES. A notice goes by itself once its
cause is gone; one that was read stays read as long as its key stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from sqlalchemy import func, or_, select

from desktop_app.desk import due_again
from desktop_app.desk.claim_notices import claims
from desktop_app.desk.follow_ups import waiting
from desktop_app.desk.near_deadlines import near_deadlines
from desktop_app.desk.notice import MOST, Notice
from desktop_app.desk.twice import done_twice
from desktop_app.desk.validity import expiring, warn_days
from desktop_app.i18n import N_, current, translate, translate_n
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.records import (
    CATALOGUE,
    AffectedWorker,
    Assessment,
    Decision,
    Disposition,
    Enrolment,
    FollowUp,
    IncomingLetter,
    Reminder,
    Worker,
)
from desktop_app.records.desk_work import DecisionState
from desktop_app.store import copies
from desktop_app.store.local import set_setting, setting
from desktop_app.store.sight import Read
from desktop_app.store.space import scarce
from desktop_app.store.tables import journal
from desktop_app.wording import day_short, integer

_WITHOUT_BACKUP = 3
"""Days after which a missing backup is announced."""
_NEWS = 14
"""Days for which changed lists of headquarters are told."""

_PAGES = {
    "consultation": "consultations",
    "worker": "workers",
    "employer": "employers",
    "training_class": "programmes",
    "enrolment": "programmes",
    "training_programme": "programmes",
    "training_provider": "programmes",
    "partner": "partners",
    "partner_agreement": "partners",
    "incoming_letter": "letters",
    "claim": "money",
}


Source: TypeAlias = Callable[[Office, Read], Iterator[Notice]]


def notices(office: Office) -> list[Notice]:
    """All that is to be told to the officer now, what is unread first."""
    store = office.store
    with store.raw() as connection:
        read = set(setting(connection, _key(office), []))
    with store.read() as session:
        found = [one for source in SOURCES for one in source(office, session)]
    seen = [Notice(**{**vars(one), "read": one.key in read}) for one in found]
    return sorted(seen, key=lambda one: one.read)


def mark_read(office: Office, keys: list[str]) -> None:
    """Remember that the officer read these; keys whose cause is gone are forgotten."""
    alive = {one.key for one in notices(office)}
    with office.store.local() as connection:
        before = setting(connection, _key(office), [])
        set_setting(connection, _key(office), sorted({*before, *keys} & alive))


def _key(office: Office) -> str:
    return f"notices:{office.store.author.officer}"


# --- sources -------------------------------------------------------------------------


def dispositions(office: Office, session: Read) -> Iterator[Notice]:
    """What others asked this officer to do about letters."""
    query = (
        select(Disposition, IncomingLetter.subject)
        .join(IncomingLetter, IncomingLetter.id == Disposition.letter)
        .where(Disposition.officer == office.store.author.officer, Disposition.done_on.is_(None))
        .order_by(Disposition.due_on, Disposition.id)
    )
    for one, subject in session.execute(query.limit(MOST)):
        late = one.due_on is not None and one.due_on <= office.today
        words = (
            N_("Disposition due on {day}: {subject}")
            if one.due_on
            else N_("Disposition: {subject}")
        )
        day = day_short(one.due_on) if one.due_on else ""
        yield Notice(
            f"disposition {one.id} {late}",
            translate(words).format(day=day, subject=subject),
            "letters",
            {"record": "disposition", "id": one.id},
            "triangle-alert" if late else "inbox",
        )


def decisions(office: Office, session: Read) -> Iterator[Notice]:
    """Matters that wait for this officer's word, and those that came back to them."""
    mine = office.store.author.officer
    if office.may(Right.DECIDE):
        waiting = select(Decision).where(
            Decision.state == DecisionState.ASKED, Decision.asked_by != mine
        )
        for one in session.scalars(waiting.order_by(Decision.asked_on).limit(MOST)):
            text = translate(N_("Waits for your decision: {matter}")).format(matter=one.matter)
            yield Notice(f"decision {one.id}", text, "decisions", {"id": one.id}, "circle-dot")
    since = datetime.combine(office.today - timedelta(days=_NEWS), datetime.min.time(), UTC)
    back = select(Decision).where(
        Decision.asked_by == mine,
        Decision.state.in_((DecisionState.APPROVED, DecisionState.RETURNED)),
        Decision.decided_at >= since,
    )
    for one in session.scalars(back.order_by(Decision.decided_at.desc()).limit(MOST)):
        text = f"{translate(one.state.label)}: {one.matter}"
        yield Notice(
            f"decided {one.id} {one.state}",
            text,
            _PAGES.get(one.of_record, "decisions"),
            {"record": one.of_record, "id": one.of_id},
            "circle-check" if one.state is DecisionState.APPROVED else "undo-2",
        )


def reminders(office: Office, session: Read) -> Iterator[Notice]:
    """What somebody wanted to be told of by today."""
    mine = office.store.author.officer
    query = select(Reminder).where(
        Reminder.due_on <= office.today,
        Reminder.done_on.is_(None),
        or_(Reminder.officer.is_(None), Reminder.officer == mine),
    )
    for one in session.scalars(query.order_by(Reminder.due_on).limit(MOST)):
        record = CATALOGUE.get(one.of_record or "")
        if record is not None and session.get(record, one.of_id) is None:
            continue  # About a case that this officer may not see.
        text = translate(N_("Reminder of {day}: {text}"))
        yield Notice(
            f"reminder {one.id} {one.due_on}",
            text.format(day=day_short(one.due_on), text=one.text),
            _PAGES.get(one.of_record or "", "consultations"),
            {"record": one.of_record, "id": one.of_id} if one.of_id else {},
            "clock",
        )


def deadlines(office: Office, session: Read) -> Iterator[Notice]:
    """Legal deadlines that are near or were missed."""
    for one in near_deadlines(session, office.store.facts()):
        rule = one.deadline.rule
        name = (current() == "en" and rule.name_en) or rule.name
        late = one.deadline.missed
        words = (
            N_("Missed on {day}: {name}, {employer}")
            if late
            else N_("By {day}: {name}, {employer}")
        )
        yield Notice(
            f"deadline {one.consultation} {rule.id} {one.deadline.due} {late}",
            translate(words).format(
                day=day_short(one.deadline.due), name=name, employer=one.employer
            ),
            "consultations",
            {"id": one.consultation, "part": "deadlines"},
            "triangle-alert" if late else "clock",
        )


def calls(office: Office, session: Read) -> Iterator[Notice]:
    """That people wait to be asked what became of them, and since when."""
    late = waiting(office.today)
    many, since = session.execute(
        select(func.count(FollowUp.id), func.min(FollowUp.due_on)).where(FollowUp.id.in_(late))
    ).one()
    if many and office.may(Right.RECORD):
        words = translate_n(
            "{n} person waits to be called after training, since {day}",
            "{n} people wait to be called after training, the first since {day}",
            many,
        )
        text = words.format(n=integer(many), day=day_short(since))
        week = office.today.isocalendar().week
        what = {"record": "follow_up", "filter": "to_call"}
        yield Notice(f"calls {office.today.year} {week}", text, "work", what, "phone")


def licences(office: Office, session: Read) -> Iterator[Notice]:
    """Licences and agreements that end soon or ended lately."""
    for one in expiring(session, office.today)[:MOST]:
        over = one.days < 0
        words = N_("Ended on {day}: {name}") if over else N_("Ends on {day}: {name}")
        yield Notice(
            f"expiring {one.id} {one.until} {over}",
            translate(words).format(day=day_short(one.until), name=one.name),
            _PAGES[one.record],
            {"record": one.record, "id": one.id},
            "award",
        )


def competence(office: Office, session: Read) -> Iterator[Notice]:
    """Certificates of competence that end within the days of the parameter."""
    ahead = office.today + timedelta(days=warn_days(office.store.facts()))
    query = (
        select(Assessment, Worker.name)
        .join(Enrolment, Enrolment.id == Assessment.enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(Assessment.valid_until.between(office.today, ahead))
        .order_by(Assessment.valid_until, Assessment.id)
    )
    for one, name in session.execute(query.limit(MOST)):
        if one.valid_until is None:  # For the type checker: the query asks for a day.
            continue
        words = translate(N_("Certificate of competence ends on {day}: {name}"))
        yield Notice(
            f"competence {one.id} {one.valid_until}",
            words.format(day=day_short(one.valid_until), name=name),
            "programmes",
            {"record": "enrolment", "id": one.enrolment, "part": "assessments"},
            "award",
        )


def headquarters(office: Office, session: Read) -> Iterator[Notice]:
    """Lists that headquarters changed in the last two weeks."""
    if office.headquarters:
        return
    since = (office.now.astimezone(UTC) - timedelta(days=_NEWS)).isoformat()[:19]
    j = journal.c
    query = (
        select(j.epoch, j.audience, j.record)
        .where(j.node != office.keys.node.id, j.at >= since)
        .distinct()
        .order_by(j.record)
    )
    for epoch, audience, name in session.execute(query.limit(MOST)):
        record = CATALOGUE.get(name)
        if record is not None and audience != "hq":
            text = translate(N_("Headquarters changed: {list}"))
            key = f"changed {epoch} {audience} {name} {office.today.isocalendar().week}"
            yield Notice(key, text.format(list=translate(record.title)), "sync", {}, "download")


def backups(office: Office, session: Read) -> Iterator[Notice]:
    """That no backup was made for days, or that the disk is nearly full."""
    if not office.store.place.server:
        newest = next((one for one in copies.copies(office.home.backups) if one.verified), None)
        days = (office.today - office.day(newest.at)).days if newest else _WITHOUT_BACKUP
        if days >= _WITHOUT_BACKUP and copies.due(office):
            text = translate(N_("No backup for {n} days. Make one now.")).format(n=integer(days))
            if newest is None:
                text = translate(N_("There is no backup yet. Make one now."))
            key = f"backup {office.today}"
            yield Notice(key, text, "settings", {"part": "backups"}, "database")
    for room in scarce(office.home, office.settings):
        text = translate(N_("Only {n} MB are free for {place}. Make room."))
        words = text.format(n=integer(room.mebibytes), place=translate(room.title))
        key = f"room {room.title} {office.today}"
        yield Notice(key, words, "settings", {"part": "backups"}, "triangle-alert")


SOURCES: tuple[Source, ...] = (
    dispositions,
    decisions,
    deadlines,
    claims,
    done_twice,
    reminders,
    calls,
    due_again.calls,
    due_again.certificates,
    licences,
    competence,
    backups,
    headquarters,
)
"""Who tells, the pressing first."""
