"""A dressed application that speaks, and parts to try widgets with."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import i18n
from desktop_app.office import Office
from desktop_app.records.record import Facts
from resources import catalogue
from tests.offices import template, world
from tests.ui.pages import Desk, Open
from tests.ui.parts import EDUCATION, TODAY, find
from ui import theme
from ui.language import speak
from ui.widgets.editor import Context

__all__ = ["template", "world"]

LOCALE = Path(__file__).parents[2] / "resources" / "locale"


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """The texts as gettext and Qt read them, newer than their sources."""
    catalogue.build(LOCALE / "id" / "LC_MESSAGES")
    i18n._catalogue.cache_clear()
    source, built = LOCALE / "qtbase_id.ts", LOCALE / "qtbase_id.qm"
    if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
        tool = Path(sys.executable).parent / "pyside6-lrelease"
        subprocess.run([tool, "-silent", source, "-qm", built], check=True)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Fusion, Indonesian, light, at the usual size; and back to it afterwards."""
    qapp.setStyle("Fusion")
    qapp.setCursorFlashTime(0)
    # Offscreen the mouse starts over the first line of the rail.
    QCursor.setPos(QPoint(5000, 5000))
    speak(qapp, "id")
    theme.apply(qapp, "light")
    yield qapp
    speak(qapp, "id")
    theme.apply(qapp, "light")


@pytest.fixture
def context() -> Context:
    """What editors may ask, answered from a few lines."""
    zone = timezone(timedelta(hours=8))
    return Context(
        facts=lambda: Facts(date.fromisoformat(TODAY)),
        find=find,
        caption=lambda record, id: dict(EDUCATION).get(id, id),
        now=lambda: datetime(2026, 11, 24, 14, 5, 12, tzinfo=zone),
    )


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Open]:
    """Windows on one office, as many as are asked for; closed with the test."""
    made: list[Desk] = []

    def desk() -> Desk:
        made.append(Desk(office, qtbot))
        return made[-1]

    yield desk
    for one in made:
        one.close()
