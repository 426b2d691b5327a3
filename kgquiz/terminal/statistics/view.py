"""Statistics on a terminal, and as sentences for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kgquiz.actions.statistics.figures import Statistics
from kgquiz.lang import _, ngettext
from kgquiz.terminal.statistics.plots import SHADES, bar, calendar
from kgquiz.terminal.statistics.tables import Row, Table, tables
from kgquiz.terminal.weekdays import day_names

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_WIDEST = 80
_BAR = 20
_NARROW_BAR = 10
_YEAR = 53
"""Weeks."""
_FOLDED = {"study"}
"""Tables that a plot says better."""


def stats_view(found: Statistics, width: int) -> RenderableType:
    """Every figure: its title, its sentence, a plot."""
    from rich.console import Group
    from rich.text import Text

    width = min(width, _WIDEST)
    parts: list[RenderableType] = []
    for table in tables(found):
        parts += [Text(table.title, style="title"), Text(table.sentence), *_plots(found, table, width), Text()]
    return Group(*parts[:-1])


def _plots(found: Statistics, table: Table, width: int) -> Iterator[Text]:
    from rich.text import Text

    if table.name == "study":
        yield from map(Text, calendar_lines(found, width)) if found.days else ()
    elif table.name == "retention":
        legend = _("In the bars below ┃ marks the target; in the map of the book, the later day.")
        yield Text(legend, style="muted")
    elif table.name == "forecast":
        yield Text(_columns([row.bar or 0.0 for row in table.rows]) + "  " + _ends(table.rows), style="name")
    else:
        yield from _bars(table, width)


def calendar_lines(found: Statistics, width: int) -> list[str]:
    """The heat map of the last year, or as many weeks as there is room for."""
    days = day_names()
    weeks = min(_YEAR, width - max(map(len, days)) - 2)
    answers = {day.day: day.answers for day in found.days}
    return [*calendar(answers, found.today, weeks, days), _("less {shades} more").format(shades=SHADES)]


def _columns(shares: Sequence[float]) -> str:
    """Columns of one row, a day each."""
    blocks = " ▁▂▃▄▅▆▇█"
    return "".join(blocks[round(8 * share)] if share <= 0 else blocks[max(1, round(8 * share))] for share in shares)


def _ends(rows: Sequence[Row]) -> str:
    return f"{rows[0].cells[0]} – {rows[-1].cells[0]}" if rows else ""


def _bars(table: Table, width: int) -> Iterator[Text]:
    """A line a row: its name, the bar, the figures."""
    from rich.text import Text

    rows = _telling(table)
    if not rows:
        return
    # The last figures stand at the right; what comes before them is the name, as far as there is room.
    tails = ["  ".join(row.cells[table.named_by :]) for row in rows]
    names = [" ".join(row.cells[: table.named_by]) for row in rows]
    tail = max(map(len, tails))
    length = _BAR if width >= _WIDEST else _NARROW_BAR
    room = max(8, width - tail - length - 3)
    widest = min(room, max(map(len, names)))
    for name, row, told in zip(names, rows, tails, strict=True):
        shown = name if len(name) <= widest else name[: widest - 1] + "…"
        line = Text(shown.ljust(widest) + " ")
        line.append(bar(row.bar or 0.0, length, row.mark), style="name")
        yield line.append(" " + told)
    if words := _left_out(table):
        yield Text(words, style="muted")


def stats_lines(found: Statistics) -> Iterator[str]:
    """The same for a pipe or a screen reader: a sentence a figure, then its rows as `head: value` pairs."""
    for table in tables(found):
        yield f"{table.title}: {table.sentence}"
        if table.name not in _FOLDED:
            yield from (f"  {_said(table, row)}" for row in _telling(table))
            yield from (f"  {words}" for words in [_left_out(table)] if words)


def _telling(table: Table) -> list[Row]:
    """The rows that hold something."""
    return [row for row in table.rows if not row.is_empty]


def _left_out(table: Table) -> str:
    """How many rows were passed over, and where they stand."""
    left = len(table.rows) - len(_telling(table))
    if not left:
        return ""
    return ngettext(
        "{n} more line with nothing in it: --html FILE or --json",
        "{n} more lines with nothing in them: --html FILE or --json",
        left,
    )


def _said(table: Table, row: Row) -> str:
    return "; ".join(f"{head} {cell}" for head, cell in zip(table.heads, row.cells, strict=True) if cell)
