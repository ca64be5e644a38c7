"""What is odd about a row of an employer's list, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from desktop_app.fields import Problem
from desktop_app.i18n import N_, translate


class Weight(IntEnum):
    """What a finding does to its row."""

    REMARK = 0
    """Said, but the row is ready."""
    LOOK = 1
    """A person must look before the row may be recorded."""
    HARD = 2
    """The row is wrong and cannot be recorded."""


@dataclass(frozen=True)
class Finding:
    """A problem ("Masalah") with a proposal ("Saran perbaikan"); texts are English sources."""

    field: str
    code: str
    message: str
    proposal: str = ""
    values: tuple[tuple[str, object], ...] = ()
    weight: Weight = Weight.HARD

    @property
    def hard(self) -> bool:
        """Whether it keeps the row from ever being recorded as it is."""
        return self.weight is Weight.HARD

    def problem(self) -> str:
        """The problem in the current language."""
        return translate(self.message).format(**dict(self.values))

    def advice(self) -> str:
        """The proposal in the current language."""
        return translate(self.proposal).format(**dict(self.values))


_COMPARE_NIK = N_("Compare the NIK with the identity card (KTP) and type all 16 digits as text.")
_PROPOSALS = {
    "REQUIRED": N_("Ask the employer for it and fill it in."),
    "NIK_DAY": N_(
        "Compare the NIK with the identity card: digits 7 to 12 are the birth date, a woman's day "
        "plus 40."
    ),
    "NIK_FUTURE": N_("Compare the NIK and the birth date with the identity card."),
    "NIK_BIRTH": N_(
        "Compare both with the identity card; the NIK stays as it was issued even if the dates "
        "differ."
    ),
    "NIK_SEX": N_("Compare with the identity card."),
    "NIK_AGE": N_("Compare the NIK and the birth date with the identity card."),
    "NIK_REGION": N_("Compare the first six digits of the NIK with the identity card."),
    "NAME": N_("Fill in the name as on the identity card."),
    "NAME_SIGNS": N_("Compare the name with the identity card."),
    "KPJ": N_("Compare the KPJ with the membership card."),
    "KPJ_LETTERS": N_("Compare the KPJ with the membership card."),
    "PHONE": N_("Ask for a number that starts with 08 or +62."),
    "PHONE_MOBILE": N_("Ask whether the number is complete."),
    "EMAIL": N_("Correct the e-mail address or leave it empty."),
    "ACCOUNT": N_("Compare the account number with the savings book."),
    "FUTURE": N_("Correct the date."),
}
_PROPOSALS["NIK_MONTH"] = _PROPOSALS["NIK_DATE"] = _PROPOSALS["NIK_DAY"]
_BY_FIELD = {
    ("nik", "LENGTH"): _COMPARE_NIK,
    ("nik", "DIGITS"): _COMPARE_NIK,
    ("nik", "REQUIRED"): N_("Ask the employer for the NIK as on the identity card."),
    ("name", "REQUIRED"): N_("Fill in the name as on the identity card."),
    ("name", "KIND"): N_("Write the name as on the identity card, in at most 60 characters."),
    ("kpj", "LENGTH"): N_(
        "Compare the KPJ with the membership card; a 0 in front may have been lost in Excel."
    ),
    ("phone", "LENGTH"): N_("Ask whether the number is complete."),
}


class Named:
    """A label among a finding's values, translated only when it is shown."""

    def __init__(self, label: str) -> None:
        self._label = label

    def __str__(self) -> str:
        return translate(self._label)


def finding(
    field: str,
    code: str,
    message: str,
    proposal: str = "",
    *,
    weight: Weight = Weight.HARD,
    **values: object,
) -> Finding:
    """A `Finding` with its values given by name."""
    return Finding(field, code, message, proposal, tuple(values.items()), weight)


def from_problem(problem: Problem) -> Finding:
    """What a record's own rule says, with the proposal that fits it."""
    proposal = _BY_FIELD.get((problem.field, problem.code)) or _PROPOSALS.get(
        problem.code, N_("Correct it in the list.")
    )
    weight = Weight.HARD if problem.hard else Weight.REMARK
    return Finding(problem.field, problem.code, problem.message, proposal, problem.values, weight)
