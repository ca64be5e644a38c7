"""Making a branch's PC known to headquarters, by three papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.destination import destination
from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.sync.enrolment import Seen


def declare(commands: Commands) -> None:
    """``enrol invite``, ``request``, ``certify`` and ``install``."""
    group = commands.group("enrol", N_("register a branch's computer with headquarters"))
    invite = group.command("invite", N_("headquarters: write an invitation"), _invite)
    invite.add_argument(
        "--branch-code", required=True, metavar="CODE", help=_("code of the branch")
    )
    invite.add_argument("--branch-name", default="", metavar="NAME", help=_("name of the branch"))
    _out(invite)
    request = group.command("request", N_("branch: answer an invitation"), _request)
    request.add_argument("invitation", type=Path, metavar="INVITATION")
    _out(request)
    certify = group.command("certify", N_("headquarters: certify a request"), _certify)
    certify.add_argument("request", type=Path, metavar="REQUEST")
    _out(certify)
    install = group.command("install", N_("branch: keep the certificate"), _install)
    install.add_argument("certificate", type=Path, metavar="CERTIFICATE")


def _out(parser: Parser) -> None:
    parser.add_argument(
        "--out", required=True, metavar="FILE", help=_("file or folder to write to")
    )


def _invite(given: Given) -> Answer:
    from desktop_app.sync import enrolment

    with given.office() as office:
        path = enrolment.invite(
            office, given.branch_code, given.branch_name, destination(given, given.out)
        )
        return _paper(path, enrolment.fingerprint(office))


def _request(given: Given) -> Answer:
    from desktop_app.sync import enrolment

    with given.office() as office:
        seen = enrolment.look(office, given.invitation)
        out = destination(given, given.out, given.invitation)
        path = enrolment.request(office, given.invitation, out)
        return _paper(path, enrolment.fingerprint(office), seen)


def _certify(given: Given) -> Answer:
    from desktop_app.sync import enrolment

    with given.office() as office:
        seen = enrolment.look(office, given.request)
        out = destination(given, given.out, given.request)
        path = enrolment.certify(office, given.request, out)
        return _paper(path, enrolment.fingerprint(office), seen)


def _install(given: Given) -> Answer:
    from desktop_app.sync import enrolment

    with given.office() as office:
        enrolment.install(office, given.certificate)
    return Answer({}, [_("The certificate is kept; this office can send files now.")])


def _paper(path: Path, own: str, seen: Seen | None = None) -> Answer:
    data: dict[str, object] = {"file": str(path), "fingerprint": own}
    lines = [
        _("Written: {path}").format(path=path),
        _("This computer's fingerprint: {fingerprint}").format(fingerprint=own),
    ]
    if seen is not None:
        data |= {
            "office": seen.office,
            "sender_fingerprint": seen.fingerprint,
            "expired": seen.expired,
        }
        lines.append(
            _("The sender's fingerprint, to compare by telephone: {fingerprint}").format(
                fingerprint=seen.fingerprint
            )
        )
        if seen.expired:
            lines.append(_("Note: the invitation is past its date."))
    return Answer(data, lines)
