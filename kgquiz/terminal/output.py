"""Where words go: the console, and JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kgquiz.errors import KgquizError
from kgquiz.lang import say
from kgquiz.memory.study_day import as_date
from kgquiz.messages import Message
from kgquiz.terminal.held import held_together, set_free
from kgquiz.terminal.plainly import can_draw, wants_plain
from kgquiz.terminal.visible import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def console(*, plain: bool = False) -> Console:
    """The person's terminal, or plain words where those are wanted; markup is never read out of text."""
    from kgquiz.terminal.safe_console import PlainConsole, SafeConsole

    return PlainConsole() if plain or wants_plain() else SafeConsole()


@contextmanager
def busy(words: str, *, quiet: bool = False) -> Iterator[None]:
    """Say what is going on while it goes on, where somebody is looking. Not by rich: its spinner is dear to import."""
    if quiet or not can_draw(sys.stderr):
        yield
        return
    sys.stderr.write(f"{words}\r")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(f"{' ' * len(words)}\r")
        sys.stderr.flush()


def print_result(
    value: object, view: Callable[[], RenderableType], *, as_json: bool, plain_words: bool = False
) -> None:
    """A result: the value itself for programs, its view for people."""
    if as_json:
        print_json(value)
    else:
        console(plain=plain_words).print(view())


def print_lines(value: object, lines: Iterable[str], *, as_json: bool) -> None:
    """The same where a few plain lines say it all."""
    if as_json:
        print_json(value)
    elif text := "\n".join(lines):
        tell(text)


def tell(text: str, *, err: bool = False) -> None:
    """A sentence; what is in it may come from anywhere."""
    shown = visible(text)
    if (sys.stderr if err else sys.stdout).isatty():
        import shutil

        shown = between_words(shown, shutil.get_terminal_size().columns)
    typer.echo(shown, err=err)


def tell_error(error: KgquizError, *, before: str = "", err: bool = False) -> None:
    """Why it cannot be done: each fault with its place, then the sentence, after what stands `before` it."""
    for problem in getattr(error, "problems", ()):
        tell(f"{problem.place}: {say(problem.why)} {say(problem.remedy)}", err=err)
    tell(f"{before}{say(error.message)}", err=err)


def between_words(text: str, width: int) -> str:
    """Lines broken between words only, as a terminal does not: a command, a path or `80 %` stays whole."""
    import textwrap

    broken = "\n".join(
        part
        for line in held_together(text).split("\n")
        for part in textwrap.wrap(
            line, width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True, replace_whitespace=False
        )
        or [""]
    )
    return set_free(broken)


JSON_VERSION = 1
"""The shape of what programs read; raised when a field goes or changes its meaning."""


def print_json(value: object) -> None:
    """A result as every `--json` tells it: with the version of its shape first, and many as `rows`."""
    told = plain(value)
    print_document({"kgquiz": JSON_VERSION, **(told if isinstance(told, dict) else {"rows": told})})


def print_document(value: object) -> None:
    """One JSON document on standard output, as it is."""
    import json

    sys.stdout.write(_unseen_escaped(json.dumps(plain(value), ensure_ascii=False, indent=2)) + "\n")


def _unseen_escaped(document: str) -> str:
    """The same JSON, what steers a terminal or cannot be seen written as the escapes of JSON."""
    import json

    return "".join(one if one == "\n" or visible(one) == one else json.dumps(one)[1:-1] for one in document)


def plain(value: object) -> Any:
    """Dataclasses, enums, paths and messages as JSON knows them."""
    if isinstance(value, Message):
        return say(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {_key(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Path) else value


_DAYS = frozenset({"day", "exam"})
_LISTS = frozenset({"off_dates"})
"""Fields that hold several days."""
"""Fields that hold study days as ordinals."""


def with_dates(value: Any) -> Any:
    """The same, with study days as ISO dates: what programs read is no ordinal of Python's."""
    if isinstance(value, dict):
        return {
            key: _iso(one) if key in _DAYS and isinstance(one, int) else with_dates(one) for key, one in value.items()
        } | {key: [_iso(day) for day in value[key]] for key in _LISTS & value.keys()}
    return [with_dates(one) for one in value] if isinstance(value, list) else value


def _iso(day: int) -> str:
    return as_date(day).isoformat()


def _key(key: object) -> str:
    return str(key.value if isinstance(key, Enum) else key)
