"""Partners on a real store: what ends soon, what bars a class, demand against the catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from desktop_app.desk.demand import demand, take_needs
from desktop_app.desk.validity import expiring
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import IndustryNeed, Partner, PartnerAgreement, TrainingProvider
from desktop_app.records.employer import ProviderType
from desktop_app.records.partner import NeedSource, PartnerKind
from desktop_app.records.training import ClassState
from desktop_app.store.writing import Faulty
from tests import make


def days(count: int) -> date:
    return make.DAY + timedelta(days=count)


def provider(**over: Any) -> TrainingProvider:
    return TrainingProvider(**{"name": "BLK Bitung", "type": ProviderType.BLK_UPTD} | over)


def agreement(**over: Any) -> PartnerAgreement:
    values = {"number": "PKS/1", "subject": "Pelatihan", "valid_from": days(-700)}
    return PartnerAgreement(**values | over)


def test_what_ends_within_sixty_days_is_told(office: Office) -> None:
    lsp = Partner(name="LSP Las", kind=PartnerKind.CERTIFICATION_BODY, licence_until=days(60))
    later = Partner(name="LSP Kopi", kind=PartnerKind.CERTIFICATION_BODY, licence_until=days(61))
    blk, gone = provider(licence_until=days(-3)), provider(licence_until=days(-61))
    ends = agreement(provider=blk.id, valid_to=days(10))
    renewed = agreement(number="PKS/2", partner=lsp.id, valid_to=days(5))
    new = agreement(number="PKS/3", partner=lsp.id, valid_from=days(6))
    with office.store.write("test") as session:
        session.add_all([lsp, later, blk, gone, ends, renewed, new])
    with office.store.read() as session:
        found = [(one.record, one.name, one.days) for one in expiring(session, make.DAY)]
    assert found == [
        ("training_provider", "BLK Bitung", -3),
        ("partner_agreement", "PKS/1", 10),
        ("partner", "LSP Las", 60),
    ]


def test_no_class_beyond_the_licence_without_reason(office: Office) -> None:
    blk, programme = provider(licence_until=days(30)), make.programme()
    with office.store.write("test") as session:
        session.add_all([blk, programme])
    planned = make.training_class(programme, provider=blk.id, ends_on=days(30))
    with office.store.write("test") as session:
        session.add(planned)
    with pytest.raises(Faulty) as refused, office.store.write("test") as session:
        session.get_one(type(planned), planned.id).ends_on = days(31)
    assert [p.code for p in refused.value.problems] == ["EXPIRY"]
    assert "24 Desember 2026" in str(refused.value)
    with office.store.write("test") as session:
        moved = session.get_one(type(planned), planned.id)
        moved.ends_on, moved.expiry_reason = days(31), "Perpanjangan izin sedang diproses"
    late = make.training_class(programme, 2, provider=blk.id, ends_on=days(40))
    with pytest.raises(Faulty), office.store.write("test") as session:
        session.add(late)
    with pytest.raises(Faulty), office.store.write("test") as session:
        values = {name: getattr(late, name) for name in ("code", "programme", "provider")}
        dates = {name: getattr(late, name) for name in ("starts_on", "ends_on", "programme_year")}
        session.bulk(type(late), [values | dates])
    with office.store.write("test") as session:
        session.add(
            make.training_class(
                *(programme, 3),
                provider=blk.id,
                ends_on=days(40),
                state=ClassState.CANCELLED,
                cancelled_because="Gedung terendam",
            )
        )


def test_the_agreement_that_lasts_longest_counts(office: Office) -> None:
    blk, programme = provider(), make.programme()
    first = agreement(provider=blk.id, valid_to=days(10))
    with office.store.write("test") as session:
        session.add_all([blk, programme, first])
    planned = make.training_class(programme, provider=blk.id, ends_on=days(18))
    with pytest.raises(Faulty), office.store.write("test") as session:
        session.add(planned)
    with office.store.write("test") as session:
        session.add(agreement(number="PKS/2", provider=blk.id, valid_from=days(11)))
    with office.store.write("test") as session:
        session.add(make.training_class(programme, 2, provider=blk.id, ends_on=days(18)))


def test_needs_of_a_consultation_stand_against_the_catalogue(office: Office) -> None:
    employer, programme = make.employer(), make.programme(name="Operator Forklift Kelas II")
    employer.sector = "2020:H"
    told = "Operator forklif (30 orang)\n5 juru las\nOperator forklif"
    case = make.consultation(employer, industry_needs=told)
    running = make.training_class(programme, state=ClassState.OPEN, capacity=20)
    over = make.training_class(programme, 2, starts_on=days(-20), ends_on=days(-1), capacity=20)
    past = IndustryNeed(skill="Barista", noted_on=days(-90), needed_until=days(-1), people=9)
    with office.store.write("test") as session:
        session.add_all([employer, programme, case, running, over, past])
    with office.store.write("test") as session:
        made = take_needs(session, case.id)
    assert [(need.skill, need.people) for need in made] == [
        ("Operator forklif", 30),
        ("juru las", 5),
    ]
    assert {need.source for need in made} == {NeedSource.CONSULTATION}
    assert (made[0].programme, made[1].programme) == (programme.id, None)
    assert {need.sector for need in made} == {"2020:H"}
    with office.store.write("test") as session:
        assert take_needs(session, case.id) == []  # nothing twice
    with office.store.read() as session:
        lines = demand(session, make.DAY)
    assert [(line.skills, line.people, line.seats, line.gap) for line in lines] == [
        (("Operator forklif",), 30, 20, 10),
        (("juru las",), 5, 0, 5),
    ]
    assert lines[0].sector.startswith("H · ")


def test_a_consultation_that_says_nothing_is_told_so(office: Office) -> None:
    employer = make.employer()
    case = make.consultation(employer, industry_needs=" - ")
    with office.store.write("test") as session:
        session.add_all([employer, case])
    with pytest.raises(UserError) as refused, office.store.write("test") as session:
        take_needs(session, case.id)
    assert refused.value.code == "NEEDS-NONE"
