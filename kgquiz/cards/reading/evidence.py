"""What speaks for and against a point's being covered by a written answer, as numbers for the model.

A point's words weigh by how rare they are in the decks; a word of the prompt says little. Of all clauses the one is
taken that says most of the point, after what speaks against it: a denial, another body, another value.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from kgquiz.cards.reading.against import TELLING, AnswerAgainst
from kgquiz.cards.reading.beside import BODIES, Spot, share_of
from kgquiz.cards.reading.likeness import NEAR_AT_LEAST
from kgquiz.cards.reading.sentences import Span
from kgquiz.cards.reading.sought import SoughtPoint, sought_points
from kgquiz.cards.reading.statements import known_statements, statements_of
from kgquiz.cards.reading.values import Fact, agreement, clashes
from kgquiz.value import dataclass

_CLAIMED_ELSEWHERE = 0.3

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
class Evidence:
    """The numbers in the order of NAMES, the words of the answer that show the point, whether it says against it."""

    numbers: tuple[float, ...]
    spans: tuple[Span, ...]
    contradicted: bool = False

    def __bool__(self) -> bool:
        """Whether there is any: an empty answer speaks for nothing."""
        return any(self.numbers)


def evidence(text: str, points: Sequence[str], prompt: str) -> list[Evidence]:
    """The evidence on each point."""
    said = statements_of(text)
    if not said.clauses:
        return [_nothing() for _ in points]
    asked = sought_points(tuple(points), prompt)
    matches = [[said.places_of(word) for word in point.words] for point in asked]
    return _PointComparison(said, asked, matches, known_statements(prompt)).evidence()


def _nothing() -> Evidence:
    return Evidence((0.0,) * len(NAMES), ())


class _PointComparison(AnswerAgainst):
    """One answer beside all points of a card, as the numbers that weigh it."""

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
        covered = self.covered[number][place.sentence] if point.words else self._value_near(number, place)
        alone = share_of(self.in_clause[number][place.clause], point.weights) if point.words else place.value
        hit = [weight for weight, alike in zip(point.weights, here, strict=True) if alike >= NEAR_AT_LEAST]
        missed = [weight for weight, alike in zip(point.weights, here, strict=True) if alike < NEAR_AT_LEAST]
        everywhere = agreement(point.values, self.all_values)
        return (
            share_of(self.anywhere[number], point.weights),
            covered,
            alone,
            self._in_two_sentences(number, place, covered),
            len(hit) / (len(here) or 1),
            share_of(here, point.own),
            share_of(self.anywhere[number], point.own) if point.words else everywhere,
            max(hit, default=0.0),
            max(missed, default=0.0),
            min(sum(hit), 3.0),
            share_of(self._unclaimed(number, place.sentence), point.weights),
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
            len(point.rivals.get(BODIES, frozenset()) & self.sentence_rivals[place.sentence].get(BODIES, frozenset())),
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
        best = self.most[:number] + self.most[number + 1 :]
        words = said.clauses[place.clause].words
        about = {spot for found in self.matches[number] for spot in found if spot in words}
        content = sum(not said.words[spot].little for spot in words) or 1
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
            share_of(self.anywhere[number], point.weights) - here,
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

    def _whole(self, places: list[Spot], against: list[bool]) -> tuple[float, ...]:
        """What all points that the answer seems to be about have against them: who is wrong once may be again."""
        about = [
            (number, place) for number, place in enumerate(places) if self.covered[number][place.sentence] > TELLING
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
                best = max(best, share_of(both, weights))
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
        here = self.said.clauses[place.clause].rivals.get(BODIES, frozenset())
        added = here - point.rivals.get(BODIES, frozenset()) - self.told_bodies
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
