"""The monthly pack: all reports of a month, as Excel and PDF, in one folder with its contents.

Written beside its place and renamed when it is whole: a pack that was stopped
leaves nothing.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from desktop_app.desk.periods import finalise, may_finalise
from desktop_app.files import free_name, make_folder, safe_name, write_atomically
from desktop_app.i18n import N_, language, translate
from desktop_app.office import Office
from desktop_app.progress import Progress, silent
from desktop_app.records.paperwork import HandoutKind
from desktop_app.store.periods import Period
from exports.handing_out import Given, allow, put_down
from exports.reports import REPORTS
from exports.reports.names import PACK, PACK_TITLE
from exports.reports.report import Question, Report, register, worded
from exports.reports.writing import FORMATS, save
from exports.sheet import Cell, Column, Holds, Sheet, numbered

SUMS = "SHA256SUMS"
_CONTENTS = "00-daftar-isi"


@dataclass(frozen=True)
class Pack:
    """A pack that was written: where, how many files, and the digest of their sums."""

    folder: Path
    files: int
    digest: str


@dataclass(frozen=True)
class _Item:
    name: str
    report: Report
    question: Question
    words: str


def make_pack(
    office: Office,
    period: Period,
    out: Path,
    progress: Progress = silent,
    *,
    purpose: str = "",
    finalising: bool = False,
) -> Pack:
    """Write the pack of `period` into a new folder in `out`, and put it down.

    With `finalising` the period is finalised with the pack's digest. Raises
    UserError: no right, a period that cannot be finalised, a full disk; Cancelled.
    """
    given = Given(PACK, "xlsx+pdf", purpose=purpose)
    allow(office, given)
    if finalising:
        may_finalise(office, period)
    folder = office.home.outlet(out / f"{office.code}-{period.since:%Y-%m}")
    part = make_folder(folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.part"))
    try:
        files = _fill(office, period, part, progress)
        digest = _sums(part)
        put_down(office, given, HandoutKind.EXPORT)
        folder = free_name(folder)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    if finalising:
        finalise(office, period, digest)
    return Pack(folder, files, digest)


def _fill(office: Office, period: Period, folder: Path, progress: Progress) -> int:
    """All reports, and the list of contents; how many files."""
    rows: list[tuple[Cell, ...]] = []

    def contents(session: Session, question: Question) -> Sheet:
        return register(
            session,
            question,
            translate(PACK_TITLE),
            worded(_COLUMNS),
            numbered(rows),
            notes=[translate(N_("{file} has the check sum of each file.")).format(file=SUMS)],
            personal=False,
        )

    with office.store.read() as session:
        items = list(_items(office, session, period))
        for at, item in enumerate(items):
            sheet = _write(session, item, folder, _Within(progress, at, len(items) + 1))
            rows.append((sheet.title, item.words, item.name, len(sheet.rows)))
        asked = Question.of(office, period.since, period.until)
        listing = Report(PACK, PACK_TITLE, PACK_TITLE, contents)
        last = _Within(progress, len(items), len(items) + 1)
        _write(session, _Item(_CONTENTS, listing, asked, ""), folder, last)
    progress(len(items) + 1, len(items) + 1)
    return (len(items) + 1) * len(FORMATS)


_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Report"), width=28),
    Column(N_("Choice"), width=34),
    Column(N_("File"), width=30),
    Column(N_("Rows"), Holds.NUMBER, 8),
)


def _items(office: Office, session: Session, period: Period) -> Iterator[_Item]:
    """Every report that is for all, and one of each choice where the pack holds them all."""
    question = Question.of(office, period.since, period.until)
    ours = [report for report in REPORTS.values() if report.right is None]
    for number, report in enumerate(ours, 1):
        name = f"{number:02}-{report.name}"
        option = next((one for one in report.options if one.each), None)
        if option is None:
            yield _Item(name, report, question, "")
            continue
        with language("id"):
            choices = option.choices(session, question)
        for value, words in choices:
            chosen = replace(question, options={option.name: value})
            yield _Item(f"{name}-{safe_name(words.lower(), value)}", report, chosen, words)


def _write(session: Session, item: _Item, folder: Path, progress: Progress) -> Sheet:
    sheet = item.report.sheet(session, item.question)

    for format in FORMATS:
        content = partial(_save, sheet, item, format, progress)
        write_atomically(folder / f"{item.name}.{format}", content)
    return sheet


def _save(sheet: Sheet, item: _Item, format: str, progress: Progress, file: BinaryIO) -> None:
    save(sheet, item.report, item.question, file, format, progress)


@dataclass(frozen=True)
class _Within:
    """The progress of one report as that of the pack: a step of many, and where it may stop."""

    whole: Progress
    step: int
    steps: int

    def __call__(self, done: int, total: int) -> None:
        self.whole(self.step, self.steps)


def _sums(folder: Path) -> str:
    """Write the check sums of all files as ``sha256sum`` does; the digest of that list."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
    ]
    whole = "".join(lines).encode()
    write_atomically(folder / SUMS, whole)
    return hashlib.sha256(whole).hexdigest()
