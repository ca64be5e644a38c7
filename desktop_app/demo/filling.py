"""Putting the sample into its offices: headquarters' lists, the branch's quarter, today's work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from desktop_app.demo import training
from desktop_app.demo.cast import MARK, Cast
from desktop_app.demo.picture import logo
from desktop_app.demo.rows import Row
from desktop_app.desk.enrolling import enrol
from desktop_app.desk.numbers import next_numbers
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.deadlines import closed_days, is_working, working_days_from
from desktop_app.processes.terminations import regime_on
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    EligibilityRule,
    Employer,
    Holiday,
    LegalRegime,
    MinimumWage,
    Region,
    Signatory,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.consultation import Channel, ConsultationState, Retain, Standing
from desktop_app.records.eligibility import Severity
from desktop_app.records.employer import Scheme
from desktop_app.records.office import Capacity
from desktop_app.records.reference import HolidayKind
from desktop_app.records.training import ClassState
from desktop_app.store import attachments

WHY = N_("Sample data (CONTOH)")
TODAY = 3
"""People of the consultation that was held today."""


@dataclass(frozen=True)
class Calendar:
    """The working days and laws that the office's lists know."""

    closed: frozenset[date]
    regimes: Sequence[LegalRegime]

    @classmethod
    def read(cls, office: Office) -> Calendar:
        """As the office's store has them."""
        kinds = ",".join(kind.value for kind in HolidayKind)
        with office.store.read() as session:
            newest_first = LegalRegime.valid_from.desc()
            return cls(
                closed_days(session.scalars(select(Holiday)), kinds),
                session.scalars(select(LegalRegime).order_by(newest_first)).all(),
            )

    def workday(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        return working_days_from(day + timedelta(days=1), -1, self.closed)

    def ends(self, first: date, days: int) -> date:
        """The working day on which something of `days` working days ends."""
        return working_days_from(first, days - is_working(first, self.closed), self.closed)

    def regime(self, day: date) -> str | None:
        """The id of the law in force on a day."""
        found = regime_on(self.regimes, day)
        return found.id if found else None


def fill_headquarters(office: Office, cast: Cast) -> None:
    """The catalogue and the partners that headquarters hands down."""
    with office.store.write(WHY) as session:
        session.bulk(Region, _regions(cast))
        session.bulk(TrainingProgramme, training.programmes())
        session.bulk(TrainingProvider, training.providers(cast, local=False))
        session.bulk(MinimumWage, _wages(cast.today.replace(month=1, day=1)))
        session.bulk(EligibilityRule, [_age_rule(cast.today - timedelta(days=60))])


def _regions(cast: Cast) -> list[Row]:
    """The regencies and cities that the sample's people live in, and all of the province's."""
    return [
        {"id": code, "name": name, "level": 2, "province": code[:2]}
        for code, name in cast.table["regions"].items()
    ]


def _wages(since: date) -> list[Row]:
    """Minimum wages of the province and the branch's city; the amounts are made up."""
    places = (("71", "Provinsi Sulawesi Utara", 3_800_000), ("71.71", "Kota Manado", 3_850_000))
    return [
        {
            "id": f"{region}:{since}",
            "name": f"{name} {MARK}",
            "region": region,
            "amount": amount,
            "valid_from": since,
            "basis": "Angka contoh, bukan keputusan gubernur",
        }
        for region, name, amount in places
    ]


OLDEST = 53
"""The greatest age at which the sample's own rule lets people register."""


def _age_rule(since: date) -> Row:
    """A rule that bars somebody, so that setting it aside can be seen."""
    return {
        "id": f"SEED_2019:AGE:{since}",
        "ruleset": "SEED_2019",
        "code": "AGE",
        "name": f"Usia paling tinggi saat mendaftar {MARK}",
        "name_en": f"Greatest age when registering {MARK}",
        "question": "age_at_most",
        "parameter": str(OLDEST),
        "severity": Severity.BLOCK,
        "basis": f"Surat edaran kantor pusat {MARK}",
        "rank": 35,
        "valid_from": since,
    }


def dress(office: Office, cast: Cast) -> None:
    """The branch's paper: letterhead, address and who signs."""
    with office.store.write(WHY) as session:
        record = session.get_one(OfficeRecord, office.code)
        record.city = "Manado"
        record.address = "Jalan Contoh Raya No. 1, Manado"
        record.postal_code = "95111"
        record.phone = "+624310000001"
        record.email = "manado@contoh.example"
        record.site = "www.contoh.example"
        record.data_officer = f"{cast.name()}, pdp@contoh.example"
        picture = attachments.put(office, logo(), "image/png", "Logo CONTOH", of=record)
        session.add(picture)
        record.letterhead = picture.id
        session.bulk(Signatory, _signatories(cast))
    office.refresh()


def _signatories(cast: Cast) -> list[Row]:
    change = cast.today - timedelta(days=120)
    head = {"document": "*", "position": "Kepala Kantor Cabang", "number_label": "NPK"}
    return [
        head
        | {
            "id": cast.id(),
            "name": cast.name(),
            "number": "990000002",
            "capacity": Capacity.ACTING,
            "decree": "CONTOH/SK/001",
            "valid_from": change - timedelta(days=200),
            "valid_to": change,
        },
        head
        | {
            "id": cast.id(),
            "name": cast.name(),
            "number": "990000001",
            "valid_from": change + timedelta(days=1),
        },
    ]


def work_today(office: Office, cast: Cast) -> None:
    """What the officer did this morning; nothing of it has been sent yet."""
    today, city = office.today, cast.cities[0]
    with office.store.write(N_("Consultation recorded")) as session:
        firm = session.scalars(select(Employer).order_by(Employer.npp)).first()
        assert firm is not None
        (number,) = next_numbers(session, Consultation, today.year)
        talk = Consultation(
            id=cast.id(),
            number=number,
            employer=firm.id,
            state=ConsultationState.HELD,
            held_on=today,
            channel=Channel.VISIT_TO_BRANCH,
            officer=office.keys.officer.id,
            contact=firm.contact,
            contact_position=firm.contact_position,
            workers_stated=TODAY,
            programme_year=today.year,
            retain=Retain.NO,
            skill_gap=cast.pick("themes")["gap"],
        )
        session.add(talk)
        listed = []
        for _ in range(TODAY):
            name, sex = cast.person()
            born = cast.born()
            worker = Worker(
                id=cast.id(), name=name, sex=sex, birth_date=born, nik=cast.nik(born, sex, city)
            )
            case = AffectedWorker(
                id=cast.id(),
                worker=worker.id,
                employer=firm.id,
                consultation=talk.id,
                standing=Standing.MATCHED,
            )
            session.add_all((worker, case))
            listed.append(case.id)
    with office.store.write(N_("Workers enrolled")) as session:
        seat = session.scalars(
            select(TrainingClass)
            .where(TrainingClass.state == ClassState.OPEN, TrainingClass.scheme == Scheme.PARTNER)
            .order_by(TrainingClass.code)
        ).first()
        assert seat is not None
        enrol(
            session,
            listed[:2],
            programme=seat.programme,
            scheme=Scheme.PARTNER,
            today=today,
            year=today.year,
            training_class=seat.id,
        )
