"""Rows that no kgquiz wrote: told apart from bugs of ours, and kept aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from kgquiz.messages import N_, Message, message

Tell = Callable[[Message], None]
"""Where the person hears of what was left out."""

LAST_DAY = 3_652_059
"""The last study day a calendar knows, the end of the year 9999."""
LAST_MOMENT = 253_402_300_799_000
"""The last moment a calendar knows, in milliseconds since 1970."""


def is_of(kinds: Sequence[type | tuple[type, ...]], row: Sequence[object]) -> bool:
    """Whether each value of a row is of its column's kind: a damaged file can hold any in any."""
    return len(kinds) == len(row) and all(map(isinstance, row, kinds))


def sound(kinds: Sequence[type | tuple[type, ...]], rows: Iterable[Any]) -> Iterator[Any]:
    """The rows of a question whose values are of their columns' kinds; a damaged one counts for nothing."""
    return (row for row in rows if is_of(kinds, row))


class DamagedRow(Exception):
    """A row whose values cannot be read; `where` names it."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.where: Message = message(template, **values)
        super().__init__(str(self.where))


class Aside:
    """Where entries go that cannot be read: the file keeps them, nothing counts them, the first is named."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._is_told = False

    def leave(self, error: DamagedRow) -> None:
        """Leave one out."""
        if not self._is_told:
            self._is_told = True
            told = N_("An entry of your progress is damaged and left out, the rest counts: {reason}")
            self._tell(message(told, reason=error.where))
