"""A scanned stack of signed forms goes to the records its pages name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select

from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.form_code import FormCode, form_code
from desktop_app.records import Attachment, Consultation, Enrolment, ReceivedPaper
from desktop_app.records.record import Record
from desktop_app.store import attachments, undo
from exports.documents import DOCUMENTS
from exports.filing import codes_of, file_away, read_stack
from exports.office_paper import office_paper
from tests.exports.parts import fill, subjects


@pytest.fixture
def full(office: Office) -> Office:
    """An office with one of everything that papers are about."""
    fill(office)
    return office


def first(office: Office, record: type[Record]) -> str:
    with office.store.read() as session:
        return session.scalars(select(record.id).order_by(record.id)).first() or ""


def printed(office: Office, name: str, record_id: str) -> bytes:
    with office.store.read() as session:
        return DOCUMENTS[name].build(office_paper(office, session), session, record_id)


def scanned(pdfs: Sequence[bytes], dots: int = 200, *, turned: float = 0) -> bytes:
    """The papers as a scanner makes them: pictures of pages, a little askew."""
    images = []
    for data in pdfs:
        document = pypdfium2.PdfDocument(data)
        for number in range(len(document)):
            page = document[number].render(scale=dots / 72).to_pil().convert("L")
            images.append(page.rotate(turned, fillcolor=255))
        document.close()
    written = BytesIO()
    images[0].save(written, "PDF", resolution=dots, save_all=True, append_images=images[1:])
    return written.getvalue()


def blank(dots: int = 200) -> bytes:
    written = BytesIO()
    Image.new("L", (dots * 8, dots * 11), 255).save(written, "PDF", resolution=dots)
    return written.getvalue()


@given(
    document=st.from_regex(r"[a-z][a-z0-9-]{0,30}", fullmatch=True),
    record_id=st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
    page=st.integers(1, 999),
)
def test_a_code_comes_back_as_it_was_printed(document: str, record_id: str, page: int) -> None:
    code = FormCode(document, record_id, page)
    assert form_code(code.text()) == code


@pytest.mark.parametrize(
    "text", ["", "https://contoh.go.id", "TPL2*CALL*A*1", "TPL1*CALL*A", "TPL1*CALL*A*1 x"]
)
def test_other_codes_are_not_ours(text: str) -> None:
    assert form_code(text) is None


def test_a_stack_is_taken_apart_and_filed(full: Office, tmp_path: Path) -> None:
    enrolment, case = first(full, Enrolment), first(full, Consultation)
    promise = printed(full, "commitment", case)
    form = printed(full, "registration-form", enrolment)
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned([blank(), promise, blank(), form], turned=1.5))
    stack = read_stack(full, [path])
    pages = len(pypdfium2.PdfDocument(form))
    assert [(f.sheaf.pages, f.known) for f in stack.filings] == [
        ((0,), False),
        ((1, 2), True),
        (tuple(range(3, 3 + pages)), True),
    ]
    assert file_away(full, stack, stack.filings) == 2
    with full.store.read() as session:
        kept = {
            one.of_id: one
            for one in session.scalars(select(Attachment).where(Attachment.of_id.is_not(None)))
        }
        assert {case, enrolment} <= set(kept)
        got = session.scalars(select(ReceivedPaper).where(ReceivedPaper.of_id == case)).one()
        assert (got.paper, got.file) == ("consultation:COMMITMENT", kept[case].id)
        assert got.received_on == full.today
        assert len(pypdfium2.PdfDocument(attachments.get(full, kept[case]))) == 2
        assert len(pypdfium2.PdfDocument(attachments.get(full, kept[enrolment]))) == pages


def test_filing_is_taken_back_as_one(full: Office, tmp_path: Path) -> None:
    case = first(full, Consultation)
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned([printed(full, "commitment", case)]))
    stack = read_stack(full, [path])
    file_away(full, stack, stack.filings)
    with full.store.read() as session:
        assert session.scalars(select(ReceivedPaper).where(ReceivedPaper.of_id == case)).all()
    change = undo.last_change(full.store)
    assert change is not None
    undo.undo(full.store, change)
    with full.store.read() as session:
        assert not session.scalars(select(ReceivedPaper).where(ReceivedPaper.of_id == case)).all()


def test_a_later_scan_takes_the_place_of_the_first(full: Office, tmp_path: Path) -> None:
    case = first(full, Consultation)
    path = tmp_path / "scan.png"
    document = pypdfium2.PdfDocument(printed(full, "commitment", case))
    document[0].render(scale=200 / 72).to_pil().save(path)
    for _turn in range(2):
        stack = read_stack(full, [path])
        assert file_away(full, stack, stack.filings) == 1
    with full.store.read() as session:
        got = session.scalars(select(ReceivedPaper).where(ReceivedPaper.of_id == case)).one()
        newest = session.scalars(
            select(Attachment.id).where(Attachment.of_id == case).order_by(Attachment.id.desc())
        ).first()
        assert got.file == newest


def test_a_form_of_another_office_is_shown_and_not_filed(full: Office, tmp_path: Path) -> None:
    code = FormCode("registration-form", "f" * 32)
    path = tmp_path / "scan.pdf"
    path.write_bytes(printed(full, "registration-form", first(full, Enrolment)))
    ours = read_stack(full, [path])
    foreign = replace(ours.filings[0], caption="", sheaf=replace(ours.filings[0].sheaf, code=code))
    assert not foreign.known
    assert file_away(full, ours, [foreign]) == 0


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 broken", b"MZ\x90"])
def test_what_is_no_scan_is_said(full: Office, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(content)
    with pytest.raises(UserError):
        read_stack(full, [path])


def test_every_form_that_comes_back_carries_its_code(full: Office) -> None:
    """Read off the printed page by another reader than the one that wrote it is the
    certificates' test; here each page of each form tells its own number."""
    for document in (one for one in DOCUMENTS.values() if one.returns):
        with full.store.read() as session:
            record_id = subjects(session, document)[0]
        data = printed(full, document.name, record_id)
        codes = list(codes_of(data))
        assert codes == [FormCode(document.name, record_id, n) for n in range(1, len(codes) + 1)], (
            document.name
        )
