"""Vacancies with what came of them, and promises to rehire with who is back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.promises import Promise, promises
from desktop_app.desk.vacancies import results_of
from desktop_app.i18n import N_, translate
from desktop_app.records import Region, TrainingProgramme, Vacancy
from desktop_app.records.work import ReferralResult
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet, numbered

VACANCIES_TITLE = N_("Vacancies and referrals")
PROMISES_TITLE = N_("Promises to rehire, followed up")


def _vacancies(session: Session, question: Question) -> Sheet:
    own = Vacancy
    found = session.execute(
        select(own, TrainingProgramme.name, Region.name)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == own.programme)
        .outerjoin(Region, Region.id == own.region)
        .where(*question.within(own.told_on))
        .order_by(own.told_on, own.position, own.id)
    ).all()
    results = results_of(session, [one.id for one, _programme, _region in found])
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for place, (one, programme, region) in enumerate(found):
        sent = results.get(one.id, [])
        counted = [
            frozenset(id for id, result in sent if wanted is None or result is wanted)
            for wanted in (None, *_RESULTS)
        ]
        for at, ids in enumerate(counted, start=_FIRST):
            if ids:
                behind[place, at] = Behind("referral", ids)
        rows.append(
            (
                one.position,
                one.employer_name,
                programme,
                region or one.place,
                one.places,
                one.told_on,
                one.closed_on or one.until,
                *map(len, counted),
            )
        )
    return register(
        session,
        question,
        translate(VACANCIES_TITLE),
        worded(_VACANCY_COLUMNS),
        numbered(rows),
        provisional=question.running,
        personal=False,
        behind=behind,
    )


_RESULTS = (
    ReferralResult.HIRED,
    ReferralResult.REFUSED,
    ReferralResult.DECLINED,
    ReferralResult.WAITING,
)
_FIRST = 8
"""The column with the people sent; those of their results follow it."""

_VACANCY_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Position"), width=22),
    Column(N_("Company name"), width=22),
    Column(N_("Fitting programme"), width=20),
    Column(N_("Place"), width=16),
    Column(N_("Number of places"), Holds.NUMBER, 8, total=True),
    Column(N_("Told on"), Holds.DAY, 10),
    Column(N_("Open until"), Holds.DAY, 10),
    Column(N_("People sent"), Holds.NUMBER, 8, total=True),
    Column(N_("Hired"), Holds.NUMBER, 8, total=True),
    Column(N_("Not taken"), Holds.NUMBER, 8, total=True),
    Column(N_("The person declined"), Holds.NUMBER, 8, total=True),
    Column(N_("No answer yet"), Holds.NUMBER, 8, total=True),
)


def _promises(session: Session, question: Question) -> Sheet:
    found = [one for one in promises(session, question.today) if _within(question, one)]
    behind = {
        (place, _BACK): Behind("follow_up", one.people)
        for place, one in enumerate(found)
        if one.people
    }
    rows = [
        (
            one.employer,
            one.number,
            one.promised,
            one.trained,
            one.back,
            one.missing,
            one.until,
            one.met_on,
            translate(one.standing.label),
        )
        for one in found
    ]
    return register(
        session,
        question,
        translate(PROMISES_TITLE),
        worded(_PROMISE_COLUMNS),
        numbered(rows),
        notes=[
            translate(N_("Back: kept, or re-employed by the same company, by the last answer."))
        ],
        provisional=question.running,
        personal=False,
        behind=behind,
    )


def _within(question: Question, one: Promise) -> bool:
    """Whether a promise was made in the period."""
    before = question.since is not None and one.held_on < question.since
    return not before and (question.until is None or one.held_on <= question.until)


_WHO_IS_BACK = N_("Back: kept, or re-employed by the same company, by the last answer.")
_BACK = 5
_PROMISE_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Employer"), width=26),
    Column(N_("Case number"), Holds.IDENTIFIER, 20),
    Column(N_("Promised"), Holds.NUMBER, 9, total=True),
    Column(N_("Trained people"), Holds.NUMBER, 9, total=True),
    Column(N_("Back"), Holds.NUMBER, 9, total=True),
    Column(N_("Not back yet"), Holds.NUMBER, 9, total=True),
    Column(N_("By"), Holds.DAY, 10),
    Column(N_("Commitment met on"), Holds.DAY, 10),
    Column(N_("Standing"), width=16),
)

VACANCIES = Report(
    "vacancies",
    VACANCIES_TITLE,
    N_("What employers offered in a period, who was sent there, and what came of it."),
    _vacancies,
)
PROMISES = Report(
    "promises",
    PROMISES_TITLE,
    N_("Employers who promised to take workers back: how many, by when, and how many are back."),
    _promises,
)
