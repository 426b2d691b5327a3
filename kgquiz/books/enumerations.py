"""Lists in running text: marked lines, “first, second, …”, steps one after the other, a count with its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgquiz.books.model import Paragraph, sentences
from kgquiz.cards.kyrgyz.number_words import Style
from kgquiz.cards.kyrgyz.numbers import read_quantity
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class FoundList:
    """An enumeration: the sentence before it and its entries in order; `parts` where the text gives them no order."""

    ask: str
    items: tuple[str, ...]
    page: int
    first: int
    last: int
    parts: bool = False


_LISTED = re.compile(r"^\s*(?:[•▪●*–—-]\s+|(?P<n>\d{1,2})[.)]\s+|\(?(?P<l>[а-яёa-z])\)\s*)(?P<text>\S.*)$")
_BULLETS = "•▪●*–—-"
_ORDINALS = (
    ["биринчиден", "экинчиден", "үчүнчүдөн", "төртүнчүдөн", "бешинчиден", "алтынчыдан", "жетинчиден"],
    ["во-первых", "во-вторых", "в-третьих", "в-четвертых", "в-пятых"],
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"],
    ["firstly", "secondly", "thirdly", "fourthly", "fifthly"],
)
_STAGE = r"(?:баскычта|этапта|кадамда|мезгилде)"
_FIRST = rf"(?:адегенде|алгач|эң мурда|биринчи (?:{_STAGE}|кезекте)|сначала|сперва|на первом этапе|at first|first)"
_WHILE = r"(?:мүнөттөн|сааттан|күндөн|суткадан|жумадан|айдан|жылдан)"
_NEXT = (
    rf"(?:(?:\S+\s)?{_WHILE} (?:кийин|соң)|(?:андан|ошондон) (?:кийин|соң|ары)|кийин|соңунда|"
    rf"(?:\w+нч[ыиуү]|акыркы) {_STAGE}|эң акырында|"
    r"акырында|аягында|затем|потом|после этого|далее|на \w+ этапе|наконец|then|next|after that|finally)"
)
_BARE_MARK = (
    rf"(?:{_FIRST}|андан (?:кийин|соң|ары)|кийин|эң акырында|акырында|аягында|[\w-]+ {_STAGE}|"
    r"затем|потом|далее|наконец|then|next|finally)"
)
_BEGINS = re.compile(rf"^{_FIRST}\b", re.IGNORECASE)
_GOES_ON = re.compile(rf"^{_NEXT}\b", re.IGNORECASE)
_STEP_MARK = re.compile(rf"^{_BARE_MARK}[, ]\s*", re.IGNORECASE)
"""Words that only say the order; “a month later” says more, and stays."""
_FEWEST, _MOST_PARTS, _LONGEST_PART = 3, 9, 110
_WORD = re.compile(r"[^\W_]+")
_AND = r"(?:жана|ошондой эле|и|and)"
_BETWEEN = (
    re.compile(rf"[,;]\s+(?:{_AND}\s+)?"),
    re.compile(rf"[,;]\s+(?:{_AND}\s+)?|\s{_AND}\s"),
)
"""What stands between parts: commas alone, as a part may hold an “and” itself; else every “and” too."""


def lists_of(text: Sequence[Paragraph]) -> Iterator[FoundList]:
    """Every list of a stretch of text; one kind after the other."""
    yield from _marked(text)
    yield from _numbered_in_words(text)
    for paragraph in text:
        yield from _steps(paragraph)
        yield from _counted(paragraph)


def _marked(text: Sequence[Paragraph]) -> Iterator[FoundList]:
    entries: list[tuple[Paragraph, str]] = []
    before: Paragraph | None = None
    kind = ""
    for paragraph in [*text, None]:
        match = _LISTED.match(paragraph.text) if paragraph else None
        mark = _style(match, paragraph.text) if match and paragraph else ""
        first = match and (match["n"] == "1" or match["l"] in {"а", "a"} or (entries and mark != kind))
        if (not match or first) and entries:
            if len(entries) >= _FEWEST and before is not None:
                yield _list(before, entries, parts=kind in _BULLETS)
            entries = []
        if match and paragraph:
            kind = mark if not entries else kind
            entries.append((paragraph, match["text"].strip().rstrip(";.,")))
        else:
            before = paragraph


def _style(match: re.Match[str], text: str) -> str:
    """How an entry is marked: by a letter, by a number with a point or bracket, by a bullet."""
    bare = text.strip()
    return "letter" if match["l"] else bare.lstrip("0123456789")[:1] if match["n"] else bare[:1]


def _list(before: Paragraph, entries: Sequence[tuple[Paragraph, str]], *, parts: bool) -> FoundList:
    ask = sentences(before.text)[-1].strip()
    first, last = entries[0][0], entries[-1][0]
    return FoundList(ask, tuple(text for _, text in entries), first.page, first.first, last.last, parts)


def _numbered_in_words(text: Sequence[Paragraph]) -> Iterator[FoundList]:
    """«Биринчиден, …» and its like: sentences of one paragraph, or of several that follow each other."""
    for words in _ORDINALS:
        entries: list[tuple[str, Paragraph]] = []
        for paragraph in text:
            for sentence in sentences(paragraph.text):
                if len(entries) < len(words) and sentence.casefold().startswith(f"{words[len(entries)]},"):
                    entries.append((sentence[len(words[len(entries)]) + 1 :].strip().rstrip("."), paragraph))
                elif entries and sentence.casefold().startswith(f"{words[0]},"):
                    entries = [(sentence[len(words[0]) + 1 :].strip().rstrip("."), paragraph)]
        if len(entries) >= _FEWEST:
            first, last = entries[0][1], entries[-1][1]
            yield FoundList("", tuple(one for one, _ in entries), first.page, first.first, last.last)


def _steps(paragraph: Paragraph) -> Iterator[FoundList]:
    """«Адегенде …, андан кийин …, акырында …»: sentences of a paragraph, or clauses of one sentence."""
    said = sentences(paragraph.text)
    for at, sentence in enumerate(said):
        told = re.split(r"[:;]\s+|,\s+", sentence)
        start = next((n for n, one in enumerate(told) if _BEGINS.match(one)), None)
        if start is not None:
            inner = _gathered(told[start:])
            if len(inner) >= _FEWEST:
                yield _stepped(", ".join(told[:start]), inner, paragraph)
                continue
        if _BEGINS.match(sentence):
            steps = [sentence, *(one for one in said[at + 1 :] if _GOES_ON.match(one))]
            if len(steps) >= _FEWEST:
                yield _stepped(said[at - 1] if at else "", steps, paragraph)


def _gathered(clauses: Sequence[str]) -> list[str]:
    """Clauses by steps: what begins with no word of order belongs to the step before it."""
    steps: list[str] = []
    for clause in clauses:
        if _BEGINS.match(clause) or _GOES_ON.match(clause) or not steps:
            steps.append(clause)
        else:
            steps[-1] += f", {clause}"
    return steps


def _stepped(ask: str, steps: Sequence[str], paragraph: Paragraph) -> FoundList:
    items = tuple(_STEP_MARK.sub("", step).strip().rstrip(".") for step in steps)
    return FoundList(ask.strip(), items, paragraph.page, paragraph.first, paragraph.last)


def _counted(paragraph: Paragraph) -> Iterator[FoundList]:
    """«Үч себеби бар: а, б жана в»: a number, a colon, and as many parts as the number says."""
    for sentence in sentences(paragraph.text):
        head, colon, rest = sentence.partition(": ")
        if not colon:
            continue
        counts = _counts_in(head)
        if parts := next((parts for how in _BETWEEN if len(parts := _split(how, rest)) in counts), ()):
            yield FoundList(head.strip(), parts, paragraph.page, paragraph.first, paragraph.last, parts=True)


def _split(how: re.Pattern[str], text: str) -> tuple[str, ...]:
    """The parts of a text; none where they are too few, too many or too long to be parts."""
    parts = tuple(bare for one in how.split(text) if (bare := one.strip().rstrip(".;")))
    sound = _FEWEST <= len(parts) <= _MOST_PARTS and max(map(len, parts)) < _LONGEST_PART
    return parts if sound else ()


def _counts_in(text: str) -> set[int]:
    tokens = [word[0].casefold() for word in _WORD.finditer(text)]
    found = set()
    for at in range(len(tokens)):
        read = read_quantity(tokens, at)
        if read and read[0].style is not Style.ORDINAL and read[0].value.denominator == 1:
            found.add(int(read[0].value))
        elif tokens[at] in _OTHER_COUNTS:
            found.add(_OTHER_COUNTS[tokens[at]])
    return found


_OTHER_COUNTS = {
    **dict.fromkeys(("три", "трех", "трёх", "three"), 3),
    **dict.fromkeys(("четыре", "четырех", "четырёх", "four"), 4),
    **dict.fromkeys(("пять", "пяти", "five"), 5),
    **dict.fromkeys(("шесть", "шести", "six"), 6),
    **dict.fromkeys(("семь", "семи", "seven"), 7),
}
"""Numbers of other languages than the reader's own."""
