"""Headquarters keeps the branches' own journal lines beside its own, on every database.

The one thing nobody had tried: foreign lines byte for byte in the same table,
rows brought up to them, and the way down through the same inbox.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from desktop_app.hq.collect import collect
from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.records import Employer, Parameter, TrainingProvider, Worker
from desktop_app.records.employer import ProviderType
from desktop_app.store import journal
from desktop_app.store.journal import Stream
from desktop_app.sync import inbox, outbox
from desktop_app.sync.inbox import State
from desktop_app.sync.outbox import BatchState
from desktop_app.sync.sealing import own_stream
from tests.offices import World, add_employer, add_workers


def lines(office: Office, stream: Stream) -> Sequence[str]:
    with office.store.raw() as connection:
        return list(journal.texts(connection, stream))


def sound_streams(office: Office) -> list[Stream]:
    with office.store.raw() as connection:
        streams = journal.streams(connection)
        assert [journal.first_broken(connection, stream) for stream in streams] == [None] * len(
            streams
        )
    return streams


def send(world: World) -> None:
    for branch in world.branches.values():
        outbox.make(branch, world.stick)


def test_up_and_down_on_every_database(any_world: World, tmp_path: Path) -> None:
    world, headquarters = any_world, any_world.headquarters
    people = {code: add_workers(branch, 3) for code, branch in world.branches.items()}
    with headquarters.store.write("New rule") as session:
        parameter = session.scalars(
            select(Parameter).where(Parameter.key == "training.days.max")
        ).first()
        assert parameter is not None
        parameter.value = "41"
        session.add(TrainingProvider(name="BLK Pusat", type=ProviderType.BLK_UPTP))
    own = lines(headquarters, own_stream(headquarters, "all"))
    send(world)

    rehearsed = collect(headquarters, world.stick, dry_run=True)
    assert [r.state for r in rehearsed] == [State.APPLIED] * 2
    with headquarters.store.read() as session:
        assert session.scalars(select(Worker)).all() == []
    results = collect(headquarters, world.stick)
    assert [(r.state, r.message) for r in results] == [(State.APPLIED, "")] * 2
    assert all(r.created["worker"] == 3 and r.totals_matched for r in results)

    for code, branch in world.branches.items():
        stream = own_stream(branch, "hq")
        assert lines(headquarters, stream) == lines(branch, stream) != []
        with headquarters.store.read() as session:
            names = {w.id: w.name for w in session.scalars(select(Worker))}
        assert {names[one] for one in people[code]} == {f"Pekerja {code} {i}" for i in range(3)}
    assert lines(headquarters, own_stream(headquarters, "all")) == own
    assert {stream.node for stream in sound_streams(headquarters)} == {
        office.keys.node.id for office in (headquarters, *world.branches.values())
    }

    down = tmp_path / "down"
    published = publish(headquarters, down)
    assert {p.office for p in published} == {"", "MND", "GTO"}
    for branch in world.branches.values():
        read = inbox.read(branch, [p.path for p in published])
        states = {r.audience: (r.state, r.code) for r in read}
        other = next(o for o in world.branches.values() if o is not branch)
        assert states == {
            "all": (State.APPLIED, ""),
            branch.keys.node.id: (State.APPLIED, ""),
            other.keys.node.id: (State.REFUSED, "E-NOT-FOR-ME"),
        }
        assert [b.state for b in outbox.batches(branch)] == [BatchState.APPLIED]
        assert lines(branch, own_stream(headquarters, "all")) == own
        assert branch.store.facts().parameter("training.days.max") == 41
        with branch.store.read() as session:
            found = session.scalars(select(TrainingProvider)).one()
            assert (found.name, found.office) == ("BLK Pusat", "PUSAT")
        sound_streams(branch)


def test_edits_follow_in_order(any_world: World) -> None:
    world, headquarters = any_world, any_world.headquarters
    branch = world.branches["MND"]
    employer = add_employer(branch, "PT Laut", "AB123456")
    first = outbox.make(branch, world.stick)
    with branch.store.write("Renamed") as session:
        found = session.get(Employer, employer)
        assert found is not None
        found.name = "PT Laut Biru"
    second = outbox.make(branch, world.stick)
    assert (first.batch_no, second.batch_no) == (1, 2)
    results = inbox.read(headquarters, [second.path, first.path])
    assert [(r.batch_no, r.state) for r in results] == [(1, State.APPLIED), (2, State.APPLIED)]
    with headquarters.store.read() as session:
        kept = session.get(Employer, employer)
        assert kept is not None and kept.name == "PT Laut Biru"
