"""What stands between the questions of an exam: its cover, the overview, the last question, certainty, the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from kgquiz.cards.verdict import Verdict
from kgquiz.lang import _
from kgquiz.terminal.keys import command_key
from kgquiz.terminal.scene import Clock, Command, Hint, Rated, Reply, Scene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import digit, is_yes
from kgquiz.terminal.words import finding_sign, finding_words

if TYPE_CHECKING:
    from rich.console import RenderableType

ROW, NARROW_ROW, CELL = 10, 5, 6
"""Items in a row of the overview, on a narrow terminal too, and the width of one."""


class Page(Scene):
    """Lines to read, and keys that end the page."""

    keys: ClassVar[dict[str, Command]] = {"enter": Command.NEXT, " ": Command.NEXT}

    def __init__(self, title: str, lines: Sequence[str], clock: Clock | None = None) -> None:
        self.title = title
        self.said = tuple(lines)
        self.clock = clock

    def view(self, width: int) -> RenderableType:
        """The title, then the lines."""
        from rich.text import Text

        status = self.clock()[0] if self.clock else " "
        frame = Frame(self.title, "", 0, 1, status=status)
        return frame.around([Text(line) for line in self.said], width)

    def press(self, key: str) -> Reply | None:
        """One of the page's keys."""
        return self.keys.get(key) or self.keys.get(command_key(key))

    def text(self) -> str:
        """The same, read out."""
        return "\n".join((self.title, *self.said))

    def read(self, line: str) -> Reply | str | None:
        """An empty line goes on."""
        return self.keys.get("enter") if not line else self.press(line)


class CoverScene(Page):
    """What is about to be sat; Enter starts the clock."""

    commands = (Command.QUIT,)

    def hints(self) -> tuple[Hint, ...]:
        """How to begin."""
        return (Hint("⏎", _("begin")),)


class NoticeScene(Page):
    """Something to know before going on; line by line it needs no answer."""

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("⏎", _("next")),)

    @property
    def needs_line(self) -> bool:
        """It is said, and that is all."""
        return False


class CommentScene(NoticeScene):
    """What practice says to an answer, at once."""

    commands = (Command.BACK, Command.FLAG, Command.OVERVIEW, Command.HAND_IN, Command.QUIT)
    unnamed_commands = (Command.NEXT, Command.SKIP)

    def __init__(self, title: str, question: str, verdict: Verdict, lines: Sequence[str], clock: Clock) -> None:
        super().__init__(title, [question, "", *lines], clock)
        self.question, self.verdict, self.lines = question, verdict, tuple(lines)

    def view(self, width: int) -> RenderableType:
        """The question, then the finding with its sign and colour."""
        from rich.text import Text

        said = finding_words(self.verdict)
        sign, style = finding_sign(self.verdict)
        rows = [
            Text(f"{sign} {line}", style=style) if line == said else Text(line)
            for line in sorted(self.lines, key=lambda line: line != said)
        ]
        status = self.clock()[0] if self.clock else " "
        return Frame(self.title, "", 0, 1, status=status).around([Text(self.question), Text(), *rows], width)


class HandInScene(Page):
    """Asked once, before the paper is out of her hands."""

    keys: ClassVar[dict[str, Command]] = {
        "y": Command.HAND_IN,
        "n": Command.BACK,
        "escape": Command.BACK,
    }

    def hints(self) -> tuple[Hint, ...]:
        """Yes or no."""
        return (Hint("y", _("hand in")), Hint("n", _("go on with the exam")))

    def read(self, line: str) -> Reply | str | None:
        """Yes, in any of the languages; anything else goes on with the exam."""
        return Command.HAND_IN if is_yes(line) else Command.BACK


class CertaintyScene(Page):
    """How sure she is, before anything is revealed."""

    def hints(self) -> tuple[Hint, ...]:
        """Three levels."""
        return (Hint("1", _("not sure")), Hint("2", _("fairly sure")), Hint("3", _("sure")))

    def press(self, key: str) -> Reply | None:
        """A level."""
        return Rated(digit(key)) if digit(key) in {1, 2, 3} else None

    def read(self, line: str) -> Reply | str | None:
        """A level."""
        return self.press(line) or _("Type a number from 1 to {n}.").format(n=3)


