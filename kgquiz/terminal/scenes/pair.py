"""Pairing up two columns by letters."""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.cards.match import paired
from kgquiz.cards.prompts import Answer, Pair
from kgquiz.lang import _, ngettext
from kgquiz.terminal.keys import Deed, Place, command_key
from kgquiz.terminal.scene import Command, Reply
from kgquiz.terminal.scenes.choose import moved
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene

LETTERS = "abcdefgh"


class PairScene(QuestionScene):
    """The left side under the cursor is given a right side by its letter; Enter answers."""

    def __init__(self, prompt: Pair, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.lefts, self.rights = prompt.lefts, prompt.rights
        self.chosen = self._pairs_in(given)
        self.cursor = 0

    def _pairs_in(self, answer: Answer) -> dict[str, str]:
        return {left: right for left in self.lefts for right in self.rights if paired(left, right) in answer}

    def restore(self, draft: Answer) -> None:
        """Pairs not entered."""
        self.chosen = self._pairs_in(draft or self.given)

    def unsent(self) -> Answer:
        """The pairs made so far."""
        return self._pairs()

    @property
    def place(self) -> Place:
        """The keys of pairing."""
        return Place.PAIR

    @property
    def entries_on_keys(self) -> int:
        """As many letters as there are right sides."""
        return len(self.rights)

    def right_lines(self) -> Iterator[str]:
        """The right sides with their letters."""
        yield from (f"  {letter}) {right}" for letter, right in zip(LETTERS, self.rights, strict=False))

    def do(self, deed: Deed, key: str) -> Reply | None:
        """A letter gives and goes on to the next; Enter answers."""
        if deed is Deed.LETTER and command_key(key) in LETTERS[: len(self.rights)]:
            self.chosen[self.lefts[self.cursor]] = self.rights[LETTERS.index(command_key(key))]
            self.cursor = self._next_open()
        elif deed is Deed.TAKE_BACK:
            self.chosen.pop(self.lefts[self.cursor], None)
        elif deed is Deed.ENTER:
            return self.settled(self._pairs(), self._unfinished())
        else:
            self.cursor = moved(self.cursor, deed, len(self.lefts))
        return None

    def _next_open(self) -> int:
        after = [*range(self.cursor + 1, len(self.lefts)), *range(self.cursor)]
        return next((row for row in after if self.lefts[row] not in self.chosen), self.cursor)

    def _pairs(self) -> Answer:
        return tuple(paired(left, self.chosen[left]) for left in self.lefts if left in self.chosen)

    def _unfinished(self) -> str:
        """A word on pairs left open."""
        open_ = len(self.lefts) - len(self.chosen)
        if not self.chosen or not open_:
            return ""
        return ngettext(
            "{n} line is not paired. Enter once more: leave it open.",
            "{n} lines are not paired. Enter once more: leave them open.",
            open_,
        )

    def lines(self) -> Iterator[str]:
        """Both columns."""
        yield from (f"  {number}) {left}" for number, left in enumerate(self.lefts, 1))
        yield from self.right_lines()
        yield self._how()

    def _how(self) -> str:
        return _("Type one letter for each of the {n} lines, such as {example}.").format(
            n=len(self.lefts), example=self._example()
        )

    def _example(self) -> str:
        """Letters that are there, as many as there are lines."""
        return "".join(LETTERS[row % len(self.rights)] for row in range(len(self.lefts)))

    def read(self, line: str) -> Reply | str | None:
        """One letter for each left side, in order; `-` leaves one open."""
        letters = [command_key(c) for c in line.replace(",", "").replace(" ", "")]
        if not letters:
            return self.settled_line(())
        self.doubt = ""
        known = [*LETTERS[: len(self.rights)], "-"]
        if len(letters) != len(self.lefts) or any(letter not in known for letter in letters):
            return self._how()
        given = zip(self.lefts, letters, strict=True)
        self.chosen = {left: self.rights[LETTERS.index(letter)] for left, letter in given if letter != "-"}
        return self.settled_line(self._pairs())
