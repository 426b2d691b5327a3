"""Where everything stands on an answer sheet, in millimetres from its top left: printed from it, and read by it.

A page has a QR code in each corner, a place for the name, the student's number to mark, and the items in two columns.
Squares are the student's, circles the examiner's: for what is written by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kgquiz.cards.prompts import Arrange, ChooseMany, ChooseOne, Pair, Type
from kgquiz.exam.entry import ALL, DOUBTFUL, GIVEN, LETTERS, NONE
from kgquiz.exam.form import FormItem
from kgquiz.exam.scoring import points_of
from kgquiz.value import dataclass

WIDTHS = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}
"""Page sizes, as typst calls them."""
CODE = 15.0
"""The side of a QR code without its quiet zone."""
EDGE = 9.0
"""From the edge of the page to a code."""
DIGITS, DIGIT_ROWS = "0123456789", 3
"""A student's number has three digits."""
HALF = "½"
BY_EXAMINER = (NONE, HALF, ALL)
_TOP, _COLUMN_GAP, _SIDE = 48.0, 6.0, 12.0
_PITCH, _ROW, _GAP, _BOX = 9.4, 6.5, 2.2, 4.4
_TALL = 9.0
"""The height of a row with a line to write on."""
_LABEL, _NUMBER = 6.0, 9.0
STUDENT = -1
"""The item of the boxes that say the student's number."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box to mark: its centre, which row of which item it belongs to, and what a mark in it says."""

    item: int
    row: int
    value: str
    x: float
    y: float
    size: float
    by_examiner: bool = False


@dataclass(frozen=True, slots=True)
class SheetWords:
    """A short text, its baseline's left end; `shift` says how it hangs there: by its start, middle or end."""

    text: str
    x: float
    y: float
    bold: bool = False
    hangs: str = "start"


@dataclass(frozen=True, slots=True)
class WritingLine:
    """A line to write on, from its left end."""

    x: float
    y: float
    length: float
    item: int = STUDENT
    row: int = 0


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page; `number` counts from 1."""

    number: int
    boxes: tuple[Box, ...]
    words: tuple[SheetWords, ...]
    lines: tuple[WritingLine, ...]


@dataclass(frozen=True, slots=True)
class SheetSize:
    """The page it is printed on, and how large everything is (1: ordinary print)."""

    page: str = "a4"
    scale: float = 1.0

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """The top left of each QR code: top left, top right, bottom right, bottom left."""
        width, height = WIDTHS[self.page]
        right, bottom = width - EDGE - CODE, height - EDGE - CODE
        return ((EDGE, EDGE), (right, EDGE), (right, bottom), (EDGE, bottom))


@dataclass(frozen=True, slots=True)
class _BoxRow:
    """A row of boxes: what stands before it, what its boxes say, and whether there is a line to write on."""

    values: tuple[str, ...]
    label: str = ""
    written: bool = False
    by_examiner: bool = False


def _rows(item: FormItem) -> tuple[_BoxRow, ...]:
    """What an item wants on the sheet."""
    prompt = item.prompt()
    rows: tuple[_BoxRow, ...] = ()
    match prompt:
        case ChooseOne(options=options) | ChooseMany(options=options):
            rows = (_BoxRow(tuple(LETTERS[: len(options)])),)
        case Arrange(items=items):
            numbers = tuple(str(n) for n in range(1, len(items) + 1))
            rows = tuple(_BoxRow(numbers, LETTERS[n]) for n in range(len(items)))
        case Pair(lefts=lefts, rights=rights):
            rows = tuple(_BoxRow(tuple(LETTERS[: len(rights)]), str(n)) for n in range(1, len(lefts) + 1))
        case Type(blanks=blanks):
            labels = [f"{n})" for n in range(1, blanks + 1)] if blanks > 1 else [""]
            rows = tuple(_BoxRow(BY_EXAMINER, label, written=True, by_examiner=True) for label in labels)
        case _:
            points = tuple(LETTERS[: len(points_of(item.card))])
            rows = (_BoxRow((*points, NONE), by_examiner=True),)
    return rows


def sheet_pages(items: Sequence[FormItem], size: SheetSize) -> tuple[SheetPage, ...]:
    """The pages of an answer sheet."""
    width, height = WIDTHS[size.page]
    column = (width - 2 * _SIDE - _COLUMN_GAP) / 2
    bottom = height - EDGE - CODE - 3
    pages: list[_Filling] = []
    place = _SheetPlace(0, 0, bottom)  # full: the first item opens a page
    for number, item in enumerate(items, 1):
        block = _block(number, item, column, size.scale)
        tall = block.height
        if place.y + tall > bottom and pages and place.column == 0:
            place = _SheetPlace(1, _SIDE + column + _COLUMN_GAP, _TOP)
        elif place.y + tall > bottom:
            pages.append(_Filling())
            place = _SheetPlace(0, _SIDE, _TOP)
        pages[-1].add(block, place)
        place = replace(place, y=place.y + tall + _GAP * size.scale)
    return tuple(page.done(n, size) for n, page in enumerate(pages, 1))


@dataclass(frozen=True, slots=True)
class _SheetPlace:
    column: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _ItemBlock:
    """An item as if it stood at the origin."""

    boxes: tuple[Box, ...]
    words: tuple[SheetWords, ...]
    lines: tuple[WritingLine, ...]
    height: float


class _Filling:
    """A page on which items are being put."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.words: list[SheetWords] = []
        self.lines: list[WritingLine] = []

    def add(self, block: _ItemBlock, place: _SheetPlace) -> None:
        self.boxes += (replace(box, x=box.x + place.x, y=box.y + place.y) for box in block.boxes)
        self.words += (replace(one, x=one.x + place.x, y=one.y + place.y) for one in block.words)
        self.lines += (replace(one, x=one.x + place.x, y=one.y + place.y) for one in block.lines)

    def done(self, number: int, size: SheetSize) -> SheetPage:
        boxes, words = zip(*_student_number(size), strict=True)
        return SheetPage(number, (*boxes, *self.boxes), (*words, *self.words), tuple(self.lines))


