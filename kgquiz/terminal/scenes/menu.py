"""A list of things to do or to choose from: by number, by the arrows, or by a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from kgquiz.lang import _
from kgquiz.terminal.keys import Deed, Place, digit
from kgquiz.terminal.scene import Command, Rated, Reply, Scene
from kgquiz.terminal.scenes.choose import moved
from kgquiz.terminal.scenes.question import numbers_in

MOST = 12
"""Entries on show at a time."""


class MenuScene(Scene):
    """A title, what there is to know, and the entries; replies with the number of one. q leaves.

    Escape leaves too, or goes back where the menu stands `inside` another. `told` are notices, below the entries so
    that they push none of them off a small screen.
    """

    def __init__(
        self, title: str, said: Sequence[str], entries: Sequence[str], *, inside: bool = False, told: Sequence[str] = ()
    ) -> None:
        self.title = title
        self.said = tuple(said)
        self.entries = tuple(entries)
        self.told = tuple(told)
        self.commands = (Command.BACK, Command.QUIT) if inside else (Command.QUIT,)
        self.cursor = 0

    def at(self, place: int) -> Self:
        """The same, with the cursor on this entry."""
        self.cursor = place
        return self

    def on_show(self) -> range:
        """The places of the entries that are shown: those around the cursor, where there are many."""
        start = max(0, min(self.cursor - MOST // 2, len(self.entries) - MOST))
        return range(start, min(len(self.entries), start + MOST))

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
        return self.commands[0] if deed is Deed.LEAVE else None

    def text(self) -> str:
        """The same, read out."""
        numbered = (f"  {number}) {entry}" for number, entry in enumerate(self.entries, 1))
        return "\n".join((self.title, *self.said, *numbered, *self.told, self._how()))

    def _how(self) -> str:
        return _("Type a number from 1 to {n}, or :quit to leave.").format(n=len(self.entries))

    def read(self, line: str) -> Reply | str | None:
        """A number."""
        numbers = numbers_in(line, len(self.entries))
        if len(numbers) == 1 and 0 < numbers[0] <= len(self.entries):
            return Rated(numbers[0])
        return self._how()
