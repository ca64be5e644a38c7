"""The letters of a case: what they ask for, whom they name, and that a draft is one."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop_app.desk import letters
from desktop_app.desk.papers import papers_of, receive
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Attachment, CaseMeeting, Consultation, IssuedLetter
from desktop_app.records.case_work import MeetingState
from desktop_app.store import journal
from exports.documents import DOCUMENTS
from exports.documents.issuing import copy_of, issue
from exports.office_paper import office_paper
from tests.exports.parts import Ids, fill


@pytest.fixture
def ids(office: Office) -> Ids:
    return fill(office)


def words(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def said(office: Office, name: str, id: str) -> str:
    with office.store.read() as session:
        return words(DOCUMENTS[name].build(office_paper(office, session), session, id))


def test_the_request_names_exactly_what_is_missing(office: Office, ids: Ids) -> None:
    before = said(office, "missing-papers", ids.case)
    assert "KONSEP" in before
    for paper in ("Daftar pekerja terdampak", "Surat pemberitahuan PHK", "tidak menolak PHK"):
        assert paper in before
    # Refused is what reply=ACCEPTED does not ask for; the letter of request is optional.
    for paper in ("Surat penolakan", "Surat permohonan konsultasi", "Proposal pelatihan"):
        assert paper not in before
    with office.store.write("test") as session:
        case = session.get_one(Consultation, ids.case)
        receive(session, office, case, "consultation:WORKER_LIST")
    after = said(office, "missing-papers", ids.case)
    assert "Daftar pekerja terdampak" not in after
    assert "Surat pemberitahuan PHK" in after


def test_issuing_numbers_keeps_and_can_be_done_again(office: Office, ids: Ids) -> None:
    request = DOCUMENTS["missing-papers"]
    first = issue(office, request, ids.case)
    assert first.number == "003/MND/XI/2026"  # two letters went out before
    assert first.addressee == "PT Samudra & Anak"
    with office.store.write("test") as session:
        case = session.get_one(Consultation, ids.case)
        receive(session, office, case, "consultation:WORKER_LIST")
    with office.store.read() as session:
        kept = words(copy_of(office, session, request, first))
    assert first.number in kept
    assert "KONSEP" not in kept
    assert "Daftar pekerja terdampak" in kept  # as it went out
    second = issue(office, request, ids.case)
    assert second.number == "004/MND/XI/2026"
    with office.store.read() as session:
        assert "Daftar pekerja" not in words(copy_of(office, session, request, second))
        assert len(session.scalars(select(Attachment).where(Attachment.of_id == first.id)).all())
        numbers = [one.number for one in letters.letters_about(session, [ids.case])]
    assert numbers[-2:] == [first.number, second.number]


def test_minutes_carry_the_number_they_were_issued_under(office: Office, ids: Ids) -> None:
    with office.store.write("test") as session:
        session.get_one(Consultation, ids.case).minutes_number = None
    assert "Nomor: KONSEP" in said(office, "minutes", ids.case)
    letter = issue(office, DOCUMENTS["minutes"], ids.case)
    assert letter.number == "001/BA/MND/XI/2026"
    assert issue(office, DOCUMENTS["minutes"], ids.case).number == letter.number
    text = said(office, "minutes", ids.case)
    assert f"Nomor: {letter.number}" in text
    assert "KONSEP" not in text
    with office.store.write("test") as session:
        letters.void(session, session.get_one(IssuedLetter, letter.id), "salah ketik")
    assert "KONSEP" in said(office, "minutes", ids.case)
    assert issue(office, DOCUMENTS["minutes"], ids.case).number == "002/BA/MND/XI/2026"


def test_what_is_not_ready_uses_no_number_up(office: Office, ids: Ids) -> None:
    with pytest.raises(UserError) as refused:
        issue(office, DOCUMENTS["minutes"], ids.draft)
    assert refused.value.code == "NOT-HELD"
    with office.store.write("test") as session:
        meeting = session.scalars(select(CaseMeeting)).one()
        meeting.state, meeting.day = MeetingState.PLANNED, date(2026, 12, 1)
        case = session.get_one(Consultation, ids.case)
        for item in papers_of(session, case, office.store.facts()):
            receive(session, office, case, item.paper.id)
    with pytest.raises(UserError):
        issue(office, DOCUMENTS["meeting-minutes"], meeting.id)
    with pytest.raises(UserError) as nothing:
        issue(office, DOCUMENTS["missing-papers"], ids.case)
    assert nothing.value.code == "NOTHING-MISSING"
    with office.store.read() as session:
        numbers = session.scalars(select(IssuedLetter.number)).all()
    assert set(numbers) == {"001/MND/XI/2026", "002/MND/XI/2026"}, "those of the office's past"


def test_minutes_of_a_meeting_name_those_of_that_meeting(office: Office, ids: Ids) -> None:
    with office.store.read() as session:
        meeting = session.scalars(select(CaseMeeting)).one().id
    text = said(office, "meeting-minutes", meeting)
    assert "Pembahasan pesangon & pelatihan" in text
    assert "Disepakati pelatihan <dua pekan>." in text
    assert "Wakil O" in text
    assert "Hadirin" not in text  # those of the first talk
    assert "Wakil O" not in said(office, "minutes", ids.case)


def test_invitation_and_promise(office: Office, ids: Ids) -> None:
    invitation = said(office, "invitation", ids.case)
    assert "Selasa, 24 November 2026" in invitation
    assert "Ny. Siti <Rahma>, S.Pd., M.M." in invitation
    promise = said(office, "commitment", ids.case)
    assert "SURAT PERNYATAAN KESANGGUPAN MEMPEKERJAKAN KEMBALI" in promise
    assert "31 Maret 2027" in promise
    assert "Meterai" in promise
    assert "KONSEP" not in promise  # a form of the employer's, without a number of ours


def test_no_number_is_given_without_the_copy_of_its_letter(office: Office, ids: Ids) -> None:
    document = DOCUMENTS["missing-papers"]

    def numbers() -> list[str]:
        with office.store.read() as session:
            return sorted(session.scalars(select(IssuedLetter.number)))

    before, folder = numbers(), office.home.attachments
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder.with_name("aside")
    folder.rename(kept)
    folder.write_bytes(b"")  # Nothing can be kept: a file stands where the folder should.
    with pytest.raises(OSError):
        issue(office, document, ids.case)
    assert numbers() == before
    folder.unlink()
    kept.rename(folder)
    letter = issue(office, document, ids.case)
    assert numbers() == sorted([*before, letter.number])
    with office.store.read() as session:
        (copy,) = session.scalars(select(Attachment).where(Attachment.of_id == letter.id))
        assert letter.number in words(copy_of(office, session, document, letter))
    with office.store.raw() as connection:
        lines = [*journal.history(connection, letter.id), *journal.history(connection, copy.id)]
    assert len({line.txn for line in lines}) == 1


def test_a_letter_asked_for_again_is_the_one_that_went_out(office: Office, ids: Ids) -> None:
    first = issue(office, DOCUMENTS["minutes"], ids.case)
    again = issue(office, DOCUMENTS["minutes"], ids.case)
    assert again.id == first.id
    with office.store.read() as session:
        copies = select(Attachment).where(Attachment.of_id == first.id)
        assert len(session.scalars(copies).all()) <= 1
