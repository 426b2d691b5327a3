"""What the student chose and what is remembered, by name: each a value of one type, with a default."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from kgquiz.messages import N_, message
from kgquiz.storage.damage import Tell
from kgquiz.storage.transaction import transaction
from kgquiz.value import dataclass

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Kept(Generic[T_co]):
    """A setting. `read` makes its value of what JSON gives, and raises ValueError of anything else.

    What is `derived` is worked out again where it is missing, so its damage is nobody's concern.
    """

    name: str
    default: T_co
    read: Callable[[Any], T_co]
    derived: bool = False


class Settings:
    """Named values, kept as JSON."""

    def __init__(self, connection: sqlite3.Connection, tell: Tell) -> None:
        self._connection = connection
        self._tell = tell

    def get(self, kept: Kept[T]) -> T:
        """The value; the default where none was set, and, with a notice, where what was set cannot be read."""
        text = self._text(kept.name)
        if text is None:
            return kept.default
        import json  # noqa: PLC0415 - mostly nothing is set

        try:
            return kept.read(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            if not kept.derived:
                told = N_("The setting '{name}' is damaged ({value}) and counts as not set. Set it again.")
                self._tell(message(told, name=kept.name, value=_shortened(text)))
            return kept.default

    def set(self, kept: Kept[T], value: T) -> None:
        """Set a value; None forgets it. Fields that another version keeps with it stay for that version."""
        import json  # noqa: PLC0415 - the same

        with transaction(self._connection, derived=kept.derived):
            before = self._text(kept.name)
            self._connection.execute("delete from setting where name = ?", (kept.name,))
            if value is not None:
                text = json.dumps(_with_foreign_fields(value, before), ensure_ascii=False, default=_fields_of)
                self._connection.execute("insert into setting values (?, ?)", (kept.name, text))

    def is_set(self, kept: Kept[Any]) -> bool:
        """Whether there is a value, damaged or not."""
        return self._text(kept.name) is not None

    def _text(self, name: str) -> str | None:
        row = self._connection.execute("select value from setting where name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])


def peeked(path: Path, kept: Kept[T]) -> T:
    """A setting of a progress file that is not opened for it; its default where it cannot be read, without a word."""
    try:
        if not path.is_file():
            return kept.default
    except OSError:  # a folder that may not be looked into: whatever needs the file will say so
        return kept.default
    # Who only reads may not take away the index of a log, so none is made where there is no log to read.
    alone = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro{alone}", uri=True)) as connection:
            return Settings(connection, lambda _told: None).get(kept)
    except (sqlite3.Error, UnicodeDecodeError):  # a damaged schema is quoted in the error, and is no text
        return kept.default


def _fields_of(value: Any) -> dict[str, Any]:
    return asdict(value)


def _with_foreign_fields(value: Any, before: str | None) -> Any:
    if not is_dataclass(value) or isinstance(value, type) or before is None:
        return value
    import json  # noqa: PLC0415 - the same

    try:
        old = json.loads(before)
    except (ValueError, RecursionError):
        return value
    known = {field.name for field in fields(value)}
    foreign = {name: held for name, held in old.items() if name not in known} if isinstance(old, dict) else {}
    return {**foreign, **asdict(value)}


def number(low: float, high: float) -> Callable[[Any], float]:
    """A reader of numbers within bounds."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise ValueError(value)
        return float(value)

    return read


def whole(low: int, high: int) -> Callable[[Any], int]:
    """A reader of whole numbers within bounds."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(value)
        return value

    return read


def one_of(*words: str) -> Callable[[Any], str]:
    """A reader of one of some words."""

    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(value)
        return str(value)

    return read


def struct(shape: type[T], sound: Callable[[Any], bool] = lambda _: True) -> Callable[[Any], T]:
    """A reader of a dataclass (or a tuple of some); `sound` may refuse a value, foreign fields are passed over."""

    def read(value: Any) -> T:
        import msgspec  # noqa: PLC0415 - counting what is due does without

        found = msgspec.convert(value, shape)
        if not sound(found):
            raise ValueError(value)
        return found

    return read


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


_LONGEST_SHOWN = 40
