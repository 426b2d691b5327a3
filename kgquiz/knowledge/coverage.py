"""Which page of the book teaches what: pages and their items, and pages that are left out for a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgquiz.cards.weakness import Weakness
from kgquiz.knowledge.content import Chapter, Question
from kgquiz.knowledge.content import Sequence as Steps
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

MOST_PAGES = 2000


@dataclass(frozen=True, slots=True)
class TaughtPage:
    """A printed page, the ids of the items that cite it in file order, and why there are none."""

    page: int
    items: tuple[str, ...]
    reason: str = ""


def coverage(chapter: Chapter) -> tuple[TaughtPage, ...]:
    """Every page from the chapter's first section to its last page; without `last_page`, to the last page cited."""
    cited: dict[int, list[str]] = {}
    for item in chapter.all_items():
        for page in dict.fromkeys((item.page, *_own_pages(item))):
            cited.setdefault(page, []).append(item.id)
    reasons = {page: reason for pages, reason in chapter.unasked.items() for page in _pages(pages)}
    first = min((section.page for section in chapter.sections), default=min(cited, default=1))
    last = chapter.last_page or max(cited, default=first)
    return tuple(TaughtPage(page, tuple(cited.get(page, ())), reasons.get(page, "")) for page in range(first, last + 1))


def _pages(pages: str) -> range:
    """`56` or `58-60`; none where it is neither."""
    first, _, last = pages.partition("-")
    if not (first.strip().isdecimal() and (last or first).strip().isdecimal()):
        return range(0)
    return range(int(first), min(int(last or first), MOST_PAGES) + 1)


def _own_pages(item: object) -> Iterator[int]:
    """Pages of the points of a question and of the steps of a sequence."""
    if isinstance(item, Question):
        yield from (point.page for point in item.points if point.page)
    if isinstance(item, Steps):
        yield from (step.page for step in item.items if step.page)


def _spans(pages: Sequence[int]) -> Iterator[str]:
    """Ascending pages, those in a row as `104–139`."""
    first = last = 0
    for page in pages:
        if first and page != last + 1:
            yield _span(first, last)
            first = 0
        first, last = first or page, page
    if first:
        yield _span(first, last)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def untaught(chapter: Chapter) -> Iterator[Weakness]:
    """Pages that nothing is asked of and nobody says why; where the author names the last page, that is promised."""
    if not chapter.last_page:
        return
    bare = [taught.page for taught in coverage(chapter) if not taught.items and not taught.reason]
    if bare:
        why = message(N_("Pages that no item cites: {pages}."), pages=", ".join(_spans(bare)))
        yield Weakness(
            "untaught-page", why, message(N_("Teach them, or give the reason under 'unasked'.")), "last_page"
        )
