"""What goes on in the sample's cases: later meetings, papers that came in, minutes, reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop_app.demo.cases import Case
from desktop_app.demo.cast import Cast
from desktop_app.demo.rows import Row
from desktop_app.desk import letters, papers
from desktop_app.office import Office
from desktop_app.records import Consultation, Employer
from desktop_app.records.case_work import MeetingState
from desktop_app.records.consultation import ConsultationState, Side
from desktop_app.store.writing import Write

_S = ConsultationState
_OPEN = (_S.HELD, _S.AGREED)


@dataclass(frozen=True)
class Meeting:
    """A meeting of a case, who was there, and the day that is behind its entry."""

    row: Row
    present: tuple[Row, ...]
    entered: date


def meetings(
    cast: Cast, talks: Sequence[Case], workday: Callable[[date], date]
) -> Iterator[Meeting]:
    """Two meetings in every third case in hand, one held and one to come."""
    for number, case in enumerate([case for case in talks if case.row["state"] in _OPEN][::3]):
        held = workday(case.held_on + timedelta(days=3))
        if held < cast.today:
            row = _meeting(cast, case, held, number)
            row |= {
                "state": MeetingState.HELD,
                "outcome": "Perusahaan melengkapi daftar pekerja. (CONTOH)",
            }
            yield Meeting(row, tuple(_present(cast, row)), held)
        soon = workday(cast.today + timedelta(days=1 + number % 9))
        yield Meeting(_meeting(cast, case, soon, number), (), cast.today)


def _meeting(cast: Cast, case: Case, day: date, number: int) -> Row:
    return {
        "id": cast.id(),
        "consultation": case.id,
        "day": day,
        "time": f"{9 + number % 5:02}.30",
        "officer": case.row["officer"],
        "subject": "Pembahasan pelatihan (CONTOH)",
    }


def _present(cast: Cast, meeting: Row) -> Iterator[Row]:
    for side in (Side.EMPLOYER, Side.WORKER):
        yield {
            "id": cast.id(),
            "consultation": meeting["consultation"],
            "meeting": meeting["id"],
            "side": side,
            "name": cast.name(),
        }


def take_papers(session: Write, office: Office, case: Case) -> None:
    """The papers that came in: all of a closed case, two of one in hand, none before."""
    state = case.row["state"]
    if state not in (*_OPEN, _S.CLOSED):
        return
    record = session.get_one(Consultation, case.id)
    came = ["consultation:REQUEST_LETTER", "consultation:WORKER_LIST"]
    if state is _S.CLOSED:
        came = [one.paper.id for one in papers.papers_of(session, record, session.facts)]
    for paper in came:
        papers.receive(session, office, record, paper)


def number_minutes(session: Write, case: Case) -> None:
    """The minutes of a case get their number."""
    record = session.get_one(Consultation, case.id)
    employer = session.get_one(Employer, case.employer)
    letter = letters.issue(
        session,
        "minutes",
        record.__tablename__,
        record.id,
        day=session.facts.today,
        addressee=employer.name,
    )
    record.minutes_number = letter.number


def reminders(cast: Cast, talks: Sequence[Case]) -> list[dict[str, Any]]:
    """One that is due today, one of nobody in particular, and one that lies ahead."""
    cases = [case for case in talks if case.row["state"] in _OPEN]
    texts = (
        (0, "Hubungi perusahaan tentang daftar pekerja (CONTOH)", 0),
        (1, "Siapkan ruang rapat (CONTOH)", None),
        (6, "Tanyakan hasil perundingan bipartit (CONTOH)", -1),
    )
    return [
        {
            "id": cast.id(),
            "text": text,
            "due_on": cast.today + timedelta(days=days),
            "officer": None,
            "of_record": None if place is None else "consultation",
            "of_id": None if place is None else cases[place].id,
        }
        for days, text, place in texts
    ]
