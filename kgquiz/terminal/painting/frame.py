"""The frame around every question, and the margin of every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.text import Text

from kgquiz.terminal.scene import Clock
from kgquiz.terminal.scenes.frame import TEXT_WIDTH, Frame


def around(frame: Frame, rows: Iterable[RenderableType], width: int, clock: Clock | None = None) -> RenderableType:
    """The frame drawn around the rows of a scene; a clock tells the status anew."""
    frame = frame if clock is None else replace(frame, status=clock()[0])
    head = _head(Text(frame.place, style="name"), Text(frame.status or frame.count(), style="muted"), width)
    bar = ProgressBar(total=max(1, frame.total), completed=frame.done, width=width)
    told = [Text(frame.said, style="notice"), Text()] if frame.said else []
    caption = [Text(frame.caption, style="caption"), Text()] if frame.caption else []
    body = Group(*told, *caption, *rows)
    return Group(head, bar, Text(), Padding(body, (0, *_sides(width))))


def _head(place: Text, status: Text, width: int) -> Text:
    """Where one is at the left, cut off where it is long, and how far at the right."""
    place.truncate(max(1, width - 1 - status.cell_len), overflow="ellipsis", pad=True)
    return Text.assemble(place, " ", status)


def on_page(content: RenderableType, width: int) -> RenderableType:
    """A little way from the edges, and no wider than can be read."""
    right, bottom, left = _sides(width)
    return Padding(content, (1, right, bottom, left))


def _sides(width: int) -> tuple[int, int, int]:
    margin = max(0, (width - TEXT_WIDTH) // 2) + 1
    return margin, 0, margin
