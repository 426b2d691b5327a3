"""YAML in which every scalar is text: parsed with line numbers, defended against hostile input.

Aliases, tags, duplicate keys and control characters are refused, so a file of a few bytes cannot grow in memory and
what is shown is what was written. What YAML would lose in silence is told: a tail after ` #`, invisible characters.
Nothing is recursive: nesting costs no stack.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

import yaml

from kgquiz.knowledge.problems import Path, Problem, Severity, Source
from kgquiz.messages import N_, Message, message
from kgquiz.value import dataclass

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
        self.rows: list[str] = []
        self.problems: list[Problem] = []
        self.root: Value | None = None
        self.stack: list[_Open] = []
        self.unreadable = False

    def document(self) -> Document:
        if self.root is None and not self.problems:
            self.refuse_at(1, "empty", message(N_("The file is empty.")), N_("Write its content or delete it."))
        broken = self.unreadable or any(p.rule in _UNREADABLE for p in self.problems)
        return Document(None if broken else self.root, self.source, self.problems)

    def consume(self, text: str) -> None:
        documents = 0
        self.rows = _LINE_BREAK.split(text)
        for event in yaml.parse(self.in_lines(text), Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            self.take(event, line)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                why = message(N_("A second document begins here."))
                self.refuse_at(line, "documents", why, N_("Keep one document in a file; remove the line '---'."))
                return
            if len(self.stack) > DEEPEST:
                why = message(N_("The nesting is too deep."))
                self.refuse_at(line, "too-deep", why, N_("Flatten it."))
                return

    def take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.refuse_alias(str(event.anchor), line)
            self.add("", line)
        elif isinstance(event, yaml.NodeEvent):
            self.look_for_marks(event, line)
            self.take_value(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()

    def take_value(self, event: yaml.NodeEvent, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self.look_for_lost_tail(event)
            self.add(self.checked(event.value, line), line)
        else:
            self.open({} if isinstance(event, yaml.MappingStartEvent) else [], line)

    def in_lines(self, text: str) -> str:
        """The separators of a word processor as spaces: to YAML they would end the line in the middle of a text."""
        for number, row in enumerate(self.rows, 1):
            for found in dict.fromkeys(_BREAK.findall(row)):
                self.advise_invisible(found, number)
        return _BREAK.sub(" ", text)

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
            self.refuse_key(line)
            key = f"?{line}"
        if key in inner.value:
            first = self.source.line((*inner.path, key))
            why = message(N_("The key '{key}' appears twice (first in line {first})."), key=key, first=first)
            self.refuse_at(line, "duplicate-key", why, N_("Remove or rename one of them."))
        inner.key, inner.key_line = key, line

    def refuse_key(self, line: int) -> None:
        if _BARE_BLANK.search(self.start_of(line)):
            self.refuse_bare_blank(line)
            return
        why = message(N_("A list or mapping cannot be a key."))
        self.refuse_at(line, "key", why, N_("Write the key as plain text, quoted if it holds brackets."))

    def refuse_bare_blank(self, line: int) -> None:
        why = message(N_("A text that begins with {braces} is not read as text."), braces="{{")
        self.refuse_at(line, "bare-braces", why, N_("Put the whole text in quotes: '…'."))

    def note(self, path: Path, line: int) -> None:
        self.source.lines.setdefault(path, line)

    def row(self, line: int) -> str:
        return self.rows[line - 1] if 0 < line <= len(self.rows) else ""

    def start_of(self, line: int) -> str:
        """As much of a line as a person may have written; a search of it takes no time worth speaking of."""
        return self.row(line)[:_LONGEST_ROW]

    def checked(self, text: str, line: int) -> str:
        seen = _INVISIBLE.sub("", _BREAK.sub(" ", text))
        if hidden := _INVISIBLE.search(text) or _BREAK.search(text):
            self.advise_invisible(hidden[0], line)
        bad = _CONTROL.search(seen)
        if bad is None:
            return seen
        why = message(N_("The text holds the control character U+{code}."), code=f"{ord(bad[0]):04X}")
        self.refuse_at(line, "control-character", why, N_("Delete it."))
        return _CONTROL.sub("", seen)

    def advise_invisible(self, character: str, line: int) -> None:
        why = message(N_("The text holds the invisible character U+{code}."), code=f"{ord(character):04X}")
        self.advise_at(line, "invisible-character", why, N_("Delete it: it is read as if it were not there."))

    def look_for_marks(self, event: yaml.NodeEvent, line: int) -> None:
        """`!word` and `&word` before a value are YAML's own and vanish from the text."""
        mark = f"&{event.anchor}" if event.anchor else getattr(event, "tag", None)
        if mark:
            mark = mark.replace("tag:yaml.org,2002:", "!!")
            why = message(N_("'{mark}' would vanish from the text: YAML takes it for a sign of its own."), mark=mark)
            self.refuse_at(line, "mark", why, N_("Put the whole text in quotes: '…'."))

    def look_for_lost_tail(self, event: yaml.ScalarEvent) -> None:
        """A plain text that ends at ` #`: what follows is a comment to YAML, and often was meant as text."""
        if event.style or not event.end_mark or not event.value:
            return
        line = event.end_mark.line + 1
        lost = _COMMENT.match(self.row(line), event.end_mark.column)
        if lost and _reads_on(event.value, lost["gap"], lost["tail"]):
            why = message(N_("'{tail}' is lost: after ' #' YAML reads a comment."), tail=lost["tail"].strip())
            self.advise_at(line, "lost-tail", why, N_("Put the whole text in quotes: '…'."))

    def refuse(self, path: Path, rule: str, why: str, remedy: str, **values: object) -> None:
        self.refuse_at(self.source.line(path), rule, message(why, **values), remedy)

    def refuse_at(self, line: int, rule: str, why: Message, remedy: str) -> None:
        self.problems.append(Problem(self.source.file, line, rule, why, message(remedy)))

    def advise_at(self, line: int, rule: str, why: Message, remedy: str) -> None:
        self.problems.append(Problem(self.source.file, line, rule, why, message(remedy), Severity.WARNING))

    def refuse_alias(self, name: str, line: int) -> None:
        why = message(N_("The alias '*{name}' is refused: decks are plain text."), name=name)
        self.refuse_at(line, "alias", why, N_("Write the value out; quote a text that begins with '*' or '&'."))

    def refuse_syntax(self, error: yaml.YAMLError, text: str) -> None:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else _line_of_position(error, text)
        row = self.start_of(line)
        if "\t" in row[: len(row) - len(row.lstrip())]:
            why, remedy = N_("There is a tab where YAML wants spaces."), N_("Indent with spaces.")
            self.refuse_at(line, "tab", message(why), remedy)
            return
        suspects = [number for number in range(line, max(0, line - 3), -1) if self.start_of(number).strip()]
        bare = next((number for number in suspects if _BARE_BLANK.search(self.start_of(number))), None)
        if bare is not None:
            if not any(p.rule == "bare-braces" and p.line == bare for p in self.problems):
                self.refuse_bare_blank(bare)
            self.unreadable = True
            return
        cut = next((number for number in suspects if _CUT_SHORT.search(self.start_of(number))), None)
        if cut is not None:
            self.problems = [p for p in self.problems if (p.rule, p.line) != ("lost-tail", cut)]
            lost = message(N_("What follows ' #' is a comment to YAML, and with it the end of the entry is lost."))
            self.refuse_at(cut, "cut-short", lost, N_("Put the text that holds '#' in quotes: '…'."))
            return
        found = _SYNTAX.get(
            getattr(error, "problem", None) or "", N_("This is not YAML: something is out of place here.")
        )
        remedy = N_("Look at this line and the one before: indentation, a missing quote, a ':' inside a text.")
        self.refuse_at(line, "syntax", message(found), remedy)


