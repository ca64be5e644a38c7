"""The sample's employers and their consultations, in every state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

from desktop_app.demo.cast import Cast
from desktop_app.records.consultation import (
    Agreement,
    Background,
    Channel,
    ConsultationState,
    Reply,
    Retain,
    Side,
)
from desktop_app.records.employer import Scheme

Row: TypeAlias = dict[str, Any]

EMPLOYERS = 40
_S = ConsultationState

# How many of each state, and between how many days ago the talk was held.
_STATES = (
    (_S.CLOSED, 10, 90, 60),
    (_S.AGREED, 24, 75, 8),
    (_S.NOT_AGREED, 4, 60, 15),
    (_S.CANCELLED, 2, 50, 20),
    (_S.HELD, 8, 20, 1),
    (_S.SCHEDULED, 7, 2, -14),
    (_S.DRAFT, 4, 1, -10),
)

# What the answer to the question leads to, in turn.
_OUTCOMES = (
    (Retain.NO, Agreement.TRAIN_FOR_NEW_JOB, Scheme.PARTNER),
    (Retain.CONDITIONAL, Agreement.TRAIN_THEN_RETURN, Scheme.PARTNER),
    (Retain.YES, Agreement.REIMBURSE, Scheme.REIMBURSEMENT),
    (Retain.NO, Agreement.TRAIN_FOR_NEW_JOB, Scheme.PARTNER),
    (Retain.YES, Agreement.RETAIN, None),
    (Retain.NO, Agreement.TRAIN_FOR_NEW_JOB, Scheme.PARTNER),
)
_REASONS = ("B", "C", "D", "G")
_HELD = (_S.HELD, _S.AGREED, _S.NOT_AGREED, _S.CLOSED)


@dataclass
class Case:
    """A consultation in the making: its row, and how its people are dealt with."""

    row: Row
    held_on: date
    fitting: Sequence[str]
    """The programmes that would close the gap."""
    attendees: list[Row] = field(default_factory=list)
    minutes: bool = False
    """Whether the minutes were issued."""

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def employer(self) -> str:
        return str(self.row["employer"])

    @property
    def scheme(self) -> Scheme | None:
        """The scheme agreed; None while nobody is to be trained."""
        return self.row.get("scheme")


def employers(cast: Cast) -> list[Row]:
    """The employers; one NPP each, a few with a division."""
    rows = []
    for number in range(EMPLOYERS):
        city, name = cast.city(), cast.company()
        contact = cast.name()
        mailbox = "".join(c for c in name.lower() if c.isalpha()).removesuffix("contoh")
        rows.append(
            {
                "id": cast.id(),
                "npp": cast.npp() + ("/001" if number % 9 == 0 else ""),
                "name": name,
                "sector": f"2020:{cast.pick('sectors')}",
                "contact": contact,
                "contact_position": cast.pick("chiefs"),
                "phone": cast.phone(),
                "email": f"sdm@{mailbox}.example",
                "address": cast.address(city),
                "postal_code": cast.postal_code(city),
                "region": city.region,
                "bank": "008" if number % 3 == 0 else None,
                "account": f"99{cast.count('account'):011}" if number % 3 == 0 else None,
                "account_holder": name if number % 3 == 0 else None,
            }
        )
    return rows


def cases(
    cast: Cast,
    firms: Sequence[Row],
    officers: Sequence[str],
    workday: Callable[[date], date],
    regime: Callable[[date], str | None],
) -> list[Case]:
    """The consultations in the order they were held; one is the first officer's, confidential."""
    found: list[Case] = []
    for state, count, most, least in _STATES:
        for number in range(count):
            held_on = workday(cast.ago(most, least))
            if state is _S.SCHEDULED and number == 0:
                held_on = workday(cast.today)
            if state is _S.SCHEDULED and number == 1:
                held_on = workday(cast.today - timedelta(days=2))  # Nobody has said how it went.
            firm = firms[len(found) % len(firms)]
            case = _talk(cast, firm, officers[len(found) % len(officers)], state, held_on)
            if state in _HELD:
                _held(cast, case, state, len(found), workday)
                _law(cast, case, len(found), workday, regime)
                case.attendees = _attendees(cast, case, firm, len(found))
            found.append(case)
    _confidential(cast, [case for case in found if case.row["state"] is _S.HELD][-1], officers[0])
    return sorted(found, key=lambda case: (case.held_on, case.id))


