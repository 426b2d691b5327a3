"""The stem of a Kyrgyz word and whether its form denies, on the folded spelling: катталбайт is катта, denied."""

from __future__ import annotations

import re
from functools import lru_cache

from kgquiz.cards.kyrgyz.letters import skeleton

_SHORTEST = 3
_LAYERS = 7
_SUFFIXES = frozenset(
    """
    нIн дIн тIн нI дI тI гA кA нA дA тA дAн тAн нAн ндA ндAгI дAгI тAгI ндAн ндAй дAй тAй нIкI
    лAр дAр тAр сI сIн сIнA сIндA сIнAн сIнIн I A Iн IнA IндA IнAн IнIн м ң Iм Iң IбIз IңIз
    гAн кAн Aт йт Aр ыр Iп п Iл Iн Iш II AA йI й ч чI чA сA сIн бIз мAк мAн Iт гI кI гIн кIн гIч кIч
    бA пA бAй пAй бAйт пAйт бAгAн пAгAн бAс пAс бAсA бAш
    лIк дIк тIк лII дII тII сIз лAш дAш тAш лAн дAн тAн лA дA тA гAнгA гAнII гAндA
    IлAт IлIп IлгAн IлII AтIп ышI IшI AлAт
    """.split()  # noqa: SIM905 - a table reads better than a list
)
_LONGEST = max(map(len, _SUFFIXES))
_LACKING = re.compile(r"(?!камсыз).{3,}с[ыиу]з")
_DENYING = re.compile(
    r".{2,}([бп][аео])(?:йт|йм|йб|йс|й$|г[аео]н|с[аео]|сын|сун|син|ст[аео]н|[сшп]$|стык|ш[ыиу]|птыр|птур|й[бт])|.{3,}([бп]о)о(?:$|[гднсл])"
)


@lru_cache(maxsize=16384)
def stem_of(folded: str) -> str:
    """What is left of a folded word when endings, voices and moods are taken off; at least three letters."""
    bones = skeleton(folded)
    end = len(bones)
    for layer in range(_LAYERS):
        least = _SHORTEST + (layer > 0)
        cut = next((n for n in range(min(_LONGEST, end - least), 0, -1) if bones[end - n : end] in _SUFFIXES), 0)
        if not cut:
            break
        end -= cut
    return folded[:end]


@lru_cache(maxsize=16384)
def denies_from(folded: str) -> int:
    """Where the part of a verb's form that says it is not so begins (катталбайт: at б), or 0."""
    match = _DENYING.match(folded)
    return (match.start(1) if match[1] else match.start(2)) if match else 0


def goes_along(folded: str, at: int) -> bool:
    """Whether a denied form, the denial at a letter, only goes along with another verb: ашпай, жакпаса."""
    return folded[-1] == "й" or (folded[at + 2 : at + 3] == "с" and folded[at + 3 : at + 4] in {"а", "е", "о"})


def lacks(folded: str) -> bool:
    """Whether the word itself says without: карандысыз, үзгүлтүксүздүк."""
    return _LACKING.match(folded) is not None
