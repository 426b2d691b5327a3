"""YAML in which every scalar is text: parsed with line numbers, defended against hostile input.

Aliases, duplicate keys and control characters are refused, so a file of a few bytes cannot grow in memory and
what is shown is what was written. Nothing is recursive: nesting costs no stack.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from kgquiz.knowledge.problems import Path, Problem, Source
from kgquiz.messages import N_, Message, message

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LARGEST_FILE = 16 * 1024 * 1024
DEEPEST = 20

Value = str | list[Any] | dict[str, Any]
"""What a file holds: texts, lists and mappings of texts."""


@dataclass(slots=True)
class Document:
    """A parsed file: its value (None when it could not be read), where things stand, what is wrong."""

    value: Value | None
    source: Source
    problems: list[Problem] = field(default_factory=list)


def read_yaml(data: bytes, file: str) -> Document:
    """Parse one YAML document; every finding carries its line."""
    builder = _Builder(Source(file, {}))
    text = _decoded(data, builder)
    if text is not None:
        try:
            builder.consume(text)
        except yaml.YAMLError as error:
            builder.refuse_syntax(error, text)
        except RecursionError:
            builder.refuse((), "too-deep", N_("The nesting is too deep."), N_("Flatten it."))
    return builder.document()


def _decoded(data: bytes, builder: _Builder) -> str | None:
    if len(data) > LARGEST_FILE:
        builder.refuse(
            (),
            "too-large",
            N_("The file has {size} MB; at most {limit} MB are read."),
            N_("Split it into several files."),
            size=len(data) // 2**20,
            limit=LARGEST_FILE // 2**20,
        )
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        builder.refuse_at(line, "not-utf8", message(N_("This is not UTF-8 text.")), N_("Save the file as UTF-8."))
        return None


class _Builder:
    """Builds values from parser events, noting lines and problems as it goes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Value | None = None
        self.stack: list[_Open] = []

    def document(self) -> Document:
        if self.root is None and not self.problems:
            self.refuse_at(1, "empty", message(N_("The file is empty.")), N_("Write its content or delete it."))
        broken = any(p.rule in _UNREADABLE for p in self.problems)
        return Document(None if broken else self.root, self.source, self.problems)

    def consume(self, text: str) -> None:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.ScalarEvent):
                self.add(self.checked(event.value, line), line)
            elif isinstance(event, yaml.AliasEvent):
                self.refuse_alias(str(event.anchor), line)
                self.add("", line)
            elif isinstance(event, yaml.MappingStartEvent):
                self.open({}, line)
            elif isinstance(event, yaml.SequenceStartEvent):
                self.open([], line)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    why = message(N_("A second document begins here."))
                    self.refuse_at(line, "documents", why, N_("Keep one document in a file; remove the line '---'."))
                    return
            if len(self.stack) > DEEPEST:
                why = message(N_("The nesting is too deep."))
                self.refuse_at(line, "too-deep", why, N_("Flatten it."))
                return

    def open(self, value: Value, line: int) -> None:
        self.add(value, line)
        path = self.stack[-1].path_of_last if self.stack else ()
        self.stack.append(_Open(value, path))

    def add(self, value: Value, line: int) -> None:
        if not self.stack:
            self.root = value
            self.source.lines[()] = line
            return
        inner = self.stack[-1]
        if isinstance(inner.value, list):
            inner.value.append(value)
            self.note(inner.extend(len(inner.value) - 1), line)
        elif inner.key is None:
            self.take_key(inner, value, line)
        else:
            inner.value[inner.key] = value
            self.note(inner.extend(inner.key), inner.key_line)
            inner.key = None

    def take_key(self, inner: _Open, key: Value, line: int) -> None:
        if not isinstance(key, str):
            why = message(N_("A list or mapping cannot be a key."))
            self.refuse_at(line, "key", why, N_("Write the key as plain text, quoted if it holds brackets."))
            key = f"?{line}"
        if key in inner.value:
            first = self.source.line((*inner.path, key))
            why = message(N_("The key '{key}' stands twice (first in line {first})."), key=key, first=first)
            self.refuse_at(line, "duplicate-key", why, N_("Remove or rename one of them."))
        inner.key, inner.key_line = key, line

    def note(self, path: Path, line: int) -> None:
        self.source.lines.setdefault(path, line)

    def checked(self, text: str, line: int) -> str:
        bad = next(filter(_is_control, text), None)
        if bad is None:
            return text
        why = message(N_("The text holds the control character U+{code}."), code=f"{ord(bad):04X}")
        self.refuse_at(line, "control-character", why, N_("Delete it."))
        return "".join(c for c in text if not _is_control(c))

    def refuse(self, path: Path, rule: str, why: str, remedy: str, **values: object) -> None:
        self.refuse_at(self.source.line(path), rule, message(why, **values), remedy)

    def refuse_at(self, line: int, rule: str, why: Message, remedy: str) -> None:
        self.problems.append(Problem(self.source.file, line, rule, why, message(remedy)))

    def refuse_alias(self, name: str, line: int) -> None:
        why = message(N_("The alias '*{name}' is refused: decks are plain text."), name=name)
        self.refuse_at(line, "alias", why, N_("Write the value out; quote a text that begins with '*' or '&'."))

    def refuse_syntax(self, error: yaml.YAMLError, text: str) -> None:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else _line_of_position(error, text)
        rows = text.splitlines()
        row = rows[line - 1] if line <= len(rows) else ""
        if "\t" in row[: len(row) - len(row.lstrip())]:
            why, remedy = N_("A tab stands where YAML wants spaces."), N_("Indent with spaces.")
            self.refuse_at(line, "tab", message(why), remedy)
            return
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
        why = N_("This is not YAML: {problem}.")
        remedy = N_("Look at this line and the one before: indentation, a missing quote, a ':' inside a text.")
        self.refuse_at(line, "syntax", message(why, problem=problem), remedy)


def _is_control(character: str) -> bool:
    """Whether it steers the terminal or turns the direction of the text around it, instead of being shown."""
    return (unicodedata.category(character) == "Cc" and character != "\n") or character in _TURNS


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(slots=True)
class _Open:
    """A list or mapping being filled, and the key that waits for its value."""

    value: Any
    path: Path
    key: str | None = None
    key_line: int = 0
    path_of_last: Path = ()

    def extend(self, step: str | int) -> Path:
        self.path_of_last = (*self.path, step)
        return self.path_of_last


_UNREADABLE = {"syntax", "tab", "not-utf8", "too-large", "too-deep", "empty", "documents", "alias"}


def _line_of_position(error: yaml.YAMLError, text: str) -> int:
    """Reader errors (a raw control character) know a position instead of a line."""
    position = getattr(error, "position", None)
    return 1 if not isinstance(position, int) else text.count("\n", 0, position) + 1
