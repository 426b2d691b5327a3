"""check's look into one's own copy: items that still are the book's own sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from kgquiz.actions.books.shelf import shelf
from kgquiz.actions.world import World
from kgquiz.books.overlap import LONGEST, Overlap
from kgquiz.knowledge.content import ReadChapter
from kgquiz.knowledge.problems import Problem, Severity
from kgquiz.messages import N_, message

_NAMES = frozenset(
    ("id", "term", "accept", "reject", "confused_with", "never_with", "section", "was", "needs", "tags", "ru", "en")
)
_SHOWN = 60


def copied(world: World, chapters: Sequence[ReadChapter]) -> Iterator[Problem]:
    """A warning for each item that shares more than eight words in a row with a book that was added."""
    with shelf(world) as books:
        known = books.books()
        if not known:
            return
        overlap = Overlap(passage.text for book in known for passage in books.passages(book.id))
    for read in chapters:
        for path, item in read.placed:
            run = max((run for text in _texts(item) for run in overlap.runs(text)), key=len, default="")
            if run:
                why = message(
                    N_("{n} words in a row stand in the book as they are: “{run}…”"),
                    n=len(run.split()),
                    run=run[:_SHOWN],
                )
                remedy = message(N_("Say it in your own words; up to {n} in a row are nobody's."), n=LONGEST)
                yield read.source.problem(path, "overlap", why, remedy, Severity.WARNING)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (*_texts(key), *_texts(one))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _NAMES:
                yield from _texts(getattr(value, field.name))
