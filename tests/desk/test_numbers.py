"""Numbers that people quote go on where they ended."""

from __future__ import annotations

from desktop_app.desk.numbers import next_numbers
from desktop_app.office import Office
from desktop_app.records import Consultation, Employer
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
