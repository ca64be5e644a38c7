"""What must hold for the files themselves."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("desktop_app", "ui", "exports")
LONGEST = 320
"""Lines of a module; beyond that it is two modules."""

# Written so that this file does not hold what it forbids.
FORBIDDEN = [
    re.compile(pattern.replace("~", "").encode())
    for pattern in (
        r"py~pi\.org",
        r"python~hosted\.org",
        r"--(extra-)?in~dex-url",
        r"--fi~nd-links",
        r"(?<![\w.~/-])/(work|root|farm|tmp)/~",
        r"/opt/(wheels|py~pi)",
        r"/home/(?!~)[a-z]+/",
    )
]


def tracked() -> list[Path]:
    """The files in version control."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = listing.stdout.decode().split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def test_no_tracked_file_names_an_index_or_this_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]!r}"
        for path in tracked()
        for pattern in FORBIDDEN
        for match in pattern.finditer(path.read_bytes())
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "--in" + "dex-url=https://example.org/simple",
        "https://py" + "pi.org/simple",
        "see /wo" + "rk/main",
        "/ro" + "ot/.cache",
    ],
)
def test_what_is_forbidden_would_be_found(line: str) -> None:
    assert any(pattern.search(line.encode()) for pattern in FORBIDDEN)


def test_nothing_built_is_tracked() -> None:
    built = {".mo", ".qm", ".pyc", ".msi", ".exe", ".whl"}
    assert [path for path in tracked() if path.suffix in built] == []


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    pins = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==\S+.*\\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^\w", lock, re.MULTILINE)) > 20


def test_the_lock_pins_all_that_is_asked_for() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8").lower()
    for name in ("requirements.in", "requirements-dev.in"):
        for asked in re.findall(r"^(\w[\w.-]*)", (ROOT / name).read_text("utf-8"), re.MULTILINE):
            pinned = re.search(rf"^{asked.lower().replace('_', '-')}\b.*==", lock, re.MULTILINE)
            assert pinned, f"{asked}: run `dev.py lock`"


def test_qt_is_older_than_the_version_that_breaks_python_3_11() -> None:
    """From 6.12 on every void call takes a reference to None away (see tests/test_qt.py)."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pin = re.search(r"^pyside6-essentials==(\d+)\.(\d+)", lock, re.MULTILINE)
    assert pin
    assert (int(pin[1]), int(pin[2])) < (6, 12)


def test_modules_are_short() -> None:
    # A migration is drafted by a machine and read once.
    lengths = {
        path: len(path.read_text("utf-8").splitlines())
        for path in modules()
        if path.parent.name != "versions"
    }
    assert {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > LONGEST} == {}


def test_imports_keep_to_the_layers() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_of_the_program_has_its_layer() -> None:
    """A new part of desktop_app must be put where it belongs in pyproject.toml."""
    layers = (ROOT / "pyproject.toml").read_text("utf-8").partition('id = "layers"')[2]
    parts = {
        path.stem if path.is_file() else path.name
        for path in (ROOT / "desktop_app").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    known = set(re.findall(r"\bdesktop_app\.(\w+)", layers.partition("]]")[0]))
    assert parts - {"__init__"} - known == set()


def test_qt_speaks_indonesian() -> None:
    """Qt's own dialogs have their texts in our catalogue, for Qt ships none."""
    assert (ROOT / "resources" / "locale" / "qtbase_id.ts").exists()
