"""kgquiz simulate: the planner against other ways of studying, on simulated students."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.errors import NotFound
from kgquiz.lang import _, say
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_result

if TYPE_CHECKING:
    from kgquiz.actions.plan.simulate import Simulation
    from kgquiz.memory.simulation.benchmark import Run

HELP = N_("Compare the planner with other ways of studying, on simulated students. Ctrl-C shows what has run.")
EXAMPLE = "kgquiz simulate --workload 600/30/20 --students 12"


def command(
    workload: Annotated[
        list[str] | None,
        typer.Option(metavar="CARDS/DAYS/MINUTES", help=_("A workload (may be given several times).")),
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
    from kgquiz.actions.plan import simulate
    from kgquiz.terminal.plan.simulate_view import simulation_view

    simulation = simulate.prepared(workload or (), _named(policy), students, unknown=unknown, half=half)
    done, cut = _run(simulation, quiet=as_json)
    bounds = dict(simulate.bounds(simulation)) if done and not cut and not no_bound and simulation.known else {}
    rows = simulate.compared(done)
    document = {"rows": rows, "bounds": {load.name: bound for load, bound in bounds.items()}, "cut_short": cut}
    print_result(document, lambda: simulation_view(rows, bounds, cut=cut), as_json=as_json)


def _named(parts: list[str] | None) -> list[str]:
    """The policies that have one of these parts in their name, in English or in the language in use."""
    from kgquiz.memory.simulation.policies import policy_names

    names = {name: say(told) for name, told in policy_names().items()}
    wanted = [part.casefold() for part in parts or ()]
    chosen = [name for name, told in names.items() if any(part in f"{name}\n{told}".casefold() for part in wanted)]
    if parts and not chosen:
        raise NotFound(N_("No policy has such a name. There are: {known}."), known="; ".join(names.values()))
    return chosen


def _run(simulation: Simulation, *, quiet: bool) -> tuple[list[Run], bool]:
    """The runs, and whether they were cut short; progress goes to the error stream."""
    from rich.console import Console
    from rich.progress import track

    from kgquiz.actions.plan.simulate import runs

    done: list[Run] = []
    console = Console(stderr=True, quiet=quiet)
    try:
        for run in track(runs(simulation), _("Simulating"), total=simulation.runs, console=console, transient=True):
            done.append(run)  # noqa: PERF402 - what has run is kept when the rest is cut short
    except KeyboardInterrupt:
        return done, True
    return done, False
