"""What an auditor looks at first: exceptions, and a sample that can be drawn again.

Nothing here accuses anybody: an exception may have good reasons, and they are
shown beside it where they were given.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.twice import certificates_twice, letters_twice, payments_twice
from desktop_app.i18n import N_
from desktop_app.kinds import Code, Day, Moment
from desktop_app.records import (
    CATALOGUE,
    BudgetMovement,
    Claim,
    Contact,
    Decision,
    EligibilityDecision,
    Enrolment,
    IssuedLetter,
    Parameter,
    PeriodClosing,
    Worker,
)
from desktop_app.records.training import EnrolmentState
from desktop_app.store import journal
from desktop_app.store.sight import Read
from desktop_app.store.tables import journal as lines
from desktop_app.wording import Zone

BACKDATED = "audit.backdated_days"
"""The parameter: days between a business date and its entry that are remarked upon."""

_DAYS = 14
_CHUNK = 500
_moment, _day = Moment(), Day()


class ExceptionKind(Code):
    """Why something is on the list."""

    OVERRIDE = "OVERRIDE", "Decided against the rules"
    SAME_HAND = "SAME_HAND", "Asked and decided by the same officer"
    BACKDATED = "BACKDATED", "Entered long after its date"
    SHARED_ACCOUNT = "SHARED_ACCOUNT", "One bank account of several people"
    SHARED_PHONE = "SHARED_PHONE", "One phone of several people"
    REOPENED = "REOPENED", "Finalised period opened again"
    VOID_NUMBER = "VOID_NUMBER", "Letter number made void"
    UNDER_ATTENDANCE = "UNDER_ATTENDANCE", "Passed with too little attendance"
    OVER_BUDGET = "OVER_BUDGET", "Booked over the budget"
    PAID_TWICE = "PAID_TWICE", "Two payments for the same"
    CERTIFIED_TWICE = "CERTIFIED_TWICE", "Two certificates for the same training"
    SAME_NUMBER = "SAME_NUMBER", "Two letters under one number"


@dataclass(frozen=True)
class Exceptional:
    """One line of the list: what, when, by whom, about which record, and the reason given."""

    kind: ExceptionKind
    day: date
    officer: str
    """Id of an officer; empty where nobody in particular did it."""
    record: str
    id: str
    reason: str = ""


def exceptions(session: Session, since: date, until: date, zone: Zone) -> list[Exceptional]:
    """All exceptions of a period, the newest first; days are those of the office's `zone`."""
    found = [
        *_overrides(session, since, until),
        *_same_hand(session, since, until),
        *_entered(session, since, until, zone),
        *_shared(session, until),
        *_reopened(session, since, until),
        *_void_numbers(session, since, until),
        *_set_aside(session, since, until),
        *_twice(session, since, until),
    ]
    return sorted(found, key=lambda one: (one.day, one.kind.value, one.id), reverse=True)


def _overrides(session: Session, since: date, until: date) -> Iterator[Exceptional]:
    query = select(EligibilityDecision).where(
        EligibilityDecision.overridden.is_not_distinct_from(True),
        EligibilityDecision.decided_on.between(since, until),
    )
    for one in session.scalars(query):
        yield Exceptional(
            ExceptionKind.OVERRIDE,
            one.decided_on,
            one.decided_by or "",
            "affected_worker",
            one.affected_worker,
            one.reason or "",
        )


def _same_hand(session: Session, since: date, until: date) -> Iterator[Exceptional]:
    query = select(Decision).where(
        Decision.asked_by == Decision.decided_by, Decision.asked_on.between(since, until)
    )
    for one in session.scalars(query):
        yield Exceptional(
            ExceptionKind.SAME_HAND,
            one.asked_on,
            one.asked_by,
            one.of_record,
            one.of_id,
            one.remarks or "",
        )


def _entered(session: Session, since: date, until: date, zone: Zone) -> Iterator[Exceptional]:
    """What the journal knows: entries long after their date, one hand for entry and approval."""
    dated = {name: kind.dated_by for name, kind in CATALOGUE.items() if kind.dated_by}
    # A day more on either side, since the journal counts in UTC.
    first, last = since - timedelta(days=1), until + timedelta(days=2)
    query = select(lines.c.line).where(
        lines.c.record.in_(dated),
        lines.c.at.between(first.isoformat(), last.isoformat()),
        lines.c.kind != "access",
    )
    hidden = session.hidden.ids() if isinstance(session, Read) else frozenset()
    limit = _limit(session, until)
    approvals = []
    for text in session.connection().scalars(query.order_by(lines.c.at, lines.c.seq)):
        line = journal.decode_line(text.encode())
        day = zone.local(_moment.value(line.at)).date()
        if line.id in hidden or not since <= day <= until:
            continue
        if line.do == "create":
            meant = _value(line.set.get(dated[line.rec] or ""))
            if meant is not None and (day - meant).days > limit:
                yield Exceptional(ExceptionKind.BACKDATED, day, line.by, line.rec, line.id)
        elif line.rec == Enrolment.__tablename__:
            state = line.set.get("state")
            if isinstance(state, tuple) and state[1] == EnrolmentState.APPROVED.value:
                approvals.append((day, line))
    # Entered in whichever period.
    entered_by = _entered_by(session, [line.id for _day, line in approvals])
    for day, line in approvals:
        if entered_by.get(line.id) == line.by:
            yield Exceptional(ExceptionKind.SAME_HAND, day, line.by, line.rec, line.id)


