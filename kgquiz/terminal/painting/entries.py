"""Numbered entries to choose from or to tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kgquiz.terminal.scenes.choose import Ticks
from kgquiz.terminal.scenes.own_words import ReadTicks
from kgquiz.terminal.words import option_word


def option_rows(
    options: Sequence[str], cursor: int, ticked: set[str], boxes: tuple[str, str]
) -> Iterator[RenderableType]:
    """Numbered options, the one under the cursor lit, hanging under their own first letter."""
    table = numbered()
    for number, option in enumerate(options, 1):
        style = "cursor" if number - 1 == cursor else ""
        box = boxes[0] if option in ticked else boxes[1]
        table.add_row(Text(f"{box} {number})", style=style or "muted"), Text(option_word(option), style=style))
    yield table


def tick_rows(ticks: Ticks) -> Iterator[RenderableType]:
    """The entries with their boxes; where they were read in an answer, her words behind them."""
    if not isinstance(ticks, ReadTicks):
        yield from option_rows(ticks.entries, ticks.cursor, ticks.ticked, ("☑", "☐"))
        return
    table = numbered()
    for number, read in enumerate(ticks.reading.points, 1):
        style = "cursor" if number - 1 == ticks.cursor else ""
        box = "☑" if read.point in ticks.ticked else "☐"
        words = Text(ticks.words_for(read), style="muted")
        table.add_row(Text(f"{box} {number})", style=style or "muted"), Text(read.point, style=style) + words)
    yield table


def numbered() -> Table:
    """A table of signs and of what hangs under its own first letter."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table
