"""The inside of a batch has one spelling, and its lines a chain that survives blanking."""

from __future__ import annotations

import hmac
import json
import math
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.store.chain import (
    Change,
    blank,
    chain,
    chain_all,
    field_digest,
    line_digest,
    sound,
    stream_start,
)
from desktop_app.sync import payload
from desktop_app.sync.payload import (
    Acknowledgement,
    Manifest,
    NotApplied,
    Totals,
    decode_lines,
    encode_line,
    encode_lines,
)
from desktop_app.sync.refusals import Refusal

SALT = "000102030405060708090a0b0c0d0e0f"


def change(seq: int = 1, **other: Any) -> Change:
    told: dict[str, Any] = {
        "seq": seq,
        "txn": 1,
        "at": "2026-03-02T01:02:03Z",
        "by": "o-1",
        "role": "CLERK",
        "why": "new worker",
        "rec": "worker",
        "id": "w-1",
        "do": "create",
        "salt": SALT,
        "set": {"name": (None, "Siti Aminah"), "wage": (None, 4_500_000)},
    }
    return Change(**told | other)


def manifest(changes: list[Change], **other: Any) -> Manifest:
    counts: dict[str, int] = {}
    for one in changes:
        counts[one.rec] = counts.get(one.rec, 0) + 1
    told: dict[str, Any] = {
        "header": "ab" * 32,
        "kind": "changes",
        "min_reader_schema": 1,
        "rules": {"eligibility": "2026-01"},
        "first_seq": changes[0].seq if changes else 0,
        "last_seq": changes[-1].seq if changes else 0,
        "counts": counts,
        "totals": Totals(2, 30, 4_500_000),
        "acknowledgements": (),
        "state_digest": "",
        "audit_head": "",
        "device_time": "2026-03-02T01:02:03Z",
        "clock_suspect": False,
        "unsent": 0,
    }
    return Manifest(**told | other)


def batch(*lines: bytes) -> bytes:
    """A payload whose change lines are `lines` as they stand (all of one worker, seq 1)."""
    front = manifest([change()] * len(lines), first_seq=1, last_seq=1)
    return encode_line(front) + b"".join(line + b"\n" for line in lines)


def refused_code(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        decode_lines(data)
    assert str(refused.value)
    return refused.value.code


LINE = encode_line(change())[:-1]

values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
fields = st.dictionaries(names, st.tuples(values, values), max_size=6)


@given(st.lists(fields, max_size=5))
def test_what_is_written_is_read(sets: list[dict[str, tuple[Any, Any]]]) -> None:
    changes = [change(seq, set=told) for seq, told in enumerate(sets, 1)]
    front = manifest(changes)
    read_front, read = decode_lines(b"".join(encode_lines(front, changes)))
    assert (read_front, read) == (front, changes)


def test_a_whole_acknowledgement_is_read() -> None:
    told = Acknowledgement(
        "n-1",
        "HQ",
        "0" * 32,
        7,
        431,
        (9, 10),
        (8,),
        "cd" * 32,
        (NotApplied(12, "E-REF", "x"),),
        True,
    )
    front = manifest([], kind="acknowledgement", acknowledgements=(told,), more={"later": 1})
    assert decode_lines(encode_line(front)) == (front, [])


def test_unknown_fields_and_records_are_kept() -> None:
    new = change(rec="from_the_future", set={"hologram": ("old", 5)}, do="teleport")
    _, read = decode_lines(b"".join(encode_lines(manifest([new]), [new])))
    assert read == [new]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b'"set":{', b'"set":{"wage":[null,1],'),  # twice the same field
        (b'{"seq":1', b'{"seq":1,"seq":1'),
        (b'{"seq":1', b'{"seq": 1'),
        (b'{"seq":1,"txn":1', b'{"txn":1,"seq":1'),
        (b'"seq":1', b'"seq":-1'),
        (b'"seq":1', b'"seq":01'),
        (b'"seq":1', b'"seq":true'),
        (b'"seq":1', b'"seq":1.0'),
        (b'"do":"create",', b""),
        (b'"do":"create"', b'"do":"create","more":1'),
        (b"4500000", b"4500000.0"),
        (b"4500000", b"4.5e6"),
        (b"4500000", b"1e400"),
        (b"4500000", b"NaN"),
        (b"4500000", b"-Infinity"),
        (b"4500000", b"-0"),
        (b"4500000", b"9223372036854775808"),
        (b"4500000", b"-9223372036854775809"),
        (b"4500000", b"9" * 5000),
        (b"4500000", b"true"),
        (b"4500000", b"[1]"),
        (b"4500000", b"[" * 100_000),
        (b"4500000", b'{"a":' * 100_000),
        (b"[null,4500000]", b"[null]"),
        (b"[null,4500000]", b"[null,1,2]"),
        (b"[null,4500000]", b'"not a digest"'),
        (b"[null,4500000]", b'"' + b"ab" * 32 + b'"'),  # blanked, but the line's salt is there
        (b"Siti", b"\\ud800"),
        (b"Siti", b"\xed\xa0\x80"),
        (b"Siti", b"\xff"),
        (b"Siti", b"\\u0000"),
        (b"Siti", b"\\\\\\u0000"),
        (b"Siti", b"\x00"),
        (b"Siti", b"S\\u0069ti"),
        (b"Siti", b"\\/"),
        (SALT.encode(), SALT.upper().encode()),
        (SALT.encode(), SALT[:-2].encode()),
        (SALT.encode(), b"not hexadecimal"),
        (b'"' + SALT.encode() + b'"', b"{}"),
    ],
)
def test_every_other_spelling_is_refused(was: bytes, now: bytes) -> None:
    assert was in LINE
    assert refused_code(batch(LINE.replace(was, now, 1))) == "E-TYPE"


