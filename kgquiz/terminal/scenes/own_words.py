"""An answer in her own words: written if she likes, read, and the points that were found in it ticked beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.prompts import Answer, TickOff, in_own_words
from kgquiz.lang import _
from kgquiz.terminal.keys import Deed, Place, deed_of
from kgquiz.terminal.scene import Answered, Command, Reply
from kgquiz.terminal.scenes.choose import Ticks
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.reveal import RevealScene

if TYPE_CHECKING:
    from kgquiz.cards.reading.written import ReadPoint, WrittenReading


class ReadTicks(Ticks):
    """The points with those ticked that were read in her answer, each with the words that show it."""

    def __init__(self, reading: WrittenReading) -> None:
        super().__init__(tuple(read.point for read in reading.points), reading.covered())
        self.reading = reading
        self.is_proposal = True

    def question(self) -> str:
        """What is left to do."""
        return _("Ticked: what was read in your answer. Correct it with the numbers.")

    def lines(self) -> Iterator[str]:
        """The points, numbered, with their boxes and her words."""
        for number, read in enumerate(self.reading.points, 1):
            yield f"  {number}) {'☑' if read.point in self.ticked else '☐'} {read.point}{self.words_for(read)}"

    def line_question(self) -> str:
        """What can be typed."""
        return _("Which did you have? Numbers, “all”, 0 for none, or an empty line: as ticked.")

    def words_for(self, read: ReadPoint) -> str:
        """Her words that show a point, as they stand behind it."""
        shown = " … ".join(self.reading.shown_by(read)) if read.covered else ""
        return f" ← {shown}" if shown else ""


class OwnWordsScene(RevealScene):
    """A box to write in; Space or Enter in the empty box, or Escape and then Space: she only thinks."""

    roomy = True
    language = KYRGYZ
    """In which the answer is read: that of the card."""

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

    @property
    def field(self) -> Place:
        """The keys of writing."""
        return Place.WRITE

    def takes(self, key: str) -> bool:
        """Space in the empty box shows the answer."""
        return deed_of(self.field, key) is Deed.SHOW

    def submit(self, text: str) -> Reply | None:
        """Read what is written; an empty box shows the answer."""
        self.by_enter = True
        if text.strip():
            self._read(text.strip())
        return self._reveal()

    def _read(self, text: str) -> None:
        from kgquiz.cards.reading.written import read_written

        self.written = text
        self.ticks = ReadTicks(read_written(text, self.points, self.prompt_text, self.language))

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
