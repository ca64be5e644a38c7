"""The key file opens to its officers and to nobody else, and never to a wrong key."""

from __future__ import annotations

import base64
import hashlib
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.store import key_file, keys
from desktop_app.store.boxes import KEY_BYTES, MIB, SALT_BYTES, Kdf
from desktop_app.store.keys import Peer, Trust, Unlocked
from desktop_app.store.recovery_code import new_code, read_code
from desktop_app.store.session_code import SessionCode
from desktop_app.store.signing import Signer, sound_key, verified

PASSWORD = "kata sandi bu Sri"
OTHER = "kata sandi pak Budi"


@dataclass
class Office:
    path: Path
    unlocked: Unlocked
    code: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    first, code = keys.create(path, "B01", keys.BRANCH, "Sri", "o-1", ["ADMIN"], PASSWORD)
    return Office(path, first.add_officer("Budi", "o-2", ["CLERK"], OTHER), code)


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    path = Path(shutil.copy(made.path, tmp_path / "keys.json"))
    return Office(path, keys.unlock(path, "Sri", PASSWORD), made.code)


def code_of(refused: pytest.ExceptionInfo[UserError]) -> str:
    return refused.value.code


def test_a_guess_costs_what_is_advised() -> None:
    """RFC 9106's second recommended choice: three passes over 64 MiB."""
    usual = Kdf(bytes(SALT_BYTES))
    assert (usual.ops, usual.memory) == (3, 64 * MIB)
    assert len(usual.key(PASSWORD)) == KEY_BYTES
    assert usual.key(PASSWORD) != Kdf(b"1" * SALT_BYTES).key(PASSWORD)


def forge(path: Path, change: Any) -> None:
    """Edit the file as somebody would who knows its form but no password."""
    file = msgspec.json.decode(path.read_bytes())
    change(file["content"])
    whole = msgspec.json.encode(file["content"]) + base64.b64decode(file["mac"])
    file["check"] = hashlib.sha256(whole).digest()
    path.write_bytes(msgspec.json.encode(file))


def test_every_officer_finds_the_same_keys(office: Office) -> None:
    sri, budi = office.unlocked, keys.unlock(office.path, "budi ", OTHER)
    assert sri.data_key == budi.data_key
    assert sri.node.verify_key == budi.node.verify_key
    assert sri.officer.verify_key != budi.officer.verify_key
    assert (budi.officer.id, budi.officer.user, budi.officer.roles) == ("o-2", "Budi", ("CLERK",))
    assert keys.users(office.path) == ("Sri", "Budi")


def test_sub_keys_differ_from_each_other_and_the_data_key(office: Office) -> None:
    sri = office.unlocked
    made = {sri.data_key, sri.database_key, sri.subkey("database"), sri.subkey("anchor")}
    assert len(made) == 4
    assert {len(key) for key in made} == {32}


def test_nothing_secret_is_shown(office: Office) -> None:
    shown = f"{office.unlocked!r} {office.unlocked.node!r} {office.unlocked.officer!r}"
    assert "AGE-SECRET" not in shown
    assert repr(office.unlocked.data_key) not in shown
    assert repr(office.unlocked.officer.signer.seed) not in shown


@pytest.mark.parametrize(("user", "password"), [("Sri", OTHER), ("Ani", PASSWORD), ("Sri", "")])
def test_a_wrong_password_opens_nothing(office: Office, user: str, password: str) -> None:
    with pytest.raises(UserError) as refused:
        keys.unlock(office.path, user, password)
    assert code_of(refused) == "PASSWORD"


def test_the_same_letters_typed_on_another_keyboard_open(office: Office) -> None:
    office.unlocked.change_password(PASSWORD, "pass\u00e9 sekali 12")
    assert keys.unlock(office.path, "Sri", "passe\u0301 sekali 12")


