"""A class of simulated students, each with a store of her own, and what comes of it by another way of reckoning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, sqrt
from pathlib import Path
from random import Random

from kgquiz.key import CardKey
from kgquiz.memory.log import SAID_RIGHT, Event, Kind, Mode
from kgquiz.memory.model import Rating
from kgquiz.storage.store import Store
from tests.support import Clock, Person, write

CARDS = 12
AT, DAY = 1_771_000_000_000, 739_000
WRONG = ("биринчи", "экинчи", "үчүнчү")


def class_deck() -> str:
    """Choices, then typed cards; the last distractor of a choice is never taken."""
    lines = ["deck: klass", "title: A deck for a class", "cards:"]
    for n in range(CARDS):
        if n < CARDS // 2:
            lines.append(
                f"- {{id: c{n}.choice, type: choice, from: c{n}, prompt: Суроо {n}?, answer: туура,"
                f" wrong: [{', '.join(WRONG)}]}}"
            )
        else:
            lines.append(f"- {{id: c{n}.typed, type: typed, from: c{n}, prompt: Суроо {n}?, answer: туура}}")
    return "\n".join(lines) + "\n"


def keys() -> list[str]:
    return [f"klass/c{n}.{'choice' if n < CARDS // 2 else 'typed'}" for n in range(CARDS)]


@dataclass
class Pupil:
    """A student; `events` is her log as it was made."""

    number: int
    person: Person
    events: list[Event] = field(default_factory=list)

    @property
    def login(self) -> str:
        return f"pupil{self.number}"


def pupils(root: Path, count: int, seed: int = 1, cards: Sequence[str] | None = None) -> list[Pupil]:
    """Students whose stores hold answers to most cards, repetitions, overrules, undone and crammed answers."""
    shipped = write(root / "shipped", "klass.yaml", class_deck()).parent
    made = []
    for number in range(count):
        chance = Random(f"{seed} {number}")
        pupil = Pupil(number, Person(root / f"home{number}", shipped, Clock(), Random(f"world {seed} {number}")))
        pupil.events = list(events_of(number, chance, cards or keys()))
        with Store.open(pupil.person.world.database) as store:
            store.journal.record(*pupil.events)
        made.append(pupil)
    return made


def events_of(number: int, chance: Random, cards: Sequence[str]) -> Iterator[Event]:
    ability, moment = chance.gauss(0, 1.2), AT
    for place, card in enumerate(cards):
        if chance.random() < 0.15:
            continue  # not met
        for repetition in range(chance.randint(1, 3)):
            moment += chance.randint(2_000, 60_000)
            right = chance.random() < 1 / (1 + exp(-(ability - (place - len(cards) / 2) / 3 + repetition)))
            event = Event(
                id=f"{number:03}-{place:03}-{repetition}",
                kind=Kind.REVIEW,
                card=CardKey(card),
                at=moment,
                day=DAY + repetition,
                mode=chance.choice([Mode.STUDY, Mode.STUDY, Mode.STUDY, Mode.CRAM]),
                rating=Rating.GOOD if right else Rating.AGAIN,
                score=1.0 if right else 0.0,
                answer=("туура",) if right else (chance.choice(WRONG[:2]),),
                spent=chance.randint(1_000, 30_000),
                sure=chance.choice([0, 1, 2, 3]),
            )
            yield event
            if not right and chance.random() < 0.2:
                moment += 500
                yield Event(
                    id=f"{event.id}-amend",
                    kind=Kind.AMEND,
                    card=CardKey(card),
                    at=moment,
                    day=event.day,
                    rating=Rating.GOOD,
                    finding=SAID_RIGHT,
                    target=event.id,
                )
            elif chance.random() < 0.05:
                moment += 500
                yield Event(
                    id=f"{event.id}-undo", kind=Kind.UNDO, card=CardKey(card), at=moment, day=event.day, target=event.id
                )


@dataclass
class Expected:
    """What a class comes to, reckoned with plain lists."""

    answers: int = 0
    facility: dict[str, float] = field(default_factory=dict)
    discrimination: dict[str, float | None] = field(default_factory=dict)
    overruled: dict[str, int] = field(default_factory=dict)
    right: dict[int, float] = field(default_factory=dict)


def expected(class_: Sequence[Pupil]) -> Expected:
    found = Expected()
    firsts: dict[int, dict[str, float]] = {}
    for pupil in class_:
        undone = {event.target for event in pupil.events if event.kind is Kind.UNDO}
        insisted = {event.target for event in pupil.events if event.kind is Kind.AMEND}
        mine: dict[str, float] = {}
        for event in sorted(pupil.events, key=lambda event: (event.at, event.id)):
            if event.kind is not Kind.REVIEW or event.mode is Mode.CRAM or event.id in undone:
                continue
            found.answers += 1
            score = 1.0 if event.id in insisted else event.score or 0.0
            mine.setdefault(event.card, score)
            if event.id in insisted:
                found.overruled[event.card] = found.overruled.get(event.card, 0) + 1
        firsts[pupil.number] = mine
        if mine:
            found.right[pupil.number] = sum(mine.values()) / len(mine)
    for card in {card for mine in firsts.values() for card in mine}:
        own = [mine[card] for mine in firsts.values() if card in mine]
        found.facility[card] = sum(own) / len(own)
        pairs = [
            (mine[card], (sum(mine.values()) - mine[card]) / (len(mine) - 1))
            for mine in firsts.values()
            if card in mine and len(mine) > 1
        ]
        found.discrimination[card] = pearson(pairs)
    return found


def pearson(pairs: Sequence[tuple[float, float]]) -> float | None:
    n = len(pairs)
    x, y = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    spread = sqrt(sum((a - x) ** 2 for a, _ in pairs) * sum((b - y) ** 2 for _, b in pairs))
    return sum((a - x) * (b - y) for a, b in pairs) / spread if spread else None
