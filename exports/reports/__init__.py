"""Reports: questions to a store whose answer is a sheet.

To add one: a module with its `Report`, and its name in one of the groups below.
"""

from __future__ import annotations

from desktop_app.i18n import N_
from desktop_app.office import Office
from exports.reports.assessments import ASSESSMENTS
from exports.reports.attendance import ATTENDANCE
from exports.reports.auditing import EXCEPTIONS, SAMPLE
from exports.reports.budget import BUDGET
from exports.reports.call_sheet import CALL_SHEET
from exports.reports.certificates import REGISTER, UNCOLLECTED
from exports.reports.claims import CLAIMS, CLAIMS_AGEING
from exports.reports.class_quality import EVALUATION, VISITS
from exports.reports.classes import CALENDAR, ROSTER
from exports.reports.consultations import CONSULTATIONS
from exports.reports.demand import DEMAND
from exports.reports.employers import EMPLOYERS
from exports.reports.enrolments import ENROLMENTS
from exports.reports.follow_ups import FOLLOW_UPS
from exports.reports.handouts import HANDOUTS
from exports.reports.indicators import INDICATORS
from exports.reports.papers import DECISIONS, INCOMING, ISSUED
from exports.reports.placement import PLACEMENT
from exports.reports.placing import PROMISES, VACANCIES
from exports.reports.report import Option, Question, Report
from exports.reports.stages import STAGES_REPORT
from exports.reports.summary import SUMMARY
from exports.reports.teaching import GAPS, RECAP, RESULTS
from exports.reports.training import PROGRAMMES, PROVIDERS
from exports.reports.workers import WORKERS

GROUPS: tuple[tuple[str, tuple[Report, ...]], ...] = (
    (N_("Services"), (CONSULTATIONS, ENROLMENTS, WORKERS, EMPLOYERS)),
    (N_("Achievement"), (SUMMARY, INDICATORS, STAGES_REPORT, PLACEMENT)),
    (
        N_("Programmes and classes"),
        (
            *(PROGRAMMES, PROVIDERS, DEMAND, ROSTER, CALENDAR, ATTENDANCE, RECAP, RESULTS),
            *(ASSESSMENTS, GAPS, VISITS, EVALUATION),
        ),
    ),
    (N_("Certificates"), (REGISTER, UNCOLLECTED)),
    (N_("Work again"), (CALL_SHEET, FOLLOW_UPS, VACANCIES, PROMISES)),
    (N_("Money"), (BUDGET, CLAIMS, CLAIMS_AGEING)),
    (N_("Office"), (INCOMING, DECISIONS, ISSUED, HANDOUTS, EXCEPTIONS, SAMPLE)),
)
"""What reports are about, as people look for them, with the reports of each."""

REPORTS: dict[str, Report] = {
    report.name: report for _title, reports in GROUPS for report in reports
}


def open_to(office: Office) -> list[tuple[str, list[Report]]]:
    """The reports that the officer at the desk may ask, by what they are about."""
    mine = [
        (title, [one for one in reports if one.right is None or office.may(one.right)])
        for title, reports in GROUPS
    ]
    return [(title, reports) for title, reports in mine if reports]


__all__ = ["REPORTS", "Option", "Question", "Report", "open_to"]
