"""Passages of a book: stretches long enough to be found, their stems, and what of them answers a card."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kgquiz.books.model import BookText, Joiner, Paragraph, paragraphs
from kgquiz.search.forms import forms, words
from kgquiz.value import dataclass

STEM = 5
"""Letters of a word that count: Kyrgyz endings come after them."""
_SHORT = 4
"""Letters from which a shorter word is looked for by its beginning: шаар finds шаарды."""
_LONG_ENOUGH = 350
"""Letters of a passage; shorter paragraphs are joined with the next."""
_LONGEST = 1400


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that follow each other: pages (0 where the copy has none) and lines from and to."""

    page: int
    last_page: int
    first: int
    last: int
    text: str


def passages_of(book: BookText) -> tuple[Passage, ...]:
    """The whole book in passages; none runs over the beginning of a page that a paragraph begins with."""
    joiner = Joiner(line.text for line in book.lines)
    return tuple(_gathered(paragraphs(book.lines, joiner)))


def _gathered(all_paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    block: list[Paragraph] = []
    for one in all_paragraphs:
        length = sum(len(each.text) for each in block)
        if block and (length >= _LONG_ENOUGH or length + len(one.text) > _LONGEST or one.page != block[-1].last_page):
            yield _joined(block)
            block = []
        block.append(one)
    if block:
        yield _joined(block)


def _joined(block: Sequence[Paragraph]) -> Passage:
    text = "\n".join(one.text for one in block)
    return Passage(block[0].page, block[-1].last_page, block[0].first, block[-1].last, text)


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in order: folded to a Russian keyboard, five letters; single letters say nothing."""
    return tuple(word[:STEM] for word in words(text) if len(word) > 1 or word.isdigit())


def says(word: str, wanted: Collection[str]) -> bool:
    """Whether a word is one of those wanted: by its stem, or by its beginning where what is wanted is shorter."""
    short = tuple(one for one in wanted if _SHORT <= len(one) < STEM)
    return any(stem in wanted or (bool(short) and stem.startswith(short)) for stem in stems(word))


def wider(text: str) -> tuple[str, ...]:
    """What to look for where a person types words: stems, and what is left of short words without their endings."""
    found = [form[:STEM] for word in words(text) if len(word) > 1 or word.isdigit() for form in forms(word)]
    return tuple(dict.fromkeys(one for one in found if len(one) >= _SHORT or one in stems(text)))


def marked(line: str, wanted: Collection[str]) -> Iterator[tuple[str, bool]]:
    """A line in pieces, each with whether it is one of the wanted words."""
    piece = ""
    for word in line.split(" "):
        if says(word, wanted):
            if piece:
                yield piece, False
            yield word, True
            piece = " "
        else:
            piece = f"{piece}{word} "
    if piece.rstrip():
        yield piece.rstrip(), False


def middle(lines: Sequence[str], wanted: Collection[str], height: int) -> range:
    """The lines to show, the one that says most of what is wanted in the middle."""
    if not lines:
        return range(0)
    found = [len(set(stems(line)) & set(wanted)) for line in lines]
    near = [sum(found[max(0, at - 1) : at + 2]) + found[at] for at in range(len(found))]
    best = max(range(len(near)), key=lambda at: near[at])
    start = max(0, min(best - height // 2, len(lines) - height))
    return range(start, min(len(lines), start + height))
