"""What somebody read off an answer sheet, as short cells that are typed or stand in a table, and back.

==========  ============================================================================
choice      `b` or `2`
multi       `acd` or `134`
order       the numbers written before the items, in the order printed: `2143`, `2 1 4 3`; `-` for none
match       the letters written beside the left sides, in the order printed: `bca`; `-` for none
typed       the words; several blanks apart by `;`
open        the points of the key that are there: `acd`; or points given: `2.5`
any         `+` all of the points, `-` none, `*1.5` so many, nothing or `_` left open, `?` not to be read
==========  ============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kgquiz.cards.match import paired
from kgquiz.cards.prompts import Answer, Arrange, ChooseMany, ChooseOne, Pair, Prompt, Type
from kgquiz.errors import ExitCode, KgquizError
from kgquiz.exam.form import FormItem
from kgquiz.exam.scoring import points_of
from kgquiz.messages import N_
from kgquiz.value import dataclass

LETTERS = "abcdefghijklmnopqrstuvwxyz"
OPEN, DOUBTFUL, ALL, NONE, GIVEN = "_", "?", "+", "-", "*"
BETWEEN_BLANKS = ";"
_DASHES = frozenset("-–—−")
_LATIN = str.maketrans("АВСЕаеос", "abceaeoc")
"""Cyrillic letters that look like Latin ones. в is left out: it is no b, but the third letter of that alphabet."""
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?")
_TOKEN = re.compile(r"\d+|[^\W\d_]|[-–—−_]")


@dataclass(frozen=True, slots=True)
class CellEntry:
    """One item as it stands on a sheet: the answer as on the screen, points ticked, or a share awarded (0..1)."""

    answer: Answer = ()
    ticked: Answer | None = None
    awarded: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing stands there."""
        return not self.answer and self.ticked is None and self.awarded is None


class CannotEnter(KgquizError):
    """A cell that says nothing about its item."""

    exit_code = ExitCode.BAD_CONTENT


class NotToBeRead(CannotEnter):
    """A cell that somebody or the scanner marked as doubtful."""


def entry_of(item: FormItem, cell: str) -> CellEntry:
    """What a cell says of an item. Raises CannotEnter."""
    text = cell.strip()
    if text == DOUBTFUL:
        raise NotToBeRead(N_("“?” stands there: look at the sheet and write what it says."))
    if not text or text == OPEN:
        return CellEntry()
    if text == ALL:
        return _all_of(item)
    if text in _DASHES:
        return CellEntry(awarded=0.0)
    if text.startswith(GIVEN):
        return CellEntry(awarded=_share(item, text[1:].strip()))
    return _answered(item, text)


def _answered(item: FormItem, text: str) -> CellEntry:
    if not item.card.self_marked:
        return CellEntry(_as_on_screen(item.prompt(), text))
    if _NUMBER.fullmatch(text):
        return CellEntry(awarded=_share(item, text))
    points = points_of(item.card)
    return CellEntry(ticked=tuple(one for one in points if one in _some_of(points, text)))


def _as_on_screen(prompt: Prompt, text: str) -> Answer:
    answer: Answer = ()
    match prompt:
        case ChooseOne(options=options):
            answer = (_one_of(options, text),)
        case ChooseMany(options=options):
            answer = tuple(one for one in options if one in _some_of(options, text))
        case Arrange(items=items):
            answer = _in_order(items, text)
        case Pair(lefts=lefts, rights=rights):
            answer = _made(lefts, rights, text)
        case Type(blanks=blanks):
            answer = _typed(blanks, text)
    return answer


def _all_of(item: FormItem) -> CellEntry:
    return CellEntry(ticked=points_of(item.card)) if item.card.self_marked else CellEntry(awarded=1.0)


def _share(item: FormItem, figure: str) -> float:
    given = float(figure.replace(",", ".")) if _NUMBER.fullmatch(figure) else -1.0
    if not 0 <= given <= item.points:
        raise CannotEnter(
            N_("“{figure}” is no number of points from 0 to {most:g}."), figure=figure or GIVEN, most=item.points
        )
    return given / item.points


def _one_of(options: Sequence[str], text: str) -> str:
    found = _some_of(options, text)
    if len(found) != 1:
        raise CannotEnter(N_("“{cell}” names more than one option."), cell=text)
    return found[0]


def _some_of(options: Sequence[str], text: str) -> list[str]:
    return [options[_place(token, len(options), text)] for token in _tokens(text, len(options))]


def _tokens(text: str, most: int) -> list[str]:
    """Letters one by one; digits too, where none of the numbers wanted has two."""
    if re.sub(r"[\s,;.)]", "", _TOKEN.sub("", text)):
        raise CannotEnter(N_("“{cell}” is not letters or numbers of what stands there."), cell=text)
    found: list[str] = _TOKEN.findall(text)
    single = most < 10 and len(found) == 1 and found[0].isdecimal()  # noqa: PLR2004 - numbers of one digit
    return list(found[0]) if single else found


