"""What speaks for and against a point's being covered by a written answer, as numbers for the model.

A point's words weigh by how rare they are in the decks; a word of the prompt says little. Of all clauses the one is
taken that says most of the point, after what speaks against it: a denial, another body, another value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from operator import mul

from kgquiz.cards.reading.comparing import compares_otherwise, exchanges_attributes, is_done_by_other_means, is_gone
from kgquiz.cards.reading.contradictions import (
    asserts_being,
    binds_otherwise,
    counts_otherwise,
    is_anothers_duty,
    is_done_by_a_body,
    is_done_by_another,
    is_lifted,
    is_not_its_own,
    is_permitted,
    is_put_right,
    is_said_contrary,
    is_said_of_another,
    lacks_what_it_has,
    limits_otherwise,
    measures_otherwise,
    owners,
    plays_anothers_part,
    says_the_opposite,
    subjects,
)
from kgquiz.cards.reading.likeness import NEAR_AT_LEAST
from kgquiz.cards.reading.meanings import ReadWord, prevents
from kgquiz.cards.reading.rarity import rarity
from kgquiz.cards.reading.roles import (
    actors_in,
    acts_another,
    asked_about,
    asserts_what_is_prevented,
    concerns_another,
    counts_another,
    denies_its_word,
    follows_another,
    is_forbidden,
    is_of_another,
    is_placed_elsewhere,
    leaves_alone,
    stands_in_for_another,
    swaps_parts,
)
from kgquiz.cards.reading.sentences import Span
from kgquiz.cards.reading.statements import Rivals, Statements, known_statements, rivals_of, statements_of
from kgquiz.cards.reading.values import Fact, agreement, clashes, of_kinds, values_in

_PAGE = re.compile(r"\s*\(\d+(?:[–-]\d+)?-?б(?:ет)?\.?\)")
_HEAD = re.compile(r"\s[—–-]\s|:\s|, мисалы,")
_LONGEST_HEAD = 6
_LONGEST_TOPIC = 3
_BODY_SAID = 0.5
_IN_PROMPT = 0.3
_TELLING = 0.3
"""Below this share of its words a sentence is not about the point."""
_CLAIMED_ELSEWHERE = 0.3
_DENIED, _OTHER_BODY, _OTHER_BODY_NEAR, _OTHER_BODY_OF_PROMPT = 0.8, 0.35, 0.15, 0.1
_OTHER_VALUE, _OTHER_VALUE_NEAR = 0.7, 0.2
_DENIED_WHERE_FORBIDDEN = 0.2
_FORBIDDING = frozenset({"тыюу", "чектөө"})
"""What a prompt asks for whose points say what must not be."""
_ASKS = frozenset({"кандай", "эмнелерге", "эмнеге", "кайсы"})
_BODIES = 0
"""The number of the first set of rivals: who does it."""
_TOO_FEW_WORDS = 0.6
_NEARLY_MOST = 0.75
_EXCHANGED = 0.3
_KINDS = frozenset({"жөборган", "ведомство", "орган"})
"""Groups of which one thing is not the other."""

NAMES = (
    "anywhere", "sentence", "clause", "two_sentences", "unweighted", "own", "own_anywhere",
    "best_word", "missing_word", "amount", "unclaimed",
    "denied", "denied_near", "denies", "forbids",
    "rival", "rival_near", "rival_of_prompt", "body_named", "body_added", "body_foreign",
    "number_added", "has_value", "value", "value_near", "value_anywhere", "other_value", "other_value_near",
    "value_missing", "value_with_words", "value_nearest", "other_value_nearest",
    "clause_about_it", "points", "length", "answer_length", "beaten", "denials", "not_of_prompt",
    "best_other", "margin", "net", "elsewhere",
    "first", "last", "replaced", "exchanged", "foreign", "predicate", "predicate_foreign", "against",
    "all_denied", "all_rival", "all_other_value", "all_foreign", "all_net", "all_against",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SoughtPoint:
    """A point as it is looked for: its words that say something, their weights, whom it names, its figures."""

    words: tuple[ReadWord, ...]
    weights: tuple[float, ...]
    own: tuple[float, ...]
    """The weights again, of words that other points have too divided among them."""
    values: frozenset[Fact]
    rivals: Rivals
    own_rivals: Rivals
    """Without those that the prompt names."""
    statements: Statements
    body_has_values: bool
    """Whether what stands behind its head has figures."""
    head: int
    """How many of its words stand before a dash or colon, and say of what the rest is; 0 if there is none."""
    denies: bool
    forbids: bool
    not_of_prompt: float


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers in the order of NAMES, the words of the answer that show the point, whether it says against it."""

    numbers: tuple[float, ...]
    spans: tuple[Span, ...]
    contradicted: bool = False

    def __bool__(self) -> bool:
        """Whether there is any: an empty answer speaks for nothing."""
        return any(self.numbers)


