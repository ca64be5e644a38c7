"""Certificates: issued, printed again, revoked, handed over, and verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.commands.destination import destination, in_folder
from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desktop_app.desk.certificate_checks import Checked
    from desktop_app.office import Office
    from exports.certificates.printing import Printed


def declare(commands: Commands) -> None:
    """``certificate`` with its acts, and ``verify-certificate``."""
    group = commands.group("certificate", N_("certificates of training"))
    _which(group.command("list", N_("list certificates"), _list), needed=False)
    names = group.command("names", N_("put down that a class's names were checked"), _names)
    names.add_argument("--class", dest="code", metavar="CODE", required=True, help=_code_help())
    names.add_argument("--by", metavar="NAME", required=True, help=_("who checked the names"))
    names.add_argument("--on", metavar="DAY", help=_("on which day; today if it is not said"))
    issue = group.command("issue", N_("issue the certificates of a class"), _issue)
    issue.add_argument("--class", dest="code", metavar="CODE", required=True, help=_code_help())
    issue.add_argument("--on", metavar="DAY", help=_("their date; today if it is not said"))
    issue.add_argument(
        "--out",
        metavar="FILE",
        help=_("file or folder for the first print of all that wait for it"),
    )
    reprint = _which(group.command("reprint", N_("print certificates again, marked"), _reprint))
    _reason(reprint)
    reprint.add_argument(
        "--out", metavar="FILE", required=True, help=_("file or folder to write to")
    )
    revoke = _which(group.command("revoke", N_("take certificates back"), _revoke))
    _reason(revoke)
    revoke.add_argument(
        "--replace", action="store_true", help=_("issue another in its place, under a new number")
    )
    hand = _which(
        group.command("hand-over", N_("put down that certificates were handed over"), _hand)
    )
    hand.add_argument("--to", metavar="NAME", default="", help=_("who came instead of the person"))
    hand.add_argument("--on", metavar="DAY", help=_("on which day; today if it is not said"))
    page = group.command("verify-page", N_("write headquarters' verification page"), _page)
    page.add_argument("out", metavar="FILE", help=_("file or folder to write to"))
    verify = commands.command(
        "verify-certificate", N_("say whether a certificate is genuine"), _verify
    )
    verify.add_argument(
        "what", metavar="TEXT|FILE", help=_("a number, the text of a QR code, a picture or a PDF")
    )


def _code_help() -> str:
    return _("the class's code")


def _which(parser: Parser, *, needed: bool = True) -> Parser:
    which = parser.add_mutually_exclusive_group(required=needed)
    which.add_argument("--class", dest="code", metavar="CODE", help=_code_help())
    which.add_argument("--number", metavar="NUMBER", help=_("the certificate's number"))
    return parser


def _reason(parser: Parser) -> None:
    parser.add_argument("--reason", metavar="TEXT", required=True, help=_("the reason; put down"))


def _ids(given: Given, session: Session) -> list[str]:
    """The good certificates of the class, or the one of the number."""
    from desktop_app.desk.certificates import certificate_of, of_class
    from desktop_app.desk.classes import by_code

    if given.number:
        return [certificate_of(session, given.number).id]
    return [one.id for one in of_class(session, by_code(session, given.code).id)]


def _list(given: Given) -> Answer:
    from sqlalchemy import select

    from desktop_app.desk.certificates import certificate_of, revoked_numbers
    from desktop_app.desk.classes import by_code
    from desktop_app.records import Certificate

    with given.office() as office, office.store.read() as session:
        order = (Certificate.year, Certificate.series, Certificate.sequence)
        query = select(Certificate).order_by(*order)
        if given.number:
            query = query.where(Certificate.id == certificate_of(session, given.number).id)
        elif given.code:
            query = query.where(Certificate.training_class == by_code(session, given.code).id)
        rows = session.scalars(query).all()
        gone = revoked_numbers(session, [one.number for one in rows])
    found = [
        {
            "number": one.number,
            "issued": one.issued_on.isoformat(),
            "printed": one.printed_on is not None,
            "handed_over": one.handed_over_on is not None,
            "state": "void" if one.void_on else "revoked" if one.number in gone else "good",
        }
        for one in rows
    ]
    lines = [f"{one['number']}  {one['issued']}  {one['state']}" for one in found]
    return Answer({"certificates": found}, lines or [_("There are no certificates yet.")])


def _names(given: Given) -> Answer:
    from desktop_app.desk.certificates_due import NAMES_CHECKED, check_names
    from desktop_app.desk.classes import by_code

    with given.office() as office, office.store.write(NAMES_CHECKED) as session:
        held = by_code(session, given.code)
        check_names(session, held.id, given.by, given.day("on", office) or office.today)
    return Answer({"class": given.code, "by": given.by}, [_("Put down.")])


def _issue(given: Given) -> Answer:
    from desktop_app.desk.certificates_due import candidates, held_back
    from desktop_app.desk.classes import by_code
    from exports.certificates.issuing import issue
    from exports.certificates.printing import first_print, unprinted

    with given.office() as office:
        with office.store.read() as session:
            held = by_code(session, given.code).id
            waiting = unprinted(session, held)
        try:
            made = [one.number for one in issue(office, held, on=given.day("on", office))]
        except UserError as error:
            # What was issued before and never printed is printed now.
            if error.code not in ("NOBODY", "UNDER-NOW") or not waiting or given.out is None:
                raise
            made = []
        file = None
        with office.store.read() as session:
            waiting = unprinted(session, held)
            people = candidates(session, held, office.store.facts())
        if given.out is not None:
            file = _written(given, office, first_print(office, waiting, given.progress))
    left = [{"name": one.name, "reason": str(one.under)} for one in people if one.held_back]
    lines = [
        *made,
        *held_back(people).splitlines(),
        *([_("Written: {path}").format(path=file)] if file else []),
    ]
    data = {"class": given.code, "issued": made, "held_back": left, "file": _text(file)}
    return Answer(data, lines)


def _reprint(given: Given) -> Answer:
    from exports.certificates.printing import duplicates

    with given.office() as office:
        with office.store.read() as session:
            ids = _ids(given, session)
        file = _written(given, office, duplicates(office, ids, given.reason, given.progress))
    return Answer({"count": len(ids), "file": str(file)}, [_("Written: {path}").format(path=file)])


def _written(given: Given, office: Office, printed: Printed) -> Path:
    from desktop_app.files import safe_name
    from exports.handing_out import hand_out

    name = safe_name(f"certificate-{given.code or given.number}", "certificate")
    path = in_folder(destination(given, given.out), name, "pdf")
    return hand_out(office, printed.given, path, printed.data)


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _revoke(given: Given) -> Answer:
    from desktop_app.desk.certificates import REVOKED, revoke, revoke_number
    from desktop_app.processes.rights import Right
    from desktop_app.records import Certificate
    from exports.certificates.issuing import replace

    with given.office() as office:
        office.must(Right.CERTIFY)
        if given.number and not given.replace:
            with office.store.write(REVOKED) as session:
                numbers = [revoke_number(session, given.number, given.reason).number]
            return _revoked(numbers, [])
        with office.store.read() as session:
            ids = _ids(given, session)
            numbers = [session.get_one(Certificate, id).number for id in ids]
        if given.replace:
            return _revoked(numbers, [replace(office, id, given.reason).number for id in ids])
        with office.store.write(REVOKED) as session:
            for id in ids:
                revoke(session, session.get_one(Certificate, id), given.reason)
    return _revoked(numbers, [])


def _revoked(numbers: list[str], new: list[str]) -> Answer:
    return Answer({"revoked": numbers, "replaced_by": new}, [*numbers, *new])


def _hand(given: Given) -> Answer:
    from desktop_app.desk.certificates import GIVEN_OUT, hand_over

    with given.office() as office:
        with office.store.read() as session:
            ids = _ids(given, session)
        with office.store.write(GIVEN_OUT) as session:
            day = given.day("on", office) or office.today
            count = hand_over(session, ids, given.to, day)
    words = translate_n("{n} certificate handed over", "{n} certificates handed over", count)
    return Answer({"count": count}, [words.format(n=count)])


def _page(given: Given) -> Answer:
    from desktop_app.files import write_atomically
    from exports.certificates.verify_page import NAME, verify_page

    with given.office() as office:
        data = verify_page(office)
        path = in_folder(destination(given, given.out), NAME, "html")
        write_atomically(path, data)
    return Answer({"file": str(path)}, [_("Written: {path}").format(path=path)])


def _verify(given: Given) -> Answer:
    from desktop_app.desk.certificate_checks import verify

    with given.office() as office:
        found = [verify(office, text) for text in _texts(given.what)]
    genuine = all(one.finding.state.value == "GENUINE" for one in found)
    first = found[0]
    data = {**_data(first), "all": [_data(one) for one in found]}
    return Answer(data, [_line(one) for one in found], ok=genuine)


def _texts(what: str) -> list[str]:
    """What to verify: the text itself, or the codes in the file of that name."""
    try:
        is_file = Path(what).is_file()
    except (OSError, ValueError):  # A text too long for a name.
        is_file = False
    if not is_file:
        return [what]
    from exports.qr_reading import read

    found = read(Path(what))
    if not found:
        raise UserError(
            "NO-CODE", N_("There is no QR code in {name} that can be read."), name=Path(what).name
        )
    return found


def _data(one: Checked) -> dict[str, Any]:
    claim, gone = one.finding.claim, one.finding.withdrawn
    return {
        "state": one.finding.state.value.lower(),
        "number": one.number or None,
        "office": one.finding.office or None,
        "course": claim.course if claim else None,
        "issued": claim.issued.isoformat() if claim else None,
        "starts": claim.starts.isoformat() if claim else None,
        "ends": claim.ends.isoformat() if claim else None,
        "hours": claim.hours if claim else None,
        "in_books": bool(one.certificate),
        "revoked_on": gone.on.isoformat() if gone else None,
        "said": one.said or None,
        "replaced_by": (gone.replaced_by or None) if gone else None,
    }


def _line(one: Checked) -> str:
    from desktop_app.wording import day_long

    claim, gone = one.finding.claim, one.finding.withdrawn
    parts = [_(one.finding.state.label), one.number]
    if claim is not None:
        parts += [claim.course, f"{claim.hours} JP", day_long(claim.issued)]
    if gone is not None:
        parts.append(_("revoked on {day}").format(day=day_long(gone.on)))
    return " · ".join(part for part in (*parts, one.said) if part)
