"""Laporan realisasi anggaran, with the numbers written out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from desktop_app.office import Office
from desktop_app.records import BudgetLine, BudgetMovement, Signatory
from desktop_app.records.budget import Movement
from desktop_app.records.record import Record
from exports.reports import REPORTS, Question
from exports.reports.writing import paper_bytes
from exports.sheet import Sheet
from tests.desk.test_budget import planned, seat

M = Movement


def entry(line: BudgetLine, kind: Movement, amount: int, day: date, **more: str) -> BudgetMovement:
    return BudgetMovement(
        programme_year=2026,
        line=line.id,
        kind=kind,
        amount=amount,
        booked_on=day,
        document="CONTOH",
        **more,
    )


def fill(office: Office) -> tuple[list[BudgetMovement], Sheet]:
    whole = BudgetLine(code="521", name="Pelatihan", programme_year=2026, ceiling=100_000_000)
    ours = BudgetLine(
        code="521.01", name="Manado", programme_year=2026, ceiling=60_000_000, for_office="MND"
    )
    september, october, november = date(2026, 9, 8), date(2026, 10, 6), date(2026, 11, 3)
    paid = entry(ours, M.REALISATION, 9_000_000, september)
    book = [
        paid,
        entry(ours, M.REALISATION, 6_000_000, october),
        entry(ours, M.REVERSAL, 9_000_000, november, reverses=paid.id, reason="Retur"),
        entry(ours, M.REALISATION, 8_500_000, november),
        entry(ours, M.COMMITMENT, 7_000_000, november),
        entry(ours, M.ADJUSTMENT, -5_000_000, november, reason="Revisi"),
        entry(ours, M.REALISATION, 1_000_000, date(2026, 12, 1)),
    ]
    records: list[Record] = [whole, ours, *book]
    for n, position in enumerate(("Kepala Kantor Cabang", "Kepala Bidang Keuangan"), 1):
        records.append(
            Signatory(
                document="budget",
                name=f"Pejabat {n}",
                position=position,
                place=n,
                valid_from=date(2026, 1, 1),
            )
        )
    with office.store.write("test") as session:
        session.add_all(records)
    question = replace(Question.of(office, date(2026, 11, 1), date(2026, 11, 30)))
    with office.store.read() as session:
        return book, REPORTS["budget"].sheet(session, question)


def test_the_figures_of_november(office: Office) -> None:
    book, sheet = fill(office)
    assert [tuple(row) for row in sheet.rows] == [
        # What was not split to Manado stays with all offices.
        (1, "521", "Pelatihan", 40_000_000, 0, 0, 0, 40_000_000, 0),
        # Pagu 60 - 5; through October 9 + 6; November 8,5 - 9; 14,5 of 55 are 26,36 %.
        (
            *(2, "521.01", "Manado (MND)", 55_000_000),
            *(15_000_000, -500_000, 14_500_000, 40_500_000, 2_636),
        ),
    ]
    assert sheet.totals() == [
        *(None, None, None, 95_000_000),
        *(15_000_000, -500_000, 14_500_000, 80_500_000, 1_526),
    ]
    assert sheet.behind[1, 4].ids == {book[0].id, book[1].id}
    assert sheet.behind[1, 5].ids == {book[2].id, book[3].id}
    assert "Rp7.000.000" in sheet.notes[1]


def test_without_lines_the_ceiling_of_the_programme_holds(office: Office) -> None:
    with office.store.read() as session:
        sheet = REPORTS["budget"].sheet(session, Question.of(office))
    assert "Rp290.000.000.000" in sheet.notes[0]
    seat(office, planned(office))
    with office.store.read() as session:
        sheet = REPORTS["budget"].sheet(session, Question.of(office))
    assert [tuple(row)[2:4] for row in sheet.rows] == [("Pagu program", 290_000_000_000)]


def test_it_is_signed_by_finance_and_the_head(office: Office) -> None:
    _book, sheet = fill(office)
    pdf = paper_bytes(sheet, REPORTS["budget"], Question.of(office))
    words = " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())
    for part in ("Mengetahui,", "Kepala Kantor Cabang,", "Kepala Bidang Keuangan,"):
        assert part in words
    assert "Pejabat 1" in words and "Pejabat 2" in words
    assert "24 November 2026" in words
