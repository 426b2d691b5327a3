"""Text that is not ours, made safe to show: what would steer the terminal or cannot be seen is spelt out."""

from __future__ import annotations

import unicodedata

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    r"""The text with control, direction, zero-width and undecodable characters as escapes (`\x1b`); line ends stay."""
    if text.isprintable():  # nearly all is, and asking letter by letter takes long
        return text
    return "".join(
        one.encode("unicode_escape").decode("ascii") if one != "\n" and unicodedata.category(one) in _STEERING else one
        for one in text
    )
