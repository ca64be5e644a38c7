"""How classes went: attendance by lesson hours, results, and skill gaps that were closed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from desktop_app.desk.attendance_recap import facts_on
from desktop_app.desk.results import Outcome, outcomes
from desktop_app.desk.skill_gaps import gaps_of
from desktop_app.i18n import N_, translate
from desktop_app.processes.attendance import Risk
from desktop_app.processes.skill_gaps import Closing
from desktop_app.records.record import Facts
from desktop_app.records.training import TrainingResult
from desktop_app.wording import percent, share
from exports.reports.class_groups import BY, HEAD, Figures, Group, groups
from exports.reports.report import Question, Report, worded
from exports.sheet import Column, Holds, Sheet


def _people(session: Session, group: Group, facts: Facts) -> list[Outcome]:
    return [one for taught in group.classes for one in outcomes(session, taught.id, facts)]


def _ids(found: Iterable[Outcome]) -> tuple[str, list[str]]:
    return "enrolment", [one.enrolment.id for one in found]


# --- attendance -------------------------------------------------------------------------


def _recap(session: Session, question: Question) -> Sheet:
    facts, figures = facts_on(session, question.last_day), Figures()
    for group in groups(session, question):
        found = _people(session, group, facts)
        stands = [(one, one.standing) for one in found if one.standing and one.standing.held]
        if not stands:
            continue
        by_risk = {risk: [one for one, s in stands if s.risk is risk] for risk in Risk}
        attended, held = (sum(getattr(s, n) for _o, s in stands) for n in ("attended", "held"))
        figures.add(
            group,
            _ids(one for one, _standing in stands),
            attended,
            held,
            share(attended, held),
            *(_ids(by_risk[risk]) for risk in Risk),
            sum(standing.missing for _one, standing in stands),
        )
    least = percent(int(facts.parameter("attendance.min_share") or 0))
    note = N_(
        "Lesson hours of each person are added up; at risk is who is below the least share"
        " ({least} unless the programme says otherwise), out of reach who cannot come up to it."
    )
    return figures.sheet(
        session,
        question,
        RECAP.title,
        worded(_RECAP_COLUMNS),
        translate(note).format(least=least),
    )


_RECAP_COLUMNS = (
    *HEAD,
    Column(N_("Participants"), Holds.NUMBER, 9, total=True),
    Column(N_("JP attended"), Holds.NUMBER, 9, total=True),
    Column(N_("JP held"), Holds.NUMBER, 9, total=True),
    Column(N_("Attendance"), Holds.SHARE, 9, share_of=(4, 5)),
    Column(N_("In order"), Holds.NUMBER, 8, total=True),
    Column(N_("At risk"), Holds.NUMBER, 8, total=True),
    Column(N_("Out of reach"), Holds.NUMBER, 9, total=True),
    Column(N_("Marks missing"), Holds.NUMBER, 9, total=True),
)

# --- results ------------------------------------------------------------------------------


def _results(session: Session, question: Question) -> Sheet:
    facts, figures = facts_on(session, question.last_day), Figures()
    for group in groups(session, question):
        found = _people(session, group, facts)
        if not found:
            continue
        by = {
            result: [one for one in found if one.enrolment.result is result]
            for result in (*TrainingResult, None)
        }
        passed = by[TrainingResult.PASSED]
        told = len(found) - len(by[None])
        figures.add(
            group,
            _ids(found),
            _ids(passed),
            _ids(by[TrainingResult.FAILED]),
            _ids(by[None]),
            told,
            share(len(passed), told) if told else None,
            _ids(one for one in passed if one.enrolment.under_reason),
        )
    return figures.sheet(
        session,
        question,
        RESULTS.title,
        worded(_RESULT_COLUMNS),
        translate(
            N_("Passed is what the provider reports; competent is a certification body's word.")
        ),
    )


_RESULT_COLUMNS = (
    *HEAD,
    Column(N_("Participants"), Holds.NUMBER, 9, total=True),
    Column(N_("Passed"), Holds.NUMBER, 8, total=True),
    Column(N_("Not passed"), Holds.NUMBER, 8, total=True),
    Column(N_("Without result"), Holds.NUMBER, 8, total=True),
    Column(N_("With result"), Holds.NUMBER, 8, total=True),
    Column(N_("Share passed"), Holds.SHARE, 8, share_of=(4, 7)),
    Column(N_("Passed with a reason"), Holds.NUMBER, 9, total=True),
)

# --- skill gaps ---------------------------------------------------------------------------

_JUDGED = (Closing.CLOSED, Closing.NARROWED, Closing.UNCHANGED)


def _gaps(session: Session, question: Question) -> Sheet:
    figures = Figures()
    for group in groups(session, question):
        found = [gap for taught in group.classes for gap in gaps_of(session, taught.id)]
        lacked = [gap for gap in found if gap.closing is not Closing.NONE]
        if not lacked:
            continue
        by = {how: [g.record.id for g in lacked if g.closing is how] for how in Closing}
        judged = [gap.record.id for gap in lacked if gap.closing in _JUDGED]
        figures.add(
            group,
            ("enrolment", {gap.learner.id for gap in lacked}),
            ("skill_gap", [gap.record.id for gap in lacked]),
            ("skill_gap", judged),
            *(("skill_gap", by[how]) for how in _JUDGED),
            share(len(by[Closing.CLOSED]), len(judged)) if judged else None,
            ("skill_gap", by[Closing.OPEN]),
        )
    return figures.sheet(
        session,
        question,
        GAPS.title,
        worded(_GAP_COLUMNS),
        translate(N_("A gap is closed once the level after training is the level wanted.")),
    )


_GAP_COLUMNS = (
    *HEAD,
    Column(N_("People"), Holds.NUMBER, 8, total=True),
    Column(N_("Gaps"), Holds.NUMBER, 8, total=True),
    Column(N_("Judged"), Holds.NUMBER, 8, total=True),
    Column(N_("Gap closed"), Holds.NUMBER, 9, total=True),
    Column(N_("Narrowed"), Holds.NUMBER, 9, total=True),
    Column(N_("Unchanged"), Holds.NUMBER, 9, total=True),
    Column(N_("Share closed"), Holds.SHARE, 9, share_of=(6, 5)),
    Column(N_("Not judged yet"), Holds.NUMBER, 9, total=True),
)

RECAP = Report(
    "attendance-summary",
    N_("Attendance by class and provider"),
    N_("Attendance in lesson hours, added up: per cent, at risk, out of reach."),
    _recap,
    paper="F4",
    options=(BY,),
)
RESULTS = Report(
    "training-results",
    N_("Results of training"),
    N_("Who passed and who did not, by class or provider, as the providers report it."),
    _results,
    options=(BY,),
)
GAPS = Report(
    "closed-gaps",
    N_("Skill gaps closed"),
    N_("Skills that were lacking before training, and what became of them."),
    _gaps,
    options=(BY,),
)
