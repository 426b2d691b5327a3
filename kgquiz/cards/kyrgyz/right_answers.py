"""The right answers of a card, prepared once: what marking an answer needs of them is the same for all answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.phrases import CACHED_LENGTH, Phrase, phrase_of
from kgquiz.cards.kyrgyz.tally import UNCOUNTED, Tally
from kgquiz.value import dataclass

_BEGINNING = 3


@dataclass(frozen=True, slots=True, eq=False)
class RightAnswers:
    """The right answers, the main one first, each also without what stands in brackets.

    Those of one card are one object, by which what follows from them alone is looked up.
    """

    phrases: tuple[Phrase, ...]
    readings: tuple[Reading, ...]
    keys: frozenset[str]
    """Their normal forms."""
    spelled: frozenset[str]
    """As they are spelled, but for spaces."""
    beginnings: frozenset[str]
    """The first letters of their words."""
    has_values: bool

    def share_a_beginning(self, typed: Reading) -> bool:
        """Whether a word typed begins as one of theirs, or is a figure where they have figures."""
        return any(
            token[:_BEGINNING] in self.beginnings or (self.has_values and token[0].isdigit()) for token in typed.folded
        )


def right_answers(texts: tuple[str, ...], tally: Tally = UNCOUNTED) -> RightAnswers:
    """Prepare the right answers of a card; those of usual length are prepared once."""
    letters = sum(map(len, texts))
    tally.add(letters)
    return _cached(texts) if letters <= CACHED_LENGTH else _prepared(texts)


@lru_cache(maxsize=4096)
def _cached(texts: tuple[str, ...]) -> RightAnswers:
    return _prepared(texts)


def _prepared(texts: tuple[str, ...]) -> RightAnswers:
    phrases = tuple(map(phrase_of, spellings(texts)))
    readings = tuple(phrase.reading for phrase in phrases)
    return RightAnswers(
        phrases,
        readings,
        keys=frozenset(reading.key for reading in readings),
        spelled=frozenset(" ".join(text.split()) for text in texts),
        beginnings=frozenset(token[:_BEGINNING] for reading in readings for token in reading.folded),
        has_values=any(phrase.has_values for phrase in phrases),
    )


def spellings(right: Iterable[str]) -> Iterator[str]:
    """The right answers; what stands in brackets may be left out."""
    for text in right:
        yield text
        if "(" not in text:
            continue
        before, bracket, rest = text.partition("(")
        _, closed, after = rest.partition(")")
        shorter = f"{before.strip()} {after.strip()}".strip()
        if bracket and closed and shorter:
            yield shorter
