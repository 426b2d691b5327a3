from __future__ import annotations

import compileall
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings

from kgquiz.lang import language_in_use, use_language
from tests.support import ROOT, SMALL_DECK, Person, Shared, SolvedOnce, write

os.environ["KGQUIZ_LANG"] = "en"  # the tests read English, whatever the machine speaks

# The workers fill the machine: threads of one that spin until the other ends would take three times the planner's time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# As an installation has it: else every process that a test starts compiles the program anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A busy machine is no failure, and a suite that is green is green again; the search for new cases is the nightly's.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("few", deadline=None, derandomize=True, max_examples=10)  # tests.mutants
settings.register_profile("nightly", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("KGQUIZ_HYPOTHESIS", "ci"))

GOLDENS = Path(__file__).parent / "goldens"
MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux keeps files that no disk need ever hold
ROOM = 1 << 30
"""Bytes that must be free there: a container may have next to none."""
SELDOM = (100_000, 50, 1000)
"""When garbage is looked for: the book and its decks are many objects, walking through them a sixth of the time."""


def _keep_files_in_memory() -> None:
    """A progress file waits for the disk at every step, which is half of the time of the tests that have one.

    What a killed process leaves is the same in memory; only a power cut would tell. A folder that was chosen stays so.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return
    os.environ["TMPDIR"], tempfile.tempdir = str(MEMORY), None


_keep_files_in_memory()


EVERYDAY, WHOLE = "not slow and not landing", "not slow"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden files from what is seen now")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: many tests wait for a process of their own."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """In a new checkout every worker would compile the program for itself, all at the same time.

    The everyday part is of the whole suite: a file or a test that is named on the command line is run whole.
    """
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(ROOT / "kgquiz", quiet=2)
    if config.args_source is pytest.Config.ArgsSource.ARGS and config.option.markexpr == EVERYDAY:
        config.option.markexpr = WHOLE


def pytest_collection() -> None:
    """Thousands of tests are made here and stay to the end: looking through them for garbage is idle."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()
    gc.set_threshold(*SELDOM)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes as they are written; where ids are not escaped (tests.mutants), pytest makes no id of them."""
    return ascii(val) if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The processes of one run share what is dear to make."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        Shared.folder = tmp_path_factory.getbasetemp().parent


@pytest.fixture(scope="session", autouse=True)
def solved_once() -> Iterator[None]:
    """Commands of one morning share the solution of its plan; who asks the planner itself has it found anew."""
    from kgquiz.memory.planning.solution import solve

    with patch("kgquiz.memory.planning.planner.solve", SolvedOnce(solve)):
        yield


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """What one test says in another language, the next one does not."""
    yield
    if language_in_use() != "en":
        use_language("en")


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Someone with one small shipped deck and no progress yet."""
    write(tmp_path / "shipped", "small.yaml", SMALL_DECK)
    return Person(tmp_path / "home", tmp_path / "shipped")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `goldens/NAME`; --update-goldens rewrites it."""

    def compare(name: str, seen: str) -> None:
        path = GOLDENS / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(seen, encoding="utf-8", newline="\n")
        assert seen == path.read_text(encoding="utf-8")

    return compare
