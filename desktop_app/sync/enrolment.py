"""How a PC becomes known to headquarters: invitation, request, certificate.

Three small sealed papers, carried like any file. Nothing in them is secret;
that the keys are the right ones is made sure by reading six groups of digits
aloud on the telephone (`look`). The office works before all this.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.records.office import Role
from desktop_app.store import local
from desktop_app.store.keys import BRANCH, Peer, Trust
from desktop_app.sync import documents
from desktop_app.sync.papers import (
    INVITATION,
    REQUEST,
    Invitation,
    Request,
    Seen,
    as_branch,
    as_headquarters,
    look,
    now,
    paper_bytes,
    put,
    same_world,
)
from desktop_app.sync.refusals import Refusal
from desktop_app.sync.series import grant_series
from desktop_app.sync.trust import (
    CERTIFICATE,
    Card,
    Certificate,
    escrow,
    read_aloud,
    reload,
    shared_for,
)

__all__ = [
    "Invitation",
    "Request",
    "Seen",
    "certificate_for",
    "certified_roles",
    "certify",
    "fingerprint",
    "install",
    "invite",
    "look",
    "renew",
    "request",
]

VALID_DAYS = 30


def fingerprint(office: Office) -> str:
    """This node's own key as six groups of digits, to read aloud."""
    return read_aloud(office.keys.node.verify_key)


def invite(
    office: Office,
    branch_code: str,
    branch_name: str,
    out: Path,
    *,
    roles: Collection[Role] = tuple(Role),
    expires: date | None = None,
) -> Path:
    """An invitation for one PC of a branch, written to `out` (a folder or a file)."""
    as_headquarters(office)
    code = branch_code.strip().upper()
    if not re.fullmatch(r"[A-Z0-9]{2,8}", code):
        raise UserError(
            "OFFICE-CODE", N_("The office code has 2 to 8 letters and digits, for example MND.")
        )
    if code == office.code:
        raise UserError("OFFICE-CODE", N_("{own} is headquarters itself."), own=code)
    body = Invitation(
        secrets.token_hex(16),
        code,
        branch_name.strip() or code,
        tuple(role.value for role in Role if role in roles),
        office.sample,
        Card.of(office.keys.node.card()),
        now(office),
        (expires or office.today + timedelta(days=VALID_DAYS)).isoformat(),
    )
    with office.store.local() as connection:
        local.set_setting(
            connection,
            f"invited:{body.id}",
            {"office": code, "name": body.branch_name, "expires": body.expires, "node": ""},
        )
    paper = documents.sign_document(INVITATION, body, office.keys.node.signer)
    return put(office.home.outlet(out), f"VK_{code}_{body.id[:4]}_invitation.vka", paper)


def request(office: Office, invitation_path: Path, out: Path) -> Path:
    """Answer an invitation: this PC's public keys, for headquarters.

    The invitation is remembered, so that only that headquarters' certificate
    is taken later. Raises `Refusal`, and UserError for another office's one.
    """
    as_branch(office)
    data = paper_bytes(invitation_path)
    body = documents.open_document(data, INVITATION, Invitation, documents.claimed_key(data))
    key = bytes.fromhex(body.headquarters.verify_key)
    documents.open_document(data, INVITATION, Invitation, key)
    same_world(office, body.sample)
    if body.branch != office.code:
        raise UserError(
            "INVITATION-OFFICE",
            N_(
                "This invitation is for office {other}; this office is {own}. Please ask"
                " headquarters for an invitation for {own}."
            ),
            other=body.branch,
            own=office.code,
        )
    trust = reload(office)
    if trust.headquarters is not None and trust.headquarters.verify_key != key:
        raise UserError(
            "OTHER-HEADQUARTERS",
            N_("This computer is registered with another headquarters already; nothing changed."),
        )
    held = {role for slot in office.keys.content.slots for role in slot.roles}
    answer = Request(
        data.decode("utf-8"),
        Card.of(office.keys.node.card()),
        office.name,
        tuple(role for role in body.roles if role in held),
        office.sample,
        now(office),
    )
    with office.store.local() as connection:
        local.set_setting(connection, "invitation", data.decode("utf-8"))
    paper = documents.sign_document(REQUEST, answer, office.keys.node.signer)
    return put(
        office.home.outlet(out, invitation_path),
        f"VK_{office.code}_{office.keys.node.id[:4]}_request.vka",
        paper,
    )


def certify(office: Office, request_path: Path, out: Path) -> Path:
    """Take a PC among the known ones and write its certificate.

    Compare the fingerprint (`look`) with the branch by telephone before. The
    same request again gives a certificate again. An invitation past its date
    is no reason to refuse: clocks are wrong, and a person decides here.
    """
    as_headquarters(office)
    data = paper_bytes(request_path)
    body = documents.open_document(data, REQUEST, Request, documents.claimed_key(data))
    documents.open_document(data, REQUEST, Request, bytes.fromhex(body.node.verify_key))
    invitation = _own_invitation(office, body)
    same_world(office, body.sample)
    if body.node.office != invitation.branch or body.node.role != BRANCH:
        raise Refusal("E-NOT-FOR-ME", "office of the request")
    excess = set(body.roles) - set(invitation.roles)
    if excess:
        raise UserError(
            "ROLES",
            N_("The request asks for roles that the invitation does not give: {roles}."),
            roles=", ".join(sorted(excess)),
        )
    _admit(office, body, invitation)
    grant_series(office, body.node.node, body.node.office)
    told = msgspec.structs.replace(body.node, closed_epoch=None, closed_after=0)
    paper = certificate_for(office, told.peer())
    return put(
        office.home.outlet(out, request_path),
        f"VK_{told.office}_{told.node[:4]}_certificate.vka",
        paper,
    )


