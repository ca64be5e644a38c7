"""The records of the office.

`CATALOGUE` lists every record type once, in an order in which each type comes
after those it refers to where it can. To add a record type: one file here, its
line below, and the generated migration.
"""

from __future__ import annotations

from desktop_app.records.consultation import (
    AffectedWorker,
    Attendee,
    CaseReader,
    Consultation,
)
from desktop_app.records.employer import Employer, TrainingProgramme, TrainingProvider
from desktop_app.records.office import Attachment, Office, Officer, Signatory
from desktop_app.records.record import Record
from desktop_app.records.reference import (
    Bank,
    ConsentPurpose,
    DeadlineRule,
    EducationLevel,
    Holiday,
    KbliSection,
    LegalRegime,
    Parameter,
    PilotPlace,
    Province,
    Region,
    RetiredRegion,
    TerminationReason,
)
from desktop_app.records.training import ClassSession, Enrolment, TrainingClass
from desktop_app.records.worker import Consent, Contact, ContactAttempt, Membership, Worker

CATALOGUE: dict[str, type[Record]] = {
    record.__tablename__: record
    for record in (
        Province,
        Region,
        RetiredRegion,
        KbliSection,
        LegalRegime,
        TerminationReason,
        EducationLevel,
        Bank,
        ConsentPurpose,
        PilotPlace,
        Holiday,
        DeadlineRule,
        Parameter,
        Attachment,
        Office,
        Officer,
        Signatory,
        Employer,
        TrainingProvider,
        TrainingProgramme,
        Worker,
        Membership,
        Contact,
        ContactAttempt,
        Consent,
        Consultation,
        Attendee,
        CaseReader,
        AffectedWorker,
        TrainingClass,
        ClassSession,
        Enrolment,
    )
}

__all__ = [
    "CATALOGUE",
    "AffectedWorker",
    "Attachment",
    "Attendee",
    "Bank",
    "CaseReader",
    "ClassSession",
    "Consent",
    "ConsentPurpose",
    "Consultation",
    "Contact",
    "ContactAttempt",
    "DeadlineRule",
    "EducationLevel",
    "Employer",
    "Enrolment",
    "Holiday",
    "KbliSection",
    "LegalRegime",
    "Membership",
    "Office",
    "Officer",
    "Parameter",
    "PilotPlace",
    "Province",
    "Record",
    "Region",
    "RetiredRegion",
    "Signatory",
    "TerminationReason",
    "TrainingClass",
    "TrainingProgramme",
    "TrainingProvider",
    "Worker",
]
