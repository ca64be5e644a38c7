"""How long work tells where it is and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with steps done and steps in all; raises `Cancelled` to stop.

    `total` is 0 while it is not known.
    """

    def __call__(self, done: int, total: int) -> None: ...


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""
