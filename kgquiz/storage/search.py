"""Finding cards: the index, the memory of each card and what she said of it, joined in one statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from kgquiz.key import CardKey
from kgquiz.memory.replay import CardState
from kgquiz.search.found import CardPlace, FoundCard, asked_on, recall_today, states_of
from kgquiz.search.query import Query
from kgquiz.storage.rows import STATE_COLUMNS, state_of_row
from kgquiz.storage.search_conditions import Condition, Now, conditions, text_match
from kgquiz.storage.search_conditions import asked_on as day_asked_on
from kgquiz.storage.search_index import SearchIndex
from kgquiz.storage.statements import marks
from kgquiz.value import dataclass

_WEIGHTS = "8.0, 4.0, 2.0, 3.0, 1.5"
"""What a word counts by where it stands: what the card is about, what it asks, the rest; then the same by stems."""
_JOINED = "left join memory m on m.card = e.key"
ORDERS = {
    "book": "e.deck, e.position",
    "page": "e.chapter, e.page, e.deck, e.position",
    "due": "m.due is null, m.stability is null, {asked_on}, e.key",
    "recall": "m.stability is null, max(? - m.last_day, 0) / m.stability desc, e.key",
    "lapses": "coalesce(m.lapses, 0) desc, m.difficulty desc, e.key",
}
"""By what cards may be sorted: name and SQL; without words "book" is the order."""


@dataclass(frozen=True, slots=True)
class SearchHits:
    """The first cards of a search, and how many there are in all."""

    total: int
    cards: tuple[FoundCard, ...]


class Search:
    """What the store knows of finding cards."""

    def __init__(self, connection: sqlite3.Connection, index: SearchIndex) -> None:
        self._connection = connection
        self.index = index

    def keys(self, query: Query, decks: Sequence[int], now: Now) -> list[CardKey]:
        """The keys of all cards that fit, in the order of the decks."""
        statement, values = _statement("e.key", query, decks, now, ORDERS["book"])
        return [row[0] for row in self._connection.execute(statement, values)]

    def find(self, query: Query, decks: Sequence[int], now: Now, *, order: str | None, limit: int) -> SearchHits:
        """The first `limit` cards that fit (-1 for all): best first where words are looked for."""
        by = order or ("" if text_match(query) else "book")
        day = day_asked_on(now)
        sort = ORDERS.get(by, "").format(asked_on=day.sql)
        statement, values = _statement("e.id", query, decks, now, sort)
        extra = {"due": day.values, "recall": (now.today,)}.get(by, ())
        ids = [row[0] for row in self._connection.execute(statement, (*values, *extra))]
        shown = ids if limit < 0 else ids[:limit]
        return SearchHits(len(ids), tuple(self._cards(shown, now)))

    def solved_by(self, texts: Collection[str], decks: Sequence[int]) -> Iterator[tuple[CardKey, str]]:
        """(card, the first line of its right answer) of the cards of some decks in whose answer one of these stands.

        The texts are words as `kgquiz.search.forms.words` gives them, between blanks.
        """
        among = f"e.deck in ({marks(len(decks))})"
        for text in sorted(texts):
            yield from self._connection.execute(
                "select e.key, e.solution from search.cardtext cross join search.entry e on e.id = cardtext.rowid"
                f" where cardtext match ? and {among}",
                (f'{{name}} : "{text}"', *decks),
            )

    def tags(self, decks: Sequence[int]) -> set[str]:
        """The tags that cards of these decks have."""
        rows = self._connection.execute(
            f"select distinct t.tag from search.tag t join search.entry e on e.id = t.entry"
            f" where e.deck in ({marks(len(decks))})",
            decks,
        )
        return {row[0] for row in rows}

    def _cards(self, entries: Sequence[int], now: Now) -> list[FoundCard]:
        found: dict[int, FoundCard] = {}
        columns = ", ".join(f"m.{column}" for column in STATE_COLUMNS.split(", "))
        for start in range(0, len(entries), 500):
            some = entries[start : start + 500]
            for row in self._connection.execute(
                "select e.id, e.key, e.type, e.question, e.solution, d.slug, e.chapter, e.section, e.page,"
                f" {columns} from search.entry e join deck d on d.id = e.deck {_JOINED}"
                f" where e.id in ({marks(len(some))})",
                some,
            ):
                found[row[0]] = _card(row[1:9], row[9:], now)
        return [found[entry] for entry in entries]


def _statement(column: str, query: Query, decks: Sequence[int], now: Now, sort: str) -> tuple[str, tuple[Any, ...]]:
    match = text_match(query)
    wanted = [Condition(f"e.deck in ({marks(len(decks))})", tuple(decks)), *conditions(query, now)]
    start = "search.entry e"
    if match:
        start = "search.cardtext cross join search.entry e on e.id = cardtext.rowid"
        wanted.insert(0, Condition("cardtext match ?", (match,)))
        sort = sort or f"bm25(cardtext, {_WEIGHTS}), e.id"
    where = " and ".join(one.sql for one in wanted)
    statement = f"select {column} from {start} {_JOINED} where {where} order by {sort}"
    return statement, tuple(value for one in wanted for value in one.values)


def _card(about: Sequence[Any], state_row: Sequence[Any], now: Now) -> FoundCard:
    key, kind, question, solution, deck, chapter, section, page = about
    state = CardState() if state_row[0] is None else state_of_row(state_row)[1]
    owed = key in now.owed
    return FoundCard(
        card=key,
        type=kind,
        question=question,
        solution=solution,
        place=CardPlace(deck, chapter, section, page),
        memory=state,
        states=states_of(state, now.today, owed=owed),
        due=asked_on(state, now.today, owed=owed),
        recall=recall_today(state, now.today, now.weights),
        starred=key in now.own.starred,
        note=now.own.notes.get(key, ""),
    )
