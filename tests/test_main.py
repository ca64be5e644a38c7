"""How the program starts: with its window where there is a display, else with the journey."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import i18n
from desktop_app.main import DONE, OURS, USERS, has_display, main

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("TERAMPIL_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    i18n.use("id")


def test_where_a_window_can_open() -> None:
    assert not has_display("linux", {})
    assert not has_display("linux", {"DISPLAY": "", "QT_QPA_PLATFORM": ""})
    assert has_display("linux", {"DISPLAY": ":0"})
    assert has_display("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert has_display("linux", {"QT_QPA_PLATFORM": "offscreen"})
    assert has_display("win32", {})


def test_without_a_display_it_says_so_and_plays_the_journey(tmp_path: Path) -> None:
    """As a process of its own: the display is the environment's, and Qt must not be loaded."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    start = (
        "import sys; from desktop_app.main import main; code = main();"
        " print('qt' if 'PySide6' in sys.modules else 'no qt'); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", start],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(ROOT), "TERAMPIL_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
    )
    assert done.returncode == DONE, done.stderr
    lines = done.stdout.splitlines()
    assert "tidak ada layar" in lines[0]
    assert lines[-1] == "no qt"
    folder = tmp_path / "terampil-demo-1"
    files = [line.strip() for line in lines if line.strip().startswith(str(folder))]
    assert len(files) >= 16
    assert all(Path(name).exists() for name in files)
    # Last it says how to go on in the window: the command above, the password below.
    assert str(folder) in lines[-3] and "contoh" in lines[-2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["terampil-demo-1"]


def test_an_unknown_option_is_the_users_matter(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--sampel"]) == USERS
    (line,) = capsys.readouterr().err.splitlines()
    assert "--sample" in line
    assert not own_home.exists()


def test_the_journey_does_not_go_into_a_folder_in_use(
    tmp_path: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "surat.txt").touch()
    assert main(["--demo", "--home", str(tmp_path / "used"), "--lang", "en"]) == USERS
    assert "is not empty" in capsys.readouterr().err


def test_a_fault_of_ours_leaves_a_report(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("desktop_app.main._journey", lambda folder: 1 // 0)
    assert main(["--demo"]) == OURS
    (line,) = capsys.readouterr().err.splitlines()
    (report,) = (own_home / "logs").iterdir()
    assert str(report) in line and "ZeroDivisionError" in report.read_text("utf-8")