def _student_number(size: SheetSize) -> Iterator[tuple[Box, SheetWords]]:
    """Three rows of digits at the right of the head."""
    width, _ = WIDTHS[size.page]
    left = width - _SIDE - 10 * 6.6
    for row in range(DIGIT_ROWS):
        for n, digit in enumerate(DIGITS):
            x, y = left + n * 6.6 + 4.5, 31.0 + row * 5.6
            yield Box(STUDENT, row, digit, x, y, 3.8), SheetWords(digit, x - 2.4, y + 1.1, hangs="end")


def _block(number: int, item: FormItem, column: float, scale: float) -> _ItemBlock:
    boxes: list[Box] = []
    words = [SheetWords(f"{number}.", _NUMBER * scale - 2.0, 0.0, bold=True, hangs="end")]
    lines: list[WritingLine] = []
    y = 0.0
    for row, wanted in enumerate(_rows(item)):
        tall = (_TALL if wanted.written else _ROW) * scale
        left = _NUMBER * scale
        if wanted.label:
            words.append(SheetWords(wanted.label, left + 3.0, y + tall - 2.0, hangs="end"))
            left += _LABEL * scale
        if wanted.written:
            marks = len(wanted.values) * _PITCH * scale
            lines.append(WritingLine(left, y + tall - 1.6, column - left - marks - 2, number - 1, row))
            left = column - marks
        pitch = _PITCH * scale
        fitting = max(1, int((column - left) / pitch))
        for n, value in enumerate(wanted.values):
            across, down = n % fitting, n // fitting
            x = left + across * pitch + pitch * 0.62
            middle = y + down * _ROW * scale + tall - _ROW * scale / 2
            boxes.append(Box(number - 1, row, value, x, middle, _BOX * scale, wanted.by_examiner))
            words.append(SheetWords(value, x - _BOX * scale / 2 - 0.9, middle + 1.2 * scale, hangs="end"))
        y += tall + (len(wanted.values) - 1) // fitting * _ROW * scale
    first = boxes[0].y if boxes else 0.0
    words[0] = replace(words[0], y=first + 1.2 * scale)
    return _ItemBlock(tuple(boxes), tuple(words), tuple(lines), y)


CODE_HEAD = "KQ1"
_SIZES = {"a4": "A", "us-letter": "L"}


@dataclass(frozen=True, slots=True)
class SheetCode:
    """What a QR code says: which form, which variant, which page of the sheet, which corner, and its size."""

    stamp: str
    variant: str
    sheet: int
    corner: int
    size: SheetSize

    def text(self) -> str:
        """In the signs that QR codes hold best."""
        scale = round(self.size.scale * 100)
        head = f"{CODE_HEAD}/{self.stamp[:12].upper()}/{self.variant}"
        return f"{head}/{self.sheet}/{self.corner}/{_SIZES[self.size.page]}{scale}"


