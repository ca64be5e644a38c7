"""For the auditor: *Pengecualian*, and *Uji petik* with its worksheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.auditing import CAUTION, draw, enrolments_of, exceptions
from desktop_app.desk.lists import names_of
from desktop_app.i18n import N_, translate
from desktop_app.processes.rights import Right
from desktop_app.records import (
    CATALOGUE,
    AffectedWorker,
    Consultation,
    Enrolment,
    Officer,
    TrainingProgramme,
    Worker,
)
from exports.reports.report import Option, Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet, numbered
from exports.words import label

FIRST = date(2019, 1, 1)
"""The programme's first day, for a period that is open at its beginning."""

SIZES = ("10", "25", "50", "100")
"""How many enrolments a sample may have, the usual number first."""


def _exceptions(session: Session, question: Question) -> Sheet:
    since, until = question.since or FIRST, question.last_day
    officers: dict[str, str] = dict(session.execute(select(Officer.id, Officer.name)).all())
    rows: list[tuple[Cell, ...]] = []
    behind = {}
    found = exceptions(session, since, until, question.zone)
    names = names_of(session, {(one.record, one.id) for one in found})
    for at, one in enumerate(found):
        rows.append(
            (
                label(one.kind),
                one.day,
                officers.get(one.officer),
                translate(CATALOGUE[one.record].title),
                names.get((one.record, one.id)),
                one.reason or None,
            )
        )
        behind[at, 5] = Behind(one.record, frozenset({one.id}))
    return register(
        session,
        question,
        translate(EXCEPTIONS.title),
        worded(_EXCEPTION_COLUMNS),
        numbered(rows),
        notes=(translate(CAUTION),),
        provisional=question.running,
        behind=behind,
    )


_EXCEPTION_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Exception"), width=30),
    Column(N_("Date"), Holds.DAY, 10),
    Column(N_("Officer"), width=18),
    Column(N_("Record type"), width=16),
    Column(N_("Record"), width=26),
    Column(N_("Reason given"), width=32),
)


def _sample(session: Session, question: Question) -> Sheet:
    ids = enrolments_of(session, question.since or FIRST, question.last_day)
    seed = int(question.options["seed"])
    sample = draw(ids, int(question.options["size"]), seed)
    found = {
        enrolment.id: (enrolment, worker, programme, case)
        for enrolment, worker, programme, case in session.execute(
            select(Enrolment, Worker.name, TrainingProgramme.name, Consultation.number)
            .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
            .join(Worker, Worker.id == AffectedWorker.worker)
            .join(TrainingProgramme, TrainingProgramme.id == Enrolment.programme)
            .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
            .where(Enrolment.id.in_(sample.ids))
        )
    }
    rows: list[tuple[Cell, ...]] = []
    behind = {}
    for at, id in enumerate(sample.ids):
        enrolment, worker, programme, case = found[id]
        rows.append(
            (
                enrolment.number,
                worker,
                programme,
                case,
                enrolment.registered_on,
                label(enrolment.state),
                None,
                None,
            )
        )
        behind[at, 1] = Behind("enrolment", frozenset({id}))
    drawn = translate(N_("{n} of {all} enrolments, drawn with the seed {seed}")).format(
        n=len(sample.ids), all=sample.population, seed=sample.seed
    )
    how = translate(
        N_("Chosen are those whose SHA-256 of “seed:id” is the least; the same seed gives the same")
    )
    return register(
        session,
        question,
        translate(SAMPLE.title),
        worded(_SAMPLE_COLUMNS),
        numbered(rows),
        notes=(drawn, how),
        behind=behind,
    )


_SAMPLE_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Number"), Holds.IDENTIFIER, 19),
    Column(N_("Name"), width=24),
    Column(N_("Training programme"), width=24),
    Column(N_("Case"), Holds.IDENTIFIER, 19),
    Column(N_("Registered on"), Holds.DAY, 10),
    Column(N_("State"), width=14),
    Column(N_("Papers seen"), width=16),
    Column(N_("Finding of the auditor"), width=28),
)


def _sizes(session: Session, question: Question) -> Sequence[tuple[str, str]]:
    return [(size, size) for size in SIZES]


def _seeds(session: Session, question: Question) -> Sequence[tuple[str, str]]:
    """Today's date for choice; any whole number that was given stands as well."""
    given = question.options.get("seed", "")
    seeds = [
        f"{question.today:%Y%m%d}",
        *"123",
        *([given] if given.isdecimal() else []),
    ]
    return [(seed, seed) for seed in dict.fromkeys(seeds)]


EXCEPTIONS = Report(
    "exceptions",
    N_("Exceptions"),
    N_("For the auditor: overrides, one hand for two acts, late entries, shared accounts."),
    _exceptions,
    right=Right.AUDIT,
)
SAMPLE = Report(
    "sample",
    N_("Sample for the audit"),
    N_("Enrolments drawn by a printed seed, as a worksheet to be filled in."),
    _sample,
    options=(Option("size", N_("Sample size"), _sizes), Option("seed", N_("Seed"), _seeds)),
    right=Right.AUDIT,
)
