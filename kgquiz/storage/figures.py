"""What statistics read: answers by the day, states and sections, gathered by SQLite where that is quicker."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kgquiz.statistics.reviews import Review
from kgquiz.storage.statements import marks

LONGEST_THOUGHT = 300_000
"""Milliseconds that an answer counts for at most: beyond that she was away."""


class Held(NamedTuple):
    """A card of the decks in use: where it stands and what is remembered of it (stability 0: never answered)."""

    card: str
    deck: int
    chapter: int
    section: str
    type: str
    stability: float
    last_day: int
    first_day: int


class Figures:
    """Questions to the log and the states. `decks` are ids of the deck cache."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def by_day(self) -> list[tuple[int, int, float]]:
        """(study day, answers, seconds) of every day, oldest first; what was taken back is in it."""
        rows = self._connection.execute(
            "select day, count(*), sum(min(spent, ?)) / 1000.0 from log"
            " where kind = 'review' group by day order by day",
            (LONGEST_THOUGHT,),
        )
        return rows.fetchall()

    def reviews(self, since: int) -> Iterator[Review]:
        """The answers from a day on that moved the schedule, oldest first."""
        rows = self._connection.execute(
            "select id, card, at, day, rating, spent from log"
            " where day >= ? and kind = 'review' and mode <> 'cram' and rating is not null order by at, id",
            (since,),
        )
        return map(Review._make, rows)

    def first_days(self) -> dict[str, int]:
        """The study day on which each card was met."""
        return dict(self._connection.execute("select card, first_day from memory where stability is not null"))

    def held(self, decks: Sequence[int]) -> Iterator[Held]:
        """Every card of some decks that is not suspended, in deck order. The search index must be up to date."""
        rows = self._connection.execute(
            "select e.key, e.deck, e.chapter, e.section, c.type, coalesce(m.stability, 0), coalesce(m.last_day, 0),"
            " coalesce(m.first_day, 0) from search.entry e"
            " join card c on c.deck = e.deck and c.position = e.position left join memory m on m.card = e.key"
            f" where e.deck in ({marks(len(decks))}) and coalesce(m.suspended, 0) = 0 order by e.deck, e.position",
            decks,
        )
        return map(Held._make, rows)

    def due_by_day(self, decks: Sequence[int]) -> dict[int, int]:
        """How many items have a card due on each day."""
        rows = self._connection.execute(
            "select due, count(*) from (select c.item, min(m.due) as due from memory m"
            " join card c on c.key = m.card where m.stability is not null and m.suspended = 0"
            f" and c.deck in ({marks(len(decks))}) group by c.item) group by due",
            decks,
        )
        return dict(rows.fetchall())

    def sample(self, most: int) -> list[str]:
        """At most so many cards with several answers, spread over all by their keys."""
        total = self._connection.execute("select count(*) from memory where reps > 1").fetchone()[0]
        step = max(1, -(-total // most))
        rows = self._connection.execute("select card from memory where reps > 1 order by card")
        return [row[0] for place, row in enumerate(rows) if place % step == 0]

    def hardest(self, decks: Sequence[int], limit: int) -> list[tuple[str, int, int]]:
        """(card, lapses, answers) of those that were forgotten most often."""
        rows = self._connection.execute(
            "select m.card, m.lapses, m.reps from memory m where m.lapses > 0"
            f" and exists (select 1 from card c where c.key = m.card and c.deck in ({marks(len(decks))}))"
            " order by m.lapses desc, m.difficulty desc, m.card limit ?",
            (*decks, limit),
        )
        return rows.fetchall()
