"""Words without drawing: for pipes, screen readers, NO_COLOR, and terminals that cannot draw."""

from __future__ import annotations

import os
import re
import sys
from typing import TextIO

_FRAMES = r"\x1b\[[0-9;]*m|[│╭╮╯╰]"
_DRAWN = r" *(?:[─-▟]|·{2,})(?:[─-▟ ]|·{2,})*"
"""Rules, bars full or empty, and blocks, with the room around them. Compiled when first asked for, as the frames."""
_SPOKEN = str.maketrans({"☑": "[x]", "☐": "[ ]", "⚑": "[!]"})


def can_draw(stream: TextIO) -> bool:
    """Whether a stream leads to a terminal whose cursor can be moved."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_plain() -> bool:
    """Whether standard output is read by a program, read out, or shown where nothing can or shall be drawn."""
    return not can_draw(sys.stdout) or bool(os.environ.get("NO_COLOR"))


def plainly(text: str) -> str:
    """The words of a drawn page: lines of drawing alone go, bars leave a gap, boxes to tick are written out."""
    said: list[str] = []
    for line in text.split("\n"):
        plain = spoken(re.sub(_DRAWN, "  ", re.sub(_FRAMES, _room, line)).rstrip())
        is_end = line.lstrip("\x1b[0123456789;m").startswith("╰") or not line.strip()
        if plain or (is_end and said and said[-1]):
            said.append(plain)
    return "\n".join(said) + "\n" * (text.endswith("\n") and bool(said) and bool(said[-1]))


def spoken(text: str) -> str:
    """The face's own signs in characters that every reader says."""
    return text.translate(_SPOKEN)


def _room(frame: re.Match[str]) -> str:
    """A space for the side of a frame; styles take no room."""
    return " " if len(frame[0]) == 1 else ""
