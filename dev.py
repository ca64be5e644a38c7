"""One command for developers: set up, run, test, check.

    python3 dev.py run [arguments of the program]
    python3 dev.py test [arguments of pytest]
    python3 dev.py setup | check | lock [arguments of uv] | screenshots

Needs nothing but Python 3.11: `.venv` is made from the hashes in
requirements.lock and made anew when the lock changes. On Debian, as root, the
system libraries Qt needs and PostgreSQL for the tests are installed as well;
otherwise one line says what is missing. On Windows: `py dev.py run`.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from resources import catalogue

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
MARKER = VENV / "made-from"
"""Says which lock, Python and folder `.venv` was made from; written last."""

CODE = ("desktop_app", "ui", "exports", "resources", "installer", "tests", "benchmarks", "dev.py")

# What Qt loads from the system, by the library it asks for; the second half
# only for a window on a real display.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}

# What tests call: another reader of QR codes than the writer's, and a real browser.
TEST_TOOLS = {"git": "git", "zbarimg": "zbar-tools", "chromium": "chromium"}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def command(*words: str | Path, where: Path = ROOT) -> None:
    """Run a command in the project's folder; end with its code if it fails."""
    code = subprocess.call([str(word) for word in words], cwd=where)
    if code:
        sys.exit(code)


def missing_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return True
    return False


def has_postgresql() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def missing_packages(*, tests: bool) -> list[str]:
    """Debian's names of what this machine lacks."""
    wanted = [package for name, package in QT_LIBRARIES.items() if missing_library(name)]
    if tests and not has_postgresql():
        wanted.append("postgresql")
    if tests:
        wanted += [package for name, package in TEST_TOOLS.items() if not shutil.which(name)]
    return wanted


