"""What devices tell each other, out of a progress file and into it: events, finished exams, settings.

Taking in is a union: it comes to the same in any order and however often. Of an exam that was marked twice the earlier
marking stands; of a setting the value that was shared last (then the greater text).
"""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from kgquiz.errors import StoreError
from kgquiz.memory.log import Event, Kind, marked_again
from kgquiz.storage.damage import DamagedRow, is_of
from kgquiz.storage.rows import LOG_COLUMNS, event_of_row, row_of_event
from kgquiz.storage.settings import Settings
from kgquiz.storage.statements import marks
from kgquiz.storage.states import RETENTION, WEIGHTS
from kgquiz.storage.store import Store
from kgquiz.storage.transaction import roll_back, transaction

SHARED = ("retention", "weights", "new-per-day", "order", "memory", "plan", "results", "person")
"""The settings that travel; language and colours are the device's own."""
_FEW = 200
"""Cards that are sooner replayed one by one than all together."""
_EXAM = "id, exam, seed, practice, started, blueprint, terms, marked, points, worth, marks"
_ITEM = "position, key, item, deck, chapter, section, points, salt, type, card"
_STEP = "seq, act, at, item, answer, sure"


def newest(store: Store) -> int:
    """The number of the event that was recorded last."""
    return int(store.connection.execute("select coalesce(max(seq), 0) from log").fetchone()[0])


def events_after(store: Store, seq: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, entry) of the events that were recorded after one; those that cannot be read stay here."""
    rows = store.connection.execute(f"select {LOG_COLUMNS} from log where seq > ? order by seq", (seq,))
    for row in rows:
        try:
            event_of_row(row)
        except DamagedRow:
            continue
        yield row[0], {"event": row}


def event_of(entry: Mapping[str, Any]) -> Event | None:
    """The event of an entry; None of one that this kgquiz does not know."""
    try:
        return event_of_row(entry["event"])
    except (DamagedRow, TypeError, ValueError, LookupError):
        return None


def unite(store: Store, events: Sequence[Event]) -> int:
    """Add what is not there yet, and replay what that changes. The number of new events."""
    connection = store.connection
    with transaction(connection):
        before = connection.total_changes
        connection.executemany(
            f"insert or ignore into log ({LOG_COLUMNS}) values ({marks(14)})", map(row_of_event, events)
        )
        added = connection.total_changes - before
        cards = {event.card for event in events} if added else set()
        _take_back_second_markings(store, events)
        if len(cards) > _FEW:
            store.schedule.rebuild()
        else:
            for card in sorted(cards):
                store.schedule.follow(card, ())
    return added


def _take_back_second_markings(store: Store, events: Sequence[Event]) -> None:
    """Of an exam that was marked on two devices only the earlier marking's answers count."""
    examined = {event.card for event in events if event.attempt and event.kind is Kind.REVIEW}
    undone = [undo for card in sorted(examined) for undo in marked_again(store.journal.of_card(card))]
    store.connection.executemany(
        f"insert or ignore into log ({LOG_COLUMNS}) values ({marks(14)})", map(row_of_event, undone)
    )


def finished_exams(store: Store, but: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, entry) of the exams that are marked, save some."""
    known = set(but)
    rows = store.connection.execute(f"select number, {_EXAM} from attempt where marked is not null order by number")
    for number, *exam in rows.fetchall():
        if exam[0] not in known:
            items = store.connection.execute(
                f"select {_ITEM} from attempt_item where attempt = ? order by position", (number,)
            )
            steps = store.connection.execute(
                f"select {_STEP} from attempt_step where attempt = ? order by seq", (number,)
            )
            packed = [[*item[:-1], b64encode(item[-1]).decode()] for item in items]
            yield exam[0], {"exam": exam, "items": packed, "steps": steps.fetchall()}


Taken = Literal["new", "same", "later", "unreadable"]
"""An exam that was added or marked earlier; one that is here; one that is marked earlier here; none."""


def take_exam(store: Store, entry: Mapping[str, Any]) -> Taken:
    """Add a finished exam, or its earlier marking."""
    try:
        exam, items, steps = list(entry["exam"]), entry["items"], entry["steps"]
        rows = [(*item[:-1], b64decode(item[-1], validate=True)) for item in items]
        marking = (int(exam[7]), str(exam[10]))
    except (KeyError, TypeError, ValueError, IndexError):
        return "unreadable"
    connection = store.connection
    here = connection.execute("select number, marked, marks from attempt where id = ?", (exam[0],)).fetchone()
    if here is not None and is_of((int, str), here[1:]) and (here[1], here[2]) <= marking:
        return "same" if (here[1], here[2]) == marking else "later"
    connection.execute("begin immediate")
    try:
        if here is not None:
            connection.execute("delete from attempt where number = ?", (here[0],))
        number = connection.execute(
            f"insert into attempt (number, {_EXAM}) values ({marks(12)})", (here and here[0], *exam)
        ).lastrowid
        connection.executemany(f"insert into attempt_item values ({marks(11)})", [(number, *row) for row in rows])
        connection.executemany(f"insert into attempt_step values ({marks(7)})", [(number, *step) for step in steps])
        _check_exam(store, number or 0)
        connection.execute("commit")
    except (StoreError, sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, OverflowError):
        roll_back(connection)
        return "unreadable"
    return "new"


def _check_exam(store: Store, number: int) -> None:
    """Raise StoreError of what could not be shown."""
    store.attempts.items(number)
    store.attempts.terms(number)
    store.attempts.steps(number)
    store.attempts.marks(number)


def shared_settings(store: Store) -> dict[str, str]:
    """What is set of the settings that travel, as it is kept."""
    rows = store.connection.execute(f"select name, value from setting where name in ({marks(len(SHARED))})", SHARED)
    return dict(rows.fetchall())


def take_settings(store: Store, values: Mapping[str, str | None]) -> None:
    """Set these as they come (None: not set), and replay everything where they decide how."""
    with transaction(store.connection):
        was_set = shared_settings(store)
        _put(store.connection, values)
        if values.keys() & {WEIGHTS.name, RETENTION.name}:
            settings = Settings(store.connection, lambda _told: None)
            store.schedule.retune(weights=settings.get(WEIGHTS), retention=settings.get(RETENTION))
            for kept in (WEIGHTS, RETENTION):  # as they came, or as they were
                _put(store.connection, {kept.name: values.get(kept.name, was_set.get(kept.name))})


def _put(connection: sqlite3.Connection, values: Mapping[str, str | None]) -> None:
    for name, text in values.items():
        connection.execute("delete from setting where name = ?", (name,))
        if text is not None:
            connection.execute("insert into setting values (?, ?)", (name, text))