def certificate_for(office: Office, peer: Peer) -> bytes:
    """The certificate of a node as things stand now: it also names its office's other PCs."""
    trust = office.keys.trust
    with office.store.raw() as connection:
        record = local.setting(connection, f"certified:{peer.id}", {})
    body = Certificate(
        record.get("invitation", "0" * 32),
        trust.version,
        office.sample,
        Card.of(peer),
        tuple(record.get("roles", ())),
        Card.of(office.keys.node.card()),
        escrow(office),
        shared_for(office, peer.recipient),
        tuple(Card.of(p) for p in trust.peers if p.office == peer.office and p.id != peer.id),
        now(office),
    )
    return documents.sign_document(CERTIFICATE, body, office.keys.node.signer)


def install(office: Office, certificate_path: Path) -> None:
    """Keep headquarters' certificate: from now on this office can send.

    Raises `Refusal`, and UserError if this PC never asked for it.
    """
    as_branch(office)
    trust = reload(office)
    key = trust.headquarters.verify_key if trust.headquarters else None
    if key is None:
        with office.store.raw() as connection:
            asked = local.setting(connection, "invitation")
        if asked is None:
            raise UserError(
                "NOT-ASKED",
                N_(
                    "This computer has not asked for a certificate. Please open headquarters'"
                    " invitation first and send the request made from it."
                ),
            )
        key = documents.claimed_key(asked.encode("utf-8"))
    renew(office, paper_bytes(certificate_path), key)


def renew(office: Office, paper: bytes, key: bytes) -> None:
    """Keep a certificate sealed by headquarters' `key`. Raises `Refusal` or UserError."""
    body = documents.open_document(paper, CERTIFICATE, Certificate, key)
    node = office.keys.node
    same_world(office, body.sample)
    own = (node.id, node.office, node.verify_key.hex(), node.recipient)
    if (body.node.node, body.node.office, body.node.verify_key, body.node.recipient) != own:
        raise Refusal("E-NOT-FOR-ME", "certificate")
    if body.headquarters.verify_key != key.hex():
        raise Refusal("E-SIG", "certificate")
    office.keys = office.keys.set_trust(body.trust(paper))


def certified_roles(office: Office) -> frozenset[str]:
    """The roles headquarters lets this PC's officers act in; all before enrolment."""
    trust = office.keys.trust
    if trust.headquarters is None:
        return frozenset(role.value for role in Role)
    key = trust.headquarters.verify_key
    told = documents.open_document(trust.certificate, CERTIFICATE, Certificate, key)
    return frozenset(told.roles)


def _admit(office: Office, body: Request, invitation: Invitation) -> None:
    trust = reload(office)
    peer = body.node.peer()
    known = next((p for p in trust.peers if p.id == peer.id), None)
    if known is not None and (known.verify_key, known.recipient) != (
        peer.verify_key,
        peer.recipient,
    ):
        raise Refusal("E-SIG", "another key for a known computer")
    if known is not None and known.closed_epoch is not None:
        raise Refusal("E-KEY-REVOKED", peer.id)
    with office.store.local() as connection:
        _use(connection, invitation, peer.id)
        local.set_setting(
            connection,
            f"certified:{peer.id}",
            {
                "invitation": invitation.id,
                "name": invitation.branch_name,
                "roles": list(body.roles),
                "at": now(office),
            },
        )
        # Inside the transaction: either both know the computer or neither.
        if known is None:
            peer = msgspec.structs.replace(peer, closed_epoch=None, closed_after=0)
            office.keys = office.keys.set_trust(
                Trust(trust.version + 1, None, escrow(office), (*trust.peers, peer))
            )


def _use(connection: Connection, invitation: Invitation, node: str) -> None:
    """An invitation is for one computer."""
    key = f"invited:{invitation.id}"
    record = local.setting(connection, key) or {
        "office": invitation.branch,
        "name": invitation.branch_name,
        "expires": invitation.expires,
        "node": "",
    }
    if record["node"] not in ("", node):
        raise UserError(
            "INVITATION-USED",
            N_(
                "Another computer has been registered with this invitation. Please make a new"
                " invitation for this one."
            ),
        )
    local.set_setting(connection, key, {**record, "node": node})


def _own_invitation(office: Office, request: Request) -> Invitation:
    data, key = request.invitation.encode("utf-8"), office.keys.node.verify_key
    if documents.claimed_key(data) != key:
        raise UserError(
            "INVITATION-OTHER",
            N_(
                "This request answers another headquarters' invitation. Please send the branch an"
                " invitation of this headquarters."
            ),
        )
    return documents.open_document(data, INVITATION, Invitation, key)
