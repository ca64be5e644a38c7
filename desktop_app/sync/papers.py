"""The papers of enrolment and what they say, before anybody acts on them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.errors import UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_
from desktop_app.kinds import Moment
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.sync import documents
from desktop_app.sync.envelope import Hex32, Name
from desktop_app.sync.refusals import Refusal
from desktop_app.sync.trust import CERTIFICATE, Card, Certificate, read_aloud

INVITATION = "invitation"
REQUEST = "request"


class Invitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headquarters' offer to one PC of a branch. `expires` is a date, and soft."""

    id: Hex32
    branch: Name
    branch_name: str
    roles: tuple[str, ...]
    sample: bool
    headquarters: Card
    issued: str
    expires: str


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PC's answer: its public keys, the roles it needs, and the invitation as it came."""

    invitation: str
    node: Card
    office_name: str
    roles: tuple[str, ...]
    sample: bool
    made: str


@dataclass(frozen=True)
class Seen:
    """What a paper says, for a person to confirm. `fingerprint` is its sealer's key."""

    kind: str
    office: str
    office_name: str
    fingerprint: str
    roles: tuple[str, ...]
    sample: bool
    expired: bool


def look(office: Office, path: Path) -> Seen:
    """What the paper at `path` says and whose it claims to be; nothing is changed.

    Raises `Refusal` for a broken paper.
    """
    data = paper_bytes(path)
    kind, key = documents.document_kind(data), documents.claimed_key(data)
    if kind == INVITATION:
        invitation = documents.open_document(data, kind, Invitation, key)
        told = (invitation.branch, invitation.branch_name, invitation.roles, invitation.sample)
    elif kind == REQUEST:
        request = documents.open_document(data, kind, Request, key)
        invitation = invitation_of(request)
        told = (request.node.office, request.office_name, request.roles, request.sample)
    else:
        paper = documents.open_document(data, CERTIFICATE, Certificate, key)
        name = paper.node.office
        return Seen(kind, name, name, read_aloud(key), paper.roles, paper.sample, False)
    expired = invitation.expires < office.today.isoformat()
    return Seen(kind, told[0], told[1], read_aloud(key), told[2], told[3], expired)


def invitation_of(request: Request) -> Invitation:
    """The invitation inside a request, as its sealer wrote it."""
    data = request.invitation.encode("utf-8")
    return documents.open_document(data, INVITATION, Invitation, documents.claimed_key(data))


def paper_bytes(path: Path) -> bytes:
    """The paper at `path`. Raises UserError FILE-MISSING or E-BOMB."""
    try:
        if path.stat().st_size > documents.LARGEST:
            raise Refusal("E-BOMB", "document")
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise UserError(
            "FILE-MISSING", N_("The file {name} was not found."), name=path.name
        ) from None


def same_world(office: Office, sample: bool) -> None:
    """Sample data and real data never mix (`decisions` 12). Raises UserError SAMPLE-ROOT."""
    if sample and not office.sample:
        raise UserError(
            "SAMPLE-ROOT",
            N_("This file belongs to sample data (CONTOH); a real office does not take it."),
        )
    if office.sample and not sample:
        raise UserError(
            "SAMPLE-ROOT",
            N_("This is a sample office (CONTOH); it does not take files of a real one."),
        )


def as_headquarters(office: Office) -> None:
    """Raises UserError NOT-HEADQUARTERS at a branch, E-RIGHT for who may not change the office."""
    if not office.headquarters:
        raise UserError("NOT-HEADQUARTERS", N_("Only headquarters can do this."))
    office.must(Right.SETTINGS)


def as_branch(office: Office) -> None:
    """Raises UserError NOT-BRANCH at headquarters, E-RIGHT for who may not change the office."""
    if office.headquarters:
        raise UserError(
            "NOT-BRANCH", N_("This is headquarters; only a branch office asks to be registered.")
        )
    office.must(Right.SETTINGS)


def now(office: Office) -> str:
    """The moment as papers write it."""
    return str(Moment().stored(office.now))


def put(out: Path, name: str, paper: bytes) -> Path:
    """Write a paper to `out`, a folder or a file."""
    return write_atomically(out / name if out.is_dir() else out, paper)
