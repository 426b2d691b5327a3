"""Choosing one option, or ticking several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import Answer, ChooseMany, ChooseOne
from kgquiz.lang import _
from kgquiz.terminal.scene import Answered, Command, Hint, Reply
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import Question, digit, number_keys, numbers_in
from kgquiz.terminal.words import option_word

if TYPE_CHECKING:
    from rich.console import RenderableType


class ChooseOneScene(Question):
    """A number chooses at once; the arrows and Enter do too."""

    def __init__(self, prompt: ChooseOne, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.options = prompt.options
        self.cursor = self.options.index(given[0]) if given and given[0] in self.options else -1

    def rows(self) -> Iterator[RenderableType]:
        """The options, numbered."""
        yield from option_rows(self.options, self.cursor, set(self.given), ("●", " "))

    def hints(self) -> tuple[Hint, ...]:
        """How to choose."""
        return (Hint(number_keys(len(self.options)), _("choose")), Hint("↑↓ ⏎", _("choose")))

    def press(self, key: str) -> Reply | None:
        """A number, an arrow, Enter."""
        number = digit(key)
        if 0 < number <= len(self.options):
            return Answered((self.options[number - 1],))
        self.cursor = moved(self.cursor, key, len(self.options))
        if key in {"enter", " "} and self.cursor >= 0:
            return Answered((self.options[self.cursor],))
        if key == "enter":
            return self.settled(())
        self.doubt = ""
        return None

    def lines(self) -> Iterator[str]:
        """The options, numbered."""
        yield from (f"  {number}) {option_word(option)}" for number, option in enumerate(self.options, 1))

    def read(self, line: str) -> Reply | str | None:
        """A number."""
        numbers = numbers_in(line, len(self.options))
        if len(numbers) == 1 and 0 < numbers[0] <= len(self.options):
            return Answered((self.options[numbers[0] - 1],))
        if not line:
            return self.settled_line(())
        self.doubt = ""
        return _("Type a number from 1 to {n}.").format(n=len(self.options))


class ChooseManyScene(Question):
    """Numbers (or Space) tick, Enter answers."""

    def __init__(self, prompt: ChooseMany, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.options = prompt.options
        self.ticks = Ticks(prompt.options, given)

    def rows(self) -> Iterator[RenderableType]:
        """The options with their boxes."""
        yield from self.ticks.rows()

    def hints(self) -> tuple[Hint, ...]:
        """How to tick."""
        return (Hint(number_keys(len(self.options)), _("tick")), Hint("⏎", _("answer")))

    def press(self, key: str) -> Reply | None:
        """Tick, move, or answer."""
        if key == "enter":
            return self.settled(self.ticks.answer().answer)
        self.doubt = ""
        self.ticks.press(key)
        return None

    def restore(self, draft: Answer) -> None:
        """Ticks not entered."""
        self.ticks.ticked = set(draft or self.given)

    def unsent(self) -> Answer:
        """The ticks as they stand."""
        return self.ticks.answer().answer

    def lines(self) -> Iterator[str]:
        """The options, numbered."""
        yield from self.ticks.lines()
        yield _("Type the numbers of all that apply, such as 1 3.")

    def read(self, line: str) -> Reply | str | None:
        """Numbers; an empty line ticks nothing."""
        numbers = numbers_in(line, len(self.options))
        if line and (not numbers or not all(0 < n <= len(self.options) for n in numbers)):
            self.doubt = ""
            return _("Type the numbers of all that apply, such as 1 3.")
        return self.settled_line(self.ticks.answer_of(numbers).answer)


class Ticks:
    """Entries to tick, and the cursor on them."""

    def __init__(self, entries: tuple[str, ...], ticked: Iterable[str]) -> None:
        self.entries = entries
        self.ticked = set(ticked)
        self.cursor = 0
        self.is_proposal = False
        """Whether the ticks are the program's, to be confirmed."""

    def question(self) -> str:
        """What is asked of her, above the entries."""
        return _("Which of these did you have?")

    def line_question(self) -> str:
        """The same below them, where lines are typed."""
        return _("Which did you have? Numbers, “all”, or an empty line.")

    def rows(self) -> Iterator[RenderableType]:
        """The entries with their boxes."""
        return option_rows(self.entries, self.cursor, self.ticked, ("☑", "☐"))

    def lines(self) -> Iterator[str]:
        """The entries, numbered."""
        yield from (f"  {number}) {entry}" for number, entry in enumerate(self.entries, 1))

    def press(self, key: str) -> None:
        """A number or Space ticks (or takes the tick away), the arrows move."""
        number = digit(key)
        if 0 < number <= len(self.entries):
            self.cursor = number - 1
        elif key != " ":
            self.cursor = moved(self.cursor, key, len(self.entries))
            return
        self.ticked ^= {self.entries[self.cursor]}

    def tick_all(self) -> None:
        """Every entry."""
        self.ticked = set(self.entries)

    def answer(self) -> Answered:
        """The ticked entries, in the order shown."""
        return Answered(tuple(entry for entry in self.entries if entry in self.ticked))

    def answer_of(self, numbers: Iterable[int]) -> Answered:
        """The entries of these numbers, in the order shown."""
        self.ticked = {self.entries[number - 1] for number in numbers}
        return self.answer()


def option_rows(
    options: tuple[str, ...], cursor: int, ticked: set[str], boxes: tuple[str, str]
) -> Iterator[RenderableType]:
    """Numbered options, the one under the cursor lit, hanging under their own first letter."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for number, option in enumerate(options, 1):
        style = "cursor" if number - 1 == cursor else ""
        box = boxes[0] if option in ticked else boxes[1]
        table.add_row(Text(f"{box} {number})", style=style or "muted"), Text(option_word(option), style=style))
    yield table


def moved(cursor: int, key: str, count: int) -> int:
    """The cursor after an arrow key, going round at the ends."""
    if key == "down":
        return (cursor + 1) % count
    if key == "up":
        return (cursor - 1) % count if cursor >= 0 else count - 1
    return cursor
