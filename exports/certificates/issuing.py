"""Issuing certificates: numbers and snapshots in one transaction, the paper afterwards.

So no number is lost when printing is cancelled: the certificates stand, and
their first print is made whenever somebody wants it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from desktop_app.desk.certificates import must_stand, revoke
from desktop_app.desk.certificates_due import Candidate, candidates, held_back, unchecked
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes import certificate_code as code
from desktop_app.processes.certificates import Snapshot, certificate_number
from desktop_app.processes.rights import Right
from desktop_app.records import Certificate, CertificateTemplate, Enrolment, TrainingClass
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from exports.certificates.gathering import said_by_class
from exports.certificates.series import series_here
from exports.documents.document import the

ISSUED, REPLACED = N_("Certificates issued"), N_("Certificate replaced")
_BEFORE = (EnrolmentState.COMPLETED, EnrolmentState.ASSESSED)


@dataclass(frozen=True)
class _Given:
    """What is the same for all certificates of one act."""

    held: TrainingClass
    template: CertificateTemplate
    shared: Snapshot
    day: date
    default: str
    series: str
    pattern: str


def issue(
    office: Office, training_class: str, *, on: date | None = None, only: Collection[str] = ()
) -> list[Certificate]:
    """Give everybody of a class who is due one a certificate; `only` some enrolments if named.

    The attendance is asked anew: whose LULUS it does not bear out any more is passed
    over (`candidates` says who and why). Raises E-RIGHT, and UserError: names not
    checked or changed since, no template, class not over, nobody due, or no series
    granted to this PC.
    """
    office.must(Right.CERTIFY)
    with office.store.write(ISSUED) as session, office.store.read() as reading:
        given = _given(office, reading, training_class, on or office.today)
        people = candidates(reading, training_class, office.store.facts())
        due = _due([one for one in people if not only or one.enrolment in only])
        return [_issued(office, session, given, one) for one in due]


def _due(people: Sequence[Candidate]) -> list[Candidate]:
    """Who of them gets one. Raises UserError NOBODY, UNDER-NOW, NAMES-CHANGED."""
    due = [one for one in people if one.due]
    if not due and (names := held_back(people)):
        words = N_("Nobody of this class is due a certificate now. {names}")
        raise UserError("UNDER-NOW", words, names=names)
    if not due:
        raise UserError("NOBODY", N_("Nobody of this class is due a certificate now."))
    if changed := unchecked(due):
        raise UserError(
            "NAMES-CHANGED",
            N_(
                "Changed or new since the names were checked: {names}. Print the name-check"
                " sheet again, have it initialled, and put down the check."
            ),
            names=", ".join(changed),
        )
    return due


def replace(office: Office, certificate: str, reason: str) -> Certificate:
    """Revoke a wrong certificate and issue another under a new number that names the old one.

    The new one says what the records say today. Raises as `issue` and `revoke` do.
    """
    office.must(Right.CERTIFY)
    with office.store.write(REPLACED) as session, office.store.read() as reading:
        old = session.get_one(Certificate, the(reading, Certificate, certificate).id)
        must_stand(session, old)
        given = _given(office, reading, old.training_class, office.today)
        people = candidates(reading, old.training_class, office.store.facts())
        who = next((one for one in people if one.enrolment == old.enrolment), None)
        if who is None or who.result is not TrainingResult.PASSED:
            raise UserError(
                "NOBODY",
                N_("The person is not due a certificate any more; revoke this one instead."),
            )
        if who.under is not None:
            raise who.under
        new = _issued(office, session, given, who, replaces=old)
        revoke(session, old, reason, replaced_by=new.number)
        return new


def _given(office: Office, session: Read, training_class: str, day: date) -> _Given:
    held = the(session, TrainingClass, training_class)
    if held.state is ClassState.CANCELLED or held.ends_on > day or day > office.today:
        raise UserError(
            "CLASS-OPEN",
            N_("Certificates are dated on or after the last day of the class, and not ahead."),
        )
    if held.names_checked_on is None or not held.names_checked_by:
        raise UserError(
            "NAMES-UNCHECKED",
            N_("Print the name-check sheet, have it initialled, and put down who checked it."),
        )
    if held.certificate_template is None:
        raise UserError("TEMPLATE", N_("Choose the certificate template of the class first."))
    template = the(session, CertificateTemplate, held.certificate_template)
    if day < template.valid_from or (template.valid_to and day > template.valid_to):
        raise UserError(
            "TEMPLATE",
            N_("The certificate template {name} is not valid on that day."),
            name=template.name,
        )
    facts = office.store.facts()
    default = str(facts.parameter("certificate.series"))
    return _Given(
        held,
        template,
        said_by_class(office, session, held, template, day),
        day,
        default,
        series_here(office, session, default),
        str(facts.parameter("doc.number.template.certificate")),
    )


def _issued(
    office: Office,
    session: Write,
    given: _Given,
    who: Candidate,
    replaces: Certificate | None = None,
) -> Certificate:
    sequence, number = _next_number(session, given)
    salt = secrets.token_bytes(code.SALT_BYTES)
    said = given.shared.of_person(
        number=number,
        name=who.name,
        birth_place=who.birth_place,
        born=who.born,
        salt=salt.hex(),
        replaces=replaces.number if replaces else "",
    )
    made = Certificate(
        number=number,
        series=given.series,
        year=given.day.year,
        sequence=sequence,
        training_class=given.held.id,
        enrolment=who.enrolment,
        template=given.template.id,
        issued_on=given.day,
        officer=session.author.officer,
        content=said.stored(),
        payload=_code(office, said, salt),
        replaces=replaces.id if replaces else None,
    )
    session.add(made)
    enrolment = session.get_one(Enrolment, who.enrolment)
    if enrolment.state in _BEFORE:
        enrolment.state = EnrolmentState.CERTIFIED
    session.flush()
    return made


def _next_number(session: Write, given: _Given) -> tuple[int, str]:
    """The next of the series; the store's write lock makes two at once impossible."""
    last = session.scalar(
        select(func.max(Certificate.sequence)).where(
            Certificate.office == session.author.office,
            Certificate.series == given.series,
            Certificate.year == given.day.year,
        )
    )
    sequence = int(last or 0) + 1
    return sequence, certificate_number(
        given.pattern,
        series=given.series,
        default=given.default,
        sequence=sequence,
        office=session.author.office,
        day=given.day,
    )


def _code(office: Office, said: Snapshot, salt: bytes) -> str:
    node = office.keys.node
    claim = code.Claim(
        said.number,
        said.programme,
        issued=said.issued,
        starts=said.starts,
        ends=said.ends,
        hours=said.hours,
        salt=salt,
        digest=code.person_digest(salt, said.name, said.born),
        key=code.key_id(node.verify_key),
    )
    return code.sealed(claim, node.sign)
