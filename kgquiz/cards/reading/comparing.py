"""What a clause says against a point by what is set beside what: the other is the greater, the one that depends, gone.

Стажга караганда ылайыктуулук and ылайыктуулукка караганда стаж have one and the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from kgquiz.cards.reading.meanings import ReadWord
from kgquiz.cards.reading.phrases import NounPhrase, Part, part_of
from kgquiz.cards.reading.statements import Statements, known_statements

_RELATES = frozenset({"каранды", "жогору", "томон", "караганда", "коп", "аз", "артык", "ашык", "кем", "чон"})
"""Words that set one thing beside another, which stands in the ablative; before караганда in the dative."""
_SET_BESIDE = {Part.SOURCE, Part.GOAL}


def compares_otherwise(point: Statements, said: Statements, of: range) -> bool:
    """Whether what the point sets others beside is there what is set beside them, or is set beside something else."""
    mine = _yardsticks_of(point.text)
    if not mine:
        return False
    all_theirs = list(_yardsticks(said, of))
    for phrase in mine:
        theirs = [other for other in all_theirs if other.part is phrase.part]
        if not theirs:
            continue
        places = {place for place in said.places_of(point.words[phrase.head]) if said.clause_of[place] in of}
        if places and all(places.isdisjoint(other.words) for other in theirs):
            return True
    return False


@lru_cache(maxsize=2048)
def _yardsticks_of(text: str) -> tuple[NounPhrase, ...]:
    point = known_statements(text)
    return tuple(_yardsticks(point, range(len(point.clauses))))


def _yardsticks(text: Statements, of: range) -> Iterator[NounPhrase]:
    """What others are set beside: a noun in the ablative, or the dative, before a word that compares."""
    for number in of:
        clause = text.clauses[number]
        for phrase in clause.phrases:
            after = range(phrase.head + 1, clause.words.stop)
            if phrase.part in _SET_BESIDE and any(_relates(text.words[at], phrase.part) for at in after):
                yield phrase


def _relates(word: ReadWord, part: Part) -> bool:
    if part is Part.GOAL:
        return word.folded == "караганда"
    return word.folded in _RELATES and word.folded != "караганда"


_Attributed = tuple[NounPhrase, frozenset[str]]
_REACH = 3
"""How many words before a noun may say of it which one it is, those between included that say little."""


def exchanges_attributes(point: Statements, said: Statements, of: range) -> bool:
    """Whether two nouns have there each what the point says of the other.

    Кыргызстандын тажрыйбасын дүйнөлүк шартка for дүйнөлүк тажрыйбаны Кыргызстандын шартына.
    """
    mine = [one for one in _nouns_of(point.text) if said.places_of(point.words[one[0].head])]
    if len(mine) < 2:  # noqa: PLR2004 - two change places
        return False
    theirs = list(_nouns(said, of))
    return any(
        one[1].isdisjoint(other[1]) and _is_crossed(point, said, theirs, one, other)
        for one, other in combinations(mine, 2)
    )


@lru_cache(maxsize=2048)
def _nouns_of(text: str) -> tuple[_Attributed, ...]:
    """The nouns of a point of which it says which ones they are."""
    point = known_statements(text)
    nouns = ((phrase, _said_before(point, phrase)) for phrase in _nouns(point, range(len(point.clauses))))
    return tuple((phrase, before) for phrase, before in nouns if before)


def _is_crossed(
    point: Statements, said: Statements, theirs: list[NounPhrase], one: _Attributed, other: _Attributed
) -> bool:
    same_noun = point.words[one[0].head].stem == point.words[other[0].head].stem

    def found(mine: NounPhrase) -> list[frozenset[str]]:
        spots = said.places_of(point.words[mine.head])
        return [
            _said_before(said, phrase)
            for phrase in theirs
            if phrase.head in spots and (phrase.part is mine.part or not same_noun)
        ]

    first, second = found(one[0]), found(other[0])
    return bool(first and second) and all(
        not words.isdisjoint(wrong) and words.isdisjoint(right)
        for sets, right, wrong in ((first, one[1], other[1]), (second, other[1], one[1]))
        for words in sets
    )


def _nouns(text: Statements, of: range) -> Iterator[NounPhrase]:
    return (phrase for number in of for phrase in text.clauses[number].phrases if phrase.part is not Part.DEED)


def _said_before(text: Statements, phrase: NounPhrase) -> frozenset[str]:
    """The stems of what stands before a noun in its clause and is no other noun's verb or deed."""
    found: set[str] = set()
    first = text.clauses[text.clause_of[phrase.head]].words.start
    for at in range(phrase.head - 1, max(first, phrase.head - _REACH) - 1, -1):
        word = text.words[at]
        if part_of(word.folded) in {Part.OBJECT, Part.GOAL, Part.SOURCE, Part.DEED} and not word.folded.endswith(
            _ADJECTIVE
        ):
            break
        if not word.little:
            found.add(word.stem)
    return frozenset(found)


_ADJECTIVE = ("ты", "лык", "лик", "лук", "тык", "тик", "тук", "дык", "дик", "дук")
_MEANS = frozenset({"менен", "аркылуу"})


def is_done_by_other_means(point: Statements, said: Statements, of: range) -> bool:
    """Whether the deed of the point is done there with something else: дайындоо менен for конкурс менен."""
    mine = _means_of(point.text)
    theirs = list(_means(said, of)) if mine else []
    for thing, at in mine if theirs else ():
        if any(said.clause_of[place] in of for place in said.places_of(thing)):
            continue
        there = [other for other, place in theirs if place in said.places_of(point.words[at])]
        if there and all(_is_other(other, thing) and not point.says(other) for other in there):
            return True
    return False


@lru_cache(maxsize=2048)
def _means_of(text: str) -> tuple[tuple[ReadWord, int], ...]:
    point = known_statements(text)
    return tuple(_means(point, range(len(point.clauses))))


def _is_other(one: ReadWord, other: ReadWord) -> bool:
    return bool(one.groups) and one.groups.isdisjoint(other.groups)


def _means(text: Statements, of: range) -> Iterator[tuple[ReadWord, int]]:
    """Each thing with which something is done, and the place of the deed right after it."""
    for number in of:
        words = text.clauses[number].words
        for at in words[1:-1]:
            is_deed = part_of(text.words[at + 1].folded) is Part.DEED
            if text.words[at].folded in _MEANS and is_deed and not text.words[at - 1].little:
                yield text.words[at - 1], at + 1


_GONE = frozenset({"жоюу"})
_NOT_THERE = frozenset({"жок"})


def is_gone(point: Statements, said: Statements, number: int) -> bool:
    """Whether of a thing that the point only names the clause says that it is no more: жыйын жоюлган, бөлүмдөр жок."""
    if any(_tells(word) for word in point.words):
        return False
    clause = said.clauses[number]
    if not clause.words:
        return False
    *before, last = (said.words[at] for at in clause.words)
    if not (last.groups & _GONE and part_of(last.folded) is Part.DEED) and last.folded not in _NOT_THERE:
        return False
    named = [word for word in point.words if not word.little]
    here = [word for word in named if any(place in clause.words[:-1] for place in said.places_of(word))]
    return bool(before) and len(here) * 2 >= len(named)


def _tells(word: ReadWord) -> bool:
    """Whether the point says something of what it names: it has a verb, or denies."""
    return word.denied or part_of(word.folded) is Part.DEED or bool(word.groups & _GONE)
