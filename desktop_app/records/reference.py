"""Lists that headquarters keeps and every office reads.

Their rows carry readable ids (``71``, ``2020:C``, ``PP35_2021:B``), the same
in every store, so that a row headquarters publishes is the row the program
was shipped with.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import field, reference
from desktop_app.kinds import Choice, Code, Day, Flag, Text, Whole
from desktop_app.records.record import Owner, Record
from desktop_app.records.rules import json_text


class Reference(Record):
    """A row of a list of headquarters."""

    __abstract__ = True
    owner = Owner.HEADQUARTERS


class Province(Reference):
    """One of the 38 provinces, with its time zone (hours east of Greenwich)."""

    title = "Province"

    name: Mapped[str] = field("Name", Text(60), search=True)
    zone: Mapped[int] = field("Time zone", Whole(7, 9))
    valid_from: Mapped[date | None] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class Region(Reference):
    """A regency, city or district by its Kemendagri code (``71.71``, ``71.71.01``)."""

    title = "Region"

    name: Mapped[str] = field("Name", Text(80), search=True)
    level: Mapped[int] = field("Level", Whole(2, 4))
    province: Mapped[str] = reference("Province", "Province")


class RetiredRegion(Reference):
    """A regional code no longer given out; NIKs that carry it stay valid."""

    title = "Retired region code"

    name: Mapped[str] = field("Name", Text(80))
    successor: Mapped[str] = field("New code", Text(13))


class KbliSection(Reference):
    """A section of the classification of business fields, by version."""

    title = "Business sector (KBLI)"
    shown_as: ClassVar[tuple[str, ...]] = ("code", "name")

    version: Mapped[int] = field("Version", Whole(2000, 2100))
    code: Mapped[str] = field("Section", Text(1))
    name: Mapped[str] = field("Name", Text(200), search=True)
    name_en: Mapped[str | None] = field("Name in English", Text(200))


class LegalRegime(Reference):
    """The law that governs a termination, with the proofs that make it final."""

    title = "Legal regime"

    name: Mapped[str] = field("Name", Text(120))
    name_en: Mapped[str | None] = field("Name in English", Text(200))
    basis: Mapped[str] = field("Legal basis", Text(300))
    proofs: Mapped[str] = field(
        "Proofs that make a termination final", Text(400), help="Codes, separated by commas"
    )
    note: Mapped[str | None] = field("Note", Text(600))
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class Eligible(Code):
    """What the list says of the job-loss insurance (JKP); for information only."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    REVIEW = "REVIEW", "To be examined"


class TerminationReason(Reference):
    """A reason for termination under one legal regime."""

    title = "Reason for termination"
    shown_as: ClassVar[tuple[str, ...]] = ("code", "name")

    regime: Mapped[str] = reference("LegalRegime", "Legal regime")
    code: Mapped[str] = field("Code", Text(4))
    name: Mapped[str] = field("Name", Text(200), search=True)
    name_en: Mapped[str | None] = field("Name in English", Text(200))
    article: Mapped[str | None] = field("Article", Text(60))
    jkp: Mapped[Eligible] = field("JKP", Choice(Eligible))


class EducationLevel(Reference):
    """A level of schooling, in ascending `rank`."""

    title = "Education"

    name: Mapped[str] = field("Name", Text(60))
    name_en: Mapped[str | None] = field("Name in English", Text(200))
    rank: Mapped[int] = field("Rank", Whole(0, 99))


class Bank(Reference):
    """A bank by its clearing code, with the usual lengths of its account numbers."""

    title = "Bank"

    name: Mapped[str] = field("Name", Text(60), search=True)
    lengths: Mapped[str | None] = field("Usual account lengths", Text(20))


class ConsentPurpose(Reference):
    """An extra purpose a person may allow; taking part never depends on it."""

    title = "Purpose of consent"

    name: Mapped[str] = field("Purpose", Text(200))
    name_en: Mapped[str | None] = field("Purpose in English", Text(200))
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class PilotPlace(Reference):
    """A city or branch that takes part in the pilot, by date."""

    title = "Pilot place"

    name: Mapped[str] = field("Name", Text(80))
    region: Mapped[str | None] = field("Region code", Text(13))
    branch: Mapped[str | None] = field("Branch code", Text(8))
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class HolidayKind(Code):
    """Who declares a holiday; each deadline says which kinds stop it."""

    NATIONAL = "NASIONAL", "National holiday"
    JOINT_LEAVE = "CUTI_BERSAMA", "Joint leave"
    REGIONAL = "DAERAH", "Regional holiday"


class Holiday(Reference):
    """A day on which offices are closed."""

    title = "Holiday"

    day: Mapped[date] = field("Date", Day(), index=True)
    name: Mapped[str] = field("Name", Text(120))
    kind: Mapped[HolidayKind] = field("Kind", Choice(HolidayKind))
    province: Mapped[str | None] = reference("Province", "Province")


class Unit(Code):
    """How the days of a deadline are counted."""

    WORKING = "WORKING", "Working days"
    CALENDAR = "CALENDAR", "Calendar days"


class Direction(Code):
    """Whether a deadline lies before or after the day it counts from."""

    AFTER = "AFTER", "After"
    BEFORE = "BEFORE", "Before"


class DeadlineRule(Reference):
    """A deadline of the law: from which date of a case, how far, stopped by what."""

    title = "Deadline rule"

    name: Mapped[str] = field("Name", Text(160))
    name_en: Mapped[str | None] = field("Name in English", Text(160))
    regime: Mapped[str | None] = reference("LegalRegime", "Legal regime")
    counts_from: Mapped[str] = field("Counts from", Text(40), help="A date field of the case")
    met_by: Mapped[str | None] = field("Met by", Text(40), help="A date field of the case")
    days: Mapped[int] = field("Days", Whole(0, 3650))
    unit: Mapped[Unit] = field("Unit", Choice(Unit))
    direction: Mapped[Direction] = field("Direction", Choice(Direction))
    stopped_by: Mapped[str] = field("Stopped by", Text(60), help="Kinds of holiday, with commas")
    basis: Mapped[str | None] = field("Legal basis", Text(160))
    valid_from: Mapped[date | None] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class Parameter(Reference):
    """A setting of the programme, from a date on; the value is JSON text."""

    title = "Parameter"
    shown_as: ClassVar[tuple[str, ...]] = ("label",)

    key: Mapped[str] = field("Key", Text(80), search=True, index=True)
    label: Mapped[str] = field("Name", Text(200), search=True)
    label_en: Mapped[str | None] = field("Name in English", Text(200))
    kind: Mapped[str] = field("Kind", Text(40))
    value: Mapped[str] = field("Value", Text(400), rules=(json_text,))
    valid_from: Mapped[date] = field("Valid from", Day())
    basis: Mapped[str | None] = field("Basis", Text(160))
    provisional: Mapped[bool] = field("Provisional", Flag(), default=False)
