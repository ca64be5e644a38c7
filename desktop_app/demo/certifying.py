"""The sample's certificates: issued, one printed again, one replaced, most handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select

from desktop_app.demo.cast import MARK, Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.staff import Staff
from desktop_app.desk import certificates as desk
from desktop_app.desk.certificates_due import NAMES_CHECKED, check_names
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.records import (
    CertificateSeries,
    CertificateTemplate,
    ClassInstructor,
    TrainingClass,
)
from desktop_app.records.certificate import Issuer
from desktop_app.records.training import ClassState
from exports.certificates.issuing import issue, replace

_C = ClassState
DELAY = timedelta(days=6)
"""After the last day of a class its certificates are printed."""
_SPOILT = f"Tempat lahir salah tulis {MARK}"
_TORN = f"Sertifikat basah terkena hujan {MARK}"


def grant(office: Office, cast: Cast) -> None:
    """Headquarters grants a series of its own to a second PC of another branch."""
    with office.store.write(N_("Series granted")) as session:
        session.add(
            CertificateSeries(
                id=cast.id(),
                code="SERT-VOK-B",
                for_office="SBY",
                node="contoh",
                granted_on=cast.today - timedelta(days=60),
            )
        )


@dataclass(frozen=True)
class Certifying:
    """The acts of the office's head, who signs with the providers."""

    staff: Staff
    cast: Cast

    def write(self, diary: Diary) -> None:
        """Have the certificates of each class issued some days after its results came."""
        yesterday = self.cast.today - timedelta(days=1)
        for number, (id, ends_on) in enumerate(self._prepared()):
            diary.on(min(ends_on + DELAY, yesterday), partial(self.certify, id, number), 11)

    def _prepared(self) -> list[tuple[str, date]]:
        """Put a template and an instructor to each class that has begun; the reported ones."""
        with self.staff.chief.store.write(N_("Certificate template")) as session:
            template = CertificateTemplate(
                id=self.cast.id(),
                name=f"Lembaga bersama BPJS Ketenagakerjaan {MARK}",
                issuer=Issuer.WITH_AGENCY,
                provider_position="Kepala Lembaga",
                valid_from=self.cast.today - timedelta(days=300),
            )
            session.add(template)
            begun = session.scalars(
                select(TrainingClass)
                .where(TrainingClass.state.in_((_C.FINISHED, _C.REPORTED, _C.RUNNING)))
                .order_by(TrainingClass.code)
            ).all()
            for number, held in enumerate(begun, 1):
                held.certificate_template = template.id
                session.add(
                    ClassInstructor(
                        training_class=held.id,
                        name=f"Asisten Instruktur {number} {MARK}",
                        subject=f"Praktik bengkel {MARK}",
                        qualification="Sertifikat instruktur",
                    )
                )
            # Of the classes that were not reported yet the certificates still wait.
            return [(one.id, one.ends_on) for one in begun if one.state is _C.REPORTED]

    def certify(self, id: str, number: int) -> None:
        """Check the names of a class, and issue what is due."""
        office = self.staff.chief
        with office.store.write(NAMES_CHECKED) as session:
            check_names(session, id, f"Petugas kelas {MARK}", office.today)
        try:
            given = issue(office, id)
        except UserError:
            return  # Nobody of this class passed.
        with office.store.write(N_("Certificates printed")) as session:
            desk.put_down_first(session, [one.id for one in given])
        if number == 0:
            with office.store.write(N_("Certificate printed again")) as session:
                desk.put_down_copies(session, [(given[0].id, 1)], _TORN)
            replace(office, given[-1].id, _SPOILT)
        if number % 2 == 0:
            with office.store.write(desk.GIVEN_OUT) as session:
                some = [each.id for each in given[:-2]]
                desk.hand_over(session, some, f"Peserta sendiri {MARK}", office.today)
