"""Thinking first, then looking: the solution appears, and points are ticked off."""

from __future__ import annotations

from kgquiz.cards.prompts import Answer, Reveal, TickOff
from kgquiz.lang import _
from kgquiz.terminal.keys import Deed, Place, deed_of
from kgquiz.terminal.scene import Answered, Command, Reply
from kgquiz.terminal.scenes.choose import Ticks
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene, numbers_in


class RevealScene(QuestionScene):
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
        self.by_enter = False
        """Whether Enter showed the solution: pressed twice, it would say that she had nothing."""

    @property
    def place(self) -> Place:
        """The keys of thinking, then those of ticking off."""
        return Place.TICK_OFF if self.revealed else Place.THINK

    @property
    def entries_on_keys(self) -> int:
        """As many as there are points."""
        return len(self.points)

    def do(self, deed: Deed, key: str) -> Reply | None:
        """Reveal first, then tick."""
        if deed is Deed.SHOW:
            self.by_enter = deed_of(Place.TICK_OFF, key) is Deed.ENTER
            return self._reveal()
        if deed is Deed.ENTER:
            return self._ticked(self.ticks.answer())
        if deed is Deed.ALL:
            self.ticks.tick_all()
        else:
            self.ticks.do(deed, key)
        return None

    def _reveal(self) -> Reply | None:
        self.revealed = True
        return None if self.points else Answered(())

    def _ticked(self, ticked: Answered) -> Reply | None:
        """The answer of these ticks; none at all is asked about where a second Enter may have slipped in."""
        if self.by_enter and not self.ticks.is_proposal and self.settled(ticked.answer) is None:
            return None
        return self._done(ticked)

    def empty_words(self) -> str:
        """What is asked where nothing is ticked."""
        return _("Nothing ticked. Enter once more: I had none of them.")

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
            self.by_enter = not line
            return self._reveal()
        numbers = numbers_in(line, len(self.points))
        if line.casefold() in {"all", "a", "баары", "все"}:
            numbers = list(range(1, len(self.points) + 1))
        elif line and (not numbers or not all(0 <= n <= len(self.points) for n in numbers)):
            return _("Type numbers from 1 to {n}, “all”, or an empty line.").format(n=len(self.points))
        elif not line:
            return self._ticked(self.ticks.answer()) or self.doubt
        return self._done(self.ticks.answer_of(number for number in numbers if number))
