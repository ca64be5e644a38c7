"""Asking what became of people after training: when, how often, and which answer stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from urllib.parse import quote

from desktop_app.kinds import Code
from desktop_app.processes.eligibility import months_after
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import WorkEvidence, WorkOutcome

ENDED = (
    EnrolmentState.COMPLETED,
    EnrolmentState.DROPPED,
    EnrolmentState.ASSESSED,
    EnrolmentState.CERTIFIED,
    EnrolmentState.PLACED,
    EnrolmentState.NOT_PLACED,
)
"""States of an enrolment whose training is over: these people are asked."""

PAUSE = timedelta(days=7)
"""How long a person is left alone after the most attempts in a row."""

_GRADES = tuple(WorkEvidence)
"""Evidence, best first."""


class Standing(Code):
    """How a follow-up stands on a day."""

    LATER = "LATER", "Not due yet"
    DUE = "DUE", "Due now"
    OVERDUE = "OVERDUE", "Overdue"
    PUT_OFF = "PUT_OFF", "Put off"
    ANSWERED = "ANSWERED", "Answered"
    CLOSED = "CLOSED", "Closed"

    @property
    def waits(self) -> bool:
        """Whether somebody is to call the person now."""
        return self in (Standing.DUE, Standing.OVERDUE)


def planned(ended: date, months: Iterable[int]) -> list[tuple[int, date]]:
    """When to ask: each month and its day, counted by the calendar from the end of training.

    31 August and one month is 30 September: a day that a month has not gives
    way to its last one. Each is counted from `ended`, so nothing drifts.
    """
    return [(month, months_after(ended, month)) for month in sorted(set(months))]


def standing(
    due_on: date,
    again_on: date | None,
    outcome: WorkOutcome | None,
    today: date,
    *,
    grace: int,
    closed: bool = False,
) -> Standing:
    """How a follow-up stands; overdue more than `grace` days after its day.

    `closed` says that nobody is called for it any more: the person has died, or the
    follow-up of a later month is due or answered by now. A call put off to a day
    comes back on that day, however late it is by then.
    """
    if outcome is not None:
        return Standing.ANSWERED
    if closed:
        return Standing.CLOSED
    if due_on > today:
        return Standing.LATER
    if again_on is not None and again_on > today:
        return Standing.PUT_OFF
    return Standing.OVERDUE if today > due_on + timedelta(days=grace) else Standing.DUE


def grade(evidence: WorkEvidence | None) -> int:
    """How well an outcome is proved: 0 for nothing, 5 for the employer's letter."""
    return 0 if evidence is None else len(_GRADES) - _GRADES.index(evidence)


def supersedes(
    new: WorkOutcome,
    new_evidence: WorkEvidence | None,
    old: WorkOutcome | None,
    old_evidence: WorkEvidence | None,
) -> bool:
    """Whether a later answer takes the place of an earlier one to the same question.

    What tells whether somebody works never gives way to what does not; the
    same outcome only to evidence at least as good. The earlier answer stays in
    the history either way.
    """
    if old is None:
        return True
    if old is WorkOutcome.DECEASED or (old.known and not new.known):
        return False
    return new is not old or grade(new_evidence) >= grade(old_evidence)


def state_after(state: EnrolmentState, outcome: WorkOutcome | None) -> EnrolmentState:
    """Where an enrolment stands by the last known outcome.

    Who left the training keeps that state: work does not make it completed. Neither
    silence nor a death says anything about work.
    """
    if outcome is None or not outcome.known or outcome is WorkOutcome.DECEASED:
        return state
    if state not in ENDED or state is EnrolmentState.DROPPED:
        return state
    return EnrolmentState.PLACED if outcome.works else EnrolmentState.NOT_PLACED


def put_off_to(attempts: int, most: int, today: date) -> date | None:
    """After each `most` attempts in vain the person is left alone for a week; else None."""
    return today + PAUSE if most > 0 and attempts % most == 0 else None


def all_wrong(phones: Collection[str], wrong: Collection[str]) -> bool:
    """Whether every number of a person has turned out to be a wrong one."""
    return set(phones) <= set(wrong)


def chat_link(phone: str, words: str) -> str:
    """The address that opens a chat with a mobile number; empty for one that is none.

    `phone` as it is kept (``+6281234567890``); `words` is what stands ready to be sent.
    """
    digits = phone.removeprefix("+")
    if not (phone.startswith("+628") and digits.isdigit()):
        return ""
    return f"https://wa.me/{digits}?text={quote(words)}"


def greeting(hour: int) -> str:
    """The Indonesian greeting of an hour of the day (0 to 23)."""
    for until, words in ((11, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore")):
        if hour < until:
            return words
    return "Selamat malam"


def script(name: str, agency: str, officer: str, programme: str, month: int, hour: int) -> str:
    """What to say on the telephone; Indonesian, for it is said to the person."""
    return (
        f"{greeting(hour)}, dengan Bapak/Ibu {name}? Saya {officer} dari {agency}."
        f" {month} bulan yang lalu Bapak/Ibu selesai mengikuti pelatihan {programme}."
        " Kami ingin mengetahui kabar pekerjaan Bapak/Ibu saat ini."
        " Apakah Bapak/Ibu berkenan menjawab dua atau tiga pertanyaan singkat?"
    )


def chat_words(name: str, agency: str, officer: str, programme: str, hour: int) -> str:
    """The first message of a chat; it says nothing that another reader must not know."""
    return (
        f"{greeting(hour)}, Bapak/Ibu {name}. Saya {officer} dari {agency}. Kami ingin"
        f" menanyakan kabar Bapak/Ibu setelah pelatihan {programme}. Kapan kami dapat"
        " menghubungi Bapak/Ibu? Terima kasih."
    )


def months_of(value: object) -> Sequence[int]:
    """The months of the parameter ``followup.months``; none where it says nothing usable."""
    if not isinstance(value, list):
        return ()
    return [one for one in value if isinstance(one, int) and one >= 0]
