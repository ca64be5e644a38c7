"""Strings that break programs, from the form's editor to headquarters' table."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app.desk import editing
from desktop_app.fields import Problem, describe
from desktop_app.hq.collect import collect
from desktop_app.kinds import clean
from desktop_app.office import Office
from desktop_app.records import AffectedWorker, Consultation, Employer, Worker
from desktop_app.sync import outbox
from exports.documents import DOCUMENTS
from exports.office_paper import office_paper
from exports.reports import REPORTS, Question
from exports.reports.writing import write
from tests import make
from tests.naughty import NAUGHTY
from tests.offices import World
from ui.models.draft import Draft
from ui.widgets.editor import Context
from ui.widgets.editors import editor_for

FEWEST = 200
"""Strings that the list holds at least; most are only text."""


def typed(text: str, name: str, draft: Draft, context: Context, bot: QtBot) -> list[Problem]:
    """Paste `text` into the field's editor as a person would; what the form says of it."""
    editor = editor_for(describe(Worker)[name], context)
    bot.addWidget(editor)
    field = editor.field
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    QGuiApplication.clipboard().setText(text)
    field.paste()
    editor.leave()
    draft.set(name, editor.value(), editor.raw())
    shown = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert draft.get(name) == (clean(shown) or None)
    return [p for p in draft.problems(context.facts()) if p.field == name and p.hard]


def test_equal_end_to_end_or_refused_at_entry(
    world: World, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    office, centre = world.branches["MND"], world.headquarters
    assert len(NAUGHTY) >= FEWEST
    company, programme = make.employer(1), make.programme(1)
    talk = make.consultation(company)
    with office.store.write("test") as session:
        session.add_all([company, programme, talk])

    names: dict[str, str] = {}
    notes: dict[str, str] = {}
    refused = 0
    with office.store.write(editing.ENTERED) as session:
        for number, text in enumerate(NAUGHTY, 1):
            draft = Draft.new(Worker, nik=make.nik(number), birth_date=make.born(number))
            wrong = typed(text, "name", draft, context, qtbot)
            if wrong:
                refused += 1
                assert all(str(problem).strip() for problem in wrong)
                draft.set("name", f"Pekerja {number}")
            if typed(text, "notes", draft, context, qtbot):
                draft.set("notes", None)
            worker = editing.save(session, Worker, draft.id, draft.base, draft.values)
            names[worker.id] = draft.values["name"]
            if draft.values["notes"]:
                notes[worker.id] = draft.values["notes"]
            session.add(AffectedWorker(worker=worker.id, consultation=talk.id, employer=company.id))
    assert refused < len(NAUGHTY) / 2, "they are meant to pass, but for what nobody can print"
    assert len(notes) > FEWEST

    in_the_books(office, names, notes)
    handed_out(office, names, talk, tmp_path)
    outbox.make(office, world.stick)
    (result,) = collect(centre, world.stick)
    assert (result.created["worker"], result.held) == (len(NAUGHTY), [])
    in_the_books(centre, names, notes)


def in_the_books(office: Office, names: dict[str, str], notes: dict[str, str]) -> None:
    """The texts stand in the store as the forms gave them."""
    with office.store.read() as session:
        workers = session.scalars(select(Worker)).all()
        assert {one.id: one.name for one in workers} == names
        assert {one.id: one.notes for one in workers if one.notes} == notes


def handed_out(office: Office, names: dict[str, str], talk: Consultation, folder: Path) -> None:
    """In Excel every name is text and equal; the papers open and hold all pages."""
    question = Question.of(office)
    with office.store.read() as session:
        book = write(REPORTS["workers"], question, session, folder / "a.xlsx", "xlsx")
        paper = write(REPORTS["workers"], question, session, folder / "a.pdf", "pdf")
        minutes = DOCUMENTS["minutes"].build(office_paper(office, session), session, talk.id)
    sheet = load_workbook(book).worksheets[0]
    (heads,) = [row for row in sheet.values if "Nama" in row]
    at = heads.index("Nama")
    assert set(names.values()) <= {row[at] for row in sheet.values}
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "e"
            assert cell.data_type != "f" or str(cell.value).startswith("=SUBTOTAL(")
    (folder / "b.pdf").write_bytes(minutes)
    for path in (paper, folder / "b.pdf"):
        pages = PdfReader(path).pages
        assert len(pages) > 3
        for number, page in enumerate(pages, 1):
            assert f"Halaman {number} dari {len(pages)}" in " ".join(page.extract_text().split())


def test_an_employers_name_is_never_a_formula_or_a_path(world: World, tmp_path: Path) -> None:
    office = world.branches["MND"]
    described = describe(Employer)["name"]
    fit = [text for text in NAUGHTY if not any(p.hard for p in described.problems(text))]
    assert len(fit) >= FEWEST
    with office.store.write("test") as session:
        for number, text in enumerate(fit, 1):
            company = make.employer(number, name=text)
            session.add(company)
            session.flush()
            session.add(make.consultation(company, number))
    with office.store.read() as session:
        book = write(
            REPORTS["consultations"], Question.of(office), session, tmp_path / "a.xlsx", "xlsx"
        )
    cells = [cell for row in load_workbook(book).worksheets[0].iter_rows() for cell in row]
    assert set(fit) <= {cell.value for cell in cells}
    assert not [
        c for c in cells if c.data_type == "f" and not str(c.value).startswith("=SUBTOTAL(")
    ]
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["a.xlsx"]
