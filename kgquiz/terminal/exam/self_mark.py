"""Writing in an exam, and marking an open question oneself: the points to tick, beside what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgquiz.cards.prompts import TickOff
from kgquiz.lang import _
from kgquiz.terminal.scene import Command
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.own_words import ReadTicks
from kgquiz.terminal.scenes.reveal import RevealScene
from kgquiz.terminal.scenes.typing import TypeScene

if TYPE_CHECKING:
    from kgquiz.cards.reading.written import WrittenReading


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
        reading: WrittenReading | None,
    ) -> None:
        super().__init__(prompt, solution, frame, commands)
        self.revealed = True
        self.reading = reading
        if reading is not None:
            self.ticks = ReadTicks(reading)

    def text(self) -> str:
        """Question, her words, points."""
        own = [] if self.reading is None else [_("You wrote: ") + self.reading.text]
        return "\n".join((self.frame.text(), self.prompt_text, *own, super().text()))