def test_every_flipped_bit_is_noticed(office: Office) -> None:
    raw = office.path.read_bytes()
    for at in range(len(raw)):
        for bit in range(8):
            flipped = raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]
            with pytest.raises(UserError) as refused:
                key_file.parse(office.path, flipped)
            assert code_of(refused) == "KEYS-DAMAGED", (at, bit)
    office.path.write_bytes(flipped)
    with pytest.raises(UserError) as refused:
        keys.unlock(office.path, "Sri", PASSWORD)
    assert code_of(refused) == "KEYS-DAMAGED"


def test_every_truncation_is_noticed(office: Office) -> None:
    raw = office.path.read_bytes()
    for at in range(len(raw)):
        with pytest.raises(UserError) as refused:
            key_file.parse(office.path, raw[:at])
        assert code_of(refused) == "KEYS-DAMAGED"


def test_an_edited_role_opens_nothing(office: Office) -> None:
    def promote(content: Any) -> None:
        content["slots"][1]["header"]["roles"] = ["APPROVER"]

    forge(office.path, promote)
    with pytest.raises(UserError) as refused:
        keys.unlock(office.path, "Budi", OTHER)
    assert code_of(refused) == "PASSWORD"
    with pytest.raises(UserError) as refused:
        keys.unlock(office.path, "Sri", PASSWORD)
    assert code_of(refused) == "KEYS-DAMAGED"


def set_path(content: Any, way: tuple[Any, ...], value: Any) -> None:
    for step in way[:-1]:
        content = content[step]
    content[way[-1]] = value


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("trust", "version"), 9),
        (("trust", "escrow"), "age1someoneelse"),
        (("node", "office"), "B02"),
        (("node", "sample"), True),
        (("slots",), []),
        (("slots", 0, "header", "kdf", "memory"), 1 << 40),
        (("slots", 0, "header", "kdf", "ops"), 10_000),
        (("slots", 0, "header", "kdf", "salt"), "AAAA"),
    ],
)
def test_what_was_edited_without_a_password_is_noticed_at_once(
    office: Office, way: tuple[Any, ...], value: Any
) -> None:
    forge(office.path, lambda content: set_path(content, way, value))
    began = time.monotonic()
    with pytest.raises(UserError) as refused:
        keys.unlock(office.path, "Sri", PASSWORD)
    assert code_of(refused) in {"KEYS-DAMAGED", "PASSWORD"}
    assert time.monotonic() - began < 5
    with pytest.raises(UserError) as refused:
        keys.recover(office.path, office.code, "Sri", PASSWORD)
    assert code_of(refused) == "KEYS-DAMAGED"


def test_a_later_format_asks_for_an_update(office: Office) -> None:
    def later(content: Any) -> None:
        content["format"] = 2
        content["new"] = "something"

    forge(office.path, later)
    with pytest.raises(UserError) as refused:
        keys.unlock(office.path, "Sri", PASSWORD)
    assert code_of(refused) == "KEYS-NEWER"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        keys.unlock(tmp_path / "keys.json", "Sri", PASSWORD)
    assert code_of(refused) == "KEYS-MISSING"


def test_no_key_file_is_ever_overwritten(office: Office) -> None:
    with pytest.raises(UserError) as refused:
        keys.create(office.path, "B01", keys.BRANCH, "Sri", "o-1", [], PASSWORD)
    assert code_of(refused) == "KEYS-EXIST"


def test_short_passwords_are_refused_everywhere(office: Office, tmp_path: Path) -> None:
    short = "sebelas sat"
    attempts: list[Callable[[], object]] = [
        lambda: keys.create(tmp_path / "new.json", "B", keys.BRANCH, "S", "o", [], short),
        lambda: office.unlocked.add_officer("Ani", "o-3", [], short),
        lambda: office.unlocked.change_password(PASSWORD, short),
        lambda: keys.recover(office.path, office.code, "Sri", short),
    ]
    for attempt in attempts:
        with pytest.raises(UserError) as refused:
            attempt()
        assert code_of(refused) == "PASSWORD-SHORT"
    assert keys.unlock(office.path, "Sri", PASSWORD)


