"""Which wrong programs no test notices: mutants of one module, all or a sample by seed, against the tests of its room.

`python -m tests.mutants kgquiz/exam/scoring.py --sample 80 --seed 11` (or `nox -s mutants -- …`); without a module,
every one of ROOMS. mutmut makes and runs them, in a copy of the project; what survived is shown as a difference. A
mutant whose tests never end counts as killed. Needs `pip install "mutmut>=3.8"`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
KEPT_OUT = shutil.ignore_patterns(".*", "__pycache__", "mutants", "build", "dist", "*.egg-info")
SURVIVED, UNTESTED = 0, 33  # exit codes that mutmut notes
PLAIN_IDS = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support=true"
"""mutmut calls pytest several times in one process, and pytest escapes the ids it made of Kyrgyz words once more each
time: what was listed is not found again, and the run without a mutant fails."""

ROOMS: dict[str, tuple[str, ...]] = {
    "kgquiz/memory/model.py": ("tests/memory/test_model.py",),
    "kgquiz/memory/session.py": ("tests/memory/test_session.py", "tests/actions/test_sitting_faults.py"),
    "kgquiz/memory/planning/planner.py": ("tests/memory/planning", "tests/actions/test_plan.py"),
    "kgquiz/exam/scoring.py": ("tests/exam/test_scoring.py",),
    "kgquiz/exam/report.py": (
        "tests/exam/test_report.py",
        "tests/exam/test_statistics.py",
        "tests/actions/test_exam.py",
    ),
    "kgquiz/cards/marker.py": (
        "tests/cards/test_marker.py",
        "tests/cards/test_nearest.py",
        "tests/cards/test_meaning.py",
    ),
    "kgquiz/storage/*.py": (
        "tests/storage",
        "tests/actions/test_backup.py",
        "tests/actions/test_doctor.py",
        "tests/actions/test_cards.py",
    ),
}
"""Each module and the tests that are meant to notice a fault in it."""


def configured(module: str, tests: tuple[str, ...]) -> str:
    """The project's settings with mutmut's own for one module."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return f"""{settings}
[tool.mutmut]
source_paths = ["kgquiz"]
only_mutate = ["{module}"]
also_copy = ["tests", "content", "decks", "docs", "README.md", "hatch_build.py"]
pytest_add_cli_args = ["-n", "0", "-q", "-p", "no:cacheprovider", "-m", "not slow", "-o", "{PLAIN_IDS}"]
pytest_add_cli_args_test_selection = {json.dumps(tests)}
"""


def mutmut(*words: str, at: Path, quiet: bool = False) -> str:
    """What a call of mutmut in the copy says."""
    call = [sys.executable, "-m", "mutmut", *words]
    few = os.environ | {"KGQUIZ_HYPOTHESIS": "few"}
    done = subprocess.run(call, cwd=at, env=few, check=False, capture_output=True, encoding="utf-8")
    if done.returncode and not quiet:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


def results(copy: Path) -> dict[str, int | None]:
    """Each mutant and how its tests ended; None where it was not run."""
    found: dict[str, int | None] = {}
    for path in sorted((copy / "mutants").rglob("*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def killed(module: str, tests: tuple[str, ...], sample: int, seed: int, copy: Path) -> Iterator[str]:
    """The lines of the report over one module."""
    shutil.copytree(ROOT, copy, ignore=KEPT_OUT)
    (copy / "pyproject.toml").write_text(configured(module, tests), encoding="utf-8")
    mutmut(
        "run", "--max-children", "1", "none at all", at=copy, quiet=True
    )  # makes the mutants, sees which test runs what
    every = sorted(results(copy))
    if not every:
        sys.exit(mutmut("run", "--max-children", "1", at=copy))
    drawn = Random(seed).sample(every, min(sample, len(every))) if sample else every
    mutmut("run", "--max-children", "1", *drawn, at=copy)
    ends = {name: end for name, end in results(copy).items() if name in set(drawn)}
    alive = [name for name, end in ends.items() if end in (SURVIVED, UNTESTED)]
    dead = len(drawn) - len(alive)
    yield f"{module}: {dead} of {len(drawn)} killed ({dead / len(drawn):.1%}), {len(every)} in all, seed {seed}"
    for name in alive:
        kind = "" if ends[name] == SURVIVED else " (no test runs it)"
        yield f"\n{name}{kind}\n{mutmut('show', name, at=copy)}"


def main() -> None:
    """Report every module that was named, or all."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("modules", nargs="*", default=list(ROOMS))
    reader.add_argument("--sample", type=int, default=0, help="how many, drawn by chance; 0: every one")
    reader.add_argument("--seed", type=int, default=11)
    wanted = reader.parse_args()
    for module in wanted.modules:
        if module not in ROOMS:
            reader.error(f"{module}: one of {', '.join(ROOMS)}")
        with tempfile.TemporaryDirectory() as folder:
            for line in killed(module, ROOMS[module], wanted.sample, wanted.seed, Path(folder) / "project"):
                print(line, flush=True)


if __name__ == "__main__":
    main()
