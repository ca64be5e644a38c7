"""The verification code: what it says comes back, and nothing altered is taken for genuine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.processes.certificate_code import (
    DOMAIN,
    Claim,
    Finding,
    Issuing,
    State,
    Withdrawn,
    address,
    code_in,
    judged,
    key_id,
    person_digest,
    read,
    sealed,
)
from desktop_app.store.signing import Signer, verified

SIGNER, OTHER = Signer(b"c" * 32), Signer(b"o" * 32)
KEY = key_id(SIGNER.verify_key)
BORN = date(1990, 5, 17)
SALT = b"saltsalt"
CLAIM = Claim(
    number="00012/SERT-VOK/MND/XI/2026",
    course="Operator Forklif",
    issued=date(2026, 11, 24),
    starts=date(2026, 11, 2),
    ends=date(2026, 11, 20),
    hours=80,
    salt=SALT,
    digest=person_digest(SALT, "Budi Ma'ruf, S.Pd.", BORN),
    key=KEY,
)
KEYS = {KEY: Issuing(SIGNER.verify_key, "MND")}
SAMPLE = sealed(CLAIM, SIGNER.sign)
URL = "https://verifikasi.contoh.go.id/vokasi"


def state(text: str, withdrawn: dict[str, list[Withdrawn]] | None = None) -> State:
    return judged(text, KEYS, withdrawn or {}, "PUSAT", verified).state


def test_what_was_sealed_is_read_again() -> None:
    assert read(SAMPLE).claim == CLAIM
    assert judged(address(URL, SAMPLE), KEYS, {}, "PUSAT", verified) == Finding(
        State.GENUINE, CLAIM, "MND"
    )
    assert len(address(URL, SAMPLE)) < 300, "a QR of 61 modules at most"


@given(st.text(max_size=80), st.text(max_size=120), st.integers(0, 65535))
def test_whatever_it_says_comes_back(number: str, course: str, hours: int) -> None:
    claim = replace(CLAIM, number=number[:60], course=course, hours=hours)
    assert read(sealed(claim, SIGNER.sign)).claim == claim


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "00013/SERT-VOK/MND/XI/2026"},
        {"number": "00012/SERT-VOK/MND/XI/2027"},
        {"course": "Operator Forklift"},
        {"course": ""},
        {"issued": date(2026, 11, 25)},
        {"starts": date(2026, 11, 1)},
        {"ends": date(2026, 11, 21)},
        {"hours": 81},
        {"salt": b"saltsalu"},
        {"digest": person_digest(SALT, "Budi Maruf", date(1990, 5, 18))},
    ],
    ids=str,
)
def test_every_altered_field_shows(changed: dict[str, Any]) -> None:
    signature = read(SAMPLE).signature
    forged = sealed(replace(CLAIM, **changed), lambda _domain, _data: signature)
    assert forged != SAMPLE
    assert state(forged) is State.ALTERED


def test_another_key_is_unknown_or_altered() -> None:
    theirs = replace(CLAIM, key=key_id(OTHER.verify_key))
    assert state(sealed(theirs, OTHER.sign)) is State.UNKNOWN
    assert state(sealed(CLAIM, OTHER.sign)) is State.ALTERED
    assert state(sealed(CLAIM, lambda _d, data: SIGNER.sign("vokasi/batch/v1", data))) is (
        State.ALTERED
    ), "a seal for something else"


def test_headquarters_takes_back_what_was_sealed_by_a_key_not_known_here() -> None:
    theirs = sealed(replace(CLAIM, key=key_id(OTHER.verify_key)), OTHER.sign)
    for office, found in (("PUSAT", State.REVOKED), ("MND", State.UNKNOWN)):
        withdrawn = {CLAIM.number: [Withdrawn(office, date(2026, 12, 1))]}
        assert state(theirs, withdrawn) is found


def test_every_altered_sign_and_every_cut_shows() -> None:
    for at in range(len(SAMPLE)):
        for sign in "A7Q" if at % 5 else "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567":
            if sign != SAMPLE[at]:
                assert state(SAMPLE[:at] + sign + SAMPLE[at + 1 :]) is not State.GENUINE
        assert state(SAMPLE[:at]) is not State.GENUINE
        assert state(SAMPLE[:at] + SAMPLE[at + 1 :]) is not State.GENUINE
        assert state(SAMPLE[:at] + SAMPLE[at].lower() + SAMPLE[at + 1 :]) is not (
            State.GENUINE if SAMPLE[at].isalpha() else None
        )
    assert state(SAMPLE + "A") is State.ALTERED


def test_every_flipped_bit_of_the_block_shows() -> None:
    signed = read(SAMPLE)
    for at in range(len(signed.data) + 64):
        raw = bytearray(signed.data + signed.signature)
        raw[at] ^= 1 << at % 8
        assert not verified(SIGNER.verify_key, DOMAIN, bytes(raw[:-64]), bytes(raw[-64:]))


@pytest.mark.parametrize("text", ["", "#", "halo", URL, "A", "7" * 400, "Ω#Ω", SAMPLE[:-64]])
def test_what_is_no_code_is_not_genuine(text: str) -> None:
    assert state(text) is State.ALTERED


def test_the_code_is_found_in_what_was_scanned() -> None:
    assert code_in(f" {URL}#{SAMPLE}\r\n") == SAMPLE
    assert code_in(f"{URL}£{SAMPLE}") == SAMPLE, "a scanner under another keyboard"
    assert code_in(SAMPLE) == SAMPLE


def test_a_number_is_taken_back_by_its_office_or_headquarters_alone() -> None:
    for office, found in (
        ("MND", State.REVOKED),
        ("PUSAT", State.REVOKED),
        ("SBY", State.GENUINE),
    ):
        withdrawn = {CLAIM.number: [Withdrawn(office, date(2026, 12, 1), "00013/X")]}
        assert state(SAMPLE, withdrawn) is found
    assert state(SAMPLE, {"00013/X": [Withdrawn("MND", date(2026, 12, 1))]}) is State.GENUINE


def test_of_a_lost_computer_only_known_numbers_count() -> None:
    for known, found in ((CLAIM.number, State.GENUINE), ("other", State.UNKNOWN)):
        keys = {KEY: Issuing(SIGNER.verify_key, "MND", True, frozenset({known}))}
        assert judged(SAMPLE, keys, {}, "PUSAT", verified).state is found


def test_who_it_is_about_can_be_checked_and_not_read() -> None:
    claim = read(SAMPLE).claim
    for name in ("Budi Ma'ruf, S.Pd.", "BUDI MARUF SPD", "budi ma’ruf, s.pd"):
        assert claim.is_of(name, BORN)
    assert not claim.is_of("Budi Ma'ruf", BORN)
    assert not claim.is_of("Budi Ma'ruf, S.Pd.", date(1990, 5, 18))
    assert not claim.is_of("Budi Ma'ruf, S.Pd.", None)
    assert b"Budi" not in read(SAMPLE).data and b"1990" not in read(SAMPLE).data


def test_what_does_not_fit_is_refused_before_it_is_sealed() -> None:
    changes: list[dict[str, Any]] = [
        *({"hours": 70_000}, {"number": "9" * 300}, {"starts": date(1990, 1, 1)})
    ]
    for changed in changes:
        with pytest.raises(ValueError):
            sealed(replace(CLAIM, **changed), SIGNER.sign)
    with pytest.raises(UserError):
        read("")
