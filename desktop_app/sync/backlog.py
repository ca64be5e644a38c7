"""Files of others that were put by: those that wait for an earlier one, and forks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.files import write_atomically
from desktop_app.office import Office
from desktop_app.store.journal import Stream
from desktop_app.sync.envelope import Header, file_name, read_header
from desktop_app.sync.refusals import Refusal

_FORKS = "forks"


@dataclass(frozen=True)
class Waiting:
    """A file whose seal was good when it came, put by in the inbox folder."""

    header: Header
    path: Path

    @property
    def stream(self) -> Stream:
        """Whose line of files it belongs to."""
        return stream_of(self.header)


def stream_of(header: Header) -> Stream:
    """The stream a file belongs to."""
    return Stream(header.sender.node, header.sender.audience, header.epoch)


def waiting(office: Office) -> list[Waiting]:
    """All files that wait, in order."""
    found = []
    for path in sorted(office.home.inbox.glob("*.vkb")):
        try:
            found.append(Waiting(read_header(path), path))
        except (Refusal, OSError):
            continue
    return sorted(found, key=lambda one: (one.stream.epoch, one.header.batch_no))


def put_by(office: Office, header: Header, data: bytes) -> Waiting:
    """Keep a file that came too early."""
    return Waiting(header, _keep(office.home.inbox, header, data))


def put_aside(office: Office, header: Header, data: bytes) -> Path:
    """Keep a second file with the same number: a person has to look."""
    return _keep(office.home.inbox / _FORKS, header, data)


def original_name(office: Office, header: Header) -> str:
    """The name a file had where it was made."""
    node = office.keys.node
    ours = f"{office.code}-{node.id[:4]}" if header.sender.audience == node.id else ""
    return file_name(header, ours)


def missing(applied: int, ahead: Iterable[int]) -> list[int]:
    """The numbers between what is applied and what waits."""
    there = set(ahead)
    return [n for n in range(applied + 1, max(there, default=0)) if n not in there]


def _keep(folder: Path, header: Header, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    sender = header.sender
    name = (
        f"{sender.office}_{sender.audience[:8]}_{header.epoch[:8]}"
        f"_{header.batch_no:08}_{header.digest()[:16]}.vkb"
    )
    path = folder / name
    return path if path.exists() else write_atomically(path, data)
