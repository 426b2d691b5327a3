"""Typing an answer, blank by blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import Answer, Type
from kgquiz.lang import _
from kgquiz.terminal.scene import Answered, Command, Reply
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import Question

if TYPE_CHECKING:
    from rich.console import RenderableType


class TypeScene(Question):
    """One text per blank, in order."""

    typing = True

    def __init__(self, prompt: Type, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.blanks = prompt.blanks
        self.typed: list[str] = []
        self.asked_whether_empty = False

    def rows(self) -> Iterator[RenderableType]:
        """What was typed so far, where there are several blanks."""
        from rich.text import Text

        yield from (Text(line) for line in self.lines())

    def lines(self) -> Iterator[str]:
        """The blanks already filled, which one is next, and a question where nothing was typed."""
        if self.asked_whether_empty:
            yield _("Nothing typed. Enter once more: I do not know.")
        if self.given and not self.typed:
            yield _("Your answer so far: {answer}").format(answer=", ".join(self.given))
        if self.blanks > 1:
            yield from (f"  {number}) {text}" for number, text in enumerate(self.typed, 1))
            yield _("Blank {number} of {n}:").format(number=len(self.typed) + 1, n=self.blanks)

    def submit(self, text: str) -> Reply | None:
        """The next blank, or the whole answer. An empty one is asked about: Enter may have slipped in."""
        if not text.strip() and not self.given and not self.asked_whether_empty:
            self.asked_whether_empty = True
            return None
        return self._take(text)

    def _take(self, text: str) -> Reply | None:
        self.asked_whether_empty = False
        self.typed.append(text.strip())
        if len(self.typed) < self.blanks:
            return None
        if self.given and not any(self.typed):
            return Answered(self.given)
        return Answered(tuple(self.typed))

    def read(self, line: str) -> Reply | str | None:
        """A line is a blank."""
        return self._take(line)
