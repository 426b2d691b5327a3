"""Thinking first, then looking: the solution appears, and points are ticked off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import Answer, Reveal, TickOff
from kgquiz.lang import _
from kgquiz.terminal.scene import Answered, Command, Hint, Reply
from kgquiz.terminal.scenes.choose import moved, option_rows
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import Question, digit, numbers_in

if TYPE_CHECKING:
    from rich.console import RenderableType


class RevealScene(Question):
    """Space shows the solution; then the points she had are ticked. Without points it is done at once."""

    def __init__(
        self,
        prompt: Reveal | TickOff,
        solution: tuple[str, ...],
        frame: Frame,
        commands: tuple[Command, ...],
        given: Answer = (),
    ) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.points = prompt.points if isinstance(prompt, TickOff) else ()
        self.solution = tuple(line for line in solution if line not in self.points)
        self.ticked: set[str] = set(given)
        self.cursor = 0
        self.revealed = False

    def rows(self) -> Iterator[RenderableType]:
        """Nothing until revealed; then the solution and the points."""
        from rich.text import Text

        if not self.revealed:
            return
        yield from (Text(line, style="green") for line in self.solution)
        if self.points:
            yield Text()
            yield Text(_("Which of these did you have?"), style="italic dim")
            yield from option_rows(self.points, self.cursor, self.ticked, ("☑", "☐"))

    def hints(self) -> tuple[Hint, ...]:
        """Reveal, or tick."""
        if not self.revealed:
            return (Hint(_("Space"), _("show the answer")),)
        return (
            Hint(f"1–{len(self.points)}", _("tick")),
            Hint("a", _("all")),
            Hint("⏎", _("done")),
        )

    def press(self, key: str) -> Reply | None:
        """Reveal first, then tick."""
        if not self.revealed:
            return self._reveal() if key in {" ", "enter"} else None
        number = digit(key)
        if 0 < number <= len(self.points):
            self.cursor = number - 1
            self.ticked ^= {self.points[self.cursor]}
        elif key == " ":
            self.ticked ^= {self.points[self.cursor]}
        elif key in {"a", "ф"}:
            self.ticked = set(self.points)
        elif key == "enter":
            return self._answer()
        else:
            self.cursor = moved(self.cursor, key, len(self.points))
        return None

    def _reveal(self) -> Reply | None:
        self.revealed = True
        return None if self.points else Answered(())

    def _answer(self) -> Answered:
        return Answered(tuple(point for point in self.points if point in self.ticked))

    def text(self) -> str:
        """The question first; after a line, the solution and the points."""
        if not self.revealed:
            return super().text() + "\n" + _("Think, then press Enter to see the answer.")
        points = (f"  {number}) {point}" for number, point in enumerate(self.points, 1))
        return "\n".join((*self.solution, *points, _("Which did you have? Numbers, “all”, or an empty line.")))

    def read(self, line: str) -> Reply | str | None:
        """Any line reveals; then numbers tick."""
        if not self.revealed:
            return self._reveal()
        numbers = numbers_in(line)
        if line.casefold() in {"all", "a", "баары", "все"}:
            numbers = list(range(1, len(self.points) + 1))
        elif line and (not numbers or not all(0 <= n <= len(self.points) for n in numbers)):
            return _("Type numbers from 1 to {n}, “all”, or an empty line.").format(n=len(self.points))
        self.ticked = {self.points[number - 1] for number in numbers if number}
        return self._answer()
