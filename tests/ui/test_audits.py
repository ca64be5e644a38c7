"""Every page, in both languages and themes, at two sizes of text and of window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import i18n
from tests.ui import audit
from ui.jobs import Jobs
from ui.pages import PAGES
from ui.screenshots import sample_window, wait
from ui.window import Window


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sample office, made by the first test that looks at it."""
    return tmp_path_factory.mktemp("sample") / "home"


@pytest.fixture
def window(sample: Path, qtbot: QtBot) -> Iterator[Window]:
    """The window on the sample office."""
    jobs = Jobs()
    crashes: list[Exception] = []
    jobs.crashed.connect(crashes.append)
    made = sample_window(sample, jobs, people=20)
    qtbot.addWidget(made)
    made.show_page("home")
    yield made
    jobs.finish()
    made.close()
    jobs.close()
    assert crashes == []


def rest(window: Window) -> None:
    wait(20)
    while window.shell.jobs.running:
        wait(10)
    wait(20)
    audit.settle()


def spoken(root: QWidget) -> set[str]:
    """What the screen says, by whichever widget."""
    said: set[str] = set()
    for widget in audit.seen(root):
        if isinstance(widget, (QLabel, QAbstractButton)):
            said.add(widget.text().replace("&", ""))
        if isinstance(widget, QLineEdit):
            said.add(widget.placeholderText())
        said.add(widget.accessibleName())
        said.add(widget.toolTip())
    return {text for text in said if text}


def sources() -> set[str]:
    """English texts that read otherwise in Indonesian."""
    catalogue = i18n._catalogue("id")
    known = getattr(catalogue, "_catalog", {})
    return {
        source.replace("&", "")
        for source, shown in known.items()
        if isinstance(source, str) and source and " " in source and shown != source
    }


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("points", [9.5, 13.0])
def test_pages(window: Window, language: str, theme: str, points: float) -> None:
    window.show()
    window.shell.change_look(language=language, theme=theme, points=points)
    complaints: list[str] = []
    for size in (QSize(1366, 728), QSize(911, 472)):
        window.resize(size)
        for entry in PAGES:
            window.show_page(entry.name)
            rest(window)
            here = f"{entry.name} {size.width()}"
            if window.size() != size:
                complaints.append(f"{here}: window grew to {window.size()}")
            for check in (
                audit.truncated,
                audit.cut_off,
                audit.unnamed,
                audit.doubled_mnemonics,
            ):
                complaints += [f"{here}: {check.__name__} {found}" for found in check(window)]
            if language == "id":
                english = spoken(window) & sources()
                complaints += [f"{here}: English {text!r}" for text in sorted(english)]
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("points", [9.5, 13.0])
def test_parts_of_the_settings(window: Window, language: str, points: float) -> None:
    window.show()
    window.shell.change_look(language=language, theme="light", points=points)
    complaints: list[str] = []
    for size in (QSize(1366, 728), QSize(911, 472)):
        window.resize(size)
        for part in ("officers", "rights", "backups"):
            window.show_page("settings", part=part)
            rest(window)
            for check in (
                audit.truncated,
                audit.cut_off,
                audit.unnamed,
                audit.doubled_mnemonics,
            ):
                complaints += [f"{part} {size.width()}: {found}" for found in check(window)]
            if language == "id":
                complaints += [f"{part}: English {text!r}" for text in spoken(window) & sources()]
    assert not complaints, "\n".join(complaints)
