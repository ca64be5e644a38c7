"""Employers' lists in the books: who is written, who is not, and that nothing is overwritten."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop_app.desk.importing import import_list
from desktop_app.desk.people import add_person
from desktop_app.errors import Cancelled, UserError
from desktop_app.importing.sorting import Status
from desktop_app.office import Office
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Contact,
    Membership,
    Officer,
    Region,
    Worker,
)
from desktop_app.records.consultation import ConsultationState, Retain, Standing
from desktop_app.records.record import Record
from desktop_app.store import undo
from tests import make
from tests.homes import colleague

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
README = json.loads((SAMPLES / "README.json").read_text("utf-8"))
LISTS = [name for name, told in README.items() if told["rows"] and told["rows"] < 1000]
HEAD = "NIK\tNama\tKPJ\tTelepon\tJabatan\tGaji\tTgl PHK\tAlasan PHK\n"


def count(office: Office, record: type[Record]) -> int:
    with office.store.read() as session:
        return session.scalar(select(func.count()).select_from(record)) or 0


def consulted(office: Office, **over: Any) -> Consultation:
    employer = make.employer()
    consultation = make.consultation(employer, **over)
    with office.store.write("a consultation") as session:
        session.add_all([employer, consultation])
    return consultation


def row(
    number: int,
    *,
    name: str = "",
    kpj: str = "",
    phone: str = "",
    reason: str = "",
    position: str = "Penjahit",
) -> str:
    cells = (make.nik(number), name or f"Pekerja {'ABCDEFGHIJ'[number]}", kpj, phone, position)
    return "\t".join((*cells, "4.200.000", "15-10-2026", reason)) + "\n"


@pytest.mark.parametrize("name", LISTS)
def test_a_sample_is_written_as_its_readme_says(office: Office, name: str) -> None:
    told = README[name]
    done = import_list(office.store, SAMPLES / name)
    ready = told.get("ready", told["rows"] - told["wrong"])
    counts = done.counts
    assert (counts.rows, counts.ready, counts.wrong) == (told["rows"], ready, told["wrong"])
    assert counts.exists == told.get("duplicates_in_file", 0)
    assert len(done.workers) == ready == count(office, Worker)
    again = import_list(office.store, SAMPLES / name)
    assert again.counts.exists == ready + told.get("duplicates_in_file", 0)
    assert (again.counts.ready, again.workers) == (0, ())
    assert count(office, Worker) == ready


def test_a_large_list_tells_how_far_it_is(office: Office) -> None:
    steps: list[tuple[int, int]] = []
    done = import_list(
        office.store,
        SAMPLES / "07_large_5000.xlsx",
        progress=lambda done, total: steps.append((done, total)),
    )
    assert len(done.workers) == done.counts.ready == count(office, Worker) == 5000
    shares = [done / total for done, total in steps if total]
    assert len(shares) > 20
    assert shares == sorted(shares)
    assert shares[-1] == 2 / 3  # The journal is written after the last word.


def test_a_rounded_nik_is_never_written(office: Office) -> None:
    done = import_list(office.store, SAMPLES / "02_hr_list.xlsx")
    rounded = [item for item in done.items if "NIK_ROUNDED" in {f.code for f in item.findings}]
    assert len(rounded) == README["02_hr_list.xlsx"]["rounded_nik"]
    read = {str(cell) for item in rounded for cell in item.person.cells if isinstance(cell, int)}
    with office.store.read() as session:
        written = set(session.scalars(select(Worker.nik)))
    assert written
    assert not read & written
    assert not {str(nik)[:15] for nik in written} & {number[:15] for number in read}


def test_people_become_affected_workers_of_the_consultation(office: Office) -> None:
    consultation = consulted(office, regime="PP35_2021", reason="PP35_2021:B")
    text = (
        HEAD
        + row(1, kpj="12345678901", phone="081234567801 / 081234567802", reason="Pailit")
        + row(2, reason="Sepi pesanan")
        + row(3)
    )
    done = import_list(office.store, text, consultation=consultation.id)
    assert done.counts.ready == 3
    with office.store.read() as session:
        cases = [session.get_one(AffectedWorker, id) for id in done.cases]
        member = session.scalars(select(Membership)).one()
        contact = session.scalars(select(Contact)).one()
    assert len(cases) == count(office, AffectedWorker) == 3
    assert {case.consultation for case in cases} == {consultation.id}
    assert {case.employer for case in cases} == {consultation.employer}
    first, second, third = cases
    assert (first.wage, first.position) == (4_200_000, "Penjahit")
    assert first.terminated_on == date(2026, 10, 15)
    assert first.standing is Standing.MATCHED
    assert (first.membership, member.worker, member.employer) == (
        member.id,
        first.worker,
        consultation.employer,
    )
    assert (contact.worker, contact.phone) == (first.worker, "+6281234567802")
    assert (first.regime, first.reason, first.notes) == ("PP35_2021", "PP35_2021:F", None)
    assert (second.reason, second.notes) == (None, "Alasan menurut daftar: Sepi pesanan")
    assert (third.reason, third.notes) == ("PP35_2021:B", None)


def test_without_a_regime_the_day_of_the_termination_decides(office: Office) -> None:
    consultation = consulted(office)
    done = import_list(
        office.store, HEAD + row(1, reason="Mengundurkan diri"), consultation=consultation.id
    )
    with office.store.read() as session:
        case = session.get_one(AffectedWorker, done.cases[0])
    assert case.reason == f"{case.regime}:I"
    assert case.regime == "MK168_2024"


def test_somebody_with_a_remark_is_still_to_be_checked(office: Office) -> None:
    consultation = consulted(office)
    text = f"NIK\tNama\tL/P\n{make.nik(1)}\tPekerja A\tP\n{make.nik(2)}\tPekerja B\tL\n"
    import_list(office.store, text, consultation=consultation.id)
    with office.store.read() as session:
        standings = [
            tuple(found)
            for found in session.execute(
                select(Worker.name, AffectedWorker.standing)
                .join(Worker, Worker.id == AffectedWorker.worker)
                .order_by(Worker.name)
            )
        ]
    assert standings == [("Pekerja A", Standing.OPEN), ("Pekerja B", Standing.MATCHED)]


def test_who_is_there_gets_a_case_and_stays_as_recorded(office: Office) -> None:
    known = make.worker(1, name="Pekerja A", phone="+6281100000001")
    with office.store.write("known before") as session:
        session.add(known)
    consultation = consulted(office)
    text = HEAD + row(1, name="PEKERJA A", kpj="12345678901", phone="081234567899") + row(2)
    done = import_list(office.store, text, consultation=consultation.id)
    assert (done.counts.exists, done.counts.ready) == (1, 1)
    assert (len(done.workers), len(done.cases)) == (1, 2)
    with office.store.read() as session:
        worker = session.get_one(Worker, known.id)
        case = session.scalars(
            select(AffectedWorker).where(AffectedWorker.worker == known.id)
        ).one()
        member = session.scalars(select(Membership)).one()
    assert (worker.name, worker.phone) == ("Pekerja A", "+6281100000001")
    assert (member.worker, member.kpj, case.membership) == (known.id, "12345678901", member.id)
    assert case.standing is Standing.MATCHED
    again = import_list(office.store, text, consultation=consultation.id)
    assert (again.counts.exists, again.cases) == (2, ())


def test_a_kpj_of_somebody_else_is_not_given_away(office: Office) -> None:
    one, other = make.worker(1, name="Pekerja B"), make.worker(2, name="Pekerja C")
    with office.store.write("known before") as session:
        session.add_all([one, other])
        session.add(Membership(worker=other.id, kpj="12345678901"))
    consultation = consulted(office)
    text = HEAD + row(1, name="Pekerja B", kpj="12345678901")
    done = import_list(office.store, text, consultation=consultation.id)
    with office.store.read() as session:
        case = session.get_one(AffectedWorker, done.cases[0])
        assert session.scalars(select(Membership.worker)).all() == [other.id]
    assert case.membership is None


def test_a_wrong_cell_beside_a_known_person_is_left_out(office: Office) -> None:
    known = make.worker(1, name="Pekerja A")
    with office.store.write("known before") as session:
        session.add(known)
    consultation = consulted(office)
    text = HEAD + row(1, name="Pekerja A", kpj="1", position="x" * 300)
    done = import_list(office.store, text, consultation=consultation.id)
    assert done.items[0].status is Status.EXISTS
    with office.store.read() as session:
        case = session.get_one(AffectedWorker, done.cases[0])
    assert (case.position, case.membership, case.standing) == (None, None, Standing.OPEN)
    assert case.wage == 4_200_000


def test_a_double_of_the_list_is_one_person_with_one_case(office: Office) -> None:
    consultation = consulted(office)
    done = import_list(office.store, HEAD + row(1) + row(1), consultation=consultation.id)
    assert (done.counts.ready, done.counts.exists) == (1, 1)
    assert (len(done.workers), len(done.cases)) == (1, 1)


def test_people_to_be_checked_are_not_written(office: Office) -> None:
    known = make.worker(1, name="Pekerja A")
    with office.store.write("known before") as session:
        session.add(known)
    # Born on the same day under the same name, with another NIK.
    text = HEAD + row(2, name="Pekerja A")
    done = import_list(office.store, text)
    assert (done.counts.check, done.workers) == (1, ())
    assert [found["code"] for found in done.problems()] == ["LIKE"]
    assert count(office, Worker) == 1


def test_what_only_the_store_knows_is_said_too(office: Office) -> None:
    with office.store.write("a list of regions", audience="here") as session:
        session.add(Region(id="71.72", name="Kota Bitung", level=2, province="71"))
    consultation = consulted(office)
    done = import_list(office.store, HEAD + row(1), consultation=consultation.id)
    assert [found["code"] for found in done.problems()] == ["NIK_REGION"]
    assert done.items[0].status is Status.READY
    with office.store.read() as session:
        assert session.get_one(AffectedWorker, done.cases[0]).standing is Standing.OPEN


def test_a_dry_run_says_the_same_and_writes_nothing(office: Office) -> None:
    consultation = consulted(office)
    text = HEAD + row(1, kpj="12345678901") + row(2)
    dry = import_list(office.store, text, consultation=consultation.id, dry_run=True)
    assert (count(office, Worker), count(office, AffectedWorker)) == (0, 0)
    done = import_list(office.store, text, consultation=consultation.id)
    assert dry.counts == done.counts
    assert (len(dry.workers), len(dry.cases)) == (len(done.workers), len(done.cases)) == (2, 2)


@pytest.mark.parametrize("after", [0, 0.5, 0.66])
def test_a_cancelled_import_leaves_nothing(office: Office, after: float) -> None:
    consultation = consulted(office)
    seen: list[float] = []

    def stop(done: int, total: int) -> None:
        seen.append(done / total if total else 0)
        if seen[-1] >= after and len(seen) > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_list(
            office.store,
            HEAD + "".join(row(n) for n in range(1, 6)) * 100,
            consultation=consultation.id,
            progress=stop,
        )
    for record in (Worker, Membership, AffectedWorker):
        assert count(office, record) == 0
    last = undo.last_change(office.store)
    assert last is not None and last.why == "a consultation"


def test_an_import_is_taken_back_as_one(office: Office) -> None:
    consultation = consulted(office)
    import_list(office.store, SAMPLES / "01_tidy.xlsx", consultation=consultation.id)
    last = undo.last_change(office.store)
    assert last is not None
    assert last.count == 60 * 3
    undo.undo(office.store, last)
    for record in (Worker, Membership, AffectedWorker):
        assert count(office, record) == 0
    again = import_list(office.store, SAMPLES / "01_tidy.xlsx", consultation=consultation.id)
    assert (again.counts.ready, len(again.cases)) == (60, 60)


def test_a_confidential_case_is_nobodys_business_but_its_people_are_not_doubled(
    office: Office,
) -> None:
    officer = office.keys.officer.id
    until = make.DAY + timedelta(days=30)
    consultation = consulted(office, officer=officer, embargo_until=until)
    import_list(office.store, HEAD + row(1), consultation=consultation.id)
    other = Officer(id="0" * 32, user="budi", name="Budi", roles=frozenset(), public_key="ab" * 32)
    with office.store.write("a colleague") as session:
        session.add(other)
    store = colleague(office, replace(office.store.author, officer=other.id))
    try:
        with pytest.raises(UserError) as caught:
            import_list(store, HEAD + row(2), consultation=consultation.id)
        assert caught.value.code == "NOT-FOUND"
        for dry_run in (True, False):
            done = import_list(store, HEAD + row(1), dry_run=dry_run)
            assert (done.counts.exists, done.workers) == (1, ())
    finally:
        store.close()
    assert count(office, Worker) == 1


def test_no_list_no_import(office: Office) -> None:
    with pytest.raises(UserError) as caught:
        import_list(office.store, SAMPLES / "06_not_a_list.xlsx")
    assert caught.value.code == "NO-LIST"
    assert count(office, Worker) == 0


@pytest.mark.parametrize(
    ("state", "code"),
    [(ConsultationState.CANCELLED, "CASE-CANCELLED"), (ConsultationState.CLOSED, "CASE-CLOSED")],
)
def test_nobody_joins_a_consultation_that_is_over(
    office: Office, state: ConsultationState, code: str
) -> None:
    consultation = consulted(office, state=state, retain=Retain.NO)
    with pytest.raises(UserError, match=consultation.number) as caught:
        import_list(office.store, HEAD + row(1), consultation=consultation.id, dry_run=True)
    assert caught.value.code == code
    with pytest.raises(UserError) as caught, office.store.write("add") as session:
        add_person(session, consultation.id, nik=make.nik(1), name="Agus")
    assert caught.value.code == code
    assert count(office, Worker) == count(office, AffectedWorker) == 0


def test_a_consultation_without_agreement_still_takes_people(office: Office) -> None:
    consultation = consulted(office, state=ConsultationState.NOT_AGREED, retain=Retain.NO)
    done = import_list(office.store, HEAD + row(1), consultation=consultation.id)
    assert len(done.cases) == 1
