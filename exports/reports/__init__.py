"""Reports: questions to a store whose answer is a sheet.

To add one: a module with its `Report`, and its line below.
"""

from __future__ import annotations

from exports.reports.consultations import CONSULTATIONS
from exports.reports.enrolments import ENROLMENTS
from exports.reports.report import Question, Report
from exports.reports.workers import WORKERS

REPORTS: dict[str, Report] = {
    report.name: report for report in (CONSULTATIONS, ENROLMENTS, WORKERS)
}

__all__ = ["REPORTS", "Question", "Report"]
