"""What data enters on its ways, by a trace of the calls: python -m tests.paths. Figures: docs/architecture.md."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from kgquiz.actions.authoring.build import build
from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.results import finish_exam
from kgquiz.actions.exam.sitting import begin_exam, prepare_exam
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import start_study
from tests.support import ROOT, Person

PACKAGE = ROOT / "kgquiz"
LEFT_OUT = ("cards/kyrgyz/", "cards/languages/", "lang/", "value.py")
"""The rules of a language, which call each other, the catalogues, and the methods that all values share."""


@contextmanager
def walked(path: str) -> Iterator[None]:
    """Print which files of the package are entered within, and how often a call goes from one to another."""
    way: list[str] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event != "call" or code.co_name == "<module>" or not code.co_filename.startswith(f"{PACKAGE}"):
            return
        file = Path(code.co_filename).relative_to(PACKAGE).as_posix()
        if not file.startswith(LEFT_OUT) and way[-1:] != [file]:
            way.append(file)

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)
    sys.stdout.write(f"{path}: {len(set(way))} files, {len(way)} moves\n   {' '.join(sorted(set(way)))}\n")


def studied(person: Person) -> None:
    """The second card of a sitting is put, and a typed answer to it taken down."""
    with Desk(person.world) as desk:
        sitting = start_study(desk, StudyOptions(decks=("ch2",), new=60, types=("typed",)))
        first = sitting.current()
        assert first is not None
        sitting.mark(first, first.card.solution()[:1], 3.0)
        with walked("a card's row to its prompt"):
            asked = sitting.current()
        assert asked is not None
        with walked("a typed answer to the log and the due day"):
            sitting.mark(asked, asked.card.solution()[:1], 3.0)


def sat(person: Person) -> None:
    """An exam of five items from its drawing to its report."""
    with Desk(person.world) as desk:
        sitting = begin_exam(desk, prepare_exam(desk, ExamOptions(names=("ch1",), items=5, seed="x")))
        for position, item in enumerate(sitting.items):
            sitting.answer(position, item.card.solution()[:1])
        sitting.hand_in()
        for position in sitting.to_self_mark():
            sitting.self_mark(position, ())
        finish_exam(sitting)


def main() -> None:
    """Walk all three, the decks read before; content is compiled into a folder of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        person = Person(Path(folder), ROOT / "decks")
        studied(person)
        sat(person)
        with walked("an exam from its blueprint to its report"):
            sat(person)
        with walked("content to decks"):
            build(ROOT / "content", Path(folder, "built"), check=False)


if __name__ == "__main__":
    main()
