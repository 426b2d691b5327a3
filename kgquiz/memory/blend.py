"""One item, several cards: recall blended of the card's own memory and that of its item.

Both memories are FSRS-6 replays of one log: of the card's own reviews, and of the reviews of all cards of its item in
order of time. `tau` says how much of the item's memory serves each of its cards: 0 is a memory for every card by
itself, 1 one memory for the whole item. docs/planner.md tells where the usual value comes from.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kgquiz.memory.log import head_start
from kgquiz.memory.model import DEFAULT_WEIGHTS, Memory, Rating, Scheduler, recall
from kgquiz.value import dataclass

USUAL_TAU = 0.6
"""Of an item's memory, the part that serves each of its cards until the log tells better: the mean of Beta(3, 2)."""
FIRST_SIGHT = 0.76
"""Share of new cards answered right at first sight: fsrs-rs, default_simulator_config().first_rating_prob."""

LUCK = 0.3
"""The least chance of a right answer to what is not known: a sentence lets its gap be guessed now and then."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a card asks: by how many logits it is easier than producing the answer, and what guessing alone scores."""

    ease: float = 0.0
    guess: float = 0.0


PLAIN = Form()


@dataclass(frozen=True, slots=True)
class Sighting:
    """An answer that stands: when (milliseconds, event id), on which study day, its rating, in which form.

    A head start counts as an answer for the memory, but was none: it says nothing of what memory foretells. `chance` is
    then that of the item being known.
    """

    at: int
    id: str
    day: int
    rating: Rating
    form: Form = PLAIN
    is_head_start: bool = False
    chance: float | None = None


def eased(recalled: float, logits: float) -> float:
    """Recall where the question is easier by so many logits; what is not known at all, or surely, stays so."""
    if logits == 0 or not 0 < recalled < 1:
        return recalled
    return 1 / (1 + (1 - recalled) / recalled * math.exp(-logits))


def replayed(sightings: Iterable[Sighting], scheduler: Scheduler) -> Memory | None:
    """The memory after these answers, of one card or of all cards of an item, in order of time; None after none.

    In a form that can be guessed, a right answer counts as recalled with the probability that it was no lucky guess,
    π = R/(g + (1 − g)·R), R being recall in that form: log S and D are mixed by π of those after the answer and those
    after a failure. With ease and guess 0 this is plain FSRS-6.
    """
    memory: Memory | None = None
    for sighting in sorted(sightings, key=lambda one: (one.at, one.id)):
        memory = remembering(memory, sighting, scheduler)
    return memory


def of_item(cards: Iterable[Sequence[Sighting]]) -> list[Sighting]:
    """The answers to all cards of an item. What a placement found known it found once, whatever number of cards."""
    found: list[Sighting] = []
    for answers in cards:
        ahead = any(one.is_head_start for one in found)
        found += [one for one in answers if not (ahead and one.is_head_start)]
    return found


def chance_known(supposed: Sighting, answers: Iterable[Sighting]) -> float | None:
    """The chance that an item is known that a placement supposed known, after later answers to any of its cards.

    A right answer speaks for it as far as it was no luck (Bayes); a wrong one ends the supposition.
    """
    chance = supposed.chance
    for one in answers:
        if one.is_head_start or (one.at, one.id) < (supposed.at, supposed.id):
            continue
        if chance is None or one.rating is Rating.AGAIN:
            return None
        chance = confirmed(chance, one.form.guess)
    return chance


def confirmed(chance: float, guess: float) -> float:
    """The chance that an item is known, after a right answer in a form that guessing alone gets right so often."""
    return chance / (chance + (1 - chance) * max(guess, LUCK))


def perhaps_known(known: Memory | None, learnt: Memory | None, chance: float) -> Memory | None:
    """One memory of two: if an item was known before, with that chance, and if it was met for the first time."""
    if known is None or learnt is None:
        return known or learnt
    return Memory(
        known.stability**chance * learnt.stability ** (1 - chance),
        chance * known.difficulty + (1 - chance) * learnt.difficulty,
        max(known.last_day, learnt.last_day),
    )


def supposing_known(answers: Iterable[Sighting], supposed: Sighting) -> list[Sighting]:
    """What is remembered if the item is known indeed: a sure head start before all the answers that were given."""
    sure = [replace(supposed, at=0, day=day, rating=rating) for day, rating in head_start(supposed.day, 1.0)]
    return [*sure, *(one for one in answers if not one.is_head_start)]


def remembering(memory: Memory | None, sighting: Sighting, scheduler: Scheduler) -> Memory:
    """The memory after one more answer; None stands for nothing asked yet."""
    form, day = sighting.form, sighting.day
    success = scheduler.after(memory, sighting.rating, day)
    if form.guess == 0 or sighting.rating is Rating.AGAIN or sighting.is_head_start:
        return success
    known = FIRST_SIGHT if memory is None else eased(_recalled(memory, day, scheduler.weights), form.ease)
    sure = known / (form.guess + (1 - form.guess) * known)
    # A lucky guess is shown what is right: it leaves behind what a failure and a repeat on the same day would.
    failure = scheduler.after(scheduler.after(memory, Rating.AGAIN, day), Rating.GOOD, day)
    return Memory(
        success.stability**sure * failure.stability ** (1 - sure),
        sure * success.difficulty + (1 - sure) * failure.difficulty,
        day,
    )


@dataclass(frozen=True, slots=True)
class Blended:
    """What is remembered of a card: by its own replay and by its item's; None where nothing was asked yet."""

    own: Memory | None
    item: Memory | None
    tau: float = USUAL_TAU
    known: float | None = None
    """Of a card with a head start: the chance that its item is known; `item` supposes so."""

    def recalled(self, day: float, weights: Sequence[float] = DEFAULT_WEIGHTS) -> float:
        """R = (1 − τ)·ρ(t − t_card; S_card)·[card asked] + τ·ρ(t − t_item; S_item)·[item asked]."""
        if self.own == self.item or self.tau == 0:
            return _recalled(self.own, day, weights)
        return (1 - self.tau) * _recalled(self.own, day, weights) + self.tau * _recalled(self.item, day, weights)


def _recalled(memory: Memory | None, day: float, weights: Sequence[float]) -> float:
    return 0.0 if memory is None else recall(day - memory.last_day, memory.stability, weights)
