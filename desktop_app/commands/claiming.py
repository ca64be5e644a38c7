"""Claims for money: listed, held against the books, led on, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.desk.claim_facts import Examined
    from desktop_app.office import Office
    from desktop_app.records import Claim
    from desktop_app.store.sight import Read
    from desktop_app.store.writing import Write


def declare(commands: Commands) -> None:
    """``claim list|show|make|submit|return|verify|approve|reject|seen``."""
    group = commands.group("claim", N_("claims of providers and employers"))
    listed = group.command("list", N_("the claims and how they stand"), _list)
    listed.add_argument("--state", metavar="STATE", help=_("only those in this state"))
    _of_claim(group, "show", N_("a claim with its lines and what speaks against it"), _show)
    made = group.command("make", N_("begin a claim with a line for each person"), _make)
    source = made.add_mutually_exclusive_group(required=True)
    source.add_argument("--class", dest="code", metavar="CODE", help=_("of a class"))
    source.add_argument("--case", metavar="NUMBER", help=_("of a consultation"))
    _of_claim(group, "submit", N_("take a claim in; its days run from today"), _submit)
    back = _of_claim(group, "return", N_("return a claim as incomplete"), _give_back)
    back.add_argument("--reason", required=True, metavar="TEXT", help=_("what is missing"))
    _of_claim(group, "verify", N_("verify a claim and put it before the head"), _verify)
    _of_claim(group, "approve", N_("approve a claim under your seal"), _approve)
    no = _of_claim(group, "reject", N_("ask the head to reject a claim, or do so"), _reject)
    no.add_argument("--reason", required=True, metavar="TEXT", help=_("why it is rejected"))
    seen = group.command("seen", N_("receipts that headquarters knows from other offices"), _seen)
    seen.add_argument(
        "--publish", action="store_true", help=_("renew the list from all claims (headquarters)")
    )


def _of_claim(group: Commands, name: str, about: str, act: Callable[[Given], Answer]) -> Any:
    parser = group.command(name, about, act)
    parser.add_argument("number", metavar="NUMBER", help=_("the claim's number"))
    return parser


def _told(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "number": claim.number,
        "kind": claim.kind.value,
        "state": claim.state.value,
        "received_on": claim.received_on.isoformat(),
        "due_on": claim.due_on.isoformat() if claim.due_on else None,
        "reason": claim.reason,
    }


def _line(claim: Claim) -> str:
    from desktop_app.wording import day_short

    due = day_short(claim.due_on) if claim.due_on else "–"
    return f"{claim.number}  {_(claim.kind.label)}  {_(claim.state.label)}  {due}"


def _id(session: Read, given: Given) -> str:
    from desktop_app.commands.naming import record_id
    from desktop_app.records import Claim

    return record_id(session, Claim, given.number)


def _list(given: Given) -> Answer:
    from sqlalchemy import select

    from desktop_app.records import Claim
    from desktop_app.records.claim import ClaimState

    query = select(Claim).order_by(Claim.received_on, Claim.number)
    if given.state:
        try:
            query = query.where(Claim.state == ClaimState.of(given.state.upper()))
        except ValueError:
            states = ", ".join(state.value for state in ClaimState)
            raise UserError("STATE", N_("Choose one of these: {states}"), states=states) from None
    with given.office() as office, office.store.read() as session:
        found = session.scalars(query).all()
    lines = [_line(claim) for claim in found]
    return Answer({"claims": [_told(claim) for claim in found]}, lines or [_("No claims yet")])


def _examined(office: Office, given: Given) -> Examined:
    from desktop_app.desk.claim_facts import examined
    from desktop_app.records import Claim

    with office.store.read() as session:
        claim = session.get_one(Claim, _id(session, given))
        return examined(session, claim, office.store.facts())


def _show(given: Given) -> Answer:
    from desktop_app.wording import money

    with given.office() as office:
        found = _examined(office, given)
    sums = found.totals
    data = {
        **_told(found.claim),
        "lines": [
            {
                "kind": line.cost_kind.value,
                "description": line.description,
                "claimed": line.claimed,
                "other": line.other_amount,
                "accepted": line.gross,
                "vat": line.vat,
                "tax": line.tax_amount,
            }
            for line in found.lines
        ],
        "totals": vars(sums),
        "findings": [
            {"code": one.code, "blocks": one in found.open, "text": one.text}
            for one in found.findings
        ],
    }
    said = [_line(found.claim)]
    said += [f"  {line.description}  {money(line.claimed)}" for line in found.lines]
    said.append(
        _("Claimed {claimed}, by others {other}, accepted {accepted}, net {net}").format(
            claimed=money(sums.claimed),
            other=money(sums.other),
            accepted=money(sums.accepted),
            net=money(sums.net),
        )
    )
    said += [f"{'!' if one in found.open else '?'} {one.text}" for one in found.findings]
    return Answer({"claim": data}, said)


def _make(given: Given) -> Answer:
    from desktop_app.commands.naming import record_id
    from desktop_app.desk.claim_making import MADE, from_class, from_consultation
    from desktop_app.records import Consultation, TrainingClass

    with given.office() as office:
        with office.store.read() as session:
            if given.code:
                make, id = from_class, record_id(session, TrainingClass, given.code)
            else:
                make, id = from_consultation, record_id(session, Consultation, given.case)
        with office.store.write(MADE) as writing:
            claim = make(writing, id)
    return _done(claim)


def _done(claim: Claim) -> Answer:
    return Answer({"claim": _told(claim)}, [_line(claim)])


def _act(given: Given, why: str, act: Callable[[Write, str], Claim]) -> Answer:
    with given.office() as office:
        with office.store.read() as session:
            id = _id(session, given)
        with office.store.write(why) as writing:
            return _done(act(writing, id))


def _submit(given: Given) -> Answer:
    from desktop_app.desk.claims import SUBMITTED, submit

    return _act(given, SUBMITTED, submit)


def _give_back(given: Given) -> Answer:
    from desktop_app.desk.claims import RETURNED, give_back

    return _act(given, RETURNED, lambda session, id: give_back(session, id, given.reason))


def _verify(given: Given) -> Answer:
    from desktop_app.desk.claims import VERIFIED, verify

    return _act(given, VERIFIED, verify)


def _decided(office: Office, given: Given, question: str) -> Claim:
    """Seal what waits about the claim with the password of the officer at the desk."""
    from desktop_app.desk.decision_sheet import sheet
    from desktop_app.desk.decisions import decide, waiting
    from desktop_app.records import Claim
    from exports.office_paper import zone_of_office

    with office.store.read() as session:
        id = _id(session, given)
        asked = waiting(session, question, id)
    if asked is None:
        raise UserError("DECISION-GONE", N_("Nothing waits for a decision on this claim."))
    seen = {asked.id: sheet(office.store, asked.id, zone_of_office(office)).digest}
    decide(office, seen, given.password(), approve=True)
    with office.store.read() as session:
        return session.get_one(Claim, id)


def _approve(given: Given) -> Answer:
    with given.office() as office:
        return _done(_decided(office, given, "claim"))


def _reject(given: Given) -> Answer:
    """Asked for by who may not decide or who wrote it; sealed at once by another who may."""
    from desktop_app.desk.claims import claim_of
    from desktop_app.desk.decisions import ASKED, ask, waiting
    from desktop_app.processes.rights import Right

    with given.office() as office:
        with office.store.read() as session:
            id = _id(session, given)
            asked = waiting(session, "claim_rejection", id)
        if asked is not None and office.may(Right.DECIDE):
            return _done(_decided(office, given, "claim_rejection"))
        with office.store.write(ASKED) as writing:
            claim = claim_of(writing, id)
            ask(writing, "claim_rejection", claim, remarks=given.reason)
    return _done(claim)


def _seen(given: Given) -> Answer:
    from sqlalchemy import func, select

    from desktop_app.records import SeenReceipt

    with given.office() as office:
        if given.publish:
            from desktop_app.hq.receipts import renew_seen

            found = renew_seen(office)
            words = _("{papers} receipts known; {added} came, {removed} went. Publish them now.")
            return Answer(vars(found), [words.format(**vars(found))])
        with office.store.read() as session:
            count = session.scalar(select(func.count(SeenReceipt.id))) or 0
    words = translate_n(
        "{n} receipt is known from headquarters", "{n} receipts are known from headquarters", count
    )
    return Answer({"papers": count}, [words.format(n=count)])