def install_packages(wanted: list[str]) -> None:
    """Have Debian install `wanted` if we may; otherwise say what to install."""
    if not wanted:
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        say("Missing system packages; please install: " + " ".join(wanted))
        return
    say("Installing system packages: " + " ".join(wanted))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *wanted]):
        done = subprocess.run(
            ["apt-get", *words], env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if done.returncode:
            say(done.stdout.decode(errors="replace"))
            say(f"apt-get {words[0]} failed; please install: " + " ".join(wanted))
            return


def python_3_11() -> str:
    """A Python 3.11, this one for choice."""
    if sys.version_info[:2] == (3, 11):
        return sys.executable
    test = "import sys; print(sys.executable); sys.exit(sys.version_info[:2] != (3, 11))"
    for words in (["py", "-3.11"], ["python3.11"], ["python3"], ["python"]):
        if shutil.which(words[0]):
            answer = subprocess.run([*words, "-c", test], capture_output=True, text=True)
            if answer.returncode == 0:
                return answer.stdout.strip()
    sys.exit("Terampil needs Python 3.11; this is " + sys.version.split()[0])


def made_from() -> str:
    """What `.venv` depends on: a change of any of it asks for a new one."""
    lock = hashlib.sha256(LOCK.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return f"{lock}\n{ROOT}\n"


def make_environment() -> None:
    """Make `.venv` from the lock, unless it stands already."""
    if MARKER.exists() and MARKER.read_text("utf-8") == made_from() and PYTHON.exists():
        return
    say("Making .venv from requirements.lock (once, about a minute) ...")
    python = python_3_11()
    if subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        install_packages(["python3.11-venv"])
    command(python, "-m", "venv", "--clear", VENV)
    pip = (PYTHON, "-m", "pip", "-qq", "--disable-pip-version-check", "install")
    command(*pip, "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", LOCK)
    link_project()
    MARKER.write_text(made_from(), "utf-8")


def link_project() -> None:
    """Let `.venv` find the project where it stands, and give it its command.

    A path file and a launcher are all that an editable installation is;
    writing them ourselves needs no build back end and no network.
    """
    site = VENV / ("Lib" if WINDOWS else "lib/python3.11") / "site-packages"
    (site / "terampil.pth").write_text(f"{ROOT}\n", "utf-8")
    start = "import sys\n\nfrom desktop_app.cli import main\n\nsys.exit(main())\n"
    if WINDOWS:
        (SCRIPTS / "terampil-script.py").write_text(start, "utf-8")
        call = '@"%~dp0python.exe" "%~dp0terampil-script.py" %*\r\n'
        (SCRIPTS / "terampil.cmd").write_bytes(call.encode("ascii"))
        return
    # Python reads the second line as a text; the shell, which unlike a #!
    # line knows no limit of length and no trouble with spaces, as a command.
    head = f"#!/bin/sh\n'''exec' \"{PYTHON}\" \"$0\" \"$@\"\n' '''\n"
    launcher = SCRIPTS / "terampil"
    launcher.write_text(head + start, "utf-8")
    launcher.chmod(0o755)


def build_catalogues() -> None:
    """Turn the texts of `resources/locale` into what gettext and Qt read."""
    locale = ROOT / "resources" / "locale"
    try:
        for folder in sorted(locale.glob("*/LC_MESSAGES")):
            catalogue.build(folder)
    except catalogue.CatalogueError as error:
        sys.exit(str(error))
    for source in sorted(locale.glob("*.ts")):
        built = source.with_suffix(".qm")
        if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
            tool = SCRIPTS / ("pyside6-lrelease.exe" if WINDOWS else "pyside6-lrelease")
            command(tool, "-silent", source, "-qm", built)


def setup(*, tests: bool = False) -> None:
    """Bring everything that running (or testing) needs into place."""
    if sys.platform == "linux":
        install_packages(missing_packages(tests=tests))
    make_environment()
    build_catalogues()


def run(arguments: list[str]) -> None:
    setup()
    words = [str(PYTHON), "-P", "-m", "desktop_app", *arguments]
    if WINDOWS:
        sys.exit(subprocess.call(words))
    os.execv(PYTHON, words)


def test(arguments: list[str]) -> None:
    setup(tests=True)
    command(PYTHON, "-m", "pytest", *arguments)


def check(arguments: list[str]) -> None:
    """Everything that reads the code rather than running it."""
    setup()
    code = [part for part in CODE if part == "dev.py" or any((ROOT / part).rglob("*.py"))]
    failed = [
        name
        for name, words in {
            "ruff": ["ruff", "check", "--quiet", *code],
            "format": ["ruff", "format", "--check", "--quiet", *code],
            "mypy": ["mypy", "--strict", "--no-error-summary", *code],
            "tree": ["pytest", "-q", "tests/test_tree.py", "tests/resources"],
        }.items()
        if subprocess.call([PYTHON, "-m", *words], cwd=ROOT)
    ]
    if failed:
        sys.exit("Checks failed: " + ", ".join(failed))
    say("Checks passed.")


def lock(arguments: list[str]) -> None:
    """Renew requirements.lock; `--upgrade` takes the newest versions allowed."""
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder)
        command(python_3_11(), "-m", "venv", tools)
        bin = tools / SCRIPTS.name
        command(bin / PYTHON.name, "-m", "pip", "--quiet", "install", "uv")
        command(
            *(bin / ("uv.exe" if WINDOWS else "uv"), "pip", "compile", "--quiet"),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--no-header", "--no-emit-index-url", "--no-emit-find-links"),
            # Only num2words' own command wants it, and it has no wheel.
            *("--no-emit-package", "docopt"),
            *(*arguments, "-o", LOCK.name, "requirements-dev.in"),
        )


def screenshots(arguments: list[str]) -> None:
    setup()
    command(PYTHON, "-m", "ui.screenshots", *(arguments or ["docs/screenshots"]))


def main(arguments: list[str]) -> None:
    commands = {
        "run": run,
        "test": test,
        "setup": lambda rest: setup(tests=True),
        "check": check,
        "lock": lock,
        "screenshots": screenshots,
    }
    if not arguments or arguments[0] not in commands:
        sys.exit(__doc__)
    commands[arguments[0]](arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
