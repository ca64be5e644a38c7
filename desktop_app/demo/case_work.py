"""What goes on in the sample's cases: later meetings, papers that came in, reminders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from desktop_app.demo.cases import Case
from desktop_app.demo.cast import Cast
from desktop_app.records import Attendee, CaseMeeting, ReceivedPaper, Reminder
from desktop_app.records.case_work import MeetingState
from desktop_app.records.consultation import ConsultationState, Side
from desktop_app.store.writing import Write

_OPEN = (ConsultationState.HELD, ConsultationState.AGREED)


def add_case_work(
    session: Write, cast: Cast, talks: Sequence[Case], workday: Callable[[date], date]
) -> None:
    """Two meetings in every third case in hand, two papers in each, three reminders."""
    cases = [case for case in talks if case.row["state"] in _OPEN]
    meetings: list[dict[str, Any]] = []
    present: list[dict[str, Any]] = []
    for number, case in enumerate(cases[::3]):
        for day, state in (
            (workday(case.held_on + timedelta(days=3)), MeetingState.HELD),
            (workday(cast.today + timedelta(days=1 + number % 9)), MeetingState.PLANNED),
        ):
            if state is MeetingState.HELD and day > cast.today:
                continue
            held = state is MeetingState.HELD
            meeting = {
                "id": cast.id(),
                "consultation": case.id,
                "day": day,
                "time": f"{9 + number % 5:02}.30",
                "state": state,
                "officer": case.row["officer"],
                "subject": "Pembahasan pelatihan (CONTOH)",
                "outcome": "Perusahaan melengkapi daftar pekerja. (CONTOH)" if held else None,
            }
            meetings.append(meeting)
            if held:
                present += [
                    {
                        "id": cast.id(),
                        "consultation": case.id,
                        "meeting": meeting["id"],
                        "side": side,
                        "name": cast.name(),
                    }
                    for side in (Side.EMPLOYER, Side.WORKER)
                ]
    session.bulk(CaseMeeting, meetings)
    session.bulk(Attendee, present)
    session.bulk(
        ReceivedPaper,
        [
            {
                "id": cast.id(),
                "paper": f"consultation:{code}",
                "of_record": "consultation",
                "of_id": case.id,
                "received_on": min(case.held_on, cast.today),
            }
            for case in cases
            for code in ("REQUEST_LETTER", "WORKER_LIST")
        ],
    )
    session.bulk(Reminder, _reminders(cast, cases))


def _reminders(cast: Cast, cases: Sequence[Case]) -> list[dict[str, Any]]:
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
