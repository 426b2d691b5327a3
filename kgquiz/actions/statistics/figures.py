"""stats: how much was studied, what was kept, what is coming and what is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.library.questions import questions
from kgquiz.actions.plan.setting import active_plan
from kgquiz.actions.search.cards import confusions
from kgquiz.actions.study.clock import zones
from kgquiz.key import CardKey, deck_of_key
from kgquiz.memory.log import Event, Kind, standing, undone_ids
from kgquiz.memory.model import Rating
from kgquiz.statistics.calibration import Calibration, calibration
from kgquiz.statistics.days import Coming, Day, Streak, forecast, streak
from kgquiz.statistics.known import CardMemory, SectionKnown, known_by_section
from kgquiz.statistics.shares import Share, shares
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.storage.figures import LONGEST_THOUGHT, AnswerCount, Changes
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

PERIOD = 90
"""Days that retention and hours look back unless the student says otherwise."""
ENOUGH = 100_000
"""Answers that tell as much as more would: a period that she did not set herself ends where they are reached."""
AHEAD = 30
"""Days of the forecast, today among them; and the day ahead where no exam is planned."""
HARDEST = 10
CALIBRATED = 500
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

    card: CardKey
    question: str
    lapses: int
    answers: int


@dataclass(frozen=True, slots=True)
class Confused:
    """What she takes a card's answer for again and again, and to which card that would be the answer."""

    card: CardKey
    question: str
    solution: str
    given: str
    times: int
    meant: str


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
    confusions: tuple[Confused, ...]


def statistics(desk: Desk, names: Sequence[str] = (), asked: int | None = None) -> Statistics:
    """The figures over the chosen decks (all where none is named); days of study count whatever was studied.

    Shares look `asked` days back.
    """
    decks, store, today = chosen_decks(desk, names), desk.store, desk.world.today()
    store.search.index.refresh(ids(decks))
    changes = list(store.journal.changes())
    undone = undone_ids(changes)
    days = _days(desk, undone)
    period = _period(days, today) if asked is None else asked
    outcomes = _outcomes(desk, decks, changes, today - period + 1)
    setting = active_plan(desk)
    later = setting.exam if setting is not None else today + AHEAD
    slugs = {deck.id: deck.slug for deck in decks}
    weights = store.schedule.scheduler.weights
    titles = _titles(desk, decks)
    return Statistics(
        today=today,
        period=period,
        days=days,
        streak=streak([day.day for day in days], today),
        goal=None if setting is None else setting.minutes * 60.0,
        retention=_retention(outcomes, slugs, store.schedule.scheduler.retention),
        hours=shares((one.hour, one.right, one.n) for one in outcomes),
        coming=forecast(_due_by_day(store, ids(decks), today), today, AHEAD, _seconds_an_answer(days)),
        known=_in_order_of_the_book(
            known_by_section(
                (
                    CardMemory(slugs[one.deck], one.section, one.stability, one.last_day)
                    for one in store.figures.held(ids(decks))
                ),
                today,
                later,
                weights,
            ),
            titles,
        ),
        titles=titles,
        exam_day=None if setting is None else setting.exam,
        later=later,
        calibration=_calibration(desk),
        hardest=_hardest(desk, decks),
        confusions=_confusions(desk, decks, undone),
    )


def _in_order_of_the_book(known: Iterable[SectionKnown], titles: Iterable[tuple[str, str]]) -> tuple[SectionKnown, ...]:
    """Deck after deck, the sections as the head of each has them; a section that it does not name comes last."""
    place = {key: n for n, key in enumerate(titles)}
    return tuple(sorted(known, key=lambda one: place.get((one.deck, one.section), len(place))))


def _period(days: Sequence[Day], today: int) -> int:
    """PERIOD, or as few of its days as hold enough answers."""
    answers = 0
    for day in reversed(days):
        answers += day.answers
        if answers > ENOUGH:
            return max(1, min(PERIOD, today - day.day))
    return PERIOD


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


def _outcomes(desk: Desk, decks: Sequence[CachedDeck], changes: Sequence[Event], since: int) -> list[AnswerCount]:
    """The answers of the period that tell of memory, in their groups."""
    undone = undone_ids(changes)
    amended = {
        event.target: int(event.rating)
        for event in changes
        if event.kind is Kind.AMEND and event.id not in undone and event.rating is not None
    }
    clock = [(zone.at, zone.minutes * 60_000) for zone in zones(desk)]
    return desk.store.figures.outcomes(ids(decks), since, Changes(undone, amended), AGES, clock)


def _retention(outcomes: Sequence[AnswerCount], slugs: Mapping[int, str], target: float) -> Retention:
    return Retention(
        target=target,
        overall=Share(sum(one.right for one in outcomes), sum(one.n for one in outcomes)),
        chapters=shares((one.chapter, one.right, one.n) for one in outcomes),
        sections=shares(((slugs[one.deck], one.section), one.right, one.n) for one in outcomes),
        types=shares((one.type, one.right, one.n) for one in outcomes),
        ages=shares((one.age, one.right, one.n) for one in outcomes),
    )


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
    logs: dict[CardKey, Sequence[tuple[int, Rating]]] = {
        card: standing(desk.store.journal.of_card(card)).reviews for card in desk.store.figures.sample(CALIBRATED)
    }
    return calibration(logs, desk.store.schedule.scheduler)


def _hardest(desk: Desk, decks: Sequence[CachedDeck]) -> tuple[Hard, ...]:
    rows = desk.store.figures.hardest(ids(decks), HARDEST)
    asked = questions(desk.store, [card for card, _, _ in rows])
    return tuple(Hard(card, asked.get(card, ""), lapses, answers) for card, lapses, answers in rows)


def _confusions(desk: Desk, decks: Sequence[CachedDeck], undone: Collection[str]) -> tuple[Confused, ...]:
    """The most frequent ones, of the chosen decks."""
    slugs = {deck.slug for deck in decks}
    every = confusions(desk, decks, undone)
    rows = [one for one in every if deck_of_key(one.card) in slugs][:HARDEST]
    held = desk.store.decks.held([one.card for one in rows])
    return tuple(
        Confused(one.card, card.question(), card.brief(), one.given, one.times, one.meant[0])
        for one in rows
        if (card := held.get(one.card)) is not None
    )


def goal_days(found: Statistics) -> int:
    """On how many days of the period the minutes of the plan were reached."""
    if found.goal is None:
        return 0
    return sum(day.seconds >= found.goal for day in found.days if day.day > found.today - found.period)


def _due_by_day(store: Store, decks: Sequence[int], today: int) -> dict[int, int]:
    return store.figures.due_by_day(decks, store.schedule.owed(decks, today), today)
