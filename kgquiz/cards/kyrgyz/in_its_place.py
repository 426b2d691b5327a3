"""Another word in the place of a right answer's own: another owner or object, another figure, another given name.

Whoever types it has not merely added a word to a shorter right answer, for the author says what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from kgquiz.cards.kyrgyz.alike import GENITIVE, same_word, synonyms_of
from kgquiz.cards.kyrgyz.gazetteer import STATE, gazetteer_of, with_synonyms
from kgquiz.cards.kyrgyz.implied import is_self_government
from kgquiz.cards.kyrgyz.letters import fold, skeleton
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.numbers import Quantity, read_quantity
from kgquiz.cards.kyrgyz.persons import is_another_person
from kgquiz.cards.kyrgyz.readings import TOUCH
from kgquiz.cards.kyrgyz.senses import Meant, Sense
from kgquiz.cards.kyrgyz.shorter import is_of_another_level, is_short_for
from kgquiz.cards.kyrgyz.stems import is_attribute, same_attribute, same_noun
from kgquiz.cards.kyrgyz.words_that_count import INSTITUTIONS, LEVEL_WORDS, LOCAL, POINTING, QUALIFIERS
from kgquiz.value import dataclass

_FEW_LETTERS = 2
_OBJECT = ("нI", "дI", "тI", "Iн")
_DEED = re.compile(r".{2,}(?:уу|үү|оо|өө|ция)(?:с?[ыиуү](?:н.*)?|[нгдт].*)?")


def stands_for_another(found: Meant, typed: Reading, expected: Reading, right: Sequence[Reading]) -> bool:
    """Whether what passes for a right answer, or is in doubt, has something else where one of them has its own."""
    if len(typed.tokens) == 1:
        return False
    if found.sense is Sense.DOUBT and (
        _takes_anothers_place(typed, right[0])
        or _is_another_bodys(typed, right)
        or any(is_another_person(typed, one) for one in right)
    ):
        return True
    if len(right) == 1:
        return False  # the author has no other word for that place
    return _is_anothers(typed, expected, right) or _has_another_figure(typed, expected, right)


def _takes_anothers_place(typed: Reading, main: Reading) -> bool:
    """Whether the main answer has another owner or attribute in just this place: Президенттин for Өкмөттүн Аппараты."""
    if len(main.tokens) != len(typed.tokens) or not same_word(typed.tokens[-1], main.tokens[-1]):
        return False
    unlike = [pair for pair in zip(typed.tokens, main.tokens, strict=True) if not same_word(*pair)]
    if len(unlike) != 1 or _are_alike(*unlike[0]) or not all(map(_tells_apart, unlike[0])):
        return False
    return LOCAL not in map(fold, unlike[0]) or is_of_another_level(typed, main)


def _tells_apart(token: str) -> bool:
    """Whether it is an owner or an attribute, which tells one body or act from another."""
    return (
        is_attribute(token)
        or skeleton(token).endswith(GENITIVE)
        or any(same_noun(word, token) or same_attribute(word, token) for word in QUALIFIERS)
    )


def _are_alike(one: str, other: str) -> bool:
    """One word, or two of one meaning, or one with a slip."""
    if one[:TOUCH] == other[:TOUCH] or OSA.distance(one, other, score_cutoff=_FEW_LETTERS) <= _FEW_LETTERS:
        return True
    return same_word(one, other) or not synonyms_of(one).isdisjoint(synonyms_of(other))


@dataclass(frozen=True, slots=True)
class _Belonging:
    """A word with its owner or object, of which a name is `whole` but for the level; whether the word is an object."""

    whole: str
    owner: str
    thing: str
    is_object: bool


@lru_cache(maxsize=4096)
def _belongings(text: Reading) -> tuple[_Belonging, ...]:
    """Every word whose owner or object stands right before it."""
    items = tuple(gazetteer_of().items(text))
    found: list[_Belonging] = []
    for item, head in pairwise(items):
        bones = skeleton(item.token)
        if item.value is None and (bones.endswith(GENITIVE) or (bones.endswith(_OBJECT) and _is_deed(head.token))):
            words = [token for token in text.tokens[item.start : item.end] if fold(token) not in LEVEL_WORDS]
            done = head.end < len(text.tokens) and _is_deed(text.tokens[head.end])
            found.append(_Belonging(" ".join(words), item.token, head.first, done))
    return tuple(found)


def _is_deed(token: str) -> bool:
    return _DEED.fullmatch(token) is not None


def _is_anothers(typed: Reading, expected: Reading, right: Sequence[Reading]) -> bool:
    """Кызматтын жетекчиси, where the author has органдын жетекчиси and жетекчи, and no owner alike.

    Of an object anybody's will do: органдын ишин баалоо, where кызматчынын ишин баалоо and баалоо are right.
    """
    fuller = [one for one in right if is_short_for(expected, one)]
    known = [(one is right[0], its) for one in fuller for its in _belongings(one)]
    if not known:
        return False
    bare = [its.thing for its in _belongings(expected)]
    for hers in _belongings(typed):
        told = any((main or hers.is_object) and same_noun(hers.thing, its.thing) for main, its in known)
        if not told or fold(hers.owner) in POINTING or any(same_noun(hers.thing, thing) for thing in bare):
            continue
        if not any(_is_one_owner(hers, its) for one in right for its in _belongings(one)):
            return True
    return False


def _is_another_bodys(typed: Reading, right: Sequence[Reading]) -> bool:
    """Жогорку Кеңештин Аппараты, where the main answer is Өкмөттүн Аппараты."""
    if _is_another_name(typed, right):
        return True
    for hers in _belongings(typed):
        mine = _meanings(hers.whole)
        theirs = [
            its
            for one in right
            for its in _belongings(one)
            if same_noun(hers.thing, its.thing) and (one is right[0] or mine & _meanings(its.whole))
        ]
        if mine and STATE not in mine and theirs and all(_is_another_body(hers, its) for its in theirs):
            return True
    return False


def _is_another_body(hers: _Belonging, its: _Belonging) -> bool:
    theirs = _meanings(its.whole)
    return bool(theirs) and not theirs & _meanings(hers.whole) and not _are_alike(hers.owner, its.owner)


def _is_another_name(typed: Reading, right: Sequence[Reading]) -> bool:
    """Whether both are as a whole the names of two bodies, with one noun at their end."""
    if not same_noun(typed.tokens[-1], right[0].tokens[-1]):
        return False
    hers, book = _named_as_a_whole(typed), _named_as_a_whole(right[0])
    return bool(hers and book) and not any(hers & _named_as_a_whole(one) for one in right)


@lru_cache(maxsize=4096)
def _named_as_a_whole(text: Reading) -> frozenset[int]:
    items = tuple(gazetteer_of().items(text))
    return items[0].things if len(items) == 1 else frozenset()


def _is_one_owner(hers: _Belonging, its: _Belonging) -> bool:
    if not same_noun(hers.thing, its.thing):
        return False
    mine = _meanings(hers.whole)
    if mine & _meanings(its.whole) or (STATE in mine and skeleton(hers.owner).endswith(GENITIVE)):
        return True
    if " " in hers.whole and not is_self_government(hers.whole.split()[:-1]):
        return False
    if all(any(same_noun(kind, token) for kind in INSTITUTIONS) for token in (hers.owner, its.owner)):
        return True
    return _are_alike(hers.owner, its.owner)


@lru_cache(maxsize=4096)
def _meanings(text: str) -> frozenset[int]:
    """What a text names, or means by a synonym."""
    return frozenset[int]().union(*(item.things for item in with_synonyms().items(read(text))))


def _has_another_figure(typed: Reading, expected: Reading, right: Sequence[Reading]) -> bool:
    """Эки өкүлү for өкүлү, where another right answer has бир өкүлү and none has two of them."""
    hers = () if _counts(expected) else _counts(typed)
    for figure, noun in hers if len(hers) == 1 else ():  # 1 жыл 6 ай is told by two
        theirs = [other for one in right for other, its in _counts(one) if same_word(noun, its)]
        if theirs and not any(figure.counts_like(other) for other in theirs):
            return True
    return False


@lru_cache(maxsize=4096)
def _counts(text: Reading) -> tuple[tuple[Quantity, str], ...]:
    """The figures that stand right before a word, with that word."""
    return tuple(_figures_of(text.tokens))


def _figures_of(tokens: Sequence[str]) -> Iterator[tuple[Quantity, str]]:
    at = 0
    while at < len(tokens) - 1:
        found = read_quantity(tokens, at)
        if found is None:
            at += 1
            continue
        figure, at = found
        if at < len(tokens) and tokens[at].isalpha():
            yield figure, tokens[at]
