"""Questions of every kind: the frame, the prompt's text, and what its kind adds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from kgquiz.lang import _
from kgquiz.terminal.exam.self_mark import SelfMarkScene
from kgquiz.terminal.painting.entries import Hanging, option_rows, tick_rows
from kgquiz.terminal.painting.frame import around
from kgquiz.terminal.painting.painted import painted
from kgquiz.terminal.scenes.arrange import ArrangeScene
from kgquiz.terminal.scenes.choose import ChooseManyScene, ChooseOneScene
from kgquiz.terminal.scenes.own_words import OwnWordsScene, ReadTicks
from kgquiz.terminal.scenes.pair import PairScene
from kgquiz.terminal.scenes.question import QuestionScene
from kgquiz.terminal.scenes.reveal import RevealScene

if TYPE_CHECKING:
    from kgquiz.cards.reading.written import WrittenReading


@painted.register
def _question(scene: QuestionScene, width: int) -> RenderableType:
    doubt = [Text(), Text(scene.doubt, style="notice")] if scene.doubt else []
    rows = [Text(scene.prompt_text, style="strong"), Text(), *_rows(scene), *doubt]
    return around(scene.frame, rows, width, scene.clock)


@singledispatch
def _rows(scene: QuestionScene) -> Iterator[RenderableType]:
    """What stands below the prompt's text: where its kind draws nothing, the lines that are read out."""
    return map(Text, scene.lines())


@_rows.register
def _choose_one(scene: ChooseOneScene) -> Iterator[RenderableType]:
    return option_rows(scene.options, scene.cursor, set(scene.given), ("●", " "))


@_rows.register
def _choose_many(scene: ChooseManyScene) -> Iterator[RenderableType]:
    return tick_rows(scene.ticks)


@_rows.register
def _arrange(scene: ArrangeScene) -> Iterator[RenderableType]:
    """The items as they stand, those picked by number first."""
    from rich.table import Column, Table  # most first cards are drawn without

    table = Table.grid("", Column(overflow="fold"), "", padding=(0, 1))
    for number, item in enumerate(scene.items if scene.picked else scene.order, 1):
        place = f"→ {scene.picked.index(item) + 1}" if item in scene.picked else ""
        at_cursor = number - 1 == scene.cursor and not scene.picked
        style = ("carried" if scene.carrying else "cursor") if at_cursor else ""
        table.add_row(Text(f"{number})", style="muted"), Text(item, style=style), Text(place, style="right"))
    yield table


@_rows.register
def _pair(scene: PairScene) -> Iterator[RenderableType]:
    """The left sides with what they were given, then the right sides with their letters."""
    from rich.table import Column, Table  # most first cards are drawn without

    table = Table.grid("", Column(overflow="fold"), Column(overflow="fold"), padding=(0, 1))
    for row, left in enumerate(scene.lefts):
        style = "cursor" if row == scene.cursor else ""
        given = scene.chosen.get(left, "…")
        table.add_row(Text("›" if row == scene.cursor else " "), Text(left, style=style), Text(f"→ {given}"))
    yield table
    yield Text()
    used = scene.chosen.values()
    yield Hanging(_lettered(line, "muted" if line.partition(") ")[2] in used else "") for line in scene.right_lines())


def _lettered(line: str, style: str) -> tuple[Text, Text]:
    """A right side, hanging beside its letter."""
    letter, bracket, words = line.partition(") ")
    return Text(letter + bracket.rstrip(), style=style), Text(words, style=style)


@_rows.register
def _reveal(scene: RevealScene) -> Iterator[RenderableType]:
    """Nothing until revealed; then the solution and the points."""
    if not scene.revealed:
        return
    yield from (Text(line, style="right") for line in scene.solution)
    if scene.points:
        yield Text()
        yield Text(scene.ticks.question(), style="caption")
        yield from tick_rows(scene.ticks)


@_rows.register
def _own_words(scene: OwnWordsScene) -> Iterator[RenderableType]:
    """What to do; then what she wrote, the words lit that show a point."""
    if not scene.revealed:
        yield Text(_("Write it in your own words, or press Space and only think."), style="caption")
    if isinstance(scene.ticks, ReadTicks):
        yield _written(scene.ticks.reading)
        if scene.solution:
            yield Text()
    yield from _reveal(scene)


@_rows.register
def _self_mark(scene: SelfMarkScene) -> Iterator[RenderableType]:
    """Her own words above the points."""
    if scene.reading is not None:
        yield _written(scene.reading)
        yield Text()
    yield from _reveal(scene)


def _written(reading: WrittenReading) -> RenderableType:
    """What she wrote, the words lit that speak for a point that was found."""
    own = Text(reading.text)
    for read in reading.points:
        for start, end in read.spans if read.covered else ():
            own.stylize("right", start, end)
    return Text.assemble((_("You wrote: "), "muted"), own)
