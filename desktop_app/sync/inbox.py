"""Reading files of others: at headquarters the branches', at a branch headquarters'.

Every file ends in one `Result`; nothing a file says can stop the others. Per
stream files are taken strictly by number; what comes too early waits in the
inbox folder and is taken when the gap has closed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress, silent
from desktop_app.sync import anchor, backlog, enrolment, precaution
from desktop_app.sync.applying import Applied, Parcel, apply, place
from desktop_app.sync.backlog import Waiting
from desktop_app.sync.envelope import LARGEST_FILE, Header, open_sealed, read_header
from desktop_app.sync.payload import decode_lines
from desktop_app.sync.refusals import BOTH_WAIT, Refusal
from desktop_app.sync.results import Preview, Result, State
from desktop_app.sync.trust import ALL, check_address, reader, reload, sender_key

__all__ = ["Preview", "Result", "State", "open_parcel", "preview", "read"]


class _Undo(Exception):
    """Ends a dry run: its transaction is rolled back."""


def preview(office: Office, path: Path) -> Preview:
    """What reading the file would do; nothing is changed."""
    return read(office, [path], dry_run=True)[0]


def read(
    office: Office,
    paths: Iterable[Path],
    progress: Progress = silent,
    dry_run: bool = False,
) -> list[Result]:
    """Read files in any order, each once; one result per file, and one for every
    file that had been waiting and could be taken now.

    Raises UserError only for what concerns no single file: NOT-ENROLLED, or
    E-EPOCH and E-FORK while this computer is paused.
    """
    office.must(Right.SEND)
    trust = reload(office)
    if not office.headquarters and trust.headquarters is None:
        raise UserError(
            "NOT-ENROLLED",
            N_(
                "This computer is not registered with headquarters yet. Please ask headquarters"
                " for an invitation; until then everything is kept here."
            ),
        )
    with office.store.local() as connection:
        anchor.check(office, connection)
    reading = _Reading(office, progress, dry_run)
    files = _sorted(paths)
    if not dry_run:
        if files:
            precaution.take(office)
        return reading.all(files, None)
    try:
        with office.store.local() as connection:
            reading.all(files, connection)
            raise _Undo
    except _Undo:
        return reading.results


class _Reading:
    """One run over some files. In a dry run all share one transaction."""

    def __init__(self, office: Office, progress: Progress, dry_run: bool) -> None:
        self.office = office
        self.progress = progress
        self.dry_run = dry_run
        self.results: list[Result] = []
        self.waiting = backlog.waiting(office)
        self.followed: dict[str, Result] = {}
        """What came of files that had been waiting, by their headers' digests."""

    def all(self, files: Sequence[Path], shared: Connection | None) -> list[Result]:
        for done, path in enumerate(files):
            self.progress(done, len(files))
            result = self._file(path, shared)
            if result.state is State.ALREADY and self._told(result):
                continue
            self.results.append(result)
            if result.state is State.APPLIED:
                self._follow(shared)
        self._follow(shared)
        self.progress(len(files), len(files))
        return self.results

    def _told(self, again: Result) -> bool:
        """Whether the file is one that had been waiting and was taken in this run."""
        told = self.followed.pop(read_header(again.path).digest(), None)
        if told is not None:
            told.path = again.path
        return told is not None

    def _follow(self, shared: Connection | None) -> None:
        """Take what had been waiting, as far as it is its turn now."""
        tried: set[Path] = set()
        while True:
            following = next((one for one in self._due(shared) if one.path not in tried), None)
            if following is None:
                return
            tried.add(following.path)
            name = backlog.original_name(self.office, following.header)
            result = self._file(following.path, shared, name)
            result.path = following.path.with_name(name)
            if result.state is State.APPLIED:
                self.followed[following.header.digest()] = result
            if result.state in (State.APPLIED, State.ALREADY):
                self.waiting.remove(following)
                if not self.dry_run:
                    following.path.unlink(missing_ok=True)
            if result.state is not State.ALREADY:
                self.results.append(result)

    def _due(self, shared: Connection | None) -> list[Waiting]:
        """Waiting files whose number is applied or next, those alone of their number."""
        if shared is None:
            with self.office.store.raw() as connection:
                return self._due(connection)
        due = []
        for one in self.waiting:
            rivals = [
                other
                for other in self.waiting
                if other.stream == one.stream and other.header.batch_no == one.header.batch_no
            ]
            if len(rivals) > 1:
                continue
            try:
                if not place(shared, one.header, ()).missing:
                    due.append(one)
            except Refusal:
                continue
        return due

    def _file(self, path: Path, shared: Connection | None, name: str = "") -> Result:
        result = Result(path, State.REFUSED)
        try:
            data = _bytes(path)
            header = read_header(data)
            result.name(header)
            parcel = open_parcel(self.office, name or path.name, data)
            result.totals, result.unsent = parcel.manifest.totals, parcel.manifest.unsent
            if shared is None:
                self._really(result, parcel, data)
            else:
                with shared.begin_nested():
                    self._take(result, parcel, data, shared)
        except UserError as error:
            result.error = error
            if error.code == "E-FORK" and not self.dry_run:
                backlog.put_aside(self.office, header, data)
        return result

    def _really(self, result: Result, parcel: Parcel, data: bytes) -> None:
        with self.office.store.local() as connection:
            applied = self._take(result, parcel, data, connection)
            if applied is not None:
                self._renew(parcel)
                anchor.turn(self.office, connection)
        if applied is not None:
            anchor.keep(self.office)
            self.office.store.announce(applied.records)

    def _take(
        self, result: Result, parcel: Parcel, data: bytes, connection: Connection
    ) -> Applied | None:
        header = parcel.header
        ahead = [one for one in self.waiting if one.stream == parcel.stream]
        where = place(connection, header, [one.header.batch_no for one in ahead])
        if where.already:
            result.state = State.ALREADY
            return None
        if where.missing:
            self._put_by(result, header, data, ahead, where.missing)
            return None
        applied = apply(self.office, connection, parcel)
        result.state = State.APPLIED
        result.created = dict(applied.outcome.created)
        result.changed = dict(applied.outcome.changed)
        result.held = applied.held
        result.freed = sum(applied.freed.created.values()) + sum(applied.freed.changed.values())
        result.totals_matched = applied.totals_matched
        return applied

    def _put_by(
        self,
        result: Result,
        header: Header,
        data: bytes,
        ahead: list[Waiting],
        missing: tuple[int, ...],
    ) -> None:
        same = [one for one in ahead if one.header.batch_no == header.batch_no]
        if not any(one.header == header for one in same):
            kept = Waiting(header, result.path)
            if not self.dry_run:
                kept = backlog.put_by(self.office, header, data)
            self.waiting.append(kept)
            if same:
                raise Refusal("E-FORK", BOTH_WAIT)
        result.state = State.HELD
        result.missing = missing
        result.error = UserError(
            "E-GAP",
            N_(
                "File number {missing} of this computer has not arrived yet. This one (number"
                " {number}) is kept and waits; please bring the missing file."
            ),
            missing=_numbers(missing),
            number=header.batch_no,
        )

    def _renew(self, parcel: Parcel) -> None:
        """Headquarters' files carry a fresh certificate when the office's PCs change."""
        paper = parcel.manifest.more.get("certificate")
        headquarters = self.office.keys.trust.headquarters
        if (
            headquarters is None
            or parcel.header.sender.node != headquarters.id
            or not isinstance(paper, str)
        ):
            return
        try:
            enrolment.renew(self.office, paper.encode("utf-8"), headquarters.verify_key)
        except UserError as error:
            # An older certificate in a file read late; the newer one stays.
            if error.code != "TRUST-OLD":
                raise


