"""``python -m benchmarks [NAME ...]``: those of `NAMES`, or all."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "start",
    "save",
    "keystroke",
    "batch",
    "tables",
    "palette",
    "importing",
    "certificates",
    "indicators",
)


def main(wanted: list[str]) -> None:
    """Run the benchmarks named, or all, and print one line a ratio."""
    print(f"{'':<58} {'ours':>12}  {'floor':>12}  ratio")
    for name in wanted or NAMES:
        for ratio in import_module(f"benchmarks.{name}").run():
            print(ratio, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
