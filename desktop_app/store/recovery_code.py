"""The recovery code printed once: 160 random bits that a person can type.

Nine groups of four signs from an alphabet without look-alikes; the last group
is a checksum, so that a typing error is told apart from another office's code.
"""

from __future__ import annotations

import hashlib
import secrets

from desktop_app.errors import UserError
from desktop_app.i18n import N_

SECRET_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_BITS = 5
_GROUP = 4
_SIGNS = 36


def new_code() -> tuple[str, bytes]:
    """A fresh code as printed, and the secret it stands for."""
    secret = secrets.token_bytes(SECRET_BYTES)
    signs = _signs(secret)
    return "-".join(signs[n : n + _GROUP] for n in range(0, _SIGNS, _GROUP)), secret


def read_code(typed: str) -> bytes:
    """The secret of a typed code, whatever its case, dashes and blanks.

    Raises RECOVERY-TYPING when it cannot be a code as printed.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_LOOKALIKES)
    if len(signs) == _SIGNS and all(sign in _ALPHABET for sign in signs):
        number = 0
        for sign in signs[:-_GROUP]:
            number = number << _BITS | _ALPHABET.index(sign)
        secret = number.to_bytes(SECRET_BYTES, "big")
        if _signs(secret) == signs:
            return secret
    raise UserError(
        "RECOVERY-TYPING",
        N_("The recovery code was not typed as printed. It has nine groups of four characters."),
    )


def _signs(secret: bytes) -> str:
    check = hashlib.sha256(b"terampil/recovery" + secret).digest()
    number = int.from_bytes(secret, "big") << _GROUP * _BITS
    number |= int.from_bytes(check, "big") >> 256 - _GROUP * _BITS
    return "".join(
        _ALPHABET[number >> shift & 31] for shift in range(_BITS * (_SIGNS - 1), -1, -_BITS)
    )
