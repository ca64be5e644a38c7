"""What a class came to, on paper: the list of results, and the minutes that hand them over."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from desktop_app.desk.attendance_recap import facts_on
from desktop_app.desk.class_days import length
from desktop_app.desk.class_people import learners
from desktop_app.desk.results import Outcome, outcomes
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.records import Employer, TrainingClass, TrainingProgramme, TrainingProvider
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from desktop_app.wording import day_in_words, day_long, day_range, in_words, integer, percent
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.grids import facts, table, two_column_facts
from exports.imprint import Marks
from exports.letter import Signer, letterhead, signatures, title_block, write
from exports.markup import Story, numbered, pdf_text, space, style, text
from exports.office_paper import OfficePaper, full_name

LIST = "result-list"
MINUTES = "completion-minutes"

HEADS = ("No.", "Nama", "Perusahaan", "Kehadiran", "Nilai", "Hasil")
_SHARES = (6, 32, 28, 12, 8, 14)


def trainer(session: Session, one: TrainingClass) -> str:
    """Who trains: the provider, or the employer of scheme B."""
    provider = maybe(session, TrainingProvider, one.provider)
    employer = maybe(session, Employer, one.employer)
    return provider.name if provider else employer.name if employer else ""


def about_class(session: Session, one: TrainingClass) -> list[tuple[str, str]]:
    """What the class is, as the head of its papers says it."""
    programme = the(session, TrainingProgramme, one.programme)
    long = length(session, one)
    return [
        ("Program", programme.name),
        ("Kelas", one.code),
        ("Lembaga", trainer(session, one)),
        ("Tempat", one.place or ""),
        ("Tanggal", day_range(one.starts_on, one.ends_on)),
        ("Hari pelatihan", f"{long.training_days} hari, {long.lesson_hours} JP"),
    ]


def result_rows(found: list[Outcome]) -> list[list[str]]:
    """The list of results, ready for a table under HEADS."""
    return [
        [
            str(n),
            one.learner.name,
            one.learner.employer or "-",
            _share(one),
            integer(one.enrolment.score) if one.enrolment.score is not None else "-",
            translate(one.enrolment.result.label).upper() if one.enrolment.result else "-",
        ]
        for n, one in enumerate(found, 1)
    ]


def _share(one: Outcome) -> str:
    share = one.standing.share if one.standing else None
    return percent(share) if share is not None else "-"


def _table(found: list[Outcome], width: float) -> Story:
    widths = [width * share / sum(_SHARES) for share in _SHARES]
    return [table(list(HEADS), result_rows(found), widths, centred=(0, 3, 4, 5))]


def _signers(paper: OfficePaper, session: Session, name: str, one: TrainingClass) -> list[Signer]:
    """The provider on the left, the office on the right."""
    signing = paper.signers(name, paper.today)
    office = signing[0] if signing else Signer("", "")
    left = Signer("", "", heading=trainer(session, one) or "Lembaga pelatihan,")
    return [left, replace(office, heading=office.heading or full_name(paper.office))]


def _list(paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp) -> bytes:
    one = the(session, TrainingClass, record_id)
    found = outcomes(session, one.id, facts_on(session, paper.today))
    left, right = _signers(paper, session, LIST, one)

    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block("DAFTAR HASIL PELATIHAN"),
            two_column_facts(about_class(session, one), width),
            space(3),
            *_table(found, width),
            *_summary(found),
            *signatures(left, right, width, place_and_day=f"{paper.city}, {day_long(paper.today)}"),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Daftar Hasil Pelatihan {one.code}",
        size=size,
        marks=Marks(bool(found), provisional=one.state is not ClassState.REPORTED),
    )


def _summary(found: list[Outcome]) -> Story:
    results = [one.enrolment.result for one in found]
    passed, failed = (results.count(result) for result in TrainingResult)
    return [
        space(2),
        text(
            f"Lulus {integer(passed)} orang, tidak lulus {integer(failed)} orang, belum ada hasil"
            f" {integer(results.count(None))} orang. Hasil ini dinyatakan oleh lembaga pelatihan.",
            style(9),
        ),
    ]


def _minutes(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    one = the(session, TrainingClass, record_id)
    found = outcomes(session, one.id, facts_on(session, paper.today))
    left, right = _signers(paper, session, MINUTES, one)

    def story(width: float) -> Story:
        from reportlab.platypus import PageBreak

        return [
            *letterhead(paper.letterhead, width),
            *title_block("BERITA ACARA PENYELESAIAN DAN SERAH TERIMA HASIL PELATIHAN", stamp.shown),
            text(
                f"Pada hari ini, {day_in_words(stamp.day)} ({stamp.day:%d-%m-%Y}),"
                f" {pdf_text(trainer(session, one)) or 'lembaga pelatihan'} (PIHAK PERTAMA) dan"
                f" {pdf_text(full_name(paper.office))} (PIHAK KEDUA) menyatakan bahwa pelatihan"
                " berikut telah selesai:",
                style(after=4),
            ),
            facts(about_class(session, one), width, indent=0),
            space(2),
            *numbered(_said(session, one, found)),
            text(
                "Demikian Berita Acara ini dibuat dengan sebenarnya dan ditandatangani oleh kedua"
                " belah pihak untuk dipergunakan sebagaimana mestinya.",
                style(before=6),
            ),
            *signatures(left, right, width, place_and_day=f"{paper.city}, {day_long(stamp.day)}"),
            PageBreak(),
            *title_block("LAMPIRAN: DAFTAR HASIL PELATIHAN", stamp.shown),
            *_table(found, width),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Berita Acara Hasil Pelatihan {one.code}",
        size=size,
        marks=Marks(bool(found), draft=stamp.draft),
    )


def _said(session: Session, one: TrainingClass, found: list[Outcome]) -> list[str]:
    results = [each.enrolment.result for each in found]
    passed, failed = (results.count(result) for result in TrainingResult)
    gone = len(learners(session, one.id, (EnrolmentState.DROPPED,)))
    short = sum(each.short for each in found)

    def people(n: int) -> str:
        return f"{integer(n)} ({in_words(n)}) orang"

    said = [
        f"Peserta yang mengikuti pelatihan sampai selesai: {people(len(found))}; berhenti:"
        f" {people(gone)}.",
        f"Lulus: {people(passed)}; tidak lulus: {people(failed)}.",
    ]
    if short:
        said.append(f"Kehadiran di bawah batas minimum: {people(short)}.")
    said.append(
        "PIHAK PERTAMA menyerahkan dan PIHAK KEDUA menerima daftar hasil pelatihan, daftar hadir"
        " yang ditandatangani, dan laporan pelaksanaan."
    )
    return said


def _ready(session: Session, record_id: str) -> None:
    one = the(session, TrainingClass, record_id)
    if one.state not in (ClassState.FINISHED, ClassState.REPORTED):
        raise UserError(
            "NOT-FINISHED", N_("The training is not finished yet. Minutes are issued once it is.")
        )
    seats = learners(session, one.id)
    if not seats or any(seat.enrolment.result is None for seat in seats):
        raise UserError(
            "NO-RESULTS", N_("Enter everybody's result first; then the minutes are issued.")
        )


def _provider(session: Session, record_id: str) -> str:
    return trainer(session, the(session, TrainingClass, record_id))


RESULT_LIST = Document(
    LIST,
    "daftar-hasil-pelatihan",
    N_("Result list of a class"),
    N_("Who passed and who did not, with attendance and score, as the provider reports it."),
    "training_class",
    _list,
    numbered=False,
)
COMPLETION_MINUTES = Document(
    MINUTES,
    "berita-acara-hasil-pelatihan",
    N_("Minutes of completion"),
    N_("The provider hands over what a finished class came to; both sides sign."),
    "training_class",
    _minutes,
    ready=_ready,
    addressee=_provider,
    returns=True,
)
