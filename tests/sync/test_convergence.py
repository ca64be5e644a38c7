"""Two branches, headquarters and a careless courier: whatever he does, they come to agree.

Real stores in every example. The courier keeps, loses, repeats and mixes up
files; branches edit, seal and hand out again; headquarters edits its lists.
After each step nothing was applied twice and every chain verifies; in the end,
when everything is handed out once more, all hold the same.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from desktop_app.errors import UserError
from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.records import Employer, PilotPlace
from desktop_app.store import journal
from desktop_app.sync import inbox, outbox
from desktop_app.sync.inbox import State
from desktop_app.sync.outbox import BatchState
from desktop_app.sync.sealing import own_stream
from desktop_app.sync.verify import verify
from tests.offices import World, add_employer

CODES = st.sampled_from(["MND", "GTO"])
PICK = st.integers(0, 10**6)


class Road(RuleBasedStateMachine):
    """Everything that may happen between the offices, in any order."""

    template: ClassVar[World]

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="terampil-road-"))
        self.world = self.template.copy(self.folder)
        self.files: list[Path] = []
        self.applied: dict[tuple[str, str, str, int], int] = {}
        self.names = 0

    def teardown(self) -> None:
        try:
            self.settle()
        finally:
            self.world.offices.close()
            shutil.rmtree(self.folder)

    @rule(code=CODES)
    def add(self, code: str) -> None:
        self.names += 1
        add_employer(self.world.branches[code], f"PT {self.names}", f"AB{self.names:06}")

    @rule(code=CODES, pick=PICK)
    def edit(self, code: str, pick: int) -> None:
        self.names += 1
        with self.world.branches[code].store.write("edit") as session:
            found = session.scalars(select(Employer).order_by(Employer.id)).all()
            own = [one for one in found if one.office == code]
            if own:
                own[pick % len(own)].name = f"PT {self.names}"

    @rule(code=CODES)
    def void(self, code: str) -> None:
        with self.world.branches[code].store.write("void") as session:
            for one in session.scalars(select(Employer).order_by(Employer.id).limit(1)):
                if one.office == code and one.voided_at is None:
                    session.void(one)

    @rule()
    def edit_lists(self) -> None:
        self.names += 1
        with self.world.headquarters.store.write("list") as session:
            session.add(PilotPlace(name=f"Kota {self.names}", valid_from=date(2026, 1, 1)))

    @rule(code=CODES)
    def seal(self, code: str) -> None:
        with suppress(UserError):
            made = outbox.make(self.world.branches[code], self.world.stick)
            self.files.append(made.path)

    @rule()
    def publish(self) -> None:
        with suppress(UserError):
            for one in publish(self.world.headquarters, self.world.stick):
                if one.path not in self.files:
                    self.files.append(one.path)

    @rule(pick=PICK)
    def lose(self, pick: int) -> None:
        if self.files:
            self.files.pop(pick % len(self.files)).unlink(missing_ok=True)

    @rule(code=CODES, pick=PICK)
    def hand_out_again(self, code: str, pick: int) -> None:
        branch = self.world.branches[code]
        made = outbox.batches(branch)
        if made:
            path = outbox.export(branch, made[pick % len(made)], self.world.stick)
            if path not in self.files:
                self.files.append(path)

    @rule(
        picks=st.lists(PICK, min_size=1, max_size=4), code=st.sampled_from(["PUSAT", "MND", "GTO"])
    )
    def deliver(self, picks: list[int], code: str) -> None:
        """Some files, in any order, also twice, also to the wrong office."""
        if self.files:
            self.read(self.office(code), [self.files[p % len(self.files)] for p in picks])

    @invariant()
    def nothing_was_applied_twice(self) -> None:
        assert all(times == 1 for times in self.applied.values())

    def office(self, code: str) -> Office:
        return self.world.branches.get(code, self.world.headquarters)

    def read(self, office: Office, paths: list[Path]) -> None:
        for result in inbox.read(office, paths):
            assert result.code in ("", "E-GAP", "E-NOT-FOR-ME"), result.message
            assert result.held == []
            if result.state is State.APPLIED:
                key = (office.code, result.node, result.audience, result.batch_no)
                self.applied[key] = self.applied.get(key, 0) + 1

    def settle(self) -> None:
        """One carrier who loses nothing: up, down, and all agree."""
        world, last = self.world, self.folder / "last"
        last.mkdir()
        for code in world.branches:
            self.seal(code)
            for batch in outbox.batches(world.branches[code]):
                outbox.export(world.branches[code], batch, last)
        self.read(world.headquarters, list(last.iterdir()))
        down = self.folder / "down"
        with suppress(UserError):
            publish(world.headquarters, down)
        for branch in world.branches.values():
            self.read(branch, list(down.glob("*.vkb")))
        self.nothing_was_applied_twice()
        lists = employers_and_places(world.headquarters)[1]
        for code, branch in world.branches.items():
            own, places = employers_and_places(branch)
            assert own == {
                key: value
                for key, value in employers_and_places(world.headquarters)[0].items()
                if value[0] == code
            }
            assert places == lists
            assert {b.state for b in outbox.batches(branch)} <= {BatchState.APPLIED}
            assert texts(world.headquarters, branch, "hq") == texts(branch, branch, "hq")
            assert texts(branch, world.headquarters, "all") == texts(
                world.headquarters, world.headquarters, "all"
            )
        for office in (world.headquarters, *world.branches.values()):
            assert verify(office) == []


def texts(office: Office, writer: Office, audience: str) -> list[str]:
    with office.store.raw() as connection:
        return list(journal.texts(connection, own_stream(writer, audience)))


def employers_and_places(
    office: Office,
) -> tuple[dict[str, tuple[str, str, bool]], dict[str, str]]:
    with office.store.read() as session:
        voided = {"also_voided": True}
        employers = session.scalars(select(Employer).execution_options(**voided))
        places = session.scalars(select(PilotPlace))
        return (
            {e.id: (e.office, e.name, e.voided_at is not None) for e in employers},
            {p.id: p.name for p in places},
        )


def test_all_come_to_agree(template: World) -> None:
    machine = type("Road", (Road,), {"template": template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=24,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
