"""What a sitting asks of the states: which cards are due, new, missed, in which order. The rules stand in memory/."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from itertools import chain, islice
from typing import Any

from kgquiz.key import CardKey
from kgquiz.memory.queue import Breadth, Entry
from kgquiz.storage.damage import LAST_DAY, sound
from kgquiz.storage.statements import marks
from kgquiz.storage.states import States


class Schedule(States):
    """The states of the cards, and the questions a sitting asks of them. `deck` arguments are ids of the deck cache."""

    def due(self, decks: Sequence[int], day: int, limit: int, but: Collection[CardKey] = ()) -> list[Entry]:
        """Cards due on or before `day`, longest overdue first; without some, and items already asked that day."""
        rows = self._connection.execute(
            f"select c.key, c.item, d.slug, c.type, m.due {_DUE} and +c.deck in ({marks(len(decks))})"
            f" and c.item not in ({_SEEN}) and c.key not in ({marks(len(but))}) order by m.due, c.key limit ?",
            (day, *decks, day, *but, limit),
        )
        return [Entry(key, item, slug, kind, urgency=due) for key, item, slug, kind, due in rows]

    def outlived(self, decks: Sequence[int], day: int, limit: int) -> dict[CardKey, list[CardKey]]:
        """Due cards of whose item another card was asked since, longest first; the asked cards of each."""
        rows = self._connection.execute(
            f"select c.key {_DUE} and +c.deck in ({marks(len(decks))}) and exists ({_ASKED_SINCE})"
            " order by m.due, c.key limit ?",
            (day, *decks, limit),
        )
        found = [row[0] for row in rows]
        if not found:
            return {}
        cards = self._connection.execute(
            "select o.key, c.key from card o indexed by card_key"
            " cross join card c indexed by card_item on c.deck = o.deck and c.item = o.item"
            " cross join memory m on m.card = c.key"
            f" where o.key in ({marks(len(found))}) and +o.deck in ({marks(len(decks))}) and m.stability is not null",
            (*found, *decks),
        )
        items: dict[CardKey, list[CardKey]] = {key: [] for key in found}
        for key, card in cards:
            items[key].append(card)
        return items

    def lapsed(self, decks: Sequence[int], day: int) -> list[Entry]:
        """Cards answered wrong that day and not yet right: their sitting was cut short."""
        rows = self._connection.execute(
            "select c.key, c.item, d.slug, c.type from memory m indexed by memory_last_day"
            " cross join card c on c.key = m.card cross join deck d on d.id = c.deck"
            f" where m.last_day = ? and m.last_rating = 1 and m.suspended = 0 and +c.deck in ({marks(len(decks))})"
            " order by c.key",
            (day, *decks),
        )
        return [Entry(key, item, slug, kind) for key, item, slug, kind in rows]

    def missed_in_exams(self, decks: Sequence[int]) -> list[Entry]:
        """Cards whose last answer was a wrong one in an exam: confident errors first, then the newest."""
        rows = self._connection.execute(
            f"select c.key, c.item, d.slug, c.type {_MISSED} and +c.deck in ({marks(len(decks))})"
            " order by l.sure desc, l.at desc, c.key",
            decks,
        )
        return [Entry(key, item, slug, kind) for key, item, slug, kind in rows]

    def owed(self, decks: Sequence[int], day: int) -> frozenset[CardKey]:
        """Cards that are asked on that day whatever day their memory names: missed, and not yet right since."""
        return frozenset(entry.card for entry in (*self.lapsed(decks, day), *self.missed_in_exams(decks)))

    def new(self, decks: Sequence[int], day: int, limit: int, types: Sequence[str] = ()) -> list[Entry]:
        """Cards never answered, every item's first before any item's second; of some types where they are given."""
        seen = self.items_seen_on(day)
        fresh = merge(*(self._fresh(deck, types) for deck in decks), key=lambda row: row[:2])
        found = (Entry(key, item, slug, kind, is_new=True) for _, _, key, item, slug, kind in fresh)
        return list(islice((entry for entry in found if entry.item not in seen), limit))

    def new_by_lessons(self, decks: Sequence[int], day: int, limit: int, types: Sequence[str] = ()) -> list[Entry]:
        """Cards never answered, deck after deck, each in its order of learning; of some types where they are given."""
        seen = self.items_seen_on(day)
        fresh = chain.from_iterable(self._fresh(deck, types, by_lesson=True) for deck in decks)
        found = (Entry(key, item, slug, kind, is_new=True) for _, _, key, item, slug, kind in fresh)
        return list(islice((entry for entry in found if entry.item not in seen), limit))

    def siblings(self, decks: Sequence[int], card: CardKey) -> list[Entry]:
        """The other cards of a card's item that are not suspended, in deck order."""
        rows = self._connection.execute(
            "select c.key, c.item, d.slug, c.type, c.fresh from card o"
            " join card c indexed by card_item on c.deck = o.deck and c.item = o.item"
            f" join deck d on d.id = c.deck where o.key = ? and o.deck in ({marks(len(decks))}) and c.key <> o.key"
            " and not exists (select 1 from memory where card = c.key and suspended = 1) order by c.position",
            (card, *decks),
        )
        return [Entry(key, item, slug, kind, is_new=bool(fresh)) for key, item, slug, kind, fresh in rows]

    def new_of(self, decks: Sequence[int], items: Sequence[str]) -> list[Entry]:
        """The cards never answered of these items, by the deck's order."""
        rows = self._connection.execute(
            "select c.key, c.item, d.slug, c.type from card c join deck d on d.id = c.deck"
            f" where c.fresh = 1 and c.deck in ({marks(len(decks))}) and c.item in ({marks(len(items))})"
            " and not exists (select 1 from memory where card = c.key and suspended = 1)"
            " order by c.rank, c.position",
            (*decks, *items),
        )
        return [Entry(key, item, slug, kind, is_new=True) for key, item, slug, kind in rows]

    def _fresh(self, deck: int, types: Sequence[str], *, by_lesson: bool = False) -> Iterator[tuple[Any, ...]]:
        """The new cards of one deck in order, read no further than they are taken."""
        index, order = ("card_lesson", "c.lesson") if by_lesson else ("card_fresh", "c.rank, c.position")
        rows = self._connection.execute(
            "select c.rank, c.position, c.key, c.item, d.slug, c.type"
            f" from card c indexed by {index} cross join deck d on d.id = c.deck"
            " where c.fresh = 1 and c.deck = ?"
            + (f" and c.type in ({marks(len(types))})" if types else "")
            + " and not exists (select 1 from memory where card = c.key and suspended = 1)"
            f" order by {order}",
            (deck, *types),
        )
        return sound((int, int, str, str, str, str), rows)

    def all_entries(self, decks: Sequence[int]) -> list[Entry]:
        """Every card of some decks that is not suspended, in deck order."""
        rows = self._connection.execute(
            "select c.key, c.item, d.slug, c.type, c.fresh from card c join deck d on d.id = c.deck"
            f" where c.deck in ({marks(len(decks))})"
            " and not exists (select 1 from memory where card = c.key and suspended = 1)"
            " order by c.deck, c.position",
            decks,
        )
        return [Entry(key, item, slug, kind, is_new=bool(fresh)) for key, item, slug, kind, fresh in rows]

    def breadth(self, decks: Sequence[int]) -> Breadth:
        """How much there is in some decks, and how much of it was asked, in items and in cards."""
        among = f"deck in ({marks(len(decks))})"
        all_of_it = self._connection.execute(f"select count(distinct item), count(*) from card where {among}", decks)
        met = self._connection.execute(
            f"select count(distinct c.item), count(*) from memory m cross join card c on c.key = m.card"
            f" where m.stability is not null and +c.{among}",
            decks,
        )
        return Breadth(*all_of_it.fetchone(), *met.fetchone())

    def due_count(self, decks: Sequence[int], day: int, but: Collection[CardKey] = ()) -> int:
        """How many items have a card, some left out, due on or before `day`: not asked that day, or not yet right."""
        early = f"select count(distinct c.item) {_MISSED} and +c.deck in ({marks(len(decks))})"
        missed = self._number(early + " and m.last_day <> ? and m.due > ?", (*decks, day, day))
        lapsed = len({entry.item for entry in self.lapsed(decks, day)})
        due = self._number(
            f"select count(distinct c.item) {_DUE} and +c.deck in ({marks(len(decks))}) and c.item not in ({_SEEN})"
            f" and c.key not in ({marks(len(but))})",
            (day, *decks, day, *but),
        )
        return missed + lapsed + due

    def items_seen_on(self, day: int) -> set[str]:
        """The items of which a card was last answered on that day."""
        return {row[0] for row in self._connection.execute(_SEEN, (day,))}

    def suspended(self) -> set[CardKey]:
        """The cards that are asked no more."""
        return {row[0] for row in self._connection.execute("select card from memory where suspended = 1")}

    def seen_on(self, day: int) -> int:
        """How many cards were last answered on that day; what a placement took for known is no answer."""
        return self._number(
            "select count(*) from memory m where m.last_day = ? and exists"
            " (select 1 from log where card = m.card and kind = 'review' and mode <> 'cram' and day = m.last_day)",
            (day,),
        )

    def newest_day(self) -> int | None:
        """The last study day on which anything was answered; None before the first."""
        found = self._connection.execute("select max(last_day) from memory").fetchone()[0]
        if found and not (isinstance(found, int) and 0 < found <= LAST_DAY):
            self.rebuild()
            return self.newest_day()
        return int(found) if found else None

    def repeats(self) -> int:
        """How many answers were given after a card's first, of cards that were seen on several days."""
        return self._number("select coalesce(sum(reps - 1), 0) from memory where last_day > first_day", ())

    def introduced_on(self, day: int) -> int:
        """Of how many items a card was first answered on that day; cards first met in an exam are not counted."""
        return self._number(
            "select count(distinct coalesce((select min(item) from card where key = m.card), m.card))"
            " from memory m where m.first_day = ? and m.stability is not null and 'exam' <>"
            " (select mode from log where card = m.card and kind = 'review' and mode <> 'cram' and day = m.first_day"
            " order by at, id limit 1)",
            (day,),
        )

    def _number(self, statement: str, values: Sequence[Any]) -> int:
        return int(self._connection.execute(statement, values).fetchone()[0])


