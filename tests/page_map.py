"""docs/coverage.md: which page of the book teaches what; `python -m tests.page_map` writes it."""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.knowledge.content import parse_chapter
from kgquiz.knowledge.coverage import coverage
from tests.support import ROOT

PAGE = ROOT / "docs" / "coverage.md"
HEAD = """\
# Which page teaches what

Printed pages and the items of `content/` that cite them, points and steps with a page of their own included;
where nothing is asked of a page, why. Made from the content; after changing it: `python -m tests.page_map`.
"""


def page_map() -> str:
    """The page, a heading a chapter and a line a page."""
    return HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    for path in sorted((ROOT / "content").glob("ch*.yaml")):
        chapter = parse_chapter(path.read_bytes(), path.name).chapter
        assert chapter is not None
        yield f"\n## {chapter.chapter}. {chapter.title}\n\n| page | items |\n| ---: | --- |\n"
        for taught in coverage(chapter):
            told = ", ".join(f"`{item}`" for item in taught.items) or f"— {taught.reason}".rstrip()
            yield f"| {taught.page} | {told} |\n"


if __name__ == "__main__":
    PAGE.write_text(page_map(), encoding="utf-8", newline="\n")
