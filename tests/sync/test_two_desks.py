"""Two PCs of one office work on the same class, claim and people before they hear of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.desk import certificates as desk
from desktop_app.desk import letters, payments, planning
from desktop_app.desk.auditing import ExceptionKind, exceptions
from desktop_app.desk.budget import follow
from desktop_app.desk.notices import notices
from desktop_app.desk.periods import finalise, reopen
from desktop_app.errors import UserError
from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.records import (
    BudgetMovement,
    Certificate,
    Claim,
    Consultation,
    Enrolment,
    FollowUp,
    Payment,
)
from desktop_app.records.budget import Movement
from desktop_app.records.claim import ClaimState, PaymentState
from desktop_app.records.office import Role
from desktop_app.records.training import EnrolmentState
from desktop_app.store.periods import Period, finalised_periods
from desktop_app.store.tables import local_held
from desktop_app.sync import inbox, outbox
from desktop_app.wording import WITA
from exports.certificates.issuing import issue
from tests import make, money
from tests.colleagues import add_colleague, signed_in
from tests.offices import World, enrol
from tests.passed import NAMES, passed_class


@dataclass
class Desks:
    """Two PCs of Manado, and headquarters."""

    world: World
    first: Office
    second: Office

    @property
    def both(self) -> tuple[Office, Office]:
        return self.first, self.second

    @property
    def all(self) -> tuple[Office, Office, Office]:
        return *self.both, self.world.headquarters

    def send(self, office: Office) -> None:
        """A file of one PC, to the other and to headquarters."""
        made = outbox.make(office, self.world.stick).path
        for one in self.all:
            if one is not office:
                inbox.read(one, [made])

    def exchange(self, *, later_first: bool = False) -> None:
        """A file of each PC, to all, in either order."""
        made = {id(one): outbox.make(one, self.world.stick).path for one in self.both}
        order = self.both[::-1] if later_first else self.both
        for one in self.all:
            inbox.read(one, [made[id(of)] for of in order if of is not one])

    def held(self) -> list[str]:
        """What the three hold back."""
        found: list[str] = []
        for one in self.all:
            with one.store.raw() as connection:
                h = local_held.c
                found += connection.scalars(select(h.code).where(h.state == "held")).all()
        return found

    def exceptional(self, office: Office) -> Counter[str]:
        with office.store.read() as session:
            found = exceptions(session, office.today, office.today, WITA)
        return Counter(one.kind.value for one in found)

    def book(self, office: Office) -> Counter[Movement]:
        with office.store.read() as session:
            return Counter(one.kind for one in session.scalars(select(BudgetMovement)))


@pytest.fixture
def desks(world: World, tmp_path: Path) -> Iterator[Desks]:
    first = world.branches["MND"]
    second = world.offices.set_up("MND", pc=2)
    enrol(world.headquarters, second, tmp_path / "papers")
    files = [one.path for one in publish(world.headquarters, tmp_path / "down")]
    for office in (first, second):
        inbox.read(office, files)
    yield Desks(world, first, second)


def approved(desks: Desks) -> str:
    """A claim that the head approved, known to all."""
    return all_approved(desks, 1)[0]


def all_approved(desks: Desks, many: int) -> list[str]:
    """Claims of one employer."""
    office = desks.first
    account = {"account": "1234567890", "account_holder": "PT Contoh 1"}
    claims = [money.verified(office, **account)]
    for place in range(2, many + 1):
        more = money.claim(
            place,
            employer=claims[0].employer,
            received_on=office.today,
            **account,
        )
        with office.store.write("test") as session:
            session.add_all([more, money.line(more, 1_000_000 * place)])
        money.put_forward(office, more.id)
        claims.append(more)
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    maria = signed_in(office, "maria")
    for claim in claims:
        money.approve(office, maria, claim.id)
    maria.close()
    desks.send(office)
    return [claim.id for claim in claims]


def prepare(office: Office, claim: str) -> str:
    with office.store.write("test") as session:
        (made,) = payments.prepare(session, session.get_one(Claim, claim))
    return made.id


def send(office: Office, claim: str) -> None:
    with office.store.write("test") as session:
        payments.send(session, payments.payments_of(session, claim))


@pytest.mark.parametrize("later_first", [False, True])
def test_two_certificates_of_one_person_are_shown_until_one_is_revoked(
    desks: Desks, later_first: bool
) -> None:
    made = passed_class(desks.first, NAMES[:1])
    desks.send(desks.first)
    ours, theirs = (issue(one, made.training_class)[0] for one in desks.both)
    desks.exchange(later_first=later_first)
    assert desks.held() == [], "both say that the person is certified"
    for office in desks.all:
        assert desks.exceptional(office)[ExceptionKind.CERTIFIED_TWICE.value] == 2
    told = [one for one in notices(desks.first) if one.key.startswith("twice")]
    assert {one.what["id"] for one in told} == {ours.id, theirs.id}
    with desks.first.store.write("test") as session:
        desk.revoke(session, session.get_one(Certificate, ours.id), "Terbit dua kali")
        seat = session.get_one(Enrolment, made.enrolments[0])
        assert seat.state is EnrolmentState.CERTIFIED, "the other stands"
    desks.send(desks.first)
    for office in desks.all:
        assert desks.exceptional(office)[ExceptionKind.CERTIFIED_TWICE.value] == 0
        with office.store.read() as session:
            standing = desk.of_class(session, made.training_class)
            assert [one.number for one in standing] == [theirs.number]
    with desks.first.store.write("test") as session:
        desk.revoke(session, session.get_one(Certificate, theirs.id), "Ternyata tidak hadir")
        assert session.get_one(Enrolment, made.enrolments[0]).state is EnrolmentState.COMPLETED


@pytest.mark.parametrize("later_first", [False, True])
def test_what_both_prepared_is_not_sent_before_one_is_reversed(
    desks: Desks, later_first: bool
) -> None:
    claim = approved(desks)
    first, second = (prepare(one, claim) for one in desks.both)
    desks.exchange(later_first=later_first)
    assert desks.held() == []
    for office in desks.both:
        with pytest.raises(UserError) as told:
            send(office, claim)
        assert told.value.code == "PAY-TWICE"
        assert desks.exceptional(office)[ExceptionKind.PAID_TWICE.value] == 2
        what = {one.what.get("id") for one in notices(office) if one.key.startswith("twice")}
        assert what == {first, second}
    with desks.second.store.write("test") as session:
        payments.reverse(session, session.get_one(Payment, second), "Disiapkan dua kali")
    desks.send(desks.second)
    send(desks.first, claim)
    desks.send(desks.first)
    assert desks.held() == []
    for office in desks.all:
        with office.store.read() as session:
            states = {one.id: one.state for one in payments.payments_of(session, claim)}
        assert states == {first: PaymentState.SENT, second: PaymentState.REVERSED}
        assert desks.exceptional(office)[ExceptionKind.PAID_TWICE.value] == 0


@pytest.mark.parametrize("later_first", [False, True])
def test_the_answer_of_the_bank_read_at_both_is_booked_once(
    desks: Desks, later_first: bool
) -> None:
    claim = approved(desks)
    payment = prepare(desks.first, claim)
    send(desks.first, claim)
    desks.send(desks.first)
    for office in desks.both:
        with office.store.write("test") as session:
            one = session.get_one(Payment, payment)
            payments.pay(session, one, office.today, "TRX-1")
    desks.exchange(later_first=later_first)
    assert desks.held() == []
    for office in desks.all:
        assert desks.book(office) == {Movement.REALISATION: 1}
        with office.store.read() as session:
            assert session.get_one(Claim, claim).state is ClaimState.PAID
    for office in desks.both:
        with office.store.write("test") as session:
            payments.give_back(session, session.get_one(Payment, payment), "Rekening tutup")
    desks.exchange(later_first=later_first)
    assert desks.held() == []
    for office in desks.all:
        assert desks.book(office) == {Movement.REALISATION: 1, Movement.REVERSAL: 1}
        with office.store.read() as session:
            assert session.get_one(Claim, claim).state is ClaimState.APPROVED


def test_paid_another_day_says_the_other_pc_and_counts_once(desks: Desks) -> None:
    claim = approved(desks)
    payment = prepare(desks.first, claim)
    send(desks.first, claim)
    desks.send(desks.first)
    for n, office in enumerate(desks.both):
        with office.store.write("test") as session:
            one = session.get_one(Payment, payment)
            payments.pay(session, one, office.today, f"TRX-{n}")
        desks.world.offices.clock.forward(days=1)
    desks.exchange()
    assert set(desks.held()) == {"E-CONFLICT", "E-STATE"}, "a person settles which reference holds"
    for office in desks.all:
        assert desks.book(office) == {Movement.REALISATION: 1}


def test_taking_back_one_payment_leaves_another_of_the_same_number_alone(desks: Desks) -> None:
    ours, theirs = all_approved(desks, 2)
    made = []
    for office, claim in zip(desks.both, (ours, theirs), strict=True):
        made.append(prepare(office, claim))
        send(office, claim)
        with office.store.write("test") as session:
            payments.pay(session, session.get_one(Payment, made[-1]), office.today, "TRX-1")
    desks.exchange()
    with desks.first.store.write("test") as session:
        one, other = (session.get_one(Payment, id) for id in made)
        assert one.number == other.number
        payments.reverse(session, one, "Salah penerima")
        back = select(BudgetMovement).where(BudgetMovement.kind == Movement.REVERSAL)
        # 3.500.000 of ours, and not the 2.000.000 of theirs.
        assert [entry.amount for entry in session.scalars(back)] == [3_500_000]


def test_a_seat_given_at_both_is_promised_once(desks: Desks) -> None:
    company, programme = make.employer(7), make.programme(fee=3_500_000)
    talk, held, worker = make.consultation(company), make.training_class(programme), make.worker()
    case = make.case(worker, talk)
    seat = make.enrolment(case, programme, state=EnrolmentState.APPROVED)
    with desks.first.store.write("test") as session:
        session.add_all([company, programme, talk, held, worker, case, seat])
    desks.send(desks.first)
    for office in desks.both:
        with office.store.write("test") as session:
            mine = session.get_one(Enrolment, seat.id)
            mine.training_class, mine.state = held.id, EnrolmentState.ASSIGNED
            follow(session, [mine])
    desks.exchange()
    assert desks.held() == []
    assert [desks.book(one) for one in desks.all] == [{Movement.COMMITMENT: 1}] * 3


def test_calls_planned_at_both_are_made_once(desks: Desks) -> None:
    made = passed_class(desks.first, NAMES[:2])
    desks.send(desks.first)
    for office in desks.both:
        assert planning.catch_up(office) == 6
    desks.exchange()
    assert desks.held() == []
    for office in desks.all:
        with office.store.read() as session:
            asked = [(one.enrolment, one.month) for one in session.scalars(select(FollowUp))]
        assert sorted(asked) == sorted((id, n) for id in made.enrolments for n in (1, 3, 6))


def test_two_letters_under_one_number_are_shown_until_one_is_void(desks: Desks) -> None:
    company = make.employer()
    talk = make.consultation(company)
    with desks.first.store.write("test") as session:
        session.add_all([company, talk])
    desks.send(desks.first)
    given = []
    for office, document in zip(desks.both, ("call", "completeness"), strict=True):
        with office.store.write("test") as session:
            about = session.get_one(Consultation, talk.id)
            day = office.today
            given.append(letters.issue(session, document, "consultation", about.id, day=day))
    assert given[0].number == given[1].number
    desks.exchange()
    for office in desks.both:
        assert desks.exceptional(office)[ExceptionKind.SAME_NUMBER.value] == 2
        assert len([one for one in notices(office) if one.key.startswith("twice")]) == 2
    with desks.second.store.write("test") as session:
        letters.void(session, session.get_one(type(given[1]), given[1].id), "Nomor ganda")
    desks.send(desks.second)
    for office in desks.both:
        assert desks.exceptional(office)[ExceptionKind.SAME_NUMBER.value] == 0


def test_a_month_finalised_at_both_is_opened_by_one_act(desks: Desks) -> None:
    month = Period(date(2026, 1, 1), date(2026, 1, 31))
    for office in desks.both:
        finalise(office, month)
    desks.exchange()
    reopen(desks.first, month, "Kuitansi menyusul")
    desks.send(desks.first)
    assert desks.held() == []
    for office in desks.all:
        with office.store.read() as session:
            assert not finalised_periods(session.connection(), "MND")
