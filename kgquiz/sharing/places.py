"""Where a class meets: what a folder and a database both can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from kgquiz.errors import ExitCode, KgquizError
from kgquiz.key import CardKey
from kgquiz.sharing.handed_in import HandedIn
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class ClassCard:
    """A class as its instructor announced it: what is asked of students is in `decks` (all of theirs where empty)."""

    code: str
    title: str
    decks: tuple[str, ...] = ()
    made: str = ""


class ClassPlace(Protocol):
    """A folder or a database. Every method may raise a KgquizError that says what is wrong and what to do."""

    address: str
    """As it is shown and kept; without a password."""

    def classes(self) -> list[ClassCard]:
        """Those that are announced there."""

    def announce(self, card: ClassCard) -> None:
        """Add a class."""

    def own(self, code: str) -> str:
        """The pseudonym that whoever asks has in a class already, as far as the place knows; else ""."""

    def join(self, code: str, student: str, name: str) -> None:
        """Add a student, or change her name."""

    def send(self, code: str, student: str, device: str, entries: Sequence[Mapping[str, Any]]) -> None:
        """Add what she hands in."""

    def has_all(self, code: str, student: str, device: str, sent: int) -> bool:
        """Whether all lines that this device sent are still there; else they are sent again."""

    def leave(self, code: str, student: str) -> int:
        """Delete all of hers there; how many files or lines that were."""

    def publish(self, code: str, hardness: Mapping[CardKey, float]) -> None:
        """Give the students how hard cards are, in logits by card; it takes the place of what was given before."""

    def hardness(self, code: str) -> dict[CardKey, float]:
        """What was given last; {} where nothing was."""

    def stamps(self, code: str) -> dict[str, str]:
        """By student what changes when she hands in more."""

    def handed_in(self, code: str, students: Sequence[str]) -> list[HandedIn]:
        """All of some students."""


class PlaceProblem(KgquizError):
    """A place that cannot be used as it is."""

    exit_code = ExitCode.CANNOT_WRITE
