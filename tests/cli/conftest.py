"""Homes to call the command line on, and how it is called."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from desktop_app.cli import main
from tests.homes import PASSWORD, Template


@dataclass(frozen=True)
class Said:
    """How a call ended, and what it said."""

    exit: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document."""
        return json.loads(self.out)


Call: TypeAlias = Callable[..., Said]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command line in this process, with the password in the environment."""
    monkeypatch.setenv("TERAMPIL_PASSWORD", PASSWORD)

    def run(*words: object) -> Said:
        exit = main([str(word) for word in words])
        return Said(exit, *capsys.readouterr())

    return run


@pytest.fixture
def branch(branch_home: Template, tmp_path: Path) -> Path:
    """The home of the branch MND."""
    return Path(shutil.copytree(branch_home.folder, tmp_path / "cabang"))


@pytest.fixture
def centre(headquarters_home: Template, tmp_path: Path) -> Path:
    """The home of headquarters."""
    return Path(shutil.copytree(headquarters_home.folder, tmp_path / "pusat"))