def test_a_backslash_before_u0000_is_text() -> None:
    told = change(set={"note": (None, "\\u0000")})
    _, read = decode_lines(batch(encode_line(told)[:-1]))
    assert read == [told]


@pytest.mark.parametrize("text", ["a\0", "\ud800"])
def test_what_no_reader_takes_is_not_written(text: str) -> None:
    with pytest.raises(ValueError):
        encode_line(change(set={"name": (None, text)}))


def test_limits() -> None:
    assert refused_code(batch(LINE.replace(b"Siti", b"S" * (1 << 20)))) == "E-BOMB"
    assert refused_code(encode_line(manifest([])) + b"\n" * 200_001) == "E-BOMB"
    with pytest.raises(ValueError):
        encode_line(change(set={"name": (None, "x" * (1 << 20))}))


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"{}\n", b"[]\n", LINE + b"\n", b"\xff\n", b'{"min_reader_schema":1}\n'],
)
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    assert refused_code(data) == "E-TYPE"


def test_a_manifest_that_does_not_fit_its_lines_is_refused() -> None:
    two = [change(5), change(6)]
    lines = b"".join(map(encode_line, two))
    fits = encode_line(manifest(two))
    assert decode_lines(fits + lines)[1] == two
    for other in (
        {"counts": {"worker": 3}},
        {"counts": {"worker": 2, "class": 0}},
        {"first_seq": 4},
        {"last_seq": 7},
        {"kind": "gift"},
        {"header": "ab"},
        {"header": "ab" * 32 + "\n"},
    ):
        assert refused_code(encode_line(manifest(two, **other)) + lines) == "E-TYPE"
    assert refused_code(fits + lines[:-1]) == "E-TYPE"
    assert refused_code(fits + lines.replace(b'"seq":6', b'"seq":5')) == "E-TYPE"
    assert refused_code(fits + lines + b"\n") == "E-TYPE"
    assert refused_code(fits.replace(b"\n", b"\r\n") + lines) == "E-TYPE"


def test_a_newer_schema_asks_for_an_update_before_anything_else() -> None:
    told = msgspec.json.encode({"min_reader_schema": payload.SCHEMA + 1, "unknown": [1.5]})
    assert refused_code(told + b"\nwhat no one can read\n") == "E-FLOOR"


