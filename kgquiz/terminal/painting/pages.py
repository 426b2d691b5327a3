"""Lists to choose from, the end of a sitting, and what stands between the questions of an exam."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kgquiz.lang import _
from kgquiz.terminal.exam.report_view import report_view
from kgquiz.terminal.exam.scenes import ROW, CommentScene, OverviewScene, Page, ReportScene
from kgquiz.terminal.painting.entries import Hanging, indented
from kgquiz.terminal.painting.frame import around, on_page
from kgquiz.terminal.painting.painted import painted
from kgquiz.terminal.scenes.ask import AskScene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.menu import MenuScene
from kgquiz.terminal.study.again import AgainScene
from kgquiz.terminal.study.summary_view import summary_view
from kgquiz.terminal.words import finding_sign, finding_words

NARROW_ROW, CELL = 5, 6
"""Items in a row of the overview on a narrow screen, and the width of one."""


@painted.register
def _menu(scene: MenuScene, width: int) -> RenderableType:
    return on_page(Group(*_menu_rows(scene)), width)


def _menu_rows(scene: MenuScene) -> Iterator[RenderableType]:
    yield Text(scene.title, style="title")
    yield from map(Text, scene.said)
    yield Text()
    shown = scene.on_show()
    rows = []
    for place in shown:
        is_here = place == scene.cursor
        sign = Text(
            f"{'›' if is_here else ' '} {place + 1:>{len(str(shown.stop))}})", style="cursor" if is_here else "muted"
        )
        rows.append((sign, Text(scene.entries[place], style="cursor" if is_here else "")))
    yield Hanging(rows)
    if len(shown) < len(scene.entries):
        yield Text(f"   {scene.cursor + 1}/{len(scene.entries)}", style="muted")
    yield from (Text(line, style="notice") for line in scene.told)


@painted.register
def _ask(scene: AskScene, width: int) -> RenderableType:
    complaint = [Text(scene.complaint, style="notice")] if scene.complaint else []
    return on_page(Group(Text(scene.title, style="title"), *map(Text, scene.said), Text(), *complaint), width)


@painted.register
def _again(scene: AgainScene, width: int) -> RenderableType:
    return on_page(summary_view(scene.summary), width)


@painted.register
def _page(scene: Page, width: int) -> RenderableType:
    """The title, then the lines."""
    return around(Frame(scene.title, "", 0, 1, status=" "), map(indented, scene.said), width, scene.clock)


@painted.register
def _report(scene: ReportScene, _width: int) -> RenderableType:
    return report_view(scene.result)


@painted.register
def _comment(scene: CommentScene, width: int) -> RenderableType:
    """The finding with its sign and colour, then the question."""
    said = finding_words(scene.verdict)
    sign, style = finding_sign(scene.verdict)
    rows = [
        Text(f"{sign} {line}", style=style) if line == said else Text(line)
        for line in sorted(scene.lines, key=lambda line: line != said)
    ]
    frame = Frame(scene.title, "", 0, 1, status=" ")
    return around(frame, [*rows, Text(), Text(scene.question, style="muted")], width, scene.clock)


@painted.register
def _overview(scene: OverviewScene, width: int) -> RenderableType:
    """A grid of numbers, then the counts."""
    scene.row = ROW if width > ROW * CELL else NARROW_ROW
    return around(scene.frame, _overview_rows(scene), width, scene.clock)


def _overview_rows(scene: OverviewScene) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 1))
    for start in range(0, len(scene.states), scene.row):
        row = range(start, min(start + scene.row, len(scene.states)))
        grid.add_row(*(_cell(scene, position) for position in row))
    yield grid
    yield Text()
    yield Text(_("● answered   ○ open   ⚑ flagged"), style="muted")
    yield Text(scene.counts())
    if scene.typed:
        yield Text(_("Go to {number}").format(number=scene.typed), style="strong")


def _cell(scene: OverviewScene, position: int) -> Text:
    answered, flagged = scene.states[position]
    style = "flagged" if flagged else "" if answered else "open"
    text = f"{position + 1:>3}{'●' if answered else '○'}{'⚑' if flagged else ' '}"
    return Text(text, style="carried" if position == scene.cursor else style)
