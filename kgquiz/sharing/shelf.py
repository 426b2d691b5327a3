"""What the devices of one person tell each other through a PostgreSQL server: entries as in a folder, numbered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kgquiz.sharing.server import AskPassword, Server
from kgquiz.storage.exchange_lines import FORMAT, LinesRead

if TYPE_CHECKING:
    import psycopg


class Shelf:
    """Her own rows; nobody else's can be seen."""

    def __init__(self, cursor: psycopg.Cursor[Any]) -> None:
        self._cursor = cursor

    def count(self) -> tuple[int, int]:
        """(the greatest number, how many there are)."""
        self._cursor.execute("select coalesce(max(seq), 0), count(*) from kgquiz.event where owner = session_user")
        return self._cursor.fetchone() or (0, 0)

    def after(self, number: int) -> LinesRead:
        """The entries that came after a number; those of a newer kgquiz are counted."""
        found = LinesRead()
        self._cursor.execute(
            "select entry from kgquiz.event where owner = session_user and seq > %s order by seq", (number,)
        )
        for (text,) in self._cursor:
            entry = json.loads(text)
            if entry.get("v") == FORMAT:
                found.entries.append(entry)
            else:
                found.newer += 1
        return found

    def add(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """More entries, at the end."""
        texts = [json.dumps({"v": FORMAT, **entry}, ensure_ascii=False) for entry in entries]
        self._cursor.execute(
            "insert into kgquiz.event (entry)"
            " select entry from unnest(%s::text[]) with ordinality as t (entry, place) order by place",
            (texts,),
        )


@contextmanager
def shelf(address: str, ask: AskPassword) -> Iterator[Shelf]:
    """Her rows, held while one of her devices reads and writes: so numbers come in the order of commits."""
    with Server(address, ask).transaction() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(session_user, 0))")
        yield Shelf(cursor)
