"""Lists of questions as teachers write them: numbered questions, lettered options, the right one marked or in a key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kgquiz.cards.choice import Choice
from kgquiz.cards.multi import Multi
from kgquiz.cards.outline import Outline
from kgquiz.formats.base import Found, Given, Left, Taken
from kgquiz.formats.gather import no_more, taken
from kgquiz.formats.text import decoded
from kgquiz.messages import N_, message

Piece = Found | Left
_NUMBER = re.compile(r"\s*(?:№\s*)?(\d{1,4})\s*[.)]\s+(\S.*)", re.DOTALL)
_OPTION = re.compile(r"\s*([*+✓]?)\s*([A-Za-zА-Яа-яЁё])\s*[).]\s*(\S.*)", re.DOTALL)
_SIGNED = re.compile(r"\s*([?+=\-–])\s*(\S.*)", re.DOTALL)
_TAGGED = re.compile(r"\s*<(question|variant|variantright)>\s*(.*)", re.IGNORECASE | re.DOTALL)
_ANSWER = re.compile(
    r"\s*(?:ANSWER|ТУУРА ЖООП|ЖООП|ЖООБУ|ПРАВИЛЬНЫЙ ОТВЕТ|ОТВЕТ|КЛЮЧ|АЧКЫЧ|KEY)\s*[:\-–]\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_KEY_TITLE = re.compile(r"\s*(?:ANSWERS|KEYS?|ЖООПТОР|АЧКЫЧ|ОТВЕТЫ|КЛЮЧИ?)\s*:?\s*", re.IGNORECASE)
_KEY = re.compile(r"(\d{1,4})\s*[.)\-–:]*\s*([A-Za-zА-Яа-яЁё])(?![^\W\d_])")
_STARS = "*+✓"
_ALIKE = str.maketrans("АВСЕ", "ABCE")


@dataclass(frozen=True, slots=True)
class ListLine:
    """A paragraph: its place, its text, whether all of it is set off, its level in an automatic list (-1: none)."""

    place: str
    text: str
    strong: bool = False
    level: int = -1
    list: int = 0


@dataclass(slots=True)
class _Option:
    letter: str
    text: str
    right: bool
    strong: bool
    list: int = 0


@dataclass(slots=True)
class _AskedLine:
    place: str
    number: str
    text: str
    options: list[_Option] = field(default_factory=list)
    answer: str = ""
    plain: bool = False
    """Whether its line bears no number or sign: it may be prose."""


def read(given: Given) -> Taken:
    """The questions of a plain text."""
    text, guesses = decoded(given)
    numbered = no_more(enumerate(text.split("\n"), 1), given)
    lines = [ListLine(given.at(n), line) for n, line in numbered if line.strip()]
    return taken(questions_in(lines), given, guesses=guesses)


def questions_in(lines: Iterable[ListLine]) -> Iterator[Piece]:
    """Every question, or what it lacks."""
    asked, key = _gathered(lines)
    for one in asked:
        if one.options or one.answer or not one.plain or one.text.endswith(("?", ":")):
            yield _card(one, key)


def _gathered(lines: Iterable[ListLine]) -> tuple[list[_AskedLine], Mapping[str, str]]:
    asked: list[_AskedLine] = []
    key: dict[str, str] = {}
    in_key = False
    for line in lines:
        if _KEY_TITLE.fullmatch(line.text):
            in_key = bool(asked)
        elif in_key and _KEY.search(line.text):
            key |= {number: letter.upper() for number, letter in _KEY.findall(line.text)}
        else:
            in_key = False
            _place(line, asked)
    return asked, key


def _place(line: ListLine, asked: list[_AskedLine]) -> None:
    """A line as a new question, an option of the last, its answer, or more of what stands before it."""
    text = line.text
    last = asked[-1] if asked else None
    if found := _TAGGED.match(text):
        _tagged(line, found, asked)
    elif last and (found := _ANSWER.match(text)):
        last.answer = found[1].strip()
    elif last and (found := _OPTION.match(text)):
        last.options.append(_option(found[2], found[3], line, marked=bool(found[1])))
    elif found := _NUMBER.match(text):
        asked.append(_AskedLine(line.place, found[1], found[2].strip()))
    elif found := _SIGNED.match(text):
        _signed(line, found, asked)
    elif line.level >= 0:
        _listed(line, asked)
    elif last and last.options and not last.answer and not text.strip().endswith(("?", ":")):
        last.options[-1].text += f"\n{text.strip()}"
    elif last and not last.options and not last.plain:
        last.text += f"\n{text.strip()}"
    elif text.strip():
        asked.append(_AskedLine(line.place, str(len(asked) + 1), text.strip(), plain=True))


def _tagged(line: ListLine, found: re.Match[str], asked: list[_AskedLine]) -> None:
    """`<question>`, then `<variant>`s, of which the first is right."""
    if found[1].casefold() == "question":
        asked.append(_AskedLine(line.place, str(len(asked) + 1), found[2].strip()))
    elif asked:
        first = not asked[-1].options
        asked[-1].options.append(_Option("", found[2].strip(), first or found[1].casefold() == "variantright", False))


def _signed(line: ListLine, found: re.Match[str], asked: list[_AskedLine]) -> None:
    """`?` asks, `+` and `=` are right, `-` is wrong."""
    if found[1] == "?":
        asked.append(_AskedLine(line.place, str(len(asked) + 1), found[2].strip()))
    elif asked:
        asked[-1].options.append(_Option("", found[2].strip(), found[1] in "+=", False))


def _listed(line: ListLine, asked: list[_AskedLine]) -> None:
    """An automatic number is not in the text: a list below a plain line answers it; else its first level asks."""
    last = asked[-1] if asked else None
    goes_on = last is not None and last.plain and all(option.list == line.list for option in last.options)
    if last is None or (line.level == 0 and not goes_on):
        asked.append(_AskedLine(line.place, str(len(asked) + 1), line.text.strip()))
    else:
        last.options.append(_option("", line.text, line, marked=False))


def _option(letter: str, text: str, line: ListLine, *, marked: bool) -> _Option:
    bare = text.strip()
    starred = bare[:1] in _STARS or bare[-1:] in _STARS
    return _Option(letter.upper(), bare.strip(_STARS).strip(), marked or starred, line.strong, line.list)


def _card(asked: _AskedLine, key: Mapping[str, str]) -> Piece:
    if not asked.options:
        return _open(asked)
    right = _right(asked, key)
    if not right:
        return Left(asked.place, asked.text, message(N_("None of its options is marked as right.")))
    wrong = tuple(option.text for option in asked.options if option not in right)
    if len(right) == 1:
        return Found(card=Choice(id="", prompt=asked.text, answer=right[0].text, wrong=wrong), place=asked.place)
    answers = tuple(option.text for option in right)
    return Found(card=Multi(id="", prompt=asked.text, answers=answers, wrong=wrong), place=asked.place)


def _open(asked: _AskedLine) -> Piece:
    """A question without options is open; it needs points to compare with."""
    points = tuple(part.strip(" •-") for part in re.split(r"[\n;]", asked.answer) if part.strip(" •-"))
    if not points:
        return Left(asked.place, asked.text, message(N_("It has no options and no answer.")))
    return Found(card=Outline(id="", prompt=asked.text, points=points), place=asked.place)


def _right(asked: _AskedLine, key: Mapping[str, str]) -> list[_Option]:
    """The options that are right: by their mark, the line below, the key at the end, or because they are bold."""
    if marked := [option for option in asked.options if option.right]:
        return marked
    told = asked.answer or key.get(asked.number, "")
    if told:
        letters = {letter.upper() for letter in re.findall(r"(?<![^\W\d_])[^\W\d_](?![^\W\d_])", told)}
        for place, option in enumerate(asked.options):
            option.letter = option.letter or chr(65 + place)
        named = [option for option in asked.options if option.letter in letters]
        alike = {letter.translate(_ALIKE) for letter in letters}
        named = named or [option for option in asked.options if option.letter.translate(_ALIKE) in alike]
        return named or [option for option in asked.options if option.text.casefold() == told.casefold()]
    strong = [option for option in asked.options if option.strong]
    return strong if len(strong) < len(asked.options) else []
