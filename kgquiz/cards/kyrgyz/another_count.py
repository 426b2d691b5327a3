"""The right figure of something else: 100 сом for 100 %, 4 сом where the sentence counts көрсөткүч."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kgquiz.cards.kyrgyz.alike import same_word, synonyms_of
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.number_words import Style
from kgquiz.cards.kyrgyz.numbers import Quantity, read_quantity
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.stems import same_noun
from kgquiz.cards.kyrgyz.words_that_count import COUNTED_ALIKE, UNITS

_PERCENT = "пайыз"
_FEWEST = 2
_FIRST_YEAR = 1000
_OF_A_YEAR = re.compile(r"\s*\d{1,3}-жыл(?:[ыд]|га)", re.IGNORECASE)
_YEARS = re.compile(r"\d{1,3} жыл", re.IGNORECASE)
_BOUND = re.compile(r"\d-[^\W\d_]")


def counts_in_another_unit(typed: Reading, right: Sequence[Reading], question: QuestionText) -> bool:
    """Whether a unit stands behind the right figure that neither a right answer nor the sentence gives it."""
    if len(typed.tokens) < _FEWEST or not _is_unit(typed.tokens[-1]):
        return False
    hers = read_quantity(typed.tokens, 0)
    if hers is None or hers[1] != len(typed.tokens) - 1:
        return False
    same = [units for expected in right if (units := _units_of(expected, hers[0])) is not None]
    if not same:
        return False
    behind = [item.token for item in question.counted_after()]
    told = [*(unit for units in same for unit in units), *behind]
    return bool(told) and not any(_are_one_unit(typed.tokens[-1], unit) for unit in told)


def tells_which_one(typed: Reading, right: Sequence[Reading], question: QuestionText) -> bool:
    """Whether an ordinal stands where the sentence counts: төртүнчү, where «4 баскычта» is asked; 5-жылы for 5 жыл."""
    hers = read_quantity(typed.tokens, 0)
    if hers is None or hers[0].value >= _FIRST_YEAR:
        return False
    of_a_year = _OF_A_YEAR.match(typed.raw) is not None
    if hers[0].style is not Style.ORDINAL and not of_a_year:
        return False
    if of_a_year and any(_YEARS.match(expected.raw.strip()) for expected in right):
        return True
    counting = bool(question.words_after) and not question.is_bound and question.words_after[0].token.isalpha()
    return counting and all(map(_is_count, right))


def _is_count(expected: Reading) -> bool:
    """Whether a right answer tells how many: a number that no hyphen binds to its noun, and no ordinal."""
    book = read_quantity(expected.tokens, 0) if expected.tokens else None
    return book is not None and book[0].style is not Style.ORDINAL and _BOUND.search(expected.raw) is None


def _units_of(expected: Reading, figure: Quantity) -> tuple[str, ...] | None:
    """The words that a right answer has behind the same figure; None if it has another figure."""
    book = read_quantity(expected.tokens, 0) if expected.tokens else None
    if book is None or not book[0].counts_like(figure):
        return None
    return (_PERCENT,) if book[0].percent else expected.tokens[book[1] :]


@lru_cache(maxsize=4096)
def _is_unit(token: str) -> bool:
    return any(same_noun(unit, token) for unit in UNITS)


def _are_one_unit(one: str, other: str) -> bool:
    """Жыл, жылдык; балл, упай."""
    if same_word(one, other) or not synonyms_of(one).isdisjoint(synonyms_of(other)):
        return True
    return any(all(any(same_noun(name, token) for name in group) for token in (one, other)) for group in COUNTED_ALIKE)
