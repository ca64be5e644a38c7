"""Claims at the desk: begun from a class, held against the books, led on, refused, objected to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop_app.desk import claims, decisions, objections
from desktop_app.desk.claim_facts import Examined, examined, lines_of
from desktop_app.desk.claim_lists import AMOUNT, PAYEE, ClaimListing
from desktop_app.desk.claim_making import from_class, from_consultation
from desktop_app.errors import UserError
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.records import (
    AffectedWorker,
    Claim,
    ClaimLine,
    ComplianceCheck,
    Decision,
    Enrolment,
    Objection,
)
from desktop_app.records.claim import ClaimKind, ClaimState, Compliance, ObjectionOutcome
from desktop_app.records.employer import Scheme
from desktop_app.records.funding import CostKind
from desktop_app.records.office import Role
from desktop_app.records.training import EnrolmentState
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.writing import Write
from desktop_app.wording import WITA
from desktop_app.wording import money as rupiah
from tests import make, money
from tests.colleagues import HEAD_PASSWORD, add_colleague, signed_in

_C = ClaimState


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


@dataclass
class Two:
    """Rina writes, Maria decides."""

    rina: Office
    maria: Office

    def act(self, act: Callable[[Write], Claim]) -> Claim:
        with self.rina.store.write("test") as session:
            return act(session)

    def look(self, id: str) -> Examined:
        with self.rina.store.read() as reading:
            return examined(reading, reading.get_one(Claim, id), self.rina.store.facts())

    def codes(self, id: str) -> list[str]:
        return [finding.code for finding in self.look(id).findings]

    def refused(self, code: str, act: Callable[[Write], object], who: Office | None = None) -> str:
        with pytest.raises(UserError) as error, (who or self.rina).store.write("x") as session:
            act(session)
        assert error.value.code == code
        return str(error.value)


@pytest.fixture
def two(office: Office) -> Iterator[Two]:
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    maria = signed_in(office, "maria")
    yield Two(office, maria)
    maria.close()


def ready_invoice(two: Two, *attended: int) -> Claim:
    """An invoice begun from a class, complete with number, account and papers."""
    found = money.trained(two.rina, *(attended or (2, 2)))
    claim = two.act(lambda session: from_class(session, found.training_class.id))
    with two.rina.store.write("test") as session:
        one = session.get_one(Claim, claim.id)
        one.invoice_number, one.account, one.account_holder = "INV/1", "1234567890", "LPK Contoh"
    money.all_papers(two.rina, claim.id)
    return claim


def test_an_invoice_from_a_class_has_a_line_for_each_who_was_trained(two: Two) -> None:
    found = money.trained(two.rina, 2, 2, 1)
    with two.rina.store.write("test") as session:
        session.get_one(Enrolment, found.enrolments[1].id).state = EnrolmentState.NOT_PLACED
    claim = two.act(lambda session: from_class(session, found.training_class.id))
    assert (claim.kind, claim.provider) == (ClaimKind.INVOICE, found.provider.id)
    assert claim.number == "0001/PB/MND/XI/2026"
    look = two.look(claim.id)
    assert [(line.description, line.unit_price) for line in look.lines] == [
        ("Program 1", 3_500_000)
    ] * 3
    # PPh 23 of 2 % is withheld from the provider.
    assert (look.totals.tax, look.totals.net) == (210_000, 10_290_000)
    found_there = {finding.code: finding for finding in look.findings if finding.code != "PAPER"}
    assert found_there["ATTENDANCE"].text == "Pekerja 3: attended 50%, 80% are asked for"
    assert set(found_there) == {"ATTENDANCE", "INVOICE", "ACCOUNT"}
    two.refused("CLAIM-ALL", lambda session: from_class(session, found.training_class.id))


def test_nobody_trained_nothing_to_claim(two: Two) -> None:
    programme = make.programme()
    of = make.training_class(programme)
    with two.rina.store.write("test") as session:
        session.add_all([programme, of])
    two.refused("CLAIM-NOBODY", lambda session: from_class(session, of.id))


def test_an_employers_claim_from_class_and_from_consultation(two: Two) -> None:
    found = money.trained(two.rina, 2, 2, scheme=Scheme.REIMBURSEMENT)
    claim = two.act(lambda session: from_class(session, found.training_class.id))
    assert (claim.kind, claim.employer) == (ClaimKind.REIMBURSEMENT, found.employer.id)
    assert (claim.consultation, claim.account) == (found.consultation.id, "1234567890")
    assert "CONSULTATION" not in two.codes(claim.id) and "MINUTES" not in two.codes(claim.id)
    two.refused("CLAIM-ALL", lambda session: from_consultation(session, found.consultation.id))
    with two.rina.store.write("test") as session:
        session.void(session.get_one(Claim, claim.id))
    again = two.act(lambda session: from_consultation(session, found.consultation.id))
    assert (again.training_class, again.provider) == (found.training_class.id, found.provider.id)
    assert again.number == "0002/PB/MND/XI/2026", "a number that was given is not given again"


def test_the_list_tells_who_is_paid_and_how_much(two: Two) -> None:
    found = money.trained(two.rina, 2, 2, scheme=Scheme.REIMBURSEMENT)
    claim = two.act(lambda session: from_class(session, found.training_class.id))
    lines = two.look(claim.id).lines
    listing = ClaimListing(two.rina.store, Claim, ["number", "provider"], WITA)
    (row,) = listing.rows([claim.id])
    # Where the employer's own institution trained, the employer is paid all the same.
    assert row["provider"] and row[PAYEE] == found.employer.name
    assert row[AMOUNT] == rupiah(sum(line.gross for line in lines)) == "Rp7,000,000"


def test_numbers_run_through_the_year_without_a_gap(two: Two) -> None:
    found = money.trained(two.rina, 2)
    numbers = []
    for _ in range(3):
        claim = two.act(lambda session: from_class(session, found.training_class.id))
        numbers.append(claim.number)
        with two.rina.store.write("test") as session:
            session.void(session.get_one(Claim, claim.id))
    assert numbers == [f"{n:04}/PB/MND/XI/2026" for n in (1, 2, 3)]
    with two.rina.store.read() as reading:
        kept = reading.scalars(select(Claim.number), execution_options=ALSO_VOIDED).all()
    assert sorted(kept) == numbers


def test_the_whole_way_to_approved(two: Two) -> None:
    claim = ready_invoice(two)
    assert two.codes(claim.id) == []
    # Tuesday 24 November; five working days without a holiday on the way.
    done = two.act(lambda session: claims.submit(session, claim.id))
    assert (done.state, done.due_on) == (_C.SUBMITTED, date(2026, 12, 1))
    done = two.act(lambda session: claims.verify(session, claim.id))
    assert done.state is _C.VERIFIED
    with two.rina.store.read() as reading:
        asked = decisions.waiting(reading, "claim", claim.id)
        assert asked is not None
    assert asked.matter == "0001/PB/MND/XI/2026 · LPK Contoh"
    with pytest.raises(UserError) as error:
        decisions.decide(two.rina, {asked.id: asked.digest}, "sandi cukup panjang", approve=True)
    assert error.value.code == "DECISION-SELF"
    decisions.decide(two.maria, {asked.id: asked.digest}, HEAD_PASSWORD, approve=True)
    with two.rina.store.read() as reading:
        assert reading.get_one(Claim, claim.id).state is _C.APPROVED


def test_who_wrote_a_line_is_a_writer_too(two: Two) -> None:
    claim = ready_invoice(two)
    two.act(lambda session: claims.submit(session, claim.id))
    with two.maria.store.write("test") as session:
        session.scalars(select(ClaimLine)).all()[0].description = "Kelas malam"
    two.act(lambda session: claims.verify(session, claim.id))
    with two.rina.store.read() as reading:
        asked = reading.scalars(select(Decision)).one()
    with pytest.raises(UserError) as error:
        decisions.decide(two.maria, {asked.id: asked.digest}, HEAD_PASSWORD, approve=True)
    assert error.value.code == "DECISION-SELF"


@pytest.mark.parametrize("changed", ["a price", "the reason for going on"])
def test_what_changed_while_it_waits_is_seen(two: Two, changed: str) -> None:
    claim = ready_invoice(two)
    two.act(lambda session: claims.submit(session, claim.id))
    two.act(lambda session: claims.verify(session, claim.id))
    with two.rina.store.read() as reading:
        asked = reading.scalars(select(Decision)).one()
    with two.rina.store.write("test") as session:
        if changed == "a price":
            session.scalars(select(ClaimLine)).all()[0].unit_price = 3_400_000
        else:
            session.get_one(Claim, claim.id).override_reason = "Sudah disepakati lisan"
    with pytest.raises(UserError) as error:
        decisions.decide(two.maria, {asked.id: asked.digest}, HEAD_PASSWORD, approve=True)
    assert error.value.code == "DECISION-CHANGED"


def test_what_was_approved_stays_as_it_is(two: Two) -> None:
    claim = money.verified(two.rina, 3_500_000)
    money.approve(two.rina, two.maria, claim.id)
    line = lines_of_claim(two, claim.id)[0]

    def dearer(session: Write) -> None:
        session.get_one(ClaimLine, line.id).unit_price = 9_000_000

    def more(session: Write) -> None:
        session.add(money.line(claim))

    def fewer(session: Write) -> None:
        session.void(session.get_one(ClaimLine, line.id))

    def another_account(session: Write) -> None:
        session.get_one(Claim, claim.id).account = "9876543210"

    def gone(session: Write) -> None:
        session.void(session.get_one(Claim, claim.id))

    for act in (dearer, more, fewer, another_account, gone):
        assert "0001/PB/MND/XI/2026" in two.refused("CLAIM-SEALED", act)
    two.refused("E-RIGHT", lambda session: claims.take_back(session, claim.id, "x"), clerk(two))
    two.refused("REASON", lambda session: claims.take_back(session, claim.id, " "), two.maria)
    with two.maria.store.write("test") as session:
        claims.take_back(session, claim.id, "Harga keliru")
    with two.rina.store.write("test") as session:
        dearer(session)

    def sneak(session: Write) -> None:
        session.get_one(Claim, claim.id).state = _C.APPROVED

    two.refused("DECISION-NEEDED", sneak)


def clerk(two: Two) -> Office:
    add_colleague(two.rina, "budi", Role.CLERK)
    return signed_in(two.rina, "budi")


def lines_of_claim(two: Two, id: str) -> list[ClaimLine]:
    with two.rina.store.read() as reading:
        return lines_of(reading, id)


def test_returned_as_incomplete_the_days_stop_and_begin_anew(two: Two) -> None:
    found = money.trained(two.rina, 2)
    claim = two.act(lambda session: from_class(session, found.training_class.id))
    done = two.act(lambda session: claims.submit(session, claim.id))
    assert done.due_on is None, "not complete yet"
    two.refused("REASON", lambda session: claims.give_back(session, claim.id, ""))
    done = two.act(lambda session: claims.give_back(session, claim.id, "NPWP belum ada"))
    assert (done.state, done.reason, done.due_on) == (_C.INCOMPLETE, "NPWP belum ada", None)
    money.all_papers(two.rina, claim.id)
    done = two.act(lambda session: claims.submit(session, claim.id))
    assert (done.state, done.reason, done.due_on) == (_C.SUBMITTED, None, date(2026, 12, 1))


def test_a_finding_blocks_until_somebody_with_the_right_says_why(two: Two) -> None:
    claim = ready_invoice(two, 2, 1)
    two.act(lambda session: claims.submit(session, claim.id))
    said = two.refused("CLAIM-BLOCKED", lambda session: claims.verify(session, claim.id))
    assert "Pekerja 2: attended 50%" in said
    two.refused("E-RIGHT", lambda session: claims.verify(session, claim.id), clerk(two))
    with two.maria.store.write("test") as session:
        claims.go_on(session, claim.id, "Sakit, tugas pengganti diterima")
    # What comes up later is another matter, and asks for a reason of its own.
    with two.rina.store.write("test") as session:
        line = lines_of(session, claim.id)[0]
        line.unit_price = 3_500_001
    said = two.refused("CLAIM-BLOCKED", lambda session: claims.verify(session, claim.id))
    assert "Rp3,500,001" in said and "50%" not in said
    with two.rina.store.write("test") as session:
        session.get_one(ClaimLine, line.id).unit_price = 3_500_000
    two.act(lambda session: claims.verify(session, claim.id))
    with two.rina.store.read() as reading:
        asked = reading.scalars(select(Decision)).one()
    decisions.decide(two.maria, {asked.id: asked.digest}, HEAD_PASSWORD, approve=True)


def test_one_person_and_programme_is_paid_once_over_both_schemes(two: Two) -> None:
    claim = ready_invoice(two, 2)
    two.act(lambda session: claims.submit(session, claim.id))
    with two.rina.store.read() as reading:
        first = reading.scalars(select(Enrolment)).one()
        case = reading.get_one(AffectedWorker, first.affected_worker)
    later = AffectedWorker(worker=case.worker, employer=case.employer)
    again = Enrolment(
        number="P-2",
        affected_worker=later.id,
        programme=first.programme,
        scheme=Scheme.REIMBURSEMENT,
        registered_on=first.registered_on,
        programme_year=2026,
        state=EnrolmentState.COMPLETED,
    )
    other = money.claim(9, employer=case.employer)
    with two.rina.store.write("test") as session:
        session.add_all([later, again, other, money.line(other, 3_500_000, enrolment=again.id)])
    text = next(f.text for f in two.look(other.id).findings if f.code == "PAID-ONCE")
    assert text == (
        "Pekerja 1: training of this programme stands already on claim 0001/PB/MND/XI/2026"
    )


def test_a_fee_for_the_class_counts_for_each_who_was_trained_there(two: Two) -> None:
    found = money.trained(two.rina, 2, 2)
    of = found.training_class
    whole = money.claim(
        1,
        kind=ClaimKind.INVOICE,
        provider=found.provider.id,
        training_class=of.id,
        invoice_number="INV/7",
    )
    other = money.claim(2, employer=found.employer.id, training_class=of.id)
    with two.rina.store.write("test") as session:
        first = money.line(other, enrolment=found.enrolments[0].id)
        session.add_all([whole, money.line(whole, 7_000_000), other, first])
    assert "WHOLE-CLASS" in two.codes(whole.id) and "PRICE" not in two.codes(whole.id)
    two.act(lambda session: claims.submit(session, whole.id))
    text = next(f.text for f in two.look(other.id).findings if f.code == "PAID-ONCE")
    assert text.startswith("Pekerja 1: training of this programme stands already on claim 0001/")


def test_pocket_money_entered_by_hand_is_held_against_that_of_other_claims(two: Two) -> None:
    found = money.trained(two.rina, 2)
    own = {"kind": ClaimKind.ALLOWANCE, "training_class": found.training_class.id}
    both = [money.claim(n, **own) for n in (1, 2)]
    daily = {"cost_kind": CostKind.POCKET_MONEY, "enrolment": found.enrolments[0].id}
    with two.rina.store.write("test") as session:
        session.add_all([*both, *(money.line(one, 50_000, quantity=2, **daily) for one in both)])
    assert two.codes(both[1].id) == [], "a draft asks for nothing yet"
    two.act(lambda session: claims.submit(session, both[0].id))
    assert two.codes(both[1].id) == ["PAID-ONCE"]


def test_an_invoice_is_asked_for_once(two: Two) -> None:
    claim = ready_invoice(two, 2)
    two.act(lambda session: claims.submit(session, claim.id))
    other = money.claim(8, kind=ClaimKind.INVOICE, provider=claim.provider, invoice_number="inv 1")
    with two.rina.store.write("test") as session:
        session.add(other)
    assert "RECEIPT" in two.codes(other.id)
    assert "RECEIPT" not in two.codes(claim.id), "a draft asks for nothing yet"


@pytest.mark.parametrize(
    ("how", "blocks"), [(None, False), (Compliance.ARREARS, False), (Compliance.ORDERLY, None)]
)
def test_compliance_at_date(two: Two, how: Compliance | None, blocks: bool | None) -> None:
    found = money.trained(two.rina, 2, scheme=Scheme.REIMBURSEMENT)
    with two.rina.store.write("test") as session:
        for day, state in ((30, Compliance.UNREGISTERED), (1, how)):
            if how is not None and state is not None:
                session.add(
                    ComplianceCheck(
                        employer=found.employer.id,
                        checked_on=two.rina.today - timedelta(days=day),
                        compliance=state,
                        source="SMILE",
                    )
                )
    claim = two.act(lambda session: from_class(session, found.training_class.id))
    got = [finding for finding in two.look(claim.id).findings if finding.code == "COMPLIANCE"]
    assert [finding.blocks for finding in got] == ([] if blocks is None else [blocks])


# --- refusals and objections ---------------------------------------------------------


def test_a_refused_claim_is_objected_to_and_another_decides(two: Two) -> None:
    claim = money.verified(two.rina)
    two.refused(
        "OBJECTION-NOTHING",
        lambda session: objections.take_in(
            session, session.get_one(Claim, claim.id), "Keliru", two.rina.today
        ),
    )
    money.approve(two.rina, two.maria, claim.id, "claim_rejection")
    with two.rina.store.read() as reading:
        refused = reading.get_one(Claim, claim.id)
        assert (refused.state, refused.reason) == (_C.REJECTED, "-")
    with two.rina.store.write("test") as session:
        one = objections.take_in(
            session, session.get_one(Claim, claim.id), "Pelatihan terlaksana", two.rina.today
        )
    # 14 working days after Tuesday 24 November, with the election day on 9 December at work.
    assert one.due_on == date(2026, 12, 14)
    granted = ObjectionOutcome.GRANTED
    two.refused(
        "OBJECTION-SELF",
        lambda session: objections.decide(session, one.id, granted, "Diterima"),
        two.maria,
    )
    two.refused("REASON", lambda session: objections.decide(session, one.id, granted, ""))
    with two.rina.store.write("test") as session:
        objections.decide(session, one.id, granted, "Bukti hadir lengkap")
    with two.rina.store.read() as reading:
        assert reading.get_one(Claim, claim.id).state is _C.VERIFIED
        assert reading.get_one(Objection, one.id).decided_by == two.rina.store.author.officer
    two.refused(
        "OBJECTION-DECIDED", lambda session: objections.decide(session, one.id, granted, "lagi")
    )


def test_a_refused_enrolment_can_begin_anew(two: Two) -> None:
    found = money.trained(two.rina, 2)
    worker = make.worker(50)
    affected = make.case(worker, found.consultation)
    one = make.enrolment(affected, found.programme, 50, registered_on=two.rina.today)
    with two.rina.store.write("test") as session:
        session.add_all([worker, affected, one])
    with two.maria.store.write("test") as session:
        refused = session.get_one(Enrolment, one.id)
        refused.state, refused.reason = EnrolmentState.REJECTED, "Bukan pekerja perusahaan"
    with two.rina.store.write("test") as session:
        made = objections.take_in(
            session, session.get_one(Enrolment, one.id), "Slip upah terlampir", two.rina.today
        )
    two.refused(
        "OBJECTION-SELF",
        lambda session: objections.decide(session, made.id, ObjectionOutcome.REFUSED, "x"),
        two.maria,
    )
    with two.rina.store.write("test") as session:
        objections.decide(session, made.id, ObjectionOutcome.PARTLY, "Verifikasi ulang")
    with two.rina.store.read() as reading:
        assert reading.get_one(Enrolment, one.id).state is EnrolmentState.REGISTERED
