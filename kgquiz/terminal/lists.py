"""One rule for every option that takes several values: it is given again, or once with commas between them.

Only names of folders and of policies, which may hold a comma, are given again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_COMMA = r"\s*[,;]\s*"
_AFTER_PERCENT = r"(?<=[\d%])\s*[,;]\s*"
"""A person's name may hold a comma of its own; what she is given ends in a number."""


_WITH_COMMAS = frozenset({"policy"})
"""Options whose values hold commas of their own: they are given again instead."""


def takes_several(parameter: Any) -> bool:
    """Whether an option takes several values that commas may part; a path may hold a comma."""
    is_option = parameter.param_type_name == "option" and parameter.multiple
    return is_option and parameter.name not in _WITH_COMMAS and parameter.type_descriptor.annotation != list[Path]


def parted(parameter: Any, given: Iterable[str]) -> tuple[str, ...]:
    """The values of an option, those between commas each by itself; the name of a file that exists stays whole."""
    comma = _AFTER_PERCENT if "=" in (parameter.metavar or "") else _COMMA
    return tuple(one for text in given for one in _parts(text, comma))


def _parts(text: str, comma: str) -> list[str]:
    """What stands between commas; commas alone stay, to be refused as they are."""
    if _is_file(text):
        return [text]
    return [one for one in re.split(comma, text.strip()) if one] or [text]


def _is_file(text: str) -> bool:
    try:
        return "," in text and Path(text).is_file()
    except (OSError, ValueError):
        return False
