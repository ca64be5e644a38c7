"""Certificates as a process: what one says for good, its number, and who gets one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

import msgspec

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.letter_numbers import letter_number
from desktop_app.records.training import EnrolmentState, TrainingResult

_E = EnrolmentState
CERTIFIABLE = (_E.COMPLETED, _E.ASSESSED, _E.CERTIFIED, _E.PLACED, _E.NOT_PLACED)
"""The states of an enrolment in which a person's training is behind them."""


class Signature(msgspec.Struct, frozen=True):
    """A signature block: the lines over it, the name (empty: a line to write on), the number."""

    titles: tuple[str, ...]
    name: str = ""
    number: str = ""


class Unit(msgspec.Struct, frozen=True):
    """A unit of competence or a subject, as the back lists it."""

    code: str
    name: str
    hours: int | None = None


class Snapshot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a certificate says, frozen when it was issued; later edits never reach it.

    `salt` (hexadecimal) is that of the code's digest. Days are ISO dates.
    """

    number: str
    name: str
    birth_place: str
    born: date | None
    programme: str
    level: int | None
    class_code: str
    provider: str
    place: str
    starts: date
    ends: date
    days: int
    hours: int
    city: str
    issued: date
    agency: str
    office: str
    signatures: tuple[Signature, ...]
    units: tuple[Unit, ...]
    shows_birth: bool
    shows_level: bool
    salt: str
    address: str
    replaces: str = ""

    def of_person(self, **own: object) -> Snapshot:
        """This with a person's own values: number, name, birth, salt, what it replaces."""
        return msgspec.structs.replace(self, **own)

    def stored(self) -> str:
        """Canonical JSON: the same snapshot is the same text."""
        return msgspec.json.encode(self, order="deterministic").decode()


def snapshot(content: str) -> Snapshot | None:
    """The snapshot kept in a certificate; None where the person's data were erased."""
    try:
        return msgspec.json.decode(content, type=Snapshot)
    except msgspec.DecodeError:
        return None


def certificate_number(
    template: str, *, series: str, default: str, sequence: int, office: str, day: date
) -> str:
    """The number by `template`; its place ``{kind}`` is the series.

    Raises UserError as `letter_number`, and NUMBER-TEMPLATE for a further series
    (not the `default` one) that would not show in the number.
    """
    if series != default and "{kind" not in template:
        raise UserError(
            "NUMBER-TEMPLATE",
            N_(
                "The pattern {template} needs the place kind in braces: this computer numbers in"
                " a series of its own, {series}."
            ),
            template=template,
            series=series,
        )
    return letter_number(template, sequence=sequence, kind=series, office=office, day=day)


def series_of(node: str, default: str, granted: Mapping[str, str], others: set[str]) -> str | None:
    """In which series a PC (`node`) numbers; None while headquarters has granted it none.

    `granted` are the series by PC, `others` the PCs of the same office that
    headquarters certified. The default series is that of the one PC left
    when every other one has a series of its own.
    """
    return granted.get(node) or (default if others <= granted.keys() else None)


def name_check(enrolment: str, name: str, birth_place: str | None, born: date | None) -> str:
    """What is kept of a name and birth that were initialled: a digest, only to compare.

    The enrolment's id salts it: the same name of somebody else is another text.
    """
    said = "\n".join((enrolment, name, birth_place or "", born.isoformat() if born else ""))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def why_none(state: EnrolmentState, result: TrainingResult | None, certified: bool) -> str:
    """Why a person of a class gets no certificate now (English source); empty if one is due."""
    if certified:
        return N_("Has a certificate already")
    if state not in CERTIFIABLE:
        return N_("Has not completed the training")
    if result is not TrainingResult.PASSED:
        return N_("Result is not LULUS")
    return ""
