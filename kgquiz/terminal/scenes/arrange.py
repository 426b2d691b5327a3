"""Putting items in order: by picking them in turn, or by moving them."""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.cards.prompts import Answer, Arrange
from kgquiz.lang import _, ngettext
from kgquiz.terminal.keys import LAST_DIGIT, Deed, Place, digit
from kgquiz.terminal.scene import Answered, Command, Reply
from kgquiz.terminal.scenes.choose import moved
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene, numbers_in


class ArrangeScene(QuestionScene):
    """Numbers give the order, first to last; or Space takes an item and the arrows carry it."""

    def __init__(self, prompt: Arrange, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.items = prompt.items
        self.order = list(given if sorted(given) == sorted(prompt.items) else prompt.items)
        self.picked: list[str] = []
        self.cursor = 0
        self.carrying = False
        self.is_touched = bool(given)

    @property
    def place(self) -> Place:
        """The keys of arranging."""
        return Place.CARRY if self.carrying else Place.ARRANGE

    @property
    def entries_on_keys(self) -> int:
        """As many as there are items."""
        return len(self.items)

    @property
    def lacks(self) -> frozenset[Deed]:
        """With more items than number keys, none of them is picked by number."""
        return frozenset({Deed.NUMBER, Deed.TAKE_BACK} if len(self.items) > LAST_DIGIT else ())

    def do(self, deed: Deed, key: str) -> Reply | None:
        """Pick, take, carry, or answer."""
        if deed is Deed.ENTER:
            return self.settled(self._order(), self._unfinished())
        if deed is Deed.NUMBER and deed not in self.lacks:
            self._pick(digit(key))
        elif deed is Deed.TAKE_BACK and self.picked:
            self.picked.pop()
        elif not self.picked:
            self._move(deed)
        return None

    def _pick(self, number: int) -> None:
        shown = self.order if not self.picked else list(self.items)
        if not self.picked:
            self.items = tuple(self.order)
        if number <= len(shown) and shown[number - 1] not in self.picked:
            self.picked.append(shown[number - 1])

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

    def _move(self, deed: Deed) -> None:
        if deed is Deed.CARRY:
            self.carrying = not self.carrying
            return
        before = self.cursor
        self.cursor = moved(self.cursor, _CARRIED.get(deed, deed), len(self.order))
        if self.carrying or deed in _CARRIED:
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


_CARRIED = {Deed.CARRY_UP: Deed.UP, Deed.CARRY_DOWN: Deed.DOWN}
