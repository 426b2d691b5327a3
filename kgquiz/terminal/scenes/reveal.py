"""Thinking first, then looking: the solution appears, and points are ticked off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import Answer, Reveal, TickOff
from kgquiz.lang import _
from kgquiz.terminal.keys import command_key
from kgquiz.terminal.scene import Answered, Command, Hint, Reply
from kgquiz.terminal.scenes.choose import Ticks
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import Question, number_keys, numbers_in

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
        self.ticks = Ticks(self.points, given)
        self.revealed = False

    def rows(self) -> Iterator[RenderableType]:
        """Nothing until revealed; then the solution and the points."""
        from rich.text import Text

        if not self.revealed:
            return
        yield from (Text(line, style="green") for line in self.solution)
        if self.points:
            yield Text()
            yield Text(self.ticks.question(), style="italic dim")
            yield from self.ticks.rows()

    def hints(self) -> tuple[Hint, ...]:
        """Reveal, or tick."""
        if not self.revealed:
            return (Hint(_("Space"), _("show the answer")),)
        return (
            Hint(number_keys(len(self.points)), _("tick")),
            Hint("a", _("all")),
            Hint("⏎", _("done")),
        )

    def press(self, key: str) -> Reply | None:
        """Reveal first, then tick."""
        if not self.revealed:
            return self._reveal() if key in {" ", "enter"} else None
        if key == "enter":
            return self._done(self.ticks.answer())
        if command_key(key) == "a":
            self.ticks.tick_all()
        else:
            self.ticks.press(key)
        return None

    def _reveal(self) -> Reply | None:
        self.revealed = True
        return None if self.points else Answered(())

    def _done(self, ticked: Answered) -> Answered:
        """The answer that these ticks make."""
        return ticked

    def text(self) -> str:
        """The question first; after a line, the solution and the points."""
        if not self.revealed:
            return super().text() + "\n" + _("Think, then press Enter to see the answer.")
        return "\n".join((*self.solution, *self.ticks.lines(), self.ticks.line_question()))

    def read(self, line: str) -> Reply | str | None:
        """Any line reveals; then numbers tick."""
        if not self.revealed:
            return self._reveal()
        numbers = numbers_in(line, len(self.points))
        if line.casefold() in {"all", "a", "баары", "все"}:
            numbers = list(range(1, len(self.points) + 1))
        elif line and (not numbers or not all(0 <= n <= len(self.points) for n in numbers)):
            return _("Type numbers from 1 to {n}, “all”, or an empty line.").format(n=len(self.points))
        elif not line and self.ticks.is_proposal:
            return self._done(self.ticks.answer())
        return self._done(self.ticks.answer_of(number for number in numbers if number))
