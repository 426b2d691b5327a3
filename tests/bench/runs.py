"""Commands run as a person would, each in a process of its own: seconds and peak memory."""

from __future__ import annotations

import os
import re
import select
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
HAS_TERMINAL = sys.platform != "win32"
FIRST_CARD = re.compile(rb"(?<!\d)0/\d+")
"""What every first card shows: how far the sitting is."""


@dataclass(frozen=True, slots=True)
class Command:
    """Words for the interpreter; with `until_first_card` the clock stops when that stands on the screen."""

    words: tuple[str, ...]
    home: Path
    until_first_card: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Wall seconds and peak resident bytes (0 where the system does not tell)."""

    seconds: float
    peak: int


def alternated(commands: Mapping[str, Command], rounds: int) -> dict[str, Run]:
    """The medians of `rounds` runs of each, taking turns, so that noise hits all alike; one round goes before."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = run_once(command)
            if number:
                runs[name].append(run)
    return {name: _median(some) for name, some in runs.items()}


def _median(runs: Sequence[Run]) -> Run:
    return Run(statistics.median(run.seconds for run in runs), int(statistics.median(run.peak for run in runs)))


def environment(home: Path) -> dict[str, str]:
    """Ours, with byte code kept beside the data: an installed program has its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    own = {"KGQUIZ_HOME": str(home), "KGQUIZ_LANG": "ky", "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
    paths = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(home.parent / "bytecode"), "PYTHONUTF8": "1"}
    return kept | own | paths


def run_once(command: Command) -> Run:
    """Run to the end, or to the first card."""
    if command.until_first_card:
        return _on_a_terminal(command) if HAS_TERMINAL else _line_by_line(command)
    started = perf_counter()
    process = _start(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    peak = _ended(process)
    return Run(perf_counter() - started, peak)


def _start(
    command: Command, *extra: str, stdin: int, stdout: int, stderr: int | None = None
) -> subprocess.Popen[bytes]:
    words = [sys.executable, *command.words, *extra]
    own = environment(command.home)
    return subprocess.Popen(words, stdin=stdin, stdout=stdout, stderr=stderr, env=own, cwd=ROOT)


def _ended(process: subprocess.Popen[bytes]) -> int:
    if sys.platform == "win32":
        process.wait()
        return 0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return int(usage.ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


def _on_a_terminal(command: Command) -> Run:
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    started = perf_counter()
    process = _start(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    try:
        _wait_for_card(ours)
        seconds = perf_counter() - started
    finally:
        process.kill()
        peak = _ended(process)
        os.close(ours)
    return Run(seconds, peak)


def _wait_for_card(terminal: int) -> None:
    shown = b""
    with suppress(OSError):  # Linux reports the end of the other side as an error
        while select.select([terminal], [], [], PATIENCE)[0] and (data := os.read(terminal, 65536)):
            shown += data
            if FIRST_CARD.search(shown):
                return
    message = f"no card was shown:\n{shown.decode(errors='replace')}"
    raise RuntimeError(message)


def _line_by_line(command: Command) -> Run:
    started = perf_counter()
    process = _start(command, "--plain", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    seconds = perf_counter() - started
    process.kill()
    process.communicate()
    return Run(seconds, 0)
