"""Where pages begin in plain lines: form feeds, lone numbers at foot or head, the blank that marks a new page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import median

from kgquiz.value import dataclass

_ALONE = re.compile(r"\s*[-–—]?\s*(\d{1,4})\s*[-–—]?\s*")
_MARKED = re.compile(r" {1,2}\S")
_OPENS = re.compile(
    r"\s*(?:(?:\d{1,2}|[IVX]{1,5})\s*[-–.]?\s*)?(?:глава|бөлүм|бап|часть|раздел|chapter|part)\b"
    r"[\s.]*(?:\d{1,2}|[IVX]{1,5})?\b",
    re.IGNORECASE,
)
"""What begins a new page in every book: a chapter or part."""
_SHORTEST, _LONGEST = 8, 90
"""Lines of a page, the blank ones with them."""
_NEAR, _FARTHEST = 300, 300
"""Lone numbers that are looked back upon, and pages between two of them: more are divided evenly, for time's sake."""
_MOST_MARKS = 0.08
"""The share of lines with a blank before them above which it is only an indent."""
_FALSE_MARK, _FALSE_AFTER_END, _FALSE_AFTER_BLANK, _BLANK_BEFORE, _NO_MARK = 4.0, 2.3, 0.6, 0.8, 7.0
"""What it costs to pass a mark over, to take one that follows an empty line, and to begin a page without a mark.

Minus logarithms: a mark right after a line of text is a page's in 240 of 251 cases, after an empty line in 7 of 16.
"""
_WIDTH = 0.05
"""By how much, as a share, a page is usually longer than the usual one."""
_OPENING, _EMPTY_PAGE = 6.0, 4.0
_SHORT_PAGE, _LONG_PAGE = 1.0, 5.0
"""The most that a short page costs (pictures, tables and the ends of chapters leave them behind), and a long one
(cells of tables stand one below the other)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A lone number that counts pages: the first line after it, and the page that begins there."""

    line: int
    page: int
    at: int
    """The line of the number itself."""


def pages_of(lines: Sequence[str]) -> tuple[list[int], set[int]]:
    """The page of each line (0 where nothing tells), and the indexes of the lines that only hold its number."""
    feeds = [index for index, line in enumerate(lines) if "\f" in line]
    if feeds:
        return _by_feeds(lines, feeds)
    anchors = _anchors(lines)
    if len(anchors) < 3:  # noqa: PLR2004 - two lone numbers may be anything
        return [0] * len(lines), set()
    return _between(lines, anchors), {anchor.at for anchor in anchors}


