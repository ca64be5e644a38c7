"""The register of certificates, and those that nobody has collected yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop_app.desk.certificate_lists import standing
from desktop_app.desk.certificates import revoked_numbers
from desktop_app.i18n import N_, translate
from desktop_app.processes.certificates import snapshot
from desktop_app.records import Certificate, CertificateReprint, TrainingClass
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Cell, Column, Holds, Sheet, numbered


def _rows(
    session: Session, question: Question, *conditions: ColumnElement[bool]
) -> Iterator[tuple[Certificate, str, set[str]]]:
    """The certificates asked for with the code of their class, and which numbers are revoked."""
    asked = [*question.within(Certificate.issued_on), *conditions]
    if question.programme_year is not None:
        asked.append(TrainingClass.programme_year == question.programme_year)
    found = session.execute(
        select(Certificate, TrainingClass.code)
        .join(TrainingClass, TrainingClass.id == Certificate.training_class)
        .where(*asked)
        .order_by(Certificate.year, Certificate.series, Certificate.sequence, Certificate.id)
    ).all()
    revoked = revoked_numbers(session, [row.Certificate.number for row in found])
    for certificate, code in found:
        yield certificate, code, revoked


def _register(session: Session, question: Question) -> Sheet:
    copies = Counter(session.scalars(select(CertificateReprint.certificate)))
    rows: list[tuple[Cell, ...]] = []
    for one, code, revoked in _rows(session, question):
        said = snapshot(one.content)
        rows.append(
            (
                one.number,
                said.name if said else "",
                said.programme if said else "",
                code,
                one.issued_on,
                one.handed_over_on,
                one.handed_to,
                copies[one.id],
                translate(standing(one, revoked).label),
                said.replaces if said else "",
            )
        )
    return _sheet(session, question, REGISTER.title, _REGISTER_COLUMNS, rows)


def _uncollected(session: Session, question: Question) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    waiting = (Certificate.handed_over_on.is_(None), Certificate.void_on.is_(None))
    for one, code, revoked in _rows(session, question, *waiting):
        said = snapshot(one.content)
        if one.number not in revoked:
            rows.append(
                (
                    one.number,
                    said.name if said else "",
                    said.programme if said else "",
                    code,
                    one.issued_on,
                    (question.last_day - one.issued_on).days,
                    one.printed_on,
                )
            )
    return _sheet(session, question, UNCOLLECTED.title, _UNCOLLECTED_COLUMNS, rows)


def _sheet(
    session: Session,
    question: Question,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
) -> Sheet:
    return register(
        session,
        question,
        translate(title),
        worded(columns),
        numbered(rows),
        provisional=question.running,
    )


_FIRST = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Certificate number"), width=26),
    Column(N_("Name on the certificate"), width=28),
    Column(N_("Training programme"), width=24),
    Column(N_("Class"), width=14),
    Column(N_("Issued on"), Holds.DAY, 10),
)
_REGISTER_COLUMNS = (
    *_FIRST,
    Column(N_("Collected on"), Holds.DAY, 10),
    Column(N_("Handed over to"), width=18),
    Column(N_("Duplicates"), Holds.NUMBER, 8, total=True),
    Column(N_("State"), width=12),
    Column(N_("Replaces"), width=24),
)
_UNCOLLECTED_COLUMNS = (
    *_FIRST,
    Column(N_("Days since issue"), Holds.NUMBER, 9),
    Column(N_("First printed on"), Holds.DAY, 10),
)

REGISTER = Report(
    "certificates",
    N_("Register of certificates"),
    N_("Every certificate issued in a period, void and revoked ones too."),
    _register,
    paper="F4",
)
UNCOLLECTED = Report(
    "uncollected-certificates",
    N_("Certificates not yet collected"),
    N_("Good certificates that nobody has been handed yet, and for how long they wait."),
    _uncollected,
)
