"""One typed answer beside one right one, in all ways that both can be read: by names, lengths of time, words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kgquiz.cards.kyrgyz.comparison import AnswerComparison
from kgquiz.cards.kyrgyz.dates import CalendarDate
from kgquiz.cards.kyrgyz.gazetteer import (
    NO_NAMES,
    Gazetteer,
    Thing,
    gazetteer_of,
    only_synonyms,
    short_names,
    single_words,
    with_synonyms,
)
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.senses import Meant, Sense, farness
from kgquiz.cards.kyrgyz.synonyms import meanings_of
from kgquiz.cards.kyrgyz.tally import Tally
from kgquiz.cards.kyrgyz.words_that_count import HALF

TOUCH = 3
_LONG_NAME = 2


def one_meant(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """What the answer means beside one right one; None if it is something else."""
    hers, book = plainly = items_of(typed, gazetteer, False, False), items_of(expected, gazetteer, False, False)
    if not _touch(typed, expected, hers, book):
        return None
    best: Meant | None = None
    dated = _are_dated(book)
    seen: list[tuple[tuple[Thing, ...], tuple[Thing, ...]]] = []
    for names, lasting in _readings(typed, expected, hers, book, gazetteer):
        tally.add(len(typed.tokens) + len(expected.tokens))
        if names is not gazetteer or lasting or dated:
            hers, book = items_of(typed, names, lasting, dated), items_of(expected, names, lasting, dated)
        else:
            hers, book = plainly
        dated = _are_dated(book)
        if (names.words and not _mean_the_same(hers, book)) or (hers, book) in seen:
            continue
        seen.append((hers, book))
        outcome = AnswerComparison(typed, expected, hers, book, question, names).outcome()
        if outcome is None:
            continue
        if outcome.sense is Sense.SAME:
            return outcome
        if names.words and _names_another(*plainly):
            continue  # a name of something else, read as mere words, is no ground to ask
        if best is None or farness(outcome) < farness(best):
            best = outcome
    return best


def _readings(
    typed: Reading, expected: Reading, hers: tuple[Thing, ...], book: tuple[Thing, ...], gazetteer: Gazetteer
) -> Iterator[tuple[Gazetteer, bool]]:
    """The ways in which both may be read: with names, with lengths of time, word by word (names may hide a slip)."""
    yield gazetteer, False
    items = (*hers, *book)
    named = [item for item in items if item.things]
    if named and gazetteer is not gazetteer_of():
        yield gazetteer_of(), False
    if _have_a_figure(items):
        yield gazetteer, True
    if any(item.end - item.start > 1 for item in named):
        yield NO_NAMES, False
    if _share_a_meaning(typed, expected) and not _are_two_names(hers, book):
        yield with_synonyms(), False
        yield only_synonyms(), False
        if any(map(_has_a_long_name, book)) and not any(map(_has_a_long_name, hers)):
            yield short_names(), False
        yield single_words(), False


def _have_a_figure(items: tuple[Thing, ...]) -> bool:
    return any(item.value is not None or item.folded == HALF for item in items)


def _are_dated(items: tuple[Thing, ...]) -> bool:
    return CalendarDate in [type(item.value) for item in items]


def _names_another(hers: tuple[Thing, ...], book: tuple[Thing, ...]) -> bool:
    """Whether she typed a name of several words that is none of the right answer's."""
    return any(item.end - item.start > 1 and item.things and not _is_named(item, book) for item in hers)


def _are_two_names(hers: tuple[Thing, ...], book: tuple[Thing, ...]) -> bool:
    """Whether a body is asked by its proper name and another named: Жогорку Совет, Жогорку Кеңештин Төрагасы."""
    words = book[0].shown.split()
    is_proper = bool(book[0].things) and len(words) > 1 and all(word[:1].isupper() for word in words)
    return is_proper and _names_another(hers, book)


def _is_named(item: Thing, others: tuple[Thing, ...]) -> bool:
    return any(not item.things.isdisjoint(other.things) for other in others)


def _has_a_long_name(item: Thing) -> bool:
    return bool(item.things) and item.end - item.start > _LONG_NAME


@lru_cache(maxsize=16384)
def items_of(reading: Reading, names: Gazetteer, lasting: bool, dated: bool) -> tuple[Thing, ...]:
    """A text read as things, kept: it is laid beside every right answer, and these beside all that is typed."""
    return tuple(names.items(reading, dated=dated, lasting=lasting))


def _touch(typed: Reading, expected: Reading, hers: tuple[Thing, ...], book: tuple[Thing, ...]) -> bool:
    """Whether the two share the beginning of a word, a name, or that they have a figure."""
    if not _beginnings(expected.folded).isdisjoint([token[:TOUCH] for token in typed.folded]):
        return True
    if any(one.things & other.things for one in hers for other in book if one.things):
        return True
    if _have_a_figure(hers) and _have_a_figure(book):
        return True
    return _share_a_meaning(typed, expected)


@lru_cache(maxsize=8192)
def _beginnings(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word[:TOUCH] for word in words)


def _mean_the_same(hers: tuple[Thing, ...], book: tuple[Thing, ...]) -> bool:
    """Whether one of hers that the book has not may be a synonym of one that she has not."""
    if len(hers) != len(book):
        return True
    mine = _meanings_beside(hers, book)
    others = _meanings_beside(book, hers) if mine else ()
    return any(not one.isdisjoint(other) for one in mine for other in others)


def _meanings_beside(items: tuple[Thing, ...], others: tuple[Thing, ...]) -> list[frozenset[int]]:
    """What those of the items mean that the other text does not spell the same."""
    spelled = {item.shown.casefold() for item in others}
    return [item.things for item in items if item.things and item.shown.casefold() not in spelled]


def _share_a_meaning(one: Reading, other: Reading) -> bool:
    """Whether they have words that begin as two synonyms do."""
    return not meanings_of(one.folded).isdisjoint(meanings_of(other.folded))


def names_something(reading: Reading, gazetteer: Gazetteer) -> bool:
    """Whether any name stands in a text."""
    return any(item.things for item in items_of(reading, gazetteer, False, False))
