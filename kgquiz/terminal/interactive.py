"""Playing a flow where the person is: on the full screen, or line by line."""

from __future__ import annotations

import sys
from functools import partial
from typing import TextIO

from kgquiz.terminal.plainly import can_draw, spoken
from kgquiz.terminal.scene import Flow, T
from kgquiz.terminal.standard_input import read_line


def has_screen(*, plain: bool = False) -> bool:
    """Whether there is a terminal that can be drawn on, and the person wants that."""
    return not plain and sys.stdin.isatty() and can_draw(sys.stdout)


def play(flow: Flow[T], *, plain: bool, aside: bool = False) -> T:
    """Play a flow to its end; line by line on standard error where standard output is for a program (`aside`)."""
    if has_screen(plain=plain):
        from kgquiz.terminal.stage import Stage

        return Stage(flow).run()
    from kgquiz.terminal.lines import run_lines

    out = sys.stderr if aside and not sys.stdout.isatty() else sys.stdout
    return run_lines(flow, partial(_read_line, out), partial(_write, out))


def _read_line(out: TextIO) -> str | None:
    if sys.stdin.isatty():
        out.write("> ")
        out.flush()
    return read_line()


def _write(out: TextIO, text: str) -> None:
    out.write(spoken("".join(c for c in text if c == "\n" or c.isprintable())) + "\n")
    out.flush()