def test_officers_come_and_go(office: Office) -> None:
    more = office.unlocked.add_officer("Ani", "o-3", ["VERIFIER"], "kata sandi bu Ani")
    assert more.users == ("Sri", "Budi", "Ani")
    for user, officer in (("BUDI", "o-9"), ("Baru", "o-2")):
        with pytest.raises(UserError) as refused:
            more.add_officer(user, officer, [], OTHER)
        assert code_of(refused) == "USER-EXISTS"
    assert more.remove_officer("Budi").users == ("Sri", "Ani")
    with pytest.raises(UserError) as refused:
        keys.unlock(office.path, "Budi", OTHER)
    assert code_of(refused) == "PASSWORD"
    for user, code in (("Budi", "USER-UNKNOWN"), ("sri", "USER-SELF")):
        with pytest.raises(UserError) as refused:
            more.remove_officer(user)
        assert code_of(refused) == code


def test_no_copy_is_left_that_opens_to_a_removed_officer_or_an_old_password(
    office: Office,
) -> None:
    previous = office.path.with_name("keys.json.previous")
    office.unlocked.new_epoch("restored")
    assert keys.unlock(previous, "Budi", OTHER).node.epochs[1:] == ()
    office.unlocked.remove_officer("Budi")
    assert not previous.exists()


def test_damage_names_the_copy_beside_it(office: Office) -> None:
    office.unlocked.new_epoch("restored")
    office.path.write_bytes(b"{")
    with pytest.raises(UserError) as refused:
        keys.unlock(office.path, "Sri", PASSWORD)
    assert refused.value.values["previous"] == "keys.json.previous"


def test_a_changed_password_keeps_the_officers_seal(office: Office) -> None:
    with pytest.raises(UserError) as refused:
        office.unlocked.change_password("not the old one", "kata sandi baru")
    assert code_of(refused) == "PASSWORD"
    office.unlocked.change_password(PASSWORD, "kata sandi baru")
    again = keys.unlock(office.path, "Sri", "kata sandi baru")
    assert again.officer.verify_key == office.unlocked.officer.verify_key
    with pytest.raises(UserError):
        keys.unlock(office.path, "Sri", PASSWORD)


def test_two_programs_do_not_lose_each_others_changes(office: Office) -> None:
    window, command_line = office.unlocked, keys.unlock(office.path, "Budi", OTHER)
    window.add_officer("Ani", "o-3", [], "kata sandi bu Ani")
    command_line.new_epoch("restored", 3)
    latest = keys.unlock(office.path, "Ani", "kata sandi bu Ani")
    assert len(latest.node.epochs) == 2


def test_the_recovery_code_opens_and_the_officer_gets_a_new_seal(office: Office) -> None:
    back = keys.recover(office.path, office.code.lower().replace("-", " "), "Sri", OTHER)
    assert back.data_key == office.unlocked.data_key
    assert back.officer.verify_key != office.unlocked.officer.verify_key
    assert keys.unlock(office.path, "Sri", OTHER).officer.verify_key == back.officer.verify_key
    assert keys.unlock(office.path, "Budi", OTHER).officer.roles == ("CLERK",)


def test_wrong_and_mistyped_recovery_codes_are_told_apart(office: Office) -> None:
    wrong, _ = new_code()
    mistyped = office.code[:-1] + ("A" if office.code[-1] != "A" else "B")
    for typed, code in ((wrong, "RECOVERY-CODE"), (mistyped, "RECOVERY-TYPING")):
        with pytest.raises(UserError) as refused:
            keys.recover(office.path, typed, "Sri", PASSWORD)
        assert code_of(refused) == code
    with pytest.raises(UserError) as refused:
        keys.recover(office.path, office.code, "Ani", PASSWORD)
    assert code_of(refused) == "USER-UNKNOWN"


def test_a_new_recovery_code_replaces_the_old_one(office: Office) -> None:
    _, code = office.unlocked.new_recovery_code()
    with pytest.raises(UserError) as refused:
        keys.recover(office.path, office.code, "Sri", PASSWORD)
    assert code_of(refused) == "RECOVERY-CODE"
    assert keys.recover(office.path, code, "Sri", PASSWORD).data_key == office.unlocked.data_key


