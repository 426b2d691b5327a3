"""What statistics read: answers by the day, states and sections, gathered by SQLite where that is quicker."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from kgquiz.key import CardKey
from kgquiz.storage.damage import LAST_DAY, sound
from kgquiz.storage.statements import marks

LONGEST_THOUGHT = 300_000
"""Milliseconds that an answer counts for at most: beyond that she was away."""


class Changes(NamedTuple):
    """The ids of answers that were taken back, and the ratings of those that were amended."""

    undone: Collection[str]
    ratings: Mapping[str, int]


class AnswerCount(NamedTuple):
    """Answers alike in place, type, age and hour: how many were right, and how many there were."""

    deck: int
    chapter: int
    section: str
    type: str
    age: int
    hour: int
    right: int
    n: int


class Held(NamedTuple):
    """A card of the decks in use: where it stands and what is remembered of it (stability 0: never answered)."""

    deck: int
    section: str
    stability: float
    last_day: int


class Figures:
    """Questions to the log and the states. `decks` are ids of the deck cache."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def by_day(self) -> list[tuple[int, int, float]]:
        """(study day, answers, seconds) of every day, oldest first; what was taken back is in it."""
        rows = self._connection.execute(
            "select day, count(*), sum(min(spent, ?)) / 1000.0 from log"
            " where kind = 'review' and day between 1 and ? group by day order by day",
            (LONGEST_THOUGHT, LAST_DAY),
        )
        return list(sound((int, int, float), rows))

    def outcomes(
        self,
        decks: Sequence[int],
        since: int,
        changes: Changes,
        ages: Sequence[int],
        zones: Sequence[tuple[int, int]],
    ) -> list[AnswerCount]:
        """The tests of memory from a day on: the first answer of a card on each day but its first, drills left out.

        They are counted by place, type, band of age and hour of the wall clock. `zones` are (moment, distance from
        UTC) of that clock from each moment on, in milliseconds, oldest first, one at least. The search index must be
        up to date.
        """
        band = " ".join(f"when l.day - m.first_day >= {age} then {age}" for age in sorted(ages, reverse=True))
        offset = " ".join(f"when l.at >= {int(at)} then {int(ahead)}" for at, ahead in reversed(zones[1:]))
        clock = f"case {offset} else {int(zones[0][1])} end" if offset else str(int(zones[0][1]))
        rows = self._connection.execute(
            "with gone as materialized (select value from json_each(?)),"
            " raised as materialized (select key, value from json_each(?)),"
            " first as materialized (select id, card, day, rating, min(at) as at from log"
            "  where day >= ? and kind = 'review' and mode <> 'cram' and rating is not null and id not in gone"
            "  group by card, day)"
            f" select e.deck, e.chapter, e.section, e.type, case {band} else 0 end,"
            f" (l.at + {clock}) / 3600000 % 24, sum(coalesce(r.value, l.rating) > 1), count(*)"
            " from first l cross join memory m on m.card = l.card cross join search.entry e on e.key = l.card"
            " left join raised r on r.key = l.id"
            f" where l.day > m.first_day and +e.deck in ({marks(len(decks))}) group by 1, 2, 3, 4, 5, 6",
            (json.dumps(sorted(changes.undone)), json.dumps(dict(changes.ratings)), since, *decks),
        )
        return [AnswerCount._make(row) for row in rows]

    def held(self, decks: Sequence[int]) -> Iterator[Held]:
        """Every card of some decks that is not suspended, in deck order. The search index must be up to date."""
        rows = self._connection.execute(
            "select e.deck, e.section, coalesce(m.stability, 0), coalesce(m.last_day, 0)"
            " from search.entry e left join memory m on m.card = e.key"
            f" where e.deck in ({marks(len(decks))}) and coalesce(m.suspended, 0) = 0 order by e.deck, e.position",
            decks,
        )
        return map(Held._make, sound((int, str, (int, float), int), rows))

    def spread(self, decks: Sequence[int]) -> list[tuple[float, int, int]]:
        """(stability in days, study day of the last answer, cards) of all cards of some decks that were ever answered.

        Suspended ones are left out. Stabilities are rounded to two digits, so that many cards are few rows.
        """
        rows = self._connection.execute(
            "select max(0.01, case when m.stability < 10 then round(m.stability, 1)"
            " when m.stability < 100 then round(m.stability) else round(m.stability / 10) * 10 end) as held,"
            " m.last_day, count(*)"
            " from memory m cross join card c on c.key = m.card"
            f" where m.stability is not null and m.suspended = 0 and +c.deck in ({marks(len(decks))})"
            " group by held, m.last_day",
            decks,
        )
        return list(sound(((float, int), int, int), rows))

    def due_by_day(self, decks: Sequence[int], owed: Collection[CardKey], today: int) -> dict[int, int]:
        """How many items have a card due on each day; a card that is owed is due today at the latest."""
        rows = self._connection.execute(
            "select due, count(*) from (select c.item, min(iif(m.card in (select value from json_each(?)),"
            " min(m.due, ?), m.due)) as due from memory m"
            " join card c on c.key = m.card where m.stability is not null and m.suspended = 0"
            f" and c.deck in ({marks(len(decks))}) group by c.item) where due between 1 and ? group by due",
            (json.dumps(sorted(owed)), today, *decks, LAST_DAY),
        )
        return dict(sound((int, int), rows))

    def sample(self, most: int) -> list[CardKey]:
        """At most so many cards with several answers, spread over all by their keys."""
        total = self._connection.execute("select count(*) from memory where reps > 1").fetchone()[0]
        step = max(1, -(-total // most))
        rows = self._connection.execute("select card from memory where reps > 1 order by card")
        return [row[0] for place, row in enumerate(rows) if place % step == 0]

    def hardest(self, decks: Sequence[int], limit: int) -> list[tuple[CardKey, int, int]]:
        """(card, lapses, answers) of those that were forgotten most often."""
        rows = self._connection.execute(
            "select card, lapses, reps from memory where lapses > 0 order by lapses desc, difficulty desc, card"
        )
        chosen = set(decks)
        return list(islice((row for row in rows if not self._decks_of(row[0]).isdisjoint(chosen)), limit))

    def _decks_of(self, card: CardKey) -> set[int]:
        return {row[0] for row in self._connection.execute("select deck from card where key = ?", (card,))}
