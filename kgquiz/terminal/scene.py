"""What the student meets, one at a time: a scene is drawn on a full screen or read out line by line.

A flow is a generator: it yields scenes and is sent the student's replies. The same flow runs on both stages. A scene
is a state machine: what it looks like is the painters' business, what its keys are called the table's.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from typing import TypeVar

from kgquiz.cards.prompts import Answer
from kgquiz.terminal.keys import LAST_DIGIT, Command, Deed, Place, deed_of
from kgquiz.value import dataclass

__all__ = ["Answered", "Clock", "Command", "Flow", "Rated", "Reply", "Scene", "T"]


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

    @property
    def place(self) -> Place | None:
        """The table of keys that holds now, while letters do not go to the text field."""
        return None

    @property
    def field(self) -> Place:
        """The table of keys that holds in the text field."""
        return Place.FIELD

    @property
    def entries_on_keys(self) -> int:
        """How many entries there are for the number or letter keys."""
        return LAST_DIGIT

    @property
    def lacks(self) -> frozenset[Deed]:
        """What the table knows and this scene has no use for now."""
        return frozenset()

    def press(self, key: str) -> Reply | None:
        """A key on the full screen; None when the scene goes on."""
        deed = deed_of(self.place, key)
        return None if deed is None else self.do(deed, key)

    def do(self, deed: Deed, key: str) -> Reply | None:
        """What a key of the place does; the key itself tells which of a family it was."""
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
