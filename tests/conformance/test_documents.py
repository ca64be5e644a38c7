"""What holds for every document, whoever adds one."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app.errors import UserError
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.records import CATALOGUE
from exports.documents import DOCUMENTS, SIZES, Document, document_named
from exports.office_paper import office_paper
from resources.catalogue import merge
from tests import make
from tests.exports.parts import KPJ, fill, subjects

LOCALE = Path(__file__).parents[2] / "resources" / "locale" / "id" / "LC_MESSAGES"
EVERY = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)


def built(document: Document, office: Office, size: str | None = None) -> list[bytes]:
    """The document about every record of its type that has it."""
    with office.store.read() as session:
        paper = office_paper(office, session)
        return [document.build(paper, session, id, size) for id in subjects(session, document)]


def said(pdf: bytes) -> str:
    """Its words."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@EVERY
def test_it_can_be_named(document: Document) -> None:
    assert document_named(document.name) is document_named(document.alias) is document
    assert document.of in CATALOGUE
    assert document.paper in SIZES
    assert re.fullmatch(r"[a-z-]+", document.alias)
    texts = {key: entry.translation for key, entry in merge(LOCALE).items()}
    for text in (document.title, document.about):
        assert texts.get(text) and texts[text] != text


@EVERY
@pytest.mark.parametrize("size", SIZES)
def test_it_is_built_about_every_record(document: Document, office: Office, size: str) -> None:
    fill(office)
    papers = built(document, office, size)
    assert papers
    for pdf in papers:
        reader = PdfReader(io.BytesIO(pdf))
        assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] in [
            [round(side) for side in SIZES[size]],
            [round(side) for side in reversed(SIZES[size])],
        ]
        text = said(pdf)
        assert f"Halaman 1 dari {len(reader.pages)}" in text
        assert "Manado" in text


@EVERY
def test_no_identifier_stands_on_it(document: Document, office: Office) -> None:
    fill(office)
    if document.reveals:
        assert make.nik(1) in re.sub(r"[ .]", "", "".join(map(said, built(document, office))))
        return
    for pdf in built(document, office):
        digits = re.sub(r"[ .]", "", said(pdf))
        for n in range(1, 7):
            assert make.nik(n) not in digits
            assert KPJ.format(n=n) not in digits
            assert f"81234567{n:03}" not in digits


@EVERY
def test_it_speaks_indonesian_beside_an_english_window(document: Document, office: Office) -> None:
    fill(office)
    with language("id"):
        ours = built(document, office)
    with language("en"):
        theirs = built(document, office)
    assert [said(pdf) for pdf in theirs] == [said(pdf) for pdf in ours]
    assert theirs == ours, "the same bytes at the same moment"


@EVERY
def test_what_is_not_there_is_the_users_matter(document: Document, office: Office) -> None:
    with office.store.read() as session:
        with pytest.raises(UserError) as error:
            document.build(office_paper(office, session), session, "0" * 32)
        assert error.value.code == "NOT-FOUND"
        with pytest.raises(UserError):
            document.record_id(session, "tidak ada")


def test_a_confidential_case_is_not_printed_for_others(office: Office) -> None:
    ids = fill(office, embargo=True)
    for document in DOCUMENTS.values():
        if document.of == "consultation":
            with office.store.read() as session, pytest.raises(UserError) as error:
                document.build(office_paper(office, session), session, ids.case)
            assert error.value.code == "NOT-FOUND"
        else:
            assert not any("Samudra" in said(pdf) for pdf in built(document, office))
