"""Who may take part, by the rules of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.desk.eligibility import Assessment

MARKS = {"MET": "✓", "NOT_MET": "✗", "UNKNOWN": "?"}


def declare(commands: Commands) -> None:
    """``eligibility check``."""
    group = commands.group("eligibility", N_("who may take part, by the rules"))
    check = group.command("check", N_("what each rule says of a person or case"), _check)
    which = check.add_mutually_exclusive_group(required=True)
    which.add_argument("--worker", metavar="ID", help=_("the worker's id"))
    which.add_argument(
        *("--case",),
        metavar="ID",
        help=_("id of a case, or id or number of an enrolment or consultation"),
    )
    check.add_argument("--programme", metavar="CODE", help=_("code of the training programme"))
    check.add_argument("--date", metavar="DAY", help=_("as of this day (default: today)"))


def _check(given: Given) -> Answer:
    from desktop_app.desk.eligibility import about, programme_named

    with given.office() as office, office.store.read() as session:
        day = given.day("date", office) or office.today
        programme = programme_named(session, given.programme) if given.programme else None
        found = about(session, given.worker or given.case, day, programme)
        people = [_told(one) for one in found]
        lines = [line for one in found for line in _lines(one)]
    return Answer({"people": people}, lines)


def _told(found: Assessment) -> dict[str, object]:
    return {
        "worker": found.asked.worker.id,
        "case": found.asked.case.id if found.asked.case else None,
        "enrolment": found.asked.enrolment.number if found.asked.enrolment else None,
        "day": found.asked.day.isoformat(),
        "ruleset": found.ruleset,
        "verdict": found.verdict.value,
        "membership_check": found.check,
        "findings": [
            {
                "rule": finding.code,
                "name": finding.name,
                "severity": finding.severity.value,
                "outcome": finding.outcome.value,
                "fact": finding.fact,
                "source": finding.source,
                "basis": finding.basis,
                "version": finding.version,
            }
            for finding in found.findings
        ],
    }


def _lines(found: Assessment) -> list[str]:
    verdict, name = _(found.verdict.label), found.asked.worker.name
    return [
        f"{name}: {verdict} ({found.ruleset})",
        *(
            f"  {MARKS[finding.outcome.value]} {finding.name}: {finding.line}"
            for finding in found.findings
        ),
    ]
