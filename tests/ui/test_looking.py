"""Who only looks finds no button that changes anything, and no key that does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from desktop_app.desk.cases import reveal
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.paths import Home
from desktop_app.records import Worker
from desktop_app.records.office import Role
from desktop_app.settings import load
from desktop_app.store import journal as history
from desktop_app.store.tables import journal
from tests.exports.parts import fill
from tests.homes import Clock, Template
from tests.ui.pages import CTRL, Desk, Key
from ui.pages.record_pane import RecordPane

PAGES = ("consultations", "workers", "employers", "programmes")
LOOKING = (Role.AUDITOR, Role.DPO, Role.REGION_VIEWER)


@pytest.fixture
def filled(branch_home: Template, tmp_path: Path, clock: Clock) -> Home:
    office = branch_home.opened(tmp_path / "MND", clock)
    fill(office)
    office.close()
    return office.home


@pytest.fixture
def desk(
    request: pytest.FixtureRequest, filled: Home, branch_home: Template, clock: Clock, qtbot: QtBot
) -> Iterator[Desk]:
    """A window on the office, opened by somebody in one role."""
    keys = replace(
        branch_home.keys,
        path=filled.keys,
        officer=replace(branch_home.keys.officer, roles=(request.param.value,)),
    )
    office = Office(filled, keys, load(filled.folder), clock)
    made = Desk(office, qtbot)
    yield made
    made.close()
    office.close()


def changes(office: Office) -> int:
    """Lines of the journal that change something."""
    with office.store.raw() as connection:
        counted = select(func.count()).select_from(journal).where(journal.c.kind != "access")
        return connection.scalar(counted) or 0


@pytest.mark.parametrize("desk", LOOKING, indirect=True)
def test_nothing_changes_by_any_page(desk: Desk) -> None:
    before = changes(desk.office)
    for name in PAGES:
        page = desk.show(name)
        for pane in page.findChildren(RecordPane):
            assert not pane.may_write
            assert "new" not in pane.list.actions_row.buttons
            able = [act.name for act in pane.list.actions_row.able() if not act.reads]
            assert set(able) <= {"filter", "columns", "export"}
        desk.press(Key.Key_N, CTRL)
        page.focus_search()
        desk.press(Key.Key_Down)
        desk.press(Key.Key_D, CTRL)
        desk.press(Key.Key_Delete)
        main = next(pane for pane in page.findChildren(RecordPane) if pane.isVisible())
        desk.show(name, id=desk.saved(main.record)[0].id)
        opened = [pane.view for pane in page.findChildren(RecordPane) if pane.view is not None]
        assert opened, name
        for view in opened:
            assert "hanya membaca" in view.opened.locked
            # The data protection officer keeps reminders of the own registers.
            keeps = {"remind"} if Role.DPO in desk.office.roles else set()
            assert {act.name for act in view.acts} <= keeps
        desk.press(Key.Key_S, CTRL)
        desk.press(Key.Key_Escape)
    assert changes(desk.office) == before


@pytest.mark.parametrize("desk", [Role.AUDITOR], indirect=True)
def test_who_looks_says_why_masked_values_are_shown(desk: Desk) -> None:
    worker = next(one for one in desk.saved(Worker) if one.nik)
    with pytest.raises(UserError) as refused:
        reveal(desk.office.store, worker, ["nik"])
    assert refused.value.code == "REASON"
    desk.show("workers", id=worker.id)
    pane = next(p for p in desk.page.findChildren(RecordPane) if p.view is not None)
    assert pane.view is not None
    pane.view._reveal("nik")
    desk.settle()
    assert pane.view.form.rows["nik"].masked
    desk.answers.lines = ["Uji petik triwulan IV"]
    pane.view._reveal("nik")
    desk.settle()
    assert not pane.view.form.rows["nik"].masked
    with desk.office.store.raw() as connection:
        last = history.history(connection, worker.id)[-1]
    assert (last.do, last.why) == ("access", "Uji petik triwulan IV")


@pytest.mark.parametrize("desk", [Role.REGION_VIEWER], indirect=True)
def test_a_viewer_reads_masked(desk: Desk) -> None:
    worker = next(one for one in desk.saved(Worker) if one.nik)
    with pytest.raises(UserError) as refused:
        reveal(desk.office.store, worker, ["nik"], "ingin tahu")
    assert refused.value.code == "E-RIGHT"
    desk.show("workers", id=worker.id)
    pane = next(p for p in desk.page.findChildren(RecordPane) if p.view is not None)
    assert pane.view is not None
    shows = [b for b in pane.view.form.findChildren(QPushButton) if b.text() == "Tampilkan"]
    assert shows and not any(b.isEnabled() for b in shows)
    assert all("Petugas" in b.toolTip() for b in shows)
