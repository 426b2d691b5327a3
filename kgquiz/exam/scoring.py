"""What an answer is worth in an exam.

Three rules, of which a blueprint has one:

* plain: the share of the answer that is right, as its card type defines it;
* penalty: R − W/(k−1) for k options, "formula scoring" (Diamond & Evans, The correction for guessing, Review of
  Educational Research 43, 1973; R/exams calls it `negative`), so that blind guessing earns nothing on average;
* certainty: 1, 2 or 3 marks where right, 0, −2 or −6 where wrong, by the certainty stated beforehand (Gardner-Medwin;
  thresholds 67 % and 80 %, as Moodle's certainty-based marking has them), in shares where it is partly right. It pays
  best to say what one believes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kgquiz.cards.base import Card, Marker, share_ticked, verdict_by_share
from kgquiz.cards.marker import EMPTY
from kgquiz.cards.match import Match
from kgquiz.cards.outline import Outline
from kgquiz.cards.prompts import Answer, says_something
from kgquiz.cards.recall import Recall
from kgquiz.cards.verdict import Finding, Verdict
from kgquiz.exam.attempt import Attempt, GivenAnswer
from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.form import FormItem
from kgquiz.value import dataclass

if TYPE_CHECKING:
    from kgquiz.cards.reading.written import WrittenReading

RIGHT_MARKS = {1: 1, 2: 2, 3: 3}
WRONG_MARKS = {1: 0, 2: -2, 3: -6}
MOST_MARKS = 3
LEAST_SURE = 1
"""What is taken where no certainty was stated."""


@dataclass(frozen=True, slots=True)
class ItemMark:
    """One item, marked. `share` is 0..1 before any rule; `credit` after it; `points` = credit × worth.

    `spent` is in milliseconds; `at` is when the answer was given.
    """

    position: int
    verdict: Verdict
    share: float
    credit: float
    points: float
    worth: float
    answered: bool
    answer: Answer = ()
    sure: int = 0
    spent: int = 0
    seen: bool = False
    at: int = 0
    self_marked: bool = False
    proposed: int = 0
    """Points that were read in what she wrote."""
    changed: int = 0
    """Points in which her own marking differs from that."""

    @property
    def is_right(self) -> bool:
        """Whether nothing was missing."""
        return self.share >= 1


def mark_form(
    blueprint: Blueprint, items: tuple[FormItem, ...], attempt: Attempt, markers: Mapping[str, Marker]
) -> tuple[ItemMark, ...]:
    """Every item of a form, marked; `markers` by deck."""
    return tuple(
        _mark(blueprint, position, item, attempt, markers.get(item.deck, EMPTY)) for position, item in enumerate(items)
    )


def _mark(blueprint: Blueprint, position: int, item: FormItem, attempt: Attempt, marker: Marker) -> ItemMark:
    given, ticked = attempt.given.get(position), attempt.ticked.get(position)
    awarded = attempt.awarded.get(position)
    if awarded is not None:
        verdict, answered = verdict_by_share(awarded), True
    else:
        verdict = by_the_rule(blueprint, verdict_on(item.card, given, ticked, marker))
        answered = is_answered(item.card, given, ticked)
    proposed = proposal(item.card, given)
    is_by_rule = answered and awarded is None
    credit = _credit(blueprint, item.card, verdict.score, given) if given and is_by_rule else verdict.score
    return ItemMark(
        position=position,
        verdict=verdict,
        share=verdict.score,
        credit=credit,
        points=credit * item.points,
        worth=item.points,
        answered=answered,
        answer=given.answer if given else (),
        sure=given.sure if given else 0,
        spent=attempt.spent.get(position, 0),
        seen=position in attempt.spent,
        at=given.at if given else attempt.last,
        self_marked=item.card.self_marked,
        proposed=0 if proposed is None else len(proposed.covered()),
        changed=0 if proposed is None or ticked is None else len({*proposed.covered()} ^ {*ticked}),
    )


def proposal(card: Card, given: GivenAnswer | None) -> WrittenReading | None:
    """What is read in a written answer to a self-marked card; None where nothing was written."""
    if not card.self_marked or given is None or not says_something(given.answer):
        return None
    from kgquiz.cards.reading.written import read_written  # noqa: PLC0415 - only written answers are read

    return read_written(" ".join(given.answer), points_of(card), card.question(), card.language)


def is_answered(card: Card, given: GivenAnswer | None, ticked: Answer | None = None) -> bool:
    """Whether there is anything to mark. An open question may be answered in thought alone."""
    if card.self_marked:
        return given is not None or bool(ticked)
    return given is not None and says_something(given.answer)


def verdict_on(card: Card, given: GivenAnswer | None, ticked: Answer | None, marker: Marker) -> Verdict:
    """The card type's own finding; a slip of the finger is not asked about and scores 0."""
    if card.self_marked:
        return verdict_by_share(share_ticked(points_of(card), ticked)) if ticked is not None else _NOTHING
    if given is None or not is_answered(card, given):
        return _NOTHING
    return card.mark(given.answer, marker)


def by_the_rule(blueprint: Blueprint, verdict: Verdict) -> Verdict:
    """The verdict as the exam counts it: a term in another language may earn nothing."""
    if verdict.finding is Finding.FOREIGN and blueprint.foreign == "wrong":
        return replace(verdict, score=0.0)
    return verdict


_NOTHING = Verdict(0.0, Finding.EMPTY)


def points_of(card: Card) -> tuple[str, ...]:
    """The points a self-marked card is marked by; a meaning without points is one point itself."""
    points = card.points if isinstance(card, (Outline, Recall)) else ()
    return points or card.solution()[:1]


def _credit(blueprint: Blueprint, card: Card, share: float, given: GivenAnswer) -> float:
    if card.self_marked:
        return share
    if blueprint.penalty:
        return corrected(share, card.chance_of_guessing(), attempted(card, given.answer))
    if blueprint.certainty:
        return certainty_marks(share, given.sure) / MOST_MARKS
    return share


def corrected(share: float, guess: float, part: float = 1.0) -> float:
    """(s − c·a) / (1 − c): what remains of a score when guessing is worth nothing.

    s is the share that is right, c the expected score of a blind guess, a the part that was attempted. For one
    choice among k it is R − W/(k−1); for pairs it is the same, pair by pair; for an order it is Kendall's τ. Where
    there was nothing to choose between (c = 1), nothing was guessed and nothing is taken away.
    """
    return (share - guess * part) / (1 - guess) if guess < 1 else share


def attempted(card: Card, answer: Answer) -> float:
    """The part of a card that was answered at all: pairs may be left open."""
    return min(1.0, len(set(answer)) / len(card.pairs)) if isinstance(card, Match) else 1.0


def certainty_marks(share: float, sure: int) -> float:
    """Marks out of 3: what is right of an answer earns its share of the right marks, the rest its share of the wrong.

    Moodle lets a partly right answer lose nothing; then a random order earns .39 where one says "sure", and it pays to
    say so. Shared like this, 2 is the best thing to say from an expected share of 2/3 on, and 3 from 4/5, for any card.
    """
    level = sure if sure in RIGHT_MARKS else LEAST_SURE
    return RIGHT_MARKS[level] * share + WRONG_MARKS[level] * (1 - share)
