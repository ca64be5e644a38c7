"""How secrets are wrapped: a password becomes a key, a key seals a box. Ciphers load when used."""

from __future__ import annotations

import secrets
import unicodedata

import msgspec

KEY_BYTES = 32
SALT_BYTES = 16
MIB = 1 << 20
_NONCE_BYTES = 24


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of the file."""


class Kdf(Part, frozen=True):
    """How a password becomes a key: Argon2id, memory in bytes."""

    salt: bytes
    ops: int = 3
    memory: int = 64 * MIB

    @classmethod
    def fresh(cls) -> Kdf:
        return cls(secrets.token_bytes(SALT_BYTES))

    def key(self, password: str) -> bytes:
        """The key-wrapping key (32 bytes); about 0.1 s."""
        from nacl.pwhash import argon2id

        return argon2id.kdf(
            KEY_BYTES,
            unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"),
            self.salt,
            opslimit=self.ops,
            memlimit=self.memory,
        )


class Box(Part, frozen=True):
    """XChaCha20-Poly1305: a fresh nonce and the wrapped bytes with their tag."""

    nonce: bytes
    sealed: bytes

    @classmethod
    def around(cls, plain: bytes, bound: bytes, key: bytes) -> Box:
        """`plain` wrapped under `key`, unwrapped only beside the same `bound` bytes."""
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

        nonce = secrets.token_bytes(_NONCE_BYTES)
        return cls(nonce, crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key))

    def open(self, bound: bytes, key: bytes) -> bytes | None:
        """What is inside; None under another key or beside other bytes."""
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
        from nacl.exceptions import CryptoError

        if len(self.nonce) != _NONCE_BYTES:
            return None
        try:
            return crypto_aead_xchacha20poly1305_ietf_decrypt(self.sealed, bound, self.nonce, key)
        except (CryptoError, ValueError):
            return None


def bound(part: Part) -> bytes:
    """`part` as the bytes a box is bound to."""
    return type(part).__name__.encode() + b"\0" + encode(part)


def encode(part: Part) -> bytes:
    return msgspec.json.encode(part)
