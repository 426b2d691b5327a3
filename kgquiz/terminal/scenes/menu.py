"""A list of things to do or to choose from: by number, by the arrows, or by a line."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.lang import _
from kgquiz.terminal.keys import Deed, Place, digit
from kgquiz.terminal.scene import Command, Rated, Reply, Scene
from kgquiz.terminal.scenes.choose import moved
from kgquiz.terminal.scenes.question import numbers_in


class MenuScene(Scene):
    """A title, what there is to know, and the entries; replies with the number of one. q and Escape leave."""

    commands = (Command.QUIT,)

    def __init__(self, title: str, said: Sequence[str], entries: Sequence[str]) -> None:
        self.title = title
        self.said = tuple(said)
        self.entries = tuple(entries)
        self.cursor = 0

    @property
    def place(self) -> Place:
        """The keys of a list."""
        return Place.MENU

    @property
    def entries_on_keys(self) -> int:
        """As many as there are entries."""
        return len(self.entries)

    def do(self, deed: Deed, key: str) -> Reply | None:
        """A number, an arrow, Enter; Escape leaves."""
        if deed is Deed.NUMBER:
            return Rated(digit(key)) if digit(key) <= len(self.entries) else None
        if deed is Deed.ENTER:
            return Rated(self.cursor + 1)
        self.cursor = moved(self.cursor, deed, len(self.entries))
        return Command.QUIT if deed is Deed.LEAVE else None

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
