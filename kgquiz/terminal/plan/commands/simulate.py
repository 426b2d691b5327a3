"""kgquiz simulate: the planner against other ways of studying, on simulated students."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kgquiz.errors import NotFound
from kgquiz.lang import _, say
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_result

if TYPE_CHECKING:
    from kgquiz.actions.desk import Desk

_T = TypeVar("_T")

HELP = N_("Compare the planner with other ways of studying, on simulated students. Ctrl-C shows what has run.")
EXAMPLE = "kgquiz simulate --workload 600/30/20 --students 12"


def command(
    context: typer.Context,
    workload: Annotated[
        list[str] | None,
        typer.Option(metavar="CARDS/DAYS/MINUTES", help=_("A workload; several with commas.")),
    ] = None,
    book: Annotated[
        str,
        typer.Option(
            metavar="FACTS/DAYS/MINUTES",
            help=_("Facts in three forms each, such as 767/30/20, or final/30/20: do the forms help each other?"),
        ),
    ] = "",
    world: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORLD:SHARE",
            help=_("How the forms of a book help each other: trace, echo or asym, such as trace:0.6,echo:0.5."),
        ),
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help=_("Only policies with this in their name (may be given several times).")),
    ] = None,
    students: Annotated[
        int | None, typer.Option(min=1, max=1000, help=_("How many students (12; with --unknown 20)."))
    ] = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help=_("Students whose memory differs from what the policies believe."))
    ] = False,
    half: Annotated[bool, typer.Option("--half", help=_("Students who have half learnt half of the cards."))] = False,
    no_bound: Annotated[bool, typer.Option("--no-bound", help=_("Leave out the upper bound."))] = False,
    as_json: AsJson = False,
) -> None:
    """Run, compare, show."""
    if book:
        _over_items(context.obj, book, world or (), policy or (), students, as_json=as_json)
    else:
        _over_cards(workload or (), policy or (), students, unknown, half, not no_bound, as_json=as_json)


def _over_cards(
    workload: Sequence[str],
    policy: Sequence[str],
    students: int | None,
    unknown: bool,
    half: bool,
    bound: bool,
    *,
    as_json: bool,
) -> None:
    from kgquiz.actions.plan import simulate
    from kgquiz.terminal.plan.simulate_view import simulation_view

    simulation = simulate.prepared(workload, _named(policy), students, unknown=unknown, half=half)
    done, cut = _kept(simulate.runs(simulation), simulation.runs, quiet=as_json)
    bounds = dict(simulate.bounds(simulation)) if done and not cut and bound and simulation.known else {}
    rows = simulate.compared(done)
    document = {"rows": rows, "bounds": {load.name: found for load, found in bounds.items()}, "cut_short": cut}
    print_result(document, lambda: simulation_view(rows, bounds, cut=cut), as_json=as_json)


def _named(parts: Sequence[str]) -> list[str]:
    """The policies that have one of these parts in their name, in English or in the language in use."""
    from kgquiz.memory.simulation.policies import policy_names

    names = {name: say(told) for name, told in policy_names().items()}
    wanted = [part.casefold() for part in parts]
    chosen = [name for name, told in names.items() if any(part in f"{name}\n{told}".casefold() for part in wanted)]
    if parts and not chosen:
        raise NotFound(N_("No policy has such a name. There are: {known}."), known="; ".join(names.values()))
    return chosen


def _over_items(
    desk: Desk, book: str, truths: Sequence[str], policy: Sequence[str], students: int | None, *, as_json: bool
) -> None:
    from kgquiz.actions.plan.simulate_items import item_runs, prepared_items
    from kgquiz.memory.simulation.item_table import item_table
    from kgquiz.terminal.plan.simulate_items_view import items_view

    simulation = prepared_items(desk, book, truths, policy, students)
    done, cut = _kept(item_runs(simulation), simulation.runs, quiet=as_json)
    rows = item_table(done)
    print_result({"rows": rows, "cut_short": cut}, lambda: items_view(rows, cut=cut), as_json=as_json)


def _kept(runs: Iterable[_T], total: int, *, quiet: bool) -> tuple[list[_T], bool]:
    """The runs, and whether they were cut short; progress goes to the error stream."""
    from rich.console import Console
    from rich.progress import track

    done: list[_T] = []
    console = Console(stderr=True, quiet=quiet)
    try:
        for run in track(runs, _("Simulating"), total=total, console=console, transient=True):
            done.append(run)  # noqa: PERF402 - what has run is kept when the rest is cut short
    except KeyboardInterrupt:
        return done, True
    return done, False
