"""A sample office with a quarter of work behind it, and the headquarters it belongs to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from desktop_app.demo import filling, road
from desktop_app.demo.cast import MARK, Cast
from desktop_app.demo.certifying import Certifying, grant
from desktop_app.demo.deciding import ADDED, Deciding
from desktop_app.demo.diary import WITA, Clock, Diary
from desktop_app.demo.filling import Calendar
from desktop_app.demo.keeping import Keeping
from desktop_app.demo.mail import write_mail
from desktop_app.demo.partners import add_partners, take_asked
from desktop_app.demo.paying import Paying, budget
from desktop_app.demo.protection import Protection
from desktop_app.demo.quarter import LENGTH, Quarter
from desktop_app.demo.staff import USERS, hire
from desktop_app.demo.teaching import Teaching
from desktop_app.demo.working import Working
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
    colleagues: tuple[str, ...]
    """User names of the others, who have the same password."""
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
            translate(N_("Colleagues with the same password: {users}")).format(
                users=", ".join(self.colleagues)
            ),
            *(f"{translate(titles[name])}: {n}" for name, n in self.counts.items()),
        ]


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
        return _make(folder, people, seed, progress, Clock(clock))
    except BaseException:
        for path in folder.iterdir() if folder.exists() else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if new and folder.exists():
            folder.rmdir()
        raise


def _make(folder: Path, people: int, seed: int, progress: Progress, clock: Clock) -> Sample:
    now = clock.real()
    today = now.astimezone(WITA).date()
    cast = Cast(seed, now, today)
    clock.stop(today - timedelta(days=LENGTH), 8)
    with ExitStack() as opened:
        branch = _set_up(folder, new_branch(), clock, opened)
        headquarters = _set_up(folder / HEADQUARTERS, new_headquarters(), clock, opened)
        files = folder / FILES
        filling.fill_headquarters(headquarters, cast)
        budget(headquarters, cast, branch.code)
        grant(headquarters, cast)
        road.register(branch, headquarters, files / "pendaftaran")
        road.bring_down(headquarters, branch, files / "dari-pusat")
        filling.dress(branch, cast)
        workday = Calendar.read(branch).workday
        cast.yesterday, diary = workday(cast.yesterday), Diary(clock, workday)
        staff = hire(branch, PASSWORD, clock, opened)
        quarter = Quarter.plan(staff, cast, people - filling.TODAY - ADDED)
        add_partners(staff.counter, cast)
        sent = quarter.enter(diary, SENT, progress)
        diary.on(today - timedelta(days=20), lambda: take_asked(staff.counter))
        write_mail(diary, staff, cast)
        Deciding(staff, cast, PASSWORD).write(diary)
        Keeping(staff, cast).write(diary)
        Protection(staff, cast).write(diary)
        Teaching(staff, cast).write(diary)
        Certifying(staff, cast).write(diary)
        Paying(staff, cast, PASSWORD).write(diary)
        Working(staff, cast).write(diary)

        def send() -> None:
            road.send_up(branch, headquarters, files / "ke-pusat")
            road.bring_down(headquarters, branch, files / "dari-pusat")

        diary.on(sent, send, 17)
        diary.play()
        filling.work_today(branch, cast)
        return _sample(branch, folder)


def _set_up(folder: Path, new: NewOffice, clock: Clock, opened: ExitStack) -> Office:
    office, _recovery = set_up(folder, new, clock=clock)
    opened.callback(office.close)
    return office


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
            USERS,
            counts,
            tuple(Named(one.id, one.number, str(one.state)) for one in talks),
            tuple(Named(one.id, one.code, str(one.state)) for one in groups),
        )
