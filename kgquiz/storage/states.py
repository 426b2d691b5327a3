"""The state of each card as the log has it: kept up to date answer by answer, or rebuilt by replay."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import groupby, islice
from operator import itemgetter

from kgquiz.key import CardKey
from kgquiz.memory.blend import Form, Sighting
from kgquiz.memory.log import Event, Kind, Mode, Standing, standing
from kgquiz.memory.model import DEFAULT_RETENTION, DEFAULT_WEIGHTS, Rating, Scheduler
from kgquiz.memory.replay import CardState, advanced, replay
from kgquiz.storage.damage import LAST_DAY, LAST_MOMENT, Aside, DamagedRow
from kgquiz.storage.rows import LOG_COLUMNS, STATE_COLUMNS, events_of_rows, row_of_state, state_of_row
from kgquiz.storage.settings import Kept, Settings, number, struct
from kgquiz.storage.statements import marks
from kgquiz.storage.transaction import snapshot, transaction

_CARDS_AT_ONCE = 20_000
_FRESH = "not exists (select 1 from memory where card = key and stability is not null)"
_COUNTS = (
    f"kind = 'review' and mode in ({', '.join(repr(mode.value) for mode in Mode if mode is not Mode.CRAM)})"
    f" and rating between {min(Rating):d} and {max(Rating):d} and day between 1 and {LAST_DAY}"
    f" and at between 0 and {LAST_MOMENT}"
)
"""What an event that can be read and counts for the memory looks like."""
_SWAP = (
    "delete from memory where card not in (select card from replayed)",
    "insert or replace into memory select * from replayed except select * from memory",
    f"update card set fresh = 1 - fresh where fresh <> {_FRESH}",
    "drop table replayed",
)


def _are_weights(weights: tuple[float, ...]) -> bool:
    """Whether they can be FSRS-6's: as many, finite, and a curve that falls."""
    return len(weights) == len(DEFAULT_WEIGHTS) and all(map(math.isfinite, weights)) and 0 < weights[-1] < 1


WEIGHTS: Kept[tuple[float, ...]] = Kept("weights", DEFAULT_WEIGHTS, struct(tuple[float, ...], _are_weights))
RETENTION: Kept[float] = Kept("retention", DEFAULT_RETENTION, number(0.70, 0.99))


