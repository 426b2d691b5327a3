"""A list of things to do or to choose from: by number, by the arrows, or by a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kgquiz.lang import _
from kgquiz.terminal.scene import Command, Hint, Rated, Reply, Scene
from kgquiz.terminal.scenes.choose import moved, option_rows
from kgquiz.terminal.scenes.frame import TEXT_WIDTH
from kgquiz.terminal.scenes.question import digit, number_keys, numbers_in

if TYPE_CHECKING:
    from rich.console import RenderableType


class MenuScene(Scene):
    """A title, what there is to know, and the entries; replies with the number of one. q and Escape leave."""

    commands = (Command.QUIT,)

    def __init__(self, title: str, said: Sequence[str], entries: Sequence[str]) -> None:
        self.title = title
        self.said = tuple(said)
        self.entries = tuple(entries)
        self.cursor = 0

    def view(self, width: int) -> RenderableType:
        """The title, the lines, the entries with the cursor on one."""
        from rich.console import Group
        from rich.padding import Padding

        margin = max(0, (width - TEXT_WIDTH) // 2) + 1
        return Padding(Group(*self._rows()), (1, margin, 0, margin))

    def _rows(self) -> Iterator[RenderableType]:
        from rich.text import Text

        yield Text(self.title, style="title")
        yield from (Text(line) for line in self.said)
        yield Text()
        yield from option_rows(self.entries, self.cursor, {self.entries[self.cursor]}, ("›", " "))

    def hints(self) -> tuple[Hint, ...]:
        """How to choose."""
        return (Hint(number_keys(len(self.entries)), _("choose")), Hint("↑↓ ⏎", _("choose")))

    def press(self, key: str) -> Reply | None:
        """A number, an arrow, Enter; Escape leaves."""
        if 0 < digit(key) <= len(self.entries):
            return Rated(digit(key))
        if key in {"enter", " "}:
            return Rated(self.cursor + 1)
        self.cursor = moved(self.cursor, key, len(self.entries))
        return Command.QUIT if key == "escape" else None

    def text(self) -> str:
        """The same, read out."""
        numbered = (f"  {number}) {entry}" for number, entry in enumerate(self.entries, 1))
        how = _("Type a number from 1 to {n}, or :quit to leave.").format(n=len(self.entries))
        return "\n".join((self.title, *self.said, *numbered, how))

    def read(self, line: str) -> Reply | str | None:
        """A number."""
        numbers = numbers_in(line, len(self.entries))
        if len(numbers) == 1 and 0 < numbers[0] <= len(self.entries):
            return Rated(numbers[0])
        return _("Type a number from 1 to {n}, or :quit to leave.").format(n=len(self.entries))
