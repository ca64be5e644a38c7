"""A class that is over, its people passed, its names checked: ready for certificates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop_app.desk.attendance import mark_id
from desktop_app.office import Office
from desktop_app.processes.certificates import name_check
from desktop_app.records import (
    Attendance,
    CertificateTemplate,
    ClassSession,
    CompetencyUnit,
    Signatory,
    TrainingProvider,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.certificate import Issuer
from desktop_app.records.employer import ProviderType
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from tests import make
from tests.exports.parts import LONG_NAME

NAMES = ("Budi Ma'ruf", "O", "Hj. Siti Aminah, S.Pd., M.M.", LONG_NAME)


@dataclass(frozen=True)
class Passed:
    """What was made, by id; `people` in the order of `names`."""

    training_class: str
    template: str
    enrolments: tuple[str, ...]
    workers: tuple[str, ...]


def passed_class(
    office: Office,
    names: Sequence[str] = NAMES,
    *,
    number: int = 1,
    checked: bool = True,
    issuer: Issuer = Issuer.WITH_AGENCY,
    failed: int | None = None,
    **over: Any,
) -> Passed:
    """The records; `failed` is the place of somebody who did not pass, `over` for the template."""
    today = office.today
    first = today - timedelta(days=20)
    with office.store.write("Records for a test") as session:
        session.get_one(OfficeRecord, office.code).city = "Manado"
        programme = make.programme(number, name="Operator Forklif", level=2, lesson_hours=80)
        provider = TrainingProvider(name="BLK Bitung", type=ProviderType.BLK_UPTD)
        template = CertificateTemplate(
            **{
                "name": "Sertifikat bersama",
                "issuer": issuer,
                "provider_signatory": "Hendra Wowor, S.T.",
                "provider_position": "Kepala BLK Bitung",
                "valid_from": date(2020, 1, 1),
                **over,
            }
        )
        held = make.training_class(
            programme,
            number,
            provider=provider.id,
            place="Bengkel BLK",
            state=ClassState.FINISHED,
            starts_on=first,
            ends_on=first + timedelta(days=11),
            certificate_template=template.id,
            names_checked_on=today if checked else None,
            names_checked_by="Rina" if checked else None,
        )
        session.add_all([programme, provider, template, held])
        meetings = [
            ClassSession(
                training_class=held.id,
                day=first + timedelta(days=n),
                lesson_hours=8,
                topic="Keselamatan kerja" if n < 5 else "Mengoperasikan forklif",
            )
            for n in range(10)
        ]
        session.add_all(meetings)
        if not over.get("shows_level"):
            session.add(
                CompetencyUnit(
                    programme=programme.id,
                    code="G.46FOR00.001.1",
                    name="Menerapkan K3",
                    lesson_hours=80,
                    rank=1,
                )
            )
        session.add(
            Signatory(
                document="certificate",
                name="Johan Tumewu, S.E., M.M.",
                position="Kepala Kantor Cabang",
                number_label="NPK",
                number="123457",
                valid_from=date(2020, 1, 1),
            )
        )
        enrolments, workers = [], []
        for n, name in enumerate(names):
            worker = make.worker(number * 100 + n, name=name, birth_place="Manado")
            affected = make.case(worker)
            enrolment = make.enrolment(
                affected,
                programme,
                number * 100 + n,
                training_class=held.id,
                no_consultation="Uji",
                registered_on=first,
                state=EnrolmentState.COMPLETED,
                completed_on=held.ends_on,
                result=TrainingResult.FAILED if n == failed else TrainingResult.PASSED,
            )
            if checked:
                born = worker.birth_date
                enrolment.name_checked = name_check(enrolment.id, name, "Manado", born)
            session.add_all([worker, affected, enrolment])
            session.add_all(
                Attendance(
                    id=mark_id(one.id, enrolment.id),
                    session=one.id,
                    enrolment=enrolment.id,
                    mark=Mark.PRESENT,
                )
                for one in meetings
            )
            enrolments.append(enrolment.id)
            workers.append(worker.id)
    return Passed(held.id, template.id, tuple(enrolments), tuple(workers))