def _entered_by(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Who entered these enrolments."""
    found = {}
    for start in range(0, len(ids), _CHUNK):
        query = select(lines.c.line).where(
            lines.c.record_id.in_(ids[start : start + _CHUNK]), lines.c.kind == "create"
        )
        for text in session.connection().scalars(query):
            line = journal.decode_line(text.encode())
            found[line.id] = line.by
    return found


def _limit(session: Session, day: date) -> int:
    """How many days after its date an entry is remarked upon."""
    found = session.scalar(
        select(Parameter.value)
        .where(Parameter.key == BACKDATED, Parameter.valid_from <= day)
        .order_by(Parameter.valid_from.desc())
        .limit(1)
    )
    return _DAYS if found is None else int(json.loads(found))


def _value(pair: Any) -> date | None:
    return _day.value(pair[1]) if isinstance(pair, tuple) and pair[1] else None


def _shared(session: Session, until: date) -> Iterator[Exceptional]:
    """Accounts and phones under which several people stand; dated by the end of the period."""
    used = (
        (ExceptionKind.SHARED_ACCOUNT, select(Worker.account.label("value"), Worker.id)),
        (
            ExceptionKind.SHARED_PHONE,
            select(Worker.phone.label("value"), Worker.id).union(
                select(Contact.phone, Contact.worker)
            ),
        ),
    )
    for kind, query in used:
        table = query.subquery()
        several = (
            select(table.c.value)
            .where(table.c.value.is_not(None))
            .group_by(table.c.value)
            .having(func.count(table.c.id.distinct()) > 1)
        )
        people = select(table.c.id).where(table.c.value.in_(several)).distinct()
        seen = select(Worker.id).where(Worker.id.in_(people), Worker.alias_of.is_(None))
        for id in session.scalars(seen):
            yield Exceptional(kind, until, "", "worker", id)


def _reopened(session: Session, since: date, until: date) -> Iterator[Exceptional]:
    query = select(PeriodClosing).where(PeriodClosing.reopened_on.between(since, until))
    for one in session.scalars(query):
        assert one.reopened_on is not None
        yield Exceptional(
            ExceptionKind.REOPENED,
            one.reopened_on,
            one.reopened_by or "",
            "period_closing",
            one.id,
            one.reason or "",
        )


def _void_numbers(session: Session, since: date, until: date) -> Iterator[Exceptional]:
    query = select(IssuedLetter).where(IssuedLetter.void_on.between(since, until))
    for one in session.scalars(query):
        assert one.void_on is not None
        yield Exceptional(
            ExceptionKind.VOID_NUMBER,
            one.void_on,
            _voided_by(session, one.id) or one.officer or "",
            "issued_letter",
            one.id,
            one.void_reason or "",
        )


def _set_aside(session: Session, since: date, until: date) -> Iterator[Exceptional]:
    """Where somebody gave a reason for going on: under the attendance, over the budget."""
    passed = select(Enrolment).where(
        Enrolment.under_reason.is_not(None), Enrolment.result_on.between(since, until)
    )
    for seat in session.scalars(passed):
        day, why = seat.result_on or until, seat.under_reason or ""
        yield Exceptional(ExceptionKind.UNDER_ATTENDANCE, day, "", "enrolment", seat.id, why)
    booked = select(BudgetMovement).where(
        BudgetMovement.over_reason.is_not(None), BudgetMovement.booked_on.between(since, until)
    )
    for entry in session.scalars(booked):
        why = entry.over_reason or ""
        kind, table = ExceptionKind.OVER_BUDGET, BudgetMovement.__tablename__
        yield Exceptional(kind, entry.booked_on, "", table, entry.id, why)
    claims = select(Claim).where(
        Claim.override_reason.is_not(None), Claim.received_on.between(since, until)
    )
    for claim in session.scalars(claims):
        day, why = claim.received_on, claim.override_reason or ""
        yield Exceptional(ExceptionKind.OVERRIDE, day, "", Claim.__tablename__, claim.id, why)


def _twice(session: Session, since: date, until: date) -> Iterator[Exceptional]:
    payments = ((one.prepared_on, one) for one in payments_twice(session))
    certificates = ((one.issued_on, one) for one in certificates_twice(session))
    letters = ((one.issued_on, one) for one in letters_twice(session))
    for kind, found in (
        (ExceptionKind.PAID_TWICE, payments),
        (ExceptionKind.CERTIFIED_TWICE, certificates),
        (ExceptionKind.SAME_NUMBER, letters),
    ):
        for day, one in found:
            if since <= day <= until:
                yield Exceptional(kind, day, "", one.__tablename__, one.id)


def _voided_by(session: Session, letter: str) -> str:
    """Who made a number void; not who had given it."""
    changes = journal.history(session.connection(), letter)
    return next((line.by for line in changes if line.do == "set" and "void_on" in line.set), "")


# --- the sample ------------------------------------------------------------------------


@dataclass(frozen=True)
class Sample:
    """Some of a period's records, drawn so that anybody can draw the same ones again."""

    seed: int
    population: int
    ids: tuple[str, ...]


def draw(ids: Sequence[str], size: int, seed: int) -> Sample:
    """`size` of `ids` by a printed `seed`: those whose SHA-256 of ``seed:id`` is the least.

    The order of `ids` does not matter, and no random generator takes part, so
    the same sample can be drawn by any program.
    """
    population = set(ids)
    ranked = sorted(population, key=lambda id: hashlib.sha256(f"{seed}:{id}".encode()).digest())
    return Sample(seed, len(population), tuple(ranked[:size]))


def enrolments_of(session: Session, since: date, until: date) -> list[str]:
    """The population of a sample: the enrolments of a period."""
    return list(
        session.scalars(select(Enrolment.id).where(Enrolment.registered_on.between(since, until)))
    )


CAUTION = N_("An exception is no accusation; the reason given stands beside it.")
"""What the list says of itself."""
