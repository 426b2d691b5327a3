"""The time of an exam while the program runs: no setting of the computer's clock stops or ends a countdown."""

from __future__ import annotations

from kgquiz.actions.world import World
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

NOTICED = 60_000
"""Milliseconds by which the computer's clock must jump to be spoken of: small corrections are everyday."""


@dataclass(frozen=True, slots=True)
class ExamClock:
    """Goes on by ticks from the moment `at` (milliseconds since 1970), at which the ticks stood at `since` seconds."""

    world: World
    at: int
    since: float
    wall: int
    """What the computer's clock said then."""

    @classmethod
    def starting(cls, world: World, last: int) -> ExamClock:
        """A clock from now on; from the `last` step, where the computer's clock was set back behind it."""
        now = world.milliseconds()
        if last - now > NOTICED:
            world.notice(
                message(N_("The computer's clock was set back; the time of the exam goes on from where it stood."))
            )
        return cls(world, max(now, last), world.ticks(), now)

    def now(self) -> int:
        """The moment, in milliseconds since 1970."""
        return self.at + round((self.world.ticks() - self.since) * 1000)

    def tell_of_jumps(self) -> None:
        """Have it said where the computer's clock was set while the exam ran."""
        jump = (self.world.milliseconds() - self.wall) - (self.now() - self.at)
        if abs(jump) > NOTICED:
            self.world.notice(
                message(
                    N_("The computer's clock was set by {n} min during the exam; the exam's own time ran on evenly."),
                    n=f"{round(jump / NOTICED):+d}".replace("-", "−"),
                )
            )
