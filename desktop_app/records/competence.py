"""The shapes of what certification bodies and the standards of competence number.

Soft, all of them: other bodies number otherwise (`domain.md` 2.3), so another
shape is remarked upon and kept as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.fields import Problem, hint
from desktop_app.i18n import N_
from desktop_app.records.partner import CertificationType

BNSP = frozenset({CertificationType.BNSP_P1, CertificationType.BNSP_P2, CertificationType.BNSP_P3})
"""Bodies that certify under BNSP."""

_BNSP_NUMBER = re.compile(r"[0-9]{5}[ .]?[0-9]{4}[ .]?[0-9][ .]?[0-9]{7}[ .]?[0-9]{4}")
"""KBLI, occupation, level, serial and year."""

_UNIT_CODES = (
    # Category of KBLI, six digits, sequence, version (Permenakertrans 8/2012).
    re.compile(r"[A-Z]\.[0-9]{6}\.[0-9]{3}\.[0-9]{2}"),
    re.compile(r"[A-Z]{3}\.[A-Z]{2}[0-9]{2}\.[0-9]{3}\.[0-9]{2}"),
    re.compile(r"[A-Z]\.[0-9]{2}[A-Z]{3}[0-9]{2}\.[0-9]{3}\.[0-9]"),
)


def bnsp_shaped(number: str) -> bool:
    """Whether a certificate number has the shape that BNSP gives them."""
    return _BNSP_NUMBER.fullmatch(number) is not None


def skkni_shaped(code: str) -> bool:
    """Whether a unit's code has one of the three shapes of SKKNI."""
    return any(shape.fullmatch(code) for shape in _UNIT_CODES)


def unit_code(field: str, value: str) -> Iterator[Problem]:
    """A unit's code that has none of the shapes of SKKNI is remarked upon."""
    if not skkni_shaped(value):
        yield hint(field, "SKKNI", N_("Not a code of SKKNI; please check, or leave it as it is"))
