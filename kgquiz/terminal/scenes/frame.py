"""What stands around every question: where it comes from and how far the sitting is."""

from __future__ import annotations

from kgquiz.lang import _
from kgquiz.value import dataclass

TEXT_WIDTH = 100
"""Lines longer than this are hard to read; wider terminals keep a margin."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The line above a question: `place` at the left, `status` at the right, progress below."""

    place: str
    caption: str
    done: int
    total: int
    status: str = ""
    said: str = ""
    """What was just done at her wish, such as an undo."""

    def count(self) -> str:
        """How far the sitting is: `3/20`."""
        return f"{self.done}/{self.total}"

    def text(self) -> str:
        """The frame as a line."""
        line = _("[{count}] {place} — {caption}").format(
            count=self.status or self.count(), place=self.place, caption=self.caption
        )
        return f"{self.said}\n{line}" if self.said else line
