"""Anki's sentences with blanks: `{{c1::answer::hint}}`, one within another too."""

from __future__ import annotations

import re
from collections.abc import Callable

from kgquiz.cards.cloze import CUE

_INNERMOST = re.compile(r"\{\{c(\d{1,4})(?:,\d{1,4})*::((?:(?!\}\}|\{\{c\d)[\s\S])*)\}\}")
"""A deletion with none in it. It looks no further than to the next braces, so that no text takes long."""
_DEEPEST = 8
"""So deep Anki reads them too."""
_OPEN, _CLOSE = "\U000f00f2", "\U000f00f3"
"""Hold the place of braces while others are looked for; characters that nobody uses."""


def has_blanks(text: str) -> bool:
    """Whether there is a deletion."""
    return _INNERMOST.search(text) is not None


def opened(text: str, blank: Callable[[int, str], str | None]) -> str:
    """The text with each deletion as `{{what blank says}}`, or filled in where it says None; a hint stays as its cue.

    `blank` is given the deletion's number and its answer; of a blank in a blank the outer one stays.
    """

    def shown(found: re.Match[str]) -> str:
        answer, _, hint = found[2].partition(CUE)
        told = blank(int(found[1]), _closed(answer))
        if told is None:
            return answer
        cue = CUE + _closed(hint) if hint.strip() else ""
        return f"{_OPEN}{told}{cue}{_CLOSE}"

    for _ in range(_DEEPEST):
        text, count = _INNERMOST.subn(shown, text)
        if not count:
            break
    return text.replace(_OPEN, "{{").replace(_CLOSE, "}}")


def _closed(answer: str) -> str:
    return answer.replace(_OPEN, "").replace(_CLOSE, "")
