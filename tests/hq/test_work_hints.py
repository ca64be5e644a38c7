"""Headquarters' hints of work: read from a list, sent down, and confirmed by a person."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import select

from desktop_app.desk.call_sheet import people_to_call
from desktop_app.desk.follow_ups import answer
from desktop_app.desk.planning import catch_up
from desktop_app.desk.work_hints import read_hints
from desktop_app.hq.collect import collect
from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.records import Enrolment, FollowUp, WorkHint
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import WorkEvidence, WorkOutcome
from desktop_app.sync import inbox, outbox
from tests import make
from tests.graduates import graduate
from tests.offices import World


def book(path: Path, *rows: tuple[str | date | None, ...]) -> Path:
    made = Workbook()
    sheet = made.create_sheet("Aktif", 0)
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def seen(office: Office) -> list[tuple[str, date]]:
    with office.store.read() as session:
        return [(h.source, h.seen_on) for h in session.scalars(select(WorkHint))]


def test_a_hint_goes_from_headquarters_to_the_call_sheet(world: World, tmp_path: Path) -> None:
    branch, headquarters = world.branches["MND"], world.headquarters
    today = branch.today
    with branch.store.write("test") as session:
        programme = make.programme(name="Juru Las")
        session.add(programme)
        dewi, budi = (
            graduate(session, n, programme, today - timedelta(days=40), name=name)
            for n, name in ((1, "Dewi"), (2, "Budi"))
        )
    catch_up(branch)
    outbox.make(branch, world.stick)
    collect(headquarters, world.stick)
    listed = book(
        tmp_path / "aktif.xlsx",
        ("Daftar tenaga kerja aktif",),
        ("NIK", "Nomor pendaftaran", "Tanggal", "Sumber"),
        (make.nik(1), None, today - timedelta(days=3), "Kepesertaan aktif"),
        (None, budi.number, today - timedelta(days=5), None),
        (make.nik(77), None, today, "Kepesertaan aktif"),
        (make.nik(2), None, "besok lusa", "Kepesertaan aktif"),
        (make.nik(2), None, today + timedelta(days=9), "Kepesertaan aktif"),
    )
    read = read_hints(headquarters, listed, source="Data Februari")
    assert (read.made, read.known, read.unknown, read.unreadable) == (2, 0, (5,), (6, 7))
    again = read_hints(headquarters, listed)
    assert (again.made, again.known) == (0, 2), "read again it adds nothing"

    published = publish(headquarters, tmp_path / "down")
    inbox.read(branch, [one.path for one in published])
    assert sorted(seen(branch)) == [
        ("Data Februari", today - timedelta(days=5)),
        ("Kepesertaan aktif", today - timedelta(days=3)),
    ]
    with branch.store.read() as session:
        due = {one.name: one for one in people_to_call(session, branch.store.facts())}
        hint = due["Dewi"].hint
        assert hint is not None and hint.seen_on == today - timedelta(days=3)
        # Nothing is written by itself: the person still is to be called.
        assert session.get_one(Enrolment, dewi.id).state is EnrolmentState.COMPLETED
        outcomes = session.scalars(select(FollowUp.outcome)).all()
        assert set(outcomes) == {None}
    with branch.store.write("test") as session:
        answer(
            session,
            due["Dewi"].follow_up,
            WorkOutcome.NEW_EMPLOYER,
            {
                "starts_on": hint.seen_on,
                "evidence": WorkEvidence.ACTIVE_MEMBERSHIP,
                "hint": hint.id,
            },
        )
    with branch.store.read() as session:
        assert session.get_one(Enrolment, dewi.id).state is EnrolmentState.PLACED
        left = people_to_call(session, branch.store.facts())
    assert [(one.name, one.hint is not None) for one in left] == [("Budi", True)]
    # The answer reaches headquarters as any other.
    outbox.make(branch, world.stick)
    collect(headquarters, world.stick)
    with headquarters.store.read() as session:
        assert session.get_one(Enrolment, dewi.id).state is EnrolmentState.PLACED