Hits = list[list[float]]
"""Clause or sentence → word of the point → how alike the best word there is."""


def evidence(text: str, points: Sequence[str], prompt: str) -> list[Evidence]:
    """The evidence on each point."""
    said = statements_of(text)
    if not said.clauses:
        return [_nothing() for _ in points]
    asked = _asked(tuple(points), prompt)
    matches = [[said.places_of(word) for word in point.words] for point in asked]
    return _PointComparison(said, asked, matches, known_statements(prompt)).evidence()


def _nothing() -> Evidence:
    return Evidence((0.0,) * len(NAMES), ())


@lru_cache(maxsize=512)
def _asked(points: tuple[str, ...], prompt: str) -> list[SoughtPoint]:
    texts = [_PAGE.sub("", point) for point in points]
    read = [known_statements(text) for text in texts]
    told = known_statements(prompt)
    return [_ask(text, one, read, told) for text, one in zip(texts, read, strict=True)]


def asks_what_is_forbidden(prompt: Statements) -> bool:
    """Whether a question asks for that: кандай чектөөлөр, эмнелерге тыюу салынган; not чектөөлөргө тиешелүү иштер."""
    words = prompt.words
    return any(
        word.groups & _FORBIDDING and any(before.folded in _ASKS for before in words[max(0, at - 1) : at])
        for at, word in enumerate(words)
    ) or any(word.folded == "болбойт" for word in words)


def _ask(text: str, point: Statements, points: Sequence[Statements], told: Statements) -> SoughtPoint:
    values = values_in(text)
    words = point.content() or (() if values else point.words)
    rare = [rarity(word.stem) for word in words]
    weights = [weight * (_IN_PROMPT if told.says(word) else 1) for weight, word in zip(rare, words, strict=True)]
    shared = [sum(other.says(word) for other in points) or 1 for word in words]
    in_prompt = frozenset[str]().union(*(word.groups for word in told.words))
    groups = frozenset[str]().union(*(word.groups for word in words))
    return SoughtPoint(
        words,
        tuple(weights),
        tuple(weight / among for weight, among in zip(weights, shared, strict=True)),
        values,
        rivals_of(words),
        rivals_of(word for word in words if not word.groups & in_prompt),
        point,
        bool(values) and bool(values_in(_HEAD.split(text, maxsplit=1)[-1])),
        _head_of(text, words),
        any(word.denied for word in words),
        bool(groups & prevents()) or asks_what_is_forbidden(told),
        sum(weights) / (sum(rare) or 1),
    )


def _head_of(text: str, words: Sequence[ReadWord]) -> int:
    cut = _HEAD.search(text)
    if cut is None:
        return 0
    size = sum(word.end <= cut.start() for word in words)
    return size if 0 < size < len(words) and size <= _LONGEST_HEAD else 0


