"""The review log: what happened, one event each, never changed. Everything else is derived from it.

Undoing, overruling and suspending are events too, so two logs merge as a union and nothing is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from kgquiz.key import CardKey
from kgquiz.memory.model import Rating
from kgquiz.value import dataclass


class Kind(StrEnum):
    """What an event says."""

    REVIEW = "review"
    AMEND = "amend"  # the student sets the rating of a review, or overrules its marking
    UNDO = "undo"
    SUSPEND = "suspend"
    RESUME = "resume"
    STAR = "star"
    UNSTAR = "unstar"
    NOTE = "note"  # a note of her own, in `answer`; an empty one takes the note away
    KNOWN = "known"  # a placement finds it known, with a chance of `score`: as answers she gave, until it is asked


class Mode(StrEnum):
    """Where an answer was given; cram teaches the schedule nothing."""

    STUDY = "study"
    CRAM = "cram"
    EXAM = "exam"


LIKELY_KNOWN = 0.6
"""The chance of being known from which an item gets a head start; below, the plan alone reckons with it."""
SURELY_KNOWN = 0.9
"""The chance from which what was known before the first day counts as recalled after `KNOWN_FOR` days, once."""
KNOWN_FOR = 7
"""Days. Who knows an item before she begins has not just learnt it; longer is likely, but not shown."""

SAID_RIGHT, SAID_WRONG = "i was right", "i was wrong"
"""The finding of an AMEND by which the student overrules the marking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the log.

    `at` is milliseconds since 1970 (UTC); `day` is the study day it belonged to where it happened; `target` is the id
    of the event an AMEND or UNDO speaks of; `spent` is milliseconds from prompt to answer; `sure` is the stated
    certainty 1..3, 0 where it was not asked.
    """

    id: str
    kind: Kind
    card: CardKey
    at: int
    day: int
    mode: Mode = Mode.STUDY
    rating: Rating | None = None
    score: float | None = None
    finding: str = ""
    answer: tuple[str, ...] = ()
    spent: int = 0
    target: str = ""
    attempt: str = ""
    sure: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a card's log comes to: its reviews that count, and whether it is suspended."""

    reviews: tuple[tuple[int, Rating], ...] = ()
    """(study day, rating) in order."""
    suspended: bool = False
    moments: tuple[tuple[int, str], ...] = ()
    """(at, id) of each review, by which those of several cards are put in order; empty where nobody asks."""
    head_starts: tuple[int, ...] = ()
    """The places among the reviews of what a placement took for known: no answer of hers."""
    supposed: tuple[int, str, int, float] | None = None
    """(at, id, study day, chance) of a placement that found it known with a chance, head start or not."""

    @property
    def timed(self) -> tuple[tuple[int, str, int, Rating], ...]:
        """(at, id, study day, rating) of each review."""
        return tuple(
            (at, id_, day, rating) for (at, id_), (day, rating) in zip(self.moments, self.reviews, strict=True)
        )


def standing(events: Iterable[Event]) -> Standing:
    """Undo and amendments applied, cramming left out. `events` are one card's, in any order."""
    ordered = sorted(events, key=lambda event: (event.at, event.id))
    undone = undone_ids(ordered)
    alive = [event for event in ordered if event.id not in undone and event.kind is not Kind.UNDO]
    ratings = {e.target: e.rating for e in alive if e.kind is Kind.AMEND and e.rating is not None}
    kept = [
        (event, day, rating)
        for event in alive
        if event.kind in {Kind.REVIEW, Kind.KNOWN} and event.mode is not Mode.CRAM
        for day, rating in (
            head_start(event.day, event.score)
            if event.kind is Kind.KNOWN
            else ((event.day, ratings.get(event.id, event.rating)),)
        )
        if rating is not None
    ]
    switches = [event.kind for event in alive if event.kind in {Kind.SUSPEND, Kind.RESUME}]
    return Standing(
        reviews=tuple((day, rating) for _, day, rating in kept),
        suspended=bool(switches) and switches[-1] is Kind.SUSPEND,
        moments=tuple((event.at, event.id) for event, *_ in kept),
        head_starts=tuple(place for place, (event, *_) in enumerate(kept) if event.kind is Kind.KNOWN),
        supposed=next(
            (
                (event.at, event.id, event.day, event.score)
                for event in reversed(alive)
                if event.kind is Kind.KNOWN and event.score is not None
            ),
            None,
        ),
    )


def head_start(day: int, chance: float | None) -> tuple[tuple[int, Rating], ...]:
    """The answers, by their days, that a card counts as having got where a day's placement found it known."""
    if chance is not None and chance < LIKELY_KNOWN:
        return ()
    if chance is None or chance < SURELY_KNOWN:
        return ((day, Rating.EASY),)
    return (max(1, day - KNOWN_FOR), Rating.EASY), (day, Rating.GOOD)


def standing_reviews(events: Iterable[Event]) -> list[Event]:
    """The answers that count, with the rating they have now. `events` are one card's, in any order."""
    ordered = sorted(events, key=lambda event: (event.at, event.id))
    undone = undone_ids(ordered)
    alive = [event for event in ordered if event.id not in undone]
    ratings = {e.target: e.rating for e in alive if e.kind is Kind.AMEND and e.rating is not None}
    return [
        replace(event, rating=ratings.get(event.id, event.rating))
        for event in alive
        if event.kind is Kind.REVIEW and event.mode is not Mode.CRAM and event.rating is not None
    ]


TAKEN_OVER = "~"
"""Stands in the id of an event that a card took over from a former one, before the new card's key."""


def taken_over(events: Iterable[Event], card: CardKey) -> tuple[Event, ...]:
    """The history of a former card as that of `card`: the same events again, under ids that follow from theirs.

    The log is never changed: what was answered stays where it was, and two devices that take over the same history
    take over the same events. What was taken over once is not taken over from there again; attempts keep their own.
    """
    former = list(events)
    return tuple(
        replace(
            event,
            id=f"{event.id}{TAKEN_OVER}{card}",
            card=card,
            target=event.target and f"{event.target}{TAKEN_OVER}{card}",
            attempt="",
        )
        for event in former
    )


MARKED_TWICE = "!"
"""Ends the id of an undo by which the later of two markings of one exam is taken back."""


def marked_again(events: Iterable[Event]) -> tuple[Event, ...]:
    """What takes back all but the first marking of each exam (the least ids): the same events on every device.

    `events` are one card's, in any order. An exam asks a card once, so two answers in one are two markings of it.
    """
    held = list(events)
    there = {event.id for event in held}
    first: dict[str, str] = {}
    for event in held:
        if event.kind is Kind.REVIEW and event.attempt:
            first[event.attempt] = min(event.id, first.get(event.attempt, event.id))
    return tuple(
        Event(
            id=f"{event.id}{MARKED_TWICE}",
            kind=Kind.UNDO,
            card=event.card,
            at=event.at,
            day=event.day,
            target=event.id,
        )
        for event in held
        if event.kind is Kind.REVIEW
        and event.id != first.get(event.attempt, event.id)
        and f"{event.id}{MARKED_TWICE}" not in there
    )


def undone_ids(ordered: Iterable[Event]) -> set[str]:
    """The ids that UNDO events take back. An undo is not itself undone."""
    return {event.target for event in ordered if event.kind is Kind.UNDO}
