"""Every screen in Indonesian, dark: usual text in the wide window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.looks import WIDE, look_at_every_screen, opened


def test_every_screen(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(tmp_path / "home", qtbot) as window:
        look_at_every_screen(window, "id", "dark", 9.5, WIDE)
