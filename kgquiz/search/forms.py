"""The forms by which a word is looked up: as a Russian keyboard has it, and what is left of it without its endings.

A card and a query are read the same way; they meet where they share a form: окмот and Өкмөттүн share окмот.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kgquiz.cards.kyrgyz.letters import StemEnd, fold, skeleton
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.suffixes import LONGEST, endings
from kgquiz.cards.languages.registry import rules_of
from kgquiz.cards.languages.rules import KYRGYZ

_SOFTENED = {"г": "к", "б": "п"}
"""A stem's last sound before an ending that begins with a vowel: китеп, китебим."""
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
"""Letters of the shortest stem."""


def words(text: str, language: str = KYRGYZ) -> tuple[str, ...]:
    """The words and numbers of a text, small, in the letters of a Russian keyboard, or as its language folds them."""
    if language != KYRGYZ:
        rules = rules_of(language)
        return tuple(rules.fold(word) for word in _WORD.findall(text.casefold()))
    return tuple(bare for token in read(text).tokens if (bare := fold(token).strip("-%_")))


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """Every stem that a folded word may be made of by endings, itself first; a stem's last sound as it is alone."""
    bones = skeleton(word)
    shortest = max(_SHORTEST, len(word) - LONGEST)
    stems = [word[:cut] for cut in range(len(word) - 1, shortest - 1, -1) if bones[cut:] in _tails()]
    return tuple(dict.fromkeys(_hard(stem) for stem in (word, *stems)))


def forms_in(word: str, language: str) -> tuple[str, ...]:
    """The same in another language. Its stems carry its name, so that no Kyrgyz word meets them."""
    word, *stems = rules_of(language).forms(word)
    return (word, *(language + stem for stem in (word, *stems)))


@cache
def _tails() -> frozenset[str]:
    return frozenset(ending for ending, _ in endings(StemEnd.ANY) if ending)


def _hard(stem: str) -> str:
    return stem[:-1] + _SOFTENED.get(stem[-1], stem[-1])
