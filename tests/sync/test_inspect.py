"""What a file says to those who may read it, and to those who may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.errors import UserError
from desktop_app.sync import enrolment, inbox, outbox
from desktop_app.sync.inspect import Finding, Inspection, inspect
from tests.offices import World, add_workers


def findings(found: Inspection) -> dict[str, str]:
    return {check.what: check.finding.value for check in found.checks}


@pytest.fixture
def batch(world: World) -> Path:
    add_workers(world.branches["MND"], 2)
    return outbox.make(world.branches["MND"], world.stick).path


def test_without_keys_only_what_stands_in_clear(batch: Path) -> None:
    found = inspect(batch)
    assert found.sound and found.manifest is None
    assert found.header is not None and found.header.sender.office == "MND"
    assert findings(found) == {
        "Form and length": "good",
        "Content against the header": "good",
        "Seal of the sender": "open",
        "Manifest and changes": "open",
    }


def test_with_keys_all_of_it(world: World, batch: Path) -> None:
    for office in (world.headquarters, world.branches["MND"]):
        found = inspect(batch, office)
        assert found.manifest is not None and found.manifest.counts["worker"] == 2
        assert set(findings(found).values()) == {"good"}
    inbox.read(world.headquarters, [batch])
    assert inspect(batch, world.headquarters).sound


def test_another_branch_sees_the_outside(world: World, batch: Path) -> None:
    found = inspect(batch, world.branches["GTO"])
    assert found.sound and found.manifest is None


def test_a_file_ahead_of_its_turn(world: World, batch: Path) -> None:
    add_workers(world.branches["MND"])
    second = outbox.make(world.branches["MND"], world.stick).path
    found = inspect(second, world.headquarters)
    turn = found.checks[-1]
    assert (turn.finding, turn.error and turn.error.code) == (Finding.OPEN, "E-GAP")


@pytest.mark.parametrize(("at", "code"), [(0, "E-TYPE"), (12, "E-TYPE"), (-100, "E-SIG")])
def test_damage_is_found_without_keys(batch: Path, at: int, code: str) -> None:
    data = bytearray(batch.read_bytes())
    data[at] ^= 1
    batch.write_bytes(data)
    found = inspect(batch)
    assert (found.sound, found.code) == (False, code)


def test_a_broken_seal_is_found_by_who_knows_the_sender(world: World, batch: Path) -> None:
    data = bytearray(batch.read_bytes())
    data[-1] ^= 1
    batch.write_bytes(data)
    assert inspect(batch).sound
    assert inspect(batch, world.headquarters).code == "E-SIG"


def test_papers_and_other_things(world: World, tmp_path: Path) -> None:
    paper = enrolment.invite(world.headquarters, "BTG", "Bitung", tmp_path)
    found = inspect(paper, world.branches["MND"])
    assert (found.kind, found.sound) == ("invitation", True)
    assert found.paper is not None and found.paper.office == "BTG"
    paper.write_bytes(paper.read_bytes().replace(b"BTG", b"BTX"))
    assert inspect(paper, world.branches["MND"]).code == "E-SIG"
    other = tmp_path / "notes.txt"
    other.write_text("hello")
    assert inspect(other).code == "E-TYPE"
    with pytest.raises(UserError):
        inspect(tmp_path / "none")
