"""A sample office with a quarter of work behind it, and the headquarters it belongs to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from desktop_app.demo import filling, road
from desktop_app.demo.cast import MARK, Cast
from desktop_app.demo.mail import letters_in, matters
from desktop_app.errors import UserError
from desktop_app.i18n import N_, current, translate
from desktop_app.office import NewOffice, Office, set_up, system_clock
from desktop_app.progress import Progress, silent
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Employer,
    Enrolment,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records.record import Record

USER = "contoh"
PASSWORD = "contoh contoh contoh"
"""Known to everybody and shown wherever the sample is: there is nothing to protect."""

FEWEST, MOST = 10, 100_000
"""How many workers a sample may have."""

SENT = 5_000
"""People whose data headquarters has; those of a very large sample are still to be sent."""
HEADQUARTERS = "kantor-pusat"
"""The folder of the sample's headquarters, inside its home."""
IN_USE = N_("The folder {name} is not empty. Choose an empty one for the sample office.")
FILES = "berkas"
"""The folder of the files that went back and forth."""


@dataclass(frozen=True)
class Named:
    """A record that a caller may want to point at: id, number or code, and state."""

    id: str
    number: str
    state: str


@dataclass(frozen=True)
class Sample:
    """What was made, and how to get in."""

    home: Path
    headquarters: Path
    office: str
    user: str
    password: str
    counts: dict[str, int]
    consultations: tuple[Named, ...]
    classes: tuple[Named, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as values JSON can hold."""
        return {
            **asdict(self),
            "home": str(self.home),
            "headquarters": str(self.headquarters),
        }

    def lines(self) -> list[str]:
        """The same for people, in the current language."""
        titles = {record.__tablename__: record.title for record in _COUNTED}
        return [
            translate(N_("Sample office {office}: {folder}")).format(
                office=self.office, folder=self.home
            ),
            translate(N_("Its headquarters: {folder}")).format(folder=self.headquarters),
            translate(N_("User {user}, password: {password}")).format(
                user=self.user, password=self.password
            ),
            *(f"{translate(titles[name])}: {n}" for name, n in self.counts.items()),
        ]


class _Clock:
    """The sample's clock: a day behind until the books of the quarter are sent."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.behind = timedelta(days=1)

    def __call__(self) -> datetime:
        return self.clock() - self.behind


def make(
    folder: Path,
    *,
    people: int = 400,
    seed: int = 1,
    progress: Progress = silent,
    clock: Callable[[], datetime] = system_clock,
) -> Sample:
    """Build the sample in `folder`, which becomes the home of the branch MND.

    The dates lie around the clock's today; up to the identities of keys and
    of class sessions the same seed and clock make the same sample. Raises
    UserError FOLDER-IN-USE when the folder is not empty, PEOPLE outside 10 to
    100,000. Nothing is left behind after an error or a cancel.
    """
    if not FEWEST <= people <= MOST:
        raise UserError(
            "PEOPLE", N_("Choose between {least} and {most} workers."), least=FEWEST, most=MOST
        )
    new = not folder.exists()
    if not new and any(folder.iterdir()):
        raise UserError(
            "FOLDER-IN-USE",
            IN_USE,
            name=folder.name,
        )
    try:
        return _make(folder, people, seed, progress, _Clock(clock))
    except BaseException:
        for path in folder.iterdir() if folder.exists() else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if new and folder.exists():
            folder.rmdir()
        raise


def _make(folder: Path, people: int, seed: int, progress: Progress, clock: _Clock) -> Sample:
    branch, _ = set_up(folder, new_branch(), clock=clock)
    with closing(branch):
        headquarters, _ = set_up(folder / HEADQUARTERS, new_headquarters(), clock=clock)
        with closing(headquarters):
            cast = Cast(seed, clock.clock(), branch.day(clock.clock()))
            files = folder / FILES
            filling.fill_headquarters(headquarters, cast)
            road.register(branch, headquarters, files / "pendaftaran")
            road.bring_down(headquarters, branch, files / "dari-pusat")
            dealt = filling.fill_branch(branch, cast, people - filling.TODAY)
            filling.add_people(branch, cast, dealt, 0, SENT, progress)
            road.send_up(branch, headquarters, files / "ke-pusat")
            road.bring_down(headquarters, branch, files / "dari-pusat")
            clock.behind = timedelta(0)
            filling.add_people(branch, cast, dealt, SENT, len(dealt), progress)
            filling.work_today(branch, cast)
            letters_in(branch, cast)
            matters(branch)
        return _sample(branch, folder)


def new_branch() -> NewOffice:
    """The sample's branch, not yet set up."""
    return _new("MND", f"Manado {MARK}", f"Petugas Cabang {MARK}", province="71")


def new_headquarters() -> NewOffice:
    """The sample's headquarters, not yet set up."""
    name = f"Kantor Pusat {MARK}"
    return replace(_new("PUSAT", name, f"Petugas Pusat {MARK}", province="31"), headquarters=True)


def _new(code: str, name: str, officer: str, *, province: str) -> NewOffice:
    return NewOffice(
        code,
        name,
        USER,
        PASSWORD,
        officer_name=officer,
        province=province,
        language=current(),
        sample=True,
    )


_COUNTED: tuple[type[Record], ...] = (
    Employer,
    Consultation,
    Worker,
    AffectedWorker,
    TrainingProvider,
    TrainingProgramme,
    TrainingClass,
    Enrolment,
)


def _sample(office: Office, folder: Path) -> Sample:
    with office.store.read() as session:
        counts = {
            record.__tablename__: int(session.scalar(select(func.count(record.id))) or 0)
            for record in _COUNTED
        }
        talks = session.scalars(select(Consultation).order_by(Consultation.number))
        groups = session.scalars(select(TrainingClass).order_by(TrainingClass.code))
        return Sample(
            folder,
            folder / HEADQUARTERS,
            office.code,
            USER,
            PASSWORD,
            counts,
            tuple(Named(one.id, one.number, str(one.state)) for one in talks),
            tuple(Named(one.id, one.code, str(one.state)) for one in groups),
        )
