"""The sample's people: persons with their numbers, their cases and their enrolments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from desktop_app.demo.cases import Case
from desktop_app.demo.cast import Cast
from desktop_app.demo.contacts import contacts
from desktop_app.demo.rows import Row, Rows
from desktop_app.demo.training import REASONS, WAITING, Group, Seats
from desktop_app.records import (
    AffectedWorker,
    Enrolment,
    Membership,
    MembershipCheck,
    Worker,
)
from desktop_app.records.consultation import (
    Agreement,
    CaseOutcome,
    ConsultationState,
    Proof,
    Reply,
    Standing,
)
from desktop_app.records.eligibility import CheckSource, Segment
from desktop_app.records.employer import Scheme
from desktop_app.records.training import EnrolmentState
from desktop_app.records.worker import MemberStatus

_TRAINED = (Agreement.TRAIN_FOR_NEW_JOB, Agreement.TRAIN_THEN_RETURN, Agreement.REIMBURSE)
_WITHOUT_PEOPLE = (ConsultationState.DRAFT, ConsultationState.CANCELLED)
_SCHOOLS = (("SD", 5), ("SMP", 14), ("SMA", 28), ("SMK", 33), ("D3", 9), ("S1", 11))
_BANKS = (("002", 15), ("008", 13), ("009", 10), ("014", 10), ("200", 16))
_REFUSALS = (
    "NIK pada daftar perusahaan tidak sama dengan KTP",
    "Tidak terdaftar sebagai pekerja perusahaan",
    "Sudah mengundurkan diri sebelum konsultasi",
)
MOST_WAITING = 4000
"""Enrolments without a class, however many people there are."""


@dataclass
class Dealt:
    """What befalls one person: a case (or none), its standing, perhaps an enrolment."""

    case: Case | None
    standing: Standing = Standing.OPEN
    group: Group | None = None
    state: EnrolmentState | None = None
    registered_on: date | None = None
    number: str = ""
    came_on: date = date.min
    """When a person without a case came."""

    @property
    def day(self) -> date:
        """The day behind the entry of the person."""
        return self.registered_on or (self.case.held_on if self.case else self.came_on)


def deal(cast: Cast, cases: Sequence[Case], seats: Seats, people: int) -> list[Dealt]:
    """Who takes part in which case, and who gets which seat; numbers are not given yet."""
    with_people = [case for case in cases if case.row["state"] not in _WITHOUT_PEOPLE]
    weights = list(
        accumulate(cast.random.randint(2, 14) * (3 if _trains(case) else 1) for case in with_people)
    )
    # Of these there are few; the first people make sure that none stays empty.
    sure = [
        next(case for case in cases if case.row.get("embargo_until")),
        next(case for case in cases if case.row.get("agreement") is Agreement.RETAIN),
    ]
    found: list[Dealt] = []
    trained = waiting = 0
    for number in range(people):
        if number < len(sure):
            one = Dealt(sure[number])
        elif number % 25 == 24:
            # Somebody who lost a job earlier, without a consultation, or is only known.
            one = Dealt(None, came_on=cast.ago(80, 2))
        else:
            one = Dealt(cast.random.choices(with_people, cum_weights=weights)[0])
        found.append(one)
        one.standing = _standing(cast, one)
        if one.case is None or not _trains(one.case) or one.standing is Standing.REFUSED:
            continue
        # Every other one of the first waits, so that each state occurs among few.
        waits = trained % 2 == 1 if trained < 2 * len(WAITING) else cast.chance(0.15)
        trained += 1
        if not waits and _seated(one, one.case, seats):
            one.registered_on = _registered(cast, one, one.case)
        elif waiting < len(WAITING) or (waiting < MOST_WAITING and cast.chance(0.4)):
            one.state = WAITING[waiting % len(WAITING)]
            one.registered_on = _registered(cast, one, one.case)
            waiting += 1
        if one.state is not None:
            one.standing = Standing.MATCHED
    return found


def _seated(one: Dealt, case: Case, seats: Seats) -> bool:
    """Give a person the next seat of the case's scheme, if one is left."""
    seat = seats.take(case.employer, case.scheme or Scheme.PARTNER, case.held_on)
    if seat is not None:
        one.group, one.state = seat
    return seat is not None


def _trains(case: Case) -> bool:
    return case.row.get("agreement") in _TRAINED


def _standing(cast: Cast, one: Dealt) -> Standing:
    if one.case is None:
        return Standing.MATCHED if cast.chance(0.6) else Standing.OPEN
    if one.case.row["state"] is ConsultationState.SCHEDULED:
        return Standing.OPEN
    lot = cast.random.random()
    if lot < 0.07:
        return Standing.REFUSED
    return Standing.MATCHED if lot < 0.86 else Standing.OPEN


def _registered(cast: Cast, one: Dealt, case: Case) -> date:
    day = case.held_on + timedelta(days=cast.random.randint(0, 7))
    if one.group is not None:
        day = min(day, one.group.row["starts_on"] - timedelta(days=1))
    day = min(day, cast.today)
    # Nobody registers at a weekend; the case was held on a working day before it.
    return max(case.held_on, day - timedelta(days=max(0, day.weekday() - 4)))


def rows(cast: Cast, dealt: Sequence[Dealt], purposes: Sequence[str]) -> Rows:
    """All rows of some people."""
    made = Rows()
    for one in dealt:
        person = made.add(Worker, _worker(cast))
        member = _memberships(cast, made, person, one)
        if one.standing is Standing.MATCHED:
            made.add(MembershipCheck, _check(cast, one, person, member))
        contacts(cast, made, person, purposes, one.day)
        if one.case is None:
            if one.standing is Standing.MATCHED:
                made.add(AffectedWorker, _walk_in(cast, person, member))
        else:
            case = made.add(AffectedWorker, _affected(cast, one, one.case, person, member))
            if one.state is not None:
                made.add(Enrolment, _enrolment(cast, one, one.case, case))
    return made


