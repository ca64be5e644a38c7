"""A sealed file opens for those it is meant for, as it was sealed, or not at all."""

from __future__ import annotations

import hashlib
import random
import struct
import time
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from pyrage.x25519 import Identity

from desktop_app.store.signing import Signer
from desktop_app.sync import canonical, documents, envelope
from desktop_app.sync.age_header import only_x25519
from desktop_app.sync.compression import compress, inflate
from desktop_app.sync.documents import claimed_key, document_kind, open_document, sign_document
from desktop_app.sync.envelope import (
    CHAIN_START,
    DOMAIN,
    MAGIC,
    Header,
    Parent,
    Sender,
    chain_after,
    file_name,
    key_id,
    key_ids,
    open_sealed,
    read_header,
    seal,
)
from desktop_app.sync.refusals import SENTENCES, Refusal

BRANCH = Signer(bytes(range(32)))
COLLEAGUE = Signer(bytes(range(1, 33)))
HQ, ESCROW, STRANGER = Identity.generate(), Identity.generate(), Identity.generate()
TO_HQ = [str(HQ.to_public()), str(ESCROW.to_public())]
NODE, OTHER_NODE = "3f2a" * 8, "77aa" * 8


def header(signer: Signer = BRANCH, recipients: list[str] = TO_HQ, **other: Any) -> Header:
    node = NODE if signer is BRANCH else OTHER_NODE
    told: dict[str, Any] = {
        "sender": Sender("B01", node, "HQ"),
        "to": "HQ",
        "signed_by": key_id(signer.verify_key),
        "keys": key_ids(recipients),
        "epoch": "91c0" * 8,
        "batch_no": 12,
        "previous": CHAIN_START,
        "schema": 1,
    }
    return Header(**told | other)


def payload(front: Header, rest: bytes = b"") -> bytes:
    return msgspec.json.encode({"header": front.binding()}) + b"\n" + rest


def sealed(rest: bytes = b"", **other: Any) -> bytes:
    front = header(**other)
    return seal(front, payload(front, rest), BRANCH, TO_HQ)


def forge(cipher: bytes, front: Header | None = None, signer: Signer = BRANCH) -> bytes:
    """What an enrolled attacker can make: any ciphertext, with a seal that holds."""
    digest = hashlib.sha256(cipher).digest()
    told = msgspec.structs.replace(front or header(), length=len(cipher), sha256=digest.hex())
    return forge_raw(canonical.encode(told), cipher, signer)


def forge_raw(told: bytes, cipher: bytes, signer: Signer = BRANCH) -> bytes:
    front = MAGIC + struct.pack(">I", len(told)) + told
    return front + cipher + signer.sign(DOMAIN, front + hashlib.sha256(cipher).digest())


def encrypted(plain: bytes) -> bytes:
    return pyrage.encrypt(plain, [HQ.to_public()])


def enrolled(front: Header) -> bytes | None:
    keys = {NODE: BRANCH.verify_key, OTHER_NODE: COLLEAGUE.verify_key}
    return keys.get(front.sender.node)


def refused_code(data: bytes, identity: Identity = HQ) -> str:
    with pytest.raises(Refusal) as refused:
        open_sealed(data, identity, enrolled)
    assert str(refused.value)
    return refused.value.code


def parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Front with header, ciphertext, signature."""
    end = 8 + struct.unpack_from(">I", data, 4)[0]
    return data[:end], data[end:-64], data[-64:]


FILE = sealed(b"what the branch has to say")


@given(st.binary(max_size=2000))
def test_what_was_sealed_is_opened(rest: bytes) -> None:
    front = header()
    data = seal(front, [payload(front), rest], BRANCH, TO_HQ)
    for identity in (HQ, ESCROW):
        opened = open_sealed(data, identity, enrolled)
        assert opened.payload == payload(front, rest)
        assert opened.header.binding() == front.binding()


def test_the_header_is_read_without_any_key(tmp_path: Path) -> None:
    path = tmp_path / "renamed by mail.bin"
    path.write_bytes(FILE)
    assert read_header(path) == read_header(FILE)
    assert file_name(read_header(path)) == "VK_B01_3f2a_91c0_00000012.vkb"
    assert file_name(header(part=2, parts=3)) == "VK_B01_3f2a_91c0_00000012-2of3.vkb"


def test_a_file_cut_anywhere_is_incomplete() -> None:
    for at in range(len(FILE)):
        assert refused_code(FILE[:at]) == "E-TRUNC"
    assert refused_code(FILE + b"x") == "E-TRUNC"


def test_every_flipped_byte_is_noticed() -> None:
    chance = random.Random(1)
    for at in range(len(FILE)):
        flipped = FILE[:at] + bytes([FILE[at] ^ chance.randrange(1, 256)]) + FILE[at + 1 :]
        refused_code(flipped)


def test_mutations_of_every_region_are_refused() -> None:
    chance = random.Random(2)
    regions = [(0, 4), (4, 8)]
    front, cipher, _ = parts(FILE)
    regions += [(8, len(front)), (len(front), len(front) + 200)]
    regions += [(len(front) + 200, len(FILE) - 64), (len(FILE) - 64, len(FILE))]
    assert len(cipher) > 200
    for n in range(300):
        start, end = regions[n % len(regions)]
        a, b = sorted((chance.randrange(start, end), chance.randrange(start, end + 1)))
        noise = chance.randbytes(max(1, b - a))
        mutated = chance.choice(
            [
                FILE[:a] + noise + FILE[b:],
                FILE[:a] + FILE[b + 1 :],
                FILE[:b] + noise + FILE[b:],
                FILE[:b] + FILE[a : b + 1] + FILE[b:],
                FILE[:a] + bytes(max(1, b - a)) + FILE[b:],
                FILE[:a] + FILE[a : b + 1][::-1] + FILE[b + 1 :],
            ]
        )
        if mutated != FILE:
            refused_code(mutated)


def test_two_valid_files_cannot_be_spliced() -> None:
    one, two = parts(sealed(b"one", batch_no=1)), parts(sealed(b"two", batch_no=2))
    for take in range(1, 7):
        mixed = b"".join((two if take >> n & 1 else one)[n] for n in range(3))
        assert refused_code(mixed) in {"E-SIG", "E-TRUNC"}


def test_another_node_cannot_put_its_seal_on_a_file() -> None:
    front, cipher, _ = parts(FILE)
    digest = hashlib.sha256(cipher).digest()
    assert refused_code(front + cipher + COLLEAGUE.sign(DOMAIN, front + digest)) == "E-SIG"
    assert refused_code(forge(cipher, header(COLLEAGUE), COLLEAGUE)) == "E-SIG"
    named = header(COLLEAGUE, sender=header().sender)
    assert refused_code(forge(cipher, named, COLLEAGUE)) == "E-SIG"


def test_a_seal_for_another_purpose_is_worth_nothing() -> None:
    front, cipher, _ = parts(FILE)
    digest = hashlib.sha256(cipher).digest()
    for domain in ("vokasi/batch/v2", "vokasi/certificate/v1", ""):
        assert refused_code(front + cipher + BRANCH.sign(domain, front + digest)) == "E-SIG"


def test_the_sender_cannot_move_its_own_ciphertext_to_another_place() -> None:
    _, cipher, _ = parts(FILE)
    for other in ({"batch_no": 13}, {"epoch": "0" * 32}, {"to": "B02"}, {"previous": "1" * 64}):
        assert refused_code(forge(cipher, header(**other))) == "E-SIG"
    assert open_sealed(forge(cipher), HQ, enrolled).payload


def test_a_header_that_lies_about_the_content_is_refused() -> None:
    _, cipher, _ = parts(FILE)
    told = msgspec.structs.replace(header(), length=len(cipher), sha256="0" * 64)
    assert refused_code(forge_raw(canonical.encode(told), cipher)) == "E-SIG"
    told = msgspec.structs.replace(read_header(FILE), signed_by="0" * 16)
    assert refused_code(forge_raw(canonical.encode(told), cipher)) == "E-SIG"


def test_unknown_and_revoked_computers() -> None:
    with pytest.raises(Refusal) as refused:
        open_sealed(FILE, HQ, lambda front: None)
    assert refused.value.code == "E-KEY-REVOKED"


def test_a_key_of_low_order_seals_nothing() -> None:
    zero = (1).to_bytes(32, "little")
    front = header(signed_by=key_id(zero))
    _, cipher, _ = parts(seal(header(), payload(header()), BRANCH, TO_HQ))
    told = msgspec.structs.replace(
        front, length=len(cipher), sha256=hashlib.sha256(cipher).hexdigest()
    )
    data = forge_raw(canonical.encode(told), cipher)[:-64] + zero + bytes(32)
    with pytest.raises(Refusal) as refused:
        open_sealed(data, HQ, lambda _: zero)
    assert refused.value.code == "E-SIG"


def test_files_for_others_are_told_apart() -> None:
    assert refused_code(FILE, STRANGER) == "E-NOT-FOR-ME"
    many = [str(Identity.generate().to_public()) for _ in range(64)] + [TO_HQ[0]]
    front = header(recipients=many)
    assert front.keys == ()
    data = seal(front, payload(front), BRANCH, many)
    assert open_sealed(data, HQ, enrolled).header.batch_no == 12
    assert refused_code(data, STRANGER) == "E-NOT-FOR-ME"


def test_a_passphrase_is_never_tried() -> None:
    began = time.monotonic()
    cipher = pyrage.passphrase.encrypt(b"x", "secret")
    made = time.monotonic() - began
    slow = cipher.replace(b"-> scrypt", b"-> scrypt", 1)
    slow = slow[: slow.index(b"\n", 30)][:-2] + b"30" + slow[slow.index(b"\n", 30) :]
    mixed = encrypted(b"x").replace(b"-> X25519", cipher[22 : cipher.index(b"---")] + b"-> X25519")
    assert only_x25519(encrypted(b"x"))
    for file in (cipher, slow, mixed):
        assert not only_x25519(file)
        assert refused_code(forge(file)) == "E-TYPE"
    assert time.monotonic() - began - made < 1


@pytest.mark.parametrize(
    "cipher",
    [
        b"",
        b"age-encryption.org/v1\n",
        b"age-encryption.org/v2\n-> X25519 x\n",
        pyrage.encrypt(b"x", [HQ.to_public()], armored=True),
        encrypted(b"x").replace(b"-> X25519", b"-> ssh-ed25519", 1),
        encrypted(b"x").replace(b"-> X25519 ", b"-> X25519 more ", 1),
        encrypted(b"x").replace(b"age-encryption.org/v1\n", b"age-encryption.org/v1\n-> a b\n\n"),
        encrypted(b"x")[:-1],
        encrypted(b"not compressed"),
        encrypted(compress(b"whole") + b"trailing"),
        encrypted(compress(b"one") + compress(b"two")),
        encrypted(compress(b"whole")[:-1]),
        encrypted(compress(b"")),
        encrypted(zstandard.ZstdCompressor(write_checksum=False).compress(b"x")),
        encrypted(zstandard.ZstdCompressor(write_content_size=False).compress(b"x")),
    ],
)
def test_sealed_rubbish_is_refused(cipher: bytes) -> None:
    assert refused_code(forge(cipher)) == "E-TYPE"


@pytest.mark.parametrize("plain", [b"\n", b"{}\n", b"no manifest", b'{"header":"0"}\n'])
def test_a_payload_without_its_header_is_refused(plain: bytes) -> None:
    assert refused_code(forge(encrypted(compress(plain)))) == "E-SIG"


def bomb(size: int, **parameters: Any) -> bytes:
    maker = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(write_checksum=True, **parameters)
    ).compressobj(size=size)
    block = bytes(1 << 20)
    return b"".join(maker.compress(block) for _ in range(size >> 20)) + maker.flush()


def test_bombs_do_not_go_off() -> None:
    assert refused_code(forge(encrypted(bomb(513 << 20)))) == "E-BOMB"
    with pytest.raises(Refusal) as refused:
        inflate(bomb(16 << 20, window_log=24))
    assert refused.value.code == "E-BOMB"


def test_a_frame_that_lies_about_its_size_is_refused() -> None:
    honest = bomb(16 << 20)
    place = honest.index(struct.pack("<I", 16 << 20))
    for size in (0, 1, (16 << 20) - 1, (16 << 20) + 1, 511 << 20):
        liar = honest[:place] + struct.pack("<I", size) + honest[place + 4 :]
        with pytest.raises(Refusal) as refused:
            inflate(liar)
        assert refused.value.code == "E-TYPE"


def test_large_payloads_fit_through_the_own_bounds() -> None:
    plain = random.Random(3).randbytes(12 << 20) + bytes(12 << 20)
    assert inflate(compress(plain)) == plain


def test_a_file_beyond_64_mib_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.vkb"
    path.write_bytes(FILE)
    with path.open("r+b") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(Refusal) as refused:
        read_header(path)
    assert refused.value.code == "E-BOMB"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b'"batch_no":12', b'"batch_no":0'),
        (b'"batch_no":12', b'"batch_no":12.0'),
        (b'"batch_no":12', b'"batch_no":12,"batch_no":12'),
        (b'"batch_no":12', b'"batch_no":9223372036854775808'),
        (b'"batch_no":12', b'"batch_no": 12'),
        (b'"batch_no":12', b'"batch_no":12,"unknown":1'),
        (b'"part":1,"parts":1', b'"part":2,"parts":1'),
        (b'"to":"HQ"', b'"to":"../../HQ"'),
        (b'"to":"HQ"', b'"to":"HQ\\n"'),
        (b'"to":"HQ"', b'"to":"H\\u0051"'),
        (b'"more":{}', b'"more":{"a":"\\u0000"}'),
        (b'"more":{}', b'"more":{"a":[]}'),
        (b'"more":{}', b'"more":{"a":' + b"[" * 2000),
        (b'"more":{}', b'"more":{"b":1,"a":1}'),
        (b'"more":{}', b'"more":{"a":"\xff"}'),
    ],
)
def test_headers_have_one_spelling(was: bytes, now: bytes) -> None:
    front, cipher, _ = parts(FILE)
    told = front[8:]
    assert was in told
    assert refused_code(forge_raw(told.replace(was, now, 1), cipher)) == "E-TYPE"


def test_lengths_that_cannot_be() -> None:
    assert refused_code(MAGIC + b"\xff\xff\xff\xff" + FILE[8:]) == "E-TYPE"
    assert refused_code(MAGIC + struct.pack(">I", 4097) + FILE[8:]) == "E-TYPE"
    assert refused_code(b"PK\x03\x04" + FILE[4:]) == "E-TYPE"
    assert refused_code(MAGIC + bytes(4) + FILE[8:]) == "E-TYPE"


def test_later_formats_are_read_while_they_allow_it() -> None:
    later = sealed(format=2, more={"weather": "rain"})
    assert open_sealed(later, HQ, enrolled).header.more == {"weather": "rain"}
    told = b'{"format":3,"min_reader_format":2,"whatever":[1.5]}'
    assert refused_code(forge_raw(told, b"")) == "E-FLOOR"


def test_the_chain_is_that_of_the_specification() -> None:
    front = read_header(FILE)
    raw = parts(FILE)[0][8:]
    told = MAGIC + bytes.fromhex(front.epoch) + (12).to_bytes(8, "big") + bytes(32)
    whole = told + hashlib.sha256(raw).digest()
    assert chain_after(front) == hashlib.sha256(whole).hexdigest()
    second = read_header(sealed(part=2, parts=2))
    whole += bytes.fromhex(second.digest())
    assert chain_after(front, second) == hashlib.sha256(whole).hexdigest()


def test_a_parent_is_named_by_a_new_epoch() -> None:
    parent = Parent("0" * 32, 41, "restored")
    assert open_sealed(sealed(parent=parent), HQ, enrolled).header.parent == parent


def test_what_would_be_refused_is_not_sealed() -> None:
    front = header()
    good = payload(front)
    for wrong in (
        (front, good, COLLEAGUE, TO_HQ),
        (front, good, BRANCH, TO_HQ[:1]),
        (front, payload(header(batch_no=13)), BRANCH, TO_HQ),
        (front, b"", BRANCH, TO_HQ),
    ):
        with pytest.raises(ValueError):
            seal(*wrong)
    wide = header(more={"x": "y" * 4096})
    with pytest.raises(ValueError):
        seal(wide, payload(wide), BRANCH, TO_HQ)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_end_in_a_refusal(noise: bytes, begins_well: bool) -> None:
    refused_code(MAGIC + noise if begins_well else noise)


def test_every_refusal_has_its_sentence() -> None:
    for code in ("E-TRUNC", "E-KEY-REVOKED", "E-FORK", "E-EPOCH", "E-GAP", "E-FLOOR"):
        assert Refusal(code).message == SENTENCES[code]
    assert len(SENTENCES) == len(set(SENTENCES.values())) == 10


class Invitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    office: str
    nonce: str
    limit: int | None = None


PAPER = sign_document("invitation", Invitation("B01", "x" * 32), BRANCH)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_papers_are_read_as_written(text: str) -> None:
    body = Invitation(text, "n", 3)
    paper = sign_document("invitation", body, BRANCH)
    assert open_document(paper, "invitation", Invitation, BRANCH.verify_key) == body
    assert document_kind(paper) == "invitation"
    assert claimed_key(paper) == BRANCH.verify_key


def paper_code(data: bytes, kind: str = "invitation", key: bytes = BRANCH.verify_key) -> str:
    with pytest.raises(Refusal) as refused:
        open_document(data, kind, Invitation, key)
    return refused.value.code


def test_every_flipped_byte_and_cut_of_a_paper_is_noticed() -> None:
    for at in range(len(PAPER)):
        assert paper_code(PAPER[:at]) in {"E-TRUNC", "E-TYPE"}
        for bit in range(8):
            paper_code(PAPER[:at] + bytes([PAPER[at] ^ 1 << bit]) + PAPER[at + 1 :])


def test_papers_are_of_one_kind_and_under_one_key() -> None:
    assert paper_code(PAPER, "certificate") == "E-TYPE"
    renamed = PAPER.replace(b"invitation", b"certificate")
    assert paper_code(renamed, "certificate") == "E-SIG"
    assert paper_code(PAPER, key=COLLEAGUE.verify_key) == "E-SIG"
    foreign = PAPER.replace(BRANCH.verify_key.hex().encode(), COLLEAGUE.verify_key.hex().encode())
    assert paper_code(foreign) == "E-SIG"
    assert paper_code(foreign, key=COLLEAGUE.verify_key) == "E-SIG"


def test_papers_of_later_formats_and_other_sizes() -> None:
    assert paper_code(PAPER.replace(b'"format":1', b'"format":2')) == "E-FLOOR"
    assert paper_code(b" " * (documents.LARGEST + 1)) == "E-BOMB"
    deep = b'{"vokasi":"invitation","format":1,"body":' + b"[" * 100_000 + b"}\n"
    assert paper_code(deep) == "E-TYPE"


class Wider(msgspec.Struct):
    office: str
    nonce: str
    limit: int | None = None
    more: int = 1


def test_a_well_sealed_paper_with_other_fields_is_refused() -> None:
    assert paper_code(sign_document("invitation", Wider("B01", "n"), BRANCH)) == "E-TYPE"


def test_the_limits_are_those_of_the_specification() -> None:
    assert (envelope.LARGEST_FILE, envelope.LARGEST_HEADER) == (64 << 20, 4096)
