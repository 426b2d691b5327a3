"""Lists of questions as teachers write them: numbered questions, lettered options, the right one marked or in a key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from kgquiz.cards.choice import Choice
from kgquiz.cards.multi import Multi
from kgquiz.cards.outline import Outline
from kgquiz.formats.base import Found, Given, Left, Taken
from kgquiz.formats.gather import no_more, taken
from kgquiz.formats.text import decoded
from kgquiz.formats.word_lists import LATIN, RUSSIAN
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

Piece = Found | Left
_WORDS = r"№|Q|QUESTION|ВОПРОС|ЗАДАНИЕ|ТЕСТ|СУРОО|ТАПШЫРМА|C[ÂA]U|FRAGE|PREGUNTA|PERTANYAAN|SAVOL"
_NUMBER = re.compile(
    rf"\s*(?:(?:{_WORDS})\s*№?\s*(\d{{1,4}})\s*[.):\-–]?|(\d{{1,4}})\s*([.)]))\s+(\S.*)", re.IGNORECASE | re.DOTALL
)
"""`1.`, `1)`, `№ 1`, `Q1.`, `Вопрос 1:`; the number and its sign."""
_OPTION = re.compile(r"\s*([*+✓✔!]?)\s*\(?([A-Za-zА-Яа-яЁё])\s*[).]\s*(\S.*)", re.DOTALL)
_NEXT_OPTION = re.compile(
    r"(?:(?<=\t)|(?<=\s\s)|(?<=\S\s)(?=\(?\w\)))([*+✓✔]?)\s?\(?([A-Za-zА-Яа-яЁё])\s?[.)]\s*(?=\S)"
)
"""Another option further on in the line: behind a tab or a gap, or with a bracket."""
_SIGNED = re.compile(r"\s*([?+=\-–])\s*(\S.*)", re.DOTALL)
_TAGGED = re.compile(r"\s*<(question|variant|variantright)>\s*(.*)", re.IGNORECASE | re.DOTALL)
_ANSWER = re.compile(
    r"\s*(?:(?:CORRECT |RIGHT )?ANSWER|(?:ТУУРА )?ЖООП|ЖООБУ|(?:ПРАВИЛЬНЫЙ |ВЕРНЫЙ )?ОТВЕТ|КЛЮЧ|АЧКЫЧ|KEY)"
    r"\s*[:\-–]\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_KEY_TITLE = re.compile(
    r"\s*(?:(?:ANSWER )?KEYS?|ANSWERS|(?:ТУУРА )?ЖООПТОР|АЧКЫЧ(?:ТАР)?|(?:ПРАВИЛЬНЫЕ )?ОТВЕТЫ|КЛЮЧ(?:И| К ТЕСТУ)?)"
    r"\s*[:\-–.]?\s*",
    re.IGNORECASE,
)
_LETTER = "[A-Za-zА-Яа-яЁё]"
_KEY = re.compile(rf"(\d{{1,4}})\s*[.)\-–—:=]*\s*({_LETTER}(?:\s*,\s*{_LETTER})*)(?![^\W\d_])")
"""`1-B`, `1) b`, `1B`, `1: A, C`."""
_STARS = "*+✓✔"
_ALIKE = str.maketrans("АВСЕ", "ABCE")
_UNMARKED = N_("None of its options is marked as right: put * before it, write “Answer: B” below, or a key at the end.")
_SET_OFF = ("highlight", "shade", "colour", "underline", "bold", "italic")
"""How the right option is set off, the surest first."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """A paragraph: place, text, how all of it is set off, its level in an automatic list (-1: none), and which list."""

    place: str
    text: str
    set_off: frozenset[str] = frozenset()
    level: int = -1
    series: int = 0
    letters: str = ""
    """The alphabet that Word letters the list with; "" where that is not known."""


@dataclass(slots=True)
class _Option:
    letter: str
    text: str
    right: bool
    set_off: frozenset[str] = frozenset()
    series: int = 0
    level: int = -1
    letters: str = ""
    place: str = ""


@dataclass(slots=True)
class _AskedLine:
    place: str
    number: str
    text: str
    options: list[_Option] = field(default_factory=list)
    answer: str = ""
    plain: bool = False
    """Whether its line bears no number or sign: it may be prose."""
    sign: str = ""
    """What stands behind its number."""
    series: int = 0
    level: int = -1
    more: list[ListLine] = field(default_factory=list)
    """Lines below it that bear no letter: more of the question, or its options."""

    def whole(self) -> str:
        """The question with the lines below it."""
        return "\n".join([self.text, *(line.text.strip() for line in self.more)])


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
        _lines_as_options(one)
        if one.options or one.answer or not one.plain or one.text.endswith(("?", ":")):
            yield _card(one, key)


def _gathered(lines: Iterable[ListLine]) -> tuple[list[_AskedLine], Mapping[str, str]]:
    asked: list[_AskedLine] = []
    key: dict[str, str] = {}
    in_key = False
    for one in lines:
        line = replace(one, text=one.text.strip())
        title = _KEY_TITLE.match(line.text)
        rest = line.text[title.end() :] if title else ""
        pairs = _KEY.findall(rest if title else line.text)
        if asked and title and not rest:
            in_key = True
        elif asked and pairs and (in_key or (title and _is_key(rest, pairs))):
            in_key = True
            key |= {number: letters.upper() for number, letters in pairs}
        else:
            in_key = False
            _place(line, asked)
    return asked, key


def _is_key(text: str, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a line behind a title holds nothing but numbers and letters."""
    return len(re.findall(r"[^\W_]+", text)) <= 2 * sum(1 + letters.count(",") for _, letters in pairs)


