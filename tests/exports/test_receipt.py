"""The kuitansi says gross, tax and net, the sum in words, and carries its stamp duty."""

from __future__ import annotations

import io

from pypdf import PdfReader
from sqlalchemy import select, update

from desktop_app.office import Office
from desktop_app.records import ClaimLine, Payment
from exports.documents import DOCUMENTS
from exports.office_paper import office_paper
from tests.exports.parts import fill


def said(office: Office) -> str:
    with office.store.read() as session:
        id = session.scalars(select(Payment.id)).one()
        pdf = DOCUMENTS["receipt"].build(office_paper(office, session), session, id)
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages).split())


def test_it_says_what_was_paid(office: Office) -> None:
    fill(office)
    words = said(office)
    for part in (
        "Rp10.500.000,00",
        "SEPULUH JUTA LIMA RATUS RIBU RUPIAH",
        "PPh 23",
        "Rp210.000,00 (dipotong)",
        "BP-0012",
        "Rp10.290.000,00",
        "BRI •••••••••••2345",
        "tagihan INV/7 & 8",
        "Meterai Rp10.000",
        "BLK Bitung",
    ):
        assert part in words, part
    assert "123456789012345" not in words


def test_it_says_what_is_on_top_beside_what_is_withheld(office: Office) -> None:
    fill(office)
    assert "PPN" not in said(office)
    with office.store.write("test") as session:
        session.connection().execute(update(ClaimLine).values(vat=385_000))
    words = said(office)
    assert "Rp385.000,00 (termasuk di atas)" in words and "Rp210.000,00 (dipotong)" in words


def test_a_small_sum_carries_no_stamp_duty(office: Office) -> None:
    fill(office)
    with office.store.write("test") as session:
        session.connection().execute(update(Payment).values(gross=5_000_000))
    assert "Meterai" not in said(office)
