"""A file of format 1 is read for ever, also by a reader written from the specification alone.

The second reader uses nothing of the program: `docs/batch-format.md`, the
standard library, and age, Zstandard and Ed25519 as anybody can get them.
"""

from __future__ import annotations

import hmac
import json
import struct
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
import zstandard
from nacl.signing import VerifyKey

from desktop_app.store.chain import chain_all, stream_start
from desktop_app.store.signing import Signer
from desktop_app.sync.envelope import chain_after, open_sealed
from desktop_app.sync.payload import decode_lines

GOLDEN = Path(__file__).parent.parent / "data" / "batches" / "format-1.vkb"
# Made for this file, used for nothing else.
IDENTITY = "AGE-SECRET-KEY-1GJZ0FFM26D4DHP4CYUYN7P3HVZUQ5XS44773GCUL7V262A5ZC6XSSY8P35"
SENDER = Signer(bytes(range(32)))
LINES = "579632870d828dfc3e10c41eaca55edfe29b29f6fe2c73e9b1d51caa624c26f2"


def test_the_program_reads_format_1() -> None:
    identity = pyrage.x25519.Identity.from_str(IDENTITY)
    opened = open_sealed(GOLDEN.read_bytes(), identity, lambda front: SENDER.verify_key)
    manifest, (first, second) = decode_lines(opened.payload)
    assert opened.header.sender.office == "B01"
    assert manifest.counts == {"worker": 2}
    assert manifest.acknowledgements[0].exceptions[0].code == "E-REF"
    assert first.set == {"name": (None, "Siti Aminah"), "wage": (None, 4_500_000)}
    assert second.set["name"] == ("Siti Aminah", 'Siti "Aminah" é\n')
    assert isinstance(second.set["note"], str)
    sender = opened.header.sender
    start = stream_start(sender.node, sender.audience, opened.header.epoch)
    assert chain_all(start, [first, second]).hex() == LINES


def told(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(line: dict[str, Any]) -> bytes:
    fields = {}
    for name, change in sorted(line["set"].items()):
        if isinstance(change, str):
            fields[name] = change
            continue
        salt = line["salt"]
        own = (
            hmac.digest(bytes.fromhex(salt), name.encode(), "sha256")[:16]
            if isinstance(salt, str)
            else bytes.fromhex(salt[name])
        )
        fields[name] = sha256(b"terampil/field/v1\0" + own + told([name, *change])).hexdigest()
    keys = ("seq", "txn", "at", "by", "role", "why", "rec", "id", "do")
    return sha256(b"terampil/line/v1\0" + told([[line[key] for key in keys], fields])).digest()


def test_a_reader_from_the_specification_reads_format_1() -> None:
    file = GOLDEN.read_bytes()
    assert file[:4] == b"VKB1"
    end = 8 + struct.unpack(">I", file[4:8])[0]
    header = json.loads(file[8:end])
    assert told(header) == file[8:end]
    cipher = file[end : end + header["length"]]
    seal = file[end + header["length"] :]
    assert sha256(cipher).hexdigest() == header["sha256"]
    VerifyKey(SENDER.verify_key).verify(
        b"vokasi/batch/v1\0" + file[:end] + sha256(cipher).digest(), seal
    )
    key = sha256(b"vokasi/key/v1\0" + SENDER.verify_key).hexdigest()[:16]
    assert header["signed_by"] == key

    identity = pyrage.x25519.Identity.from_str(IDENTITY)
    plain = zstandard.ZstdDecompressor().decompress(pyrage.decrypt(cipher, [identity]))
    manifest, *lines = map(json.loads, plain.splitlines())
    bare = told({**header, "length": 0, "sha256": ""})
    assert manifest["header"] == sha256(b"vokasi/header/v1\0" + bare).hexdigest()
    assert [told(line) for line in (manifest, *lines)] == plain[:-1].split(b"\n")

    stream = [header["from"]["node"], header["from"]["audience"], header["epoch"]]
    chain = sha256(b"terampil/stream/v1\0" + told(stream)).digest()
    for line in lines:
        chain = sha256(b"terampil/chain/v1\0" + chain + digest_of(line)).digest()
    assert chain.hex() == LINES

    opened = open_sealed(file, identity, lambda front: SENDER.verify_key)
    place = bytes.fromhex(header["epoch"]) + struct.pack(">Q", header["batch_no"])
    whole = b"VKB1" + place + bytes.fromhex(header["previous"]) + sha256(file[8:end]).digest()
    assert chain_after(opened.header) == sha256(whole).hexdigest()
