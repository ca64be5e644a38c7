"""JSON that has exactly one spelling.

What is read must equal what this program would have written: that catches
doubled and dropped keys, floats, other escapes and blanks in one comparison.
"""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from desktop_app.sync.refusals import Refusal

T = TypeVar("T", bound=msgspec.Struct)

_encoder = msgspec.json.Encoder(order="deterministic")
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What the decoder raises for bytes that are not the JSON expected."""

encode = _encoder.encode
encode_lines = _encoder.encode_lines


def refuse_nul(raw: bytes, where: str) -> None:
    """Raises E-TYPE if a text in `raw` has a NUL, which no database keeps."""
    if b"\\u0000" in raw and _NUL.search(raw):
        raise Refusal("E-TYPE", f"{where}: NUL")


def read(raw: bytes, kind: type[T], where: str) -> T:
    """`raw` as `kind`. Raises E-TYPE unless it is in the one spelling."""
    refuse_nul(raw, where)
    try:
        value = msgspec.json.decode(raw, type=kind)
    except FAULTS as error:
        raise Refusal("E-TYPE", f"{where}: {type(error).__name__}") from error
    if encode(value) != raw:
        raise Refusal("E-TYPE", f"{where}: not canonical")
    return value
