"""What goes into the exam-date planner and what comes out: plain values."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from kgquiz.key import CardKey
from kgquiz.memory.log import LIKELY_KNOWN
from kgquiz.memory.model import DEFAULT_WEIGHTS, Memory
from kgquiz.memory.planning.costs import Costs
from kgquiz.value import dataclass


class Reason(Enum):
    """Why a card is in today's work."""

    NEW = "new"  # not learnt yet, and worth its time before the exam
    SLIPPING = "slipping"  # as likely to be forgotten by now as not
    STRENGTHEN = "strengthen"  # a review now carries furthest towards the exam
    LAST_LOOK = "last look"  # the last study day: what lifts tomorrow most
    REHEARSAL = "rehearsal"  # the last study day, kept for what was learnt


class NewOrder(Enum):
    """Which new card comes before which."""

    BEST = "best"  # by what it brings per second; equal ones as given
    MIXED = "mixed"  # as given, but what the plan has no time for comes last
    GIVEN = "given"  # as given, the order of learning; what there is no time for comes last


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A card as the planner needs it: its share of the blueprint, and what guessing alone would score."""

    card: CardKey
    item: str  # cards of one item are siblings: never on one study day
    memory: Memory | None
    importance: float = 1.0
    type: str = "recall"
    guess: float = 0.0
    item_memory: Memory | None = None  # replayed over all cards of the item
    ease: float = 0.0  # logits by which the card is easier than producing what it asks
    known: float | None = None  # never asked: the chance that its item is known, as `item_memory` then supposes

    @property
    def is_new(self) -> bool:
        """Whether it is yet to be learnt, as far as anybody can tell."""
        return self.memory is None and (self.known is None or self.known < LIKELY_KNOWN)


@dataclass(frozen=True, slots=True)
class Options:
    """The student's wishes, kept as constraints on the plan."""

    reviews_first: int = 0  # at least so many reviews before the first new card, if there are as many
    new_order: NewOrder = NewOrder.BEST
    rehearsal: bool = False  # nothing new on the last study day


@dataclass(frozen=True, slots=True)
class LaterExam:
    """An exam after the first one: its study day, and the share of its points that each card carries."""

    day: int
    importance: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PlanInput:
    """One morning. Days are study-day ordinals; `exam_day` is that of the first exam, `importance` of cards its.

    `seconds_ahead` has one number for each day after today and before the last exam, 0 for a day off.
    `prices` may be those of an earlier plan for the same exam: they shorten the search. `tau` is the part of an item's
    memory that serves each of its cards; 0 keeps every card by itself.
    """

    cards: tuple[PlanCard, ...]
    today: int
    exam_day: int
    seconds_today: float
    seconds_ahead: tuple[float, ...]
    costs: Costs = field(default_factory=Costs)
    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    options: Options = Options()
    prices: tuple[float, ...] = ()
    tau: float = 0.0
    later: tuple[LaterExam, ...] = ()  # in order of their days

    @property
    def last_day(self) -> int:
        """The day of the last exam."""
        return self.later[-1].day if self.later else self.exam_day


@dataclass(frozen=True, slots=True)
class Task:
    """A card to take today: why, the gain in share of the mark per second, and the seconds to expect."""

    card: CardKey
    reason: Reason
    advantage: float
    seconds: float


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A day ahead: seconds the plan takes, and the share at the first exam if study ended with that day."""

    day: int
    seconds: float
    share: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What to expect of a later exam: shares as in Plan, and recall of each card on its day."""

    day: int
    share_now: float
    share_planned: float
    share_untouched: float
    recall_planned: tuple[float, ...]
    recall_untouched: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do and what to expect. Shares run from 0 to 1, weighed by importance, guessing included.

    Those of the first exam; `later` has the others'.

    `ranked` is all work worth doing today, best first; `today` the part of it that is expected to fit.
    `price` is the share of the mark that a further second today brings; `prices` the same by day, as
    far as they were found out. `recall_*` are probabilities without guessing, one a card in the order
    given. No plan whatever promises more than `share_planned` + `missing`; of several exams, than their sum does.
    """

    ranked: tuple[Task, ...]
    today: tuple[Task, ...]
    share_now: float
    share_planned: float
    share_untouched: float
    price: float
    prices: tuple[float, ...]
    days: tuple[PlanDay, ...]
    dropped: tuple[CardKey, ...]
    recall_now: tuple[float, ...]
    recall_planned: tuple[float, ...]
    recall_untouched: tuple[float, ...]
    missing: float = 0.0
    later: tuple[Outlook, ...] = ()
