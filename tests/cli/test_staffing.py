"""Officers by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.homes import PASSWORD

OWN = "kata sandi milik Budi"


def test_an_officer_comes_works_and_goes(
    call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def officer(*words: object, user: str = "rina", password: str = PASSWORD) -> dict[str, object]:
        monkeypatch.setenv("TERAMPIL_PASSWORD", password)
        said = call("--home", branch, "--json", "--user", user, "officer", *words)
        assert said.data["ok"] is (said.exit == 0)
        return dict(said.data)

    added = officer("add", "budi", "--name", "Budi Santoso", "--roles", "clerk, verifier")
    first = str(added["first_password"])
    assert len(first) >= 12
    assert officer("list", user="budi", password=first)["code"] == "PASSWORD-FIRST"
    monkeypatch.setenv("TERAMPIL_NEW_PASSWORD", OWN)
    assert officer("password", user="budi", password=first)["ok"] is True
    assert officer("remove", "rina", user="budi", password=OWN)["code"] == "E-RIGHT"
    assert officer("roles", "budi", "--roles", "KING")["code"] == "ROLES"
    assert officer("roles", "budi", "--roles", "AUDITOR")["roles"] == ["AUDITOR"]
    again = officer("reset", "budi")["first_password"]
    assert again != first
    assert officer("list", user="budi", password=OWN)["code"] == "PASSWORD"
    assert officer("remove", "budi")["ok"] is True
    listed = officer("list")["officers"]
    assert isinstance(listed, list)
    assert [(one["user"], one["active"], one["access"]) for one in listed] == [
        ("rina", True, True),
        ("budi", False, False),
    ]


def test_people_read_it_in_words(call: Call, branch: Path) -> None:
    said = call("--home", branch, "officer", "add", "siti", "--name", "Siti", "--roles", "CLERK")
    assert said.exit == 0
    assert "Kata sandi awal siti" in said.out
    said = call("--home", branch, "--user", "rina", "officer", "list")
    assert "siti  Siti  Petugas pendataan" in said.out
