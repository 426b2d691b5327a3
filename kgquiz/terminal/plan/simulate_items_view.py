"""The tables of a simulation over items: mark, lead, and how well the mark was known beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import SpokenNumber, percent
from kgquiz.memory.simulation.item_table import ItemRow

if TYPE_CHECKING:
    from rich.console import RenderableType

_BAR = 8


def items_view(rows: Sequence[ItemRow], *, cut: bool) -> RenderableType:
    """One table a world, best way first."""
    from rich.console import Group
    from rich.text import Text

    if not rows:
        return Text(_("Cut short before the first student was through."))
    parts: list[RenderableType] = []
    for world, group in groupby(rows, key=lambda row: row.world):
        parts += _table(world, sorted(group, key=lambda row: -row.mark))
    if cut:
        parts.append(Text(_("Cut short: this is what had run.")))
    parts.append(
        Text(
            _(
                "mark: true mark on the day ± standard error; lead: how far the fitted plan is ahead;"
                " believed: mark told less the true one; within: exams inside the 80 % interval."
            )
        )
    )
    return Group(*parts)


def _table(world: str, rows: Sequence[ItemRow]) -> Iterator[RenderableType]:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    students = ngettext("{n} student", "{n} students", max(row.students for row in rows))
    table = Table(title=f"{world} · {students}", title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(_("policy"), no_wrap=True)
    for name in (_("mark"), _("lead"), _("believed"), _("within")):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, min_width=_BAR)
    low = min(row.mark for row in rows)
    for row in rows:
        lead = "" if row.lead == 0 else f"{SpokenNumber(row.lead):+.1f} ±{SpokenNumber(row.lead_error):.1f}"
        bar = "█" * max(1, round(_BAR * (row.mark - low) / max(1e-9, 100 - low)))
        mark = f"{SpokenNumber(row.mark):.1f} ±{SpokenNumber(row.error):.1f}"
        cells = (row.way, mark, lead, f"{SpokenNumber(row.bias):+.1f}", percent(row.held), bar)
        table.add_row(*map(Text, cells))
    yield table
