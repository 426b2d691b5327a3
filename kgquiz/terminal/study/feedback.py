"""After the answer: what is right, what was forgiven, where it stands, when it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from kgquiz.actions.study.sitting import Marked
from kgquiz.cards.prompts import Type
from kgquiz.cards.verdict import Finding
from kgquiz.lang import _
from kgquiz.memory.model import Rating
from kgquiz.terminal.keys import Deed, Place, digit
from kgquiz.terminal.scene import Command, Rated, Reply, Scene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import is_yes
from kgquiz.terminal.words import (
    days_word,
    finding_words,
    near_words,
    rating_word,
    solution_words,
    told_forgiven,
)


class FeedbackScene(Scene):
    """Shows the finding; Enter goes on with the suggested rating, 1–4 set another."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command.UNDO,
        Command.SUSPEND,
        Command.STAR,
        Command.NOTE,
        Command.WHY,
        Command.BOOK,
        Command.QUIT,
    )
    OVERRULES: ClassVar[tuple[Command, ...]] = (Command.RIGHT, Command.WRONG)

    def __init__(
        self, marked: Marked, frame: Frame, *, book: str, own: Sequence[str] = (), repeats: bool = True
    ) -> None:
        self.marked = marked
        self.frame = frame
        self.book = book
        self.own = tuple(own)
        self.repeats = repeats
        self.commands = (*self._overrules(), *self.COMMANDS)
        self.rating = marked.rating or Rating.AGAIN

    def _overrules(self) -> tuple[Command, ...]:
        """A slip is confirmed or denied; what was typed can be overruled, other answers leave no doubt."""
        verdict = self.marked.verdict
        if not isinstance(self.marked.asked.prompt, Type):
            return ()
        if verdict.finding is Finding.SLIP:
            return self.OVERRULES
        return (Command.WRONG,) if verdict.score >= 1 else (Command.RIGHT,)

    @property
    def is_self_rated(self) -> bool:
        """Whether the student's own rating is still wanted."""
        return self.marked.rating is None

    @property
    def needs_line(self) -> bool:
        """Only where she must rate or answer a question; otherwise the lines go on."""
        return self.is_self_rated or self.marked.verdict.finding is Finding.SLIP

    def forgiven(self) -> Iterator[str]:
        """What was forgiven or nearly right, a sentence each."""
        if near := self.marked.verdict.near:
            yield near_words(near)
        yield from told_forgiven(self.marked.verdict)

    def notes(self) -> Iterator[str]:
        """What she noted herself, the card's note and where it is from."""
        yield from self.own
        if self.marked.asked.card.note:
            yield self.marked.asked.card.note
        if self.book:
            yield self.book

    @property
    def place(self) -> Place:
        """Rating herself, or going on."""
        return Place.SELF_RATING if self.is_self_rated else Place.FINDING

    @property
    def entries_on_keys(self) -> int:
        """The ratings."""
        return len(Rating)

    @property
    def lacks(self) -> frozenset[Deed]:
        """Where there is but one rating, it is not changed."""
        return frozenset({Deed.LEFT, Deed.RIGHT} if len(self.marked.ratings()) == 1 else ())

    def do(self, deed: Deed, key: str) -> Reply | None:
        """Enter or Space goes on. Numbers rate only where she marks herself: elsewhere they chose a moment ago."""
        if deed is Deed.NUMBER:
            return Rated(digit(key)) if digit(key) <= len(Rating) else None
        if deed is Deed.ENTER:
            return Command.NEXT if self.rating is self.marked.rating else Rated(int(self.rating))
        allowed = self.marked.ratings()
        place = allowed.index(self.rating) + (1 if deed is Deed.RIGHT else -1)
        self.rating = allowed[min(max(place, 0), len(allowed) - 1)]
        return None

    def text(self) -> str:
        """The finding and the right answer; then a question where one is open."""
        verdict = self.marked.verdict
        lines = [finding_words(verdict), *solution_words(self.marked.asked.card)]
        if self.marked.asked.card.self_marked and not self.is_self_rated:
            lines = [finding_words(verdict)]  # the points were just read out
        lines += [*self.forgiven(), *self.notes()]
        told = [self.frame.said] if self.frame.said else []
        return "\n".join([*told, *lines, self._outcome()])

    def _outcome(self) -> str:
        returns = self.marked.asked.returns
        if self.marked.verdict.finding is Finding.SLIP:
            return _("Type y for yes, n for no.")
        if self.marked.rating is None:
            choices = (f"{int(r)} {rating_word(r)} ({days_word(days)})" for r, days in returns.items())
            return _("Rate it: {choices}").format(choices="  ".join(choices))
        if self.marked.rating is not Rating.AGAIN and not self.marked.asked.schedules:
            return _("Noted, but not scheduled: {rating}.").format(rating=rating_word(self.marked.rating))
        if self.marked.rating is Rating.AGAIN and not self.repeats:
            return _("Saved: {rating}.").format(rating=rating_word(Rating.AGAIN))
        if self.marked.rating is Rating.AGAIN:
            return _("Saved: {rating}; it comes back in this sitting.").format(rating=rating_word(Rating.AGAIN))
        return _("Saved: {rating}; back in {days}.").format(
            rating=rating_word(self.marked.rating), days=days_word(returns[self.marked.rating])
        )

    def read(self, line: str) -> Reply | str | None:
        """A rating, or y/n for a slip."""
        if self.marked.verdict.finding is Finding.SLIP:
            return Command.RIGHT if is_yes(line) or line == "1" else Command.WRONG
        if line in {"1", "2", "3", "4"}:
            return Rated(int(line))
        return _("Type a number from 1 to {n}.").format(n=4)