def numbered(pages: Sequence[Sequence[str]]) -> tuple[list[int], list[int | None]]:
    """The printed number of each sheet, and the index of the line that holds it: most numbers that agree decide."""
    votes: dict[int, int] = {}
    places: list[dict[int, int]] = []
    for sheet, lines in enumerate(pages):
        filled = [index for index, line in enumerate(lines) if line.strip()]
        ends = dict.fromkeys([*filled[:1], *filled[-1:]])
        found = {}
        for index in ends:
            if alone := _ALONE.fullmatch(lines[index].replace("\f", "")):
                found[int(alone[1])] = index
        for number in found:
            votes[number - sheet] = votes.get(number - sheet, 0) + 1
        places.append(found)
    offset = max(votes, key=lambda one: votes[one], default=1)
    if votes and votes[offset] < max(2, len(pages) // 10):
        offset = 1
    return [max(0, sheet + offset) for sheet in range(len(pages))], [
        found.get(sheet + offset) for sheet, found in enumerate(places)
    ]


def _by_feeds(lines: Sequence[str], feeds: Sequence[int]) -> tuple[list[int], set[int]]:
    starts = [0, *(index for index in feeds if index)]
    ends = [*starts[1:], len(lines)]
    numbers, alone = numbered([lines[start:end] for start, end in zip(starts, ends, strict=True)])
    pages = [number for number, start, end in zip(numbers, starts, ends, strict=True) for _ in range(start, end)]
    return pages, {start + index for start, index in zip(starts, alone, strict=True) if index is not None}


def _anchors(lines: Sequence[str]) -> list[Anchor]:
    """The longest rising chain of lone numbers whose distances are those of pages."""
    found = [
        (index, int(alone[1]))
        for index, line in enumerate(lines)
        if (alone := _ALONE.fullmatch(line)) and _is_apart(lines, index)
    ]
    best: list[tuple[int, int]] = []  # length of the chain that ends here, its former link
    for here, (line, page) in enumerate(found):
        most = (1, -1)
        for before in range(max(0, here - _NEAR), here):
            former, number = found[before]
            turned = page - number
            if turned > 0 and _SHORTEST * turned <= line - former <= _LONGEST * turned:
                most = max(most, (best[before][0] + 1, before))
        best.append(most)
    chain: list[Anchor] = []
    at = max(range(len(best)), key=lambda one: best[one][0], default=-1)
    while at >= 0:
        line, page = found[at]
        chain.append(Anchor(_next_filled(lines, line), page + 1, line))
        at = best[at][1]
    return chain[::-1]


def _is_apart(lines: Sequence[str], index: int) -> bool:
    before = lines[index - 1].strip() if index else ""
    after = lines[index + 1].strip() if index + 1 < len(lines) else ""
    return not before or not after


def _next_filled(lines: Sequence[str], index: int) -> int:
    following = (at for at in range(index + 1, len(lines)) if lines[at].strip())
    return next(following, len(lines))


def _between(lines: Sequence[str], anchors: Sequence[Anchor]) -> list[int]:
    marks = [index for index, line in enumerate(lines) if _MARKED.match(line)]
    if len(marks) > _MOST_MARKS * len(lines):
        marks = []
    turned = anchors[-1].page - anchors[0].page
    usual = (anchors[-1].line - anchors[0].line) / turned
    filled = list(accumulate((bool(line.strip()) for line in lines), initial=0))
    full = _full(filled, marks, anchors, turned)
    starts = {anchor.line: anchor.page for anchor in anchors}
    for one, other in pairwise(anchors):
        inner = _divided(lines, [m for m in marks if one.line < m < other.line], one, other, filled, full)
        starts |= {line: one.page + turned for line, turned in inner}
    page = anchors[0].page - 1
    starts |= _outside(marks, anchors, usual)
    first = min(starts)
    page = starts[first] - 1
    pages = []
    for index in range(len(lines)):
        page = starts.get(index, page)
        pages.append(max(0, page))
    return pages


def _outside(marks: Sequence[int], anchors: Sequence[Anchor], usual: float) -> dict[int, int]:
    """Pages before the first number and after the last one: a mark that lies about a page away, time and again."""
    found: dict[int, int] = {}
    for anchor, step in ((anchors[0], -1), (anchors[-1], 1)):
        line, page = anchor.line, anchor.page
        while True:
            near = [m for m in marks if 0.6 * usual <= (m - line) * step <= 1.4 * usual]
            if not near:
                break
            line, page = min(near, key=lambda m: abs((m - line) * step - usual)), page + step
            if page < 1:
                break
            found[line] = page
    return found


def _full(filled: Sequence[int], marks: Sequence[int], anchors: Sequence[Anchor], turned: int) -> float:
    """The written lines of a full page: what lies between most marks, or else between the numbers."""
    gaps = [filled[later] - filled[mark] for mark, later in pairwise(marks)]
    whole = [gap for gap in gaps if gap >= _SHORTEST]
    return median(whole) if len(whole) > turned // 4 else (filled[anchors[-1].line] - filled[anchors[0].line]) / turned


def _divided(  # noqa: C901, PLR0913, PLR0917 - one dynamic programme over the places where a page may begin
    lines: Sequence[str],
    marks: Sequence[int],
    one: Anchor,
    other: Anchor,
    filled: Sequence[int],
    full: float,
) -> list[tuple[int, int]]:
    """The starts of the pages between two known ones: as many as the numbers say, at marks, of even length."""
    wanted = other.page - one.page - 1
    if wanted <= 0:
        return []
    if wanted > _FARTHEST:
        step = (other.line - one.line) / (wanted + 1)
        return [(one.line + round(step * n), n) for n in range(1, wanted + 1)]
    marked = set(marks)
    blanks = [i for i in range(one.line + 1, other.line) if lines[i].strip() and not lines[i - 1].strip()]
    places = sorted({*marks, *blanks}) if len(marks) else blanks
    places = [one.line, *places, other.line]
    passed = [0.0]
    for place in places:
        passed.append(passed[-1] + _passing(lines, place, marked))
    reach: list[dict[int, tuple[float, int, int]]] = [{0: (0.0, -1, 0)}]
    for at in range(1, len(places)):
        here: dict[int, tuple[float, int, int]] = {}
        price = 0.0 if at == len(places) - 1 else _price(lines, places[at], marked)
        for before in range(at - 1, -1, -1):
            length = places[at] - places[before]
            if length > _LONGEST:
                break
            if length < _SHORTEST:
                continue
            off = ((filled[places[at]] - filled[places[before]]) / full - 1) / _WIDTH
            cost = (
                (min(off * off / 2, _LONG_PAGE) if off > 0 else min(off * off / 2, _SHORT_PAGE))
                + price
                + passed[at]
                - passed[before + 1]
            )
            opening = at < len(places) - 1 and _opens(lines[places[at]])
            if opening and off < 0:
                cost -= min(off * off / 2, _SHORT_PAGE)
            turns = ((1, 0.0), (2, _EMPTY_PAGE)) if opening else ((1, 0.0),)
            for count, (so_far, *_) in reach[before].items():
                for turned, more in turns:
                    total = so_far + cost + more
                    if count + turned not in here or total < here[count + turned][0]:
                        here[count + turned] = (total, before, turned)
        reach.append(here)
    return _traced(places, reach, wanted + 1)


def _passing(lines: Sequence[str], place: int, marked: set[int]) -> float:
    if place not in marked or place - 1 in marked:
        return 0.0
    if _opens(lines[place]):
        return _OPENING
    before = lines[place - 1].strip()
    if not before:
        return _FALSE_AFTER_BLANK
    return _FALSE_AFTER_END if before.endswith((".", "?", "!")) else _FALSE_MARK


def _price(lines: Sequence[str], place: int, marked: set[int]) -> float:
    if place not in marked:
        return _NO_MARK
    return _BLANK_BEFORE if not lines[place - 1].strip() and not _opens(lines[place]) else 0.0


def _opens(line: str) -> bool:
    """Whether a line is the heading of a chapter or part; a sentence about one has no number at its beginning."""
    found = _OPENS.match(line)
    return bool(found and any(one.isdigit() or one in "IVX" for one in found[0]))


def _traced(
    places: Sequence[int], reach: Sequence[dict[int, tuple[float, int, int]]], count: int
) -> list[tuple[int, int]]:
    """(line, how many pages after the first) of each start."""
    at, found = len(places) - 1, []
    if count not in reach[at]:
        return [(round(places[0] + (places[-1] - places[0]) * n / count), n) for n in range(1, count)]
    while at > 0:
        found.append((places[at], count))
        _, before, turned = reach[at][count]
        at, count = before, count - turned
    return found[:0:-1]
