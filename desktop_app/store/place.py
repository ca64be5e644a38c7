"""Where a store lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """Where a store lies: a file with its key, or the URL of a server."""

    path: Path | None = None
    key: bytes | None = field(default=None, repr=False)
    url: str | None = field(default=None, repr=False)

    @property
    def server(self) -> bool:
        """Whether the store lies on a PostgreSQL server."""
        return self.url is not None
