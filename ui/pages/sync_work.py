"""What the Sync page has done in the store's thread, and how it tells of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.desk.cases import MovedDeadline, holidays, moved_since
from desktop_app.errors import UserError
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.office import Office
from desktop_app.progress import Progress
from desktop_app.wording import integer

if TYPE_CHECKING:
    from desktop_app.sync.inbox import Result
    from desktop_app.sync.outbox import Batch


@dataclass(frozen=True)
class Standing:
    """What the page shows, read in the store's thread."""

    enrolled: bool
    fingerprint: str
    unsent: dict[str, int]
    batches: Sequence[Batch]
    offices: Sequence[Sequence[str]]


def look(office: Office, headquarters: bool) -> Standing:
    """How things stand now."""
    from desktop_app.hq.offices import invited, known
    from desktop_app.sync import enrolment, outbox

    offices: list[Sequence[str]] = []
    if headquarters:
        offices = [
            (
                one.office,
                one.name,
                integer(one.last_batch),
                ", ".join(map(str, one.missing)) or "–",
                integer(one.held),
                one.fingerprint,
            )
            for one in known(office)
        ]
        offices += [(one.office, one.name, _("invited"), "–", "–", "–") for one in invited(office)]
    return Standing(
        enrolled=headquarters or office.keys.trust.headquarters is not None,
        fingerprint=enrolment.fingerprint(office),
        unsent=outbox.unsent(office.store),
        batches=outbox.batches(office),
        offices=offices,
    )


def read_files(
    office: Office, paths: Sequence[Path], dry: bool, progress: Progress
) -> list[Result]:
    """Read files, or only look into them."""
    from desktop_app.sync.inbox import read

    return read(office, paths, progress, dry)


def collect_folder(office: Office, folder: Path, dry: bool, progress: Progress) -> list[Result]:
    """Read a folder of files, or only look into them."""
    from desktop_app.hq.collect import collect

    return collect(office, folder, dry, progress)


def take_in(
    office: Office, take: Callable[[bool, Progress], list[Result]], progress: Progress
) -> tuple[list[Result], list[MovedDeadline]]:
    """Take files in for good; what became of them, and which deadlines that moved."""
    known = holidays(office.store)
    results = take(False, progress)
    touched = {name for result in results for name in (*result.created, *result.changed)}
    moved = moved_since(office.store, known) if "holiday" in touched else []
    return results, moved


def enrol(office: Office, act: str, path: Path) -> Path | None:
    """Do one step of registering: ``request``, ``certify`` or ``install``."""
    from desktop_app.sync import enrolment

    if act == "install":
        enrolment.install(office, path)
        return None
    make = enrolment.request if act == "request" else enrolment.certify
    try:
        return make(office, path, path.parent)
    except UserError as error:
        # The stick may be write-protected; the home always takes a file.
        if error.code not in ("FILE-DENIED", "FILE-FOLDER"):
            raise
        return make(office, path, office.home.folder)


def unsent(count: int) -> str:
    """How many changes wait to be put into a file."""
    words = translate_n("{n} change has not been sent", "{n} changes have not been sent", count)
    return words.format(n=integer(count)) if count else _("Everything has been put into files")


def unpublished(count: int) -> str:
    """How many changes of headquarters' lists wait to be published."""
    return translate_n(
        "{n} change of the lists has not been published.",
        "{n} changes of the lists have not been published.",
        count,
    ).format(n=integer(count))


def written(name: str, count: int) -> str:
    """That the file `name` with `count` changes is safely written."""
    return translate_n(
        "File {name} with {n} change is written and verified. A stick may be removed.",
        "File {name} with {n} changes is written and verified. A stick may be removed.",
        count,
    ).format(name=name, n=integer(count))


def kinds_in_words(counts: dict[str, int]) -> str:
    """Counts by record type, as people say it."""
    from desktop_app.records import CATALOGUE

    known = [(name, count) for name, count in counts.items() if name in CATALOGUE]
    return ", ".join(f"{_(CATALOGUE[name].title)}: {integer(count)}" for name, count in known)


def told(result: Result) -> str:
    """What became of a file, in one line."""
    words = f"{result.path.name}: {_(result.state.label)}"
    if result.error is not None:
        return f"{words}. {result.message} ({result.code})"
    counts = _("{created} new, {changed} changed, {held} set aside").format(
        created=integer(sum(result.created.values())),
        changed=integer(sum(result.changed.values())),
        held=integer(len(result.held)),
    )
    return f"{words}. {counts}"