def _talk(cast: Cast, firm: Row, officer: str, state: ConsultationState, held_on: date) -> Case:
    channels = list(Channel)
    channel = channels[cast.count("channel") % len(channels)]
    theme = cast.pick("themes")
    visit = channel is Channel.VISIT_TO_EMPLOYER
    row = {
        "id": cast.id(),
        "employer": firm["id"],
        "state": state,
        "held_on": held_on,
        "channel": channel,
        "place": firm["name"] if visit else "Ruang konsultasi kantor cabang",
        "officer": officer,
        "contact": firm["contact"],
        "contact_position": firm["contact_position"],
        "contact_phone": firm["phone"],
        "programme_year": held_on.year,
        "background": list(Background)[cast.count("background") % len(Background)],
        "skill_gap": theme["gap"],
        "industry_needs": theme["need"],
    }
    return Case(row, held_on, theme["programmes"])


def _held(
    cast: Cast,
    case: Case,
    state: ConsultationState,
    number: int,
    workday: Callable[[date], date],
) -> None:
    row = case.row
    retain, agreement, scheme = _OUTCOMES[number % len(_OUTCOMES)]
    row["retain"] = retain
    if retain is Retain.CONDITIONAL:
        row["conditions"] = cast.pick("conditions")
        row["commitment"] = True
        # Some promises are due by now.
        days = 55 if state is _S.CLOSED or number % 4 == 1 else 180
        row["commitment_until"] = case.held_on + timedelta(days=days)
        row["commitment_workers"] = cast.random.randint(2, 8)
    row["programme"] = cast.random.choice(case.fitting)
    if state in (_S.AGREED, _S.CLOSED):
        row["agreement"], row["scheme"] = agreement, scheme
        if agreement is Agreement.RETAIN:
            row["programme"] = None
        case.minutes = bool(number % 3)
    if state in (_S.AGREED, _S.HELD):
        row["follow_up_on"] = workday(case.held_on + timedelta(days=14 if number % 2 else 45))


def _law(
    cast: Cast,
    case: Case,
    number: int,
    workday: Callable[[date], date],
    regime: Callable[[date], str | None],
) -> None:
    """The dates the law counts by, as far as the case has come; some are late."""
    row, held_on = case.row, case.held_on
    early = number % 4 == 3 and row["state"] is not _S.CLOSED
    if early or row.get("agreement") in (Agreement.RETAIN, Agreement.REIMBURSE):
        return
    notice = workday(held_on + timedelta(days=cast.random.randint(0, 6)))
    law = regime(notice)
    if law is None:
        return
    row["regime"], row["reason"] = law, f"{law}:{_REASONS[number % len(_REASONS)]}"
    row["notice_on"] = notice
    row["effective_on"] = workday(notice + timedelta(days=cast.random.randint(18, 35)))
    reply = list(Reply)[number % len(Reply)]
    row["reply"] = reply
    answered = workday(notice + timedelta(days=5))
    if reply is not Reply.NONE and answered <= cast.today:
        row["reply_on"] = answered
        report = workday(answered + timedelta(days=2))
        if reply is Reply.ACCEPTED and report <= cast.today:
            row["reported_on"] = report
            row["manpower_receipt"] = f"CONTOH/{cast.count('receipt'):03}/DTK/{report.year}"
        if reply is Reply.REFUSED and report <= cast.today:
            row["bipartite_on"] = report
            ended = workday(report + timedelta(days=12))
            row["bipartite_closed_on"] = ended if ended <= cast.today else None


def _attendees(cast: Cast, case: Case, firm: Row, number: int) -> list[Row]:
    sides = [Side.EMPLOYER, Side.AGENCY, *((Side.WORKER,) if number % 2 else ())]
    sides += [Side.UNION] if number % 5 == 0 else []
    sides += [Side.MANPOWER_OFFICE] if number % 7 == 0 else []
    positions = {
        Side.EMPLOYER: firm["contact_position"],
        Side.AGENCY: "Petugas konsultasi",
        Side.WORKER: "Wakil pekerja",
        Side.UNION: "Ketua serikat pekerja",
        Side.MANPOWER_OFFICE: "Mediator hubungan industrial",
    }
    return [
        {
            "id": cast.id(),
            "consultation": case.id,
            "side": side,
            "name": firm["contact"] if side is Side.EMPLOYER else cast.name(),
            "position": positions[side],
        }
        for side in sides
    ]


def _confidential(cast: Cast, case: Case, officer: str) -> None:
    case.row["officer"] = officer
    case.row["embargo_until"] = cast.today + timedelta(days=30)
    case.row["notes"] = "Rencana efisiensi belum diumumkan perusahaan. Data contoh."