def test_every_mistyped_sign_of_a_code_is_noticed() -> None:
    code, secret = new_code()
    assert read_code(code.replace("0", "o").replace("1", "l")) == secret
    for at, sign in enumerate(code):
        if sign != "-":
            with pytest.raises(UserError):
                read_code(code[:at] + ("7" if sign != "7" else "8") + code[at + 1 :])


@given(st.text(max_size=60))
def test_any_typed_text_is_a_typing_error(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        read_code(typed)
    assert code_of(refused) == "RECOVERY-TYPING"


def test_epochs_name_what_they_go_on_from(office: Office) -> None:
    was = office.unlocked.node
    now = office.unlocked.new_epoch("restored", 12).node
    assert now.epoch != was.epoch
    assert (now.epochs[-1].parent, now.epochs[-1].parent_last_batch) == (was.epoch, 12)
    assert (now.id, now.verify_key) == (was.id, was.verify_key)
    assert keys.unlock(office.path, "Budi", OTHER).node.epochs == now.epochs


def test_a_cloned_pc_becomes_another_node(office: Office) -> None:
    was, now = office.unlocked.node, office.unlocked.new_node("cloned").node
    assert {was.id, was.epoch, was.recipient}.isdisjoint({now.id, now.epoch, now.recipient})
    assert now.verify_key != was.verify_key
    assert keys.unlock(office.path, "Sri", PASSWORD).node.id == now.id


def test_trust_is_kept_and_never_goes_back(office: Office) -> None:
    peer = Peer("n-hq", "HQ", keys.HEADQUARTERS, bytes(32), "age1hq")
    trust = Trust(4, peer, "age1escrow", (office.unlocked.node.card(),), b"certificate")
    office.unlocked.set_trust(trust)
    again = keys.unlock(office.path, "Budi", OTHER)
    assert again.trust == trust
    with pytest.raises(UserError) as refused:
        again.set_trust(Trust(3))
    assert code_of(refused) == "TRUST-OLD"


def test_an_old_state_cannot_write_after_its_data_key_is_gone(office: Office) -> None:
    office.path.unlink()
    keys.create(office.path, "B01", keys.BRANCH, "Sri", "o-1", [], PASSWORD)
    with pytest.raises(UserError) as refused:
        office.unlocked.new_epoch("restored")
    assert code_of(refused) == "KEYS-DAMAGED"


def test_seals_hold_for_one_purpose_and_one_text() -> None:
    signer = Signer(bytes(range(32)))
    seal = signer.sign("vokasi/batch/v1", b"text")
    assert verified(signer.verify_key, "vokasi/batch/v1", b"text", seal)
    assert not verified(signer.verify_key, "vokasi/cert/v1", b"text", seal)
    assert not verified(signer.verify_key, "vokasi/batch/v1", b"Text", seal)
    assert not verified(signer.verify_key, "vokasi/batch/v1", b"text", seal[:-1])
    assert not verified(Signer(bytes(32)).verify_key, "vokasi/batch/v1", b"text", seal)


# The points of small order, canonical or not: with them one seal fits many texts.
SMALL_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


@pytest.mark.parametrize("key", SMALL_ORDER)
def test_keys_of_low_order_are_refused(key: str) -> None:
    assert not sound_key(bytes.fromhex(key))
    zero = bytes.fromhex(SMALL_ORDER[0]) + bytes(32)
    assert not verified(bytes.fromhex(key), "vokasi/batch/v1", b"any text", zero)


def test_a_session_code_has_three_tries() -> None:
    code = SessionCode()
    assert not code.usable
    assert not code.opens("")
    code.set("402815")
    assert [code.opens(typed) for typed in ("402816", "000000", "402815")] == [False, False, True]
    assert code.left == 3
    assert [code.opens("111111") for _ in range(3)] == [False] * 3
    assert not code.usable
    assert not code.opens("402815")


@pytest.mark.parametrize("typed", ["12345", "1234567", "abcdef", "111111", "123456", "٤٠٢٨١٥"])
def test_poor_session_codes_are_refused(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        SessionCode().set(typed)
    assert code_of(refused) == "SESSION-CODE"
