"""The budgets of the design, measured on this machine: python -m tests.bench [--quick]. It reports; it is no test."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.runs import HAS_TERMINAL, ROOT, Command, Run, alternated, environment, run_once

DUE_BASE = "import typer, sqlite3, fsrs_rs_python"
STUDY_BASE = "import typer, rich.console, questionary"
"""The budget names the packages of a face; kgquiz does without what questionary adds to prompt_toolkit."""
STUDY_FACE = "import typer, rich.console, prompt_toolkit"
STUDY_NEEDS = f"{STUDY_FACE}, sqlite3, fsrs_rs_python, msgspec"
"""All that the first card cannot do without."""
SMALL = ("1200", "12000", "100")
LARGE = ("100000", "1000000", "1000")
"""Cards, reviews, cards a deck."""


@dataclass(frozen=True, slots=True)
class Line:
    """One budget: what was found and what is allowed, in the same unit."""

    budget: str
    figure: str
    limit: str
    ratio: float | None = None
    """Found over allowed; None where nothing is promised."""

    def __str__(self) -> str:
        verdict = "" if self.ratio is None else "ok" if self.ratio <= 1 else "OVER"
        share = "" if self.ratio is None else f"{self.ratio:.2f}"
        return f"{self.budget:<54} {self.figure:>26} {self.limit:>12} {share:>6}  {verdict}"


def main() -> None:
    """Make the data, measure, print, clean up."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without 100,000 cards and 1,000,000 reviews")
    parser.add_argument("--starts", action="store_true", help="the starts alone, with 1,200 cards")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each command (default 15)")
    options = parser.parse_args()
    print(f"{'budget':<54} {'figure':>26} {'limit':>12} {'ratio':>6}")
    with tempfile.TemporaryDirectory(prefix="kgquiz-bench-", ignore_cleanup_errors=True) as folder:
        for line in measured(Path(folder), options):
            print(line, flush=True)


def measured(folder: Path, options: argparse.Namespace) -> Iterator[Line]:
    """Every budget in turn."""
    quick = options.quick or options.starts
    sizes = {"small": SMALL} if quick else {"small": SMALL, "large": LARGE}
    homes = {name: made(folder / name, size) for name, size in sizes.items()}
    # First, and with kgquiz imported only afterwards: a child's peak memory begins with its parent's.
    yield from starts(alternated(commands(homes), options.rounds), large=not quick)
    if options.starts:
        return
    yield from answers(folder, homes["small" if quick else "large"])
    yield from replay(homes["small" if quick else "large"])
    if not quick:
        yield from seeing(homes["large"])
    yield marking()
    yield reading()
    yield chapters(folder / "built")
    yield planning()


def made(home: Path, size: tuple[str, str, str]) -> Path:
    """The home of a made-up student, made by a process of its own."""
    home.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tests.bench.data", str(home), *size], check=True, cwd=ROOT, env=environment(home)
    )
    return home


def commands(homes: dict[str, Path]) -> dict[str, Command]:
    """What is run in turn."""
    small = homes["small"]
    bases = {"due base": DUE_BASE, "study base": STUDY_BASE, "study face": STUDY_FACE, "study needs": STUDY_NEEDS}
    found = {name: Command(("-c", imports), small) for name, imports in bases.items()}
    for name, home in homes.items():
        decks = str(home / "some")
        found[f"due {name}"] = Command(("-m", "kgquiz", "due", decks), home)
        found[f"study {name}"] = Command(("-m", "kgquiz", "study", decks), home, until_first_card=True)
    return found


def starts(runs: dict[str, Run], *, large: bool) -> Iterator[Line]:
    """Ratios of starts, then of memory."""
    prompt = "first prompt of study" if HAS_TERMINAL else "first line of study"
    yield Line(f"python -c '{DUE_BASE}'", _ms(runs["due base"].seconds), "")
    yield Line(f"python -c '{STUDY_BASE}'", _ms(runs["study base"].seconds), "")
    yield _times("due, 1,200 cards, over its imports", runs["due small"], runs["due base"], 1.2)
    yield _times(f"{prompt}, 1,200 cards, over its imports", runs["study small"], runs["study base"], 1.1)
    for over, base in {"what it uses of these": "study face", "all outside packages it loads": "study needs"}.items():
        ratio = runs["study small"].seconds / runs[base].seconds
        yield Line(f"the same over {over}", f"{ratio:.2f} x", "")
    if large:
        yield _times("due, 100,000 cards, over 1,200", runs["due large"], runs["due small"], 1.5)
        yield _times(f"{prompt}, 100,000 cards, over 1,200", runs["study large"], runs["study small"], 1.5)
        yield _memory("peak memory of due, 100,000 over 1,200", runs["due large"], runs["due small"])
        yield _memory(f"peak memory of {prompt}, same", runs["study large"], runs["study small"])


