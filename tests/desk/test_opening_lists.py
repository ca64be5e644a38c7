"""A list opened, corrected and taken back: what the import's window does, without a window."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, insert, select

from desktop_app.desk import past_imports
from desktop_app.desk.importing import Checked, bring_in, checked
from desktop_app.desk.opening_lists import OpenedList, open_list, remember
from desktop_app.desk.past_imports import PastImport
from desktop_app.errors import Cancelled, UserError
from desktop_app.importing.answer import Verdict, verdict
from desktop_app.importing.corrections import Corrections, Place
from desktop_app.importing.list_kinds import LISTS, WORKERS
from desktop_app.importing.proposals import accept, alike, proposals
from desktop_app.importing.sorting import Status
from desktop_app.office import Office
from desktop_app.records import Note, Worker
from desktop_app.store.tables import local_batch
from tests import make

TEXT = f"NIK\tNama\tTelepon\tGaji\n{make.nik(1)}\tPekerja A\t12\t4.200.000,50\n"


def opened(office: Office, text: str = TEXT, kind: str = "workers") -> OpenedList:
    return open_list(office.store, text, LISTS[kind])


def looked_at(office: Office, text: str = TEXT) -> Checked:
    return checked(office.store, opened(office, text).read(office.store))


def imported(office: Office, text: str) -> PastImport:
    done = bring_in(office.store, looked_at(office, text))
    past = past_imports.note(office.store, done, "daftar.xlsx")
    assert past is not None
    return past


def count(office: Office) -> int:
    with office.store.read() as session:
        return session.scalar(select(func.count()).select_from(Worker)) or 0


def test_cells_are_typed_anew_and_a_correction_goes_back(office: Office) -> None:
    found = looked_at(office)
    assert found.items[0].status is Status.WRONG
    place = Place("", 2, 2)
    typed = Corrections().typed({place: "081234567801"})
    again = checked(office.store, found.read, corrections=typed)
    assert again.items[0].status is Status.CHECK  # The sen of the wage.
    back = checked(office.store, again.read, corrections=Corrections())
    assert back.items[0].status is Status.WRONG
    assert count(office) == 0


def test_proposals_lead_to_a_row_that_is_ready(office: Office) -> None:
    found = looked_at(office)
    offered = [str(p) for p in proposals(found.read, found.items[0])]
    assert len(offered) == 4  # The phone left out; the wage rounded, confirmed or left out.
    while options := proposals(found.read, found.items[0]):
        accepted = accept(found.read.corrections, alike(found.read, found.items, options[0]))
        found = checked(office.store, found.read, corrections=accepted)
    assert found.items[0].status is Status.READY
    assert verdict(found.items[0]) is Verdict.ACCEPTED
    assert [one.code for one in found.items[0].findings] == ["LEFT_OUT"]
    assert found.items[0].person.case["wage"] == 4_200_001
    bring_in(office.store, found)
    with office.store.read() as session:
        assert session.scalars(select(Worker.phone)).all() == [None]


def test_what_was_looked_at_is_recorded(office: Office) -> None:
    known = make.worker(1, name="Pekerja A")
    with office.store.write("known before") as session:
        session.add(known)
    found = looked_at(office, f"NIK\tNama\n{make.nik(2)}\tPekerja A\n{make.nik(1)}\tPekerja Aa\n")
    assert [item.status for item in found.items] == [Status.CHECK, Status.WRONG]
    assert [verdict(item) for item in found.items] == [Verdict.TO_COMPLETE, Verdict.NOT_MET]
    chosen = [proposals(found.read, item)[0] for item in found.items]
    found = checked(office.store, found.read, corrections=accept(found.read.corrections, chosen))
    assert [item.status for item in found.items] == [Status.READY, Status.EXISTS]
    assert found.items[1].existing == known.id


def test_somebody_recorded_meanwhile_is_not_doubled(office: Office) -> None:
    found = looked_at(office, f"NIK\tNama\n{make.nik(1)}\tPekerja A\n")
    assert found.counts.ready == 1
    with office.store.write("meanwhile") as session:
        session.add(make.worker(1, name="Pekerja A"))
    done = bring_in(office.store, found)
    assert (done.counts.exists, done.workers, count(office)) == (1, (), 1)
    assert past_imports.note(office.store, done, "") is None


def test_corrected_columns_are_remembered_by_heading_and_sender(office: Office) -> None:
    text = "Ident\tNama Perusahaan\tAlamat\n12345678\tPT A\tJalan A\n"
    first = opened(office, text, "employers")
    assert "npp" not in first.mapping.columns
    fields = {f: c.index for f, c in first.mapping.columns.items()}
    remember(office.store, first.with_columns({**fields, "npp": 0}), sender="99")
    again = opened(office, text.replace("PT A", "PT B"), "employers")
    assert again.remembered
    assert again.mapping.columns["npp"].index == 0
    assert not opened(office, text.replace("Ident", "Identitas"), "employers").remembered
    assert not opened(office, text, "providers").remembered


def test_what_cannot_be_recognised_is_opened_for_a_person_to_say(office: Office) -> None:
    found = opened(office, "a\tb\tc\n1\tPekerja A\t2\n")
    assert not found.sure
    named = found.under(1).with_columns({"name": 1, "nik": 0})
    read = named.read(office.store)
    assert [entry.name for entry in read.entries] == ["Pekerja A"]


def test_an_earlier_import_is_taken_back_as_a_whole(office: Office) -> None:
    rows = "".join(f"{make.nik(n)}\tPekerja {'ABCDE'[n]}\n" for n in range(1, 5))
    past = imported(office, f"NIK\tNama\n{rows}")
    with office.store.write("something else") as session:
        session.add(make.employer(1))

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        past_imports.take_back(office.store, past, stop)
    assert count(office) == 4
    past_imports.take_back(office.store, past)
    assert count(office) == 0
    (kept,) = past_imports.past_imports(office.store)
    assert kept.undone
    for one in (past, kept):
        with pytest.raises(UserError) as refused:
            past_imports.take_back(office.store, one)
        assert refused.value.code == "UNDO-CHANGED"


def test_an_import_that_was_built_upon_stays(office: Office) -> None:
    past = imported(office, f"NIK\tNama\n{make.nik(1)}\tPekerja A\n")
    with office.store.read() as session:
        worker = session.scalars(select(Worker)).one()
    with office.store.write("a note") as session:
        session.add(
            Note(of_record="worker", of_id=worker.id, text="Ditelepon", written_at=session.now)
        )
    with pytest.raises(UserError) as refused:
        past_imports.take_back(office.store, past)
    assert refused.value.code == "UNDO-CHANGED"
    assert count(office) == 1


def test_an_import_that_was_sent_stays(office: Office) -> None:
    past = imported(office, f"NIK\tNama\n{make.nik(1)}\tPekerja A\n")
    row = {"batch": 1, "file": "x", "sha256": "", "chain": "", "state": "made", "first_seq": 1}
    at = {"at": datetime(2026, 11, 24, tzinfo=UTC), "last_seq": past.txn + past.count}
    with office.store.local() as connection:
        connection.execute(
            insert(local_batch),
            {**row, **at, "epoch": past.stream[2], "audience": past.stream[1]},
        )
    with pytest.raises(UserError) as refused:
        past_imports.take_back(office.store, past)
    assert refused.value.code == "UNDO-SENT"
    assert count(office) == 1


def test_a_table_of_a_browser_in_the_clipboard(office: Office) -> None:
    page = (
        "<html><style>td {color: red}</style><table><tr><th>NIK</th><th>Nama</th></tr>"
        f"<tr><td>{make.nik(1)}</td><td>Pekerja A</td></tr></table></html>"
    )
    found = looked_at(office, page)
    assert [entry.name for entry in found.read.entries] == ["Pekerja A"]
    assert found.read.kind is WORKERS
    assert found.read.today == date(2026, 11, 24)
