"""What a notice is; who tells which ones stands in `notices` and beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST = 50
"""Notices of one source; who has more waiting sees them on the page."""


@dataclass(frozen=True)
class Notice:
    """One thing to be told: `page` and `what` lead to where it is dealt with."""

    key: str
    """The same for the same cause; another key is unread again."""
    text: str
    """In the current language."""
    page: str
    what: Mapping[str, object] = field(default_factory=dict)
    icon: str = "bell"
    read: bool = False
