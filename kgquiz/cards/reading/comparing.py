"""What a clause says against a point by what is set beside what: the other is the greater, the one that depends, gone.

Стажга караганда ылайыктуулук and ылайыктуулукка караганда стаж have one and the same words.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.cards.reading.meanings import ReadWord
from kgquiz.cards.reading.phrases import NounPhrase, Part, part_of
from kgquiz.cards.reading.statements import Statements

_RELATES = frozenset({"каранды", "жогору", "томон", "караганда", "коп", "аз", "артык", "ашык", "кем", "чон"})
"""Words that set one thing beside another, which stands in the ablative; before караганда in the dative."""
_SET_BESIDE = {Part.SOURCE, Part.GOAL}


def compares_otherwise(point: Statements, said: Statements, of: range) -> bool:
    """Whether what the point sets others beside is there what is set beside them, or is set beside something else."""
    for phrase in _yardsticks(point, range(len(point.clauses))):
        word = point.words[phrase.head]
        places = [place for place in said.places_of(word) if said.clause_of[place] in of]
        theirs = [other for other in _yardsticks(said, of) if other.part is phrase.part]
        if not places or not theirs:
            continue
        beside = {place for other in theirs for place in other.words}
        if beside.isdisjoint(places):
            return True
    return False


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


_MEANS = frozenset({"менен", "аркылуу"})


def is_done_by_other_means(point: Statements, said: Statements, of: range) -> bool:
    """Whether the deed of the point is done there with something else: дайындоо менен for конкурс менен."""
    theirs = list(_means(said, of))
    for thing, at in _means(point, range(len(point.clauses))):
        if any(said.clause_of[place] in of for place in said.places_of(thing)):
            continue
        there = [other for other, place in theirs if place in said.places_of(point.words[at])]
        if there and all(other.groups and other.groups.isdisjoint(thing.groups) for other in there):
            return True
    return False


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
