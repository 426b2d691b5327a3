"""A text as statements: its clauses with their words, values and rivals, and an index from meaning to place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import lru_cache

from kgquiz.cards.reading.likeness import NEAR_AT_LEAST, SAME, SYNONYM, likeness
from kgquiz.cards.reading.meanings import ReadWord, deny, rival_members, words_of
from kgquiz.cards.reading.phrases import NounPhrase, phrases_of
from kgquiz.cards.reading.sentences import Span, clauses, sentences
from kgquiz.cards.reading.values import Fact, values_in
from kgquiz.value import dataclass

_DIGIT = re.compile("[0-9]")
Rivals = Mapping[int, frozenset[int]]
"""Set of rivals → those of its members that are named."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: the numbers of its words, what it says in figures, whom and what it names."""

    span: Span
    sentence: int
    words: range
    values: frozenset[Fact]
    rivals: Rivals
    phrases: tuple[NounPhrase, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """A text read; `sentences` are ranges of clauses, `clause_of` goes from word to clause."""

    text: str
    words: tuple[ReadWord, ...]
    clauses: tuple[Clause, ...]
    sentences: tuple[range, ...]
    clause_of: tuple[int, ...]
    by_stem: Mapping[str, list[int]]
    by_group: Mapping[str, list[int]]
    by_letter: Mapping[str, Mapping[tuple[str, str], list[int]]]
    found: dict[tuple[str, frozenset[str]], dict[int, float]] = field(default_factory=dict)
    """What `places_of` found already; an answer is asked for the same words again and again."""

    def places_of(self, word: ReadWord) -> dict[int, float]:
        """The same as `matches`, remembered: for the words of points only, of which there are few."""
        key = word.folded, word.groups
        if key not in self.found:
            self.found[key] = self.matches(word)
        return self.found[key]

    def matches(self, word: ReadWord) -> dict[int, float]:
        """The places of words that mean what `word` does, each with how much alike it is."""
        found: dict[int, float] = {}
        for (stem, folded), places in self.by_letter.get(word.folded[0], {}).items():
            alike = likeness(word.stem, word.folded, stem, folded)
            if alike:
                found.update(dict.fromkeys(places, alike))
        for group in word.groups:
            found.update(dict.fromkeys(self.by_group.get(group, ()), SYNONYM))
        found.update(dict.fromkeys(self.by_stem.get(word.stem, ()), SAME))
        return found

    def says(self, word: ReadWord) -> bool:
        """Whether a word of this meaning stands in the text."""
        if word.stem in self.by_stem or not self.by_group.keys().isdisjoint(word.groups):
            return True
        near = self.by_letter.get(word.folded[0], ())
        return any(likeness(word.stem, word.folded, *other) >= NEAR_AT_LEAST for other in near)

    def content(self) -> tuple[ReadWord, ...]:
        """The words that say something."""
        return tuple(word for word in self.words if not word.little)

    def values_of(self, numbers: Iterable[int]) -> frozenset[Fact]:
        """All that the clauses of these numbers say in figures."""
        return frozenset[Fact]().union(*(self.clauses[number].values for number in numbers))


def statements_of(text: str) -> Statements:
    """Read a text."""
    words = tuple(words_of(text))
    found: list[Clause] = []
    ranges: list[range] = []
    at = 0
    for sentence in sentences(text):
        first = len(found)
        for span in clauses(text, sentence):
            at, own = _words_within(words, at, span)
            part = text[span[0] : span[1]]
            if own or _DIGIT.search(part):
                within = words[own.start : own.stop]
                deny(within)
                phrases = tuple(phrases_of(words, own))
                found.append(Clause(span, len(ranges), own, values_in(part), rivals_of(within), phrases))
        if len(found) > first:
            ranges.append(range(first, len(found)))
    return _indexed(text, words, tuple(found), tuple(ranges))


@lru_cache(maxsize=512)
def known_statements(text: str) -> Statements:
    """The same for a prompt or a point, which come again and again."""
    return statements_of(text)


def rivals_of(words: Iterable[ReadWord]) -> Rivals:
    """Which members of the sets of rivals these words name."""
    named: dict[int, set[int]] = {}
    for word in words:
        for number, member in _members(word.groups) if word.groups else ():
            named.setdefault(number, set()).add(member)
    return {number: frozenset(members) for number, members in named.items()}


def joined(named: Iterable[Rivals]) -> Rivals:
    """The rivals that several clauses name."""
    found: dict[int, frozenset[int]] = {}
    for rivals in named:
        for number, members in rivals.items():
            found[number] = found[number] | members if number in found else members
    return found


@lru_cache(maxsize=4096)
def _members(groups: frozenset[str]) -> tuple[tuple[int, int], ...]:
    return tuple(place for group in groups for place in rival_members(group))


def _words_within(words: tuple[ReadWord, ...], at: int, span: Span) -> tuple[int, range]:
    while at < len(words) and words[at].start < span[0]:
        at += 1
    first = at
    while at < len(words) and words[at].start < span[1]:
        at += 1
    return at, range(first, at)


def _indexed(
    text: str, words: tuple[ReadWord, ...], found: tuple[Clause, ...], ranges: tuple[range, ...]
) -> Statements:
    clause_of = [-1] * len(words)
    for number, clause in enumerate(found):
        for place in clause.words:
            clause_of[place] = number
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    by_group: defaultdict[str, list[int]] = defaultdict(list)
    by_word: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    by_letter: dict[str, dict[tuple[str, str], list[int]]] = {}
    for place, word in enumerate(words):
        if word.little or clause_of[place] < 0:
            continue
        by_stem[word.stem].append(place)
        for group in word.groups:
            by_group[group].append(place)
        by_word[word.stem, word.folded].append(place)
    for of, places in by_word.items():
        by_letter.setdefault(of[1][0], {})[of] = places
    return Statements(text, words, found, ranges, tuple(clause_of), by_stem, by_group, by_letter)
