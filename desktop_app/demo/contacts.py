"""How the sample's people can be reached, when that was tried, and what they allow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desktop_app.demo.cast import Cast
from desktop_app.demo.rows import Row, Rows
from desktop_app.records import Consent, Contact, ContactAttempt
from desktop_app.records.worker import ContactChannel, ContactKind, ContactResult


def contacts(cast: Cast, made: Rows, person: Row, purposes: Sequence[str], since: date) -> None:
    """Somebody to ask or a second phone for some, attempts to reach, consents, `since` a day."""
    head = {"worker": person["id"]}
    contact: Row | None = None
    if cast.chance(0.3):
        row = head | {"id": cast.id(), "phone": cast.phone()}
        if cast.count("contact") % 2:
            who = cast.random.choice(("istri", "suami", "kakak", "orang tua"))
            row |= {"kind": ContactKind.PERSON, "name": f"{cast.name()}, {who}"}
        contact = made.add(Contact, row)
    if cast.chance(0.1):
        _attempts(cast, made, head, contact, since)
    if cast.chance(0.3):
        given = min(since, cast.today)
        withdrawn = given + timedelta(days=1) if cast.chance(0.1) else None
        made.add(
            Consent,
            head
            | {
                "id": cast.id(),
                "purpose": cast.random.choice(purposes),
                "form_version": "2026-1",
                "given_on": given,
                "withdrawn_on": withdrawn,
            },
        )


def _attempts(cast: Cast, made: Rows, head: Row, contact: Row | None, since: date) -> None:
    """The person's own phone first; then, if there is one, the further contact."""
    channels, results = tuple(ContactChannel), tuple(ContactResult)
    most = max(1, (cast.today - since).days)
    days = sorted(cast.ago(most, 1) for _attempt in range(cast.random.randint(1, 3)))
    days = [min(day, cast.yesterday) for day in days]
    for n, day in enumerate(days):
        so_far = cast.count("attempt")  # In turn, so that each occurs.
        made.add(
            ContactAttempt,
            head
            | {
                "id": cast.id(),
                "at": day,
                "contact": contact["id"] if n and contact else None,
                "channel": channels[so_far % len(channels)],
                "result": results[so_far % len(results)],
            },
        )
