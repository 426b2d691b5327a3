"""Writing in an exam, and marking an open question oneself: the points to tick, beside what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import TickOff
from kgquiz.lang import _
from kgquiz.terminal.scene import Command, Reply
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.reveal import RevealScene
from kgquiz.terminal.scenes.typing import TypeScene

if TYPE_CHECKING:
    from rich.console import RenderableType


class WriteScene(TypeScene):
    """Typing in an exam: Enter on an empty line goes on at once, since one can always come back."""

    def submit(self, text: str) -> Reply | None:
        """The next blank, or the whole answer."""
        return self._take(text)


class SelfMarkScene(RevealScene):
    """The points are shown at once; nothing but them decides."""

    def __init__(
        self, prompt: TickOff, solution: tuple[str, ...], frame: Frame, commands: tuple[Command, ...], written: str
    ) -> None:
        super().__init__(prompt, solution, frame, commands)
        self.revealed = True
        self.written = written

    def rows(self) -> Iterator[RenderableType]:
        """Her own words above the points."""
        from rich.text import Text

        if self.written:
            yield Text.assemble((_("You wrote: "), "dim"), self.written)
            yield Text()
        yield from super().rows()

    def text(self) -> str:
        """Question, her words, points."""
        own = [_("You wrote: ") + self.written] if self.written else []
        return "\n".join((self.frame.text(), self.prompt_text, *own, super().text()))
