"""Letters that came in: numbers, cases begun from them, scans, and what is done about them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import select

from desktop_app.desk import incoming, scans
from desktop_app.desk.numbers import next_numbers
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import (
    Attachment,
    Consultation,
    Disposition,
    Employer,
    IncomingLetter,
    Parameter,
)
from desktop_app.store import attachments
from desktop_app.store.undo import last_change, undo
from desktop_app.store.writing import Faulty
from exports.scans import as_pdf
from tests import make
from tests.homes import colleague
from tests.make import DAY


def letter(employer: Employer | None = None, **over: object) -> IncomingLetter:
    values = {
        "agenda_number": "SM-MND-2026-0001",
        "number": "12/HRD/2026",
        "dated": date(2026, 11, 19),
        "received_on": date(2026, 11, 20),
        "sender": "PT Contoh 1",
        "employer": employer.id if employer else None,
        "subject": "Permohonan konsultasi",
    }
    return IncomingLetter(**values | over)


def picture(kind: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (60, 80), "white").save(written, kind)
    return written.getvalue()


def test_agenda_numbers_run_per_office_and_year(office: Office) -> None:
    with office.store.write("test") as session:
        assert next_numbers(session, IncomingLetter, 2026) == ["SM-MND-2026-0001"]
        session.add(letter())
        session.flush()
        assert next_numbers(session, IncomingLetter, 2026) == ["SM-MND-2026-0002"]
        assert next_numbers(session, IncomingLetter, 2027) == ["SM-MND-2027-0001"]


def test_a_case_is_begun_from_a_letter_and_taken_back_with_it(office: Office) -> None:
    firm = make.employer(1, contact="Rina Manoppo")
    came = letter(firm)
    with office.store.write("test") as session:
        session.add_all([firm, came])
    with office.store.write("test") as session:
        case = incoming.begin_case(session, session.get_one(IncomingLetter, came.id))
    assert (case.employer, case.contact, case.held_on) == (firm.id, "Rina Manoppo", DAY)
    assert "12/HRD/2026" in (case.notes or "")
    with office.store.write("test") as session, pytest.raises(UserError) as error:
        incoming.begin_case(session, session.get_one(IncomingLetter, came.id))
    assert error.value.code == "LETTER-CASE"
    last = last_change(office.store)
    assert last is not None and last.count == 2, "one transaction"
    undo(office.store, last)
    with office.store.read() as session:
        assert session.get_one(IncomingLetter, came.id).consultation is None
        assert session.scalars(select(Consultation)).all() == []


def test_a_case_needs_an_employer_of_the_books(office: Office) -> None:
    with office.store.write("test") as session:
        session.add(came := letter(sender="Bapak Tono"))
    with office.store.write("test") as session, pytest.raises(UserError) as error:
        incoming.begin_case(session, session.get_one(IncomingLetter, came.id))
    assert error.value.code == "LETTER-EMPLOYER"


def test_what_was_done_is_said_once(office: Office) -> None:
    mine = office.store.author.officer
    with office.store.write("test") as session:
        session.add(came := letter())
        session.add(task := give(came, mine))
    for left in (1, 0):
        with office.store.write("test") as session:
            assert incoming.done(session, [task.id], " Sudah dihubungi ") == left
    with office.store.read() as session:
        kept = session.get_one(Disposition, task.id)
        assert (kept.done_on, kept.result) == (DAY, "Sudah dihubungi")
    with pytest.raises(Faulty), office.store.write("test") as session:
        session.add(give(came, mine, done_on=DAY))
    with pytest.raises(Faulty), office.store.write("test") as session:
        session.add(give(came, mine, due_on=date(2026, 11, 1)))


def give(came: IncomingLetter, officer: str, **over: object) -> Disposition:
    values = {
        "letter": came.id,
        "officer": officer,
        "instruction": "Hubungi",
        "given_on": date(2026, 11, 20),
    }
    return Disposition(**values | over)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_scan_is_sealed_and_shown_as_pdf(office: Office, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "NIK 7171 Siti.docx"
    file.write_bytes(picture(kind))
    with office.store.write("test") as session:
        session.add(came := letter())
        scan = scans.take_in(session, office, file, came)
        came.scan = scan.id
    assert scan.media_type == f"image/{kind.lower()}", "by content, whatever the name"
    assert "Siti" not in scan.label
    assert (scan.of_record, scan.of_id) == ("incoming_letter", came.id)
    on_disk = b"".join(p.read_bytes() for p in office.home.attachments.iterdir())
    assert file.read_bytes() not in on_disk
    with office.store.read() as session:
        kept = session.get_one(Attachment, scan.id)
    shown = as_pdf(attachments.get(office, kept), kept.media_type)
    document = pypdfium2.PdfDocument(shown)
    assert len(document) == 1
    document.close()


def test_what_is_no_scan_is_refused(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "surat.pdf"
    with office.store.write("test") as session:
        session.add(came := letter())
    for content, code in ((b"MZ\x90 a program", "SCAN-KIND"), (None, "SCAN-READ")):
        file.write_bytes(content) if content else file.unlink()
        with office.store.write("test") as session, pytest.raises(UserError) as error:
            scans.take_in(session, office, file, came)
        assert error.value.code == code
    with pytest.raises(UserError) as error:
        as_pdf(b"\x89PNG\r\n\x1a\n then nothing", "image/png")
    assert error.value.code == "SCAN-DAMAGED"


def test_the_largest_scan_is_a_parameter(office: Office, tmp_path: Path) -> None:
    with office.store.write("test", audience="here") as session:
        session.add(
            Parameter(
                id="attachment.max_mb:2026-11-01",
                key="attachment.max_mb",
                value="1",
                kind="WHOLE",
                valid_from=date(2026, 11, 1),
                label="Ukuran pindaian paling besar (MB)",
            )
        )
    file = tmp_path / "surat.pdf"
    file.write_bytes(b"%PDF-1.7" + bytes(2**20))
    with office.store.write("test") as session, pytest.raises(UserError) as error:
        session.add(came := letter())
        scans.take_in(session, office, file, came)
    assert error.value.code == "SCAN-SIZE"


def test_a_confidential_letter_and_its_disposition_are_hidden_from_others(office: Office) -> None:
    firm = make.employer(1)
    case = make.consultation(firm, 1, officer=None, embargo_until=date(2027, 1, 1))
    came = letter(firm, consultation=case.id)
    with office.store.write("test") as session:
        session.add_all([firm, case, came, give(came, office.store.author.officer)])
    other = colleague(office)
    with other.read() as session:
        assert session.scalars(select(IncomingLetter)).all() == []
        assert session.scalars(select(Disposition)).all() == []
    other.close()
