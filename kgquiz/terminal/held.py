"""What no line may end at: the space of `80 %`, of `7 min` and a no-break space hold while lines are broken."""

from __future__ import annotations

import re

_HELD, _HELD_BEFORE = "\ufdd0", "\ufdd1"
"""Code points that stand for nothing, one column wide: a space, and a no-break space, while lines are broken."""
_SET_FREE = str.maketrans({_HELD: " ", _HELD_BEFORE: "\u00a0"})


_AFTER_A_FIGURE = r"(?<=\d) (?=%|(?:min|s|мүн|сек|мин|с|kB|MB|КБ|МБ)\b)"


def held_together(text: str) -> str:
    """A text whose figures and units hold together, until `set_free` gives them their spaces back."""
    return re.sub(_AFTER_A_FIGURE, _HELD, text).replace("\u00a0", _HELD_BEFORE)


def set_free(text: str) -> str:
    """The text with its spaces."""
    return text.translate(_SET_FREE)
