"""Scan-to-file: a scanned stack of signed forms, filed to the records its pages name.

Each form the office prints to be signed carries a code (`processes/form_code`).
Pages without one belong to the form before them: an annex, a page whose code
the scanner lost. Nothing is filed until an officer has looked at the proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from sqlalchemy import select

from desktop_app.desk.files import read_file
from desktop_app.desk.scans import scan_type
from desktop_app.errors import UserError
from desktop_app.i18n import N_, language, translate
from desktop_app.office import Office
from desktop_app.processes.form_code import FormCode, form_code
from desktop_app.progress import Progress, silent
from desktop_app.records import (
    CATALOGUE,
    AffectedWorker,
    Attachment,
    Enrolment,
    ReceivedPaper,
    RequiredPaper,
    Worker,
)
from desktop_app.records.record import Record
from desktop_app.store import attachments
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from exports.documents import DOCUMENTS
from exports.scans import as_pdf

FILED = N_("Scans filed to their records")

LARGEST = 100 * 2**20
"""Bytes of the largest stack."""
MOST_PAGES = 500
_DOTS = 200
"""Dots an inch at which a page is looked at."""
_LONGEST = 3600
"""Dots of the longer side at most, whatever size a page says it has."""


@dataclass(frozen=True)
class Sheaf:
    """Pages of one scan that belong together."""

    source: int
    """Which of the files they are in."""
    pages: tuple[int, ...]
    """Counted from 0."""
    code: FormCode | None
    """What they name; None for pages before the first code."""


@dataclass(frozen=True)
class Filing:
    """Where one sheaf goes."""

    sheaf: Sheaf
    title: str
    """Title of the document, in the officer's language; empty if it names none of ours."""
    caption: str
    """What people call the record; empty if it is not here or not for this officer."""

    @property
    def known(self) -> bool:
        """Whether it can be filed."""
        return bool(self.title and self.caption)


@dataclass(frozen=True)
class Stack:
    """Files as they were read, and the sheaves in them."""

    sources: tuple[bytes, ...] = field(repr=False)
    """Each as PDF."""
    filings: tuple[Filing, ...]


def read_stack(office: Office, paths: Sequence[Path], progress: Progress = silent) -> Stack:
    """Read scans (PDF, PNG, JPEG) and say where their pages go; writes nothing.

    Raises UserError FILE-READ, SCAN-KIND, SCAN-SIZE, SCAN-PAGES or SCAN-DAMAGED.
    """
    sources = tuple(_source(path) for path in paths)
    sheaves = [
        sheaf for number, data in enumerate(sources) for sheaf in sheaves_of(data, number, progress)
    ]
    with office.store.read() as session:
        return Stack(sources, tuple(_filing(session, sheaf) for sheaf in sheaves))


def _source(path: Path) -> bytes:
    data = read_file(path, LARGEST)
    if len(data) > LARGEST:
        raise UserError(
            "SCAN-SIZE",
            N_("The file is larger than {most} MB. Scan it in grey or with fewer dots."),
            most=LARGEST // 2**20,
        )
    kind = scan_type(data)
    if kind is None:
        raise UserError(
            "SCAN-KIND", N_("Please choose a PDF, JPEG or PNG file; others are not taken in.")
        )
    return as_pdf(data, kind)


def sheaves_of(data: bytes, source: int = 0, progress: Progress = silent) -> Iterator[Sheaf]:
    """The sheaves of a PDF: each begins at a page that names another form than the one before."""
    code: FormCode | None = None
    pages: list[int] = []
    for page, found in enumerate(codes_of(data, progress)):
        if found is not None and (code is None or _form(found) != _form(code)):
            if pages:
                yield Sheaf(source, tuple(pages), code)
            code, pages = found, []
        pages.append(page)
    if pages:
        yield Sheaf(source, tuple(pages), code)


def _form(code: FormCode) -> tuple[str, str]:
    return code.document, code.record_id


