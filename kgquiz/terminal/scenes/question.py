"""A question of any kind: the frame, the prompt's text, and what its kind adds."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from kgquiz.cards.prompts import Answer
from kgquiz.terminal.scene import Command, Reply, Scene
from kgquiz.terminal.scenes.frame import Frame

if TYPE_CHECKING:
    from rich.console import RenderableType

Clock = Callable[[], tuple[str, Reply | None]]
"""What the frame shows of the time, and the reply that ends the question when it is up."""


class Question(Scene):
    """Shows a prompt and collects its answer; `given` is an earlier answer to start from."""

    prompt_text: str

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
        self.clock: Clock | None = None

    def view(self, width: int) -> RenderableType:
        """The frame around the question."""
        from dataclasses import replace

        from rich.text import Text

        frame = self.frame if self.clock is None else replace(self.frame, status=self.clock()[0])
        return frame.around([Text(self.prompt_text, style="bold"), Text(), *self.rows()], width)

    @abstractmethod
    def rows(self) -> Iterator[RenderableType]:
        """What stands below the prompt's text."""

    def text(self) -> str:
        """The frame, the prompt and its rows as lines."""
        return "\n".join((self.frame.text(), self.prompt_text, *self.lines()))

    def lines(self) -> Iterator[str]:
        """What stands below the prompt's text, read out."""
        return iter(())

    def tick(self) -> Reply | None:
        """Whether time is up."""
        return None if self.clock is None else self.clock()[1]


def digit(key: str) -> int:
    """The number on a key, or 0."""
    return int(key) if len(key) == 1 and key in "123456789" else 0


def numbers_in(line: str) -> list[int]:
    """The numbers of a line such as `1 3`, `1,3` or `13`; empty when there is anything else."""
    parts = line.replace(",", " ").split()
    if len(parts) == 1 and parts[0].isdecimal():
        parts = list(parts[0])
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []
