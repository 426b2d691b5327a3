"""A world for tests: real files and a real database, with the clock, chance and keyboard in our hands."""

from __future__ import annotations

import io
import json
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from unittest.mock import patch

import numpy as np

from kgquiz.actions.desk import Desk
from kgquiz.actions.world import World
from kgquiz.knowledge.deck import Deck, parse_deck
from kgquiz.memory.planning.curves import Floats, Weights
from kgquiz.memory.planning.pool import Pool
from kgquiz.memory.planning.solution import Solution
from kgquiz.storage.store import Store
from kgquiz.terminal.app import run

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that moves only when told to; a step of a second at each look keeps events in order."""

    moment: datetime = MORNING
    step: timedelta = timedelta(milliseconds=1)
    wrong_by: timedelta = timedelta()
    """How far the wall clock was set beside the true time, which only ticks tell."""

    def now(self) -> datetime:
        self.moment += self.step
        return self.moment + self.wrong_by

    def ticks(self) -> float:
        self.moment += timedelta(milliseconds=1)
        return self.moment.timestamp()

    def is_set(self, **span: float) -> None:
        """Somebody sets the wall clock."""
        self.wrong_by += timedelta(**span)

    def go_on(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Said:
    """What a command did."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Person:
    """Someone at the command line of a world of her own."""

    home: Path
    shipped: Path
    clock: Clock = field(default_factory=Clock)
    chance: Random = field(default_factory=lambda: Random(7))

    @property
    def world(self) -> World:
        return World(self.home, self.shipped, self.clock.now, self.clock.ticks, self.chance)

    def asks(self, action: Callable[..., T], *arguments: Any, **options: Any) -> T:
        """What an action gives, at a desk of its own."""
        with Desk(self.world) as desk:
            return action(desk, *arguments, **options)

    def types(self, *words: str, lines: str = "") -> Said:
        """Run `kgquiz words…` with these lines on standard input."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", io.StringIO(lines)):
            code = run(words, self.world)
        return Said(out.getvalue(), err.getvalue(), int(code))


class Shared:
    """What is dear to make and never changed: made by one of the processes that run the tests, read by the others."""

    folder: Path | None = None
    """Of this run; None where one process runs all."""

    @classmethod
    def once(cls, name: str, make: Callable[[], T]) -> T:
        if cls.folder is None:
            return make()
        kept = cls.folder / f"{name}.pickle"
        if not kept.is_file():
            new = cls.folder / f"{name}.{os.getpid()}"
            new.write_bytes(pickle.dumps(make()))
            new.replace(kept)  # whole or not at all
        found: T = pickle.loads(kept.read_bytes())  # noqa: S301 - our own of a moment ago
        return found


class SolvedOnce:
    """The planner's solution, which hangs on what it is given alone: found once for all commands of a morning.

    Each command that tells of a plan solves it, and many tests give many commands on one morning. What was found is
    handed out again as it is, so nobody may write into it.
    """

    KEPT = 128

    def __init__(self, solve: Callable[..., Solution]) -> None:
        self._solve = solve
        self._found: dict[bytes, Solution] = {}

    def __call__(self, pool: Pool, budget: Floats, weights: Weights, **options: object) -> Solution:
        given = pickle.dumps((pool, budget, weights, sorted(options.items())))
        found = self._found.pop(given, None)
        if found is None:
            found = self._solve(pool, budget, weights, **options)
            for value in fields(Solution):
                if isinstance(array := getattr(found, value.name), np.ndarray):
                    array.setflags(write=False)
        self._found[given] = found  # the last that was asked for goes last
        if len(self._found) > self.KEPT:
            del self._found[next(iter(self._found))]
        return found


@cache
def shipped_deck(name: str) -> Deck:
    """A deck that comes with the program, parsed once for all tests: they look at it and never change it."""
    return Shared.once(f"deck-{name}", lambda: deck_of_file(ROOT / "decks" / f"{name}.yaml"))


def deck_of_file(file: Path) -> Deck:
    """A deck file without errors."""
    deck = parse_deck(file.read_bytes(), file.name).deck
    assert deck is not None
    return deck


@cache
def _files_with_decks() -> dict[str, bytes]:
    return Shared.once("files-with-decks", _files_made)


def _files_made() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        reader = Person(Path(folder), ROOT / "decks", Clock(datetime.now(UTC) + timedelta(minutes=1)))
        assert reader.types("cards", "deck:ch1", "--json").code == 0
        return {file.name: file.read_bytes() for file in Path(folder).iterdir() if file.is_file()}


def with_decks_read(home: Path) -> Path:
    """The home of someone who has done nothing yet but let the shipped decks be read: that is done once for many."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in _files_with_decks().items():
        (home / name).write_bytes(content)
    return home


@cache
def _new_store() -> bytes:
    def made() -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder, "progress.db")
            with Store.open(path):
                pass
            return path.read_bytes()

    return Shared.once("new-store", made)


def with_store(home: Path) -> Path:
    """The home of someone who has opened the program before: making the tables is half of a first start."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home / "progress.db"
    path.write_bytes(_new_store())
    path.chmod(0o600)
    return home


SMALL_DECK = """\
deck: small
title: A small deck
chapter: 6
sections:
- {id: s1, title: First section, page: 1}
cards:
- {id: lease.recall, type: recall, from: lease, page: 3, term: Ижара, meaning: Акы үчүн убактылуу пайдалануу.,
   points: [убактылуу, акы үчүн]}
- {id: council.typed, type: typed, from: council, page: 4, prompt: Парламент кандай аталат?, answer: Жогорку Кеңеш}
- {id: head.choice, type: choice, from: head, page: 5, prompt: Ким башкарат?, answer: мэр,
   wrong: [аким, губернатор, спикер]}
- {id: q1.outline, type: outline, from: q1, page: 6, prompt: Эки белгисин атаңыз., points: [бирөө, экинчиси]}
- {id: head.typed, type: typed, from: head, page: 5, prompt: Шаарды ким башкарат?, answer: мэр}
"""


def write(folder: Path, name: str, text: str) -> Path:
    """A file with this text; its folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
