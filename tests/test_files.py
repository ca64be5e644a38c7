"""Files are wholly there or not at all, and bear safe names."""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app import files
from desktop_app.errors import UserError
from desktop_app.files import free_name, safe_name, write_atomically


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_bytes_and_writers_give_the_same_file(tmp_path: Path) -> None:
    def writer(file: BinaryIO) -> None:
        file.write(b"....rapi")
        file.seek(0)
        file.write(b"data")

    assert write_atomically(tmp_path / "a", b"datarapi").read_bytes() == b"datarapi"
    assert write_atomically(tmp_path / "b", writer).read_bytes() == b"datarapi"
    assert names(tmp_path) == {"a", "b"}


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    write_atomically(path, b"old" * 1000)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_only_this_account_may_read_it(tmp_path: Path) -> None:
    assert write_atomically(tmp_path / "a", b"x").stat().st_mode & 0o077 == 0


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def writer(file: BinaryIO) -> None:
        file.write(b"half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_atomically(path, writer)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == {"a"}


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits")
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "a"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(UserError) as refused:
            write_atomically(path, b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refused.value.code == "DISK-FULL"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == {"a"}


def test_a_stick_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_digest", lambda path: b"something else")
    with pytest.raises(UserError) as refused:
        write_atomically(tmp_path / "a", b"x")
    assert refused.value.code == "FILE-READBACK"
    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "DISK-FULL"),
        (errno.EIO, "DISK-GONE"),
        (errno.EACCES, "FILE-DENIED"),
        (errno.EROFS, "FILE-DENIED"),
    ],
)
def test_a_failing_flush_is_never_a_saved_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fails(handle: int) -> None:
        raise OSError(number, "fsync")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(UserError) as refused:
        write_atomically(tmp_path / "a", b"x")
    assert refused.value.code == code
    assert names(tmp_path) == set()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_atomically(tmp_path / "gone" / "a", b"x")
    assert refused.value.code == "FILE-FOLDER"


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(UserError) as refused:
        write_atomically(tmp_path / "a", b"x")
    assert refused.value.code == "FILE-DENIED"
    assert names(tmp_path) == {"a"}


class SharingViolation(PermissionError):
    winerror = 32


class Held:
    """Windows' answer while another program holds the file, for `times` tries."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
        self.left = times
        real = Path.replace

        def replace(part: Path, target: Path) -> Path:
            if self.left:
                self.left -= 1
                raise SharingViolation(errno.EACCES, "in use")
            return real(part, target)

        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(files, "_WAITS", (0.0, 0.0, 0.0))


def test_a_virus_scanner_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Held(monkeypatch, 3)
    assert write_atomically(tmp_path / "a", b"x").read_bytes() == b"x"


def test_excel_is_named_when_it_does_not_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Held(monkeypatch, 4)
    with pytest.raises(UserError) as refused:
        write_atomically(tmp_path / "a.xlsx", b"x")
    assert refused.value.code == "FILE-OPEN"
    assert names(tmp_path) == set()


def test_free_names(tmp_path: Path) -> None:
    path = tmp_path / "laporan.xlsx"
    assert free_name(path) == path
    path.touch()
    (tmp_path / "laporan (2).xlsx").touch()
    assert free_name(path).name == "laporan (3).xlsx"


@given(st.text())
def test_safe_names_are_safe(text: str) -> None:
    name = safe_name(text)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name)
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("con", "file"),
        ("LPT1", "file"),
        ("PT Maju Jaya, Tbk.", "PT-Maju-Jaya-Tbk"),
        ("\u202egpj.exe", "gpj-exe"),
        ("", "file"),
    ],
)
def test_names_windows_would_trip_over(text: str, name: str) -> None:
    assert safe_name(text) == name
