"""The whole way through the program without a window, each step said aloud.

From two empty folders to headquarters' answer, by the functions that the
window and the command line use, with synthetic people only.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from desktop_app.demo import filling, handing_out, road
from desktop_app.demo.cast import Cast
from desktop_app.demo.desk_work import DeskWork
from desktop_app.demo.sample import (
    HEADQUARTERS,
    IN_USE,
    PASSWORD,
    Sample,
    make,
    new_branch,
    new_headquarters,
)
from desktop_app.demo.staff import Staff, hire
from desktop_app.demo.telling import Teller
from desktop_app.demo.two_hands import TwoHands
from desktop_app.desk.periods import month_of
from desktop_app.errors import UserError
from desktop_app.hq.collect import collect
from desktop_app.hq.publish import publish
from desktop_app.i18n import N_, translate
from desktop_app.office import Office, set_up, system_clock
from desktop_app.records.office import Role
from desktop_app.store import copies
from desktop_app.sync import enrolment, inbox, outbox
from desktop_app.sync.rehearsing import rehearse
from desktop_app.sync.verify import verify
from exports.pack import make_pack

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
    with ExitStack() as opened:
        teller.step(
            N_("A branch office and headquarters are set up"),
            N_(
                "Whoever brings Terampil does this once on each computer. No network is needed;"
                " the recovery code is printed and locked away."
            ),
        )
        branch, recovery = set_up(folder / BRANCH, new_branch(), clock=clock)
        opened.callback(branch.close)
        headquarters, _ = set_up(folder / HEADQUARTERS, new_headquarters(), clock=clock)
        opened.callback(headquarters.close)
        _offices(teller, branch, headquarters, recovery)
        cast = Cast(7, branch.now, branch.today)
        _register(teller, branch, headquarters, cast, files)
        staff = _hire(teller, branch, clock, opened)
        _desk(teller, staff, cast, files)
        _pack(teller, branch, files)
        _send(teller, branch, headquarters, files)
        _check(teller, branch, headquarters)
        _back_up(teller, branch)
    sample = _sample(teller, folder / SAMPLE, clock)
    _end(teller, sample)
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
    teller.step(
        N_("Headquarters makes itself and the branch known to each other, by three files"),
        N_(
            "The officer carries an invitation, a request and a certificate on a stick. From then"
            " on each side opens only what the other has sealed."
        ),
    )
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


def _hire(
    teller: Teller, branch: Office, clock: Callable[[], datetime], opened: ExitStack
) -> Staff:
    teller.step(
        N_("Colleagues get an access of their own"),
        N_(
            "The officer who set the office up adds the counter, the head of division and the"
            " officer for data protection. So nobody decides on what they wrote themselves."
        ),
    )
    staff = hire(branch, PASSWORD, clock, opened)
    for office in staff.offices:
        teller.tell(
            N_("{name}: user {user}, {roles}"),
            name=office.officer.name if office.officer else "",
            user=office.keys.officer.user,
            roles=", ".join(translate(r.label) for r in Role if r in office.roles),
        )
    return staff


def _desk(teller: Teller, staff: Staff, cast: Cast, files: Path) -> None:
    desk = DeskWork(staff.counter, cast, teller, files)
    hands = TwoHands(staff, PASSWORD, teller, files)
    teller.step(
        N_("An employer writes a letter"),
        N_(
            "The counter records the employer, enters the letter and scans it. The head of"
            " division writes on the disposition sheet who does what, and by when."
        ),
    )
    employer = desk.record()
    letter = hands.letter(employer)
    teller.step(
        N_("A consultation is held before the layoff"),
        N_(
            "The counter asks the question it is all about, puts down the answer and what was"
            " agreed, and sees the deadlines of the law."
        ),
    )
    talk = desk.consult(employer)
    hands.follow(letter, talk)
    teller.step(
        N_("The employer's list is read in"),
        N_(
            "The counter reads the employer's workbook. What is in order becomes the case's"
            " workers; the rest goes back to the employer with a reason for each row."
        ),
    )
    cases = desk.read_list(employer, talk)
    teller.step(
        N_("What is missing is asked for"),
        N_(
            "The counter ticks the papers that came in. A letter under a number of its own asks"
            " the employer for the rest, each with its last day."
        ),
    )
    hands.ask_for_papers(talk)
    teller.step(
        N_("Another officer decides"),
        N_(
            "The counter asks for approval; the head of division approves with the own password."
            " The seal holds what was approved, and the minutes get their number."
        ),
    )
    hands.decide(talk)
    teller.step(
        N_("The workers are enrolled in a class"),
        N_("The counter enrols all of them in one act; the rules of eligibility are asked first."),
    )
    seats = desk.enrol(cases)
    teller.step(
        N_("Somebody is looked up"),
        N_("Whoever is at the desk types part of a name, without apostrophe or title."),
    )
    desk.find("maruf")
    teller.step(
        N_("Papers to sign"),
        N_("The counter prints what is signed by hand: by the employer, and in class every day."),
    )
    with staff.counter.store.read() as session:
        for name in handing_out.OF_CASE:
            handing_out.document(staff.counter, session, name, talk.number, files, teller)
        handing_out.document(staff.counter, session, "attendance-sheet", seats.code, files, teller)


def _pack(teller: Teller, branch: Office, files: Path) -> None:
    teller.step(
        N_("The reports of the month in one act"),
        N_(
            "At the end of the month the officer has all reports written as Excel and PDF, with a"
            " list of contents and check sums. A month that is over can be finalised with it."
        ),
    )
    month = month_of(f"{branch.today:%Y-%m}")
    pack = make_pack(branch, month, files, purpose=translate(N_("Monthly report")))
    for path in sorted(pack.folder.glob("00-*")):
        teller.made(path)
    teller.tell(N_("{n} files in {folder}"), n=pack.files, folder=pack.folder)


def _send(teller: Teller, branch: Office, headquarters: Office, files: Path) -> None:
    up, down = files / "ke-pusat", files / "dari-pusat"
    up.mkdir()
    teller.step(
        N_("The branch seals what is new into a file for headquarters"),
        N_(
            "The officer saves one file on a stick or sends it by e-mail. Nobody but headquarters"
            " can open it."
        ),
    )
    made = outbox.make(branch, up)
    teller.made(made.path)
    teller.tell(
        N_("File number {number} with {changes} changes"),
        number=made.batch_no,
        changes=sum(made.counts.values()),
    )
    teller.step(
        N_("Headquarters looks at the file first, then reads it; twice does no harm"),
        N_("The officer at headquarters sees what a file holds before anything changes."),
    )
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
    teller.step(
        N_("Headquarters answers, and the branch reads the answer"),
        N_(
            "The answer acknowledges the file: the branch sees that everything arrived, and never"
            " has to ask by telephone."
        ),
    )
    answers = [teller.made(one.path) for one in publish(headquarters, down)]
    inbox.read(branch, answers)
    for batch in reversed(outbox.batches(branch)):
        teller.tell(
            N_("File number {number}: {state}"),
            number=batch.number,
            state=translate(batch.state.label),
        )


def _check(teller: Teller, *offices: Office) -> None:
    teller.step(
        N_("Everything is checked: database, journal, keys"),
        N_("Whoever keeps the computer does this once in a while; it changes nothing."),
    )
    for office in offices:
        for error in verify(office):
            raise error
        teller.tell(N_("{name}: in order"), name=office.name)


def _back_up(teller: Teller, branch: Office) -> None:
    teller.step(
        N_("A backup is taken, and its return rehearsed"),
        N_(
            "Terampil takes one every day. In the rehearsal it is opened in a temporary folder,"
            " so that the officer knows that it can be restored."
        ),
    )
    copy = copies.make(branch, copies.Why.BY_HAND).copy
    teller.made(copy.path)
    done = rehearse(branch, copy)
    teller.tell(
        N_("Rehearsal: {light}, {n} records"), light=translate(done.light.label), n=done.records
    )


def _sample(teller: Teller, folder: Path, clock: Callable[[], datetime]) -> Sample:
    teller.step(
        N_("A whole sample office with a quarter of work, to look around in"),
        N_(
            "Four officers have worked here for three months: with consultations in every state,"
            " letters, decisions that wait, partners and a register of data protection."
        ),
    )
    sample = make(folder, clock=clock)
    for line in sample.lines():
        teller.tell("{line}", line=line)
    return sample


def _end(teller: Teller, sample: Sample) -> None:
    teller.say("")
    teller.say(translate(N_("Done. {n} files lie here:")).format(n=len(teller.files)))
    for path in teller.files:
        teller.say(f"   {path}")
    teller.say("")
    words = translate(N_("To open it with its window: {command}"))
    teller.say(words.format(command=f'python3 dev.py run --home "{sample.home}"'))
    words = translate(N_("User {user}, password: {password}"))
    teller.say(words.format(user=sample.user, password=sample.password))
