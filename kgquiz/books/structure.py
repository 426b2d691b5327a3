"""What a book's headings tell: chapters, sections, the list of terms, the review questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgquiz.books.model import BookLine, BookText, Joiner
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading or an entry of a list, joined from its lines."""

    text: str
    page: int
    line: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class BookChapter:
    """A chapter's lines and what its headings and lists say."""

    number: int
    title: str
    page: int
    lines: tuple[BookLine, ...]
    sections: tuple[Heading, ...]
    terms: tuple[Heading, ...]
    questions: tuple[Heading, ...]
    prose: tuple[BookLine, ...]
    """The lines before the lists at the end."""


_WORD = r"(?:глава|бап|тема|лекция|chapter|lecture|unit)"
_NUMBER = r"(\d{1,2}|[IVX]{1,5})"
_CHAPTER = re.compile(rf"\s*(?:{_NUMBER}\s*[-–.]?\s*{_WORD}\b|{_WORD}\s*№?\s*{_NUMBER}\b)[\s.:–-]*(.*)$", re.IGNORECASE)
_PART = re.compile(
    rf"\s*(?:{_NUMBER}\s*[-–.]?\s*(?:бөлүм|часть|раздел)|(?:часть|раздел|part)\s+{_NUMBER})\b", re.IGNORECASE
)
_CONTENTS = re.compile(
    r"\s*(?:главанын|бөлүмдүн|баптын)?\s*(?:мазмуну|содержание главы|содержание|in this chapter|contents)\s*:?\s*$",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\s*(?:жаңы |негизги |новые |основные |ключевые |key |new |list of )*"
    r"(?:термин\w*|түшүнүк\w*|поняти\w*|terms?|concepts|vocabulary|glossary|глоссарий|сөздүк)"
    r"(?:\s+(?:жана|и|and)\s+\w+)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"\s*(?:\w+\s*){0,3}?(?:суроолор|вопросы|вопросов|questions|тапшырмалар|задания|exercises)(?:\s*\w+){0,5}\s*[:.]?\s*$",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*(?:колдонулган |сунушталган |пайдаланылган |список |рекомендуемая |further )*"
    r"(?:адабият\w*|литератур\w*|references|reading|bibliography|источники)\s*[:.]?\s*$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"\s*(?:кыскача\s+\w+|корутунду\w*|жыйынтык\w*|выводы|краткие выводы|summary|conclusions?)\s*[:.]?\s*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[•▪●◦*–—-]\s+(.*)$")
_ITEM = re.compile(r"\s*(\d{1,3})\s*[.)]\s*(\S.*)$")
_GENITIVE = re.compile(r"(?:[нтд][ыиуү]н|ого|его|of the|of)\s*$", re.IGNORECASE)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_LONGEST_TERM, _LONGEST_HEADING = 120, 160


def chapters_of(book: BookText) -> tuple[BookChapter, ...]:
    """The chapters in order; a book without any heading of a chapter is one chapter."""
    joiner = Joiner(line.text for line in book.lines)
    lines = book.lines
    starts = _starts(lines)
    if not starts:
        return (_chapter(1, _heading_above(lines), lines, joiner),) if lines else ()
    ends = [*(at for at, _ in starts[1:]), len(lines)]
    return tuple(
        _chapter(number, None, _without_part(lines[at:end]), joiner)
        for (at, number), end in zip(starts, ends, strict=True)
    )


def _heading_above(lines: Sequence[BookLine]) -> str:
    """The title of a text without chapters: a short first line that stands apart and is no sentence."""
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    if not filled:
        return ""
    at = filled[0]
    text = lines[at].text.strip()
    apart = lines[at].heading or (at + 1 < len(lines) and not lines[at + 1].text.strip())
    sentence = text.endswith((".", ";", ",", ":", "!")) or _ITEM.match(text) or _BULLET.match(text) or _kind(text)
    return "" if sentence or not apart or len(text) > _LONGEST_HEADING else text


def number_of(text: str) -> int:
    """A number in figures or Roman ones."""
    if text.isdigit():
        return int(text)
    values = [_ROMAN[one] for one in text.upper()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _starts(lines: Sequence[BookLine]) -> list[tuple[int, int]]:
    """Where chapters begin: of several lines that say one number, the one whose text is the chapter's, not a list's."""
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        said = _CHAPTER.match(line.text)
        if said and len(line.text) < _LONGEST_HEADING and _is_heading(said[3], line):
            found.append((at, number_of(said[1] or said[2])))
    kept: list[tuple[int, int]] = []
    for here, (at, number) in enumerate(found):
        after = found[here + 1][0] if here + 1 < len(found) else len(lines)
        is_listed = after - at < 6 and any(one == number for _, one in found[here + 1 :])  # noqa: PLR2004
        if not is_listed and (not kept or number > kept[-1][1]):
            kept.append((at, number))
    return kept


def _is_heading(rest: str, line: BookLine) -> bool:
    return line.heading or not rest or rest[0].isupper() or rest[0] in '«“"' or rest[0].isdigit()


def _without_part(lines: Sequence[BookLine]) -> Sequence[BookLine]:
    """A chapter ends before the heading of the next part."""
    for at in range(max(0, len(lines) - 12), len(lines)):
        if at and _PART.match(lines[at].text) and len(lines[at].text) < _LONGEST_HEADING:
            return lines[:at]
    return lines


def _chapter(number: int, title: str | None, lines: Sequence[BookLine], joiner: Joiner) -> BookChapter:
    after = 0
    if title is None:
        title, after = _title(lines, joiner)
    cues = list(_cues(lines, after))
    terms_at = _last(cues, "terms", lines)
    questions_at = _last(cues, "questions", lines)
    listed, body = _contents(lines, after, cues, joiner)
    stops = [at for at in (terms_at, questions_at) if at is not None]
    end = min((at for at, _ in cues if at >= body and (at in stops)), default=len(lines))
    summary = [at for at, kind in cues if kind == "summary" and body <= at < end]
    inner = lines[body : (summary[-1] if summary else end)]
    return BookChapter(
        number,
        title,
        lines[0].page,
        tuple(lines),
        tuple(_sections(inner, listed, joiner)),
        tuple(_terms(_stretch(lines, terms_at, cues), joiner)) if terms_at is not None else (),
        tuple(_questions(_stretch(lines, questions_at, cues), joiner)) if questions_at is not None else (),
        tuple(lines[body:end]),
    )


def _title(lines: Sequence[BookLine], joiner: Joiner) -> tuple[str, int]:
    said = _CHAPTER.match(lines[0].text)
    first = said[3].strip() if said else ""
    parts, at = [first] if first else [], 1
    shouts = not first or first.isupper()
    blank = False
    while at < min(len(lines), 10):
        text = lines[at].text.strip()
        if not text:
            blank = True
        elif (
            _kind(lines[at].text)
            or _ITEM.match(text)
            or _BULLET.match(text)
            or (
                blank and parts and not (text[0].islower() or (shouts and text.isupper() and " ".join(parts).isupper()))
            )
            or len(" ".join(parts)) > _LONGEST_HEADING
            or (parts and parts[-1].rstrip().endswith((".", "?", "!")))
        ):
            break
        else:
            parts.append(text)
            blank = False
        at += 1
    return joiner.join(parts).rstrip(". "), at


def _kind(text: str) -> str:
    if len(text) > _LONGEST_HEADING or not text.strip():
        return ""
    for kind, pattern in _KINDS:
        if pattern.match(text):
            return kind
    return ""


_KINDS = (("contents", _CONTENTS), ("summary", _SUMMARY), ("terms", _TERMS), ("end", _END), ("questions", _QUESTIONS))


def _cues(lines: Sequence[BookLine], after: int) -> Iterator[tuple[int, str]]:
    for at in range(after, len(lines)):
        kind = _kind(lines[at].text)
        if kind and not (_BULLET.match(lines[at].text) or _ITEM.match(lines[at].text)):
            yield at, kind


def _last(cues: Sequence[tuple[int, str]], wanted: str, lines: Sequence[BookLine]) -> int | None:
    """The last such heading that entries follow: in a chapter's own contents one heading follows the other."""
    for at, kind in reversed(cues):
        if kind == wanted:
            following = [line for line in lines[at + 1 : at + 8] if line.text.strip()]
            if following and not _kind(following[0].text):
                return at
    return None


def _stretch(lines: Sequence[BookLine], at: int, cues: Sequence[tuple[int, str]]) -> Sequence[BookLine]:
    end = min((one for one, _ in cues if one > at), default=len(lines))
    return lines[at + 1 : end]


def _contents(
    lines: Sequence[BookLine], after: int, cues: Sequence[tuple[int, str]], joiner: Joiner
) -> tuple[list[str], int]:
    """The sections that a chapter's own contents name, and where its text begins."""
    start = next((at for at, kind in cues if kind == "contents" and at < after + 12), None)
    if start is None:
        return [], after
    entries: list[list[str]] = []
    end, named = start + 1, False
    for at in range(start + 1, min(len(lines), start + 40)):
        text = lines[at].text.strip()
        if not text:
            continue
        item = _ITEM.match(text)
        if _kind(text) and not item:
            named = True
        elif item and int(item[1]) == len(entries) + 1 and not named:
            entries.append([_ITEM.sub(r"\2", item[2])])
        elif entries and text[0].islower() and not named:
            entries[-1].append(text)
        else:
            break
        end = at + 1
    return [joiner.join(parts).rstrip(". ") for parts in entries], end


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _sections(lines: Sequence[BookLine], listed: Sequence[str], joiner: Joiner) -> Iterator[Heading]:
    """Numbered headings in their order: those that the contents name, or else short ones that stand apart."""
    wanted = 1
    for at, line in enumerate(lines):
        item = _ITEM.match(line.text)
        if line.heading and not _kind(line.text):
            title = item[2] if item else line.text.strip()
            yield Heading(title.rstrip(". "), line.page, line.number, wanted)
            wanted += 1
            continue
        if not item or int(item[1]) != wanted:
            continue
        if title := _section_title(lines, at, item[2], listed[wanted - 1] if wanted <= len(listed) else "", joiner):
            if listed and wanted > len(listed):
                return
            yield Heading(title, line.page, line.number, wanted)
            wanted += 1


def _section_title(lines: Sequence[BookLine], at: int, first: str, listed: str, joiner: Joiner) -> str:
    for count in range(1, 6) if listed else ():
        some = [first, *(line.text for line in lines[at + 1 : at + 8] if line.text.strip())][:count]
        title = joiner.join(some).rstrip(". ")
        if _alike(_key(title), _key(listed)):
            return title
    parts, after = [first], at + 1
    while after < min(len(lines), at + 6) and lines[after].text.strip() and not _ITEM.match(lines[after].text):
        parts.append(lines[after].text)
        after += 1
    title = joiner.join(parts)
    apart = not at or not lines[at - 1].text.strip()
    follows = next((line.text for line in lines[after:] if line.text.strip()), "")
    sound = len(parts) <= 3 and len(title) <= _LONGEST_HEADING and title[0].isupper()  # noqa: PLR2004
    ended = title.rstrip().endswith((".", ";", ",", ":", "?"))
    return title.rstrip() if apart and sound and not ended and not _ITEM.match(follows) else ""


def _alike(one: str, other: str) -> bool:
    """Whether two titles are one: contents and heading often differ by an ending."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - 4 ms that only drafting needs

    return abs(len(one) - len(other)) <= 0.15 * len(other) and SequenceMatcher(None, one, other).ratio() > 0.85  # noqa: PLR2004


def _terms(lines: Sequence[BookLine], joiner: Joiner) -> Iterator[Heading]:
    filled = [line for line in lines if line.text.strip()]
    bulleted = any(_BULLET.match(line.text) for line in filled)
    numbered = not bulleted and sum(bool(_ITEM.match(line.text)) for line in filled) * 2 > len(filled)
    small = not (bulleted or numbered) and sum(line.text.strip()[0].islower() for line in filled) * 2 > len(filled)
    entry: list[BookLine] = []
    texts: list[str] = []
    for line in filled:
        mark = _BULLET.match(line.text) if bulleted else _ITEM.match(line.text) if numbered else None
        text = (mark[mark.lastindex or 1] if mark else line.text).strip()
        goes_on = (text[0].islower() and not small) or text[0] == "(" or bool(texts and _GENITIVE.search(texts[-1]))
        joins = texts and not mark and goes_on
        if not joins and texts:
            yield from _entries(entry, texts, joiner)
            entry, texts = [], []
        if len(text) > _LONGEST_TERM and not _listed_in_line(text):
            break
        entry.append(line)
        texts.append(text)
    if texts:
        yield from _entries(entry, texts, joiner)


def _listed_in_line(text: str) -> bool:
    return text.count(",") >= 2 or text.count(";") >= 2  # noqa: PLR2004


def _entries(lines: Sequence[BookLine], texts: Sequence[str], joiner: Joiner) -> Iterator[Heading]:
    text = joiner.join(texts)
    split = [text]
    if _listed_in_line(text) and "(" not in text:
        split = re.split(r"\s*[;,]\s*", text)
    for one in split:
        if bare := one.strip().rstrip(".;, "):
            yield Heading(bare, lines[0].page, lines[0].number)


def _questions(lines: Sequence[BookLine], joiner: Joiner) -> Iterator[Heading]:
    """Numbered in order; a list without numbers has a question a line. A number that falls back ends them."""
    numbered = any(_ITEM.match(line.text) for line in lines)
    entry: list[BookLine] = []
    number = 0
    for line in lines:
        text = line.text.strip()
        item = _ITEM.match(text)
        if _is_footnote(text):
            break
        begins = bool(text) and (bool(item) if numbered else not text[0].islower())
        if begins:
            said = int(item[1]) if item and numbered else number + 1
            if not number < said <= number + 3:
                break
            if entry:
                yield _question(entry, number, joiner)
            entry, number = [line], said
        elif text and entry:
            entry.append(line)
    if entry:
        yield _question(entry, number, joiner)


_ADDRESS = re.compile(r"\d+\s+(?:https?://|www\.)|https?://")


def _is_footnote(text: str) -> bool:
    return bool(_ADDRESS.match(text))


def _question(entry: Sequence[BookLine], number: int, joiner: Joiner) -> Heading:
    texts = [line.text.strip() for line in entry]
    first = _ITEM.match(texts[0])
    bullet = _BULLET.match(texts[0])
    texts[0] = first[2] if first else bullet[1] if bullet else texts[0]
    return Heading(joiner.join(texts), entry[0].page, entry[0].number, number)
