"""What the program knows of the outside: folders, the clock, chance. Made once, where the command starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from pathlib import Path
from random import Random

from kgquiz.memory.study_day import ROLLOVER_HOUR, study_day
from kgquiz.messages import Message
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class World:
    """Everything an action may ask that is not in its arguments."""

    home: Path
    """Where progress lives, and the student's own decks in `home/decks`."""
    shipped: Path
    """The folder of the decks that come with the program."""
    now: Callable[[], datetime]
    """The moment, aware, in the local zone."""
    ticks: Callable[[], float]
    """Seconds on a clock that never jumps."""
    chance: Random
    notices: list[Message] = field(default_factory=list)
    """What the person should know beside the result: the face says it on standard error when the command ends."""

    day_starts: int = ROLLOVER_HOUR
    """The hour, local time, before which it is still yesterday."""

    def notice(self, told: Message) -> None:
        """Have something said at the end, once."""
        if told not in self.notices:
            self.notices.append(told)

    @property
    def database(self) -> Path:
        """The progress file."""
        return self.home / "progress.db"

    def today(self) -> int:
        """The study day it is."""
        return self.day_of(self.now())

    def day_of(self, moment: datetime) -> int:
        """The study day of an aware moment."""
        return study_day(moment, self.day_starts)

    def milliseconds(self) -> int:
        """Now, in milliseconds since 1970 (UTC)."""
        return round(self.now().timestamp() * 1000)

    def new_id(self) -> str:
        """An id that no other device gives: it sorts by time."""
        return f"{self.milliseconds():012x}{self.chance.getrandbits(64):016x}"
