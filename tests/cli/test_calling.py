"""How the command line is called, what it refuses, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.commands import checking, finding
from desktop_app.commands.given import Given
from desktop_app.errors import Cancelled
from desktop_app.office import open_office
from tests.cli.conftest import Call
from tests.homes import PASSWORD

PROGRAM = Path(sys.executable).with_name("terampil")
SAMPLES = Path(__file__).parents[1] / "data" / "samples"


def terampil(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The real program in a process of its own."""
    known = {name: value for name, value in os.environ.items() if name != "TERAMPIL_PASSWORD"}
    return subprocess.run(
        [PROGRAM, *map(str, words)],
        capture_output=True,
        env=known | environment,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


# --- the program itself ------------------------------------------------------------------


HEAVY = {"PySide6", "sqlalchemy", "sqlcipher3", "openpyxl", "reportlab", "nacl", "msgspec"}
"""What takes long to load, and what help needs nothing of."""


def test_help_is_there_at_once_in_both_languages() -> None:
    told = "import sys; from desktop_app.cli import main; code = main(sys.argv[1:]); "
    told += "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    for language, words in (("id", "Pemakaian"), ("en", "Usage"), ("id", "Perintah")):
        done = subprocess.run(
            [sys.executable, "-c", told, "--lang", language, "--help"], capture_output=True
        )
        assert done.returncode == 0
        assert words in done.stdout.decode("utf-8")
        loaded = {name.partition(".")[0] for name in done.stderr.decode("utf-8").split()}
        assert "desktop_app" in loaded
        assert loaded & HEAVY == set()


def test_the_program_speaks_utf8_whatever_the_console_says(branch: Path) -> None:
    done = terampil(
        *("--home", branch, "--json", "find", "tidak ada – “é”"),
        TERAMPIL_PASSWORD=PASSWORD,
        PYTHONIOENCODING="ascii",
        LC_ALL="C",
        PYTHONUTF8="0",
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["found"] == []
    done = terampil("--home", branch, "find", "xyz", TERAMPIL_PASSWORD=PASSWORD)
    assert done.stdout.decode("utf-8") == "Tidak ada yang ditemukan.\n"


def test_a_reader_who_leaves_is_no_fault(branch: Path) -> None:
    process = subprocess.Popen(
        [PROGRAM, "--home", str(branch), "report", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TERAMPIL_PASSWORD": PASSWORD},
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), errors) == (0, b"")


# --- words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "PERINTAH"),
        (["menari"], "menari"),
        (["import", "workers"], "FILE"),
        (["find", "x", "--limit", "banyak"], "banyak"),
        (["init", "--branch-code"], "--branch-code"),
        (["document", "minutes", "--id", "1", "--class", "2"], "--class"),
        (["report", "workers"], "--out"),
        (["document", "minutes"], "--id"),
        (["report", "rahasia", "--out", "x"], "rahasia"),
        (["document", "minutes", "--class", "K", "--out", "x"], "minutes"),
        (["--lang", "jv", "check"], "jv"),
        (["check", "--hom"], "--hom"),
        (["list", "kucing"], "DAFTAR: 'kucing'"),
        (["list"], "DAFTAR"),
        (["list", "workers", "--limit", "0"], "--limit: 0"),
        (["find", "x", "--limit=-5"], "--limit: -5"),
        (["check", "--json=1"], "--json"),
        (["demo", "--people", "banyak"], "banyak"),
    ],
)
def test_what_is_not_understood_is_said_in_one_line(
    call: Call, branch: Path, words: list[str], said: str
) -> None:
    done = call("--home", branch, *words)
    assert done.exit == 2
    assert done.out == ""
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "what" not in done.err and "argument" not in done.err
    told = call("--home", branch, "--json", *words)
    assert told.exit == 2
    assert told.data["ok"] is False
    assert told.data["code"]
    assert said in told.data["error"]


def test_the_global_options_may_stand_anywhere(call: Call, branch: Path) -> None:
    before = call("--home", branch, "--json", "--user", "rina", "check")
    after = call("check", "--json", "--user", "rina", f"--home={branch}")
    assert before.exit == after.exit == 0
    assert before.data == after.data
    assert list(after.data)[-1] == "ok" and after.data["ok"] is True


def test_every_command_has_help_in_both_languages(call: Call) -> None:
    for words in (
        *([one] for one in ("init", "demo", "report", "document", "find", "list", "check")),
        *(["import", "workers"], ["reference", "import"], ["hq", "init"], ["hq", "collect"]),
        *(["hq", "publish"], ["batch", "make"], ["batch", "read"], ["batch", "inspect"]),
        *(["enrol", one] for one in ("invite", "request", "certify", "install")),
    ):
        english = call("--lang", "en", *words, "--help")
        indonesian = call("--lang", "id", *words, "--help")
        assert english.exit == indonesian.exit == 0
        assert english.out.startswith("Usage: terampil " + " ".join(words))
        assert indonesian.out.startswith("Pemakaian: terampil " + " ".join(words))


