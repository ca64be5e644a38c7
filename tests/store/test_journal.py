"""Every change leaves a line: in the same transaction, in a chain that shows tampering."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Employer, TrainingProgramme, Worker
from desktop_app.records import Office as OfficeRecord
from desktop_app.store import chain, journal
from desktop_app.store.chain import Change
from desktop_app.store.journal import Stream
from desktop_app.store.tables import journal as lines
from desktop_app.store.tables import search_entry
from tests import make


def stream(office: Office, audience: str = "hq") -> Stream:
    author = office.store.author
    return Stream(author.node, audience, author.epoch)


def told(office: Office, audience: str = "hq") -> list[Change]:
    with office.store.raw() as connection:
        return list(journal.lines(connection, stream(office, audience)))


def broken(office: Office) -> int | None:
    with office.store.raw() as connection:
        return journal.first_broken(connection, stream(office))


def test_a_line_tells_who_did_what_when_and_why(office: Office) -> None:
    start = len(told(office))
    person = make.worker(birth_date=date(1985, 1, 1), notes="baru")
    with office.store.write("Worker entered") as session:
        session.add(person)
    with office.store.write("Name corrected") as session:
        found = session.get(Worker, person.id)
        assert found
        found.name, found.notes = "Siti", None
    created, changed = told(office)[start:]
    assert (created.do, changed.do) == ("create", "set")
    for line, why in ((created, "Worker entered"), (changed, "Name corrected")):
        assert (line.rec, line.id, line.why) == ("worker", person.id, why)
        assert line.by == office.keys.officer.id
        assert line.role == ",".join(office.keys.officer.roles)
        assert line.at == "2026-11-24T03:00:00.000Z"
        assert line.txn == line.seq
    assert created.set["birth_date"] == (None, "1985-01-01")
    assert created.set["office"] == (None, "MND")
    assert "major" not in created.set
    assert changed.set == {"name": ("Pekerja 1", "Siti"), "notes": ("baru", None)}
    assert changed.seq == created.seq + 1


def test_changes_of_one_transaction_share_its_number(office: Office) -> None:
    with office.store.write("two") as session:
        session.add(make.worker(1))
        session.add(make.worker(2))
    one, two = told(office)[-2:]
    assert one.txn == two.txn == one.seq == two.seq - 1


def test_no_line_when_nothing_changed(office: Office) -> None:
    person = make.worker()
    with office.store.write("enter") as session:
        session.add(person)
    before = told(office)
    heard: list[frozenset[str]] = []
    office.store.listeners.append(heard.append)
    with office.store.write("look") as session:
        found = session.get(Worker, person.id)
        assert found
        found.name = "Other"
        found.name = "Pekerja 1"
        found.notes = None
    with office.store.write("nothing"):
        pass
    assert told(office) == before
    assert heard == []


def test_several_flushes_make_one_transaction(office: Office) -> None:
    person = make.worker()
    with office.store.write("enter") as session:
        session.add(person)
        session.flush()
        person.name = "Siti"
        session.flush()
        session.void(person)
    assert [(line.do, line.txn) for line in told(office)[-3:]] == [
        (kind, told(office)[-3].seq) for kind in ("create", "set", "void")
    ]


def test_a_rollback_leaves_neither_row_nor_line_nor_index(office: Office) -> None:
    before = told(office)
    heard: list[frozenset[str]] = []
    office.store.listeners.append(heard.append)
    with pytest.raises(ZeroDivisionError), office.store.write("enter") as session:
        session.add(make.worker())
        session.flush()
        raise ZeroDivisionError
    assert told(office) == before
    assert heard == []
    with office.store.read() as session:
        assert session.scalars(select(Worker)).all() == []
    with office.store.raw() as connection:
        found = select(search_entry.c.n).where(search_entry.c.found == "worker")
        assert connection.scalars(found).all() == []


def test_one_faulty_record_takes_the_whole_transaction_back(office: Office) -> None:
    before = told(office)
    with pytest.raises(UserError) as refused, office.store.write("enter") as session:
        session.add(make.worker(1))
        session.add(make.worker(2, nik="123"))
    assert refused.value.code == "E-RULE"
    assert told(office) == before


def test_bulk_is_journalled_like_everything_else(office: Office) -> None:
    rows = [{"name": f"Orang {n}", "nik": make.nik(n)} for n in range(200)]
    start = len(told(office))
    with office.store.write("import") as session:
        ids = session.bulk(Worker, rows)
    new = told(office)[start:]
    assert [line.id for line in new] == ids
    assert {(line.do, line.txn) for line in new} == {("create", start + 1)}
    assert broken(office) is None
    with office.store.read() as session:
        assert {w.name for w in session.scalars(select(Worker))} == {r["name"] for r in rows}


def test_looking_at_masked_values_is_put_down(office: Office) -> None:
    person = make.worker()
    heard: list[frozenset[str]] = []
    with office.store.write("enter") as session:
        session.add(person)
    office.store.listeners.append(heard.append)
    with office.store.write("asked at the desk") as session:
        session.accessed(person, ["nik", "phone"])
    line = told(office)[-1]
    assert (line.do, line.id, set(line.set)) == ("access", person.id, {"nik", "phone"})
    assert line.set["nik"] == (None, None)
    assert heard == []  # nothing changed, so no list need be read anew


def test_history_tells_all_of_one_record(office: Office) -> None:
    person = make.worker()
    for name in ("A", "B", "C"):
        with office.store.write(name) as session:
            session.add(person) if name == "A" else None
            found = session.get(Worker, person.id)
            assert found
            found.name = name
    with office.store.raw() as connection:
        assert [line.why for line in journal.history(connection, person.id)][-2:] == ["B", "C"]


def test_records_are_never_deleted(office: Office) -> None:
    person = make.worker()
    with office.store.write("enter") as session:
        session.add(person)
    with pytest.raises(RuntimeError, match="voided"), office.store.write("x") as session:
        session.delete(session.get(Worker, person.id))


def test_a_stale_record_is_not_saved_over_a_newer_one(office: Office) -> None:
    with office.store.write("enter") as session:
        session.add(make.worker())
    with office.store.read() as session:
        stale = session.scalars(select(Worker)).one()
    stale.name = "Stale"
    refused = pytest.raises(RuntimeError, match="the session that read it")
    with refused, office.store.write("x") as session:
        session.add(stale)


def test_lists_of_headquarters_are_changed_there_only(office: Office) -> None:
    with office.store.read() as session:
        theirs = session.scalars(select(OfficeRecord)).one().id
    assert theirs == "MND"
    for change in ("name", "void"):
        with pytest.raises(UserError) as refused, office.store.write("x") as session:
            from desktop_app.records import Province

            province = session.get(Province, "71")
            assert province
            if change == "void":
                session.void(province)
            else:
                province.name = "Sulut"
        assert refused.value.code == "E-OWNER"


def test_another_offices_record_is_neither_changed_nor_taken(office: Office) -> None:
    foreign = make.programme(office="PST")
    with office.store.write("from headquarters", audience="here") as session:
        session.add(foreign)

    def attempt(**changes: Any) -> str:
        with pytest.raises(UserError) as refused, office.store.write("x") as session:
            found = session.get(TrainingProgramme, foreign.id)
            assert found
            for name, value in changes.items():
                setattr(found, name, value)
        return refused.value.code

    assert attempt(name="Other") == "E-OWNER"
    assert attempt(office="MND") == "E-OWNER"
    with pytest.raises(UserError), office.store.write("x") as session:
        session.add(make.employer(office="PST"))


def test_an_office_enters_a_number_once(office: Office) -> None:
    first = make.employer(1)
    with office.store.write("enter") as session:
        session.add(first)
    before = told(office)
    with pytest.raises(UserError) as refused, office.store.write("enter") as session:
        session.add(make.employer(1, name="PT Lain"))
    assert refused.value.code == "E-RULE"
    with pytest.raises(UserError), office.store.write("enter") as session:
        session.bulk(Employer, [{"name": n, "npp": "00000002"} for n in ("PT A", "PT B")])
    assert told(office) == before
    with office.store.write("none, twice") as session:
        session.bulk(Employer, [{"name": n} for n in ("PT A", "PT B")])
    with office.store.write("voided, then entered anew") as session:
        found = session.get(Employer, first.id)
        assert found
        session.void(found)
        session.add(make.employer(1))
    with pytest.raises(UserError), office.store.write("back again") as session:
        found = session.get(Employer, first.id)
        assert found
        found.voided_at = None


# --- The chain -------------------------------------------------------------------


@pytest.fixture
def written(office: Office) -> Office:
    """An office with a few lines more."""
    for number in range(1, 5):
        with office.store.write("enter") as session:
            session.add(make.worker(number))
    assert broken(office) is None
    return office


def tamper(office: Office, seq: int, **columns: Any) -> None:
    with office.store.local() as connection:
        connection.execute(
            update(lines).where(lines.c.audience == "hq", lines.c.seq == seq).values(**columns)
        )


def line_text(office: Office, seq: int) -> str:
    with office.store.raw() as connection:
        return next(journal.texts(connection, stream(office), seq - 1, seq))


def test_an_edited_value_is_found(written: Office) -> None:
    tamper(written, 4, line=line_text(written, 4).replace("Pekerja 2", "Pekerja 9"))
    assert broken(written) == 4


@pytest.mark.parametrize(
    "part", ["by", "role", "why", "at", "rec", "id", "do", "txn", "seq", "salt", "set"]
)
def test_every_part_of_a_line_is_covered(written: Office, part: str) -> None:
    line = json.loads(line_text(written, 4))
    old = line[part]
    line[part] = {str: "0" * 32, int: 3, dict: {}}[type(old)]
    assert line[part] != old
    tamper(written, 4, line=json.dumps(line, separators=(",", ":")))
    assert broken(written) == 4


@pytest.mark.parametrize("column", ["record", "record_id", "kind", "at", "node", "txn", "chain"])
def test_what_is_asked_of_a_line_agrees_with_it(written: Office, column: str) -> None:
    tamper(written, 4, **{column: 99 if column == "txn" else "0" * 16})
    assert broken(written) == 4


@pytest.mark.parametrize("nonsense", ["", "{", "null", '{"seq":4}', "a" * 100])
def test_a_line_that_is_none_is_found(written: Office, nonsense: str) -> None:
    tamper(written, 4, line=nonsense)
    assert broken(written) == 4


def execute(office: Office, statement: str) -> None:
    with office.store.local() as connection:
        connection.execute(text(statement))


def test_a_deleted_line_is_found(written: Office) -> None:
    execute(written, "DELETE FROM journal WHERE audience = 'hq' AND seq = 4")
    assert broken(written) == 5


def test_reordered_lines_are_found(written: Office) -> None:
    for old, new in ((4, 99), (5, 4), (99, 5)):
        execute(written, f"UPDATE journal SET seq = {new} WHERE audience = 'hq' AND seq = {old}")
    assert broken(written) == 4


def test_a_line_put_in_between_is_found(written: Office) -> None:
    execute(written, "UPDATE journal SET seq = seq + 100 WHERE audience = 'hq' AND seq > 4")
    execute(written, "UPDATE journal SET seq = seq - 99 WHERE audience = 'hq' AND seq > 100")
    assert broken(written) == 6


def test_blanking_takes_the_value_and_keeps_the_chain(written: Office) -> None:
    with written.store.local() as connection:
        for line in list(journal.lines(connection, stream(written))):
            if line.rec == "worker":
                journal.rewrite(connection, stream(written), chain.blank(line, ["nik", "name"]))
    assert broken(written) is None
    kept = [line for line in told(written) if line.rec == "worker"]
    assert len(kept) == 4
    for line in kept:
        assert chain.sound(line)
        assert isinstance(line.set["nik"], str)
        assert isinstance(line.set["office"], tuple)
    whole = "".join(line_text(written, line.seq) for line in kept)
    assert "Pekerja" not in whole
    assert make.nik(1) not in whole
    again = chain.blank(kept[0], ["birth_date"])
    assert chain.line_digest(again) == chain.line_digest(kept[0])
    tamper(written, kept[0].seq, line=journal.encode_line(again).decode().replace("MND", "XXX"))
    assert broken(written) == kept[0].seq


values = st.one_of(st.none(), st.text(), st.integers(-(2**63), 2**63 - 1))
changes = st.builds(
    Change,
    seq=st.integers(1, 99),
    txn=st.integers(1, 99),
    at=st.text(),
    by=st.text(),
    role=st.text(),
    why=st.text(),
    rec=st.text(),
    id=st.text(),
    do=st.text(),
    salt=st.binary(min_size=16, max_size=16).map(bytes.hex),
    set=st.dictionaries(st.text(), st.tuples(values, values), max_size=4),
)


@given(changes, st.data())
def test_any_line_can_be_blanked_in_any_order(line: Change, data: st.DataObject) -> None:
    names = data.draw(st.permutations(sorted(line.set)))
    blanked = line
    for name in names[: len(names) // 2 + 1]:
        blanked = chain.blank(blanked, [name])
        assert chain.sound(blanked)
        assert chain.line_digest(blanked) == chain.line_digest(line)
    assert journal.decode_line(journal.encode_line(blanked)) == blanked


@given(changes.filter(lambda line: line.set), changes.filter(lambda line: line.set))
def test_different_lines_have_different_digests(one: Change, other: Change) -> None:
    same = chain.line_digest(one) == chain.line_digest(other)
    assert same == (one == other)


def test_equal_values_have_unequal_digests() -> None:
    """Otherwise a blanked NIK could be guessed by trying all."""
    made = [
        msgspec.structs.replace(
            Change(1, 1, "", "", "", "", "worker", "x", "create", "", {"nik": (None, "1")}),
            salt=chain.new_salt(),
        )
        for _ in range(2)
    ]
    one, other = (chain.digests(line)["nik"] for line in made)
    assert one != other


def test_streams_are_separate(headquarters: Office) -> None:
    with headquarters.store.write("two audiences") as session:
        session.add(make.programme())
        session.add(make.employer())
    assert [line.rec for line in told(headquarters, "all")][-1] == "training_programme"
    assert [line.rec for line in told(headquarters, "here")][-1] == "employer"
    with headquarters.store.raw() as connection:
        for one in journal.streams(connection):
            assert journal.first_broken(connection, one) is None
