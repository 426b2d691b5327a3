"""A study sitting as a value: the cards still to come, and the steps that led there; `after` makes the next one.

What was done last can always be taken back: the session is then what it was before. A wrong card returns, spaced by
others, until it is right once; one that is missed too often leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from enum import StrEnum
from functools import reduce

from kgquiz.key import NO_KEY, CardKey
from kgquiz.memory.model import Rating
from kgquiz.memory.queue import Entry
from kgquiz.value import dataclass

APART = 4
"""Other cards between a wrong answer and its return (fewer when fewer are left)."""
LEECH = 8
"""Wrong answers after which a card leaves the sitting: going on would be torment, tomorrow is better."""


class StepKind(StrEnum):
    """What a step does."""

    ANSWER = "answer"
    AMEND = "amend"  # another rating for an answer given before, or "I was right"
    SKIP = "skip"  # to the end of the sitting, unmarked
    SUSPEND = "suspend"  # asked no more
    STAR = "star"
    UNSTAR = "unstar"
    NOTE = "note"  # these three are about an answer, and move no card
    GONE = "gone"  # its author took it out meanwhile; not of her doing, so never taken back by itself
    UNDO = "undo"  # the last step but those


BESIDE = frozenset((StepKind.AMEND, StepKind.STAR, StepKind.UNSTAR, StepKind.NOTE))
"""Steps about an answer that stands: taking one back leads to the answer as it stood before."""


@dataclass(frozen=True, slots=True)
class StudyStep:
    """One thing that happened to a card. `id` is that of its event in the log, `target` the answer it is about."""

    deed: StepKind
    card: CardKey = NO_KEY
    id: str = ""
    rating: Rating | None = None
    target: str = ""
    easier: Entry | None = None
    """An easier card of the same item, asked before this one returns if the answer was wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """The cards still to come, in their order; turns count the moves so far."""

    waiting: tuple[Entry, ...] = ()
    returning: tuple[tuple[int, Entry], ...] = ()
    """(turn from which it may return, card), in the order of failing."""
    misses: Mapping[CardKey, int] = field(default_factory=dict)
    turn: int = 0
    done: int = 0

    @property
    def left(self) -> int:
        """Cards still to be answered right."""
        return len(self.waiting) + len(self.returning)

    def next(self) -> Entry | None:
        """The card to ask now; None when the sitting is over."""
        if self.returning and (self.returning[0][0] <= self.turn or not self.waiting):
            return self.returning[0][1]
        return self.waiting[0] if self.waiting else None

    def leeches(self) -> list[CardKey]:
        """The cards that left the sitting unlearnt."""
        return [card for card, misses in self.misses.items() if misses >= LEECH]


@dataclass(frozen=True, slots=True)
class Session:
    """The cards it began with, the steps that stand, and the line that follows from them."""

    start: tuple[Entry, ...]
    steps: tuple[StudyStep, ...] = ()
    line: Line = field(default_factory=Line)

    @classmethod
    def of(cls, queue: Iterable[Entry]) -> Session:
        """A session over a queue."""
        start = tuple(queue)
        return cls(start, (), Line(start))

    def last(self) -> StudyStep | None:
        """What an undo takes back."""
        return next((step for step in reversed(self.steps) if step.deed is not StepKind.GONE), None)

    def ratings(self) -> dict[str, Rating]:
        """The rating of each answer that stands, amended ones as amended, oldest first; by the answer's id."""
        found: dict[str, Rating] = {}
        for step in self.steps:
            if step.rating is not None:
                found[step.id if step.deed is StepKind.ANSWER else step.target] = step.rating
        return found


def replay(start: Iterable[Entry], steps: Iterable[StudyStep]) -> Session:
    """The session after some steps, in their order."""
    return reduce(after, steps, Session.of(start))


def after(session: Session, step: StudyStep) -> Session:
    """The session after one more step."""
    if step.deed is StepKind.UNDO:
        return _stood(session.start, _taken_back(session.steps))
    steps = (*session.steps, step)
    if step.deed is StepKind.AMEND:
        return _stood(session.start, steps)
    return replace(session, steps=steps, line=_moved(session.line, step, step.rating))


def _taken_back(steps: tuple[StudyStep, ...]) -> tuple[StudyStep, ...]:
    """Without the last of her steps; the cards that are gone are found missing again when their turn comes."""
    last = max((place for place, step in enumerate(steps) if step.deed is not StepKind.GONE), default=len(steps))
    return steps[:last]


def _stood(start: tuple[Entry, ...], steps: tuple[StudyStep, ...]) -> Session:
    """The session as if each answer had had its last rating from the first."""
    session = Session(start, steps)
    ratings, line = session.ratings(), Line(start)
    for step in steps:
        line = _moved(line, step, ratings.get(step.id))
    return replace(session, line=line)


def _moved(line: Line, step: StudyStep, rating: Rating | None) -> Line:
    """The line after a step about a card that is in it."""
    entry = next((entry for entry in _entries(line) if entry.card == step.card), None)
    if entry is None or step.deed in BESIDE:
        return line
    rest = _without(line, step.card)
    if step.deed is StepKind.ANSWER:
        return _answered(replace(rest, turn=line.turn + 1), entry, step.easier, right=rating is not Rating.AGAIN)
    if step.deed is StepKind.SKIP:
        return replace(rest, turn=line.turn + 1, waiting=(*rest.waiting, entry))
    return rest


def _answered(line: Line, entry: Entry, easier: Entry | None, *, right: bool) -> Line:
    if right:
        return replace(line, done=line.done + 1)
    misses = line.misses.get(entry.card, 0) + 1
    line = replace(line, misses={**line.misses, entry.card: misses})
    if misses >= LEECH:
        return line
    if easier is None or misses > 1 or easier.card in {other.card for other in _entries(line)}:
        return replace(line, returning=_by_turn(*line.returning, (line.turn + APART, entry)))
    back = ((line.turn + APART, easier), (line.turn + 2 * APART, entry))
    return replace(line, returning=_by_turn(*line.returning, *back))


def _by_turn(*returning: tuple[int, Entry]) -> tuple[tuple[int, Entry], ...]:
    return tuple(sorted(returning, key=lambda pair: pair[0]))


def _entries(line: Line) -> Iterable[Entry]:
    yield from line.waiting
    yield from (entry for _, entry in line.returning)


def _without(line: Line, card: CardKey) -> Line:
    return replace(
        line,
        waiting=tuple(entry for entry in line.waiting if entry.card != card),
        returning=tuple((turn, entry) for turn, entry in line.returning if entry.card != card),
    )
