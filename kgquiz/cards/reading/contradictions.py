"""What a sentence says against a point all of whose words it may have: the contrary, another owner, another limit.

Each rule is grammar: a denied verb denies its clause, who stands in the nominative acts, гана says that nobody else
does. A point that is contradicted is not covered, however many of its words are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kgquiz.cards.kyrgyz.letters import VOWELS, skeleton
from kgquiz.cards.reading.meanings import ReadWord, prevents, rival_members
from kgquiz.cards.reading.statements import Clause, Statements
from kgquiz.cards.reading.values import Fact

_BODIES = 0
"""The number of the first set of rivals: who does it."""
_OBLIQUE = ("нIн", "дIн", "тIн", "гA", "кA", "нA", "дAн", "тAн", "нAн", "дA", "тA", "дAгI", "тAгI")
_ACCUSATIVE = ("тI", "дI")
_ANYBODY = frozenset({"депутат"})
"""Of a parliament or of a village's council."""
_OWNS = frozenset({"таандык"})
_ACTING = frozenset({"көпчүлүк", "коалиция"})
_LABEL = "="
_MOSTLY = 0.6
_FEWEST = 2


def subjects(clauses: Iterable[Clause], words: Sequence[ReadWord]) -> frozenset[int]:
    """The bodies that act in these clauses: those in the nominative, and whose it is said to be."""
    found: set[int] = set()
    for clause in clauses:
        for at in clause.words:
            following = words[at + 1] if at + 1 < clause.words.stop else None
            acts = _is_nominative(words[at].folded) and not (following and following.groups & words[at].groups)
            owns = following is not None and bool(following.groups & _OWNS)
            if acts or owns:
                found.update(_bodies(words[at].groups))
    return frozenset(found)


@lru_cache(maxsize=4096)
def _bodies(groups: frozenset[str]) -> tuple[int, ...]:
    return tuple(member for group in groups - _ANYBODY for number, member in rival_members(group) if number == _BODIES)


@lru_cache(maxsize=8192)
def _is_nominative(folded: str) -> bool:
    bones = skeleton(folded)
    if bones.endswith(_OBLIQUE):
        return False
    return not (bones.endswith(_ACCUSATIVE) and folded[-3:-2] not in VOWELS)


def is_lifted(point: Statements, said: Statements, of: range) -> bool:
    """Whether the point ends in what forbids or limits, and the sentence denies just that: чектелген эмес."""
    for clause in point.clauses:
        last = point.words[clause.words[-1]] if clause.words else None
        if last is None or not last.groups & prevents():
            continue
        places = [place for place in said.places_of(last) if said.clause_of[place] in of]
        if places and all(said.words[place].denied is not last.denied for place in places):
            return True
    return False


def is_said_of_another(point: Statements, said: Statements, of: range) -> bool:
    """Whether a noun or verb of the point stands there with a rival of the word that stands before it in the point."""
    for clause in point.clauses:
        for at in clause.words[1:]:
            before, word = point.words[at - 1], point.words[at]
            if word.little or not (_sets(before) or _acts(before)):
                continue
            places = [place for place in said.places_of(word) if said.clause_of[place] in of and place > 0]
            others = [said.words[place - 1] for place in places]
            if others and all(_is_rival(before, other) and not point.says(other) for other in others):
                return True
    return False


def _sets(word: ReadWord) -> frozenset[tuple[int, int]]:
    return frozenset(
        place for group in word.groups - _ANYBODY if not group.startswith(_LABEL) for place in rival_members(group)
    )


def _acts(word: ReadWord) -> bool:
    """Whether it is somebody who acts, though of no set of rivals: көпчүлүк."""
    return bool(word.groups & _ACTING) and _is_nominative(word.folded)


def _is_rival(one: ReadWord, other: ReadWord) -> bool:
    """Whether two words are different members of one set of rivals, or two that act."""
    mine, theirs = _sets(one), _sets(other)
    numbers = {number for number, _ in mine} & {number for number, _ in theirs}
    if any(
        {member for of, member in mine if of == number}.isdisjoint(member for of, member in theirs if of == number)
        for number in numbers
    ):
        return mine.isdisjoint(theirs) and _is_nominative(one.folded) is _is_nominative(other.folded)
    return _acts(one) and _is_nominative(other.folded) and bool(_bodies(other.groups))


def is_said_contrary(point: Statements, said: Statements, of: range) -> bool:
    """Whether a clause of the sentence says most of a clause of the point, one denied and the other not."""
    return any(_is_contrary(point, clause, said, said.clauses[number]) for clause in point.clauses for number in of)


def _is_contrary(point: Statements, clause: Clause, said: Statements, other: Clause) -> bool:
    wanted = [point.words[at] for at in clause.words if not point.words[at].little]
    if len(wanted) < _FEWEST:
        return False
    hits = mistaken = 0
    for word in wanted:
        places = [place for place in said.places_of(word) if place in other.words]
        if places:
            hits += 1
            mistaken += all(said.words[place].denied is not word.denied for place in places)
    return hits >= max(_FEWEST, _MOSTLY * len(wanted)) and mistaken == hits


_MEASURES = frozenset({"мөөнөт", "жаш", "саны"})
_FIGURES = frozenset({"number", "share", "year"})


def measures_otherwise(point: Statements, values: frozenset[Fact], clause: Clause, said: Statements) -> bool:
    """Whether a term, an age or a number that the point gives in words is given in figures: мөөнөтү 6 жыл."""
    if values or not point.words or not point.words[0].groups & _MEASURES:
        return False
    first = point.words[0]
    if not any(kind in _FIGURES for kind, _ in clause.values):
        return False
    topic = said.places_of(first)
    rest = [word for word in point.words[1:] if not word.little and not word.groups & first.groups]
    told = any(place in clause.words for word in rest for place in said.places_of(word))
    return bool(rest) and not told and any(place in clause.words for place in topic)


def owners(text: Statements) -> frozenset[int]:
    """The bodies whose something is said to be: Жогорку Кеңешке таандык."""
    found: set[int] = set()
    for clause in text.clauses:
        for at in clause.words[1:]:
            if text.words[at].groups & _OWNS and not text.words[at].denied:
                found.update(_bodies(text.words[at - 1].groups))
    return frozenset(found)


_ONLY, _TOO = frozenset({"гана"}), frozenset({"да", "дагы"})


def limits_otherwise(point: Statements, said: Statements, of: range) -> bool:
    """Whether one of the two says that only somebody does it, and the other that others do too."""
    alone = list(_followed_by(point, range(len(point.clauses)), _ONLY))
    together = [word for word in _followed_by(said, of, _TOO) if _rival_sets(word.groups)]
    if any(word.groups & other.groups for word in alone for other in together):
        return True
    only_hers = [word for word in _followed_by(said, of, _ONLY) if _rival_sets(word.groups)]
    shared = any(True for _ in _followed_by(point, range(len(point.clauses)), _TOO))
    return shared and any(not point.says(word) for word in only_hers)


def _followed_by(text: Statements, of: range, particles: frozenset[str]) -> Iterator[ReadWord]:
    for number in of:
        words = text.clauses[number].words
        for at in words[:-1]:
            if text.words[at + 1].folded in particles:
                yield text.words[at]


def _rival_sets(groups: frozenset[str]) -> frozenset[int]:
    return frozenset(number for group in groups for number, _ in rival_members(group))
