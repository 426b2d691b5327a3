"""Whether two words, or two things read in texts, are the same but for their endings and synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kgquiz.cards.kyrgyz.gazetteer import Thing, same_value, single_words
from kgquiz.cards.kyrgyz.inflection import TokenPlace, kin, word_of
from kgquiz.cards.kyrgyz.letters import fold
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.stems import is_relative, same_attribute, same_noun
from kgquiz.cards.kyrgyz.synonyms import meanings_of
from kgquiz.cards.kyrgyz.words_that_count import BODIES, QUALIFIERS, WITHIN

_PARTICIPLES = re.compile("[гк][аео]н[дт][аео]р")
GENITIVE = ("нIн", "дIн", "тIн")


@lru_cache(maxsize=16384)
def may_stand_for(token: str, known: str, place: TokenPlace) -> bool:
    """Whether a token is a form of a known one that stands in this place."""
    return kin(word_of(known, place), token, fold(token)) is not None


def alike(item: Thing, other: Thing) -> bool:
    """Whether two things are of one value, of one name, or forms of one word."""
    if item.value is not None or other.value is not None:
        return item.value is not None and other.value is not None and same_value(item, other)
    if item.things & other.things:
        return True
    if any(one.things and one.end - one.start > 1 for one in (item, other)):
        return False
    return same_word(item.token, other.token)


def same_word(one: str, other: str) -> bool:
    """Whether two tokens are forms of one noun or attribute."""
    return same_noun(one, other) or same_attribute(one, other)


@lru_cache(maxsize=8192)
def synonyms_of(token: str) -> frozenset[int]:
    """The groups of synonyms that a single word belongs to."""
    if not meanings_of((fold(token),)):
        return frozenset()
    return next(single_words().items(read(token))).things


def is_kind(item: Thing, kinds: Iterable[str]) -> bool:
    """Whether it is one of these nouns, in any form."""
    return item.value is None and any(same_noun(kind, item.token) for kind in kinds)


def qualifies(item: Thing) -> bool:
    """Whether the word tells one body, post or act from another."""
    return any(same_noun(word, item.token) or same_attribute(word, item.token) for word in QUALIFIERS)


def begin_alike(one: str, other: str) -> bool:
    """Whether at most one letter among the first parts them; a quick look before all forms are compared."""
    return (
        one[:1] == other[:1]
        or one[1:3] == other[1:3]
        or one[1:3] == other[:2]
        or one[:2] == other[1:3]
        or one[:2] == other[1::-1]
    )


def is_of_a_body(half: str) -> bool:
    """Whether the word says of which body something is: президенттик."""
    return is_relative(half) and any(same_attribute(half, body) for body in BODIES)


def counts_the_same(head: Thing, noun: Thing) -> bool:
    """Whether two nouns name one thing that is counted."""
    if head.end - head.start > 1:
        return False
    return same_noun(head.token, noun.token) or not synonyms_of(head.token).isdisjoint(synonyms_of(noun.token))


def is_filler(item: Thing) -> bool:
    """Whether a word in the genitive stands for what was named before it: ала тургандарынын."""
    return item.folded in WITHIN or _PARTICIPLES.search(item.folded) is not None


def hyphened(raw: str, item: Thing, following: Thing) -> bool:
    """Whether a hyphen binds a thing to the next."""
    return f"{item.shown}-{following.shown.split(' ')[0]}".casefold() in raw.casefold()
