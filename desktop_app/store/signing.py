"""Ed25519 seals: who made a piece of data, for one purpose only.

Every signature is made over ``domain NUL data``, so that a seal for one
purpose is worth nothing for another. Checking is strict: keys of low order or
in a second spelling are refused (libsodium's rules, and a point check).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from nacl.bindings import crypto_core_ed25519_is_valid_point
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

SEED_BYTES = 32
KEY_BYTES = 32
SIGNATURE_BYTES = 64


@dataclass(frozen=True)
class Signer:
    """Makes seals with one private Ed25519 seed (32 bytes)."""

    seed: bytes = field(repr=False)

    @cached_property
    def verify_key(self) -> bytes:
        """The public key (32 bytes) that the seals are checked with."""
        return bytes(SigningKey(self.seed).verify_key)

    def sign(self, domain: str, data: bytes) -> bytes:
        """The seal (64 bytes) of `data` for the purpose `domain` (``vokasi/batch/v1``)."""
        return SigningKey(self.seed).sign(_message(domain, data)).signature


def sound_key(verify_key: bytes) -> bool:
    """Whether `verify_key` is a canonical point of the main subgroup."""
    return len(verify_key) == KEY_BYTES and crypto_core_ed25519_is_valid_point(verify_key)


def verified(verify_key: bytes, domain: str, data: bytes, signature: bytes) -> bool:
    """Whether `signature` is the owner's seal of `data` for `domain`."""
    if len(signature) != SIGNATURE_BYTES or not sound_key(verify_key):
        return False
    try:
        VerifyKey(verify_key).verify(_message(domain, data), signature)
    except BadSignatureError:
        return False
    return True


def _message(domain: str, data: bytes) -> bytes:
    return domain.encode("ascii") + b"\0" + data
