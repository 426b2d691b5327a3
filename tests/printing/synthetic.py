"""Answer sheets as people fill them and scanners see them, drawn on the real printed pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from kgquiz.cards.prompts import Arrange, ChooseMany, ChooseOne, Pair, Type
from kgquiz.exam.form import FormItem
from kgquiz.printing.sheet import STUDENT, Box, SheetPage, SheetSize, WritingLine, sheet_pages

DRAWN_AT, SCANNED_AT = 200, 150
"""Dots an inch."""
INCH = 25.4


@dataclass
class Filled:
    """One student's sheet: what she marks, rubs out, marks twice; and the cell that each item should become."""

    number: str
    marked: list[Box] = field(default_factory=list)
    rubbed_out: list[Box] = field(default_factory=list)
    cells: dict[int, str] = field(default_factory=dict)
    written: set[int] = field(default_factory=set)
    """Items with words on their lines."""
    doubled: set[int] = field(default_factory=set)
    """Items with two marks where one is wanted, or words that nobody judged: nobody can know what counts."""


def filled(items: Sequence[FormItem], pages: Sequence[SheetPage], number: str, chance: Random) -> Filled:
    """Somebody's answers, with slips as people make them."""
    sheet = Filled(number)
    boxes = [box for page in pages for box in page.boxes]
    for page in pages:
        own = [box for box in page.boxes if box.item == STUDENT]
        sheet.marked += [box for box in own if box.value == number.rjust(3, "0")[box.row]]
    for position, item in enumerate(items):
        rows: dict[int, list[Box]] = {}
        for box in boxes:
            if box.item == position:
                rows.setdefault(box.row, []).append(box)
        _fill(sheet, position, item, rows, chance)
    return sheet


def _fill(sheet: Filled, position: int, item: FormItem, rows: dict[int, list[Box]], chance: Random) -> None:
    match item.prompt():
        case Arrange() | Pair() as prompt:
            _fill_rows(sheet, position, prompt, rows, chance)
        case ChooseMany():
            chosen = [box for box in rows[0] if chance.random() < 0.5]
            _mark(sheet, position, chosen, "".join(box.value for box in chosen))
        case ChooseOne():
            _fill_one(sheet, position, rows[0], chance)
        case Type():
            _fill_words(sheet, position, item, rows, chance)
        case _:
            points = [box for box in rows[0] if box.value != "-" and chance.random() < 0.5]
            chosen = points or [box for box in rows[0] if box.value == "-"]
            _mark(sheet, position, chosen, "".join(box.value for box in chosen))


def _fill_one(sheet: Filled, position: int, boxes: list[Box], chance: Random) -> None:
    luck = chance.random()
    first, *others = chance.sample(boxes, len(boxes))
    _mark(sheet, position, [] if luck < 0.03 else [first], "" if luck < 0.03 else first.value)
    if luck < 0.02 or 0.03 <= luck < 0.12:
        sheet.rubbed_out.append(others[0])
    elif 0.12 <= luck < 0.13:
        sheet.marked.append(others[0])
        sheet.doubled.add(position)


def _fill_words(sheet: Filled, position: int, item: FormItem, rows: dict[int, list[Box]], chance: Random) -> None:
    luck = chance.random()
    if luck < 0.08:
        _mark(sheet, position, [], "")
    if luck < 0.02:
        sheet.doubled.add(position)
    if luck < 0.02 or luck >= 0.08:
        sheet.written.add(position)
    if luck >= 0.08:
        chosen = [chance.choice(row) for row in rows.values()]
        share = sum({"-": 0.0, "½": 0.5, "+": 1.0}[box.value] for box in chosen) / len(chosen)
        said = "-" if share == 0 else "+" if share == 1 else f"*{round(share * item.points, 3):g}"
        _mark(sheet, position, chosen, said)


def _fill_rows(
    sheet: Filled, position: int, prompt: Arrange | Pair, rows: dict[int, list[Box]], chance: Random
) -> None:
    if isinstance(prompt, Arrange):
        places = chance.sample(range(len(rows)), len(rows))
        chosen = [rows[row][place] for row, place in enumerate(places)]
    else:
        chosen = [chance.choice(row) for row in rows.values()]
    _mark(sheet, position, chosen, " ".join(box.value for box in chosen))


def _mark(sheet: Filled, position: int, boxes: list[Box], cell: str) -> None:
    sheet.marked += boxes
    sheet.cells[position] = cell


def printed(pdf: Path) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=DRAWN_AT / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return found


def drawn(sheet: Filled, page: SheetPage, blank: Image.Image, chance: Random) -> Image.Image:
    """A page with pen on it."""
    picture = blank.copy()
    for box in page.boxes:
        if box in sheet.rubbed_out:
            _rub_out(picture, box, chance)
    pen = ImageDraw.Draw(picture)
    for box in page.boxes:
        if box in sheet.marked:
            chance.choice([_fill_in, _cross, _tick])(pen, box, chance)
    for line in page.lines:
        if line.item in sheet.written:
            _write(pen, line, chance)
    return picture