def test_the_digests_are_those_of_the_specification() -> None:
    """Written out with the standard library only, as docs/batch-format.md says."""

    def told(value: object) -> bytes:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()

    def field(name: str, base: object, new: object) -> str:
        salt = hmac.digest(bytes.fromhex(SALT), name.encode(), "sha256")[:16]
        return sha256(b"terampil/field/v1\0" + salt + told([name, base, new])).hexdigest()

    envelope = [1, 1, "2026-03-02T01:02:03Z", "o-1", "CLERK", "new worker", "worker", "w-1"]
    line = sha256(
        b"terampil/line/v1\0"
        + told(
            [
                [*envelope, "create"],
                {
                    "name": field("name", None, "Siti Aminah"),
                    "wage": field("wage", None, 4_500_000),
                },
            ]
        )
    ).digest()
    start = sha256(b"terampil/stream/v1\0" + told(["n-1", "HQ", "0" * 32])).digest()
    end = sha256(b"terampil/chain/v1\0" + start + line).hexdigest()
    assert chain_all(stream_start("n-1", "HQ", "0" * 32), [change()]).hex() == end
    assert end == "7f28da4bed381829ca35611dbd55e63c8808d1cf362c4c111f3f8cc563d97dd1"


def test_the_chain_knows_every_part_of_a_line() -> None:
    seen = {line_digest(change())}
    for name in Change.__struct_fields__:
        if name not in {"salt", "set"}:
            other: Any = 99 if name in {"seq", "txn"} else "other"
            seen.add(line_digest(msgspec.structs.replace(change(), **{name: other})))
    seen.add(line_digest(change(salt="ff" * 16)))
    for told in ({}, {"name": (None, "Siti Aminah")}, {"name": ("x", None), "wage": (None, 1)}):
        seen.add(line_digest(change(set=told)))
    # A number is not its spelling, and nothing is not an empty text.
    seen.update(line_digest(change(set={"a": (None, new)})) for new in (1, "1", "", None))
    assert len(seen) == 1 + 9 + 1 + 3 + 4


def test_streams_and_orders_differ() -> None:
    start = stream_start("n-1", "HQ", "0" * 32)
    assert start != stream_start("n-1", "all", "0" * 32)
    one, two = change(1), change(2)
    assert chain_all(start, [one, two]) == chain(chain(start, line_digest(one)), line_digest(two))
    assert chain_all(start, [one, two]) != chain_all(start, [two, one])


@given(fields.filter(len), st.data())
def test_a_blanked_line_verifies_and_travels(
    told: dict[str, tuple[Any, Any]], data: st.DataObject
) -> None:
    whole = change(set=told)
    gone = data.draw(st.sets(st.sampled_from(sorted(told)), min_size=1))
    once = blank(whole, gone)
    twice = blank(once, set(told))
    for blanked in (once, twice, blank(once, gone)):
        assert line_digest(blanked) == line_digest(whole)
        assert sound(blanked)
        line = encode_line(blanked)
        assert decode_lines(batch(line[:-1]))[1] == [blanked]
    assert SALT not in encode_line(once).decode()
    assert all(isinstance(once.set[name], str) for name in gone)
    assert all(once.set[name] == told[name] for name in told.keys() - gone)


def test_a_blanked_value_cannot_be_guessed_from_its_line() -> None:
    blanked = blank(change(), {"wage"})
    assert isinstance(blanked.salt, dict)
    assert blanked.salt.keys() == {"name"}
    digest = blanked.set["wage"]
    for salt in blanked.salt.values():
        assert field_digest(salt, "wage", None, 4_500_000) != digest


@pytest.mark.parametrize("salts", [{}, {"name": "00"}, {"name": "0" * 32, "wage": "0" * 32}])
def test_salts_that_do_not_fit_are_refused(salts: dict[str, str]) -> None:
    told = blank(change(), {"wage"})
    line = encode_line(msgspec.structs.replace(told, salt=salts))[:-1]
    assert refused_code(batch(line)) == "E-TYPE"


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_refusal(noise: bytes) -> None:
    refused_code(noise)
    refused_code(batch(noise) if noise else noise)


@given(st.integers(0, len(LINE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_another_line_or_none(at: int, flip: int) -> None:
    changed = LINE[:at] + bytes([LINE[at] ^ flip]) + LINE[at + 1 :]
    try:
        _, (read,) = decode_lines(batch(changed))
    except Refusal as refusal:
        assert refusal.code == "E-TYPE"
    else:
        assert encode_line(read) == changed + b"\n"
        assert line_digest(read) != line_digest(change())


def test_infinity_is_no_value() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**msgspec.to_builtins(change()), "set": {"a": [None, math.inf]}}, Change)
