"""The verification page: one HTML file with everything in it, for headquarters to publish.

It holds the certified keys, what was revoked, and the date of both. It asks the
network for nothing; the code stands after ``#`` and never leaves the reader's PC.
"""

from __future__ import annotations

import json
from importlib.resources import files

from sqlalchemy.orm import Session

from desktop_app.desk.certificate_checks import (
    headquarters_code,
    issuing_keys,
    withdrawn_numbers,
)
from desktop_app.office import Office
from desktop_app.records import Office as OfficeRecord
from exports.office_paper import full_name

NAME = "verifikasi-sertifikat"
_PLACE = "/*TRUST*/{}"


def verify_page(office: Office) -> bytes:
    """The page as of today; the same books on the same day give the same bytes."""
    page = (files("resources") / "verify" / "page.html").read_text("utf-8")
    with office.store.read() as session:
        trust = _trust(office, session)
    # What people typed stands in a script: no "<" may end it.
    told = json.dumps(trust, ensure_ascii=True, sort_keys=True).replace("<", "\\u003c")
    assert page.count(_PLACE) == 1
    return page.replace(_PLACE, told).encode()


def _trust(office: Office, session: Session) -> dict[str, object]:
    return {
        "date": office.today.isoformat(),
        "headquarters": headquarters_code(office),
        "keys": {
            id.hex(): {
                "key": key.verify_key.hex(),
                "office": key.office,
                "name": _name(session, key.office),
                "closed": key.closed,
                "known": sorted(key.known),
            }
            for id, key in issuing_keys(office, session).items()
        },
        "withdrawn": {
            number: [
                {"office": one.office, "on": one.on.isoformat(), "replaced_by": one.replaced_by}
                for one in words
            ]
            for number, words in withdrawn_numbers(session).items()
        },
    }


def _name(session: Session, code: str) -> str:
    found = session.get(OfficeRecord, code)
    return full_name(found) if found else code
