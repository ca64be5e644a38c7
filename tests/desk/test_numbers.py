"""Numbers that people quote go on where they ended."""

from __future__ import annotations

from datetime import date

from desktop_app.desk.numbers import by_pattern, free_by_pattern, next_numbers
from desktop_app.office import Office
from desktop_app.records import Claim, Consultation, Employer
from tests import make


def test_the_series_goes_on_beyond_four_digits(office: Office) -> None:
    with office.store.write("test") as session:
        assert next_numbers(session, Consultation, 2026, 2) == [
            "K-MND-2026-0001",
            "K-MND-2026-0002",
        ]
        employer: Employer = make.employer()
        session.add(employer)
        session.flush()
        for number in ("K-MND-2026-9999", "K-MND-2026-10000", "K-MND-2026-titipan"):
            case = make.consultation(employer)
            case.number = number
            session.add(case)
        session.flush()
        assert next_numbers(session, Consultation, 2026) == ["K-MND-2026-10001"]
        assert next_numbers(session, Consultation, 2027) == ["K-MND-2027-0001"]


def test_claims_are_numbered_by_headquarters_pattern(office: Office) -> None:
    with office.store.write("test") as session:
        assert by_pattern(session, Claim, date(2026, 11, 24), 2) == [
            "0001/PB/MND/XI/2026",
            "0002/PB/MND/XI/2026",
        ]
        blk = make.provider()
        session.add(blk)
        for number in ("0041/PB/MND/II/2026", "titipan 2026"):
            claim = make.claim(blk)
            claim.number = number
            session.add(claim)
        session.flush()
        assert by_pattern(session, Claim, date(2026, 11, 24)) == ["0042/PB/MND/XI/2026"]
        assert by_pattern(session, Claim, date(2027, 1, 4)) == ["0001/PB/MND/I/2027"]
        taken = free_by_pattern(session, Claim, date(2026, 11, 24), "0041/PB/MND/II/2026")
        assert taken == "0042/PB/MND/XI/2026"
