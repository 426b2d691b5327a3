"""Sentences as values: an English template and its parameters, put into words only by the face."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from kgquiz.value import dataclass


def N_(template: str) -> str:  # noqa: N802 - gettext's customary name for "mark, translate later"
    """Mark a template for the message catalogues without translating it here."""
    return template


@dataclass(frozen=True, slots=True)
class Message:
    """A template with `{name}` holes and what fills them; `str()` gives the English sentence."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return filled(self.template, dict(self.values))


def message(template: str, /, **values: object) -> Message:
    """Build a message: `message(N_("{n} cards"), n=3)`."""
    return Message(template, tuple(values.items()))


def filled(template: str, values: Mapping[str, object]) -> str:
    """A template with its holes filled; what stands in a command is written as a shell takes it."""
    if _PROGRAM not in template:
        return template.format(**values)
    typed = {name: as_typed(value) if isinstance(value, (str, PurePath)) else value for name, value in values.items()}
    at, parts = 0, []
    for command in re.finditer(_COMMAND, template):
        parts += [template[at : command.start()].format(**values), command[0].format(**typed)]
        at = command.end()
    return "".join([*parts, template[at:].format(**values)])


_PROGRAM = "kgquiz"
_COMMAND = r"\bkgquiz(?: (?:--?)?(?:[a-z]+(?:-[a-z]+)*|\{[a-z_]+\})(?![^\s'’»”.,;:)]))+"
"""The name of the program and the words after it, up to what is no word of a command."""


def as_typed(value: object) -> str:
    """A word as one types it into a shell: in quotes where it holds a space or a sign that shells read."""
    word = str(value)
    if word and re.fullmatch(_NEEDS_NO_QUOTES, word):
        return f"./{word}" if word.startswith("-") else word
    if not re.search(r'["$`!\\%]', word):
        return f'"{word}"'
    import shlex  # noqa: PLC0415 - such words are seldom told, and a start waits for it

    return shlex.quote(word)


_NEEDS_NO_QUOTES = r"[\w@%+=:,./…~{}-]+"