class States:
    """The table `memory`, and FSRS as this student has it."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings, aside: Aside) -> None:
        self._connection = connection
        self._settings = settings
        self._aside = aside

    @cached_property
    def scheduler(self) -> Scheduler:
        """FSRS with this student's weights and target retention."""
        return Scheduler(self._settings.get(WEIGHTS), self._settings.get(RETENTION))

    def retune(self, *, weights: Sequence[float] | None = None, retention: float | None = None) -> None:
        """Change weights or target retention and replay everything under them."""
        with self.retuned(weights=weights, retention=retention):
            pass

    @contextmanager
    def retuned(self, *, weights: Sequence[float] | None = None, retention: float | None = None) -> Iterator[None]:
        """The same; what the caller sets goes with it, or nothing does."""
        scheduler = Scheduler(
            self.scheduler.weights if weights is None else weights,
            self.scheduler.retention if retention is None else retention,
        )
        with self._replayed(scheduler):
            if weights is not None:
                self._settings.set(WEIGHTS, tuple(weights))
            if retention is not None:
                self._settings.set(RETENTION, retention)
            yield
        self.__dict__["scheduler"] = scheduler

    def state(self, card: CardKey) -> CardState:
        """One card's state."""
        return self.states([card]).get(card, CardState())

    def states(self, cards: Iterable[CardKey]) -> dict[CardKey, CardState]:
        """The states of those cards that have one."""
        return self._whole(partial(self._of, list(cards)))

    def _of(self, wanted: list[CardKey]) -> dict[CardKey, CardState]:
        found: dict[CardKey, CardState] = {}
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            statement = f"select {STATE_COLUMNS} from memory where card in ({marks(len(some))})"
            found |= map(state_of_row, self._connection.execute(statement, some))
        return found

    def all_states(self) -> dict[CardKey, CardState]:
        """Every state there is."""
        return self._whole(
            lambda: dict(map(state_of_row, self._connection.execute(f"select {STATE_COLUMNS} from memory")))
        )

    def _whole(self, read: Callable[[], dict[CardKey, CardState]]) -> dict[CardKey, CardState]:
        """States as they are kept; where one is damaged, all of them are replayed from the log, and read once more."""
        try:
            return read()
        except DamagedRow:
            self.rebuild()
            return read()

    def follow(self, card: CardKey, added: Sequence[Event]) -> None:
        """Bring one card's state up to date with what was added to its log.

        One answer more is taken on top of the state; anything else replays the card.
        """
        state = self._before(card, added[0]) if len(added) == 1 else None
        if state is None or (rating := added[0].rating) is None:
            self._replay(card, self._events(card), self.scheduler)
            return
        self._write({card: advanced(card, state, added[0].day, rating, self.scheduler)})
        if not state.reps:
            self._connection.execute(f"update card set fresh = {_FRESH} where key = ?", (card,))

    def _before(self, card: CardKey, answer: Event) -> CardState | None:
        """The state that an answer just added follows; None where the log holds more than the state and this answer.

        The index alone is read: an answer that counts, the newest, among answers that count, each of them in the state.
        """
        events, counted, newest = self._connection.execute(
            f"select count(*), sum({_COUNTS}), sum((at, id) >= (?, ?)) from log indexed by log_card where card = ?",
            (answer.at, answer.id, card),
        ).fetchone()
        try:
            state = self._of([card]).get(card, CardState())
        except DamagedRow:
            return None
        is_next = answer.kind is Kind.REVIEW and newest == 1 and events == counted == state.reps + 1
        return state if is_next and not state.suspended else None

    def _replay(self, card: CardKey, events: Iterable[Event], scheduler: Scheduler) -> None:
        self._connection.execute("delete from memory where card = ?", (card,))
        self._write(replay({card: standing(events)}, scheduler))
        self._connection.execute(f"update card set fresh = {_FRESH} where key = ?", (card,))

    def rebuild(self) -> None:
        """Throw all states away and replay the whole log."""
        with self._replayed(self.scheduler, derived=True):
            pass

    def astray(self) -> set[CardKey]:
        """The cards whose kept state is not the one that a replay of the log gives."""
        with snapshot(self._connection):
            replayed = {
                row[0]: row
                for row in (row_of_state(*one) for one in replay(dict(self.standings()), self.scheduler).items())
            }
            kept = {row[0]: row for row in self._connection.execute(f"select {STATE_COLUMNS} from memory")}
        return {
            card
            for card in kept.keys() | replayed.keys()
            if card not in kept or card not in replayed or not all(map(_is_same, kept[card], replayed[card]))
        }

    @contextmanager
    def _replayed(self, scheduler: Scheduler, *, derived: bool = False) -> Iterator[None]:
        """Replay the log under a scheduler and put the states in place, together with what the caller changes.

        The work is done beside the file, before the lock is taken: another kgquiz can save answers meanwhile. The cards
        it answered are replayed once more under the lock.
        """
        newest = self._replay_beside(scheduler)
        with transaction(self._connection, derived=derived):
            for statement in _SWAP:
                self._connection.execute(statement)
            for card in self._answered_since(newest):
                self._replay(card, self._events(card), scheduler)
            yield

    def _replay_beside(self, scheduler: Scheduler) -> int:
        """The states by a scheduler, in a table of our own; returns the number of the newest event that counted."""
        with snapshot(self._connection):
            self._connection.execute("drop table if exists temp.replayed")
            self._connection.execute("create temp table replayed as select * from memory limit 0")
            standings = self.standings()
            while batch := dict(islice(standings, _CARDS_AT_ONCE)):
                self._write(replay(batch, scheduler), "replayed")
            return int(self._connection.execute("select coalesce(max(seq), 0) from log").fetchone()[0])

    def _answered_since(self, newest: int) -> list[CardKey]:
        return [row[0] for row in self._connection.execute("select distinct card from log where seq > ?", (newest,))]

    def _events(self, card: CardKey) -> Iterator[Event]:
        rows = self._connection.execute(f"select {LOG_COLUMNS} from log where card = ?", (card,))
        return events_of_rows(rows, self._aside)

    def sightings(self, cards: Mapping[CardKey, Form]) -> dict[CardKey, list[Sighting]]:
        """The answers that stand of those cards that have any, by card; each card asks in its form."""
        found: defaultdict[CardKey, list[Sighting]] = defaultdict(list)
        names = list(cards)
        for some in (names[start : start + 500] for start in range(0, len(names), 500)):
            among = f"card in ({marks(len(some))})"
            changed = f"select distinct card from log where {among} and kind <> 'review'"
            altered = {row[0] for row in self._connection.execute(changed, some)}
            rows = self._connection.execute(
                f"select card, at, id, day, rating from log where {among} and {_COUNTS}", some
            )
            for card, at, id_, day, rating in rows:
                if card not in altered:
                    found[card].append(Sighting(at, id_, day, Rating(rating), cards[card]))
            for card in altered:
                stands = standing(self._events(card))
                found[card] += [
                    Sighting(*review, cards[card], is_head_start=place in stands.head_starts)
                    for place, review in enumerate(stands.timed)
                ]
        return {card: answers for card, answers in found.items() if answers}

    def supposed(self, cards: Iterable[CardKey]) -> dict[CardKey, Sighting]:
        """Of those cards that a placement found known with a chance: what it found, as long as it stands."""
        wanted = set(cards)
        changed = "select distinct card from log where kind <> 'review' and kind = 'known'"  # by the index of changes
        placed = {row[0] for row in self._connection.execute(changed)}
        found = ((card, standing(self._events(card)).supposed) for card in sorted(wanted & placed))
        return {
            card: Sighting(at, id_, day, Rating.EASY, is_head_start=True, chance=chance)
            for card, (at, id_, day, chance) in ((card, one) for card, one in found if one is not None)
        }

    def _write(self, states: dict[CardKey, CardState], table: str = "memory") -> None:
        self._connection.executemany(
            f"insert or replace into {table} ({STATE_COLUMNS}) values ({marks(10)})",
            (row_of_state(card, state) for card, state in states.items()),
        )

    def standings(self) -> Iterator[tuple[CardKey, Standing]]:
        """Every card's standing. Cards with nothing but reviews, nearly all, skip the full rules."""
        changed = {row[0] for row in self._connection.execute("select distinct card from log where kind <> 'review'")}
        rows = self._connection.execute(
            f"select card, day * 8 + rating from log indexed by log_card where {_COUNTS} order by card, at, id"
        )
        pairs = _Pairs()
        for card, group in groupby(rows, key=itemgetter(0)):
            if card not in changed:
                yield card, Standing(tuple([pairs[code] for _, code in group]))
        for card in sorted(changed):
            yield card, standing(self._events(card))


def _is_same(kept: object, replayed: object) -> bool:
    """Whether two values of a state are one, but for the rounding of 32 bits."""
    if isinstance(kept, float) and isinstance(replayed, float):
        return math.isclose(kept, replayed, rel_tol=1e-4)
    return kept == replayed


class _Pairs(dict[int, tuple[int, Rating]]):
    """(study day, rating) by day * 8 + rating: there are few, and a million small objects are slow to make."""

    def __missing__(self, code: int) -> tuple[int, Rating]:
        pair = self[code] = (code // 8, Rating(code % 8))
        return pair
