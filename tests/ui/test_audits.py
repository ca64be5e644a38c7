"""Every page in both languages: large text in the wide window, small text in the small one.

The other pairs, with every screen of every page, are the files named after their look.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tests.ui.looks import SMALL, WIDE, complaints, opened
from tests.ui.screens import rest
from ui.pages import PAGES
from ui.window import Window


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sample office, made by the first test that looks at it."""
    return tmp_path_factory.mktemp("sample") / "home"


@pytest.fixture
def window(sample: Path, qtbot: QtBot) -> Iterator[Window]:
    """The window on the sample office."""
    with opened(sample, qtbot) as made:
        yield made


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("points", "size"), [(13.0, WIDE), (9.5, SMALL)])
def test_pages(window: Window, language: str, points: float, size: QSize) -> None:
    window.show()
    window.shell.change_look(language=language, theme="light", points=points)
    window.resize(size)
    found: list[str] = []
    for entry in PAGES:
        window.show_page(entry.name)
        rest(window)
        if window.size() != size:
            found.append(f"{entry.name}: window grew to {window.size()}")
        found += complaints(entry.name, window, language)
    assert not found, "\n".join(found)
