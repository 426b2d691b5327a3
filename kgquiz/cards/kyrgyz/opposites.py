"""Words that say the contrary: ачык and жабык, мөөнөттүү and мөөнөтсүз. Who types one denies the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kgquiz.cards.kyrgyz.letters import fold, skeleton
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.stems import same_noun, tails
from kgquiz.cards.kyrgyz.words_that_count import DENIALS, WITH

_PAIRS = """
ачык жабык/жашыруун
жогорку/жогору төмөнкү/төмөн
ички тышкы
түз/тике кыйыр
узак кыска
акылуу акысыз
төлөмдүү төлөмсүз
туруктуу убактылуу
мөөнөттүү/убактылуу мөөнөтсүз
кыймылдуу кыймылсыз
негизги кошумча
ыктыярдуу мажбурлуу/мажбурдук
улук кенже
жаңы эски
оң терс
"""
_SIDES = tuple(tuple(tuple(side.split("/")) for side in line.split()) for line in _PAIRS.split("\n") if line)
_HAVING, _LACKING = re.compile(r"(.{3,}?)[лдт](?:уу|үү)(.*)"), re.compile(r"(.{3,}?)с[ыиуү]з(.*)")
_DONE, _NOT_DONE = re.compile(r"(.{3,}?)[гк][аеоө]н(.*)"), re.compile(r"(.{3,}?)[бп][аеоө]г[аеоө]н(.*)")
_MADE_CONTRARY = ((_HAVING, _LACKING), (_DONE, _NOT_DONE))
"""Endings that make two contraries of one stem: мөөнөттүү, мөөнөтсүз; козголгон, козголбогон."""


def says_the_contrary(typed: Reading, right: Sequence[Reading], question: QuestionText) -> bool:
    """Whether a word typed is the contrary of one in a right answer, and no right answer has that word itself."""
    sides = tuple(token for token in typed.tokens if _may_be_opposed(token))
    if not sides or not DENIALS.isdisjoint(typed.folded):
        return False
    if any(_goes_without(token, expected) for token in sides for expected in right):
        return True
    told = (expected.tokens for expected in right if DENIALS.isdisjoint(expected.folded))
    known = tuple(dict.fromkeys(token for tokens in told for token in tokens))
    return any(_is_contrary(token, known, typed, question) for token in sides)


def _is_contrary(token: str, known: Sequence[str], typed: Reading, question: QuestionText) -> bool:
    """Whether it opposes a word of the right answers; beside that word it may be typed along with the sentence."""
    opposed = [other for other in known if _are_opposed(token, other)]
    if not opposed or any(same_noun(token, other) for other in known):
        return False
    has_both = any(same_noun(other, one) for other in opposed for one in typed.tokens)
    return not (has_both and question.has_noun(token))


@lru_cache(maxsize=8192)
def _may_be_opposed(token: str) -> bool:
    return bool(_sides_of(token)) or any(shape.fullmatch(token) for shape in (_HAVING, _LACKING, _NOT_DONE))


@lru_cache(maxsize=4096)
def _are_opposed(one: str, other: str) -> bool:
    mine, others = _sides_of(one), _sides_of(other)
    if any(pair == another and side != its for pair, side in mine for another, its in others):
        return True
    return any(
        _are_of_one_stem(having.fullmatch(first), lacking.fullmatch(second))
        for having, lacking in _MADE_CONTRARY
        for first, second in ((one, other), (other, one))
    )


@lru_cache(maxsize=8192)
def _sides_of(token: str) -> frozenset[tuple[int, int]]:
    """The pairs, and the side of each, that have the word."""
    return frozenset(
        (number, at)
        for number, sides in enumerate(_SIDES)
        for at, words in enumerate(sides)
        if any(_is_form(token, word) for word in words)
    )


def _is_form(token: str, word: str) -> bool:
    folded, start = fold(token), fold(word)
    return folded.startswith(start) and skeleton(folded[len(start) :]) in tails()


def _are_of_one_stem(first: re.Match[str] | None, second: re.Match[str] | None) -> bool:
    """Whether two shapes have one stem, and behind them nothing but endings."""
    if first is None or second is None or fold(first[1]) != fold(second[1]):
        return False
    return all(skeleton(tail) in tails() for tail in (first[2], second[2]))


def _goes_without(token: str, expected: Reading) -> bool:
    """Маектешүүсүз, where a right answer has маектешүү менен."""
    lacking = _LACKING.fullmatch(token) if WITH in expected.tokens else None
    if lacking is None:
        return False
    return any(second == WITH and same_noun(lacking[1], first) for first, second in pairwise(expected.tokens))
