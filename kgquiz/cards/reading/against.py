"""What an answer says against a point: all that grammar finds in the sentences that say most of it."""

from __future__ import annotations

from kgquiz.cards.reading.beside import BODIES, TOO_FEW_WORDS, AnswerBeside, Spot, share_of
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
    plays_anothers_part,
    says_the_opposite,
    subjects,
)
from kgquiz.cards.reading.meanings import ReadWord
from kgquiz.cards.reading.phrases import Part
from kgquiz.cards.reading.roles import (
    acts_another,
    asserts_what_is_prevented,
    concerns_another,
    counts_another,
    denies_its_word,
    doer_of,
    follows_another,
    is_forbidden,
    is_of_another,
    is_placed_elsewhere,
    leaves_alone,
    stands_in_for_another,
    swaps_parts,
)
from kgquiz.cards.reading.sought import SoughtPoint
from kgquiz.cards.reading.values import clashes

_LONGEST_TOPIC = 3
TELLING = 0.3
"""Below this share of its words a sentence is not about the point."""
_EXCHANGED = 0.3
_KINDS = frozenset({"жөборган", "ведомство", "орган"})
"""Groups of which one thing is not the other."""


class AnswerAgainst(AnswerBeside):
    """One answer beside all points of a card, and what it says against them."""

    def _contradicted(self, number: int, place: Spot) -> bool:
        """Whether the sentence says against the point what its words alone do not show."""
        point, of = self.asked[number], self.said.sentences[place.sentence]
        if point.values and counts_another(point.statements, point.values, self.said, place.clause):
            return True
        if point.words and self.covered[number][place.sentence] < TELLING:
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
            or self._has_anothers_doer(number, place)
            or is_lifted(point.statements, self.said, of)
            or is_said_of_another(point.statements, self.said, of)
            or limits_otherwise(point.statements, self.said, of)
            or measures_otherwise(point.statements, point.values, self.said)
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

    def _has_anothers_doer(self, number: int, place: Spot) -> bool:
        """Whether who does it by another point does it there, and not who does it by this one.

        Тармактык саясатты администрация жүргүзөт, where it is the аймактык бөлүм and the администрация does the rest.
        """
        point, clause = self.asked[number], self.said.clauses[place.clause]
        mine = doer_of(point.statements)
        if not mine or any(self._stands(word, clause.words) for word in mine):
            return False
        own = {word.folded for word in mine}
        rest = [word for word in point.words if word.folded not in own]
        if sum(self._stands(word, clause.words) for word in rest) * 2 < max(2, len(rest)):
            return False
        stems = {word.stem for word in point.statements.words}
        acting = {spot for phrase in clause.phrases if phrase.part is Part.DOER for spot in phrase.words}
        return any(
            not acting.isdisjoint(self.said.places_of(word))
            for other in self.asked
            if other is not point
            for word in doer_of(other.statements)
            if word.stem not in stems
        )

    def _is_in_other_hands(self, number: int, place: Spot) -> bool:
        """Whether the clause gives it to somebody whom neither point nor prompt names, or lets him do it."""
        point, clause = self.asked[number], self.said.clauses[place.clause]
        own = point.rivals.get(BODIES, frozenset())
        alone = share_of(self.in_clause[number][place.clause], point.weights) if point.words else 0.0
        here = self.sentence_rivals[place.sentence].get(BODIES, frozenset())
        if (
            alone > TELLING
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
        alone = share_of(self.in_clause[number][place.clause], point.weights) if point.words else 0.0
        return alone > TOO_FEW_WORDS and clashes(point.values, clause.values) >= 1

    def _is_anothers(self, of: range) -> bool:
        """Whether who is said to own it all, and acts in the sentence, is not who owns it by the points."""
        if not self.said_owners or not self.owners.isdisjoint(self.said_owners):
            return False
        doers = subjects((self.said.clauses[number] for number in of), self.said.words)
        return not doers.isdisjoint(self.said_owners)
