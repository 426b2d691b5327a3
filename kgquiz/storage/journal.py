"""The review log on disk: append, read back, never change."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kgquiz.key import CardKey
from kgquiz.memory.log import MARKED_TWICE, TAKEN_OVER, Event, Kind, taken_over
from kgquiz.storage.damage import LAST_DAY, Aside, sound
from kgquiz.storage.rows import LOG_COLUMNS, answer_in, events_of_rows, row_of_event
from kgquiz.storage.schedule import Schedule
from kgquiz.storage.statements import marks
from kgquiz.storage.transaction import answer_saved, transaction

_SECOND = 1000


def _stands(event: Event, answered: set[tuple[CardKey, int]]) -> bool:
    """Whether the same card was answered in the same second, or in the one beside it."""
    second = event.at // _SECOND
    return any((event.card, second + beside) in answered for beside in (-1, 0, 1))


class Journal:
    """Events, and the states that follow from them in the same transaction."""

    def __init__(self, connection: sqlite3.Connection, schedule: Schedule, aside: Aside) -> None:
        self._connection = connection
        self._schedule = schedule
        self._aside = aside

    def record(self, *events: Event) -> None:
        """Append events and bring their cards' states up to date: all on disk on return, or nothing.

        An event whose id is already there is passed over, so logs of two devices merge as a union.
        """
        with answer_saved(self._connection):
            self._connection.executemany(
                f"insert or ignore into log ({LOG_COLUMNS}) values ({marks(14)})",
                map(row_of_event, events),
            )
            added: defaultdict[CardKey, list[Event]] = defaultdict(list)
            for event in events:
                added[event.card].append(event)
            for card, some in added.items():
                self._schedule.follow(card, some)

    def merge(self, events: Iterable[Event]) -> int:
        """Append a history from elsewhere, much of it perhaps known already: by its ids, or because it was ours.

        A review that stands here within a second of the same card is the same one. The number of new events.
        """
        answered = {
            (card, at // _SECOND)
            for card, at in sound(
                (str, int), self._connection.execute("select card, at from log where kind = 'review'")
            )
        }
        new = [event for event in events if not (answered and event.kind is Kind.REVIEW and _stands(event, answered))]
        before = self._connection.total_changes
        with transaction(self._connection):
            self._connection.executemany(
                f"insert or ignore into log ({LOG_COLUMNS}) values ({marks(14)})", map(row_of_event, new)
            )
            added = self._connection.total_changes - before
            if added:
                self._schedule.rebuild()
        return added

    def take_over(self, former: Mapping[CardKey, Sequence[CardKey]]) -> None:
        """Give cards the history of the cards they were made from; what they took over before is passed over."""
        wanted = {key for keys in former.values() for key in keys}
        answered = {
            row[0]
            for row in self._connection.execute(
                f"select distinct card from log where card in ({marks(len(wanted))})", tuple(wanted)
            )
        }
        for card, keys in former.items():
            events = [event for key in keys if key in answered for event in taken_over(self.of_card(key), card)]
            known = self.by_ids(event.id for event in events)
            if len(known) < len(events):
                with transaction(self._connection, derived=True):
                    self.record(*events)

    def of_card(self, card: CardKey) -> list[Event]:
        """One card's events, oldest first."""
        return list(self._select("where card = ? order by at, id", card))

    def on_day(self, day: int) -> list[Event]:
        """A study day's events, oldest first."""
        return list(self._select("where day = ? order by at, id", day))

    def all(self) -> Iterator[Event]:
        """Every event, oldest first."""
        return self._select("order by at, id")

    def newest(self, limit: int) -> list[Event]:
        """The last events to be recorded, oldest first."""
        return list(self._select("order by seq desc limit ?", limit))[::-1]

    def newest_moment(self) -> int | None:
        """When the event that was recorded last happened; None where there is none."""
        row = self._connection.execute("select at from log order by seq desc limit 1").fetchone()
        return row[0] if row is not None and isinstance(row[0], int) else None

    def last_change(self) -> Event | None:
        """The newest deed of hers that can be taken back: not an undo, not undone, no head start."""
        undone = "select target from log where kind = 'undo'"
        wanted = f"where kind not in ('undo', 'known') and id not in ({undone}) and instr(id, '{TAKEN_OVER}') = 0"
        return next(self._select(f"{wanted} order by seq desc"), None)

    def of_attempt(self, attempt: str) -> list[Event]:
        """The answers of one exam that were not taken back."""
        undone = "select target from log where kind = 'undo'"
        return list(self._select(f"where attempt = ? and id not in ({undone}) order by at, id", attempt))

    def was_taken_back(self, attempt: str) -> bool:
        """Whether answers of an exam were undone by her."""
        wanted = (
            "select exists (select 1 from log u join log l on l.id = u.target where u.kind = 'undo' and l.attempt = ?"
            f" and u.id <> u.target || '{MARKED_TWICE}')"
        )
        return bool(self._connection.execute(wanted, (attempt,)).fetchone()[0])

    def amendments(self) -> list[Event]:
        """All overruled and re-rated answers that were not taken back."""
        undone = "select target from log where kind = 'undo'"
        return list(self._select("where kind = ? and id not in (" + undone + ") order by at, id", Kind.AMEND.value))

    def changes(self) -> Iterator[Event]:
        """All that is no answer, oldest first: undoing, amending, suspending, stars and notes."""
        rest = "indexed by log_changes where kind <> 'review'"
        return iter(sorted(self._select(rest), key=lambda event: (event.at, event.id)))

    def misses(self, since: int) -> list[tuple[str, CardKey, int]]:
        """(id, card, study day) of the answers that were rated "again" from a day on, in no order."""
        rows = self._connection.execute(
            "select id, card, day from log where day between ? and ? and kind = 'review' and rating = 1",
            (max(1, since), LAST_DAY),
        )
        return list(sound((str, str, int), rows))

    def repeated_answers(self, undone: Collection[str], most: int) -> list[tuple[CardKey, str, int]]:
        """(card, what was said, how often) of the answers rated "again", of the `most` cards that slip most often.

        `undone` are the ids of what was taken back.
        """
        rows = self._connection.execute(
            "with gone as materialized (select value from json_each(?)),"
            " slipping as materialized (select card from memory where lapses > 0 order by lapses desc, card limit ?)"
            " select l.card, l.answer, count(*) from slipping s cross join log l on l.card = s.card"
            " where l.kind = 'review' and l.rating = 1 and l.id not in gone and l.answer <> '[]'"
            " group by l.card, l.answer",
            (json.dumps(sorted(undone)), most),
        )
        said = ((card, answer_in(answer), times) for card, answer, times in sound((str, str, int), rows))
        return [(card, " ".join(texts), times) for card, texts, times in said if texts]

    def by_ids(self, ids: Iterable[str]) -> dict[str, Event]:
        """Events by their id."""
        wanted = list(ids)
        return {event.id: event for event in self._select(f"where id in ({marks(len(wanted))})", *wanted)}

    def count(self) -> int:
        """How many events there are."""
        return int(self._connection.execute("select count(*) from log").fetchone()[0])

    def _select(self, rest: str, *values: object) -> Iterator[Event]:
        statement = f"select {LOG_COLUMNS} from log {rest}"
        return events_of_rows(self._connection.execute(statement, values), self._aside)
