"""What all tests share: Qt without a display, opened offices, and a real PostgreSQL."""

from __future__ import annotations

import gc
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from desktop_app.office import Office
    from tests.homes import Clock, Template

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples every time; `--hypothesis-profile=wide` goes looking.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("wide", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Take every window away with its test, while Qt can still do it in order."""
    gc.freeze()  # what stood before need not be looked through for what the test left
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        windows = widgets.QApplication.topLevelWidgets()
        for window in windows:
            window.close()
            window.deleteLater()
        if windows:
            from PySide6.QtCore import QCoreApplication, QEvent

            windows.clear()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            gc.collect()
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def short_work() -> Iterator[None]:
    """Make keys of passwords with the least work a key file may ask: dozens a test.

    `tests/store/test_keys.py` holds what is asked of officers.
    """
    from desktop_app.store.boxes import MIB, SALT_BYTES, Kdf

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kdf, "fresh", lambda: Kdf(secrets.token_bytes(SALT_BYTES), 1, 8 * MIB))
        yield


def _postgresql(tool: str) -> str:
    """Where PostgreSQL's `tool` is, the newest version for choice."""
    places = [path.parent for path in Path("/usr/lib/postgresql").glob(f"*/bin/{tool}")]
    newest = sorted(places, key=lambda place: float(place.parent.name), reverse=True)
    found = next((str(place / tool) for place in newest), None) or shutil.which(tool)
    if found is None:
        pytest.fail(
            f"PostgreSQL's {tool} is missing: install the package postgresql", pytrace=False
        )
    return found


def _server_user() -> str | None:
    """Who runs the server: ourselves, but root must hand it to somebody else."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _connect_when_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server at `address` takes connections, 30 seconds at most."""
    for _ in range(300):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"PostgreSQL does not start:\n{log.read_text('utf-8')}", pytrace=False)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of our own, empty, reached over a local socket only."""
    if os.name == "nt":
        pytest.skip("headquarters on PostgreSQL is tested on Linux")
    user = _server_user()
    folder = Path(tempfile.mkdtemp(prefix="terampil-"))
    if user is not None:
        shutil.chown(folder, user)
    data, log = folder / "data", folder / "log"
    initdb = [_postgresql("initdb"), "-D", str(data), "-U", "terampil", "-A", "trust"]
    subprocess.run(
        [*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        user=user,
        cwd=folder,
    )
    options = {"listen_addresses": "", "fsync": "off", "full_page_writes": "off"}
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                *(_postgresql("postgres"), "-D", str(data), "-k", str(folder)),
                *(word for name, value in options.items() for word in ("-c", f"{name}={value}")),
            ],
            stdout=output,
            stderr=output,
            user=user,
            cwd=folder,
        )
    try:
        _connect_when_ready(f"postgresql://terampil@/postgres?host={folder}", server, log)
        yield f"postgresql+psycopg://terampil@/postgres?host={folder}"
    finally:
        server.send_signal(signal.SIGINT)  # "fast": ends sessions, then itself
        server.wait(30)
        shutil.rmtree(folder)


_databases = count(1)


@contextmanager
def _database(postgres_url: str) -> Iterator[str]:
    name = f"test_{next(_databases)}"
    server = postgres_url.replace("+psycopg", "")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres_url.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def fresh_database_url(postgres_url: str) -> Iterator[str]:
    """A new, empty database, gone after the test."""
    with _database(postgres_url) as url:
        yield url


@pytest.fixture(scope="module")
def postgres_database(postgres_url: str) -> Iterator[str]:
    """A new, empty database for all tests of a module."""
    with _database(postgres_url) as url:
        yield url


@pytest.fixture
def clock() -> Clock:
    """The offices' clock, at 10.00 WIB on 24 November 2026 until a test moves it."""
    from tests.homes import Clock

    return Clock()


@pytest.fixture(scope="session")
def branch_home(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A branch that was set up once, to copy from."""
    from tests.homes import BRANCH, template

    return template(tmp_path_factory.mktemp("branch") / "home", BRANCH)


@pytest.fixture(scope="session")
def headquarters_home(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A headquarters on SQLCipher that was set up once, to copy from."""
    from tests.homes import HEADQUARTERS, template

    return template(tmp_path_factory.mktemp("headquarters") / "home", HEADQUARTERS)


@pytest.fixture
def office(branch_home: Template, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """The branch MND (Manado), opened by Rina, in a folder of its own."""
    opened = branch_home.opened(tmp_path / "MND", clock)
    yield opened
    opened.close()


@pytest.fixture
def headquarters(headquarters_home: Template, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """Headquarters (PST), opened by Dewi, in a folder of its own."""
    opened = headquarters_home.opened(tmp_path / "PST", clock)
    yield opened
    opened.close()
