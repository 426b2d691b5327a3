"""Writing in an exam, and marking an open question oneself: the points to tick, beside what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import TickOff
from kgquiz.lang import _
from kgquiz.terminal.scene import Command
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.own_words import ReadTicks, written_row
from kgquiz.terminal.scenes.reveal import RevealScene
from kgquiz.terminal.scenes.typing import TypeScene

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kgquiz.cards.reading.written import Reading


class WriteScene(TypeScene):
    """Typing in an exam: Enter on an empty line goes on at once, since one can always come back."""

    roomy = True
    asks_about_empty = False


class SelfMarkScene(RevealScene):
    """The points are shown at once, those ticked that were read in what she wrote; nothing but them decides."""

    def __init__(
        self,
        prompt: TickOff,
        solution: tuple[str, ...],
        frame: Frame,
        commands: tuple[Command, ...],
        reading: Reading | None,
    ) -> None:
        super().__init__(prompt, solution, frame, commands)
        self.revealed = True
        self.reading = reading
        if reading is not None:
            self.ticks = ReadTicks(reading)

    def rows(self) -> Iterator[RenderableType]:
        """Her own words above the points."""
        from rich.text import Text

        if self.reading is not None:
            yield written_row(self.reading)
            yield Text()
        yield from super().rows()

    def text(self) -> str:
        """Question, her words, points."""
        own = [] if self.reading is None else [_("You wrote: ") + self.reading.text]
        return "\n".join((self.frame.text(), self.prompt_text, *own, super().text()))