class _PointComparison:
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
        self.in_sentence = [[self._best(hits, of) for of in said.sentences] for hits in self.in_clause]
        self.covered = [
            [_share(hits, point.weights) for hits in sentences]
            for point, sentences in zip(asked, self.in_sentence, strict=True)
        ]
        self.sentence_values = [said.values_of(of) for of in said.sentences]
        self.sentence_rivals = [
            said.clauses[of.start].rivals
            if len(of) == 1
            else rivals_of(said.words[place] for number in of for place in said.clauses[number].words)
            for of in said.sentences
        ]
        self.told_actors = actors_in(told)
        self.told_doers = asked_about(told)
        self.told_bodies = rivals_of(told.words).get(_BODIES, frozenset())
        self.asked_bodies = frozenset[int]().union(*(point.rivals.get(_BODIES, frozenset()) for point in asked))
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

    def evidence(self) -> list[Evidence]:
        places = [self._place(number) for number in range(len(self.asked))]
        against = [self._contradicted(number, place) for number, place in enumerate(places)]
        whole = self._whole(places, against)
        return [
            _nothing()
            if not any(self.matches[number]) and self.asked[number].values.isdisjoint(self.all_values)
            else Evidence(
                (*self._numbers(number, place), float(against[number]), *whole),
                self._spans(number, place),
                against[number],
            )
            for number, place in enumerate(places)
        ]

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

    def _best(self, hits: Hits, of: range) -> list[float]:
        return [max(column) for column in zip(*(hits[number] for number in of), strict=True)]

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
            if best and not self._concerns(number, sentence):
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
        return any(self.in_clause[number][clause]) or not self.asked[number].values.isdisjoint(
            self.said.clauses[clause].values
        )

    def _concerns(self, number: int, sentence: int) -> bool:
        return self.covered[number][sentence] > 0 or not self.asked[number].values.isdisjoint(
            self.sentence_values[sentence]
        )

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
            return 0.1 * agrees, place
        covered = self.covered[number][sentence]
        alone = _share(self.in_clause[number][clause], point.weights)
        against = max(denied if alone > _TOO_FEW_WORDS * covered else 0.0, near)
        weight = (covered + alone) / 2 * (1 - _DENIED * against)
        weight *= (1 - _OTHER_BODY * rival) * (1 - _OTHER_BODY_NEAR * rival_near)
        weight *= 1 - _OTHER_BODY_OF_PROMPT * of_prompt
        nearby = clashes(point.values, around) > 0
        net = weight * (1 - _OTHER_VALUE * min(other, 1)) * (1 - _OTHER_VALUE_NEAR * nearby)
        place = Spot(sentence, clause, denied, near, rival, rival_near, of_prompt, agrees, other, net)
        return weight + 0.1 * agrees, place

    def _denied_in(self, number: int, of: range) -> float:
        """The part of the point's words said there that are denied and should not be, or the other way round."""
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

    def _numbers(self, number: int, place: Spot) -> tuple[float, ...]:
        return (
            *self._of_words(number, place),
            *self._of_claims(number, place),
            *self._of_card(number, place),
            *self._of_roles(number, place),
        )

    def _of_words(self, number: int, place: Spot) -> tuple[float, ...]:
        point, hits = self.asked[number], self.in_sentence[number]
        here = hits[place.sentence]
        anywhere = [max(found.values(), default=0.0) for found in self.matches[number]]
        covered = self.covered[number][place.sentence] if point.words else self._value_near(number, place)
        alone = _share(self.in_clause[number][place.clause], point.weights) if point.words else place.value
        hit = [weight for weight, alike in zip(point.weights, here, strict=True) if alike >= NEAR_AT_LEAST]
        missed = [weight for weight, alike in zip(point.weights, here, strict=True) if alike < NEAR_AT_LEAST]
        everywhere = agreement(point.values, self.all_values)
        return (
            _share(anywhere, point.weights),
            covered,
            alone,
            self._in_two_sentences(number, place, covered),
            len(hit) / (len(here) or 1),
            _share(here, point.own),
            _share(anywhere, point.own) if point.words else everywhere,
            max(hit, default=0.0),
            max(missed, default=0.0),
            min(sum(hit), 3.0),
            _share(self._unclaimed(number, place.sentence), point.weights),
        )

    def _of_claims(self, number: int, place: Spot) -> tuple[float, ...]:
        point, here = self.asked[number], self.said.clauses[place.clause]
        has_value = float(bool(point.values))
        near = self._value_near(number, place)
        added, foreign = self._bodies_added(point, place)
        return (
            place.denied,
            place.denied_near,
            float(point.denies),
            float(point.forbids),
            min(place.rival, 2),
            min(place.rival_near, 2),
            min(place.rival_of_prompt, 2),
            len(
                point.rivals.get(_BODIES, frozenset()) & self.sentence_rivals[place.sentence].get(_BODIES, frozenset())
            ),
            min(added, 3),
            min(foreign, 3),
            0.0 if point.values else min(self._numbers_added(here.values), 3),
            has_value,
            agreement(point.values, here.values),
            near,
            agreement(point.values, self.all_values),
            min(clashes(point.values, here.values), 2),
            min(clashes(point.values, self.sentence_values[place.sentence]), 2),
            has_value * (1 - near),
            has_value * near * self.covered[number][place.sentence],
            place.value,
            place.other_value,
        )

    def _of_card(self, number: int, place: Spot) -> tuple[float, ...]:
        point, said = self.asked[number], self.said
        here = self.covered[number][place.sentence]
        others = [covered[place.sentence] for at, covered in enumerate(self.covered) if at != number]
        best = [max(covered) for at, covered in enumerate(self.covered) if at != number]
        words = said.clauses[place.clause].words
        about = {spot for found in self.matches[number] for spot in found if spot in words}
        content = sum(not said.words[spot].little for spot in words) or 1
        anywhere = [max(found.values(), default=0.0) for found in self.matches[number]]
        return (
            len(about) / content,
            len(self.asked) / 7,
            min(len(point.words), 10) / 10,
            log1p(self.content),
            sum(other > here for other in others) / (len(others) or 1),
            self.denials,
            point.not_of_prompt,
            max(best, default=0.0),
            here - max(others, default=0.0),
            place.net,
            _share(anywhere, point.weights) - here,
        )

    def _of_roles(self, number: int, place: Spot) -> tuple[float, ...]:
        """What stands where the point's own words should: before its nouns, and as what is said of them."""
        point, said = self.asked[number], self.said
        here = self.in_sentence[number][place.sentence]
        of = said.sentences[place.sentence]
        replaced = 0.0
        for at in range(1, len(here)):
            if here[at] < NEAR_AT_LEAST or here[at - 1] >= NEAR_AT_LEAST:
                continue
            before = [spot - 1 for spot in self.matches[number][at] if said.clause_of[spot] in of]
            if before and all(spot >= 0 and self.foreign[spot] for spot in before):
                replaced += point.weights[at - 1]
        content = [spot for spot in said.clauses[place.clause].words if not said.words[spot].little]
        predicate = content[-1] if content else -1
        own = {spot for found in self.matches[number] for spot in found}
        return (
            here[0] if here else 0.0,
            here[-1] if here else 0.0,
            min(replaced, 3.0),
            self._exchanged(number, place.sentence),
            sum(self.foreign[spot] for spot in content) / (len(content) or 1),
            float(predicate in own),
            float(predicate >= 0 and self.foreign[predicate]),
        )

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

    def _contradicted(self, number: int, place: Spot) -> bool:
        """Whether the sentence says against the point what its words alone do not show."""
        point, of = self.asked[number], self.said.sentences[place.sentence]
        if point.values and counts_another(point.statements, point.values, self.said, place.clause):
            return True
        if point.words and self.covered[number][place.sentence] < _TELLING:
            return False
        return (
            ((point.denies or not point.forbids) and is_said_contrary(point.statements, self.said, of))
            or says_the_opposite(point.statements, self.said, of)
            or lacks_what_it_has(point.statements, self.said, of)
            or (self.asked_what_is_forbidden and is_permitted(self.said.clauses[place.clause], self.said))
            or (not self.asked_what_is_forbidden and is_put_right(point.statements, self.said, of))
            or is_not_its_own(point.statements, self.allowed, self.said, of)
            or is_done_by_a_body(point.statements, self.said, of)
            or asserts_being(point.statements, self.said, of)
            or counts_otherwise(point.statements, self.said, of)
            or self._has_anothers_key(number, of)
            or is_lifted(point.statements, self.said, of)
            or is_said_of_another(point.statements, self.said, of)
            or limits_otherwise(point.statements, self.said, of)
            or any(measures_otherwise(point.statements, point.values, one, self.said) for one in self.said.clauses)
            or self._is_anothers(of)
            or self._is_in_other_hands(number, place)
            or self._has_other_figures(number, place)
            or self._is_turned_round(number, place)
        )

    def _is_turned_round(self, number: int, place: Spot) -> bool:
        """Whether who does what to whom, or what is counted, is otherwise wherever most of the point is said."""
        point, of = self.asked[number], self.said.sentences[place.sentence]
        if self._says_only_the_topic(point, of):
            return True
        if swaps_parts(point.statements, self.told, self.said, of) or follows_another(point.statements, self.said, of):
            return True
        if compares_otherwise(point.statements, self.said, of) or is_done_by_other_means(
            point.statements, self.said, of
        ):
            return True
        if exchanges_attributes(point.statements, self.said, of):
            return True
        telling = self._telling(number, of)
        if self._exchanged(number, place.sentence) >= _EXCHANGED:
            return True
        return all(self._is_turned_in(point, clause, of) for clause in telling)

    def _says_only_the_topic(self, point: SoughtPoint, of: range) -> bool:
        """Whether of a point with a dash or colon nothing is said that stands behind it: эң жогорку чен — генерал."""
        if not point.head or point.body_has_values or (point.head > _LONGEST_TOPIC and len(of) == 1):
            return False
        clauses = self.said.clauses
        words = range(clauses[of.start].words.start, clauses[of[-1]].words.stop)
        return not any(self._stands_itself(word, words) for word in point.words[point.head :])

    def _stands_itself(self, word: ReadWord, words: range) -> bool:
        """Whether the word stands there, and not only another of its kind: мэрия, and not some other body of ЖӨБ."""
        if word.groups <= _KINDS:
            return self._stands(word, words)
        spots = [self.said.words[spot] for spot in self.said.places_of(word) if spot in words]
        return any(not (other.groups & word.groups) or other.groups & word.groups - _KINDS for other in spots)

    def _is_turned_in(self, point: SoughtPoint, clause: int, of: range) -> bool:
        here = range(clause, clause + 1)
        return (
            says_the_opposite(point.statements, self.said, here)
            or acts_another(point.statements, self.told_doers, self.said, clause, of)
            or (
                point.forbids
                and not self.asked_what_is_forbidden
                and asserts_what_is_prevented(point.statements, self.said, clause)
            )
            or is_placed_elsewhere(point.statements, self.told, self.said, clause)
            or is_of_another(point.statements, self.said, clause)
            or stands_in_for_another(point.statements, self.said, clause)
            or (not point.forbids and denies_its_word(point.statements, self.said, clause))
            or (not self.asked_what_is_forbidden and is_forbidden(point.statements, self.said, clause))
            or concerns_another(point.statements, self.told_actors, self.said, clause)
            or leaves_alone(point.statements, self.said, clause)
            or is_gone(point.statements, self.said, clause)
            or (bool(point.values) and counts_another(point.statements, point.values, self.said, clause))
        )

    def _has_anothers_key(self, number: int, of: range) -> bool:
        """Of points with a head and what belongs to it: whether it is said there under the head of another."""
        point = self.asked[number]
        if not point.head or not any(other.head for other in self.asked if other is not point):
            return False
        under: list[SoughtPoint] = []
        said: list[tuple[int, bool]] = []
        for clause in of:
            words = self.said.clauses[clause].words
            under = [one for one in self.asked if one.head and self._has_head(one, words)] or under
            hits = sum(self._stands(word, words) for word in point.words[point.head :])
            heads = {word.stem for one in under for word in one.words[: one.head] if one is not point}
            telling = [word for word in point.words[: point.head] if word.stem not in heads] or point.words[
                : point.head
            ]
            own = sum(self._stands(word, words) for word in telling)
            said.append((hits, bool(under) and point not in under and own * 2 < len(telling)))
        most = max(hits for hits, _ in said)
        return most > 0 and all(others for hits, others in said if hits == most)

    def _has_head(self, point: SoughtPoint, words: range) -> bool:
        return all(self._stands(word, words) for word in point.words[: point.head])

    def _stands(self, word: ReadWord, words: range) -> bool:
        return any(place in words for place in self.said.places_of(word))

    def _is_in_other_hands(self, number: int, place: Spot) -> bool:
        """Whether the clause gives it to somebody whom neither point nor prompt names, or lets him do it."""
        point, clause = self.asked[number], self.said.clauses[place.clause]
        own = point.rivals.get(_BODIES, frozenset())
        alone = _share(self.in_clause[number][place.clause], point.weights) if point.words else 0.0
        here = self.sentence_rivals[place.sentence].get(_BODIES, frozenset())
        if (
            alone > _TELLING
            and own.isdisjoint(here)
            and plays_anothers_part(point.statements, self.told_bodies, clause, self.said)
        ):
            return True
        if is_anothers_duty(own | self.told_bodies, clause, self.said):
            return True
        return not own and is_done_by_another(self.told_bodies, self.asked_bodies, clause, self.said)

    def _has_other_figures(self, number: int, place: Spot) -> bool:
        """Whether the clause that says the point has other figures for it."""
        point, clause = self.asked[number], self.said.clauses[place.clause]
        if not point.values:
            return False
        if binds_otherwise(point.values, clause):
            return True
        alone = _share(self.in_clause[number][place.clause], point.weights) if point.words else 0.0
        return alone > _TOO_FEW_WORDS and clashes(point.values, clause.values) >= 1

    def _is_anothers(self, of: range) -> bool:
        """Whether who is said to own it all, and acts in the sentence, is not who owns it by the points."""
        if not self.said_owners or not self.owners.isdisjoint(self.said_owners):
            return False
        doers = subjects((self.said.clauses[number] for number in of), self.said.words)
        return not doers.isdisjoint(self.said_owners)

    def _whole(self, places: list[Spot], against: list[bool]) -> tuple[float, ...]:
        """What all points that the answer seems to be about have against them: who is wrong once may be again."""
        about = [
            (number, place) for number, place in enumerate(places) if self.covered[number][place.sentence] > _TELLING
        ]
        if not about:
            return (0.0,) * 6
        return (
            sum(max(place.denied, place.denied_near) for _, place in about) / len(about),
            sum(place.rival for _, place in about) / len(about),
            sum(place.other_value > 0 for _, place in about) / len(about),
            sum(min(self._bodies_added(self.asked[number], place)[1], 2) for number, place in about) / len(about),
            sum(place.net / self.covered[number][place.sentence] for number, place in about) / len(about),
            sum(against) / len(about),
        )

    def _value_near(self, number: int, place: Spot) -> float:
        return agreement(self.asked[number].values, self.sentence_values[place.sentence])

    def _in_two_sentences(self, number: int, place: Spot, covered: float) -> float:
        """What the sentence and the one beside it say together."""
        hits, weights = self.in_sentence[number], self.asked[number].weights
        best = covered
        for first in (place.sentence - 1, place.sentence):
            if first >= 0 and first + 1 < len(hits):
                both = [max(pair) for pair in zip(hits[first], hits[first + 1], strict=True)]
                best = max(best, _share(both, weights))
        return best

    def _unclaimed(self, number: int, sentence: int) -> list[float]:
        """How alike the best words are, those discounted that speak for a point of which more is said there."""
        covered = self.covered[number][sentence]
        more = {at for at, of in enumerate(self.covered) if at != number and of[sentence] > covered}
        clauses = self.said.sentences[sentence]
        kept = []
        for found in self.matches[number]:
            best = 0.0
            for place, alike in found.items():
                if self.said.clause_of[place] in clauses:
                    claimed = any(at in more and other >= alike for at, other in self.claims[place])
                    best = max(best, alike * (_CLAIMED_ELSEWHERE if claimed else 1))
            kept.append(best)
        return kept

    def _bodies_added(self, point: SoughtPoint, place: Spot) -> tuple[int, int]:
        """How many bodies the clause names that neither point nor prompt does; and no other point either."""
        here = self.said.clauses[place.clause].rivals.get(_BODIES, frozenset())
        added = here - point.rivals.get(_BODIES, frozenset()) - self.told_bodies
        return len(added), len(added - self.asked_bodies)

    def _numbers_added(self, values: frozenset[Fact]) -> int:
        told = self.told.values_of(range(len(self.told.clauses)))
        return len([fact for fact in values - told if fact[0] != "order"])

    def _spans(self, number: int, place: Spot) -> tuple[Span, ...]:
        """The words of the sentence that speak for the point, neighbours joined."""
        of = self.said.sentences[place.sentence]
        places = sorted({spot for found in self.matches[number] for spot in found if self.said.clause_of[spot] in of})
        spans: list[Span] = []
        last = -2
        for spot in places:
            word = self.said.words[spot]
            if spot == last + 1:
                spans[-1] = (spans[-1][0], word.end)
            else:
                spans.append((word.start, word.end))
            last = spot
        return tuple(spans)


def _share(hits: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(map(mul, hits, weights)) / total if total else 0.0


def _rival_count(wanted: Rivals, named: Rivals) -> int:
    """In how many sets of rivals another member is named than is wanted, at most 2."""
    return min(2, sum(1 for number, members in wanted.items() if number in named and not members & named[number]))
