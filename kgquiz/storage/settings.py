"""What the student chose, by name."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kgquiz.messages import N_
from kgquiz.storage.damage import DamagedRow
from kgquiz.storage.transaction import transaction

_DERIVED = frozenset({"plan-today", "plan-predicted"})
"""Settings that are worked out again where they are missing."""


class Settings:
    """Named values, kept as JSON."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or the default where none was set. Raises DamagedRow."""
        row = self._connection.execute("select value from setting where name = ?", (name,)).fetchone()
        try:
            return default if row is None else json.loads(row[0])
        except ValueError as error:
            raise DamagedRow(N_("setting {name}"), name=name) from error

    def set(self, name: str, value: Any) -> None:
        """Set a value; None forgets it."""
        with transaction(self._connection, derived=name in _DERIVED):
            self._connection.execute("delete from setting where name = ?", (name,))
            if value is not None:
                text = json.dumps(value, ensure_ascii=False)
                self._connection.execute("insert into setting values (?, ?)", (name, text))
