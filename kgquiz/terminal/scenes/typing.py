"""Typing an answer, blank by blank."""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.cards.prompts import Answer, Type, says_something
from kgquiz.lang import _
from kgquiz.terminal.keys import Place
from kgquiz.terminal.scene import Answered, Command, Reply
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene


class TypeScene(QuestionScene):
    """One text per blank, in order."""

    typing = True

    def __init__(self, prompt: Type, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.blanks = prompt.blanks
        self.typed: list[str] = []

    def lines(self) -> Iterator[str]:
        """The blanks already filled, and which one is next."""
        if self.given and not self.typed:
            yield _("Your answer so far: {answer}").format(answer=", ".join(self.given))
        if self.blanks > 1:
            yield from (f"  {number}) {text}" for number, text in enumerate(self.typed, 1))
            yield _("Blank {number} of {n}:").format(number=len(self.typed) + 1, n=self.blanks)

    @property
    def field(self) -> Place:
        """With several blanks one can come back to the one before."""
        return Place.BLANKS if self.blanks > 1 else Place.FIELD

    def empty_words(self) -> str:
        """What is asked about an empty line."""
        return _("Nothing typed. Enter once more: I do not know.")

    def submit(self, text: str) -> Reply | None:
        """The next blank, or the whole answer. An empty one is asked about: Enter may have slipped in."""
        if self.asks_about_empty and not self.given and self.settled((text,)) is None:
            return None
        return self._take(text)

    def back(self) -> str | None:
        """The blank before, to be typed anew: what stood in it; None at the first."""
        self.doubt = ""
        return self.typed.pop() if self.typed else None

    def restore(self, draft: Answer) -> None:
        """The blanks before, and the text of the one she was in."""
        if draft:
            self.typed, self.draft = list(draft[:-1]), draft[-1]

    def unsent(self) -> Answer:
        """The blanks filled so far and the text in the field."""
        typed = (*self.typed, self.draft)
        return typed if says_something(typed) and len(self.typed) < self.blanks else ()

    def _take(self, text: str) -> Reply | None:
        self.typed.append(text.strip())
        if len(self.typed) < self.blanks:
            return None
        if self.given and not any(self.typed):
            return Answered(self.given)
        return Answered(tuple(self.typed))

    def read(self, line: str) -> Reply | str | None:
        """A line is a blank; `<` goes back to the one before."""
        if line == "<" and self.typed:
            self.back()
            return None
        return self.submit(line) or self.doubt or None
