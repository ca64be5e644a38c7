"""Every screen in Indonesian, light: large text in the small window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.looks import SMALL, look_at_every_screen, opened


def test_every_screen(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(tmp_path / "home", qtbot) as window:
        look_at_every_screen(window, "id", "light", 13.0, SMALL)
