"""One sitting: what comes next, what comes back until it is answered right once, what can be taken back."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from kgquiz.memory.queue import Entry

APART = 4
"""Other cards between a wrong answer and its return (fewer when fewer are left)."""
LEECH = 8
"""Wrong answers after which a card leaves the sitting: going on would be torment, tomorrow is better."""


@dataclass(slots=True)
class Sitting:
    """The cards still to come. A wrong card returns, spaced by others; a right one is done, and so is a leech."""

    waiting: deque[Entry] = field(default_factory=deque)
    returning: list[tuple[int, Entry]] = field(default_factory=list)
    """(turn from which it may return, card), in the order of failing."""
    misses: Counter[str] = field(default_factory=Counter)
    turn: int = 0
    done: int = 0

    @classmethod
    def of(cls, queue: Iterable[Entry]) -> Sitting:
        """A sitting over a queue."""
        return cls(deque(queue))

    @property
    def left(self) -> int:
        """Cards still to be answered right."""
        return len(self.waiting) + len(self.returning)

    def next(self) -> Entry | None:
        """The card to ask now; None when the sitting is over. Asking again gives the same one until it is moved."""
        if self.returning and (self.returning[0][0] <= self.turn or not self.waiting):
            return self.returning[0][1]
        return self.waiting[0] if self.waiting else None

    def answered(self, entry: Entry, *, right: bool) -> None:
        """Move on: a right card leaves, a wrong one comes back."""
        self._take_out(entry)
        self.turn += 1
        self.misses[entry.card] += not right
        if right:
            self.done += 1
        elif self.misses[entry.card] < LEECH:
            self.returning.append((self.turn + APART, entry))

    def leeches(self) -> list[str]:
        """The cards that left the sitting unlearnt."""
        return [card for card, misses in self.misses.items() if misses >= LEECH]

    def postponed(self, entry: Entry) -> None:
        """Skipped: to the end of the queue, unmarked."""
        self._take_out(entry)
        self.turn += 1
        self.waiting.append(entry)

    def dropped(self, entry: Entry) -> None:
        """Suspended: gone from this sitting."""
        self._take_out(entry)

    def brought_back(self, entry: Entry, *, was_done: bool) -> None:
        """An answer was undone: the card is asked next."""
        self._take_out(entry)
        self.done -= was_done
        self.waiting.appendleft(entry)
        self.returning = [(max(turn, self.turn + 1), other) for turn, other in self.returning]

    def _take_out(self, entry: Entry) -> None:
        self.waiting = deque(other for other in self.waiting if other.card != entry.card)
        self.returning = [(turn, other) for turn, other in self.returning if other.card != entry.card]