def _worker(cast: Cast) -> Row:
    name, sex = cast.person()
    born, city = cast.born(), cast.city()
    bank, length = cast.random.choice(_BANKS)
    school = cast.random.choices(
        [code for code, _ in _SCHOOLS], [weight for _, weight in _SCHOOLS]
    )[0]
    paid = cast.chance(0.4)
    return {
        "id": cast.id(),
        "nik": cast.nik(born, sex, city),
        "name": name,
        "birth_place": city.name,
        "birth_date": born,
        "sex": sex,
        "phone": cast.phone() if cast.chance(0.9) else None,
        "education": school,
        "major": cast.pick("majors") if school in ("SMK", "D3", "S1") else None,
        "address": cast.address(city),
        "postal_code": cast.postal_code(city),
        "region": city.region,
        "bank": bank if paid else None,
        "account": f"99{cast.count('account'):0{length - 2}}" if paid else None,
        "account_holder": name if paid else None,
    }


def _memberships(cast: Cast, made: Rows, person: Row, one: Dealt) -> Row:
    employer = one.case.employer if one.case else None
    since = cast.ago(3000, 500)
    if cast.chance(0.08):
        made.add(
            Membership,
            {
                "id": cast.id(),
                "worker": person["id"],
                "kpj": cast.kpj(),
                "since": since - timedelta(days=1200),
                "until": since - timedelta(days=30),
                "status": MemberStatus.INACTIVE,
            },
        )
    status = MemberStatus.ACTIVE if one.standing is Standing.MATCHED else MemberStatus.UNKNOWN
    return made.add(
        Membership,
        {
            "id": cast.id(),
            "worker": person["id"],
            "kpj": cast.kpj(),
            "employer": employer,
            "since": since,
            "status": status,
        },
    )


_SOURCES = (CheckSource.SMILE, CheckSource.SMILE, CheckSource.SIPP, CheckSource.CARD)


def _check(cast: Cast, one: Dealt, person: Row, member: Row) -> Row:
    """What the books said when the person was found to be a member."""
    day = min(one.day, cast.yesterday)
    months = (day - member["since"]).days // 30
    return {
        "id": cast.id(),
        "worker": person["id"],
        "membership": member["id"],
        "checked_on": day,
        "source": _SOURCES[cast.count("check") % len(_SOURCES)],
        "segment": Segment.WAGE_EARNER,
        "active": True,
        "contribution_months": max(0, months - cast.random.randint(0, 3)),
        "last_month": (day.replace(day=1) - timedelta(days=1)).replace(day=1),
        "jht_withdrawn": False,
        "wage": cast.random.randint(78, 150) * 50_000,
    }


def _affected(cast: Cast, one: Dealt, case: Case, person: Row, member: Row) -> Row:
    talk = case.row
    row = {
        "id": cast.id(),
        "worker": person["id"],
        "employer": case.employer,
        "consultation": case.id,
        "membership": member["id"],
        "position": cast.pick("positions"),
        "wage": cast.random.randint(78, 150) * 50_000,
        "background": talk["background"],
        "skill_gap": talk["skill_gap"] if cast.chance(0.7) else None,
        "wish": talk.get("programme"),
        "standing": one.standing,
    }
    if one.standing is Standing.REFUSED:
        row["standing_reason"] = cast.random.choice(_REFUSALS)
    if talk.get("agreement") is Agreement.RETAIN:
        return row | {"outcome": CaseOutcome.RETAINED}
    if talk.get("notice_on") and talk["notice_on"] <= cast.today:
        row |= {name: talk[name] for name in ("notice_on", "regime", "reason")}
    if row.get("notice_on") and talk["effective_on"] <= cast.today:
        row |= {"outcome": CaseOutcome.TERMINATED, "terminated_on": talk["effective_on"]}
        row |= _proof(cast, talk)
    return row


def _walk_in(cast: Cast, person: Row, member: Row) -> Row:
    """The case of somebody who lost a job earlier and comes without an employer."""
    return {
        "id": cast.id(),
        "worker": person["id"],
        "membership": member["id"],
        "position": cast.pick("positions"),
        "terminated_on": cast.ago(400, 60),
        "outcome": CaseOutcome.TERMINATED,
    }


def _proof(cast: Cast, talk: Mapping[str, Any]) -> Row:
    """What makes the termination final; some still wait for it."""
    if cast.chance(0.2):
        return {}
    if talk.get("reply") is Reply.REFUSED:
        proof = Proof.JOINT_AGREEMENT
    elif talk.get("reported_on"):
        proof = Proof.NOT_REFUSED
    else:
        return {}
    return {"proof": proof, "proof_number": f"CONTOH/{cast.count('proof'):04}"}


def _enrolment(cast: Cast, one: Dealt, case: Case, affected: Row) -> Row:
    assert one.registered_on is not None
    programme = one.group.row["programme"] if one.group else case.row["programme"]
    return {
        "id": cast.id(),
        "number": one.number,
        "affected_worker": affected["id"],
        "programme": programme,
        "scheme": case.scheme or Scheme.PARTNER,
        "training_class": one.group.id if one.group else None,
        "state": one.state,
        "registered_on": one.registered_on,
        "programme_year": one.registered_on.year,
        "agreed_on": one.registered_on if cast.chance(0.8) else None,
        "reason": REASONS.get(one.state) if one.state else None,
    }
