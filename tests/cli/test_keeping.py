"""Backups by the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call


def test_a_backup_is_taken_checked_rehearsed_and_restored(call: Call, branch: Path) -> None:
    home = ("--home", branch, "--json", "--user", "rina")
    made = call(*home, "backup", "make").data
    assert (made["ok"], made["second"], made["second_error"]) == (True, None, None)
    listed = call(*home, "backup", "list").data["backups"]
    assert [(one["name"], one["why"], one["verified"]) for one in listed] == [
        (made["name"], "by-hand", True)
    ]
    assert call(*home, "backup", "verify").data["name"] == made["name"]
    rehearsed = call(*home, "backup", "rehearse", made["name"]).data
    assert (rehearsed["light"], rehearsed["found"]) == ("GREEN", [])
    assert call(*home, "backup", "restore", "no such").data["code"] == "BACKUP-UNKNOWN"
    call(*home, "officer", "add", "budi", "--name", "Budi", "--roles", "CLERK")
    restored = call(*home, "backup", "restore", made["name"]).data
    assert restored["ok"] is True
    assert Path(restored["aside"], "terampil.db").exists()
    assert call(*home, "check").data["ok"] is True
    officers = call(*home, "officer", "list").data["officers"]
    assert {one["user"] for one in officers if one["access"]} == {"budi", "rina"}


def test_people_read_it_in_words(call: Call, branch: Path) -> None:
    assert "Cadangan dibuat dan diverifikasi" in call("--home", branch, "backup", "make").out
    assert "Manual" in call("--home", branch, "backup", "list").out
    said = call("--home", branch, "backup", "rehearse")
    assert "Dapat dipulihkan" in said.out
    damaged = next((branch / "backups").glob("*.db"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    assert call("--home", branch, "backup", "verify", damaged.name).exit == 2
