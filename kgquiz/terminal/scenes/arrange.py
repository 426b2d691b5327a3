"""Putting items in order: by picking them in turn, or by moving them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import Answer, Arrange
from kgquiz.lang import _
from kgquiz.terminal.scene import Answered, Command, Hint, Reply
from kgquiz.terminal.scenes.choose import moved
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import LAST_DIGIT, Question, digit, number_keys, numbers_in

if TYPE_CHECKING:
    from rich.console import RenderableType


class ArrangeScene(Question):
    """Numbers give the order, first to last; or Space takes an item and the arrows carry it."""

    def __init__(self, prompt: Arrange, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.items = prompt.items
        self.order = list(given if sorted(given) == sorted(prompt.items) else prompt.items)
        self.picked: list[str] = []
        self.cursor = 0
        self.carrying = False

    def rows(self) -> Iterator[RenderableType]:
        """The items as they stand, those picked by number first."""
        from rich.table import Column, Table
        from rich.text import Text

        table = Table.grid("", Column(overflow="fold"), "", padding=(0, 1))
        for number, item in enumerate(self.items if self.picked else self.order, 1):
            place = f"→ {self.picked.index(item) + 1}" if item in self.picked else ""
            at_cursor = number - 1 == self.cursor and not self.picked
            style = ("bold reverse" if self.carrying else "bold cyan") if at_cursor else ""
            table.add_row(Text(f"{number})", style="dim"), Text(item, style=style), Text(place, style="green"))
        yield table

    def hints(self) -> tuple[Hint, ...]:
        """Both ways of arranging."""
        carry = _("put down") if self.carrying else _("take and move")
        moving = (Hint(_("Space ↑↓"), carry), Hint("⏎", _("answer")))
        if len(self.items) > LAST_DIGIT:
            return moving
        picking = Hint(number_keys(len(self.items)), _("pick in order"))
        return (picking, moving[0], Hint("⌫", _("take back")), moving[1])

    def press(self, key: str) -> Reply | None:
        """Pick, take, carry, or answer."""
        if digit(key) and len(self.items) <= LAST_DIGIT:
            return self._pick(digit(key))
        if key == "backspace" and self.picked:
            self.picked.pop()
        elif key == "enter":
            return self._answer()
        elif not self.picked:
            self._move(key)
        return None

    def _pick(self, number: int) -> Reply | None:
        shown = self.order if not self.picked else list(self.items)
        if not self.picked:
            self.items = tuple(self.order)
        if number <= len(shown) and shown[number - 1] not in self.picked:
            self.picked.append(shown[number - 1])
        return None

    def _answer(self) -> Reply | None:
        """The order as it stands; with some picked and some not, there is none yet."""
        if not self.picked:
            return Answered(tuple(self.order))
        return Answered(tuple(self.picked)) if len(self.picked) == len(self.items) else None

    def _move(self, key: str) -> None:
        if key == " ":
            self.carrying = not self.carrying
            return
        before = self.cursor
        self.cursor = moved(self.cursor, key.removeprefix("shift-"), len(self.order))
        if self.carrying or key.startswith("shift-"):
            self.order.insert(self.cursor, self.order.pop(before))

    def lines(self) -> Iterator[str]:
        """The items, numbered."""
        yield from (f"  {number}) {item}" for number, item in enumerate(self.items, 1))

    def read(self, line: str) -> Reply | str | None:
        """The numbers in their right order; an empty line leaves the order as it stands."""
        numbers = numbers_in(line, len(self.items))
        if not line:
            return Answered(tuple(self.order))
        if sorted(numbers) != list(range(1, len(self.items) + 1)):
            return _("Type all numbers in their right order, such as 2 1 3.")
        return Answered(tuple(self.items[number - 1] for number in numbers))
