"""The verification page in a real browser (Debian's chromium): it judges as the program does."""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.desk import certificates as desk
from desktop_app.desk.certificate_checks import verify
from desktop_app.office import Office
from desktop_app.processes.certificate_code import State, person_digest, read, sealed
from desktop_app.records import Certificate
from desktop_app.store.signing import Signer
from exports.certificates.issuing import issue
from exports.certificates.verify_page import verify_page
from tests import make
from tests.offices import World
from tests.passed import NAMES, passed_class

BORN = make.born(100)


def browsed(page: bytes, folder: Path, fragment: str = "", script: str = "") -> str:
    """The page's elements after its script ran (and ours, put behind it)."""
    file = folder / "page.html"
    ours = f"<script>{script}</script></body>" if script else "</body>"
    file.write_text(page.decode().replace("</body>", ours), "utf-8")
    done = subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *("--no-first-run", "--disable-background-networking"),
            f"--user-data-dir={folder / 'profile'}",
            f"file://{file}{'#' + fragment if fragment else ''}",
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stdout


def told(page: bytes, folder: Path, expression: str) -> Any:
    """What an expression gives inside the page."""
    script = f"document.title = JSON.stringify({expression})"
    found = re.search("<title>(.*?)</title>", browsed(page, folder, script=script), re.DOTALL)
    assert found is not None
    return json.loads(html.unescape(found[1]))


def words(elements: str) -> str:
    """What is to be read on the page, where it is not hidden."""
    shown = re.sub(r"(?s)<(script|style).*?</\1>|<section[^>]* hidden.*?</section>", "", elements)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", shown)).split())


@pytest.fixture
def issued(office: Office) -> Certificate:
    return issue(office, passed_class(office, NAMES[:1]).training_class)[0]


def test_a_scanned_code_is_answered_at_once(
    office: Office, issued: Certificate, tmp_path: Path
) -> None:
    said = words(browsed(verify_page(office), tmp_path, issued.payload))
    for part in (
        *("✓ Asli", issued.number, "Operator Forklif", "80 JP @45 menit", "24 November 2026"),
        *("Kantor Cabang Manado", "per 24 November 2026", "bukan tanda tangan elektronik"),
    ):
        assert part in said
    assert "Budi" not in said, "the code does not tell whose it is"


def test_it_judges_as_the_program_does(office: Office, issued: Certificate, tmp_path: Path) -> None:
    """Every sign altered, cut, sealed anew, by others, revoked; a lost computer's."""
    code, claim = issued.payload, read(issued.payload).claim
    stranger = Signer(b"s" * 32)
    given = [code, f"https://x.go.id/a#{code}", code.lower(), code[:-1], code + "A", "", "halo"]
    given += [
        code[:at] + ("A" if code[at] != "A" else "B") + code[at + 1 :]
        for at in range(0, len(code), 2)
    ]
    given.append(sealed(claim, stranger.sign))
    given.append(sealed(replace(claim, key=b"12345678"), stranger.sign))
    given.append(sealed(replace(claim, number="00007/X"), office.keys.node.sign))
    found = told(
        verify_page(office), tmp_path, f"{json.dumps(given)}.map((one) => judged(one).state)"
    )
    assert found[:2] == ["GENUINE"] * 2 and found[-1] == "GENUINE"
    assert found[-3:-1] == ["ALTERED", "UNKNOWN"]
    assert "GENUINE" not in found[2:-1]
    with office.store.write("revoke") as session:
        desk.revoke(session, session.get_one(Certificate, issued.id), "Salah nama")
    later = told(verify_page(office), tmp_path, f"judged({json.dumps(code)})")
    assert later["state"] == "REVOKED" and later["gone"]["on"] == "2026-11-24"
    assert verify(office, code).finding.state is State.REVOKED


def test_its_digests_and_seals_are_those_of_the_standard(office: Office, tmp_path: Path) -> None:
    lengths = [0, 1, 55, 111, 112, 119, 127, 128, 129, 239, 240, 600]
    signer = Signer(bytes(range(32)))
    data, key = b"terampil" * 20, signer.verify_key
    good = signer.sign("d", data)
    order = (2**252 + 27742317777372353535851937790883648493).to_bytes(32, "little")
    bent = good[:32] + order  # S not below the order of the group
    asked = [[key, good], [key, bent], [bytes(32), good], [b"\xff" * 32, good], [key, bytes(64)]]
    pairs = json.dumps([[one.hex(), other.hex()] for one, other in asked])
    message = json.dumps((b"d\0" + data).hex())
    page = verify_page(office)
    found = told(
        page,
        tmp_path,
        f"[{json.dumps(lengths)}.map((n) => hex(sha512(new Uint8Array(n).fill(7)))),"
        f" {pairs}.map(([k, s]) => verified(unhex(k), unhex({message}), unhex(s)))]",
    )
    assert found[0] == [hashlib.sha512(b"\x07" * n).hexdigest() for n in lengths]
    assert found[1] == [True, False, False, False, False]


def test_a_person_is_matched_on_the_page(
    office: Office, issued: Certificate, tmp_path: Path
) -> None:
    claim = read(issued.payload).claim
    people = [
        *(("Budi Ma'ruf", BORN), ("BUDI MARUF", BORN), ("Budi Ma’ruf", BORN)),
        *(("Budi", BORN), ("Budi Ma'ruf", date(1990, 1, 1))),
    ]
    asked = json.dumps([[name, born.isoformat()] for name, born in people])
    found = told(
        verify_page(office),
        tmp_path,
        f"{asked}.map(([n, b]) => isOf(read({json.dumps(issued.payload)}), n, b))",
    )
    assert found == [claim.is_of(name, born) for name, born in people]
    assert found == [True, True, True, False, False]
    assert claim.digest == person_digest(claim.salt, "Budi Ma'ruf", BORN)


def test_it_asks_the_network_for_nothing_and_holds_no_name(
    office: Office, issued: Certificate
) -> None:
    with office.store.write("revoke") as session:
        desk.revoke(session, session.get_one(Certificate, issued.id), "Budi </script> salah nama")
    page = verify_page(office).decode()
    assert page == verify_page(office).decode(), "the same bytes on the same day"
    assert not re.search(r"https?:|src=|@import|fetch\(|XMLHttp|//cdn", page)
    assert "default-src 'none'" in page
    assert "Budi" not in page and page.count("</script>") == 1
    assert issued.number in page


def test_headquarters_page_knows_all_branches_and_lost_computers(
    world: World, tmp_path: Path
) -> None:
    headquarters = world.headquarters
    codes = {
        code: issue(branch, passed_class(branch, NAMES[:1]).training_class)[0].payload
        for code, branch in world.branches.items()
    }
    lost = world.branches["GTO"].keys.node
    trust = headquarters.keys.trust
    peers = tuple(
        msgspec.structs.replace(peer, closed_epoch=lost.epoch) if peer.id == lost.id else peer
        for peer in trust.peers
    )
    headquarters.keys = headquarters.keys.set_trust(
        msgspec.structs.replace(trust, version=trust.version + 1, peers=peers)
    )
    asked = json.dumps([codes["MND"], codes["GTO"]])
    found = told(verify_page(headquarters), tmp_path, f"{asked}.map((c) => judged(c).state)")
    assert found == ["GENUINE", "UNKNOWN"]
