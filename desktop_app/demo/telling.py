"""How the journey speaks: numbered steps, and the files it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.i18n import translate


@dataclass
class Teller:
    """Says each step in the user's language and remembers every file made."""

    say: Callable[[str], None]
    files: list[Path] = field(default_factory=list)
    steps: int = 0

    def step(self, title: str) -> None:
        """Begin a step."""
        self.steps += 1
        self.say("")
        self.say(f"{self.steps}. {translate(title)}")

    def tell(self, text: str, **values: object) -> None:
        """Say one thing of the step."""
        self.say("   " + translate(text).format(**values))

    def made(self, path: Path) -> Path:
        """A file that the step leaves."""
        self.files.append(path)
        self.say(f"   → {path}")
        return path
