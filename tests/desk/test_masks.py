"""Who may not see masked values gets them by no other way: files, papers, letters, filters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.desk import files
from desktop_app.desk.handouts import handed_out
from desktop_app.desk.lists import Filter, Listing
from desktop_app.desk.views import Condition, How, asked, offered, ways
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import DataRequest, Handout, Worker
from desktop_app.records.data_protection import RequestKind, RequestState
from desktop_app.records.office import Role
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.record import new_id
from desktop_app.store import journal
from desktop_app.store.writing import Author
from desktop_app.sync import enrolment
from desktop_app.wording import WITA
from exports.documents import DOCUMENTS
from exports.documents.issuing import issue, laid, went_out
from exports.handing_out import Given, hand_out
from tests import make
from tests.homes import colleague

SCAN = b"%PDF-1.7 KTP\n"


def act_as(office: Office, role: Role) -> Author:
    """Have the officer at the desk act in one role alone."""
    office.keys = replace(office.keys, officer=replace(office.keys.officer, roles=(role.value,)))
    return replace(office.store.author, role=role.value)


@pytest.fixture
def worker(office: Office) -> Worker:
    made = make.worker(7)
    with office.store.write("enter") as session:
        session.add(made)
    return made


@pytest.mark.parametrize("role", [Role.REGION_VIEWER, Role.ADMIN])
def test_a_scan_is_not_shown_to_who_sees_masked_values_only(
    office: Office, worker: Worker, role: Role
) -> None:
    with office.store.write(files.ADDED) as session:
        id = files.take_in(session, office, SCAN, "KTP.pdf", worker).id
    viewer = colleague(office, act_as(office, role))
    with pytest.raises(UserError) as refused, viewer.write(files.SHOWN) as session:
        files.shown(session, office, id, "ingin tahu")
    viewer.close()
    assert refused.value.code == "E-RIGHT"


def test_an_auditor_says_why_a_scan_is_looked_at(office: Office, worker: Worker) -> None:
    with office.store.write(files.ADDED) as session:
        id = files.take_in(session, office, SCAN, "KTP.pdf", worker).id
    auditor = colleague(office, act_as(office, Role.AUDITOR))
    with pytest.raises(UserError) as refused, auditor.write(files.SHOWN) as session:
        files.shown(session, office, id)
    assert refused.value.code == "REASON"
    with auditor.write("Uji petik") as session:
        assert files.shown(session, office, id, "Uji petik")[1] == SCAN
    auditor.close()


def test_a_persons_copy_hides_nothing_and_is_asked_for_with_a_reason(
    office: Office, worker: Worker
) -> None:
    document = DOCUMENTS["person-copy"]
    letter = issue(office, document, worker.id)
    act_as(office, Role.REGION_VIEWER)
    with pytest.raises(UserError) as refused:
        laid(office, document, worker.id, reason="ingin tahu")
    assert refused.value.code == "E-RIGHT"
    with pytest.raises(UserError) as refused:
        went_out(office, document, letter.id, "ingin tahu")
    assert refused.value.code == "E-RIGHT"
    act_as(office, Role.AUDITOR)
    with pytest.raises(UserError) as refused:
        went_out(office, document, letter.id)
    assert refused.value.code == "REASON"
    assert went_out(office, document, letter.id, "Uji petik").startswith(b"%PDF")
    with office.store.raw() as connection:
        last = journal.history(connection, letter.id)[-1]
    assert (last.do, last.why) == ("access", "Uji petik")


def test_the_data_protection_officer_answers_and_issues_no_other_letter(office: Office) -> None:
    request = DataRequest(
        id=new_id(),
        number="PDP-1",
        kind=RequestKind.ACCESS,
        requester="Sri",
        received_at=office.now,
        identity_checked=True,
        state=RequestState.GRANTED,
        answer="Salinan terlampir",
    )
    employer = make.employer(1)
    case = make.consultation(employer, 1)
    with office.store.write("enter") as session:
        session.add_all([request, employer, case])
    office.store.close()
    author = act_as(office, Role.DPO)
    office.store = colleague(office, author)
    assert issue(office, DOCUMENTS["request-answer"], request.id).number
    with pytest.raises(UserError) as refused:
        issue(office, DOCUMENTS["minutes"], case.id)
    assert refused.value.code == "E-RIGHT"


def test_a_filter_is_no_way_to_guess_what_is_masked(office: Office, worker: Worker) -> None:
    assert worker.nik is not None and worker.birth_date is not None

    def count(*conditions: Condition) -> int:
        filter = Filter(also=asked(Worker, conditions))
        return Listing(office.store, Worker, ["name"], WITA, filter=filter).count()

    for one in offered(Worker):
        if one.described.field.sensitive:
            assert ways(one.described) == (How.EMPTY, How.FILLED)
    # One that was kept by an earlier version is passed over, whether it fits or not.
    right = Condition("nik", How.CONTAINS, worker.nik[:9])
    wrong = Condition("nik", How.CONTAINS, "9" * 9)
    assert count(right) == count(wrong) == 1
    # Of a birth date the year is shown, and so it is asked.
    year = worker.birth_date.year
    assert count(Condition("birth_date", How.BETWEEN, f"{year}-12-30", f"{year}-01-02")) == 1
    assert count(Condition("birth_date", How.BETWEEN, f"{year + 1}-01-01", None)) == 0


def test_what_is_about_nobody_is_handed_out_by_anybody_and_put_down(
    office: Office, tmp_path: Path
) -> None:
    office.store.close()
    office.store = colleague(office, act_as(office, Role.REGION_VIEWER))
    figures, people = Given("monthly", "xlsx", personal=False), Given("workers", "xlsx")
    hand_out(office, figures, tmp_path / "angka.xlsx", b"angka")
    with pytest.raises(UserError) as refused:
        hand_out(office, people, tmp_path / "orang.xlsx", b"orang")
    assert refused.value.code == "E-RIGHT"
    with office.store.read() as session:
        assert [one.name for one in session.scalars(select(Handout))] == ["monthly"]
        mine = session.scalars(select(Handout)).one()
    # Nobody's line in the log is written or changed by another.
    for act in ("other", "change"):
        with pytest.raises(UserError) as refused, office.store.write("log") as session:
            if act == "change":
                session.get_one(Handout, mine.id).name = "workers"
            else:
                made = handed_out(session, "monthly", HandoutKind.PRINT, "pdf")
                made.officer = "x" * 32
        assert refused.value.code == "E-RIGHT"


def test_only_who_may_change_the_office_trusts_another_computer(
    headquarters: Office, tmp_path: Path
) -> None:
    act_as(headquarters, Role.CLERK)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(UserError) as refused:
        enrolment.invite(headquarters, "MND", "Manado", out)
    assert refused.value.code == "E-RIGHT"
    assert not list(out.iterdir())
