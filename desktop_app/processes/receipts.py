"""Invoices and receipts that were seen before: here, or at another office as headquarters tells.

Papers are compared by a digest of the issuer's folded name and of the number
without its signs, so that neither travels between offices.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.records.names import fold

DOMAIN = "vokasi/receipt/v1"


@dataclass(frozen=True)
class Paper:
    """An invoice or receipt on a claim: who made it out and under which number.

    `line` is the cost line it proves, None for the invoice of the claim itself.
    """

    claim: str
    """Number of the claim."""
    issuer: str
    number: str
    line: str | None = None

    @property
    def digest(self) -> str:
        """What the paper is known by."""
        return receipt_digest(self.issuer, self.number)


def receipt_digest(issuer: str, number: str) -> str:
    """SHA-256 (hexadecimal) of the folded issuer and the number without signs.

    ``INV-007/XI`` and ``inv 007 xi`` of one issuer are the same paper.
    """
    key = f"{DOMAIN}\n{fold(issuer)}\n{fold(number).replace(' ', '')}"
    return hashlib.sha256(key.encode()).hexdigest()


@dataclass(frozen=True)
class Seen:
    """A paper that stands on another claim: its number, and the office (empty for ours)."""

    paper: Paper
    claim: str
    office: str = ""


def duplicates(
    mine: Iterable[Paper], here: Iterable[Paper], elsewhere: Mapping[str, tuple[str, str]]
) -> list[Seen]:
    """The papers of a claim that were seen before, each with the first place it was seen.

    `here` are those of the office's other claims; `elsewhere` maps digests that
    headquarters published to claim number and office.
    """
    known = {paper.digest: paper.claim for paper in here}
    found = []
    own: dict[str, Paper] = {}
    for paper in mine:
        digest = paper.digest
        if digest in known:
            found.append(Seen(paper, known[digest]))
        elif digest in elsewhere and elsewhere[digest][0] != paper.claim:
            found.append(Seen(paper, *elsewhere[digest]))
        elif paper.line and (first := own.get(digest)) and first.line is not None:
            continue  # One receipt may prove several lines of one claim.
        own.setdefault(digest, paper)
    return found
