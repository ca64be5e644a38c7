"""Indicators of 100,000 people out of the books, against the bare rows of the same questions."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import text

from benchmarks import people
from benchmarks.measure import Ratio, compare, seconds
from desktop_app.desk.indicator_facts import books
from desktop_app.desk.indicators import definitions, measured
from desktop_app.desk.overview import overview
from desktop_app.desk.spans import Span
from desktop_app.office import Office
from desktop_app.processes.measuring import stages
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Employer,
    Enrolment,
    FollowUp,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.consultation import ConsultationState, Retain
from desktop_app.records.employer import Scheme
from desktop_app.records.training import EnrolmentState, TrainingResult
from desktop_app.records.work import WorkEvidence, WorkOutcome
from desktop_app.store.writing import Write

PEOPLE, CLASS, YEARS = 100_000, 20, 5
TODAY = date(2026, 11, 24)
_BARE = (
    "SELECT e.id, a.worker, e.programme_year, e.registered_on, e.state, e.started_on,"
    " e.completed_on, e.result, c.starts_on, c.ends_on, w.region FROM enrolment e"
    " JOIN affected_worker a ON a.id = e.affected_worker JOIN worker w ON w.id = a.worker"
    " LEFT JOIN training_class c ON c.id = e.training_class WHERE {year}",
    "SELECT f.enrolment, f.outcome, f.asked_on, f.month, f.starts_on, f.ended_on FROM follow_up f"
    " JOIN enrolment e ON e.id = f.enrolment WHERE f.outcome IS NOT NULL AND {year}",
    "SELECT a.id, a.worker, k.programme_year, k.held_on, a.outcome FROM affected_worker a"
    " JOIN consultation k ON k.id = a.consultation"
    " WHERE {case}",
)


def _fill(office: Office) -> None:
    """Everybody consulted about, trained in a class of twenty, and asked three times."""
    chance = random.Random(1)
    employer, programme = (
        Employer(npp="00000001", name="PT Contoh"),
        TrainingProgramme(code="VOK-001", name="Operator Forklif (CONTOH)", days=10),
    )
    with office.store.write("Sample") as session:
        session.add_all([employer, programme])
        workers = list(session.scalars(text("SELECT id FROM worker ORDER BY id")))
    for at in range(0, len(workers), 10_000):
        with office.store.write("Sample") as session:
            _fill_some(session, chance, employer.id, programme.id, workers[at : at + 10_000], at)


def _fill_some(
    session: Write,
    chance: random.Random,
    employer: str,
    programme: str,
    workers: list[str],
    at: int,
) -> None:
    groups = range(at, at + len(workers), CLASS)
    years = [2022 + number * YEARS // PEOPLE for number in groups]
    begun = [
        date(year, 1 + number // CLASS % 12, 5) for number, year in zip(groups, years, strict=True)
    ]
    talks = session.bulk(
        Consultation,
        [
            {
                "number": f"KONS/{number:06}",
                "employer": employer,
                "held_on": day - timedelta(days=20),
                "programme_year": year,
                "state": ConsultationState.HELD,
                "retain": Retain.NO,
            }
            for number, year, day in zip(groups, years, begun, strict=True)
        ],
    )
    classes = session.bulk(
        TrainingClass,
        [
            {
                "code": f"MND-{number:06}",
                "programme": programme,
                "starts_on": day,
                "ends_on": day + timedelta(days=11),
                "programme_year": year,
            }
            for number, year, day in zip(groups, years, begun, strict=True)
        ],
    )
    cases = session.bulk(
        AffectedWorker,
        [
            {"worker": one, "consultation": talks[n // CLASS], "employer": employer}
            for n, one in enumerate(workers)
        ],
    )
    enrolments = session.bulk(
        Enrolment,
        [
            {
                "number": f"DAFT/{at + n:06}",
                "affected_worker": case,
                "programme": programme,
                "scheme": Scheme.PARTNER,
                "training_class": classes[n // CLASS],
                "registered_on": begun[n // CLASS] - timedelta(days=9),
                "programme_year": years[n // CLASS],
                "state": EnrolmentState.COMPLETED,
                "started_on": begun[n // CLASS],
                "completed_on": begun[n // CLASS] + timedelta(days=11),
                "result": TrainingResult.PASSED,
                "result_on": begun[n // CLASS] + timedelta(days=11),
            }
            for n, case in enumerate(cases)
        ],
    )
    session.bulk(
        FollowUp,
        [
            _asked(chance, one, begun[n // CLASS] + timedelta(days=11), month)
            for n, one in enumerate(enrolments)
            for month in (1, 3, 6)
        ],
    )


def _asked(chance: random.Random, enrolment: str, end: date, month: int) -> dict[str, Any]:
    due = end + timedelta(days=30 * month + 2)
    outcome = chance.choice((WorkOutcome.NEW_EMPLOYER, WorkOutcome.NOT_WORKING))
    works = outcome.works
    return {
        "enrolment": enrolment,
        "month": month,
        "due_on": due,
        "asked_on": min(due, TODAY),
        "outcome": outcome,
        "starts_on": end + timedelta(days=10) if works else None,
        "evidence": WorkEvidence.OWN_WORD if works else None,
    }


def run() -> Iterator[Ratio]:
    """Facts as people, counted; the floors fetch the bare rows and count nothing."""
    with tempfile.TemporaryDirectory() as name:
        office = people.office(Path(name) / "MND", people=PEOPLE)
        _fill(office)

        def bare(year: str, case: str) -> float:
            with office.store.raw() as connection:
                return seconds(
                    lambda: [
                        connection.execute(text(sql.format(year=year, case=case))).fetchall()
                        for sql in _BARE
                    ]
                )

        def ours(work: Any) -> float:
            with office.store.read() as session:
                return seconds(lambda: work(session))

        def all_years(session: Any) -> None:
            stages(books(session, TODAY, hours=False).known(), TODAY)

        def one_year(session: Any) -> None:
            measured(session, definitions(session, TODAY), TODAY, 2025, "MND")

        def home(session: Any) -> None:
            overview(session, office.store.facts(), span=Span(programme_year=2025))

        yield compare(
            f"stages of {PEOPLE:,} people with three answers each / bare rows",
            lambda: ours(all_years),
            lambda: bare("1=1", "1=1"),
            rounds=2,
        )
        for title, work in (("nine indicators", one_year), ("Home", home)):
            yield compare(
                f"{title}, one year of {PEOPLE // YEARS:,} people / bare rows",
                partial(ours, work),
                lambda: bare("e.programme_year = 2025", "k.programme_year = 2025"),
                rounds=3,
            )
        office.close()
