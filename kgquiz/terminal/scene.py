"""What the student meets, one at a time: a scene is drawn on a full screen or read out line by line.

A flow is a generator: it yields scenes and is sent the student's replies. The same flow runs on both stages.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeVar

from kgquiz.cards.prompts import Answer
from kgquiz.lang import _

if TYPE_CHECKING:
    from rich.console import RenderableType


class Command(Enum):
    """What can be asked for at any scene that offers it."""

    NEXT = auto()
    UNDO = auto()
    SKIP = auto()
    SUSPEND = auto()
    QUIT = auto()
    RIGHT = auto()
    WRONG = auto()
    BACK = auto()
    FLAG = auto()
    OVERVIEW = auto()
    HAND_IN = auto()
    TIME_UP = auto()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to the prompt on show."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Rated:
    """A number pressed where numbers rate or choose: 1 to 9."""

    number: int


Reply = Command | Answered | Rated

T = TypeVar("T")
Flow = Generator["Scene", Reply, T]


Clock = Callable[[], tuple[str, Reply | None]]
"""What is shown of the time, and the reply that ends the scene when it is up."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does, for the last line of the screen."""

    key: str
    does: str


class Scene(ABC):
    """One step of a flow. `typing` scenes give letters to their text field."""

    typing: bool = False
    roomy: bool = False
    """Whether the text field may grow over several lines."""
    commands: tuple[Command, ...] = ()
    line_commands: tuple[Command, ...] = ()
    """Commands that only the line stage needs, because it does not stop where the screen does."""
    unnamed_commands: tuple[Command, ...] = ()
    """Commands that work by key and by line and are not named: another way to something that is."""
    clock: Clock | None = None
    draft: str = ""
    """What the text field holds when the scene comes up."""

    @abstractmethod
    def view(self, width: int) -> RenderableType:
        """What stands on the screen."""

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this scene; the commands' keys follow by themselves."""
        return ()

    def foot(self) -> RenderableType | None:
        """What stays in view below it, however long the rest is."""
        return None

    def typing_hints(self) -> tuple[Hint, ...]:
        """Keys that work while letters go to the text field."""
        return ()

    def press(self, key: str) -> Reply | None:
        """A key on the full screen; None when the scene goes on."""
        return None

    def takes(self, key: str) -> bool:
        """Whether a key pressed in the empty text field is the scene's own."""
        return False

    def submit(self, text: str) -> Reply | None:
        """The text field's content on Enter."""
        return None

    def back(self) -> str | None:
        """What the text field should hold again when she goes back within the scene; None where she cannot."""
        return None

    def note(self, text: str) -> None:
        """What stands in the text field and is not entered: now and then while it changes, and when she goes."""
        self.draft = text

    def tick(self) -> Reply | None:
        """Looked at while the scene is on show; a reply ends it."""
        return None if self.clock is None else self.clock()[1]

    @abstractmethod
    def text(self) -> str:
        """What is said, line by line, where there is no screen."""

    @abstractmethod
    def read(self, line: str) -> Reply | str | None:
        """A line typed to it: a reply, a complaint to show, or None when the scene has more to say."""

    @property
    def needs_line(self) -> bool:
        """Whether the line stage waits for input here; a scene without goes on by itself."""
        return True


COMMAND_KEYS = {
    Command.UNDO: "u",
    Command.SKIP: "s",
    Command.SUSPEND: "-",
    Command.FLAG: "*",
    Command.BACK: "left",
    Command.NEXT: "right",
    Command.OVERVIEW: "o",
    Command.HAND_IN: "x",
    Command.RIGHT: "y",
    Command.WRONG: "n",
    Command.QUIT: "q",
}
"""The key of each command, on the Latin layout; none of the letters a to h, which pair things up."""

KEY_SIGNS = {"left": "←", "right": "→"}
"""How keys without a letter are shown."""


def command_words() -> dict[Command, str]:
    """What each command does, in a word or two."""
    return {
        Command.UNDO: _("undo"),
        Command.SKIP: _("skip"),
        Command.SUSPEND: _("suspend"),
        Command.FLAG: _("flag"),
        Command.BACK: _("back"),
        Command.NEXT: _("next"),
        Command.OVERVIEW: _("overview"),
        Command.HAND_IN: _("hand in"),
        Command.RIGHT: _("I was right"),
        Command.WRONG: _("I was wrong"),
        Command.QUIT: _("quit"),
    }


LINE_COMMANDS = {
    ":undo": Command.UNDO,
    ":skip": Command.SKIP,
    ":suspend": Command.SUSPEND,
    ":flag": Command.FLAG,
    ":back": Command.BACK,
    ":next": Command.NEXT,
    ":overview": Command.OVERVIEW,
    ":hand-in": Command.HAND_IN,
    ":right": Command.RIGHT,
    ":wrong": Command.WRONG,
    ":quit": Command.QUIT,
}
"""The same commands where they are typed as lines; a unique beginning is enough."""