def codes_of(data: bytes, progress: Progress = silent) -> Iterator[FormCode | None]:
    """The code of each page of a PDF; None where none is found."""
    import pypdfium2
    import zxingcpp

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UserError(
            "SCAN-DAMAGED", N_("The scan cannot be shown. Please scan the paper again.")
        ) from error
    ours = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise UserError("SCAN-PAGES", N_("A stack has at most {most} pages."), most=MOST_PAGES)
        for number in range(count):
            progress(number, count)
            size = max(document.get_page_size(number))
            page = document[number]
            bitmap = page.render(scale=min(_DOTS / 72, _LONGEST / max(size, 1.0)))
            image = bitmap.to_pil().convert("L")
            bitmap.close()
            page.close()
            read = zxingcpp.read_barcodes(image, ours)
            yield next((code for one in read if (code := form_code(one.text))), None)
        progress(count, count)
    finally:
        document.close()


def _filing(session: Read, sheaf: Sheaf) -> Filing:
    code = sheaf.code
    document = DOCUMENTS.get(code.document) if code is not None else None
    if code is None or document is None:
        return Filing(sheaf, "", "")
    record = CATALOGUE[document.of]
    found = session.scalar(select(record).where(record.id == code.record_id))
    names = [] if found is None else [found.caption, _person(session, found)]
    return Filing(sheaf, translate(document.title), " · ".join(filter(None, names)))


def _person(session: Read, record: Record) -> str:
    """The name of the person whose enrolment it is; people know papers by it."""
    if not isinstance(record, Enrolment):
        return ""
    case = AffectedWorker
    whose = select(Worker.name).join(case, case.worker == Worker.id)
    return session.scalar(whose.where(case.id == record.affected_worker)) or ""


def file_away(
    office: Office, stack: Stack, chosen: Iterable[Filing], progress: Progress = silent
) -> int:
    """File the chosen sheaves to their records, in one act; how many.

    A paper that a checklist of the record waits for is put down as received.
    Raises UserError ATTACHMENT-SIZE, with nothing filed.
    """
    filings = [filing for filing in chosen if filing.known]
    with office.store.write(FILED) as session:
        for number, filing in enumerate(filings):
            progress(number, len(filings))
            _file(session, office, stack, filing.sheaf)
    progress(len(filings), len(filings))
    return len(filings)


def _file(session: Write, office: Office, stack: Stack, sheaf: Sheaf) -> None:
    assert sheaf.code is not None
    document = DOCUMENTS[sheaf.code.document]
    record = session.get_one(CATALOGUE[document.of], sheaf.code.record_id)
    with language("id"):
        label = translate(document.title)
    kept = attachments.put(
        office,
        pages_of(stack, sheaf),
        "application/pdf",
        label,
        of=record,
        most=attachments.largest(session.facts),
    )
    session.add(kept)
    session.flush()
    for paper in _papers(session, record, document.proves):
        _received(session, record, paper, kept)


def _papers(session: Write, record: Record, codes: Sequence[str]) -> Iterator[RequiredPaper]:
    today = session.facts.today
    for paper in session.scalars(
        select(RequiredPaper).where(
            RequiredPaper.of_record == record.__tablename__,
            RequiredPaper.code.in_(codes),
            RequiredPaper.voided_at.is_(None),
        )
    ):
        if paper.valid_from <= today and (paper.valid_to is None or today <= paper.valid_to):
            yield paper


def _received(session: Write, record: Record, paper: RequiredPaper, kept: Attachment) -> None:
    got = session.scalars(
        select(ReceivedPaper).where(
            ReceivedPaper.of_id == record.id,
            ReceivedPaper.paper == paper.id,
            ReceivedPaper.voided_at.is_(None),
        )
    ).first()
    if got is not None:
        got.file = kept.id
        return
    session.add(
        ReceivedPaper(
            paper=paper.id,
            of_record=record.__tablename__,
            of_id=record.id,
            received_on=session.facts.today,
            file=kept.id,
        )
    )


def pages_of(stack: Stack, sheaf: Sheaf) -> bytes:
    """The pages of one sheaf as a PDF of their own."""
    import pypdfium2

    data, pages = stack.sources[sheaf.source], sheaf.pages

    source, made = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    try:
        made.import_pages(source, list(pages))
        written = BytesIO()
        made.save(written)
        return written.getvalue()
    finally:
        made.close()
        source.close()
