"""What is said when a store cannot be reached: the user's matter, never a crash."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from desktop_app.errors import UserError
from desktop_app.office import NewOffice, open_office, set_up
from tests.homes import BRANCH, PASSWORD, Clock, Template


@pytest.mark.parametrize("offset", [0, 5000, 4096 * 7 + 11, 4096 * 30 + 5, 4096 * 60])
def test_damage_anywhere_is_told_as_damage(
    offset: int, branch_home: Template, tmp_path: Path
) -> None:
    office = branch_home.opened(tmp_path / "home", Clock())
    store = office.home.store
    office.close()
    with store.open("r+b") as file:
        file.seek(offset)
        file.write(b"\x55" * 3000)
    with pytest.raises(UserError) as told:
        again = open_office(store.parent, BRANCH.user, PASSWORD)
        try:
            with again.store.raw() as connection:
                for table in ("journal", "holiday", "search_entry", "parameter", "officer"):
                    connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall()
                connection.exec_driver_sql("PRAGMA integrity_check").fetchall()
        finally:
            again.close()
    assert told.value.code in ("STORE-DAMAGED", "STORE-REPLACED")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("rubbish", "DATABASE-URL"),
        ("mysql://localhost/x", "DATABASE-URL"),
        ("postgresql://u:geheim@localhost/x", "DATABASE-URL"),
        ("postgresql://nobody@localhost:1/x", "SERVER"),
    ],
)
def test_a_server_that_is_none(url: str, code: str, tmp_path: Path) -> None:
    new = NewOffice("PUSAT", "Pusat", "pusat", PASSWORD, headquarters=True, database=url)
    with pytest.raises(UserError) as told:
        set_up(tmp_path, new)
    assert told.value.code == code
    assert "geheim" not in str(told.value)
    assert not (tmp_path / "keys.json").exists()


def test_a_plain_file_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    new = NewOffice(
        "PUSAT", "Pusat", "pusat", PASSWORD, headquarters=True, database="sqlite:///hq.db"
    )
    set_up(home, new)[0].close()
    monkeypatch.chdir("/")
    open_office(home, "pusat", PASSWORD).close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_the_store_is_for_its_user_alone(branch_home: Template, tmp_path: Path) -> None:
    office, _code = set_up(tmp_path / "new", NewOffice("MND", "Manado", "wulan", PASSWORD))
    office.close()
    assert stat.S_IMODE(office.home.store.stat().st_mode) == 0o600
