"""*Berita Acara Konsultasi*: what employer and branch said and agreed, signed by both.

A pure function of `Minutes`; the records are turned into it elsewhere. No NIK
stands on it, and of a KPJ only its last four characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.i18n import translate
from desktop_app.records.consultation import QUESTION, Agreement, Background, Retain, Side
from desktop_app.records.employer import Scheme
from desktop_app.records.identifiers import mask
from desktop_app.wording import day_in_words, day_long, in_words, integer
from exports.grids import facts, table
from exports.imprint import A4, MM, Imprint, Marks
from exports.letter import Letterhead, Signer, letterhead, signatures, title_block, witnesses, write
from exports.markup import BLANK, Story, heading, numbered, pdf_text, space, style, text
from exports.words import scheme

TITLE = "Berita Acara Konsultasi"


@dataclass(frozen=True)
class Party:
    """One of the two who sign, and for whom."""

    name: str
    position: str
    body: str
    """The office or company."""
    address: str = ""
    number_label: str = ""
    number: str = ""


@dataclass(frozen=True)
class Term:
    """A deadline of the law and where it stands."""

    what: str
    due: date
    basis: str = ""
    met_on: date | None = None


@dataclass(frozen=True)
class Person:
    """A worker whom the talk is about; `kpj` whole, it is masked here."""

    name: str
    position: str = ""
    kpj: str = ""
    wish: str = ""
    """The training proposed for this worker."""


@dataclass(frozen=True)
class Present:
    """Somebody who took part."""

    name: str
    position: str
    side: Side


@dataclass(frozen=True)
class Minutes:
    """All that the paper says of a consultation."""

    letterhead: Letterhead
    number: str
    case_number: str
    held_on: date
    place: str
    city: str
    """Stands before the date above the signatures."""
    first: Party
    second: Party
    first_signer: Signer
    second_signer: Signer
    npp: str = ""
    workers_stated: int | None = None
    reason: str = ""
    background: Background | None = None
    skill_gap: str = ""
    retain: Retain | None = None
    conditions: str = ""
    commitment: bool = False
    commitment_until: date | None = None
    industry_needs: str = ""
    agreement: Agreement | None = None
    training: str = ""
    scheme: Scheme | None = None
    steps: tuple[tuple[str, date], ...] = ()
    """What was done of the termination, and when."""
    terms: tuple[Term, ...] = ()
    follow_up_on: date | None = None
    people: tuple[Person, ...] = ()
    attendees: tuple[Present, ...] = ()
    witnesses: tuple[tuple[str, str], ...] = ()
    """Name and position of each."""


def minutes(
    content: Minutes,
    imprint: Imprint,
    *,
    size: tuple[float, float] = A4,
    provisional: bool = False,
    draft: bool = False,
) -> bytes:
    """The minutes as PDF."""
    return write(
        lambda width: _story(content, width),
        imprint,
        title=f"{TITLE} {content.case_number}",
        size=size,
        marks=Marks(bool(content.people), provisional, draft),
    )


def _story(m: Minutes, width: float) -> Story:
    return [
        *letterhead(m.letterhead, width),
        *title_block(TITLE.upper(), m.number),
        *_opening(m, width),
        *numbered(list(_said(m))),
        *_terms(m, width),
        *_attendees(m, width),
        text(
            "Demikian Berita Acara ini dibuat dengan sebenarnya dan ditandatangani oleh kedua"
            " belah pihak untuk dipergunakan sebagaimana mestinya.",
            style(before=6),
        ),
        *signatures(
            m.second_signer, m.first_signer, width, place_and_day=f"{m.city}, {day_long(m.held_on)}"
        ),
        *witnesses(m.witnesses, width),
        *_people(m, width),
    ]


def _opening(m: Minutes, width: float) -> Story:
    story: Story = [
        text(
            f"Pada hari ini, {day_in_words(m.held_on)} ({m.held_on:%d-%m-%Y}), bertempat di"
            f" {pdf_text(m.place) or BLANK}, kami yang bertanda tangan di bawah ini:"
        )
    ]
    for n, (party, called) in enumerate(((m.first, "PERTAMA"), (m.second, "KEDUA")), 1):
        label = {"NPK": "NPK", "NIP": "NIP"}.get(party.number_label, "")
        pairs = [
            ("Nama", party.name),
            *([(label, party.number)] if label and party.number else []),
            ("Jabatan", party.position),
            ("Kantor" if n == 1 else "Perusahaan", party.body),
            *([("NPP", m.npp)] if n == 2 and m.npp else []),
            *([("Alamat", " ".join(party.address.split()))] if party.address else []),
        ]
        story += [
            facts(pairs, width, indent=7 * MM, bullet=f"{n}."),
            text(
                f"bertindak untuk dan atas nama {pdf_text(party.body) or BLANK}, selanjutnya"
                f" disebut <b>PIHAK&nbsp;{called}</b>.",
                style(indent=7 * MM, before=1, after=5),
            ),
        ]
    story.append(
        text(
            "PIHAK PERTAMA dan PIHAK KEDUA telah melaksanakan konsultasi mengenai rencana"
            " pemutusan hubungan kerja dan pelatihan vokasi"
            f" (nomor kasus {pdf_text(m.case_number)}) dengan hasil sebagai berikut:"
        )
    )
    return story


def _said(m: Minutes) -> Iterator[str]:
    """The numbered facts, in the order in which the talk goes."""
    yield _affected(m)
    if m.skill_gap:
        yield f"Kesenjangan keterampilan pekerja: {pdf_text(m.skill_gap)}"
    ticks = "&nbsp;&nbsp;&nbsp; ".join(_tick(answer, m.retain) for answer in Retain)
    yield f"Atas pertanyaan “{translate(QUESTION)}”, PIHAK KEDUA menjawab:<br/>{ticks}" + (
        f"<br/>Syarat: {pdf_text(m.conditions)}" if m.conditions else ""
    )
    if m.commitment:
        until = (
            f" paling lambat tanggal {day_long(m.commitment_until)}" if m.commitment_until else ""
        )
        yield (
            "PIHAK KEDUA menyatakan kesanggupan mempekerjakan kembali pekerja yang telah"
            f" menyelesaikan pelatihan{until}."
        )
    if m.industry_needs:
        yield f"Kebutuhan industri: {pdf_text(m.industry_needs)}"
    if m.agreement:
        yield f"Kesepakatan: {pdf_text(translate(m.agreement.label))}."
    if m.training:
        yield f"Pelatihan yang disepakati: {pdf_text(m.training)}."
    if m.scheme:
        yield f"Skema pelaksanaan: {scheme(m.scheme)}."
    if m.steps:
        said = "; ".join(f"{pdf_text(what)} {day_long(day)}" for what, day in m.steps)
        yield f"Tahapan pemutusan hubungan kerja: {said}."
    if m.follow_up_on:
        yield f"Tindak lanjut konsultasi dilaksanakan pada tanggal {day_long(m.follow_up_on)}."
    if m.people:
        yield "Daftar pekerja terdampak tercantum dalam lampiran Berita Acara ini."


def _tick(answer: Retain, given: Retain | None) -> str:
    """An answer with its box; the one given is ticked and bold."""
    words = translate(answer.label).replace(" ", "\u00a0")
    box = "\u2611" if answer is given else "\u2610"
    said = f"<b>{words}</b>" if answer is given else words
    return f"{pdf_text(box)}&nbsp;{said}"


def _affected(m: Minutes) -> str:
    count = m.workers_stated if m.workers_stated is not None else len(m.people) or None
    number = BLANK if count is None else f"{integer(count)} ({in_words(count)})"
    because = f" dengan alasan {pdf_text(m.reason)}" if m.reason else ""
    behind = ""
    if m.background and m.background is not Background.OTHER:
        link = ", dengan" if because else " dengan"
        behind = f"{link} latar belakang {translate(m.background.label).lower()}"
    return (
        "PIHAK KEDUA menyampaikan rencana pemutusan hubungan kerja terhadap"
        f" {number} orang pekerja{because}{behind}."
    )


def _terms(m: Minutes, width: float) -> Story:
    if not m.terms:
        return []
    rows = [
        [
            str(n),
            term.what,
            day_long(term.due),
            f"Dilaksanakan {day_long(term.met_on)}" if term.met_on else "Belum dilaksanakan",
            term.basis or "-",
        ]
        for n, term in enumerate(m.terms, 1)
    ]
    widths = _shares(width, (5, 36, 18, 20, 21))
    heads = ["No.", "Ketentuan", "Batas waktu", "Keadaan", "Dasar hukum"]
    return [heading("Batas waktu menurut ketentuan"), table(heads, rows, widths, centred=(0,))]


def _attendees(m: Minutes, width: float) -> Story:
    if not m.attendees:
        return []
    rows = [
        [str(n), person.name, person.position or "-", translate(person.side.label), f"{n}."]
        for n, person in enumerate(m.attendees, 1)
    ]
    widths = _shares(width, (5, 30, 25, 20, 20))
    heads = ["No.", "Nama", "Jabatan", "Mewakili", "Tanda tangan"]
    return [heading("Peserta konsultasi"), table(heads, rows, widths, centred=(0,))]


def _people(m: Minutes, width: float) -> Story:
    """The annex with the workers, on a page of its own."""
    from reportlab.platypus import PageBreak

    if not m.people:
        return []
    wishes = any(person.wish for person in m.people)
    heads = ["No.", "Nama", "Jabatan", "KPJ", *(["Usulan pelatihan"] if wishes else [])]
    shares = (6, 34, 20, 14, 26) if wishes else (6, 46, 30, 18)
    rows = [
        [
            str(n),
            person.name,
            person.position or "-",
            mask(person.kpj) if person.kpj else "-",
            *([person.wish or "-"] if wishes else []),
        ]
        for n, person in enumerate(m.people, 1)
    ]
    return [
        PageBreak(),
        *title_block("LAMPIRAN BERITA ACARA KONSULTASI", m.number),
        facts(
            [("Perusahaan", m.second.body), ("Jumlah pekerja", f"{integer(len(rows))} orang")],
            width,
        ),
        space(3),
        table(heads, rows, _shares(width, shares), centred=(0, 3)),
    ]


def _shares(width: float, shares: tuple[int, ...]) -> list[float]:
    return [width * share / sum(shares) for share in shares]
