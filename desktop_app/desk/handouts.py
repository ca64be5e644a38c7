"""Putting down what was printed and exported: who, when, what for."""

from __future__ import annotations

from desktop_app.records import Handout
from desktop_app.records.paperwork import HandoutKind
from desktop_app.store.writing import Write


def handed_out(
    session: Write,
    name: str,
    kind: HandoutKind,
    format: str,
    *,
    purpose: str = "",
    recipient: str = "",
    rows: int | None = None,
    revealed: bool = False,
    of: tuple[str, str] | None = None,
) -> Handout:
    """Add the line of the log. `name` is the stable name of a report, list or document;
    `of` is the table and id of the record it was about."""
    made = Handout(
        name=name,
        kind=kind,
        format=format,
        at=session.now,
        officer=session.author.officer,
        purpose=purpose.strip() or None,
        recipient=recipient.strip() or None,
        rows=rows,
        revealed=revealed,
        of_record=of[0] if of else None,
        of_id=of[1] if of else None,
    )
    session.add(made)
    return made
