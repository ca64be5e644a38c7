"""All letters and forms of classes in one PDF: numbered once, each with its own pages."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from desktop_app.desk.dividing import DIVIDED, accept, looking, terms
from desktop_app.errors import Cancelled, UserError
from desktop_app.office import Office
from desktop_app.processes.dividing import propose
from desktop_app.records import IssuedLetter
from desktop_app.records.training import EnrolmentState
from exports.class_papers import class_papers
from exports.documents import DOCUMENTS
from exports.office_paper import office_paper
from tests import make


@pytest.fixture
def classes(office: Office) -> list[str]:
    """Two classes with five and three people, and one without anybody."""
    programme = make.programme(days=5, lesson_hours=40)
    workers = [make.worker(n) for n in range(8)]
    cases = [make.case(worker) for worker in workers]
    people = [
        make.enrolment(case, programme, n, state=EnrolmentState.APPROVED)
        for n, case in enumerate(cases)
    ]
    empty = make.training_class(programme)
    with office.store.write("test") as session:
        session.add_all([programme, *workers, *cases, *people, empty])
    with office.store.read() as session:
        first = date(2026, 11, 30)
        asked = terms(session, office.store.facts(), office.code, starts_on=first, capacity=5)
        proposal = propose(looking(session).values(), asked)
    assert len(proposal.waiting) == 3
    with office.store.read() as session:
        asked = terms(
            session, office.store.facts(), office.code, starts_on=first, capacity=5, least=3
        )
        proposal = propose(looking(session).values(), asked)
    with office.store.write(DIVIDED) as session:
        done = accept(session, proposal)
    return [*(one.id for one in done.classes), empty.id]


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def letters(office: Office) -> list[str]:
    with office.store.read() as session:
        return sorted(one.number for one in session.query(IssuedLetter))


def test_calls_forms_and_sheets_are_bound_in_their_order(
    office: Office, classes: list[str]
) -> None:
    bound = class_papers(office, classes, issuing=True)
    assert (bound.people, bound.issued) == (8, 8)
    assert letters(office) == [f"{n:03}/MND/XI/2026" for n in range(1, 9)]
    words = pages(bound.data)
    kinds = {
        "C": "Surat Pemanggilan Peserta Pelatihan",
        "F": "FORMULIR PENDAFTARAN",
        "S": "SURAT PERNYATAAN PESERTA",
        "A": "DAFTAR HADIR PESERTA",
    }
    order = "".join(next((k for k, said in kinds.items() if said in page), "?") for page in words)
    of_five, of_three = "CCCCC" + "FS" * 5, "CCC" + "FS" * 3
    assert order.replace("A", "") == of_five + of_three
    assert order.index("A") == len(of_five)
    # Every paper counts its own pages.
    assert all("Halaman 1 dari 1" in page for page in words if "Pemanggilan" in page)
    assert not any("KONSEP" in page for page in words)
    sizes = {tuple(map(round, page.mediabox[2:])) for page in PdfReader(BytesIO(bound.data)).pages}
    assert sizes == {(595, 842), (935, 609)}  # A4, and F4 across for the sheets
    again = class_papers(office, classes, issuing=True)
    assert (again.issued, len(letters(office))) == (0, 8)


def test_what_is_bound_says_what_the_paper_alone_says(office: Office, classes: list[str]) -> None:
    with office.store.read() as session:
        sheet = DOCUMENTS["attendance-sheet"]
        alone = pages(sheet.build(office_paper(office, session), session, classes[1]))
    bound = pages(class_papers(office, classes[1:2]).data)
    assert bound[-len(alone) :] == alone


def test_without_numbers_the_calls_are_drafts(office: Office, classes: list[str]) -> None:
    words = pages(class_papers(office, classes[:1]).data)
    assert sum("KONSEP" in page for page in words) == 5
    assert letters(office) == []


def test_fonts_are_in_the_file_once(office: Office, classes: list[str]) -> None:
    both, one = (len(class_papers(office, ids).data) for ids in (classes[:2], classes[1:2]))
    assert both < one + 5 * 3 * 12_000


def test_work_that_is_stopped_keeps_the_numbers_given(office: Office, classes: list[str]) -> None:
    def stop(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        class_papers(office, classes, stop, issuing=True)
    assert len(letters(office)) == 3
    assert class_papers(office, classes, issuing=True).issued == 5


def test_a_class_without_people_has_no_papers(office: Office, classes: list[str]) -> None:
    with pytest.raises(UserError) as refused:
        class_papers(office, classes[2:])
    assert refused.value.code == "CLASS-EMPTY"
