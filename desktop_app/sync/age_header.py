"""A look at an age file's own header before anything is decrypted."""

from __future__ import annotations

import re

_MAGIC = b"age-encryption.org/v1\n"
_LARGEST = 1 << 20
_STANZA = re.compile(
    rb"-> (?P<type>[!-~]+)(?P<more>(?: [!-~]+)*)\n"
    rb"(?P<body>(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)"
)
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_ARGUMENT = re.compile(rb" [A-Za-z0-9+/]{43}")


def only_x25519(cipher: bytes) -> bool:
    """Whether `cipher` is binary age for X25519 recipients only.

    A passphrase stanza could keep this PC busy for hours; it is refused before
    any key is tried. The ``-grease`` stanzas that writers add mean nothing.
    """
    front = cipher[:_LARGEST]
    if not front.startswith(_MAGIC):
        return False
    at, recipients = len(_MAGIC), 0
    while stanza := _STANZA.match(front, at):
        kind = stanza["type"]
        if kind == b"X25519":
            if not _ARGUMENT.fullmatch(stanza["more"]):
                return False
            recipients += 1
        elif not kind.endswith(b"-grease"):
            return False
        at = stanza.end()
    return recipients > 0 and _MAC.match(front, at) is not None
