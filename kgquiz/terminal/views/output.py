"""Where words go: the console, and JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgquiz.lang import say
from kgquiz.messages import Message

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """The person's terminal; markup is never read out of text."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False)


@contextmanager
def busy(words: str, *, quiet: bool = False) -> Iterator[None]:
    """Say what is going on while it goes on, where somebody is looking."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def print_json(value: object) -> None:
    """A result as one JSON document on standard output."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def plain(value: object) -> Any:
    """Dataclasses, enums, paths and messages as JSON knows them."""
    if isinstance(value, Message):
        return say(value)
    if is_dataclass(value) and not isinstance(value, type):
        return plain({name: getattr(value, name) for name in asdict_keys(value)})
    if isinstance(value, dict):
        return {_key(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Path) else value


def asdict_keys(value: object) -> list[str]:
    """The field names of a dataclass value."""
    return [name for name in getattr(value, "__dataclass_fields__", {}) if not name.startswith("_")]


def _key(key: object) -> str:
    return str(key.value if isinstance(key, Enum) else key)
