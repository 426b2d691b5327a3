"""Playing a flow where the person is: on the full screen, or line by line."""

from __future__ import annotations

import os
import sys

from kgquiz.terminal.scene import Flow, T


def has_screen(*, plain: bool = False) -> bool:
    """Whether there is a terminal that can be drawn on, and the person wants that."""
    return not plain and sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def play(flow: Flow[T], *, plain: bool) -> T:
    """Play a flow to its end."""
    if has_screen(plain=plain):
        from kgquiz.terminal.stage import Stage

        return Stage(flow).run()
    from kgquiz.terminal.lines import run_lines

    return run_lines(flow, _read_line, _write)


def _read_line() -> str | None:
    if sys.stdin.isatty():
        sys.stdout.write("> ")
        sys.stdout.flush()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _write(text: str) -> None:
    sys.stdout.write("".join(c for c in text if c == "\n" or c.isprintable()) + "\n")
    sys.stdout.flush()
