"""How classes were found: visits with heads against marks, participants' averages with n."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.attendance_recap import facts_on
from desktop_app.desk.evaluation import opinion
from desktop_app.desk.visits import marked_present
from desktop_app.fields import describe
from desktop_app.i18n import N_, translate
from desktop_app.processes.evaluation import LEAST, QUESTIONS, Average
from desktop_app.records import ClassVisit, CourseEvaluation
from desktop_app.wording import integer, tenths
from exports.reports.class_groups import BY, HEAD, Figures, groups
from exports.reports.report import Question, Report, worded
from exports.sheet import Column, Holds, Sheet


def _visits(session: Session, question: Question) -> Sheet:
    figures = Figures()
    for group in groups(session, question):
        found = session.scalars(
            select(ClassVisit).where(
                ClassVisit.training_class.in_(group.ids), *question.within(ClassVisit.day)
            )
        ).all()
        if not found:
            continue
        counted = [
            (one, now if now is not None else one.marked)
            for one in found
            for now in (marked_present(session, one.training_class, one.day, one.part),)
        ]
        against = [(one, marked) for one, marked in counted if marked is not None]
        figures.add(
            group,
            ("class_visit", [one.id for one in found]),
            ("class_visit", [one.id for one in found if not one.announced]),
            sum(one.heads for one, _marked in against),
            sum(marked for _one, marked in against),
            ("class_visit", [one.id for one, marked in against if marked > one.heads]),
            ("class_visit", [one.id for one in found if one.findings]),
        )
    return figures.sheet(
        session,
        question,
        VISITS.title,
        worded(_VISIT_COLUMNS),
        translate(N_("Heads stand against the marks of the same session, as they are marked now.")),
    )


_VISIT_COLUMNS = (
    *HEAD,
    Column(N_("Visits"), Holds.NUMBER, 8, total=True),
    Column(N_("Unannounced"), Holds.NUMBER, 9, total=True),
    Column(N_("Heads counted"), Holds.NUMBER, 9, total=True),
    Column(N_("Marked present"), Holds.NUMBER, 9, total=True),
    Column(N_("More marked than there"), Holds.NUMBER, 10, total=True),
    Column(N_("With findings"), Holds.NUMBER, 9, total=True),
)


def _evaluation(session: Session, question: Question) -> Sheet:
    facts, figures = facts_on(session, question.last_day), Figures()
    for group in groups(session, question):
        found = opinion(session, group.ids, facts)
        if not found.sheets:
            continue
        figures.add(
            group,
            ("course_evaluation", found.ids),
            *(_points(found.averages[name]) for name in QUESTIONS),
            _points(found.whole, plain=True),
        )
    least = integer(int(facts.parameter(LEAST) or 1))
    note = N_("Averages of 1 to 5 with the number of answers; none below {n} answers.")
    labels = describe(CourseEvaluation)
    questions = [Column(labels[name].label, width=15) for name in QUESTIONS]
    return figures.sheet(
        session,
        question,
        EVALUATION.title,
        [
            *worded(HEAD),
            Column(translate(N_("Sheets")), Holds.NUMBER, 8, total=True),
            *questions,
            Column(translate(N_("Average")), width=9),
        ],
        translate(note).format(n=least),
    )


def _points(one: Average, *, plain: bool = False) -> str:
    """``4,2 (n = 17)``; a dash for too few answers."""
    shown = tenths(one.tenths) if one.tenths is not None else "–"
    return shown if plain else f"{shown} (n = {integer(one.n)})"


VISITS = Report(
    "class-visits",
    N_("Visits to classes"),
    N_("Visits by class or provider: heads counted against marks, and findings."),
    _visits,
    options=(BY,),
)
EVALUATION = Report(
    "evaluation",
    N_("Participants' evaluation"),
    N_("Averages of the five answers by class or provider, with how many answered."),
    _evaluation,
    paper="F4",
    options=(BY,),
)
