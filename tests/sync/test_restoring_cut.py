"""A restore that the power ended: restoring once more puts everything right."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop_app.errors import UserError
from desktop_app.office import Office, open_office
from desktop_app.records import Worker
from desktop_app.store import copies
from desktop_app.store.copies import Why, every, make
from desktop_app.sync import restoring
from desktop_app.sync.restoring import restore
from desktop_app.sync.verify import verify
from tests import make as made
from tests.homes import PASSWORD, Clock

if sys.platform == "win32":
    pytest.skip("kills by signal", allow_module_level=True)


def people(office: Office) -> int:
    with office.store.read() as session:
        return session.scalar(select(func.count(Worker.id))) or 0


def _killed(folder: Path, name: str) -> None:
    """Restore in this process, and die as it comes to the step `name`."""

    def die(*_args: object, **_named: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(restoring, name, die)
    restore(folder, copies.copies(folder / "backups")[0], "rina", PASSWORD, clock=Clock())


@pytest.mark.parametrize(
    "step", ["faults_of", "_set_aside", "return_attachments", "open_office", "_go_on"]
)
def test_restoring_once_more_puts_it_right(office: Office, clock: Clock, step: str) -> None:
    with office.store.write("enter") as session:
        session.add(made.worker(1))
    make(office, Why.BY_HAND)
    with office.store.write("enter") as session:
        session.add(made.worker(2))
    epoch = office.keys.node.epoch
    office.close()
    folder = office.home.folder
    child = multiprocessing.get_context("spawn").Process(target=_killed, args=(folder, step))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    if step in ("faults_of", "_set_aside"):
        # Nothing had changed yet.
        still = open_office(folder, "rina", PASSWORD, clock=clock)
        assert people(still) == 2
        still.close()
    (copy,) = every(office)
    again = restore(folder, copy, "rina", PASSWORD, clock=clock).office
    assert people(again) == 1
    assert again.keys.node.epoch != epoch
    assert verify(again) == []
    assert not list(folder.glob("*.restoring*"))
    with again.store.write("enter") as session:
        session.add(made.worker(3))
    again.close()


def test_a_cut_between_the_two_files_says_that_the_data_file_is_missing(
    office: Office, clock: Clock
) -> None:
    make(office, Why.BY_HAND)
    office.close()
    restoring._set_aside(office.home, clock.now)
    with pytest.raises(UserError) as refused:
        open_office(office.home.folder, "rina", PASSWORD, clock=clock)
    assert refused.value.code == "STORE-MISSING"
    (copy,) = every(office)
    again = restore(office.home.folder, copy, "rina", PASSWORD, clock=clock).office
    assert verify(again) == []
    again.close()
