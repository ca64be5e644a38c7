"""A class's pocket money becomes a claim of lines per person, is approved and paid by person."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop_app.desk import payments
from desktop_app.desk.daily_allowance import claim_for
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Attendance, Claim, ClaimLine, Parameter, Rate, Worker
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.funding import CostKind
from desktop_app.records.office import Role
from exports.documents import DOCUMENTS
from exports.office_paper import office_paper
from tests import make, money
from tests.colleagues import add_colleague, signed_in


@pytest.fixture
def head(office: Office) -> Iterator[Office]:
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    made = signed_in(office, "maria")
    yield made
    made.close()


def switch_on(office: Office) -> None:
    with office.store.write("test", audience="here") as session:
        values = {"key": "allowance.daily.enabled", "value": "true", "kind": "FLAG", "label": "x"}
        session.add(Parameter(id="on", valid_from=make.DAY, provisional=True, **values))


def rates(office: Office) -> None:
    day = make.DAY.replace(month=1, day=1)
    with office.store.write("test") as session:
        session.add_all(
            [
                Rate(cost_kind=CostKind.POCKET_MONEY, amount=500_000, valid_from=day),
                Rate(cost_kind=CostKind.TRANSPORT, amount=50_000, valid_from=day),
            ]
        )


def test_it_is_computed_taxed_signed_for_and_paid(office: Office, head: Office) -> None:
    there = money.trained(office, 2, 1, 0)
    rates(office)
    with pytest.raises(UserError) as off, office.store.write("test") as session:
        claim_for(session, there.training_class.id)
    assert off.value.code == "ALLOWANCE-OFF"
    switch_on(office)
    with office.store.write("test") as session:
        claim = claim_for(session, there.training_class.id)
    with office.store.read() as session:
        lines = session.scalars(select(ClaimLine).where(ClaimLine.claim == claim.id)).all()
    by = {
        (line.enrolment, line.cost_kind): (line.quantity, line.gross, line.tax_amount)
        for line in lines
    }
    first, second, _third = (one.id for one in there.enrolments)
    # Two days and one day; 5 % of half of the pocket money above Rp450.000 a day.
    assert by == {
        (first, CostKind.POCKET_MONEY): (2, 1_000_000, 25_000),
        (first, CostKind.TRANSPORT): (2, 100_000, 0),
        (second, CostKind.POCKET_MONEY): (1, 500_000, 12_500),
        (second, CostKind.TRANSPORT): (1, 50_000, 0),
    }
    assert claim.kind is ClaimKind.ALLOWANCE
    with pytest.raises(UserError) as twice, office.store.write("test") as session:
        claim_for(session, there.training_class.id)
    assert twice.value.code == "ALLOWANCE-TWICE"
    with office.store.read() as session:
        paper = office_paper(office, session)
        pdf = DOCUMENTS["allowance-list"].build(paper, session, claim.id)
    words = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages).split())
    # 1.100.000 - 25.000 and 550.000 - 12.500.
    for part in ("Rp1.075.000", "Rp537.500", "Rp1.612.500", "Tanda tangan"):
        assert part in words, part
    with office.store.write("test") as session:
        for number, worker in enumerate(session.scalars(select(Worker))):
            worker.account = f"12345678901234{number}"
    for state in (ClaimState.SUBMITTED, ClaimState.VERIFIED):
        with office.store.write("test") as session:
            session.get_one(Claim, claim.id).state = state
    money.approve(office, head, claim.id)
    with office.store.write("test") as session:
        made = payments.prepare(session, session.get_one(Claim, claim.id))
        found = {one.enrolment: (one.gross, one.net) for one in made}
    assert found == {first: (1_100_000, 1_075_000), second: (550_000, 537_500)}


def test_missing_marks_and_missing_rates_are_named(office: Office) -> None:
    switch_on(office)
    there = money.trained(office, 2)
    with pytest.raises(UserError) as nothing, office.store.write("test") as session:
        claim_for(session, there.training_class.id)
    assert nothing.value.code == "ALLOWANCE-NOTHING"
    with office.store.write("test") as session:
        mark = session.scalars(select(Attendance)).first()
        assert mark is not None
        session.void(mark)
    with pytest.raises(UserError) as missing, office.store.write("test") as session:
        claim_for(session, there.training_class.id)
    assert missing.value.code == "ALLOWANCE-OPEN"


def test_the_list_to_sign_is_of_no_other_claim(office: Office) -> None:
    claim = money.verified(office)
    with office.store.read() as session, pytest.raises(UserError) as told:
        DOCUMENTS["allowance-list"].build(office_paper(office, session), session, claim.id)
    assert told.value.code == "CLAIM-KIND"