def _times(budget: str, found: Run, base: Run, limit: float) -> Line:
    ratio = found.seconds / base.seconds
    figure = f"{ratio:.2f} x ({_ms(found.seconds)})"
    return Line(budget, figure, f"{limit} x", ratio / limit)


def _memory(budget: str, found: Run, base: Run) -> Line:
    if not (found.peak and base.peak):
        return Line(budget, "not told by this system", "")
    return Line(budget, f"{found.peak / base.peak:.2f} x ({found.peak / 2**20:.0f} MB)", "")


def answers(folder: Path, home: Path) -> Iterator[Line]:
    """An answer on disk, with and without the disk's own flush."""
    from tests.bench.core import flush, recording

    yield at_most("answer recorded, p50, without the flush", recording(home, flushed=False), 0.005)
    yield Line("answer recorded, p50, with it (synchronous=FULL)", _ms(recording(home, flushed=True)), "")
    yield Line("flush of a small file on that disk, p50", _ms(flush(folder)), "")


def replay(home: Path) -> Iterator[Line]:
    """All states anew; fewer reviews than a million promise nothing."""
    from tests.bench.core import replaying

    events, seconds = replaying(home)
    budget = f"replay of {events:,} reviews"
    yield at_most(budget, seconds, 3) if events >= int(LARGE[1]) else Line(budget, _ms(seconds), "")


def seeing(home: Path) -> Iterator[Line]:
    """Finding and seeing over 100,000 cards and 1,000,000 answers."""
    first = run_once(Command(("-m", "tests.bench.seeing", str(home), "index"), home))
    started = Command(("-m", "tests.bench.seeing", str(home)), home)
    told = subprocess.run(
        [sys.executable, *started.words], check=True, cwd=ROOT, env=environment(home), capture_output=True, text=True
    )
    found = json.loads(told.stdout)
    yield Line("search index of 100,000 cards, once, start included", _ms(first.seconds), "")
    yield Line("peak memory of that", f"{first.peak / 2**20:.0f} MB", "200 MB", first.peak / (200 * 2**20))
    yield at_most(f"cards {found['slowest']} (the slowest of eight)", found["cards"], 0.1)
    yield Line("cards is:confused, every wrong answer looked through", _ms(found["confused"]), "")
    yield Line("home at a glance", _ms(found["home"]), "")
    yield at_most("why CARD", found["why"], 0.05)
    yield at_most("stats", found["stats"], 1.5)
    yield at_most("a key in the list of cards, drawn", found["key"], 0.03)
    peak = run_once(started).peak
    yield Line("peak memory of all these together", f"{peak / 2**20:.0f} MB", "200 MB", peak / (200 * 2**20))


def marking() -> Line:
    """Typed answers of all kinds, mixed."""
    from tests.bench.marking import bench_marking

    return at_least("answers marked a second", bench_marking()["mix"], 20_000)


def reading() -> Line:
    """An outline read: 200 words against seven points."""
    from tests.bench.reading import bench_reading

    _, again = bench_reading()
    return at_most("outline of 200 words read against 7 points", again / 1000, 0.005)


def chapters(folder: Path) -> Line:
    """All content compiled."""
    from kgquiz.actions.library.decks import BadContent
    from tests.bench.core import building

    try:
        count, seconds = building(folder)
    except BadContent as error:
        return Line("build of all chapters", f"{len(error.problems)} errors in content/", "3 s")
    return at_most(f"build of all {count} chapters", seconds, 3)


def planning() -> Line:
    """A morning of the exam-date planner: half of the cards seen, each with a past of its own."""
    from tests.bench.core import planned

    return at_most("plan of 1,200 cards and 60 days", planned(1200, 60), 3)


def at_most(budget: str, seconds: float, limit: float) -> Line:
    """A budget of time."""
    return Line(budget, _ms(seconds), _ms(limit), seconds / limit)


def at_least(budget: str, rate: float, limit: float) -> Line:
    """A budget of speed."""
    return Line(budget, f"{rate:,.0f}", f"{limit:,.0f}", limit / rate)


def _ms(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
