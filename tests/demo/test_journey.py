"""The journey without a window: every step on the real parts, every file there to be opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from desktop_app.demo import PASSWORD, USER
from desktop_app.demo.handing_out import OF_CASE
from desktop_app.demo.journey import BRANCH, SAMPLE, play
from desktop_app.demo.sample import HEADQUARTERS
from desktop_app.errors import UserError
from desktop_app.i18n import language
from desktop_app.office import Office, open_office
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Decision,
    Disposition,
    Enrolment,
    IncomingLetter,
    IssuedLetter,
    Officer,
    Worker,
)
from desktop_app.sync import outbox
from desktop_app.sync.sealing import BatchState
from desktop_app.sync.verify import verify
from exports.reports import REPORTS
from tests.homes import Clock


@dataclass(frozen=True)
class Played:
    folder: Path
    files: list[Path]
    said: list[str]

    def office(self, *names: str) -> Office:
        return open_office(self.folder.joinpath(*names), USER, PASSWORD, clock=Clock())


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder, said = tmp_path_factory.mktemp("journey") / "demo", list[str]()
    return Played(folder, play(folder, said.append, clock=Clock()), said)


@pytest.fixture(scope="module")
def branch(played: Played) -> Iterator[Office]:
    office = played.office(BRANCH)
    yield office
    office.close()


def test_every_file_is_there_and_named(played: Played) -> None:
    assert len(set(played.files)) == len(played.files)
    text = "\n".join(played.said)
    for path in played.files:
        assert path.is_file() and path.stat().st_size > 0
        assert str(path) in text
    kinds = [path.suffix for path in played.files]
    # The sheet of dispositions, two letters with numbers, the attendance sheet, the contents.
    assert kinds.count(".pdf") == len(OF_CASE) + 5
    assert (kinds.count(".xlsx"), kinds.count(".db")) == (3, 1)
    assert (kinds.count(".vka"), kinds.count(".vkb")) == (3, 3)


def test_the_pack_of_the_month_holds_every_report(played: Played) -> None:
    (folder,) = {path.parent for path in played.files if path.name.startswith("00-")}
    names = [path.name for path in folder.iterdir()]
    # A roster is written for each class of the month, and this month has none yet; a report
    # that asks for a right is the auditor's.
    every = {name for name, report in REPORTS.items() if report.right is None} - {"class-roster"}
    for report in every:
        assert any(name.endswith(".xlsx") and f"-{report}" in name for name in names), report


def test_it_speaks_indonesian_from_the_first_step_to_the_last(played: Played) -> None:
    steps = [line for line in played.said if line[:1].isdigit()]
    assert [step.partition(".")[0] for step in steps] == [str(n + 1) for n in range(len(steps))]
    assert len(steps) == 18
    assert "Kantor Pusat" in steps[0]
    assert any(line.startswith("Selesai") for line in played.said)
    assert any("Apakah pekerja dapat dipertahankan" in line for line in played.said)


def test_workbooks_open_again_with_the_people_in_them(played: Played) -> None:
    for path in played.files:
        if path.suffix == ".xlsx":
            book = load_workbook(path)
            cells = [
                cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
            ]
            assert any("CONTOH" in str(cell) for cell in cells), path.name
            assert not any(str(cell).startswith("=") for cell in cells)


def test_papers_open_and_say_whose_they_are(played: Played) -> None:
    for path in played.files:
        if path.suffix == ".pdf":
            pages = PdfReader(path).pages
            assert "Manado (CONTOH)" in pages[0].extract_text(), path.name


def test_the_list_became_the_cases_people_in_one_class(branch: Office) -> None:
    with branch.store.read() as session:
        (talk,) = session.scalars(select(Consultation)).all()
        cases = session.scalars(select(AffectedWorker)).all()
        enrolled = session.scalars(select(Enrolment)).all()
        people = session.scalars(select(Worker)).all()
    assert len(people) == 8
    assert {case.consultation for case in cases} == {talk.id}
    assert {one.affected_worker for one in enrolled} == {case.id for case in cases}
    assert len({one.training_class for one in enrolled}) == 1


def test_headquarters_holds_the_same_and_has_said_so(played: Played, branch: Office) -> None:
    assert [one.state for one in outbox.batches(branch)] == [BatchState.APPLIED]
    assert outbox.unsent(branch.store) == {}
    headquarters = played.office(HEADQUARTERS)
    try:
        for record in (Consultation, Worker, AffectedWorker, Enrolment):
            with branch.store.read() as ours, headquarters.store.read() as theirs:
                ids = select(record.id).order_by(record.id)
                assert ours.scalars(ids).all() == theirs.scalars(ids).all()
    finally:
        headquarters.close()


def test_a_whole_sample_office_stands_beside_it(played: Played) -> None:
    office = played.office(SAMPLE)
    try:
        assert office.sample
        with office.store.read() as session:
            assert len(session.scalars(select(Worker.id)).all()) == 400
    finally:
        office.close()


def test_it_says_who_does_what_and_how_to_open_the_sample(played: Played) -> None:
    steps = [number for number, line in enumerate(played.said) if line[:1].isdigit()]
    for number in steps:
        story = played.said[number + 1]
        assert story.startswith("   ") and story.strip()[0].isalpha(), played.said[number]
    assert str(played.folder / SAMPLE) in played.said[-2]
    assert USER in played.said[-1] and PASSWORD in played.said[-1]


def test_two_hands_made_the_decision_and_its_seal_holds(branch: Office) -> None:
    with branch.store.read() as session:
        (decision,) = session.scalars(select(Decision)).all()
        officers = {one.id: one.user for one in session.scalars(select(Officer))}
        (letter,) = session.scalars(select(IncomingLetter)).all()
        (disposition,) = session.scalars(select(Disposition)).all()
        numbers = session.scalars(select(IssuedLetter.number)).all()
    assert officers[decision.asked_by] == "loket"
    assert officers[decision.decided_by or ""] == "kabid"
    assert verify(branch) == []
    assert letter.consultation and letter.scan and disposition.done_on
    assert len(numbers) == 2


def test_it_plays_only_in_an_empty_folder(played: Played) -> None:
    with pytest.raises(UserError) as raised, language("en"):
        play(played.folder, print)
    assert raised.value.code == "FOLDER-IN-USE"