def _place(line: ListLine, asked: list[_AskedLine]) -> None:
    """A line as a new question, an option of the last, its answer, or more of what stands before it."""
    text = line.text
    last = asked[-1] if asked else None
    if found := _TAGGED.match(text):
        _tagged(line, found, asked)
    elif last and (found := _ANSWER.match(text)):
        last.answer = found[1].strip()
    elif last and (found := _OPTION.match(text)):
        _lettered(line, found, asked)
    elif found := _NUMBER.match(text):
        _numbered(line, found, asked)
    elif found := _SIGNED.match(text):
        _signed(line, found, asked)
    elif line.level >= 0:
        _listed(line, asked)
    elif last and last.options and not last.answer and not text.strip().endswith(("?", ":")):
        last.options[-1].text += f"\n{text.strip()}"
    elif last and not last.options and not last.plain:
        last.more.append(line)
    elif text.strip():
        asked.append(_AskedLine(line.place, str(len(asked) + 1), text.strip(), plain=True))


def _tagged(line: ListLine, found: re.Match[str], asked: list[_AskedLine]) -> None:
    """`<question>`, then `<variant>`s, of which the first is right."""
    if found[1].casefold() == "question":
        asked.append(_AskedLine(line.place, str(len(asked) + 1), found[2].strip()))
    elif asked:
        first = not asked[-1].options
        asked[-1].options.append(_Option("", found[2].strip(), first or found[1].casefold() == "variantright"))


def _lettered(line: ListLine, found: re.Match[str], asked: list[_AskedLine]) -> None:
    """An option, and those behind it in the same line. A list item before the letter A asks, whatever it seemed."""
    last = asked[-1]
    if last.options and not last.options[-1].letter and last.options[-1].level >= 0 and found[2].upper() in "AА":
        last = _asks_after_all(asked)
    for mark, letter, text in _in_one_line(found[1], found[2], found[3]):
        last.options.append(_option(letter, text, line, marked=bool(mark)))


def _asks_after_all(asked: list[_AskedLine]) -> _AskedLine:
    """A list item that was taken for an option of the line above, and is a question: its own options follow."""
    told = asked[-1].options.pop()
    asked.append(
        _AskedLine(told.place, _next_number(asked), told.text.lstrip("# "), series=told.series, level=told.level)
    )
    return asked[-1]


def _next_number(asked: Sequence[_AskedLine]) -> str:
    """The number that Word gives a question by itself."""
    return str(len([one for one in asked if one.level >= 0 or one.sign]) + 1)


def _in_one_line(mark: str, letter: str, text: str) -> Iterator[tuple[str, str, str]]:
    """`A) one  B) two`: the options of a line, as long as each has the letter that follows."""
    at = 0
    for found in _NEXT_OPTION.finditer(text):
        if _follows(letter, found[2]):
            yield mark, letter, text[at : found.start()]
            mark, letter, at = found[1], found[2], found.end()
    yield mark, letter, text[at:]


def _follows(letter: str, other: str) -> bool:
    return any(0 <= alphabet.find(letter.upper()) == alphabet.find(other.upper()) - 1 for alphabet in (LATIN, RUSSIAN))


def _numbered(line: ListLine, found: re.Match[str], asked: list[_AskedLine]) -> None:
    """A question; but `1)`, `2)` below a question with another sign behind its number are its options."""
    number, sign, text = found[1] or found[2], found[3] or ":", found[4]
    last = asked[-1] if asked else None
    if last and last.sign and last.sign != sign and number == str(len(last.options) + 1) and not last.answer:
        last.options.append(_option(number, text, line, marked=False))
        return
    asked.append(_AskedLine(line.place, number, text.strip(), sign=sign))
    _options_behind(asked[-1], line)


def _options_behind(asked: _AskedLine, line: ListLine) -> None:
    """`1. Which? A) one B) two C) three`."""
    found = next((one for one in _NEXT_OPTION.finditer(asked.text) if one[2].upper() in "AА"), None)
    if found is None:
        return
    pieces = list(_in_one_line(found[1], found[2], asked.text[found.end() :]))
    if len(pieces) > 1:
        asked.text = asked.text[: found.start()].strip()
        asked.options += [_option(letter, text, line, marked=bool(mark)) for mark, letter, text in pieces]


