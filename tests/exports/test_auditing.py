"""The auditor's reports: what is behind each line, and the same sample for the same seed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Consultation
from exports.handing_out import hand_out_report
from exports.reports import REPORTS, Question
from tests.exports.parts import fill


def test_a_late_entry_opens_its_record(office: Office) -> None:
    ids = fill(office)
    with office.store.read() as session:
        sheet = REPORTS["exceptions"].sheet(session, Question.of(office))
        draft = session.scalars(select(Consultation).where(Consultation.id == ids.draft)).one()
    late = [row for row in sheet.rows if row[1] == "Dicatat jauh setelah tanggalnya"]
    assert [row[5] for row in late] == [draft.number]
    at = list(sheet.rows).index(late[0])
    assert sheet.behind[at, 5].ids == {ids.draft}


def test_the_sample_prints_its_seed_and_comes_out_again(office: Office) -> None:
    fill(office)
    question = replace(Question.of(office), options={"size": "25", "seed": "77"})
    with office.store.read() as session:
        first = REPORTS["sample"].sheet(session, question)
        again = REPORTS["sample"].sheet(session, question)
        other = REPORTS["sample"].sheet(
            session, replace(question, options={"size": "25", "seed": "78"})
        )
    assert list(first.rows) == list(again.rows)
    assert {row[1] for row in first.rows} == {row[1] for row in other.rows}
    assert [row[1] for row in first.rows] != [row[1] for row in other.rows]
    assert "4 dari 4 pendaftaran, diambil dengan angka awal 77" in first.notes


def test_only_who_audits_gets_them(office: Office, tmp_path: Path) -> None:
    fill(office)
    office.keys = replace(office.keys, officer=replace(office.keys.officer, roles=("CLERK",)))
    with pytest.raises(UserError) as refused:
        hand_out_report(
            office, REPORTS["exceptions"], Question.of(office), tmp_path / "x.xlsx", "xlsx"
        )
    assert refused.value.code == "E-RIGHT"
    assert list(tmp_path.glob("x*")) == []
