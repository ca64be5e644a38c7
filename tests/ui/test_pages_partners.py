"""Partners on their page: recorded, their ends announced, needs against the catalogue, by keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt

from desktop_app.records import IndustryNeed, Partner, PartnerAgreement, TrainingClass
from desktop_app.records.employer import ProviderType, TrainingProvider
from desktop_app.records.partner import NeedSource, PartnerKind
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.needs import NeedsOfConsultation
from ui.pages.partners import AgreementsPane

ALT = Qt.KeyboardModifier.AltModifier


def shown(d: Desk) -> list[dict[str, str]]:
    """The rows of the list in sight."""
    model = d.page.pane.list.model
    return [dict(row) for n in range(model.rowCount()) if (row := model.row_at(n))]


def test_a_body_and_its_agreement_are_recorded_and_their_end_announced(desk: Open) -> None:
    d = desk()
    page = d.show("partners")
    d.press(Key.Key_N, CTRL)
    d.enter("LSP Logam Contoh", "Lembaga")
    view = page.pane.view
    assert view is not None
    view.form.rows["licence_until"].editor.setFocus()
    d.enter("31/12/2026")
    d.press(Key.Key_S, CTRL)
    (partner,) = d.saved(Partner)
    assert (partner.name, partner.kind) == ("LSP Logam Contoh", PartnerKind.CERTIFICATION_BODY)
    assert [row["validity"] for row in shown(d)] == ["Segera berakhir"]
    page.pane.list.set_filter("expiring")
    d.settle()
    assert len(shown(d)) == 1
    page.pane.list.set_filter("expired")
    d.settle()
    assert shown(d) == []
    page = d.show("partners", id=partner.id, part="agreements")
    d.press(Key.Key_N, CTRL)
    d.enter("PKS/001/CONTOH")
    inner = page.pane.view.inner() if page.pane.view else None
    assert isinstance(inner, AgreementsPane) and inner.view is not None
    inner.view.form.rows["subject"].editor.setFocus()
    d.enter("Uji kompetensi")
    d.press(Key.Key_S, CTRL)
    (agreement,) = d.saved(PartnerAgreement)
    assert (agreement.partner, agreement.valid_from) == (partner.id, make.DAY)
    d.press(Key.Key_Escape)
    d.press(Key.Key_2, ALT)
    assert page.here == "partner_agreement"
    assert [row["number"] for row in shown(d)] == ["PKS/001/CONTOH"]


def test_needs_go_from_a_consultation_to_the_demand(desk: Open) -> None:
    d = desk()
    employer = make.employer(sector="2020:H")
    programme = make.programme(name="Operator Forklift Kelas II")
    told = "Operator forklif (30 orang)\nTeknisi panel surya: 4"
    case = make.consultation(employer, industry_needs=told)
    with d.office.store.write("test") as session:
        session.add_all([employer, programme, case])
        session.add(make.training_class(programme, capacity=20))
    page = d.show("consultations", id=case.id, part="needs")
    view = page.pane.view
    assert view is not None and isinstance(view.inner(), NeedsOfConsultation)
    d.press(Key.Key_F7)
    needs = d.saved(IndustryNeed)
    assert sorted((n.skill, n.people) for n in needs) == [
        ("Operator forklif", 30),
        ("Teknisi panel surya", 4),
    ]
    assert {n.source for n in needs} == {NeedSource.CONSULTATION}
    d.press(Key.Key_F7)
    assert "sudah diambil" in d.window.bar.accessibleName()
    assert len(d.saved(IndustryNeed)) == 2
    page = d.show("partners")
    d.press(Key.Key_4, ALT)
    rows = shown(d)
    assert [(row["skill"], row["people"], row["seats"], row["gap"]) for row in rows] == [
        ("Operator forklif", "30", "20", "10"),
        ("Teknisi panel surya", "4", "0", "4"),
    ]
    assert rows[0]["programmes"] == "Operator Forklift Kelas II"
    assert (rows[0]["role"], rows[1]["role"]) == ("warning", "bad")
    page.pane.list.table.setFocus()
    page.pane.list.table.selectRow(1)
    d.press(Key.Key_Return)
    assert page.here == "industry_need"
    assert [row["skill"] for row in shown(d)] == ["Teknisi panel surya"]


def test_a_class_beyond_the_licence_asks_for_the_reason(desk: Open) -> None:
    d = desk()
    blk = TrainingProvider(
        name="BLK Bitung", type=ProviderType.BLK_UPTD, licence_until=make.DAY + timedelta(days=15)
    )
    programme = make.programme()
    planned = make.training_class(programme, provider=blk.id, ends_on=make.DAY + timedelta(days=14))
    with d.office.store.write("test") as session:
        session.add_all([blk, programme, planned])
    page = d.show("programmes", id=planned.id)
    view = page.pane.view
    assert view is not None
    view.form.fill({"ends_on": make.DAY + timedelta(days=16)})
    d.press(Key.Key_S, CTRL)
    reason = view.form.rows["expiry_reason"]
    assert reason.isAncestorOf(d.hand)  # taken to where the reason belongs
    assert d.saved(TrainingClass)[0].ends_on == planned.ends_on
    d.enter("Izin sedang diperpanjang")
    d.press(Key.Key_S, CTRL)
    (saved,) = d.saved(TrainingClass)
    assert saved.expiry_reason == "Izin sedang diperpanjang"
    assert saved.ends_on == make.DAY + timedelta(days=16)
    d.press(Key.Key_4, ALT)
    assert [row["validity"] for row in shown(d)] == ["Segera berakhir"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_pane_fits_a_low_window_and_large_letters(desk: Open, language: str) -> None:
    d = desk()
    body = Partner(name="LSP Las", kind=PartnerKind.CERTIFICATION_BODY, licence_until=make.DAY)
    need = IndustryNeed(skill="Juru las", people=12, noted_on=make.DAY)
    with d.office.store.write("test") as session:
        session.add_all([body, need])
    d.show("partners")
    d.window.shell.change_look(language=language, points=13.0)
    d.window.resize(QSize(911, 472))
    d.settle()
    complaints: list[str] = []
    for name in ("partner", "partner_agreement", "industry_need", "kbli_section"):
        d.page.show_pane(name)
        d.settle()
        for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
            complaints += [f"{name}: {check.__name__} {found}" for found in check(d.window)]
    assert d.window.size() == QSize(911, 472)
    assert not complaints, "\n".join(complaints)
