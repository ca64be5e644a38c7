"""What holds for every page of the window, whoever adds one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import LANGUAGES, language, translate
from desktop_app.office import Office
from desktop_app.records import CATALOGUE
from exports.documents import DOCUMENTS, Document
from resources.catalogue import merge
from tests.end_to_end.conftest import catalogues, dressed
from tests.ui import audit
from ui.desk_office import DeskOffice
from ui.icons import pixmap
from ui.jobs import Jobs
from ui.pages import PAGES, Entry
from ui.pages.record_page import RecordPage
from ui.paper import PaperDialog, show_paper
from ui.screenshots import sample_window
from ui.shell import Look
from ui.signals import Signals
from ui.widgets.action_row import ActionRow
from ui.window import Window

__all__ = ["catalogues", "dressed"]

LOCALE = Path(__file__).parents[2] / "resources" / "locale" / "id" / "LC_MESSAGES"
EVERY = pytest.mark.parametrize("entry", PAGES, ids=[entry.name for entry in PAGES])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a small sample office, made by the first test that looks at it."""
    return tmp_path_factory.mktemp("sample") / "home"


@pytest.fixture(params=["empty", "sample"])
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, office: Office, sample: Path
) -> Iterator[Window]:
    """The window on an office in which nothing is yet, and on one with a quarter of work."""
    jobs, crashes = Jobs(), list[BaseException]()
    jobs.crashed.connect(crashes.append)
    if request.param == "empty":
        made = Window(DeskOffice(office), Look(theme="light"), jobs=jobs, signals=Signals())
    else:
        made = sample_window(sample, jobs, people=20)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    jobs.finish()
    made.close()
    jobs.close()
    assert crashes == []


def rest(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    for _ in range(3):
        qtbot.waitUntil(lambda: not window.shell.jobs.running, timeout=20_000)
        audit.settle()


@EVERY
def test_it_has_a_title_an_icon_and_a_module(entry: Entry, dressed: object) -> None:
    page = entry.load()
    assert page.title == entry.title
    assert not pixmap(entry.icon, "text", 24).isNull()
    texts = {key: found.translation for key, found in merge(LOCALE).items()}
    assert texts.get(entry.title) and texts[entry.title] != entry.title


@EVERY
def test_it_opens_refreshes_and_comes_back(entry: Entry, window: Window, qtbot: QtBot) -> None:
    window.show_page(entry.name)
    rest(window, qtbot)
    page = window.page
    assert window.header.title.accessibleName() == translate(entry.title)
    for act in (page.refresh, page.focus_search, page.leave, page.refresh):
        act()
        rest(window, qtbot)
    shown = len(audit.seen(page))
    assert shown > 3
    kept = page.state()
    assert json.loads(json.dumps(kept)) == kept, "plain values"
    window.rebuild()
    rest(window, qtbot)
    again = window.page
    assert again is not page and type(again) is type(page)
    assert again.state() == kept
    window.shell.signals.tell(*page.shows)
    rest(window, qtbot)
    assert window.page is again


def acts_in_sight(window: Window) -> set[str]:
    """What buttons and menus of the page in sight say."""
    page = window.page
    said = {a.text for row in page.findChildren(ActionRow) if row.isVisible() for a in row.able()}
    said = {translate(text) for text in said}
    for one in page.findChildren(QPushButton):
        if one.isVisible() and one.isEnabled():
            said.add(one.accessibleName() or one.text().replace("&", ""))
    return {text for text in said if text}


@EVERY
def test_what_it_can_do_is_in_the_palette(entry: Entry, window: Window, qtbot: QtBot) -> None:
    window.show_page(entry.name)
    rest(window, qtbot)
    offered = {command.text for command in window.commands()}
    assert acts_in_sight(window) <= offered
    for action in window.page.commands():
        assert translate(action.text) in offered
        with language("id"):
            assert translate(action.text) != action.text
    assert {translate(e.title) for e in window.entries} <= offered
    if isinstance(window.page, RecordPage) and window.page.pane.list.current_id():
        window.page.pane.list.open_current()
        rest(window, qtbot)
        view = window.page.pane.view
        opened = {command.text for command in window.commands()}
        assert acts_in_sight(window) <= opened
        if view is not None:
            assert {translate(act.text) for act in view.acts} <= opened


@EVERY
def test_its_places_are_reached_from_every_other_page(
    entry: Entry, window: Window, qtbot: QtBot
) -> None:
    other = "help" if entry.name != "help" else "home"
    for place in entry.load().places():
        window.show_page(other)
        rest(window, qtbot)
        here = translate(entry.title)
        command = next(c for c in window.commands() if (c.group, c.text) == (here, place.text))
        command.run()
        rest(window, qtbot)
        assert window.page_name == entry.name, place


@EVERY
def test_new_begins_something_or_nothing(entry: Entry, window: Window, qtbot: QtBot) -> None:
    window.show_page(entry.name)
    rest(window, qtbot)
    window.page.new()
    rest(window, qtbot)
    window.page.leave()
    window.page.open(filter="all")
    rest(window, qtbot)


@EVERY
def test_every_language_is_spoken(entry: Entry, window: Window, qtbot: QtBot) -> None:
    said = {}
    for code in LANGUAGES:
        window.shell.change_look(language=code)
        window.show_page(entry.name)
        rest(window, qtbot)
        said[code] = window.header.title.accessibleName()
    assert len(set(said.values())) == len(LANGUAGES)


def _ready(session: Session, document: Document, record_id: str) -> bool:
    """Whether it may go out about a record."""
    try:
        document.ready(session, record_id)
    except UserError:
        return False
    return True


@pytest.mark.parametrize("window", ["sample"], indirect=True)
@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_document_is_looked_at_inside_the_program(
    window: Window, qtbot: QtBot, name: str, code: str
) -> None:
    window.shell.change_look(language=code)
    window.resize(911, 472)
    desk = window.shell.office
    with desk.store.read() as session:
        ids = session.scalars(select(CATALOGUE[DOCUMENTS[name].of].id)).all()
        ready = (id for id in ids if _ready(session, DOCUMENTS[name], id))
        # What is numbered is laid as a draft before it is ready; what is not may refuse to be.
        drafted = next(iter(ids), None) if DOCUMENTS[name].numbered else None
        record_id = next(ready, drafted)
    if record_id is None:
        pytest.skip("nothing to print it about in so small an office")
    show_paper(window.shell, name, record_id)
    rest(window, qtbot)
    (paper,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PaperDialog)]
    assert paper.isVisible() and paper.preview.data.startswith(b"%PDF")
    assert paper.windowTitle() == translate(DOCUMENTS[name].title)
    for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
        assert check(paper) == []
    paper.close()
    rest(window, qtbot)
