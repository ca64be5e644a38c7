"""zstd with a bound on what comes out and on the memory it takes."""

from __future__ import annotations

import zstandard

from desktop_app.sync.refusals import Refusal

LARGEST_PAYLOAD = 512 << 20
LARGEST_WINDOW = 8 << 20
_LEVEL = 6


def compress(plain: bytes) -> bytes:
    """One frame that tells its size and ends with a checksum."""
    return zstandard.ZstdCompressor(
        level=_LEVEL, write_checksum=True, write_content_size=True
    ).compress(plain)


def inflate(data: bytes, largest: int = LARGEST_PAYLOAD) -> bytes:
    """What is in the one frame `data`. Raises E-BOMB beyond the bounds, else E-TYPE."""
    try:
        frame = zstandard.get_frame_parameters(data)
        # Size 0 would be believed without a look at the rest; no payload is empty.
        if frame.content_size in (0, zstandard.CONTENTSIZE_UNKNOWN) or not frame.has_checksum:
            raise Refusal("E-TYPE", "zstd frame")
        if frame.content_size > largest or frame.window_size > LARGEST_WINDOW:
            raise Refusal("E-BOMB", "zstd frame")
        plain = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).decompress(
            data, max_output_size=largest, read_across_frames=False, allow_extra_data=False
        )
    except (zstandard.ZstdError, MemoryError) as error:
        raise Refusal("E-TYPE", "zstd") from error
    if len(plain) != frame.content_size:
        raise Refusal("E-TYPE", "zstd length")
    return plain