def code_from(text: str) -> SheetCode | None:
    """The code again; None of anything else that may stand on a sheet."""
    parts = text.split("/")
    if len(parts) != 6 or parts[0] != CODE_HEAD:  # noqa: PLR2004 - the parts of a code
        return None
    _, stamp, variant, sheet, corner, size = parts
    page = {letter: page for page, letter in _SIZES.items()}.get(size[:1])
    if page is None or not all(one.isdecimal() and len(one) < 5 for one in (sheet, corner, size[1:])):  # noqa: PLR2004
        return None
    if int(corner) > 3 or not 50 <= int(size[1:]) <= 300:  # noqa: PLR2004 - four corners, sizes that can be printed
        return None
    return SheetCode(stamp.lower(), variant, int(sheet), int(corner), SheetSize(page, int(size[1:]) / 100))


ON, OFF, IN_DOUBT = "on", "off", "in doubt"
"""What is found of a box."""


@dataclass(frozen=True, slots=True)
class FoundMarks:
    """What a reader saw: the state of every box, and the (item, row) of lines with something written on them."""

    states: tuple[tuple[Box, str], ...]
    inked: frozenset[tuple[int, int]] = frozenset()


def cell_of_marks(item: FormItem, position: int, found: FoundMarks) -> str:
    """The cell of an item. Never decides between two marks: whatever is not clear is “?”."""
    states = [(box, state) for box, state in found.states if box.item == position]
    rows: dict[int, list[str]] = {}
    for box, state in states:
        rows.setdefault(box.row, []).extend([box.value] if state == ON else [])
    if not rows or any(state == IN_DOUBT for _, state in states):
        return DOUBTFUL
    inked = frozenset(row for place, row in found.inked if place == position)
    match item.prompt():
        case ChooseOne():
            cell = _one(rows[0])
        case ChooseMany():
            cell = "".join(rows[0])
        case Arrange() | Pair():
            cell = _matrix(rows)
        case Type():
            cell = _written(rows, inked, item.points)
        case _:
            cell = _points(rows[0])
    return cell


def is_unmarked(position: int, found: FoundMarks) -> bool:
    """Whether no box and no circle of an item is marked, not even in doubt."""
    return not any(state in {ON, IN_DOUBT} for box, state in found.states if box.item == position)


def student_number(found: FoundMarks) -> str:
    """The digits marked at the head; “?” where they are not clear, and nothing where there are none."""
    states = [(box, state) for box, state in found.states if box.item == STUDENT]
    if any(state == IN_DOUBT for _, state in states):
        return DOUBTFUL
    digits = [[box.value for box, state in states if box.row == row and state == ON] for row in range(DIGIT_ROWS)]
    if any(len(row) > 1 for row in digits):
        return DOUBTFUL
    number = "".join("".join(row) or " " for row in digits).strip()
    return DOUBTFUL if " " in number else number.lstrip("0") or number


def _one(marked: Sequence[str]) -> str:
    return DOUBTFUL if len(marked) > 1 else "".join(marked)


def _matrix(rows: Mapping[int, Sequence[str]]) -> str:
    found = [_one(rows[row]) or NONE for row in sorted(rows)]
    numbers = [one for one in found if one.isdecimal()]
    if DOUBTFUL in found or len(set(numbers)) < len(numbers):
        return DOUBTFUL
    return "" if set(found) == {NONE} else " ".join(found)


_WORTH = {NONE: 0.0, HALF: 0.5, ALL: 1.0}


def _written(rows: Mapping[int, Sequence[str]], inked: Collection[int], points: float) -> str:
    """By the examiner's marks; words that nobody has judged are doubtful, an empty line needs no judgement."""
    found = {row: _one(marked) for row, marked in rows.items()}
    unjudged = [row for row, one in found.items() if not one and row in inked]
    if DOUBTFUL in found.values() or unjudged:
        return DOUBTFUL
    if not any(found.values()):
        return ""
    share = sum(_WORTH[one or NONE] for one in found.values()) / len(found)
    return NONE if share == 0 else ALL if share == 1 else f"{GIVEN}{round(share * points, 3):g}"


def _points(marked: Sequence[str]) -> str:
    """The points that an examiner found; she marks “-” where there are none."""
    if not marked or (NONE in marked and len(marked) > 1):
        return DOUBTFUL
    return "".join(marked)
