"""Month names: the Kyrgyz forms, the cases of the Russian names, the usual abbreviations of both."""

from __future__ import annotations

from functools import lru_cache

from kgquiz.cards.kyrgyz.letters import fold
from kgquiz.cards.kyrgyz.number_words import is_form_of

_STEMS = (
    "январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_ABBREVIATIONS = (
    "янв", "фев февр", "мар", "апр", "", "июн", "июл", "авг", "сен сент", "окт", "ноя нояб", "дек",
)  # fmt: skip
_HARD_CASES = ("а", "у", "ом", "е")
_SOFT_CASES = ("я", "ю", "ем", "е")


def _russian(stem: str) -> tuple[str, ...]:
    """Марта, августом; мая, июню, сентябре."""
    endings = _HARD_CASES if stem.endswith("т") else _SOFT_CASES
    return tuple(stem.removesuffix("й") + ending for ending in endings)


_NAMES = {
    name: number
    for number, (stem, short) in enumerate(zip(_STEMS, _ABBREVIATIONS, strict=True), 1)
    for name in (*short.split(), *_russian(stem))
}


@lru_cache(maxsize=8192)
def month_of(token: str) -> int:
    """1 to 12, or 0 for another word; an abbreviation may also be another word, so ask beside a number only."""
    bare = fold(token).replace("ь", "", 1)
    if bare in _NAMES:
        return _NAMES[bare]
    matches = (number for number, stem in enumerate(_STEMS, 1) if is_form_of(bare, stem))
    return next(matches, 0)
