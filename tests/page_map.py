"""docs/coverage.md: which page teaches what, and how names are spelt; `python -m tests.page_map` writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgquiz.knowledge.content import Chapter, parse_chapter
from kgquiz.knowledge.coverage import coverage
from tests.support import ROOT

PAGE = ROOT / "docs" / "coverage.md"
HEAD = """\
# Which page teaches what

Printed pages and the items of `content/` that cite them, points and steps with a page of their own included;
where nothing is asked of a page, why. Made from the content; after changing it: `python -m tests.page_map`.
"""

LEFT_OUT = """\

## Left out within a page

What a page of chapters 1 to 6 says and no item asks, and why.

- 1: numbers of the articles on kurultais and gatherings (page 23; chapter 4 gives them to a law).
- 2: the bodies named on page 64 without a word on how they are dealt with, a sentence there that breaks off;
  numbers of acts on page 102.
- 3: names of the fifteen ministries of 2013 (page 113; those of 2016 are asked in chapter 2), sums and cases of one
  year by body of inquiry and the persons caught (122 to 125), rows of table 3 but for four (130, 131), the decree
  of 2007 by its day (110, 116, 151 disagree), the resolution on enterprise by its year (132: text and footnote
  disagree), numbers of acts in footnotes.
- 4: the year of the law on the status of deputies (157 and 159 disagree; the page is named), the day of law 101
  (152 and 163 disagree), the places where order is kept (179), posts of the staff of mayoralties (182).
- 5: the structure of the village council (196: the figure is missing), the date of the law on the status of
  deputies (197; 159 disagrees), who moves the recall of a deputy (197: the sentence has no subject), articles 91 and
  95 of the Constitution (208, 211: numbers of an older text), "temporary members" (213; 188 knows permanent ones only),
  the number of powers of the councils (193, 194: the same list twice), the draft of a translation (214).
- 6: volume and share of GDP in 2015 (218, 219: three figures each), the share after 2014 by number, in what regions
  equalising grants are used (221: garbled), the title of Menger's book (225: a footnote).
"""


SPELLING = """\

## One spelling of everything

Where the book writes a name in several ways, or misprints it, the cards have one; `kgquiz check` holds them to it
(`spelling` at the head of a chapter, [content.md](content.md#the-whole-chapter)). What a student types is free.

| not | but |
| --- | --- |
"""


def page_map() -> str:
    """The page, a heading a chapter and a line a page; what is left out within one; the spellings."""
    chapters = _chapters()
    agreed = {wrong: right for chapter in chapters for wrong, right in chapter.spelling.items()}
    spelt = (f"| {wrong} | {right} |\n" for wrong, right in agreed.items())
    return HEAD + "".join(_lines(chapters)) + LEFT_OUT + SPELLING + "".join(spelt)


def _chapters() -> list[Chapter]:
    files = sorted((ROOT / "content").glob("ch*.yaml"))
    read = (parse_chapter(path.read_bytes(), path.name).chapter for path in files)
    return [chapter for chapter in read if chapter is not None]


def _lines(chapters: Iterable[Chapter]) -> Iterator[str]:
    for chapter in chapters:
        yield f"\n## {chapter.chapter}. {chapter.title}\n\n| page | items |\n| ---: | --- |\n"
        for taught in coverage(chapter):
            told = ", ".join(f"`{item}`" for item in taught.items) or f"— {taught.reason}".rstrip()
            yield f"| {taught.page} | {told} |\n"


if __name__ == "__main__":
    PAGE.write_text(page_map(), encoding="utf-8", newline="\n")
