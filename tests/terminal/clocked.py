"""The real program with a clock read from a file: `python -m tests.terminal.clocked CLOCK HOME SHIPPED words…`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from kgquiz.actions.world import World
from kgquiz.terminal.app import run


def clocked_world(clock: Path, home: Path, shipped: Path) -> World:
    """A world in which it is as many seconds after 1970 as the file says."""

    def seconds() -> float:
        return float(clock.read_text(encoding="ascii"))

    return World(home, shipped, lambda: datetime.fromtimestamp(seconds(), UTC), seconds, Random(1))


def set_clock(clock: Path, seconds: float) -> None:
    """Put in place whole, since the program may be reading."""
    new = clock.with_suffix(".new")
    new.write_text(str(seconds), encoding="ascii")
    new.replace(clock)


if __name__ == "__main__":
    clock, home, shipped = map(Path, sys.argv[1:4])
    sys.exit(run(sys.argv[4:], clocked_world(clock, home, shipped)))
