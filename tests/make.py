"""Small makers of valid records, each with only what it must have.

Everything can be overridden by name. People differ by a number, from which
their NIK follows; its serial 99xx is one no registry has given out.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desktop_app.records import (
    AffectedWorker,
    Claim,
    Consultation,
    Employer,
    Enrolment,
    Payment,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records.claim import ClaimKind
from desktop_app.records.employer import ProviderType, Scheme
from desktop_app.records.worker import Sex

DAY = date(2026, 11, 24)
"""The day on which the fixtures' clock stands."""


def born(number: int) -> date:
    """The birth date of person `number`."""
    return date(1985, 1, 1) + timedelta(days=number // 100)


def nik(number: int, sex: Sex = Sex.MALE) -> str:
    """A valid NIK of Manado for person `number` (0 to 99,999), each its own."""
    day = born(number)
    first = day.day + (40 if sex is Sex.FEMALE else 0)
    return f"717101{first:02}{day:%m%y}{9900 + number % 100}"


def worker(number: int = 1, **over: Any) -> Worker:
    values = {"nik": nik(number), "name": f"Pekerja {number}", "birth_date": born(number)}
    return Worker(**values | over)


def employer(number: int = 1, **over: Any) -> Employer:
    values = {"npp": f"{number:08}", "name": f"PT Contoh {number}"}
    return Employer(**values | over)


def consultation(employer: Employer, number: int = 1, **over: Any) -> Consultation:
    values = {
        "number": f"KONS/MND/{number:04}/2026",
        "employer": employer.id,
        "held_on": DAY,
        "programme_year": DAY.year,
    }
    return Consultation(**values | over)


def case(worker: Worker, consultation: Consultation | None = None, **over: Any) -> AffectedWorker:
    values = {
        "worker": worker.id,
        "consultation": consultation.id if consultation else None,
        "employer": consultation.employer if consultation else None,
    }
    return AffectedWorker(**values | over)


def programme(number: int = 1, **over: Any) -> TrainingProgramme:
    values = {"code": f"VOK-{number:03}", "name": f"Program {number}", "days": 10}
    return TrainingProgramme(**values | over)


def training_class(programme: TrainingProgramme, number: int = 1, **over: Any) -> TrainingClass:
    values = {
        "code": f"MND-{number:03}",
        "programme": programme.id,
        "starts_on": DAY + timedelta(days=7),
        "ends_on": DAY + timedelta(days=18),
        "programme_year": DAY.year,
    }
    return TrainingClass(**values | over)


def enrolment(
    case: AffectedWorker, programme: TrainingProgramme, number: int = 1, **over: Any
) -> Enrolment:
    values = {
        "number": f"DAFT/MND/{number:04}/2026",
        "affected_worker": case.id,
        "programme": programme.id,
        "scheme": Scheme.PARTNER,
        "registered_on": DAY,
        "programme_year": DAY.year,
    }
    return Enrolment(**values | over)


def provider(number: int = 1, **over: Any) -> TrainingProvider:
    values = {"name": f"BLK Contoh {number}", "type": ProviderType.BLK_UPTD}
    return TrainingProvider(**values | over)


def claim(provider: TrainingProvider, number: int = 1, **over: Any) -> Claim:
    """An invoice of a training provider."""
    values = {
        "number": f"{number:04}/PB/MND/XI/2026",
        "kind": ClaimKind.INVOICE,
        "provider": provider.id,
        "programme_year": DAY.year,
        "received_on": DAY,
    }
    return Claim(**values | over)


def payment(claim: Claim, number: int = 1, **over: Any) -> Payment:
    """A payment of a provider's invoice, prepared."""
    values = {
        "number": f"{number:04}/BYR/MND/XI/2026",
        "claim": claim.id,
        "payee": "BLK Contoh 1",
        "bank": "002",
        "account": "123456789012345",
        "account_holder": "BLK Contoh 1",
        "gross": 10_500_000,
        "tax": 210_000,
        "prepared_on": DAY,
    }
    return Payment(**values | over)