class OverviewScene(Scene):
    """All items at a glance: answered, open, flagged. A number or the cursor goes to one."""

    commands = (Command.HAND_IN, Command.QUIT)
    clock: Clock

    def __init__(self, frame: Frame, states: Sequence[tuple[bool, bool]], cursor: int, clock: Clock) -> None:
        """`states` are (answered, flagged) by position."""
        self.frame = frame
        self.states = tuple(states)
        self.cursor = cursor
        self.clock = clock
        self.typed = ""
        self.row = ROW

    def view(self, width: int) -> RenderableType:
        """A grid of numbers, then the counts."""
        from dataclasses import replace

        self.row = ROW if width > ROW * CELL else NARROW_ROW
        return replace(self.frame, status=self.clock()[0]).around(self._rows(), width)

    def _rows(self) -> Iterator[RenderableType]:
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, 1))
        for start in range(0, len(self.states), self.row):
            row = range(start, min(start + self.row, len(self.states)))
            grid.add_row(*(Text(self._cell(p), style=self._style(p)) for p in row))
        yield grid
        yield Text()
        yield Text(_("● answered   ○ open   ⚑ flagged"), style="muted")
        yield Text(self._counts())
        if self.typed:
            yield Text(_("Go to {number}").format(number=self.typed), style="strong")

    def _cell(self, position: int) -> str:
        answered, flagged = self.states[position]
        return f"{position + 1:>3}{'●' if answered else '○'}{'⚑' if flagged else ' '}"

    def _style(self, position: int) -> str:
        if position == self.cursor:
            return "carried"
        return "flagged" if self.states[position][1] else "" if self.states[position][0] else "open"

    def _counts(self) -> str:
        answered = sum(done for done, _flagged in self.states)
        return _("Answered {answered}, open {open}, flagged {flagged}.").format(
            answered=answered, open=len(self.states) - answered, flagged=sum(flag for _done, flag in self.states)
        )

    def hints(self) -> tuple[Hint, ...]:
        """How to go to an item."""
        return (
            Hint(f"1–{len(self.states)} ⏎", _("go to item")),
            Hint("←↑↓→ ⏎", _("go to item")),
            Hint("Esc", _("back")),
        )

    def press(self, key: str) -> Reply | None:
        """Digits make a number, arrows move, Enter goes."""
        if key.isdecimal() and len(key) == 1:
            self.typed = (self.typed + key)[-3:]
        elif key == "backspace":
            self.typed = self.typed[:-1]
        elif key in _MOVES:
            self.typed = ""
            across, down = _MOVES[key]
            self.cursor = min(max(self.cursor + across + down * self.row, 0), len(self.states) - 1)
        elif key == "escape":
            return Command.BACK
        elif key == "enter":
            return self._go()
        return None

    def _go(self) -> Reply | None:
        number = int(self.typed) if self.typed else self.cursor + 1
        self.typed = ""
        return Rated(number) if 0 < number <= len(self.states) else None

    def text(self) -> str:
        """Open and flagged items by number."""
        open_ = [str(p + 1) for p, (done, _flagged) in enumerate(self.states) if not done]
        flagged = [str(p + 1) for p, (_done, flag) in enumerate(self.states) if flag]
        lines = [self.frame.text(), self._counts()]
        if open_:
            lines.append(_("Open: {numbers}").format(numbers=" ".join(open_)))
        if flagged:
            lines.append(_("Flagged: {numbers}").format(numbers=" ".join(flagged)))
        return "\n".join([*lines, _("Type a number to go there, :hand-in to hand in, :quit to leave.")])

    def read(self, line: str) -> Reply | str | None:
        """A number; an empty line goes back."""
        if not line:
            return Command.BACK
        number = int(line) if line.isdecimal() and len(line) <= len(str(len(self.states))) else 0
        if 0 < number <= len(self.states):
            return Rated(number)
        return _("Type a number from 1 to {n}.").format(n=len(self.states))


_MOVES = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class ReviewScene(Page):
    """One item looked at afterwards: the question, her answer, the right one, why."""

    commands = (Command.BACK, Command.QUIT)
    unnamed_commands = (Command.NEXT,)

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("⏎", _("next")),)