def _signed(line: ListLine, found: re.Match[str], asked: list[_AskedLine]) -> None:
    """`?` asks, `+` and `=` are right, `-` is wrong."""
    if found[1] == "?":
        asked.append(_AskedLine(line.place, str(len(asked) + 1), found[2].strip()))
    elif asked:
        asked[-1].options.append(_Option("", found[2].strip(), found[1] in "+="))


def _listed(line: ListLine, asked: list[_AskedLine]) -> None:
    """An automatic number is not in the text: whether a list item asks or answers is told by the lists around it."""
    last = asked[-1] if asked else None
    if last and last.plain and len(last.options) == 1 and _other_list(line, last.options[0]):
        last = _asks_after_all(asked)
    if last is None or _asks(line, last):
        text = line.text.strip().lstrip("# ")
        asked.append(_AskedLine(line.place, _next_number(asked), text, series=line.series, level=line.level))
    else:
        last.options.append(_option("", line.text, line, marked=False))


def _other_list(line: ListLine, option: _Option) -> bool:
    return option.level >= 0 and (line.series, line.level) != (option.series, option.level)


def _asks(line: ListLine, last: _AskedLine) -> bool:
    """Whether a list item begins a new question after this one."""
    before = last.options[-1] if last.options else None
    if last.level < 0:  # the question stood outside of lists: what follows it answers it, as long as it is one list
        return (line.level == 0 and not last.plain and not last.sign) or (
            before is not None and before.series != line.series
        )
    if (line.series, line.level) == (last.series, last.level) or line.level < last.level:
        return True
    return before is not None and _other_list(line, before)


def _option(letter: str, text: str, line: ListLine, *, marked: bool) -> _Option:
    bare = text.strip()
    starred = bare[:1] in _STARS or bare[-1:] in _STARS or bare.startswith("! ")
    told = bare.removeprefix("! ").strip(_STARS).strip()
    return _Option(
        letter.upper(), told, marked or starred, line.set_off, line.series, line.level, line.letters, line.place
    )


def _lines_as_options(asked: _AskedLine) -> None:
    """Lines without letters below a question, of which some are marked or set off, are its options."""
    options = [_option("", line.text, line, marked=False) for line in asked.more]
    some = [option for option in options if option.right] or _set_off(options)
    if not asked.options and not asked.answer and len(options) > 1 and 0 < len(some) < len(options):
        asked.options, asked.more = options, []


def _card(asked: _AskedLine, key: Mapping[str, str]) -> Piece:
    if not asked.options:
        return _open(asked)
    right = _right(asked, key)
    if not right:
        return Left(asked.place, asked.whole(), message(_UNMARKED))
    wrong = tuple(option.text for option in asked.options if option not in right)
    if len(right) == 1:
        return Found(card=Choice(id="", prompt=asked.whole(), answer=right[0].text, wrong=wrong), place=asked.place)
    answers = tuple(option.text for option in right)
    return Found(card=Multi(id="", prompt=asked.whole(), answers=answers, wrong=wrong), place=asked.place)


def _open(asked: _AskedLine) -> Piece:
    """A question without options is open; it needs points to compare with."""
    points = tuple(part.strip(" •-") for part in re.split(r"[\n;]", asked.answer) if part.strip(" •-"))
    if not points:
        return Left(asked.place, asked.whole(), message(N_("It has no options and no answer.")))
    return Found(card=Outline(id="", prompt=asked.whole(), points=points), place=asked.place)


def _right(asked: _AskedLine, key: Mapping[str, str]) -> list[_Option]:
    """The options that are right: by their mark, the line below, the key at the end, or because they are set off."""
    if marked := [option for option in asked.options if option.right]:
        return marked
    told = asked.answer or key.get(asked.number, "")
    return _named(asked.options, told) if told else _set_off(asked.options)


def _named(options: Sequence[_Option], told: str) -> list[_Option]:
    """The options whose letters or numbers are told; or the one whose text is."""
    letters = {one.upper() for one in re.findall(r"(?<![^\W_])(?:[^\W\d_]|\d{1,2})(?![^\W_])", told)}
    for place, option in enumerate(options):
        option.letter = option.letter or _letter(place, option, letters)
    named = [option for option in options if option.letter in letters]
    alike = {letter.translate(_ALIKE) for letter in letters}
    named = named or [option for option in options if option.letter.translate(_ALIKE) in alike]
    return named or [option for option in options if option.text.casefold() == told.strip(" .").casefold()]


def _letter(place: int, option: _Option, told: Iterable[str]) -> str:
    """The letter that Word gave an option by itself; where its alphabet is not known, the one of the letters told."""
    if any(one.isdecimal() for one in told):
        return str(place + 1)
    cyrillic = any(one in RUSSIAN and one not in "АВСЕ" for one in told)
    alphabet = option.letters or (RUSSIAN if cyrillic else LATIN)
    return alphabet[place] if place < len(alphabet) else ""


def _set_off(options: Sequence[_Option]) -> list[_Option]:
    """The options set off in a way that not all are."""
    for way in _SET_OFF:
        some = [option for option in options if way in option.set_off]
        if 0 < len(some) < len(options):
            return some
    return []
