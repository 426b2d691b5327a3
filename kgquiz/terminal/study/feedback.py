"""After the answer: what is right, what was forgiven, where it stands, when it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from kgquiz.actions.study.sitting import Marked
from kgquiz.cards.aligned import aligned
from kgquiz.cards.prompts import Arrange, ChooseMany, Pair, TickOff, Type
from kgquiz.cards.verdict import Allowance, Finding, Verdict
from kgquiz.lang import _
from kgquiz.memory.model import Rating
from kgquiz.terminal.scene import Command, Hint, Rated, Reply, Scene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import is_yes
from kgquiz.terminal.words import (
    days_word,
    finding_sign,
    finding_words,
    forgiven_words,
    near_words,
    option_word,
    rating_word,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_LETTER_BY_LETTER = {Finding.KEYBOARD, Finding.ENDING, Finding.SLIP, Finding.WRONG, Finding.NORMAL}


class FeedbackScene(Scene):
    """Shows the finding; Enter goes on with the suggested rating, 1–4 set another."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (Command.UNDO, Command.SUSPEND, Command.QUIT)
    OVERRULES: ClassVar[tuple[Command, ...]] = (Command.RIGHT, Command.WRONG)

    def __init__(self, marked: Marked, frame: Frame, *, book: str) -> None:
        self.marked = marked
        self.frame = frame
        self.book = book
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

    def view(self, width: int) -> RenderableType:
        """The finding, the answers letter by letter, the notes, the ratings."""
        return self.frame.around(self._rows(), width)

    def _rows(self) -> Iterator[RenderableType]:
        from rich.text import Text

        verdict = self.marked.verdict
        yield Text(self.marked.asked.prompt.text, style="muted")
        yield Text()
        sign, style = finding_sign(verdict)
        yield Text(f"{sign} {finding_words(verdict)}", style=style)
        yield from self._answer_rows()
        yield from (Text(line, style="notice") for line in self._forgiven())
        yield Text()
        yield from (Text(line, style="caption") for line in self._notes())

    def _answer_rows(self) -> Iterator[RenderableType]:
        """What she said and what is right; where the answer has parts, each with its own mark."""
        from rich.text import Text

        prompt, solution = self.marked.asked.prompt, self.marked.asked.card.solution()
        if isinstance(prompt, TickOff):
            had = set(self.marked.answer)
            yield from (Text(line) for line in solution if line not in prompt.points)
            yield from (Text(f"{'☑' if point in had else '☐'} {point}") for point in prompt.points)
        elif isinstance(prompt, ChooseMany | Arrange | Pair):
            yield from self._parts(solution)
        else:
            yield from self._whole(solution)

    def _parts(self, solution: tuple[str, ...]) -> Iterator[RenderableType]:
        from rich.text import Text

        ordered = isinstance(self.marked.asked.prompt, Arrange)
        hers = [f"{n}. {part}" if ordered else part for n, part in enumerate(self.marked.answer, 1)]
        for part in hers:
            yield Text(f"{'✓' if part in solution else '✗'} {part}", style="right" if part in solution else "wrong")
        missing = solution if ordered else [line for line in solution if line not in hers]
        if self.marked.verdict.score < 1:
            yield Text(_("Right is:"), style="muted")
            yield from (Text(f"  {line}", style="strong") for line in missing)

    def _whole(self, solution: tuple[str, ...]) -> Iterator[RenderableType]:
        from rich.text import Text

        verdict, card = self.marked.verdict, self.marked.asked.card
        if self.marked.answer and verdict.finding is not Finding.EXACT:
            given = card.reply(tuple(map(option_word, self.marked.answer))) or "–"
            yield Text.assemble((_("You: "), "muted"), _differing(given, verdict, own=True))
        first, *rest = map(option_word, solution)
        expected = (
            _differing(first, verdict, self.marked.answer) if first == verdict.expected else Text(first, "strong")
        )
        yield Text.assemble((_("Right: "), "muted"), expected)
        yield from map(Text, rest)

    def _forgiven(self) -> Iterator[str]:
        if near := self.marked.verdict.near:
            yield near_words(near)
        for piece in self.marked.verdict.forgiven:
            if self.marked.verdict.score >= 1 and piece.kind not in {Allowance.CASE, Allowance.SPACING}:
                yield forgiven_words(piece)

    def _notes(self) -> Iterator[str]:
        if self.marked.asked.card.note:
            yield self.marked.asked.card.note
        if self.book:
            yield self.book

    def foot(self) -> RenderableType:
        """The ratings, and when the card would come back by each."""
        from rich.console import Group
        from rich.text import Text

        return Group(Text(), self._ratings())

    def _ratings(self) -> Text:
        from rich.text import Text

        line = Text()
        for rating, days in self.marked.asked.returns.items():
            if self.marked.rating is not None and rating not in self.marked.ratings():
                continue
            style = "rating.chosen" if rating is self.rating else "rating"
            returns = f" · {days_word(days)}" if self.marked.asked.schedules else ""
            line.append(f" {int(rating)} {rating_word(rating)}{returns} ", style=style)
            line.append(" ")
        return line

    def hints(self) -> tuple[Hint, ...]:
        """Go on, or rate."""
        if self.is_self_rated:
            return (Hint("1–4", _("rate")),)
        change = (Hint("← →", _("rate")),) if len(self.marked.ratings()) > 1 else ()
        return (Hint("⏎", _("next")), *change)

    def press(self, key: str) -> Reply | None:
        """Enter or Space goes on. Numbers rate only where she marks herself: elsewhere they chose a moment ago."""
        if self.is_self_rated:
            return Rated(int(key)) if key in {"1", "2", "3", "4"} else None
        if key in {"enter", " "}:
            return Command.NEXT if self.rating is self.marked.rating else Rated(int(self.rating))
        if key in {"left", "right"}:
            allowed = self.marked.ratings()
            place = allowed.index(self.rating) + (1 if key == "right" else -1)
            self.rating = allowed[min(max(place, 0), len(allowed) - 1)]
        return None

    def text(self) -> str:
        """The finding and the right answer; then a question where one is open."""
        verdict = self.marked.verdict
        lines = [finding_words(verdict), *map(option_word, self.marked.asked.card.solution())]
        if self.marked.asked.card.self_marked and not self.is_self_rated:
            lines = [finding_words(verdict)]  # the points were just read out
        lines += [*self._forgiven(), *self._notes()]
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


def _differing(text: str, verdict: Verdict, answer: tuple[str, ...] = (), *, own: bool = False) -> Text:
    """A text with the letters marked in which the two spellings differ."""
    from rich.text import Text

    drawn = Text(style="" if own else "strong")
    typed, expected = (text, verdict.expected) if own else (" ".join(answer), text)
    if verdict.finding not in _LETTER_BY_LETTER or not typed or not expected:
        return drawn.append(text)
    for run in aligned(typed, expected):
        shown = run.typed if own else run.expected
        drawn.append(shown, "" if run.same else "letter.stray" if own else "letter.missing")
    return drawn
