"""Opening an office: what can be wrong, each with its own code and sentence."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.errors import UserError
from desktop_app.i18n import language
from desktop_app.office import NewOffice, open_office, place_of, set_up
from desktop_app.paths import Home
from desktop_app.settings import Settings
from desktop_app.store.engine import open_for_migration
from tests.homes import BRANCH, PASSWORD, Clock, Template


@pytest.fixture
def home(branch_home: Template, tmp_path: Path) -> Home:
    """A closed home of its own."""
    return Home(Path(shutil.copytree(branch_home.folder, tmp_path / "home")))


def refusal(home: Home, password: str = PASSWORD, user: str | None = None) -> UserError:
    with pytest.raises(UserError) as refused:
        open_office(home.folder, user, password, clock=Clock())
    return refused.value


def plain_instead(home: Home) -> None:
    home.store.write_bytes(b"SQLite format 3\0" + home.store.read_bytes()[16:])


def newer(home: Home, branch_home: Template) -> None:
    place = place_of(home, branch_home.keys, Settings())
    engine = open_for_migration(place)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()


def damage(home: Home) -> None:
    content = bytearray(home.store.read_bytes())
    content[100] ^= 1
    home.store.write_bytes(content)


def test_each_trouble_has_a_sentence_of_its_own(home: Home, branch_home: Template) -> None:
    whole = home.folder.with_name("whole")
    shutil.copytree(home.folder, whole)

    def fresh() -> None:
        shutil.rmtree(home.folder)
        shutil.copytree(whole, home.folder)

    found = {"password": refusal(home, "bukan sandinya ini")}
    found["user"] = refusal(home, user="nobody")
    keys = home.keys.read_bytes()
    home.keys.write_bytes(keys[: len(keys) // 2])
    found["slots"] = refusal(home)
    fresh()
    damage(home)
    found["damaged"] = refusal(home)
    fresh()
    plain_instead(home)
    found["plain"] = refusal(home)
    fresh()
    newer(home, branch_home)
    found["newer"] = refusal(home)
    fresh()
    home.store.unlink()
    found["missing"] = refusal(home)
    fresh()
    home.store.write_bytes(b"")
    found["empty"] = refusal(home)
    fresh()

    assert {name: error.code for name, error in found.items()} == {
        "password": "PASSWORD",
        "user": "PASSWORD",
        "slots": "KEYS-DAMAGED",
        "damaged": "STORE-DAMAGED",
        "plain": "STORE-REPLACED",
        "newer": "NEWER",
        "missing": "STORE-MISSING",
        "empty": "STORE-EMPTY",
    }
    for shown in ("id", "en"):
        with language(shown):
            sentences = {str(error) for error in found.values()}
            assert len(sentences) == 7
            assert all("{" not in sentence for sentence in sentences)
    open_office(home.folder, None, PASSWORD, clock=Clock()).close()


def test_refusing_changes_nothing(home: Home, branch_home: Template) -> None:
    newer(home, branch_home)
    before = home.store.read_bytes()
    refusal(home)
    assert home.store.read_bytes() == before
    home.store.write_bytes(b"")
    refusal(home)
    assert home.store.stat().st_size <= 4096


def test_an_office_is_set_up_and_opened_again(tmp_path: Path) -> None:
    office, recovery = set_up(tmp_path / "new", BRANCH, clock=Clock())
    assert (office.code, office.name, office.offset) == ("MND", "Manado", 8)
    assert office.officer is not None
    assert office.officer.name == "Rina"
    assert not office.headquarters
    office.close()
    assert recovery
    again = open_office(tmp_path / "new", "rina", PASSWORD, clock=Clock())
    assert again.name == "Manado"
    again.close()


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewOffice("M", "Manado", "rina", PASSWORD), "OFFICE-CODE"),
        (NewOffice("MND", " ", "rina", PASSWORD), "OFFICE-NAME"),
        (NewOffice("MND", "Manado", "rina", "pendek"), "PASSWORD-SHORT"),
    ],
)
def test_a_refused_set_up_leaves_nothing(tmp_path: Path, new: NewOffice, code: str) -> None:
    with pytest.raises(UserError) as refused:
        set_up(tmp_path / "new", new, clock=Clock())
    assert refused.value.code == code
    assert list(tmp_path.rglob("*.db")) == list(tmp_path.rglob("keys.json")) == []


def test_a_home_is_never_set_up_twice(home: Home) -> None:
    before = {path: path.read_bytes() for path in home.folder.iterdir()}
    with pytest.raises(UserError) as refused:
        set_up(home.folder, BRANCH, clock=Clock())
    assert refused.value.code == "HOME-IN-USE"
    assert {path: path.read_bytes() for path in home.folder.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_nobody_else_can_read_the_home(home: Home) -> None:
    assert home.keys.stat().st_mode & 0o077 == 0


def test_a_set_up_cut_short_can_be_begun_anew(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.begun.touch()
    home.keys.write_bytes(b"half written")
    home.store.write_bytes(b"")
    assert not home.exists
    office, _code = set_up(tmp_path, NewOffice("MND", "Manado", "wulan", PASSWORD))
    office.close()
    assert home.exists
    assert not home.begun.exists()
