"""Two pieces of work in turn, A B A B, and how much slower the first is."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Ours against a floor: medians in seconds, and the median of the pairs' ratios."""

    name: str
    ours: float
    floor: float
    ratio: float
    least: float
    most: float
    aim: float | None = None

    def __str__(self) -> str:
        aim = f"   aim {self.aim:.2f}" if self.aim else ""
        return (
            f"{self.name:<58} {self.ours * 1000:>9.2f} ms  {self.floor * 1000:>9.2f} ms  "
            f"{self.ratio:>6.2f} ({self.least:.2f}-{self.most:.2f}){aim}"
        )


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, by the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(
    name: str,
    ours: Callable[[], float],
    floor: Callable[[], float],
    *,
    rounds: int = 5,
    aim: float | None = None,
) -> Ratio:
    """Measure both in turn; each tells its own seconds. The first pair is a warm-up."""
    pairs = [(ours(), floor()) for _round in range(rounds + 1)][1:]
    ratios = [a / b for a, b in pairs]
    return Ratio(
        name,
        statistics.median(a for a, _b in pairs),
        statistics.median(b for _a, b in pairs),
        statistics.median(ratios),
        min(ratios),
        max(ratios),
        aim,
    )