# --- who is at the desk ------------------------------------------------------------------


def test_the_wrong_password_is_the_users_matter(
    call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERAMPIL_PASSWORD", "sandi yang salah")
    done = call("--home", branch, "--json", "check")
    assert (done.exit, done.data["code"]) == (2, "PASSWORD")
    assert not list((branch / "logs").glob("crash-*"))


def test_the_password_comes_from_a_file(
    call: Call, branch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERAMPIL_PASSWORD")
    assert call("--home", branch, "--json", "check").data["code"] == "PASSWORD-MISSING"
    path = tmp_path / "sandi.txt"
    path.write_text(f"{PASSWORD}\r\ncatatan\n", "utf-8", newline="")
    assert call("--home", branch, "--password-file", path, "check").exit == 0
    missing = call("--home", branch, "--json", "--password-file", tmp_path / "tidak", "check")
    assert (missing.exit, missing.data["code"]) == (2, "PASSWORD-FILE")


def test_a_missing_home_says_how_to_begin(call: Call, tmp_path: Path) -> None:
    done = call("--home", tmp_path / "kosong", "--json", "check")
    assert (done.exit, done.data["code"]) == (2, "HOME-MISSING")
    assert "terampil init" in done.data["error"]
    assert not (tmp_path / "kosong").exists()


def test_of_two_officers_one_must_say_who_it_is(call: Call, branch: Path) -> None:
    office = open_office(branch, "rina", PASSWORD)
    office.keys.add_officer("budi", "0" * 32, ["CLERK"], "kata sandi budi 1").settled()
    office.close()
    done = call("--home", branch, "--json", "check")
    assert (done.exit, done.data["code"]) == (2, "USER")
    assert "rina" in done.data["error"] and "budi" in done.data["error"]
    assert call("--home", branch, "--user", "rina", "check").exit == 0


# --- faults and interruptions ------------------------------------------------------------


def test_our_fault_leaves_a_report_without_anybodys_data(
    call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(given: Given) -> object:
        secret = "7171010101859901"
        raise ValueError(f"Budi Santoso {secret}")

    monkeypatch.setattr(finding, "_find", fail)
    done = call("--home", branch, "--json", "find", "Budi")
    assert (done.exit, done.data["code"]) == (1, "BUG")
    assert "Traceback" not in done.out + done.err
    (report,) = (branch / "logs").glob("crash-*")
    assert str(report) in done.data["error"]
    text = report.read_text("utf-8")
    assert "builtins.ValueError" in text
    assert "test_calling" in text and " fail" in text
    assert "desktop_app.cli" in text
    assert "Budi" not in text + done.out + done.err
    assert "7171" not in text
    assert str(branch) not in text


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled])
def test_a_stop_is_silent(
    call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def cancel(given: Given) -> object:
        raise stop

    monkeypatch.setattr(checking, "_check", cancel)
    done = call("--home", branch, "check")
    assert (done.exit, done.err) == (
        2,
        "terampil: Dihentikan; yang belum selesai tidak disimpan.\n",
    )
    assert not list((branch / "logs").glob("crash-*"))


def test_an_import_stopped_half_way_leaves_nothing(
    call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press_ctrl_c(given: Given, done: int, total: int) -> None:
        if total and 2 * done > total:
            raise KeyboardInterrupt

    monkeypatch.setattr(Given, "progress", press_ctrl_c)
    words = ("--home", branch, "--json", "import", "workers", SAMPLES / "01_tidy.xlsx")
    assert call(*words).data["code"] == "CANCELLED"
    monkeypatch.undo()
    monkeypatch.setenv("TERAMPIL_PASSWORD", PASSWORD)
    assert call("--home", branch, "--json", "list", "workers").data["count"] == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal to send to one program")
def test_ctrl_c_ends_the_real_program_without_a_trace(branch: Path) -> None:
    process = subprocess.Popen(
        [PROGRAM, "--home", str(branch), "import", "workers", str(SAMPLES / "07_large_5000.xlsx")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TERAMPIL_PASSWORD": PASSWORD},
    )
    log = branch / "logs" / "terampil.log"
    while not log.exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b"")
    assert errors.decode("utf-8").count("\n") == 1
    listed = terampil("--home", branch, "--json", "list", "workers", TERAMPIL_PASSWORD=PASSWORD)
    assert json.loads(listed.stdout)["count"] == 0


def test_the_log_tells_commands_and_codes_and_no_more(call: Call, branch: Path) -> None:
    call("--home", branch, "find", "7171010101859901")
    call("--home", branch, "import", "workers", SAMPLES / "06_not_a_list.xlsx")
    lines = (branch / "logs" / "terampil.log").read_text("utf-8").splitlines()
    assert [line.partition("desktop_app.cli: ")[2] for line in lines] == [
        "terampil find",
        "terampil import workers",
        "refused: NO-LIST",
    ]
