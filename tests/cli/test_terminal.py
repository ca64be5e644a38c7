"""What only a terminal shows: how far the work is, and the question for the password."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.homes import PASSWORD

PROGRAM = Path(sys.executable).with_name("terampil")
SAMPLES = Path(__file__).parents[1] / "data" / "samples"

if sys.platform == "win32":
    pytest.skip("a terminal is simulated on Linux only", allow_module_level=True)


def at_a_terminal(*words: object, typed: str) -> tuple[int, str]:
    """Run the program on a pseudo-terminal and type one line; exit code and screen."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.environ.pop("TERAMPIL_PASSWORD", None)
        os.execv(PROGRAM, [str(PROGRAM), *map(str, words)])
    screen = b""
    while b": " not in screen:
        screen += os.read(terminal, 1024)
    os.write(terminal, typed.encode() + b"\n")
    while True:
        try:
            screen += os.read(terminal, 65536)
        except OSError:  # The program has left the terminal.
            break
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen.decode("utf-8")


def test_the_password_is_asked_for_and_not_shown(branch: Path) -> None:
    exit, screen = at_a_terminal("--home", branch, "check", typed=PASSWORD)
    assert exit == 0
    assert screen.startswith("Kata sandi: ")
    assert PASSWORD not in screen
    assert screen.endswith("Semuanya baik: ok\r\n")


def test_progress_is_shown_and_wiped(branch: Path) -> None:
    words = ("import", "workers", SAMPLES / "01_tidy.xlsx")
    exit, screen = at_a_terminal("--home", branch, *words, typed=PASSWORD)
    assert exit == 0
    assert " %" in screen or "…" in screen
    assert "\r      \r60 pekerja" in screen
