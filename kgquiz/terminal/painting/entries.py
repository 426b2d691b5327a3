"""Numbered entries to choose from or to tick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from kgquiz.terminal.safe_console import held_text
from kgquiz.terminal.scenes.choose import Ticks
from kgquiz.terminal.scenes.own_words import ReadTicks
from kgquiz.terminal.words import option_word


def option_rows(
    options: Sequence[str], cursor: int, ticked: set[str], boxes: tuple[str, str]
) -> Iterator[RenderableType]:
    """Numbered options, the one under the cursor lit, hanging under their own first letter."""
    rows = []
    for number, option in enumerate(options, 1):
        style = "cursor" if number - 1 == cursor else ""
        box = boxes[0] if option in ticked else boxes[1]
        rows.append((Text(f"{box} {number})", style=style or "muted"), Text(option_word(option), style=style)))
    yield Hanging(rows)


def tick_rows(ticks: Ticks) -> Iterator[RenderableType]:
    """The entries with their boxes; where they were read in an answer, her words behind them."""
    if not isinstance(ticks, ReadTicks):
        yield from option_rows(ticks.entries, ticks.cursor, ticks.ticked, ("☑", "☐"))
        return
    rows = []
    for number, read in enumerate(ticks.reading.points, 1):
        style = "cursor" if number - 1 == ticks.cursor else ""
        box = "☑" if read.point in ticks.ticked else "☐"
        words = Text(ticks.words_for(read), style="muted")
        rows.append((Text(f"{box} {number})", style=style or "muted"), Text(read.point, style=style) + words))
    yield Hanging(rows)


class Hanging:
    """Signs, and what hangs beside each under its own first letter; a table of rich's is slow to load and to draw."""

    def __init__(self, rows: Iterable[tuple[Text, Text]]) -> None:
        self._rows = list(rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """A line of a sign and a text, and the rest of the text below it."""
        margin = 1 + max((sign.cell_len for sign, _ in self._rows), default=0)
        for sign, text in self._rows:
            first, *others = held_text(text).wrap(console, max(1, options.max_width - margin), overflow="fold")
            yield Text.assemble(sign, " " * (margin - sign.cell_len), first)
            yield from (Text.assemble(" " * margin, line) for line in others)


def indented(line: str, style: str = "") -> RenderableType:
    """A line that spaces lead in, which keeps them where it is broken."""
    bare = line.lstrip(" ")
    if bare == line:
        return Text(line, style=style)
    from rich.padding import Padding  # what the first card does without

    return Padding(Text(bare, style=style), (0, 0, 0, len(line) - len(bare)), expand=False)
