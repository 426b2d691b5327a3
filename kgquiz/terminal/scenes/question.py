"""A question of any kind: the frame, the prompt's text, and what its kind adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from kgquiz.cards.prompts import Answer, says_something
from kgquiz.lang import _
from kgquiz.terminal.keys import LAST_DIGIT, Deed, deed_of
from kgquiz.terminal.scene import Answered, Command, Reply, Scene
from kgquiz.terminal.scenes.frame import Frame


class QuestionScene(Scene):
    """Shows a prompt and collects its answer; `given` is an earlier answer to start from."""

    prompt_text: str
    asks_about_empty: bool = True
    """Whether an empty answer is asked about; not where one can always come back to it."""
    doubt: str = ""
    """What was asked about an answer that is empty or not finished; the same answer once more is meant."""

    STUDY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command.UNDO,
        Command.SKIP,
        Command.SUSPEND,
        Command.QUIT,
    )

    def __init__(self, frame: Frame, text: str, commands: tuple[Command, ...], given: Answer = ()) -> None:
        self.frame = frame
        self.prompt_text = text
        self.commands = commands
        self.given = given
        self._keep: Callable[[Answer], None] | None = None
        self._kept: Answer = ()

    def keep_drafts(self, keep: Callable[[Answer], None], draft: Answer) -> None:
        """Have what is begun and not entered kept whenever it changes; `draft` was kept before."""
        self.restore(draft)
        self._keep, self._kept = keep, self.unsent()

    def restore(self, draft: Answer) -> None:
        """Go on from what was begun; where nothing was, from the answer given."""

    def unsent(self) -> Answer:
        """What is begun and not entered; () for nothing."""
        return ()

    def note(self, text: str) -> None:
        """Keep what is begun, where it changed."""
        super().note(text)
        unsent = self.unsent()
        if self._keep is not None and unsent != self._kept:
            self._kept = unsent
            self._keep(unsent)

    def settled(self, answer: Answer, unfinished: str = "") -> Reply | None:
        """The answer; one that is empty or `unfinished` is asked about first, since Enter slips in easily."""
        doubt = unfinished
        if not doubt and self.asks_about_empty and not says_something(answer):
            doubt = self.empty_words()
        if doubt and doubt != self.doubt:
            self.doubt = doubt
            return None
        self.doubt = ""
        return Answered(answer)

    def settled_line(self, answer: Answer, unfinished: str = "") -> Reply | str:
        """The same for a line: the answer, or the question about it."""
        return self.settled(answer, unfinished) or self.doubt

    def empty_words(self) -> str:
        """What is asked about an empty answer."""
        return _("Nothing chosen. Enter once more: I do not know.")

    def press(self, key: str) -> Reply | None:
        """As every scene; another key than Enter takes the question about an empty answer back."""
        if deed_of(self.place, key) is not Deed.ENTER:
            self.doubt = ""
        return super().press(key)

    def text(self) -> str:
        """The frame, the prompt and its rows as lines."""
        return "\n".join((self.frame.text(), self.prompt_text, *self.lines()))

    def lines(self) -> Iterator[str]:
        """What stands below the prompt's text, read out."""
        return iter(())


_YES = {"y", "yes", "о", "ооба", "д", "да"}


def is_yes(line: str) -> bool:
    """Whether a line says yes, in any of the languages."""
    return line.casefold() in _YES


_MOST_DIGITS = 4


def numbers_in(line: str, most: int) -> list[int]:
    """The numbers of a line such as `1 3`, `1,3` or, where none has two digits, `13`; empty for anything else."""
    parts = line.replace(",", " ").split()
    if len(parts) == 1 and parts[0].isdecimal() and most <= LAST_DIGIT:
        parts = list(parts[0])
    sound = all(part.isdecimal() and len(part) <= _MOST_DIGITS for part in parts)
    return [int(part) for part in parts] if sound else []
