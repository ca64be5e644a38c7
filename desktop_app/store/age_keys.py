"""age identities made from a key of one's own, so that none has to be kept beside it."""

from __future__ import annotations

from collections.abc import Iterable

import pyrage

_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_HUMAN = "age-secret-key-"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def identity_from(secret: bytes) -> pyrage.x25519.Identity:
    """The X25519 identity whose secret is `secret` (32 bytes)."""
    if len(secret) != 32:
        raise ValueError("32 bytes expected")
    return pyrage.x25519.Identity.from_str(_bech32(secret).upper())


def _bech32(secret: bytes) -> str:
    """`secret` as age writes an identity (BIP 173)."""
    number = int.from_bytes(secret, "big") << 4
    data = [number >> (5 * i) & 31 for i in reversed(range(52))]
    high, low = [ord(c) >> 5 for c in _HUMAN], [ord(c) & 31 for c in _HUMAN]
    rest = _polymod([*high, 0, *low, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    check = [rest >> (5 * (5 - i)) & 31 for i in range(6)]
    return f"{_HUMAN}1{''.join(_SIGNS[i] for i in [*data, *check])}"


def _polymod(values: Iterable[int]) -> int:
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            rest ^= generator if top >> bit & 1 else 0
    return rest
