"""Putting items in order: by picking them in turn, or by moving them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.cards.prompts import Answer, Arrange
from kgquiz.lang import _, ngettext
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
        self.is_touched = bool(given)

    def rows(self) -> Iterator[RenderableType]:
        """The items as they stand, those picked by number first."""
        from rich.table import Column, Table
        from rich.text import Text

        table = Table.grid("", Column(overflow="fold"), "", padding=(0, 1))
        for number, item in enumerate(self.items if self.picked else self.order, 1):
            place = f"→ {self.picked.index(item) + 1}" if item in self.picked else ""
            at_cursor = number - 1 == self.cursor and not self.picked
            style = ("carried" if self.carrying else "cursor") if at_cursor else ""
            table.add_row(Text(f"{number})", style="muted"), Text(item, style=style), Text(place, style="right"))
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
        self.doubt = self.doubt if key == "enter" else ""
        if digit(key) and len(self.items) <= LAST_DIGIT:
            return self._pick(digit(key))
        if key == "backspace" and self.picked:
            self.picked.pop()
        elif key == "enter":
            return self.settled(self._order(), self._unfinished())
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

    def _order(self) -> Answer:
        """The items picked, or the order as it stands; one that was never touched says nothing."""
        if self.picked:
            return tuple(self.picked)
        return tuple(self.order) if self.is_touched else ()

    def restore(self, draft: Answer) -> None:
        """An order that was moved, or the items picked so far."""
        if sorted(draft) == sorted(self.items):
            self.order, self.is_touched = list(draft), True
        else:
            self.picked = [item for item in draft if item in self.items]

    def unsent(self) -> Answer:
        """The order as it stands."""
        return self._order()

    def _unfinished(self) -> str:
        """A word on items not yet picked."""
        open_ = len(self.items) - len(self.picked)
        if not self.picked or not open_:
            return ""
        return ngettext(
            "{n} item has no number yet. Enter once more: leave it out.",
            "{n} items have no number yet. Enter once more: leave them out.",
            open_,
        )

    def empty_words(self) -> str:
        """What is asked where nothing was moved."""
        return _("Nothing moved. Enter once more: I do not know.")

    def _move(self, key: str) -> None:
        if key == " ":
            self.carrying = not self.carrying
            return
        before = self.cursor
        self.cursor = moved(self.cursor, key.removeprefix("shift-"), len(self.order))
        if self.carrying or key.startswith("shift-"):
            self.is_touched = True
            self.order.insert(self.cursor, self.order.pop(before))

    def lines(self) -> Iterator[str]:
        """The items, numbered."""
        yield from (f"  {number}) {item}" for number, item in enumerate(self.items, 1))
        yield self._how()

    def _how(self) -> str:
        return _("Type all numbers in their right order, such as 2 1 3.")

    def read(self, line: str) -> Reply | str | None:
        """The numbers in their right order; an empty line leaves an earlier order as it stands."""
        numbers = numbers_in(line, len(self.items))
        if not line:
            return self.settled_line(self._order())
        self.doubt = ""
        if sorted(numbers) != list(range(1, len(self.items) + 1)):
            return self._how()
        return Answered(tuple(self.items[number - 1] for number in numbers))
