"""Certificates: which were given, and what befalls one afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.records import (
    Certificate,
    CertificateReprint,
    CertificateRevocation,
    Enrolment,
    TrainingClass,
)
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write
from desktop_app.wording import day_short

GIVEN_OUT = N_("Certificates handed over")
REVOKED = N_("Certificate revoked")


def standing_certificates(session: Session, enrolments: Collection[str]) -> list[Certificate]:
    """The certificates of these enrolments that are good: neither void nor revoked."""
    given = session.scalars(
        select(Certificate)
        .where(
            Certificate.enrolment.in_(enrolments),
            Certificate.void_on.is_(None),
            Certificate.voided_at.is_(None),
        )
        .order_by(Certificate.year, Certificate.series, Certificate.sequence)
    ).all()
    gone = revoked_numbers(session, [one.number for one in given])
    return [one for one in given if one.number not in gone]


def of_class(session: Session, training_class: str) -> list[Certificate]:
    """The good certificates of a class in the order of their numbers."""
    enrolments = session.scalars(
        select(Certificate.enrolment).where(Certificate.training_class == training_class)
    ).all()
    found = standing_certificates(session, enrolments)
    return [one for one in found if one.training_class == training_class]


def must_have_none(session: Session, held: TrainingClass) -> None:
    """Raise UserError CLASS-CERTIFIED for a class of which good certificates say how it was."""
    if good := of_class(session, held.id):
        raise UserError(
            "CLASS-CERTIFIED",
            N_("Certificates of class {named} stand, such as {number}. Revoke them first."),
            named=held.code,
            number=good[0].number,
        )


def revoked_numbers(session: Session, numbers: Collection[str]) -> set[str]:
    """Those of the numbers that were taken back."""
    return set(
        session.scalars(
            select(CertificateRevocation.number).where(
                CertificateRevocation.number.in_(numbers),
                CertificateRevocation.voided_at.is_(None),
            )
        )
    )


def revoked_last(session: Session, enrolments: Collection[str]) -> dict[str, CertificateRevocation]:
    """By enrolment that holds no good certificate: how the last one was taken back."""
    holding = {one.enrolment for one in standing_certificates(session, enrolments)}
    rows = session.execute(
        select(Certificate.enrolment, CertificateRevocation)
        .join(CertificateRevocation, CertificateRevocation.number == Certificate.number)
        .where(
            Certificate.enrolment.in_(set(enrolments) - holding),
            Certificate.voided_at.is_(None),
            CertificateRevocation.voided_at.is_(None),
        )
        .order_by(CertificateRevocation.revoked_on, CertificateRevocation.id)
    )
    return {row.enrolment: row.CertificateRevocation for row in rows}


def revoked_said(one: CertificateRevocation) -> str:
    """That a person holds no certificate any more, since when, by whose word, and why."""
    words = translate(N_("Without certificate since {day}: {office} revoked {number} ({reason})"))
    return words.format(
        day=day_short(one.revoked_on), office=one.office, number=one.number, reason=one.reason
    )


def certificate_of(session: Session, number: str) -> Certificate:
    """The certificate with a number. Raises UserError NOT-FOUND."""
    wanted = number.strip().upper()
    found = session.scalars(
        select(Certificate).where(
            func.upper(Certificate.number) == wanted, Certificate.voided_at.is_(None)
        )
    ).first()
    if found is None:
        raise UserError(
            "NOT-FOUND", N_("There is no certificate {number} in these books."), number=number
        )
    return found


def must_stand(session: Session, certificate: Certificate) -> None:
    """Raise UserError CERTIFICATE-GONE for one that is void or revoked."""
    if certificate.void_on or revoked_numbers(session, [certificate.number]):
        raise UserError(
            "CERTIFICATE-GONE",
            N_("Certificate {number} is not good any more: it was revoked or made void."),
            number=certificate.number,
        )


def revoke(
    session: Write, certificate: Certificate, reason: str, replaced_by: str = ""
) -> CertificateRevocation:
    """Take a certificate back. One that never left the office has its number made void, too.

    Without another in its place the person has completed the training and holds no
    certificate. Raises UserError REASON or CERTIFICATE-GONE.
    """
    reason = _said(reason)
    must_stand(session, certificate)
    made = _revocation(session, certificate.number, reason, replaced_by)
    if certificate.office != session.author.office:
        return made
    if certificate.handed_over_on is None:
        certificate.void_on, certificate.void_reason = session.facts.today, reason
    session.flush()
    enrolment = session.get_one(Enrolment, certificate.enrolment)
    # Of two that two PCs gave, the other stands.
    holds = replaced_by or standing_certificates(session, [enrolment.id])
    if not holds and enrolment.state is EnrolmentState.CERTIFIED:
        enrolment.state = EnrolmentState.COMPLETED
    return made


def revoke_number(session: Write, number: str, reason: str) -> CertificateRevocation:
    """Take a number back: by the row if it is in the books, else by its number alone.

    Headquarters may have to revoke what it has not received yet.
    """
    try:
        found = certificate_of(session, number)
    except UserError:
        if not session.author.headquarters:
            raise
        if revoked_numbers(session, [number.strip()]):
            raise
        return _revocation(session, number.strip(), _said(reason), "")
    return revoke(session, found, reason)


def _revocation(
    session: Write, number: str, reason: str, replaced_by: str
) -> CertificateRevocation:
    made = CertificateRevocation(
        number=number,
        revoked_on=session.facts.today,
        revoked_by=session.author.office,
        reason=reason,
        replaced_by=replaced_by or None,
    )
    session.add(made)
    return made


def next_copy(session: Session, certificate: str) -> int:
    """Which duplicate the next one is: 1, 2 ..."""
    last = session.scalar(
        select(func.max(CertificateReprint.copy)).where(
            CertificateReprint.certificate == certificate
        )
    )
    return int(last or 0) + 1


def put_down_copies(session: Write, copies: Sequence[tuple[str, int]], reason: str) -> None:
    """Put down duplicates that were printed, by certificate and number of the copy.

    Raises UserError REASON, and COPY where somebody else printed one meanwhile.
    """
    reason = _said(reason)
    for certificate, copy in copies:
        if next_copy(session, certificate) != copy:
            raise UserError(
                "COPY", N_("Another duplicate was printed meanwhile; please print this one anew.")
            )
        session.add(
            CertificateReprint(
                certificate=certificate,
                copy=copy,
                printed_at=session.now,
                officer=session.author.officer,
                reason=reason,
            )
        )


def put_down_first(session: Write, certificates: Collection[str]) -> None:
    """Put down that these certificates were printed for the first time."""
    for id in certificates:
        one = session.get_one(Certificate, id)
        if one.printed_on is None:
            one.printed_on = session.facts.today


def hand_over(session: Write, certificates: Collection[str], to: str, on: date) -> int:
    """Put down that certificates were handed over; an empty `to` is each its own holder.

    Returns how many. Those handed over already are passed over; raises
    UserError CERTIFICATE-GONE for one that is no longer good.
    """
    done = 0
    for id in certificates:
        one = session.get_one(Certificate, id)
        if one.handed_over_on is not None:
            continue
        must_stand(session, one)
        one.handed_over_on, one.handed_by = on, session.author.officer
        one.handed_to = to.strip() or OWN_HANDS
        done += 1
    return done


OWN_HANDS = "Yang bersangkutan"
"""To whom a certificate goes as a rule; written as it is printed."""


def _said(reason: str) -> str:
    if not reason.strip():
        raise UserError("REASON", N_("Give the reason."))
    return reason.strip()
