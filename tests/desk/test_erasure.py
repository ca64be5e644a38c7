"""Erasure by law: whose time has run out, two officers, and nothing left of a person."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.desk import erasure, files, merging
from desktop_app.desk.handouts import handed_out
from desktop_app.desk.person_file import collected
from desktop_app.errors import UserError
from desktop_app.fields import ERASED
from desktop_app.office import Office
from desktop_app.processes.retention import time_limit, years_before
from desktop_app.records import (
    AffectedWorker,
    Attachment,
    Contact,
    Membership,
    Note,
    Officer,
    RetentionItem,
    RetentionProposal,
    Worker,
)
from desktop_app.records.data_protection import RetentionState
from desktop_app.records.office import Role
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.training import EnrolmentState
from desktop_app.store import copies
from desktop_app.store.store import Store
from desktop_app.store.writing import Author
from desktop_app.wording import WITA
from tests import make
from tests.homes import colleague

OLD = make.DAY - timedelta(days=365 * 6)


@pytest.fixture
def second(office: Office) -> Store:
    """The store under the hands of another officer."""
    other = Officer(user="budi", name="Budi", roles=frozenset({Role.DPO}), public_key="0" * 64)
    with office.store.write("enter") as session:
        session.add(other)
    me = office.store.author
    author = Author(other.id, "DPO", me.office, me.node, me.epoch)
    return colleague(office, author)


def person(office: Office, number: int, day: date, **enrolled: object) -> str:
    """Somebody with a case on `day`, a KPJ, a contact and a note; with an enrolment if asked."""
    worker, company = make.worker(number), make.employer(number)
    consultation = make.consultation(company, number, held_on=day)
    case = make.case(worker, consultation, notes="dipanggil dua kali")
    programme = make.programme(number)
    about = {"of_record": "worker", "of_id": worker.id}
    with office.store.write("enter") as session:
        session.add_all([worker, company, consultation, case, programme])
        session.add(Membership(worker=worker.id, kpj=f"{number:011}"))
        session.add(Contact(worker=worker.id, name="Adik", phone="+6281234567890"))
        session.add(Note(text="titip pesan", written_at=office.now, **about))
        if enrolled:
            session.add(make.enrolment(case, programme, number, **enrolled))
    return worker.id


def proposed(office: Office, *workers: str) -> str:
    with office.store.write("propose") as session:
        return erasure.propose(session, workers, "masa simpan habis").id


def approve(store: Store, id: str) -> RetentionState:
    with store.write("approve") as session:
        proposal = session.get_one(RetentionProposal, id)
        erasure.approve(session, proposal)
        return proposal.state


def test_whose_time_has_run_out(office: Office) -> None:
    old = person(office, 1, OLD)
    done = person(office, 2, OLD, registered_on=OLD, state=EnrolmentState.CANCELLED, reason="ada")
    person(office, 3, make.DAY - timedelta(days=30))
    person(office, 4, OLD, registered_on=OLD, state=EnrolmentState.WAITLISTED)
    person(office, 5, OLD, registered_on=make.DAY, state=EnrolmentState.CANCELLED, reason="ada")
    with office.store.read() as session:
        assert set(erasure.expired(session, make.DAY, 5)) == {old, done}
        assert erasure.expired(session, make.DAY, 7) == []


def test_two_officers_and_neither_twice(office: Office, second: Store) -> None:
    id = proposed(office, person(office, 1, OLD))
    assert approve(office.store, id) is RetentionState.APPROVED
    with pytest.raises(UserError) as refused:
        approve(office.store, id)
    assert refused.value.code == "TWO"
    with pytest.raises(UserError), office.store.write("erase") as session:
        erasure.carry_out(session, session.get_one(RetentionProposal, id))
    assert approve(second, id) is RetentionState.READY
    second.close()


def test_nothing_of_the_person_is_left_and_the_figures_stay(office: Office, second: Store) -> None:
    ended = {"state": EnrolmentState.CANCELLED, "reason": "pindah kota"}
    gone, stays = person(office, 1, OLD, registered_on=OLD, **ended), person(office, 2, OLD)
    id = proposed(office, gone)
    for store in (office.store, second):
        approve(store, id)
    with office.store.write("enter") as session:
        session.add(Contact(worker=gone, name="Kakak", phone="+6281234567891"))
    # The data protection officer records no workers, and yet may erase what two approved.
    with second.write("erase") as session:
        count = erasure.carry_out(session, session.get_one(RetentionProposal, id))
    with office.store.read() as session:
        items = session.scalars(select(RetentionItem)).all()
        assert {item.of_record for item in items} == {
            *("worker", "membership", "contact", "affected_worker", "enrolment", "note"),
        }
        assert count == len(items) + 1  # the contact entered meanwhile
        assert all(item.erased for item in items)
        assert session.get_one(Worker, gone).name == ERASED
        assert session.get_one(Worker, stays).name == "Pekerja 2"
        phones = session.scalars(select(Contact.phone).where(Contact.worker == gone)).all()
        assert phones == [ERASED, ERASED]
        assert erasure.targets(session, gone) == []
        assert len(erasure.targets(session, stays)) == 5
        assert gone not in erasure.expired(session, make.DAY, 5)
    second.close()
    with pytest.raises(UserError) as refused:
        proposed(office, gone)
    assert refused.value.code == "NOTHING"


def approved(office: Office, second: Store, *workers: str) -> str:
    id = proposed(office, *workers)
    for store in (office.store, second):
        approve(store, id)
    return id


def scan_of(office: Office, worker: str, data: bytes) -> Path:
    with office.store.write("enter") as session:
        kept = files.take_in(session, office, data, "KTP.pdf", session.get_one(Worker, worker))
    return office.home.attachments / f"{kept.sha256}.age"


def test_scans_go_from_the_disk_and_from_beside_the_backups(
    office: Office, second: Store, tmp_path: Path
) -> None:
    gone, stays = person(office, 1, OLD), person(office, 2, OLD)
    shared = scan_of(office, gone, b"%PDF-1.7 surat bersama")
    assert scan_of(office, stays, b"%PDF-1.7 surat bersama") == shared
    card = scan_of(office, gone, b"%PDF-1.7 KTP")
    stick = tmp_path / "stick"
    stick.mkdir()
    office.save_settings(backup_folder=str(stick))
    copies.make(office, copies.Why.BY_HAND)
    shelf = copies.second_folder(office)
    assert shelf is not None
    pools = [office.home.backups / copies.POOL, shelf / copies.POOL]
    assert all((pool / card.name).exists() for pool in pools)
    id = approved(office, second, gone)
    second.close()
    # The stick is not in; what lies on it goes once it is.
    stick.rename(tmp_path / "away")
    assert erasure.erase(office, id) > 0
    assert not card.exists() and not (pools[0] / card.name).exists()
    assert shared.exists(), "somebody else's record names it still"
    (tmp_path / "away").rename(stick)
    assert (pools[1] / card.name).exists()
    erasure.shred(office)
    assert not (pools[1] / card.name).exists() and (pools[1] / shared.name).exists()
    with office.store.read() as session:
        hashes = set(session.scalars(select(Attachment.sha256)))
    assert card.stem not in hashes and shared.stem in hashes


def test_a_file_that_a_cut_left_goes_the_next_time(office: Office, second: Store) -> None:
    gone = person(office, 1, OLD)
    card = scan_of(office, gone, b"%PDF-1.7 KTP")
    id = approved(office, second, gone)
    second.close()
    with office.store.write("erase") as session:
        erasure.carry_out(session, session.get_one(RetentionProposal, id))
    assert card.exists()  # Cut here, before the disk was touched.
    erasure.shred(office)
    assert not card.exists()


def test_who_came_back_is_not_erased(office: Office, second: Store) -> None:
    worker = person(office, 1, OLD)
    id = approved(office, second, worker)
    second.close()
    with office.store.write("enter") as session:
        case = session.scalars(select(AffectedWorker).where(AffectedWorker.worker == worker)).one()
        programme = make.programme(9)
        session.add(programme)
        session.flush()
        session.add(make.enrolment(case, programme, 9))
    with pytest.raises(UserError) as refused:
        erasure.erase(office, id)
    assert refused.value.code == "ERASE-RETURNED"
    with office.store.read() as session:
        assert session.get_one(Worker, worker).name == "Pekerja 1"


def test_a_persons_copy_tells_of_merged_and_voided_records_too(office: Office) -> None:
    kept, other = person(office, 1, make.DAY), person(office, 2, make.DAY)
    with office.store.write("merge") as session:
        merging.merge(session, Worker, kept, other)
    with office.store.write("void") as session:
        of_one = select(Contact).where(Contact.worker == kept).limit(1)
        session.void(session.scalars(of_one).one())
    with office.store.write("log") as session:
        handed_out(session, "person-copy", HandoutKind.PRINT, "pdf", of=("worker", kept))
    with office.store.read() as session:
        file = collected(session, kept, WITA)
    said = [(one.table, {value for _label, value in one.fields}) for one in file.records]
    workers = [values for table, values in said if table == "worker"]
    assert len(workers) == 2 and "Pekerja 1" in workers[0] and "Pekerja 2" in workers[1]
    tables = [table for table, _values in said]
    assert tables.count("contact") == 2 and "handout" in tables


def test_a_clerk_erases_nothing(office: Office) -> None:
    id = person(office, 1, OLD)
    me = office.store.author
    clerk = colleague(office, Author(me.officer, "CLERK", me.office, me.node, me.epoch))
    with pytest.raises(UserError) as refused, clerk.write("erase") as session:
        session.erase(session.get_one(Worker, id), ("name",))
    clerk.close()
    assert refused.value.code == "E-RIGHT"


def test_limits_are_hours_of_the_clock(office: Office) -> None:
    limit = time_limit(office.now, 72, office.now + timedelta(hours=70, minutes=30))
    assert (limit.hours, limit.passed) == (1, False)
    late = time_limit(office.now, 72, office.now + timedelta(hours=75))
    assert (late.hours, late.passed) == (3, True)
    assert years_before(date(2024, 2, 29), 5) == date(2019, 2, 28)
