"""A written answer beside all points of a card: where each is said, how much of it, and with what in its place."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from kgquiz.cards.reading.contradictions import (
    owners,
)
from kgquiz.cards.reading.likeness import NEAR_AT_LEAST
from kgquiz.cards.reading.meanings import ReadWord
from kgquiz.cards.reading.roles import (
    actors_in,
    asked_about,
)
from kgquiz.cards.reading.sought import SoughtPoint, asks_what_is_forbidden
from kgquiz.cards.reading.statements import Rivals, Statements, joined, rivals_of
from kgquiz.cards.reading.values import agreement, clashes, of_kinds
from kgquiz.value import dataclass

_DENIED, _OTHER_BODY, _OTHER_BODY_NEAR, _OTHER_BODY_OF_PROMPT = 0.8, 0.35, 0.15, 0.1
_OTHER_VALUE, _OTHER_VALUE_NEAR = 0.7, 0.2
_DENIED_WHERE_FORBIDDEN = 0.2
_VALUE = 0.1
BODIES = 0
"""The number of the first set of rivals: who does it."""
TOO_FEW_WORDS = 0.6
_NEARLY_MOST = 0.75


@dataclass(frozen=True, slots=True)
class Spot:
    """The sentence and clause that say most of a point."""

    sentence: int
    clause: int
    denied: float
    denied_near: float
    rival: int
    rival_near: int
    rival_of_prompt: int
    value: float
    other_value: float
    net: float


Hits = list[list[float]]
"""Clause or sentence → word of the point → how alike the best word there is."""


class AnswerBeside:
    """One answer beside all points of a card."""

    def __init__(
        self, said: Statements, asked: list[SoughtPoint], matches: list[list[dict[int, float]]], told: Statements
    ) -> None:
        self.said, self.asked, self.matches, self.told = said, asked, matches, told
        self.in_clause: list[Hits] = []
        self.denied: list[list[list[bool]]] = []
        for point, words in zip(asked, matches, strict=True):
            hits, denied = self._hits(point, words)
            self.in_clause.append(hits)
            self.denied.append(denied)
        self.speaking = [{said.clause_of[place] for found in words for place in found} for words in matches]
        self.mistaken = [
            {clause for clause in speaking if any(rows[clause])}
            for speaking, rows in zip(self.speaking, self.denied, strict=True)
        ]
        self.in_sentence = [
            self._best(hits, speaking) for hits, speaking in zip(self.in_clause, self.speaking, strict=True)
        ]
        self.covered = [
            [share_of(hits, point.weights) for hits in sentences]
            for point, sentences in zip(asked, self.in_sentence, strict=True)
        ]
        self.most = list(map(max, self.covered))
        self.anywhere = [[max(found.values(), default=0.0) for found in words] for words in matches]
        self.sentence_values = [said.values_of(of) for of in said.sentences]
        self.sentence_rivals = [joined(said.clauses[number].rivals for number in of) for of in said.sentences]
        self.told_actors = actors_in(told)
        self.told_doers = asked_about(told)
        self.told_bodies = rivals_of(told.words).get(BODIES, frozenset())
        self.asked_bodies = frozenset[int]().union(*(point.rivals.get(BODIES, frozenset()) for point in asked))
        self.allowed = frozenset[str]().union(
            *(word.groups for word in told.words), *(word.groups for point in asked for word in point.statements.words)
        )
        self.asked_what_is_forbidden = asks_what_is_forbidden(told)
        self.owners = frozenset[int]().union(*(owners(point.statements) for point in asked))
        self.said_owners = owners(said) if self.owners else frozenset[int]()
        self.all_values = said.values_of(range(len(said.clauses)))
        self.claims = self._claims()
        told_stems = {word.stem for word in told.words}
        told_groups = frozenset[str]().union(*(word.groups for word in told.words))
        self.foreign = [
            not word.little
            and place not in self.claims
            and word.stem not in told_stems
            and word.groups.isdisjoint(told_groups)
            for place, word in enumerate(said.words)
        ]
        self.exchanged: dict[int, float] = {}
        self.denials = sum(any(said.words[place].denied for place in clause.words) for clause in said.clauses) / len(
            said.clauses
        )
        self.content = len(said.content())

    def _hits(self, point: SoughtPoint, words: list[dict[int, float]]) -> tuple[Hits, list[list[bool]]]:
        """Of two words as alike, the one that is denied as the point's own is counts."""
        nothing, unsaid = [0.0] * len(words), [False] * len(words)
        hits, denied = [nothing] * len(self.said.clauses), [unsaid] * len(self.said.clauses)
        for at, found in enumerate(words):
            own = point.words[at].denied
            for place, alike in found.items():
                number = self.said.clause_of[place]
                if hits[number] is nothing:  # most clauses say nothing of a point, and share one row
                    hits[number], denied[number] = nothing.copy(), unsaid.copy()
                other = self.said.words[place].denied is not own
                best = hits[number][at]
                if alike > best or (alike == best and not other):
                    hits[number][at] = alike
                    denied[number][at] = other
        return hits, denied

    def _best(self, hits: Hits, speaking: set[int]) -> Hits:
        """The best in each sentence, of the clauses that say anything."""
        best = [hits[of.start] for of in self.said.sentences]
        for clause in speaking:
            sentence = self.said.clauses[clause].sentence
            best[sentence] = list(map(max, best[sentence], hits[clause]))
        return best

    def _claims(self) -> dict[int, list[tuple[int, float]]]:
        """Word of the answer → the points that it could speak for."""
        claims: dict[int, list[tuple[int, float]]] = {}
        for number, words in enumerate(self.matches):
            for found in words:
                for place, alike in found.items():
                    claims.setdefault(place, []).append((number, alike))
        return claims

    def _place(self, number: int) -> Spot:
        best: tuple[float, Spot] | None = None
        for sentence, of in enumerate(self.said.sentences):
            if best and self._at_most(number, sentence) <= best[0]:
                continue
            near = self._denied_in(number, of)
            for clause in of:
                if best and not self._speaks_of(number, clause):
                    continue
                found = self._weighed(number, sentence, clause, near)
                if best is None or found[0] > best[0]:
                    best = found
        if best is None:
            message = "a text without clauses has no places"
            raise ValueError(message)
        return best[1]

    def _speaks_of(self, number: int, clause: int) -> bool:
        return clause in self.speaking[number] or not self.asked[number].values.isdisjoint(
            self.said.clauses[clause].values
        )

    def _at_most(self, number: int, sentence: int) -> float:
        """What a clause of the sentence weighs if nothing is against it; it says no more than the sentence does."""
        has_value = not self.asked[number].values.isdisjoint(self.sentence_values[sentence])
        return self.covered[number][sentence] + _VALUE * has_value

    def _weighed(self, number: int, sentence: int, clause: int, near: float) -> tuple[float, Spot]:
        point, here = self.asked[number], self.said.clauses[clause]
        around = self.sentence_values[sentence]
        value = here.values if of_kinds(point.values, here.values) else around
        agrees, other = agreement(point.values, value), clashes(point.values, value)
        denied = self._denied_in(number, range(clause, clause + 1))
        rival = _rival_count(point.own_rivals, here.rivals)
        rival_near = _rival_count(point.own_rivals, self.sentence_rivals[sentence])
        of_prompt = _rival_count(point.rivals, here.rivals)
        if point.forbids:
            denied, near = denied * _DENIED_WHERE_FORBIDDEN, near * _DENIED_WHERE_FORBIDDEN
        if not point.words:
            place = Spot(sentence, clause, denied, near, rival, rival_near, of_prompt, agrees, other, agrees)
            return _VALUE * agrees, place
        covered = self.covered[number][sentence]
        alone = share_of(self.in_clause[number][clause], point.weights)
        against = max(denied if alone > TOO_FEW_WORDS * covered else 0.0, near)
        weight = (covered + alone) / 2 * (1 - _DENIED * against)
        weight *= (1 - _OTHER_BODY * rival) * (1 - _OTHER_BODY_NEAR * rival_near)
        weight *= 1 - _OTHER_BODY_OF_PROMPT * of_prompt
        nearby = clashes(point.values, around) > 0
        net = weight * (1 - _OTHER_VALUE * min(other, 1)) * (1 - _OTHER_VALUE_NEAR * nearby)
        place = Spot(sentence, clause, denied, near, rival, rival_near, of_prompt, agrees, other, net)
        return weight + _VALUE * agrees, place

    def _denied_in(self, number: int, of: range) -> float:
        """The part of the point's words said there that are denied and should not be, or the other way round."""
        if self.mistaken[number].isdisjoint(of):
            return 0.0
        total = mistaken = 0.0
        weights, hits, denied = self.asked[number].weights, self.in_clause[number], self.denied[number]
        for at, weight in enumerate(weights):
            best, other = 0.0, False
            for clause in of:
                alike = hits[clause][at]
                if alike > best or (alike == best and not denied[clause][at]):
                    best, other = alike, denied[clause][at]
            total += best * weight
            mistaken += best * weight * other
        return mistaken / total if total else 0.0

    def _telling(self, number: int, of: range) -> list[int]:
        """The clauses of a sentence that say most words of the point."""
        shares = [sum(self.in_clause[number][clause]) for clause in of]
        least = _NEARLY_MOST * max(shares)
        return [clause for clause, share in zip(of, shares, strict=True) if share >= least]

    def _exchanged(self, number: int, sentence: int) -> float:
        """The same as `_exchanged_in`, of the one sentence that says most of the point; asked twice."""
        if number not in self.exchanged:
            self.exchanged[number] = self._exchanged_in(number, sentence)
        return self.exchanged[number]

    def _exchanged_in(self, number: int, sentence: int) -> float:
        """The part of the point's words in whose place, before the next, stand others that mean something else.

        Бюджеттин туруктуулугу for кызматтын туруктуулугу. A word that the dictionary does not know may mean the same.
        """
        point, said = self.asked[number], self.said
        here = self.in_sentence[number][sentence]
        exchanged = 0
        own = frozenset(spot for found in self.matches[number] for spot in found)
        for at in range(len(here)):
            if at + 1 == len(here) or here[at] >= NEAR_AT_LEAST or here[at + 1] < NEAR_AT_LEAST:
                continue
            groups = point.words[at].groups
            spots = [spot for spot in self.matches[number][at + 1] if said.clause_of[spot] in said.sentences[sentence]]
            if groups and spots and all(self._stands_otherwise(groups, own, spot) for spot in spots):
                exchanged += 1
        return exchanged / len(here) if here else 0.0

    def _stands_otherwise(self, groups: frozenset[str], own: frozenset[int], spot: int) -> bool:
        first = self.said.clauses[self.said.clause_of[spot]].words.start
        before = spot - 1
        while before >= first and self.said.words[before].little:
            before -= 1
        if before < first or before in own:
            return False
        word = self.said.words[before]
        return bool(word.groups) and word.groups.isdisjoint(groups) and not self.told.says(word)

    def _has_head(self, point: SoughtPoint, words: range) -> bool:
        return all(self._stands(word, words) for word in point.words[: point.head])

    def _stands(self, word: ReadWord, words: range) -> bool:
        return any(place in words for place in self.said.places_of(word))


def share_of(hits: Sequence[float], weights: Sequence[float]) -> float:
    """How much of what weighs is hit, from 0 to 1."""
    if not any(hits):
        return 0.0  # so it is for most sentences and points
    total = sum(weights)
    return sum(map(mul, hits, weights)) / total if total else 0.0


def _rival_count(wanted: Rivals, named: Rivals) -> int:
    """In how many sets of rivals another member is named than is wanted, at most 2."""
    if not wanted or not named:
        return 0
    return min(2, sum(1 for number, members in wanted.items() if number in named and not members & named[number]))