def _dots(length: float) -> float:
    return length / INCH * DRAWN_AT


def _near(x: float, y: float, chance: Random, by: float = 0.35) -> tuple[float, float]:
    return _dots(x + chance.uniform(-by, by)), _dots(y + chance.uniform(-by, by))


def _ink(chance: Random) -> int:
    return chance.randint(10, 120)


def _fill_in(pen: ImageDraw.ImageDraw, box: Box, chance: Random) -> None:
    """Strokes to and fro over most of the box."""
    half = box.size * chance.uniform(0.32, 0.48)
    rows = [box.y - half + n * 2 * half / 6 for n in range(7)]
    spots = [_near(box.x + (half if n % 2 else -half), y, chance, 0.2) for n, y in enumerate(rows)]
    pen.line(spots, fill=_ink(chance), width=chance.randint(4, 6))


def _write(pen: ImageDraw.ImageDraw, line: WritingLine, chance: Random) -> None:
    """Handwriting, as far as a scanner can tell."""
    end = line.x + line.length * chance.uniform(0.3, 0.8)
    steps = int((end - line.x) / 1.2)
    pen.line([_near(line.x + n * 1.2, line.y - 2.2, chance, 1.3) for n in range(steps)], _ink(chance), 3)


def _cross(pen: ImageDraw.ImageDraw, box: Box, chance: Random) -> None:
    half, ink, width = box.size * chance.uniform(0.4, 0.65), _ink(chance), chance.randint(3, 5)
    for across in (half, -half):
        pen.line([_near(box.x - across, box.y - half, chance), _near(box.x + across, box.y + half, chance)], ink, width)


def _tick(pen: ImageDraw.ImageDraw, box: Box, chance: Random) -> None:
    half = box.size * chance.uniform(0.4, 0.6)
    spots = [
        _near(box.x - half, box.y, chance, 0.2),
        _near(box.x - half * 0.2, box.y + half * 0.8, chance, 0.2),
        _near(box.x + half * 1.2, box.y - half * 1.2, chance, 0.2),
    ]
    pen.line(spots, fill=_ink(chance), width=chance.randint(3, 5))


def _rub_out(picture: Image.Image, box: Box, chance: Random) -> None:
    """A pencil mark rubbed out: a grey cloud."""
    cloud = Image.new("L", picture.size, 255)
    pen = ImageDraw.Draw(cloud)
    _fill_in(pen, box, chance)
    left, top = int(_dots(box.x - 6)), int(_dots(box.y - 6))
    right, bottom = int(_dots(box.x + 6)), int(_dots(box.y + 6))
    part = cloud.crop((left, top, right, bottom)).filter(ImageFilter.GaussianBlur(2.5))
    strength = chance.uniform(0.08, 0.3)
    grey = np.asarray(part, float) / 255
    below = np.asarray(picture.crop((left, top, right, bottom)), float)
    mixed = below * (1 - (1 - grey) * strength)
    picture.paste(Image.fromarray(mixed.astype(np.uint8)), (left, top))


def scanned(page: Image.Image, chance: Random, dpi: int = SCANNED_AT) -> NDArray[np.uint8]:
    """The page as a scanner sees it: askew, perhaps upside down, shaded, noisy, as JPEG."""
    turned = page.rotate(
        chance.uniform(-3, 3) + chance.choice([0, 0, 0, 180]), Image.Resampling.BICUBIC, expand=True, fillcolor=250
    )
    size = (round(turned.width * dpi / DRAWN_AT), round(turned.height * dpi / DRAWN_AT))
    seen = np.asarray(turned.resize(size, Image.Resampling.LANCZOS), float)
    noise = np.random.default_rng(chance.randrange(2**31))
    shade = 1 - chance.uniform(0, 0.12) * np.linspace(0, 1, size[0])[None, :]
    seen = np.clip(seen * shade * chance.uniform(0.92, 1) + noise.normal(0, chance.uniform(3, 9), seen.shape), 0, 255)
    out = io.BytesIO()
    Image.fromarray(seen.astype(np.uint8)).save(out, "JPEG", quality=60)
    return np.asarray(Image.open(out).convert("L"))


@dataclass(frozen=True)
class Scan:
    """A scanned page of a filled sheet."""

    sheet: Filled
    page: SheetPage
    picture: NDArray[np.uint8]


def scans(pdf: Path, items: Sequence[FormItem], students: int, seed: int, dpi: int = SCANNED_AT) -> Iterator[Scan]:
    """So many filled sheets, page by page."""
    blanks, pages = printed(pdf), sheet_pages(items, SheetSize())
    for number in range(1, students + 1):
        chance = Random(f"{seed}/{number}")
        sheet = filled(items, pages, str(number), chance)
        for page, blank in zip(pages, blanks, strict=True):
            yield Scan(sheet, page, scanned(drawn(sheet, page, blank, chance), chance, dpi))