_SYNTAX = {
    "mapping values are not allowed in this context": N_("This is not YAML: there is a ':' inside a text."),
    "could not find expected ':'": N_("This is not YAML: a field without ':'."),
    "did not find expected key": N_("This is not YAML: a field was expected here."),
    "did not find expected ',' or ']'": N_("This is not YAML: a list in brackets is not closed, or lacks a comma."),
    "did not find expected ',' or '}'": N_("This is not YAML: a mapping in braces is not closed, or lacks a comma."),
    "did not find expected node content": N_("This is not YAML: a value was expected here."),
    "found unexpected end of stream": N_("This is not YAML: a quote is not closed."),
    "found unexpected document indicator": N_("This is not YAML: a quote is not closed."),
    "did not find expected '-' indicator": N_("This is not YAML: an entry of the list lacks its '- ', or its indent."),
    "block sequence entries are not allowed in this context": N_("This is not YAML: there is a '- ' inside a text."),
    "found character that cannot start any token": N_("This is not YAML: a text begins with a sign that needs quotes."),
    "found unknown escape character": N_("This is not YAML: there is a '\\' inside double quotes; use single ones."),
}
"""What libyaml finds, in words that can be translated."""


_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers the terminal or turns the direction of the text around it, instead of being shown."""
_LINE_BREAK = re.compile(r"\r\n|[\r\n]")
_BREAK = re.compile("[\x85\u2028\u2029]")
"""The line and paragraph separators of word processors."""
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
"""Soft hyphen, zero-width characters and direction marks: what a paste brings along."""
_BARE_BLANK = re.compile(r"(?:^|[:,\[-])\s*\{\{")
_CUT_SHORT = re.compile(r"[\[{][^'\"#]*[^\s'\"#,\[{][ \t]+#")
_COMMENT = re.compile(r"(?P<gap>[ \t]+)(?P<tail>#.*)")
_LONGEST_ROW = 2000
_BARE_WORD = re.compile(r"[A-Za-z0-9_.:/+-]+")
"""Numbers, dates and slugs, beside which a comment is usual."""


def _reads_on(text: str, gap: str, tail: str) -> bool:
    """Whether what follows looks like the rest of the text: a number sign, or no room left before the comment."""
    if _BARE_WORD.fullmatch(text):
        return False
    return re.match(r"#+ ?\d", tail) is not None or len(gap) == 1


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


_UNREADABLE = {"syntax", "cut-short", "tab", "not-utf8", "too-large", "too-deep", "empty", "documents", "alias"}


def _line_of_position(error: yaml.YAMLError, text: str) -> int:
    """Reader errors (a raw control character) know a position instead of a line."""
    position = getattr(error, "position", None)
    return 1 if not isinstance(position, int) else text.count("\n", 0, position) + 1
