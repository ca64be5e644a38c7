"""Every page of records, list and form and parts: nothing cut, all named, in all looks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from tests import make
from tests.ui import audit
from tests.ui.pages import NAMES, Desk
from ui.pages.case_people import PeoplePane
from ui.shell import Look


@pytest.fixture
def filled(office: Office) -> Office:
    """An office with a little of everything."""
    employer, programme = make.employer(1, contact="Rina Manoppo"), make.programme(1)
    case = make.consultation(employer, workers_stated=5, notice_on=make.DAY)
    workers = [make.worker(n, phone="+6281244556677") for n in range(1, 4)]
    cases = [make.case(worker, case, position="Operator") for worker in workers]
    training_class = make.training_class(programme)
    with office.store.write("test") as session:
        session.add_all([employer, programme, case, *workers, *cases, training_class])
        session.add(make.enrolment(cases[0], programme, training_class=training_class.id))
    return office


@pytest.fixture
def desk(filled: Office, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(filled, qtbot)
    yield made
    made.close()


def complaints(desk: Desk, size: tuple[int, int]) -> list[str]:
    audit.settle()
    window = desk.window
    found = [*audit.truncated(window), *audit.cut_off(window), *audit.unnamed(window)]
    found += [f"Alt+{letter} twice" for letter in audit.doubled_mnemonics(window)]
    if (window.width(), window.height()) != size:
        found.append(f"grew to {window.width()}x{window.height()}")
        window.resize(*size)
    return found


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("points", [9.5, 13.0])
@pytest.mark.parametrize("size", [(1366, 728), (911, 472)])
def test_nothing_is_cut(
    filled: Office, qtbot: QtBot, language: str, points: float, size: tuple[int, int]
) -> None:
    desk = Desk(filled, qtbot, Look(language, "light", points))
    found: dict[str, list[str]] = {}
    desk.show("employers")
    desk.window.resize(*size)
    for name in NAMES:
        page = desk.show(name)
        for pane in page._types:
            page.show_pane(pane)
            desk.settle()
            found[f"{name} {pane}"] = complaints(desk, size)
            page.new()
            desk.settle()
            found[f"{name} {pane} new"] = complaints(desk, size)
            if page.pane.view is not None:
                page.pane.close_view()
                desk.settle()
            page.pane.list.open_current()
            desk.settle()
            view = page.pane.view
            for part in view.tabs if view else ():
                assert view is not None
                view.show_part(part)
                desk.settle()
                found[f"{name} {pane} {part}"] = complaints(desk, size)
                inner = view.inner()
                if isinstance(inner, PeoplePane):
                    for act in (inner.new, inner.begin_setting, inner.begin_enrolling):
                        act()
                        desk.settle()
                        found[f"{name} {act.__name__}"] = complaints(desk, size)
            if view is not None:
                page.pane.close_view()
                desk.settle()
    desk.close()
    assert {place: said for place, said in found.items() if said} == {}


def test_language_changes_under_a_form(desk: Desk) -> None:
    page = desk.show("workers")
    page.pane.list.open_current()
    desk.settle()
    view = page.pane.view
    assert view is not None
    view.form.fill({"name": "Rina"})
    desk.window.shell.change_look(language="en", theme="dark")
    desk.settle()
    again = desk.page.pane.view
    assert again is not None
    assert again.draft.get("name") == "Rina"
    assert "Draft of" in again.banner.accessibleName()
