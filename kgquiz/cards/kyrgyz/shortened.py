"""Shortened words of office speech, spelled in full beside the answer they may stand for.

Initials (ЖӨБдүн, м. а.), words clipped before a dot (мун. кызмат) and clipped before a noun (мамкызмат).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from kgquiz.cards.kyrgyz.letters import fold
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.stems import same_noun

_CLIPPED = {
    "мам": "мамлекеттик",
    "мун": "муниципалдык",
    "адм": "административдик",
    "соц": "социалдык",
    "респ": "республикалык",
    "жерг": "жергиликтүү",
    "конст": "конституциялык",
}
"""What is clipped before a noun, or before a dot."""
_BEFORE_A_NOUN = 3
_BEFORE_A_DOT = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,6})\.")
_DOT_OR_CAPITALS = re.compile(r"\.|[А-ЯЁӨҮҢ]{2}")
_MAY_BE_CLIPPED = re.compile("|".join(_CLIPPED))
_FEWEST_INITIALS = 2
_SPEAK_ALONE = 3
"""Fewer initials without any word beside them may stand for too much."""


def spelled_in_full(typed: Reading, expected: Reading) -> tuple[str, bool] | None:
    """The typed text with what is short for words of the expected one in full; and whether that is in doubt."""
    if not (_DOT_OR_CAPITALS.search(typed.raw) or _MAY_BE_CLIPPED.search(typed.raw.casefold())):
        return None
    dotted = frozenset(match[1].casefold() for match in _BEFORE_A_DOT.finditer(typed.raw))
    pieces = list(_pieces(typed, expected, dotted))
    if all(full == short for short, full in pieces):
        return None
    alone = len(pieces) == 1 and len(pieces[0][0]) < _SPEAK_ALONE
    return " ".join(full for _, full in pieces), alone and not dotted


def _pieces(typed: Reading, expected: Reading, dotted: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every word as typed and as it is in full; single letters before dots go together."""
    at = 0
    while at < len(typed.tokens):
        run = at
        while run < len(typed.tokens) and len(typed.tokens[run]) == 1 and typed.tokens[run] in dotted:
            run += 1
        letters = "".join(typed.tokens[at:run])
        if len(letters) >= _FEWEST_INITIALS and (full := _by_initials(letters, expected)):
            yield letters, full
            at = run
        else:
            shown = typed.shown[at]
            yield shown, _in_full(typed.tokens[at], shown, expected, dotted) or shown
            at += 1


def _in_full(token: str, shown: str, expected: Reading, dotted: frozenset[str]) -> str:
    if token in dotted and len(token) > 1 and token not in expected.tokens:
        return next((word for word in expected.tokens if word.startswith(token)), _CLIPPED.get(token, ""))
    clipped = _CLIPPED.get(token[:_BEFORE_A_NOUN])
    if clipped and any(same_noun(token[_BEFORE_A_NOUN:], other) for other in expected.tokens):
        return f"{clipped} {token[_BEFORE_A_NOUN:]}"
    return _by_initials("".join(takewhile(str.isupper, shown)).casefold(), expected)


def _by_initials(letters: str, expected: Reading) -> str:
    """The run of words of the right answer with these initials."""
    size = len(letters)
    if not _FEWEST_INITIALS <= size <= len(expected.tokens):
        return ""
    at = "".join(other[0] for other in expected.folded).find(fold(letters))
    return "" if at < 0 else " ".join(expected.shown[at : at + size])
