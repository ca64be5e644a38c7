"""The strings of ``tests/data/naughty_strings.txt``, for every way that text can go."""

from __future__ import annotations

import re
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "naughty_strings.txt"
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([nrt\\'\"]))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t"}


def _plain(line: str) -> str:
    def one(match: re.Match[str]) -> str:
        number = match[1] or match[2] or match[3]
        return chr(int(number, 16)) if number else _PLAIN.get(match[4], match[4])

    return _ESCAPE.sub(one, line)


NAUGHTY = tuple(
    dict.fromkeys(
        _plain(line)
        for line in _FILE.read_text("utf-8").split("\n")
        if line and not line.startswith("# ")
    )
)
"""All of them."""
