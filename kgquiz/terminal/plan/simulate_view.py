"""The table and plot of a simulation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kgquiz.lang import _, ngettext, say
from kgquiz.lang.spelling import SpokenNumber
from kgquiz.memory.simulation.benchmark import BenchmarkRow
from kgquiz.memory.simulation.bound import Bound
from kgquiz.memory.simulation.students import Workload

_BAR = 6


def simulation_view(rows: Sequence[BenchmarkRow], bounds: Mapping[Workload, Bound], *, cut: bool) -> RenderableType:
    """One table a workload, best policy first."""
    if not rows:
        return Text(_("Cut short before the first student was through."))
    parts: list[RenderableType] = []
    for workload, group in groupby(rows, key=lambda row: row.workload):
        parts += _table(workload, sorted(group, key=lambda row: -row.share), bounds.get(workload))
    if cut:
        parts.append(Text(_("Cut short: this is what had run.")))
    parts.append(Text(_("mark: mean share recalled on the day ± standard error; lead: how far the planner is ahead.")))
    return Group(*parts)


def _table(workload: Workload, rows: Sequence[BenchmarkRow], bound: Bound | None) -> Iterator[RenderableType]:
    from kgquiz.memory.simulation.policies import policy_names

    students = ngettext("{n} student", "{n} students", max(row.students for row in rows))
    title = _("{cards} cards, {days} days, {minutes:g} min a day").format(
        cards=workload.cards, days=workload.days, minutes=SpokenNumber(workload.minutes)
    )
    begun = _(", {n} half learnt").format(n=workload.begun) if workload.begun else ""
    table = Table(title=f"{title}{begun} · {students}", title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(_("policy"), no_wrap=True)
    for name, width in ((_("mark"), 12), (_("lead"), 13), (_("min"), 5)):
        table.add_column(name, justify="right", no_wrap=True, min_width=width)
    table.add_column("", no_wrap=True, min_width=_BAR)
    low = min(row.share for row in rows)
    names = policy_names()
    for row in rows:
        lead = "" if row.lead == 0 else f"{SpokenNumber(row.lead):+.3f} ±{SpokenNumber(row.lead_error):.3f}"
        bar = "█" * max(1, round(_BAR * (row.share - low) / max(1e-9, 1 - low)))
        cells = (
            say(names[row.policy]),
            f"{SpokenNumber(row.share):.3f} ±{SpokenNumber(row.error):.3f}",
            lead,
            f"{row.minutes:.0f}",
            bar,
        )
        table.add_row(*map(Text, cells))
    yield table
    if bound is not None:
        yield Text(
            _("No schedule can expect more than {share:.3f} (Lagrangian bound; finer grid {moved:+.4f}).").format(
                share=SpokenNumber(bound.share), moved=SpokenNumber(bound.grid_error)
            )
        )
