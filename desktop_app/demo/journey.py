"""The whole way through the program without a window, each step said aloud.

From two empty folders to headquarters' answer, by the functions that the
window and the command line use, with synthetic people only.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desktop_app.demo import filling, handing_out, road
from desktop_app.demo.cast import Cast
from desktop_app.demo.desk_work import DeskWork
from desktop_app.demo.sample import HEADQUARTERS, IN_USE, make, new_branch, new_headquarters
from desktop_app.demo.telling import Teller
from desktop_app.errors import UserError
from desktop_app.hq.collect import collect
from desktop_app.hq.publish import publish
from desktop_app.i18n import N_, translate
from desktop_app.office import Office, set_up, system_clock
from desktop_app.records import Consultation, TrainingClass
from desktop_app.sync import enrolment, inbox, outbox
from desktop_app.sync.verify import verify

BRANCH = "kantor-cabang"
FILES = "berkas"
SAMPLE = "kantor-contoh"


def play(
    folder: Path, say: Callable[[str], None], *, clock: Callable[[], datetime] = system_clock
) -> list[Path]:
    """Play the journey in the empty `folder`; returns the files it left, in order.

    `say` gets each line in the current language. Raises UserError FOLDER-IN-USE,
    and what the steps raise.
    """
    teller, files = Teller(say), folder / FILES
    if folder.exists() and any(folder.iterdir()):
        raise UserError("FOLDER-IN-USE", IN_USE, name=folder.name)
    files.mkdir(parents=True)
    say(translate(N_("Terampil: the whole way without a window; all data are samples (CONTOH).")))
    teller.step(N_("A branch office and headquarters are set up"))
    branch, recovery = set_up(folder / BRANCH, new_branch(), clock=clock)
    with closing(branch):
        headquarters, _ = set_up(folder / HEADQUARTERS, new_headquarters(), clock=clock)
        with closing(headquarters):
            _offices(teller, branch, headquarters, recovery)
            cast = Cast(7, branch.now, branch.today)
            _register(teller, branch, headquarters, cast, files)
            talk, seats = _desk(teller, DeskWork(branch, cast, teller, files))
            _hand_out(teller, branch, talk, seats, files)
            _send(teller, branch, headquarters, files)
            _check(teller, branch, headquarters)
    _sample(teller, folder / SAMPLE, clock)
    _end(teller)
    return teller.files


def _offices(teller: Teller, branch: Office, headquarters: Office, recovery: str) -> None:
    for office in (branch, headquarters):
        teller.tell(
            N_("{name} ({code}) in {folder}"),
            name=office.name,
            code=office.code,
            folder=office.home.folder,
        )
    teller.tell(N_("Recovery code of the branch, printed once: {code}"), code=recovery)


def _register(
    teller: Teller, branch: Office, headquarters: Office, cast: Cast, files: Path
) -> None:
    teller.step(N_("Headquarters makes itself and the branch known to each other, by three files"))
    filling.fill_headquarters(headquarters, cast)
    for path in road.register(branch, headquarters, files / "pendaftaran"):
        teller.made(path)
    teller.tell(
        N_("To be compared by telephone: {fingerprint}"),
        fingerprint=enrolment.fingerprint(branch),
    )
    for one in road.bring_down(headquarters, branch, files / "dari-pusat"):
        teller.made(one.path)
    teller.tell(N_("The branch has headquarters' catalogue of programmes"))
    filling.dress(branch, cast)


def _desk(teller: Teller, desk: DeskWork) -> tuple[Consultation, TrainingClass]:
    teller.step(N_("An employer comes to the desk"))
    employer = desk.record()
    teller.step(N_("A consultation is held before the layoff"))
    talk = desk.consult(employer)
    teller.step(N_("The employer's list is read in"))
    cases = desk.read_list(employer, talk)
    teller.step(N_("The workers are enrolled in a class"))
    seats = desk.enrol(cases)
    teller.step(N_("Somebody is looked up"))
    desk.find("maruf")
    return talk, seats


def _hand_out(
    teller: Teller, branch: Office, talk: Consultation, seats: TrainingClass, files: Path
) -> None:
    teller.step(N_("Reports as Excel and PDF"))
    handing_out.reports(branch, files, teller)
    teller.step(N_("Papers to sign"))
    with branch.store.read() as session:
        for name in handing_out.OF_CASE:
            handing_out.document(branch, session, name, talk.number, files, teller)
        handing_out.document(branch, session, "attendance-sheet", seats.code, files, teller)


def _send(teller: Teller, branch: Office, headquarters: Office, files: Path) -> None:
    up, down = files / "ke-pusat", files / "dari-pusat"
    up.mkdir()
    teller.step(N_("The branch seals what is new into a file for headquarters"))
    made = outbox.make(branch, up)
    teller.made(made.path)
    teller.tell(
        N_("File number {number} with {changes} changes"),
        number=made.batch_no,
        changes=sum(made.counts.values()),
    )
    teller.step(N_("Headquarters looks at the file first, then reads it; twice does no harm"))
    for result in collect(headquarters, up, dry_run=True):
        new = sum(result.created.values())
        teller.tell(N_("A look, nothing is changed: {n} new records"), n=new)
    for _ in range(2):
        for result in collect(headquarters, up):
            teller.tell(
                N_("Reading it: {state}, {n} new records"),
                state=translate(result.state.label),
                n=sum(result.created.values()),
            )
    teller.step(N_("Headquarters answers, and the branch reads the answer"))
    answers = [teller.made(one.path) for one in publish(headquarters, down)]
    inbox.read(branch, answers)
    for batch in reversed(outbox.batches(branch)):
        teller.tell(
            N_("File number {number}: {state}"),
            number=batch.number,
            state=translate(batch.state.label),
        )


def _check(teller: Teller, *offices: Office) -> None:
    teller.step(N_("Everything is checked: database, journal, keys"))
    for office in offices:
        for error in verify(office):
            raise error
        teller.tell(N_("{name}: in order"), name=office.name)


def _sample(teller: Teller, folder: Path, clock: Callable[[], datetime]) -> None:
    teller.step(N_("A whole sample office with a quarter of work, to look around in"))
    for line in make(folder, clock=clock).lines():
        teller.say(f"   {line}")
    teller.tell(
        N_("To open it with its window: {command}"),
        command=f'python3 dev.py run --home "{folder}"',
    )


def _end(teller: Teller) -> None:
    teller.say("")
    teller.say(translate(N_("Done. {n} files lie here:")).format(n=len(teller.files)))
    for path in teller.files:
        teller.say(f"   {path}")