def open_parcel(office: Office, name: str, data: bytes) -> Parcel:
    """What is in a file meant for us. Raises `Refusal` in the order of the specification."""
    header = read_header(data)
    check_address(office, header)
    opened = open_sealed(data, reader(office, header), lambda told: sender_key(office, told))
    if header.parts > 1:
        raise Refusal("E-FLOOR", "parts")
    manifest, changes = decode_lines(opened.payload)
    return Parcel(name, hashlib.sha256(data).hexdigest(), header, manifest, changes)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refusal("E-BOMB", "file")
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            "FILE-MISSING", N_("The file {name} was not found."), name=path.name
        ) from None
    except OSError:
        raise UserError(
            "FILE-UNREADABLE",
            N_("The file {name} cannot be read. Please copy it again."),
            name=path.name,
        ) from None


def _sorted(paths: Iterable[Path]) -> list[Path]:
    """Lists before what builds on them, and each stream in its order."""

    def order(path: Path) -> tuple[bool, bool, str, bool, str, int]:
        try:
            header = read_header(path)
        except (Refusal, OSError):
            return (True, True, "", True, "", 0)
        sender = header.sender
        return (
            False,
            sender.audience != ALL,
            sender.node,
            header.parent is not None,
            header.epoch,
            header.batch_no,
        )

    return sorted(dict.fromkeys(paths), key=order)


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(n) for n in numbers[:5])
    return shown if len(numbers) <= 5 else f"{shown} …"
