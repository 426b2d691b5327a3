"""What is wrong with a file, as values: place, severity, why, and what to do."""

from __future__ import annotations

from enum import Enum

from kgquiz.messages import Message
from kgquiz.value import dataclass


class Severity(Enum):
    """An error stops a file from being used; a warning is advice to its author."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file; `rule` is a stable slug, `line` counts from 1."""

    file: str
    line: int
    rule: str
    why: Message
    remedy: Message
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """Where to look, as editors and compilers write it: `content/ch1.yaml:12`."""
        return f"{self.file}:{self.line}"

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used as it stands."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.why} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and, for every value in it, the line where it stands."""

    file: str
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(
        self, path: Path, rule: str, why: Message, remedy: Message, severity: Severity = Severity.ERROR
    ) -> Problem:
        """A finding about the value at `path`."""
        return Problem(self.file, self.line(path), rule, why, remedy, severity)


Path = tuple[str | int, ...]
"""The way to a value: `("terms", 3, "page")`."""


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By file and line, each said once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.rule)))
