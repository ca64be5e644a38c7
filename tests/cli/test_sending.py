"""The road between a branch and headquarters, by command: set-up, papers, files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.conftest import Call
from tests.homes import PASSWORD

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


def test_an_office_is_set_up_once(call: Call, tmp_path: Path) -> None:
    home = tmp_path / "baru"
    words = ("--home", home, "--json", "init", "--branch-code", "mnd", "--branch-name", "Manado")
    assert call(*words).data["code"] == "USAGE"
    done = call(*words, "--user", "rina", "--province", "71", "--name", "Rina Wati").data
    assert (done["ok"], done["office"], done["user"]) == (True, "MND", "rina")
    assert len(done["recovery_code"].replace("-", "")) >= 32
    assert len(done["fingerprint"].split()) == 6
    again = call(*words, "--user", "budi")
    assert (again.exit, again.data["code"]) == (2, "HOME-IN-USE")
    assert call("--home", home, "check").exit == 0


def test_a_province_that_is_none_is_refused_with_the_list(call: Call, tmp_path: Path) -> None:
    home = tmp_path / "baru"
    words = ("init", "--branch-code", "MND", "--branch-name", "Antah", "--user", "rina")
    done = call("--home", home, "--json", *words, "--province", "ATL")
    assert (done.exit, done.data["code"]) == (2, "PROVINCE")
    assert "ATL" in done.data["error"] and "71 Sulawesi Utara" in done.data["error"]
    assert not home.exists()


def test_a_short_password_sets_nothing_up(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "sandi.txt"
    path.write_text("pendek", "utf-8")
    home = tmp_path / "baru"
    words = ("init", "--branch-code", "MND", "--branch-name", "Manado", "--user", "rina")
    done = call("--home", home, "--json", "--password-file", path, *words)
    assert (done.exit, done.data["code"]) == (2, "PASSWORD-SHORT")
    assert not (home / "keys.json").exists()


def test_headquarters_on_a_server(call: Call, tmp_path: Path, fresh_database_url: str) -> None:
    home = tmp_path / "pusat"
    done = call(
        "--home", home, "--json", "hq", "init", "--user", "dewi", "--database", fresh_database_url
    )
    assert (done.exit, done.data["office"]) == (0, "PUSAT")
    assert not (home / "terampil.db").exists()
    regions = tmp_path / "wilayah.csv"
    regions.write_text("kode,nama,level\n71.71,Kota Manado,2\n", "utf-8")
    assert call("--home", home, "--json", "reference", "import", regions).data["added"] == 1
    dry = ("import", "workers", SAMPLES / "01_tidy.xlsx", "--dry-run")
    assert call("--home", home, "--json", *dry).data["ready"] == 60
    assert call("--home", home, "--json", "check").data["ok"] is True


def test_the_whole_road(call: Call, branch: Path, centre: Path, tmp_path: Path) -> None:
    papers, up, down = (tmp_path / name for name in ("surat", "naik", "turun"))

    def at_branch(*words: object) -> Any:
        return call("--home", branch, "--json", *words).data

    def at_centre(*words: object) -> Any:
        return call("--home", centre, "--json", *words).data

    early = call("--home", branch, "--json", "batch", "make", "--out", up)
    assert (early.exit, early.data["code"]) == (2, "NOT-ENROLLED")

    other = at_centre("enrol", "invite", "--branch-code", "GTO", "--out", papers / "lain.vka")
    assert papers.is_dir()
    assert other["ok"]
    refused = call(
        "--home", branch, "--json", "enrol", "request", papers / "lain.vka", "--out", papers
    )
    assert (refused.exit, refused.data["code"]) == (2, "INVITATION-OFFICE")

    invited = at_centre(
        "enrol", "invite", "--branch-code", "MND", "--branch-name", "Manado", "--out", papers
    )
    asked = at_branch("enrol", "request", invited["file"], "--out", papers)
    assert asked["sender_fingerprint"] == invited["fingerprint"]
    certified = at_centre("enrol", "certify", asked["file"], "--out", papers)
    assert certified["sender_fingerprint"] == asked["fingerprint"]
    over = at_centre("enrol", "certify", asked["file"], "--out", asked["file"])
    assert over["code"] == "OUT-SOURCE"
    for name in ("keys.json", "outbox"):
        over = at_centre("enrol", "invite", "--branch-code", "GTO", "--out", centre / name)
        assert over["code"] == "OUT-OFFICE"
        assert at_centre("hq", "publish", "--out", centre / name)["code"] == "OUT-OFFICE"
    assert at_branch("enrol", "install", certified["file"])["ok"]

    at_branch("import", "workers", SAMPLES / "01_tidy.xlsx")
    made = at_branch("batch", "make", "--out", up)
    assert (made["batch_no"], made["counts"]["worker"], made["totals"]["people"]) == (1, 60, 60)
    nothing = call("--home", branch, "--json", "batch", "make", "--out", up)
    assert (nothing.exit, nothing.data["code"]) == (2, "NOTHING-TO-SEND")

    seen = at_centre("batch", "inspect", made["file"])
    assert (seen["ok"], seen["kind"], seen["header"]["batch_no"]) == (True, "batch", 1)
    (line, _dry) = call(
        "--home", centre, "--lang", "en", "hq", "collect", up, "--dry-run"
    ).out.splitlines()
    assert line.endswith(f"Recorded – {sum(made['counts'].values())} new, 0 changed, 0 set aside")
    dry = at_centre("hq", "collect", up, "--dry-run")
    assert (dry["dry_run"], dry["counts"]["applied"]) == (True, 1)
    read = at_centre("hq", "collect", up)
    assert [(one["state"], one["created"]["worker"]) for one in read["files"]] == [("applied", 60)]
    assert at_centre("hq", "collect", up)["counts"]["already applied"] == 1

    published = at_centre("hq", "publish", "--out", down)
    (answer,) = [one["file"] for one in published["files"] if one["office"] == "MND"]
    mine = at_branch("batch", "read", *[one["file"] for one in published["files"]])
    assert {one["state"] for one in mine["files"]} == {"applied"}
    assert at_branch("batch", "read", answer)["counts"]["already applied"] == 1
    assert at_branch("check")["ok"] and at_centre("check")["ok"]


def test_files_that_are_not_taken_in(
    call: Call, branch: Path, centre: Path, tmp_path: Path
) -> None:
    def at(home: Path, *words: object) -> Any:
        return call("--home", home, "--json", *words).data

    invited = at(centre, "enrol", "invite", "--branch-code", "MND", "--out", tmp_path)
    asked = at(branch, "enrol", "request", invited["file"], "--out", tmp_path)
    at(
        branch,
        "enrol",
        "install",
        at(centre, "enrol", "certify", asked["file"], "--out", tmp_path)["file"],
    )
    files = []
    for name in ("01_tidy.xlsx", "05_clipboard.txt"):
        at(branch, "import", "workers", SAMPLES / name)
        files.append(Path(at(branch, "batch", "make", "--out", tmp_path)["file"]))
    first, second = files
    cut = tmp_path / "terpotong.vkb"
    cut.write_bytes(first.read_bytes()[:-100])
    done = call("--home", centre, "--json", "batch", "read", second, cut, tmp_path / "hilang.vkb")
    assert done.exit == 2
    told = {Path(one["file"]).name: (one["state"], one["code"]) for one in done.data["files"]}
    assert told == {
        second.name: ("held", "E-GAP"),
        "terpotong.vkb": ("refused", "E-TRUNC"),
        "hilang.vkb": ("refused", "FILE-MISSING"),
    }
    assert done.data["code"] in ("E-TRUNC", "FILE-MISSING")
    assert all(one["error"] for one in done.data["files"])
    looked = call("--home", centre, "--json", "batch", "inspect", cut)
    assert (looked.exit, looked.data["code"]) == (2, "E-TRUNC")
    closed = call("--home", centre, "--json", "batch", "read", first)
    assert (closed.exit, closed.data["counts"]["applied"]) == (0, 2)


def test_a_file_is_looked_at_without_an_office(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "surat.txt"
    path.write_text("bukan berkas kita", "utf-8")
    done = call("--home", tmp_path / "kosong", "--json", "batch", "inspect", path)
    assert (done.exit, done.data["ok"], done.data["code"]) == (2, False, "E-TYPE")


def test_the_sample_office(call: Call, tmp_path: Path) -> None:
    home = tmp_path / "contoh"
    done = call("--home", home, "--json", "demo", "--people", 12, "--seed", 3)
    assert done.exit == 0
    told = done.data
    assert told["home"] == str(home)
    assert Path(told["headquarters"]).is_dir()
    assert told["consultations"] and told["classes"]
    password = tmp_path / "sandi.txt"
    password.write_text(told["password"], "utf-8")
    officer = ("--home", home, "--json", "--user", told["user"], "--password-file", password)
    assert call(*officer, "check").data["ok"] is True
    again = call("--home", home, "--json", "demo")
    assert (again.exit, again.data["ok"]) == (2, False)
    assert told["password"] != PASSWORD
