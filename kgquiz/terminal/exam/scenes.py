"""What stands between the questions of an exam: its cover, the overview, the last question, certainty, the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from kgquiz.actions.exam.results import Result
from kgquiz.cards.verdict import Verdict
from kgquiz.lang import _
from kgquiz.terminal.keys import Deed, Place, digit
from kgquiz.terminal.scene import Clock, Command, Rated, Reply, Scene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import is_yes

ROW = 10
"""Items in a row of the overview, where there is room."""


class Page(Scene):
    """Lines to read, and keys that end the page."""

    ends: ClassVar[dict[Deed, Command]] = {Deed.ENTER: Command.NEXT}

    def __init__(self, title: str, lines: Sequence[str], clock: Clock | None = None) -> None:
        self.title = title
        self.said = tuple(lines)
        self.clock = clock

    @property
    def place(self) -> Place:
        """The keys of a page."""
        return Place.NOTICE

    def do(self, deed: Deed, key: str) -> Reply | None:
        """One of the keys that end the page."""
        return self.ends.get(deed)

    def text(self) -> str:
        """The same, read out."""
        return "\n".join((self.title, *self.said))

    def read(self, line: str) -> Reply | str | None:
        """An empty line goes on."""
        return self.ends.get(Deed.ENTER) if not line else self.press(line)


class CoverScene(Page):
    """What is about to be sat; Enter starts the clock."""

    commands = (Command.QUIT,)

    def text(self) -> str:
        """The same, read out, and what begins it."""
        return super().text() + "\n" + _("An empty line begins the exam, :quit leaves it.")

    @property
    def place(self) -> Place:
        """The keys of the cover."""
        return Place.COVER


class NoticeScene(Page):
    """Something to know before going on; line by line it needs no answer."""

    @property
    def needs_line(self) -> bool:
        """It is said, and that is all."""
        return False


class BesideScene(NoticeScene):
    """What was looked up beside a card: it leads back there, or out of the sitting."""

    ends: ClassVar[dict[Deed, Command]] = {Deed.LEAVE: Command.BACK}
    commands = (Command.QUIT,)
    unnamed_commands = (Command.BACK,)

    @property
    def place(self) -> Place:
        """The keys that lead back."""
        return Place.BESIDE


class CommentScene(NoticeScene):
    """What practice says to an answer, at once."""

    commands = (Command.BACK, Command.FLAG, Command.OVERVIEW, Command.HAND_IN, Command.QUIT)
    unnamed_commands = (Command.NEXT, Command.SKIP)

    def __init__(self, title: str, question: str, verdict: Verdict, lines: Sequence[str], clock: Clock) -> None:
        super().__init__(title, [question, "", *lines], clock)
        self.question, self.verdict, self.lines = question, verdict, tuple(lines)


class HandInScene(Page):
    """Asked once, before the paper is out of her hands."""

    ends: ClassVar[dict[Deed, Command]] = {Deed.YES: Command.HAND_IN, Deed.NO: Command.BACK}

    @property
    def place(self) -> Place:
        """Yes or no."""
        return Place.HAND_IN

    def read(self, line: str) -> Reply | str | None:
        """Yes, in any of the languages; anything else goes on with the exam."""
        return Command.HAND_IN if is_yes(line) else Command.BACK


class CertaintyScene(Page):
    """How sure she is, before anything is revealed."""

    @property
    def place(self) -> Place:
        """Three levels."""
        return Place.CERTAINTY

    def do(self, deed: Deed, key: str) -> Reply | None:
        """A level."""
        return Rated(digit(key))

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
        """How many stand in a row: as the screen has room."""

    @property
    def place(self) -> Place:
        """The keys of the overview."""
        return Place.OVERVIEW

    def counts(self) -> str:
        """Answered, open, flagged."""
        answered = sum(done for done, _flagged in self.states)
        return _("Answered {answered}, open {open}, flagged {flagged}.").format(
            answered=answered, open=len(self.states) - answered, flagged=sum(flag for _done, flag in self.states)
        )

    def do(self, deed: Deed, key: str) -> Reply | None:
        """Digits make a number, arrows move, Enter goes."""
        if deed is Deed.LEAVE:
            return Command.BACK
        if deed is Deed.ENTER:
            return self._go()
        if deed is Deed.NUMBER:
            self.typed = (self.typed + key)[-3:]
        elif deed is Deed.TAKE_BACK:
            self.typed = self.typed[:-1]
        else:
            self.typed = ""
            across, down = _MOVES[deed]
            self.cursor = min(max(self.cursor + across + down * self.row, 0), len(self.states) - 1)
        return None

    def _go(self) -> Reply | None:
        number = int(self.typed) if self.typed else self.cursor + 1
        self.typed = ""
        return Rated(number) if 0 < number <= len(self.states) else None

    def text(self) -> str:
        """Open and flagged items by number."""
        open_ = [str(p + 1) for p, (done, _flagged) in enumerate(self.states) if not done]
        flagged = [str(p + 1) for p, (_done, flag) in enumerate(self.states) if flag]
        lines = [self.frame.text(), self.counts()]
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


_MOVES = {Deed.LEFT: (-1, 0), Deed.RIGHT: (1, 0), Deed.UP: (0, -1), Deed.DOWN: (0, 1)}


class ReviewScene(Page):
    """One item looked at afterwards: the question, her answer, the right one, why."""

    commands = (Command.BACK, Command.QUIT)
    unnamed_commands = (Command.NEXT,)

    def text(self) -> str:
        """The same, read out, and what leads on."""
        return super().text() + "\n" + _("An empty line goes on, :back goes back, :quit leaves.")


class ReportScene(NoticeScene):
    """The report on an exam, read from its head."""

    ends: ClassVar[dict[Deed, Command]] = {Deed.LEAVE: Command.NEXT}

    def __init__(self, result: Result) -> None:
        super().__init__(result.sitting.blueprint.title, ())
        self.result = result

    @property
    def place(self) -> Place:
        """The keys that end it."""
        return Place.REPORT
