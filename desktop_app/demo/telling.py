"""How the journey speaks: numbered steps, who does what and why, and the files it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap

from desktop_app.i18n import translate

_WIDTH = 92
"""Signs in a line of the story."""


@dataclass
class Teller:
    """Says each step in the user's language and remembers every file made."""

    say: Callable[[str], None]
    files: list[Path] = field(default_factory=list)
    steps: int = 0

    def step(self, title: str, story: str) -> None:
        """Begin a step: its title, and who does what in it and why."""
        self.steps += 1
        self.say("")
        self.say(f"{self.steps}. {translate(title)}")
        for line in wrap(translate(story), _WIDTH):
            self.say(f"   {line}")

    def tell(self, text: str, **values: object) -> None:
        """Say one thing that comes of the step."""
        self.say("   · " + translate(text).format(**values))

    def made(self, path: Path) -> Path:
        """A file that the step leaves."""
        self.files.append(path)
        self.say(f"   → {path}")
        return path