# `cross join`, `indexed by` and `+` hold SQLite to the short way: left to itself it walks all cards of the decks.
_DUE = (
    "from memory m indexed by memory_due cross join card c on c.key = m.card cross join deck d on d.id = c.deck"
    " where m.stability is not null and m.suspended = 0 and m.due <= ?"
)
_ASKED_SINCE = (
    "select 1 from card s indexed by card_item join memory ms on ms.card = s.key where s.deck = c.deck"
    " and s.item = c.item and s.key <> c.key and ms.stability is not null and ms.last_day > m.last_day"
)
_MISSED = (
    "from log l indexed by log_exam_misses cross join memory m on m.card = l.card"
    " cross join card c on c.key = l.card cross join deck d on d.id = c.deck"
    " where l.mode = 'exam' and l.rating = 1 and m.last_rating = 1 and m.suspended = 0"
    " and not exists (select 1 from log later where later.card = l.card and later.at > l.at"
    " and later.kind = 'review' and later.mode <> 'cram')"
    " and not exists (select 1 from log u where u.card = l.card and u.kind <> 'review' and u.kind = 'undo'"
    " and u.target = l.id)"
)
_SEEN = "select distinct c2.item from memory m2 cross join card c2 on c2.key = m2.card where m2.last_day = ?"
