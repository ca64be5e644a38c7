"""The Indonesian texts, newer than their sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app import i18n
from resources import catalogue
from tests.offices import template, world

__all__ = ["template", "world"]


@pytest.fixture(scope="session", autouse=True)
def indonesian() -> None:
    """What is handed out needs the catalogue as it stands in the sources."""
    catalogue.build(Path(__file__).parents[2] / "resources" / "locale" / "id" / "LC_MESSAGES")
    i18n._catalogue.cache_clear()
