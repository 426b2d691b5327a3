"""What stands around every question: where it comes from and how far the sitting is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgquiz.lang import _

if TYPE_CHECKING:
    from rich.console import RenderableType

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

    def around(self, rows: Iterable[RenderableType], width: int) -> RenderableType:
        """The frame drawn around the rows of a question."""
        from rich.console import Group
        from rich.padding import Padding
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        head = Table.grid(expand=True, padding=(0, 1))
        head.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        head.add_column(justify="right", no_wrap=True)
        head.add_row(Text(self.place, style="name"), Text(self.status or self.count(), style="muted"))
        bar = ProgressBar(total=max(1, self.total), completed=self.done, width=width)
        told = [Text(self.said, style="notice"), Text()] if self.said else []
        body = [*told, Text(self.caption, style="caption"), Text(), *rows]
        margin = max(0, (width - TEXT_WIDTH) // 2)
        return Group(head, bar, Text(), Padding(Group(*body), (0, margin + 1, 0, margin + 1)))

    def count(self) -> str:
        """How far the sitting is: `3/20`."""
        return f"{self.done}/{self.total}"

    def text(self) -> str:
        """The frame as a line."""
        line = _("[{count}] {place} — {caption}").format(
            count=self.status or self.count(), place=self.place, caption=self.caption
        )
        return f"{self.said}\n{line}" if self.said else line
