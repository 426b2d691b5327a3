"""What a reader makes of a book: lines with their pages, and paragraphs joined from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class BookLine:
    """A line as it stands: its number from 1 in the file, its printed page (0 where the copy has none)."""

    number: int
    text: str
    page: int
    heading: bool = False
    """Whether the file itself calls it a heading."""
    cells: tuple[str, ...] = ()
    """Of a row of a table: its cells."""


@dataclass(frozen=True, slots=True)
class BookText:
    """A whole book."""

    lines: tuple[BookLine, ...]

    @property
    def has_pages(self) -> bool:
        """Whether the copy says on which page a line stands."""
        return any(line.page for line in self.lines)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len({line.page for line in self.lines if line.page})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, with words cut at a line's end made whole; the page is that of its first line."""

    text: str
    page: int
    first: int
    last: int
    last_page: int


_LISTED = re.compile(r"\s*(?:[•▪●*–—-]\s|\d{1,2}[.)]\s|\(?[а-яёa-z]\)\s)")
_CUT = re.compile(r"\w[-\u00ad\ufffe]\s*$")
_ENDS = re.compile(r"[.!?:;…»”\")]\s*\d{0,2}\s*$")


class Joiner:
    """Makes words whole that are cut at the ends of lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            self._counts.update(re.findall(r"\w+(?:-\w+)*", line.casefold()))

    def join(self, parts: Sequence[str]) -> str:
        """One text of several lines; a hyphen stays only where the book elsewhere writes the word with it."""
        text = ""
        for part in parts:
            bare = " ".join(part.split())
            if not bare:
                continue
            if not text:
                text = bare
            elif _CUT.search(text) and (bare[0].islower() or bare[0].isdigit()):
                text = self._whole(text, bare)
            else:
                text += f" {bare}"
        return text

    def _whole(self, text: str, rest: str) -> str:
        stem = text.rstrip("-\u00ad\ufffe ")
        if not text.rstrip().endswith("-"):
            return stem + rest
        head, tail = re.findall(r"[\w-]+$", stem), re.findall(r"^\w+", rest)
        if head and tail:
            joined, hyphened = f"{head[0]}{tail[0]}".casefold(), f"{head[0]}-{tail[0]}".casefold()
            if self._counts[hyphened] > self._counts[joined] or head[0].isdigit():
                return f"{stem}-{rest}"
        return stem + rest


def paragraphs(lines: Sequence[BookLine], joiner: Joiner) -> list[Paragraph]:
    """The paragraphs of a stretch of lines."""
    found: list[Paragraph] = []
    block: list[BookLine] = []
    gap = False
    for line in lines:
        if not line.text.strip():
            gap = True
            continue
        if block and _begins(block, line, gap=gap):
            found.append(_paragraph(block, joiner))
            block = []
        block.append(line)
        gap = False
    return [*found, _paragraph(block, joiner)] if block else found


def _begins(block: Sequence[BookLine], line: BookLine, *, gap: bool) -> bool:
    before, text = block[-1].text.rstrip(), line.text.strip()
    if line.cells or block[-1].cells:
        return True
    if _LISTED.match(line.text) or line.heading or block[-1].heading:
        return not _CUT.search(before) or line.heading
    if _CUT.search(before):
        return False
    if gap:
        return bool(_ENDS.search(before)) or not (text[0].islower() or text[0].isdigit())
    return False


def _paragraph(block: Sequence[BookLine], joiner: Joiner) -> Paragraph:
    text = joiner.join([line.text for line in block])
    return Paragraph(text, block[0].page, block[0].number, block[-1].number, block[-1].page)


_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[«“\"(]?[А-ЯЁӨҮҢA-Z0-9])")
_SHORT = re.compile(
    r"(?:\b[^\W\d_]|\b(?:ж|б|т|ст|ул|гг|кв|млн|млрд|ред|авт|дин|etc|vs|др|см|рис|табл|№))\.$", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a point after one letter or a common abbreviation ends none."""
    found: list[str] = []
    for piece in _SENTENCE.split(text):
        if found and _SHORT.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found
