"""The terms of a deck, prepared so that a typed answer finds the one it is without a loop over all."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any, Self

from kgquiz.cards.kyrgyz.fits import Level, level_of
from kgquiz.cards.kyrgyz.gazetteer import Gazetteer, gazetteer_of
from kgquiz.cards.kyrgyz.inflection import LONGEST_WORD, Kinship, Variant, Word
from kgquiz.cards.kyrgyz.letters import skeleton
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.phrases import words_of
from kgquiz.cards.kyrgyz.suffixes import LONGEST
from kgquiz.cards.kyrgyz.tally import UNCOUNTED, Tally
from kgquiz.cards.names import NamedThing
from kgquiz.value import dataclass


@dataclass(slots=True)
class _Node:
    """A place in the trie of terms, one word a step."""

    next: dict[int, _Node] = field(default_factory=dict)
    terms: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term that the answer is, or is a form of."""

    level: Level
    term: str
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class TermIndex:
    """Terms by spelling, by folded spelling and by the stems of their words; build with `of`."""

    terms: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    by_key: dict[str, list[int]] = field(default_factory=dict)
    by_folded_key: dict[str, list[int]] = field(default_factory=dict)
    by_folded_word: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    by_stem: dict[str, list[tuple[int, Variant]]] = field(default_factory=dict)
    root: _Node = field(default_factory=_Node)
    clashes: dict[str, frozenset[str]] = field(default_factory=dict)
    """Key of a term → keys of the terms it folds or inflects into, or that do so into it."""
    synonyms: dict[str, frozenset[str]] = field(default_factory=dict)
    """Key of a term → keys of what stood in one group with it."""
    other_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """A term as it is spelled → what else stood in a group with it: other names of one thing."""
    things: tuple[NamedThing, ...] = ()
    """The groups with names long enough to be known inside other phrases, beside those of the field."""
    prepared: dict[str, Any] = field(default_factory=dict)
    """Language → the terms as the rules of that language read them; filled when first asked for."""

    @classmethod
    def of(cls, terms: Iterable[str | Collection[str]]) -> Self:
        """Prepare terms, or groups of names for one thing (the right answers of one card).

        Spellings that differ in nothing but case and spacing are one term.
        """
        by_key: dict[str, tuple[str, Reading]] = {}
        synonyms: dict[str, frozenset[str]] = {}
        other_names: dict[str, tuple[str, ...]] = {}
        for group in terms:
            names = (group,) if isinstance(group, str) else group
            read_names = {reading.key: (name, reading) for name in names if (reading := read(name)).tokens}
            by_key = read_names | by_key
            for name in names if len(names) > 1 else ():
                other_names[name] = (*other_names.get(name, ()), *(other for other in names if other != name))
            for key in read_names:
                synonyms[key] = synonyms.get(key, frozenset()).union(read_names)
        known = cls(
            tuple(name for name, _ in by_key.values()),
            tuple(reading for _, reading in by_key.values()),
            synonyms=synonyms,
            other_names=other_names,
            things=tuple(_things(other_names)),
        )
        _index(known)
        return known

    def gazetteer(self) -> Gazetteer:
        """The names of the field and of the decks; prepared when first asked for."""
        return _gazetteer_of(self)

    def with_other_names(self, right: Iterable[str], barred: Container[str]) -> tuple[str, ...]:
        """Right answers, then what else they are called, each once; a card may bar a name of its own thing."""
        own = tuple(dict.fromkeys(right))
        others = (name for text in own for name in self.other_names.get(text, ()) if name not in barred)
        return tuple(dict.fromkeys((*own, *others)))

    def nearest(self, typed: Reading, without: Collection[str] = (), tally: Tally = UNCOUNTED) -> FoundTerm | None:
        """The term that the answer comes closest to, leaving out those with the given keys and their synonyms."""
        return self.closest(self.related(typed, tally), without)

    def closest(self, known: Sequence[FoundTerm], without: Collection[str]) -> FoundTerm | None:
        """The closest of the terms found, leaving out those with the given keys and their synonyms."""
        own = self._with_synonyms(without) if known else without
        return min((hit for hit in known if hit.key not in own), key=lambda hit: hit.level, default=None)

    def related(self, typed: Reading, tally: Tally = UNCOUNTED) -> list[FoundTerm]:
        """Every term that the answer is, folds to, or is a form of."""
        tally.add(1)
        found = [self._found(Level.SAME, number) for number in self.by_key.get(typed.key, ())]
        found += [self._found(Level.FOLDED, number) for number in self.by_folded_key.get(typed.folded_key, ())]
        return found + [self._found(level, number) for level, number in self._walk(typed, tally)]

    def has_rivals(self, term: Reading, own: Collection[str]) -> bool:
        """Whether the fold or an ending makes the term one that is not among its own right answers (keys)."""
        rivals = self.clashes.get(term.key)
        return rivals is not None and not rivals <= self._with_synonyms(own)

    def _with_synonyms(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset(keys).union(*(self.synonyms.get(key, frozenset()) for key in keys))

    def _found(self, level: Level, number: int) -> FoundTerm:
        return FoundTerm(level, self.terms[number], self.readings[number].key)

    def _walk(self, typed: Reading, tally: Tally) -> list[tuple[Level, int]]:
        """Follow the trie with every word that each token may be a form of."""
        states = [(Kinship.SAME, self.root)]
        for token, folded in zip(typed.tokens, typed.folded, strict=True):
            candidates = _candidates(self, token, folded)
            tally.add(_MOST_CUTS)
            states = [
                (max(kinship, nearness), node.next[word])
                for kinship, node in states
                for word, nearness in candidates.items()
                if word in node.next
            ]
            tally.add(len(states))
            if not states:
                break
        return [(level_of(kinship), number) for kinship, node in states for number in node.terms]


@lru_cache(maxsize=16384)
def _candidates(terms: TermIndex, token: str, folded: str) -> dict[int, Kinship]:
    """The words of the deck that a token may be, each with its closest kinship; students type the same ones often."""
    candidates: dict[int, Kinship] = {}
    if len(token) <= LONGEST_WORD:
        bones = skeleton(token)
        for cut in _cuts(folded):
            ending = bones[cut:]
            for word, variant in terms.by_stem.get(folded[:cut], ()):
                if ending in variant.endings:
                    candidates[word] = min(candidates.get(word, variant.kinship), variant.kinship)
    for word, text in terms.by_folded_word.get(folded, ()):
        candidates[word] = Kinship.SAME if text == token else Kinship.FOLDED
    return candidates


_MOST_CUTS = LONGEST + 2


def _cuts(folded: str) -> range:
    """Where a word's stem may end."""
    return range(max(2, len(folded) - LONGEST - 1), len(folded) + 1)


@lru_cache(maxsize=32)
def _gazetteer_of(terms: TermIndex) -> Gazetteer:
    return gazetteer_of(terms.things) if terms.things else gazetteer_of()  # not a second one of the same names


def _things(other_names: dict[str, tuple[str, ...]]) -> Iterator[NamedThing]:
    """One thing for each name with its others, of those that stand on their own inside a phrase.

    A single common word does not, nor a part of a longer name: башчы is not everywhere the head of the ayil okmotu.
    """
    done: set[str] = set()
    for name, others in other_names.items():
        group = tuple(dict.fromkeys((name, *others)))
        whole = tuple(one for one in group if _stands_alone(one, group))
        if len(whole) > 1 and name not in done:
            yield NamedThing(whole)
        done.update(group)


def _stands_alone(name: str, group: Collection[str]) -> bool:
    if len(name.split()) == 1:
        return name.isupper()
    return not any(name != other and name.casefold() in other.casefold() for other in group)


def collisions(terms: Iterable[str | Collection[str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of terms that the keyboard fold or an ending makes one another; marking trusts no fold there.

    Names of one thing, given as a group, do not collide.
    """
    lexicon = TermIndex.of(terms)
    spelling = {reading.key: term for term, reading in zip(lexicon.terms, lexicon.readings, strict=True)}
    pairs = {(one, other) for one, others in lexicon.clashes.items() for other in others if one < other}
    return tuple((spelling[one], spelling[other]) for one, other in sorted(pairs))


def _index(lexicon: TermIndex) -> None:
    words: dict[tuple[object, ...], int] = {}
    for number, reading in enumerate(lexicon.readings):
        lexicon.by_key.setdefault(reading.key, []).append(number)
        lexicon.by_folded_key.setdefault(reading.folded_key, []).append(number)
        node = lexicon.root
        for word in words_of(reading):
            node = node.next.setdefault(_number_of(word, words, lexicon), _Node())
        node.terms.append(number)
    for one, other in _colliding(lexicon):
        lexicon.clashes[one] = lexicon.clashes.get(one, frozenset()) | {other}
        lexicon.clashes[other] = lexicon.clashes.get(other, frozenset()) | {one}


def _number_of(word: Word, words: dict[tuple[object, ...], int], lexicon: TermIndex) -> int:
    """The number of a word, under which its stems are entered when it is first met."""
    identity = (word.text, word.variants)
    if identity not in words:
        words[identity] = number = len(words)
        lexicon.by_folded_word.setdefault(word.folded, []).append((number, word.text))
        for variant in word.variants:
            lexicon.by_stem.setdefault(variant.prefix, []).append((number, variant))
    return words[identity]


def _colliding(lexicon: TermIndex) -> Iterator[tuple[str, str]]:
    for reading in lexicon.readings:
        for found in lexicon.related(reading):
            if found.key not in lexicon.synonyms[reading.key]:
                yield reading.key, found.key
