"""stats: how much was studied, what was kept, what is coming and what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.library.questions import questions
from kgquiz.actions.plan.setting import active_plan
from kgquiz.memory.log import Event, Kind, standing, undone_ids
from kgquiz.memory.model import Rating
from kgquiz.statistics.calibration import Calibration, calibration
from kgquiz.statistics.days import Coming, Day, Streak, forecast, streak
from kgquiz.statistics.known import CardMemory, SectionKnown, known_by_section
from kgquiz.statistics.reviews import Review, is_right, standing_reviews, tests_of_memory
from kgquiz.statistics.shares import Share, shares
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.storage.figures import LONGEST_THOUGHT, Held

PERIOD = 90
"""Days that retention and hours look back unless the student says otherwise."""
AHEAD = 30
"""Days of the forecast, today among them; and the day ahead where no exam is planned."""
HARDEST = 10
CALIBRATED = 1500
"""Cards at most from whose logs the calibration is worked out."""
AGES = (7, 30, 90)
"""Days since a card was met at which a new band begins."""
_USUAL_SECONDS = 12.0
"""An answer, until the log tells."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What was still known after a night and more, in all and by groups; `target` is what the schedule aims at."""

    target: float
    overall: Share
    chapters: dict[int, Share]
    sections: dict[tuple[str, str], Share]
    types: dict[str, Share]
    ages: dict[int, Share]
    """By the first day of the band, of those in AGES, or 0."""


@dataclass(frozen=True, slots=True)
class Hard:
    """A card that was forgotten often."""

    card: str
    question: str
    lapses: int
    answers: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything; study days as ordinals, times in seconds. `goal` is what the plan gives a day, in seconds."""

    today: int
    period: int
    days: tuple[Day, ...]
    streak: Streak
    goal: float | None
    retention: Retention
    hours: dict[int, Share]
    coming: tuple[Coming, ...]
    known: tuple[SectionKnown, ...]
    titles: dict[tuple[str, str], str]
    exam_day: int | None
    later: int
    """The day ahead for which `known` speaks: that of the exam, or a month from now."""
    calibration: Calibration
    hardest: tuple[Hard, ...]


def statistics(desk: Desk, names: Sequence[str] = (), period: int = PERIOD) -> Statistics:
    """The figures over the chosen decks (all where none is named); days of study count whatever was studied."""
    decks, store, today = chosen_decks(desk, names), desk.store, desk.world.today()
    store.search.index.refresh(ids(decks))
    changes = list(store.journal.changes())
    undone = undone_ids(changes)
    days = _days(desk, undone)
    held = list(store.figures.held(ids(decks)))
    recent = _recent(desk, changes, undone, today - period + 1, {card.card for card in held})
    setting = active_plan(desk)
    later = setting.exam if setting is not None else today + AHEAD
    slugs = {deck.id: deck.slug for deck in decks}
    weights = store.schedule.scheduler.weights
    return Statistics(
        today=today,
        period=period,
        days=days,
        streak=streak([day.day for day in days], today),
        goal=None if setting is None else setting.minutes * 60.0,
        retention=_retention(recent, held, slugs, store.schedule.scheduler.retention),
        hours=shares((_hour(desk.world.now(), review.at), is_right(review)) for review in recent),
        coming=forecast(store.figures.due_by_day(ids(decks)), today, AHEAD, _seconds_an_answer(days)),
        known=known_by_section(
            (CardMemory(slugs[card.deck], card.section, card.stability, card.last_day) for card in held),
            today,
            later,
            weights,
        ),
        titles=_titles(desk, decks),
        exam_day=None if setting is None else setting.exam,
        later=later,
        calibration=_calibration(desk),
        hardest=_hardest(desk, decks),
    )


def _days(desk: Desk, undone: set[str]) -> tuple[Day, ...]:
    """The days of study, without the answers that were taken back."""
    lost: dict[int, list[Event]] = {}
    for event in _events(desk, undone):
        if event.kind is Kind.REVIEW:
            lost.setdefault(event.day, []).append(event)
    found = []
    for day, answers, seconds in desk.store.figures.by_day():
        gone = lost.get(day, ())
        left = answers - len(gone)
        if left:
            found.append(Day(day, left, seconds - sum(min(e.spent, LONGEST_THOUGHT) for e in gone) / 1000))
    return tuple(found)


def _events(desk: Desk, names: Iterable[str]) -> Iterator[Event]:
    wanted = list(names)
    for start in range(0, len(wanted), 500):
        yield from desk.store.journal.by_ids(wanted[start : start + 500]).values()


def _recent(desk: Desk, changes: Sequence[Event], undone: set[str], since: int, cards: set[str]) -> list[Review]:
    """The answers of the period that tell of memory."""
    amended = {
        event.target: event.rating
        for event in changes
        if event.kind is Kind.AMEND and event.id not in undone and event.rating is not None
    }
    reviews = (one for one in desk.store.figures.reviews(since) if one.card in cards)
    first_days = desk.store.figures.first_days()
    return list(tests_of_memory(standing_reviews(reviews, undone, amended), first_days))


def _retention(reviews: Sequence[Review], held: Sequence[Held], slugs: Mapping[int, str], target: float) -> Retention:
    cards = {card.card: card for card in held}
    outcomes = [(cards[review.card], review, is_right(review)) for review in reviews]
    return Retention(
        target=target,
        overall=Share(sum(right for _, _, right in outcomes), len(outcomes)),
        chapters=shares((card.chapter, right) for card, _, right in outcomes),
        sections=shares(((slugs[card.deck], card.section), right) for card, _, right in outcomes),
        types=shares((card.type, right) for card, _, right in outcomes),
        ages=shares((_band(review.day - card.first_day), right) for card, review, right in outcomes),
    )


def _band(age: int) -> int:
    return max((start for start in AGES if age >= start), default=0)


def _hour(now: datetime, at: int) -> int:
    """The hour of the wall clock at a moment, in the zone of now."""
    return (datetime.fromtimestamp(at / 1000, tz=now.tzinfo)).hour


def _seconds_an_answer(days: Sequence[Day]) -> float:
    """What an answer took on average in the last thirty days of study."""
    last = days[-30:]
    answers = sum(day.answers for day in last)
    return sum(day.seconds for day in last) / answers if answers else _USUAL_SECONDS


def _titles(desk: Desk, decks: Sequence[CachedDeck]) -> dict[tuple[str, str], str]:
    """The title of every section; that of the deck for cards of none."""
    found: dict[tuple[str, str], str] = {}
    for deck in decks:
        head = desk.store.decks.head(deck.id)
        found[deck.slug, ""] = head.title
        found |= {(deck.slug, section.id): section.title for section in head.sections}
    return found


def _calibration(desk: Desk) -> Calibration:
    """Of a sample of cards, by the weights in use."""
    logs: dict[str, Sequence[tuple[int, Rating]]] = {
        card: standing(desk.store.journal.of_card(card)).reviews for card in desk.store.figures.sample(CALIBRATED)
    }
    return calibration(logs, desk.store.schedule.scheduler)


def _hardest(desk: Desk, decks: Sequence[CachedDeck]) -> tuple[Hard, ...]:
    rows = desk.store.figures.hardest(ids(decks), HARDEST)
    asked = questions(desk.store, [card for card, _, _ in rows])
    return tuple(Hard(card, asked.get(card, ""), lapses, answers) for card, lapses, answers in rows)


def goal_days(found: Statistics) -> int:
    """On how many days of the period the minutes of the plan were reached."""
    if found.goal is None:
        return 0
    return sum(day.seconds >= found.goal for day in found.days if day.day > found.today - found.period)
