"""An answer in her own words: written if she likes, read, and the points that were found in it ticked beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import Answer, TickOff, in_own_words
from kgquiz.lang import _
from kgquiz.terminal.scene import Answered, Command, Reply
from kgquiz.terminal.scenes.choose import Ticks
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.reveal import RevealScene

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kgquiz.cards.reading.written import Reading, ReadPoint


class ReadTicks(Ticks):
    """The points with those ticked that were read in her answer, each with the words that show it."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(tuple(read.point for read in reading.points), reading.covered())
        self.reading = reading
        self.is_proposal = True

    def question(self) -> str:
        """What is left to do."""
        return _("Ticked: what was read in your answer. Correct it with the numbers.")

    def rows(self) -> Iterator[RenderableType]:
        """The points with their boxes, her words below."""
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for number, read in enumerate(self.reading.points, 1):
            style = "cursor" if number - 1 == self.cursor else ""
            box = "☑" if read.point in self.ticked else "☐"
            words = Text(self._words(read), style="muted")
            table.add_row(Text(f"{box} {number})", style=style or "muted"), Text(read.point, style=style) + words)
        yield table

    def lines(self) -> Iterator[str]:
        """The points, numbered, with their boxes and her words."""
        for number, read in enumerate(self.reading.points, 1):
            yield f"  {number}) {'☑' if read.point in self.ticked else '☐'} {read.point}{self._words(read)}"

    def line_question(self) -> str:
        """What can be typed."""
        return _("Which did you have? Numbers, “all”, 0 for none, or an empty line: as ticked.")

    def _words(self, read: ReadPoint) -> str:
        shown = " … ".join(self.reading.shown_by(read)) if read.covered else ""
        return f" ← {shown}" if shown else ""


class OwnWordsScene(RevealScene):
    """A box to write in; Space or Enter in the empty box, or Escape and then Space: she only thinks."""

    roomy = True

    def __init__(
        self,
        prompt: TickOff,
        solution: tuple[str, ...],
        frame: Frame,
        commands: tuple[Command, ...],
        given: Answer = (),
    ) -> None:
        super().__init__(prompt, solution, frame, commands, given)
        self.typing = True
        self.written = ""

    def rows(self) -> Iterator[RenderableType]:
        """What to do; then what she wrote, the words lit that show a point."""
        from rich.text import Text

        if not self.revealed:
            yield Text(_("Write it in your own words, or press Space and only think."), style="caption")
        if isinstance(self.ticks, ReadTicks):
            yield written_row(self.ticks.reading)
            if self.solution:
                yield Text()
        yield from super().rows()

    def takes(self, key: str) -> bool:
        """Space in the empty box shows the answer."""
        return key == " "

    def submit(self, text: str) -> Reply | None:
        """Read what is written; an empty box shows the answer."""
        self.by_enter = True
        if text.strip():
            self._read(text.strip())
        return self._reveal()

    def _read(self, text: str) -> None:
        from kgquiz.cards.reading.written import read_written

        self.written = text
        self.ticks = ReadTicks(read_written(text, self.points, self.prompt_text))

    def _reveal(self) -> Reply | None:
        self.typing = False
        return super()._reveal()

    def _done(self, ticked: Answered) -> Answered:
        """Her words are kept beside the points."""
        return Answered((*ticked.answer, in_own_words(self.written))) if self.written else ticked

    def text(self) -> str:
        """Question, then points."""
        if self.revealed:
            return super().text()
        how = _("Write your answer, or think and press Enter to see it.")
        return "\n".join((super(RevealScene, self).text(), how))

    def read(self, line: str) -> Reply | str | None:
        """A line is the answer; an empty one shows the points."""
        return super().read(line) if self.revealed else self.submit(line)


def written_row(reading: Reading) -> RenderableType:
    """What she wrote, the words lit that speak for a point that was found."""
    from rich.text import Text

    own = Text(reading.text)
    for read in reading.points:
        for start, end in read.spans if read.covered else ():
            own.stylize("right", start, end)
    return Text.assemble((_("You wrote: "), "muted"), own)