def _place(token: str, most: int, text: str) -> int:
    """Where the option stands that a letter or number names, from 0."""
    letter = token.translate(_LATIN).lower()
    place = int(letter) - 1 if letter.isdecimal() else LETTERS.find(letter)
    if not 0 <= place < most:
        last = LETTERS[most - 1]
        raise CannotEnter(
            N_("“{cell}” is none of what stands there: Latin letters a to {last}, or numbers 1 to {most}."),
            cell=text,
            last=last,
            most=most,
        )
    return place


def _is_gap(token: str) -> bool:
    return token in _DASHES or token in {OPEN, "0"}


def _in_order(items: Sequence[str], text: str) -> Answer:
    """The items by the numbers before them; one without a number is left out."""
    tokens = _of_length(_tokens(text, len(items)), len(items), text)
    numbers = {n: token for n, token in enumerate(tokens) if not _is_gap(token)}
    if not all(token.isdecimal() for token in numbers.values()):
        raise CannotEnter(
            N_("“{cell}”: write the number that stands before each item, in the order printed."), cell=text
        )
    places = {n: _place(token, len(items), text) for n, token in numbers.items()}
    if len(set(places.values())) < len(places):
        raise CannotEnter(
            N_("“{cell}” has one number twice. Give points instead, as “*1”, or “-” for the doubtful ones."), cell=text
        )
    return tuple(items[n] for n in sorted(places, key=lambda n: places[n]))


def _made(lefts: Sequence[str], rights: Sequence[str], text: str) -> Answer:
    tokens = _of_length(_tokens(text, len(rights)), len(lefts), text)
    return tuple(
        paired(left, rights[_place(token, len(rights), text)])
        for left, token in zip(lefts, tokens, strict=True)
        if not _is_gap(token)
    )


def _of_length(tokens: list[str], length: int, text: str) -> list[str]:
    if len(tokens) != length:
        raise CannotEnter(
            N_("“{cell}” names {given} where {wanted} stand. Write “-” for one that is left open."),
            cell=text,
            given=len(tokens),
            wanted=length,
        )
    return tokens


def _typed(blanks: int, text: str) -> Answer:
    if blanks == 1:
        return (text,)
    parts = tuple(part.strip().removeprefix(OPEN) for part in text.split(BETWEEN_BLANKS))
    if len(parts) != blanks:
        raise CannotEnter(
            N_("“{cell}” fills {given} of {wanted} blanks. Write “;” between them and “_” for an open one."),
            cell=text,
            given=len(parts),
            wanted=blanks,
        )
    return parts


def cell_of(item: FormItem, entry: CellEntry) -> str:
    """The cell that says an entry: what `entry_of` reads back."""
    if entry.awarded is not None:
        return _award_cell(entry.awarded * item.points)
    if entry.ticked is not None:
        return _letters(points_of(item.card), entry.ticked) or NONE
    return "" if entry.is_open else _cell_of_answer(item.prompt(), entry.answer)


def _cell_of_answer(prompt: Prompt, answer: Answer) -> str:
    match prompt:
        case ChooseOne(options=options) | ChooseMany(options=options):
            return _letters(options, answer)
        case Arrange(items=items):
            number = {one: str(n) for n, one in enumerate(answer, 1)}
            return " ".join(number.get(one, NONE) for one in items)
        case Pair(lefts=lefts, rights=rights):
            return "".join(_letter_beside(left, rights, answer) for left in lefts)
    return f"{BETWEEN_BLANKS} ".join(part or OPEN for part in answer)


def _letter_beside(left: str, rights: Sequence[str], answer: Answer) -> str:
    return next((LETTERS[n] for n, right in enumerate(rights) if paired(left, right) in answer), NONE)


def _award_cell(points: float) -> str:
    return f"{GIVEN}{round(points, 3):g}" if points > 0 else NONE


def _letters(options: Sequence[str], chosen: Iterable[str]) -> str:
    held = set(chosen)
    return "".join(LETTERS[n] for n, one in enumerate(options) if one in held)


def wanted(item: FormItem) -> str:
    """An example of what is written for an item, for the head of a table."""
    prompt = item.prompt()
    match prompt:
        case ChooseOne(options=options):
            return f"a–{LETTERS[len(options) - 1]}"
        case ChooseMany(options=options):
            return LETTERS[: len(options)]
        case Arrange(items=items):
            return "".join(str(n) for n in range(len(items), 0, -1))
        case Pair(lefts=lefts, rights=rights):
            return "".join(LETTERS[n % len(rights)] for n in range(len(lefts)))
        case Type(blanks=blanks):
            return f"{BETWEEN_BLANKS} ".join(["…"] * blanks)
    return f"{LETTERS[: len(points_of(item.card))]} / 0–{item.points:g}"
