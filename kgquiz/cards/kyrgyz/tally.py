"""A count of the steps that marking takes, so that a test can hold its growth without a clock."""

from __future__ import annotations


class Tally:
    """Counts comparisons and characters read."""

    __slots__ = ("steps",)

    def __init__(self) -> None:
        self.steps = 0

    def add(self, steps: int) -> None:
        """Count some more."""
        self.steps += steps


class _Uncounted(Tally):
    """What is used when nobody asks for the count."""

    __slots__ = ()

    def add(self, steps: int) -> None:
        """Count nothing, so that the shared instance never changes."""


UNCOUNTED = _Uncounted()
