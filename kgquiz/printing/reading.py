"""A picture of an answer sheet: whose it is, by its QR codes, and which of its boxes are marked.

The corners of the codes tie the picture to the sheet by a homography (the direct linear transform: Hartley & Zisserman,
Multiple View Geometry, 4.1), so that a sheet may lie askew, upside down or in perspective. Darkness is told against the
white around each box.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgquiz.printing.sheet import (
    CODE,
    IN_DOUBT,
    OFF,
    ON,
    Box,
    FoundMarks,
    SheetCode,
    SheetPage,
    WritingLine,
    code_from,
)
from kgquiz.value import dataclass

Grey = NDArray[np.uint8]
Points = NDArray[np.float64]

FEWEST_CODES = 3
"""Corners that must be legible: from two the sheet could be stretched unseen."""
BLACK, GREY = 0.6, 0.84
"""A spot is black below the first share of the white around it, and not clean below the second."""
MARKED, CLEAN, SMEARED = 0.075, 0.012, 0.16
"""A box is marked from the first share of black spots; it is clean below the second, with fewer grey than the third."""
INKED = 0.02
"""From this share of grey spots above a line on something is written there."""
_INSIDE = 0.76
"""The part of a box that is looked at: its frame is not."""
_SPOTS = 21


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture with the codes found on it; `code` is what most of them say, `corners` are in pixels."""

    code: SheetCode
    to_pixels: Points
    picture: Grey


def recognised(picture: Grey) -> SheetPicture | None:
    """The sheet on a picture; None where fewer than three of its corners can be read, or they are of several sheets."""
    found = {code.corner: (code, corners) for code, corners in _codes(picture)}
    sheets = {(code.stamp, code.variant, code.sheet, code.size) for code, _ in found.values()}
    if len(found) < FEWEST_CODES or len(sheets) != 1:
        return None
    on_sheet, in_picture = [], []
    for corner, (code, corners) in found.items():
        x, y = code.size.corners[corner]
        on_sheet += [(x, y), (x + CODE, y), (x + CODE, y + CODE), (x, y + CODE)]
        in_picture += corners
    first = next(iter(found.values()))[0]
    return SheetPicture(first, homography(np.array(on_sheet, float), np.array(in_picture, float)), picture)


def _codes(picture: Grey) -> Iterable[tuple[SheetCode, list[tuple[float, float]]]]:
    import zxingcpp  # noqa: PLC0415 - wanted only where sheets are read

    for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        code = code_from(one.text)
        if code is not None:
            place: Any = one.position
            corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
            yield code, [(float(point.x), float(point.y)) for point in corners]


def homography(on_sheet: Points, in_picture: Points) -> Points:
    """The 3×3 matrix that takes millimetres to pixels, by least squares over the points given."""
    from_sheet, to_sheet = _normal(on_sheet)
    from_picture, to_picture = _normal(in_picture)
    rows = []
    for (x, y), (u, v) in zip(from_sheet, from_picture, strict=True):
        rows += [(-x, -y, -1, 0, 0, 0, u * x, u * y, u), (0, 0, 0, -x, -y, -1, v * x, v * y, v)]
    matrix = np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)
    whole: Points = np.linalg.inv(to_picture) @ matrix @ to_sheet
    whole /= whole[2, 2]
    return whole


def _normal(points: Points) -> tuple[Points, Points]:
    """The points about their middle at a mean distance of √2, and the matrix that takes them there."""
    middle = points.mean(axis=0)
    scale = np.sqrt(2) / np.linalg.norm(points - middle, axis=1).mean()
    matrix = np.array([[scale, 0, -scale * middle[0]], [0, scale, -scale * middle[1]], [0, 0, 1]])
    return (points - middle) * scale, matrix


def marks_on(sheet: SheetPicture, page: SheetPage) -> FoundMarks:
    """The state of every box of a page, and the lines that are written on."""
    states = tuple((box, _state(*_shares(sheet, box))) for box in page.boxes)
    inked = {(line.item, line.row) for line in page.lines if _ink_above(sheet, line) >= INKED}
    return FoundMarks(_settled(states, sheet), frozenset(inked))


def _state(black: float, grey: float) -> str:
    if black >= MARKED:
        return ON
    return OFF if black < CLEAN and grey < SMEARED else IN_DOUBT


def _settled(states: Sequence[tuple[Box, str]], sheet: SheetPicture) -> tuple[tuple[Box, str], ...]:
    """What was rubbed out beside a clear mark counts as rubbed out: grey, and nowhere black."""
    marked = {(box.item, box.row) for box, state in states if state == ON}

    def settled(box: Box, state: str) -> str:
        if state != IN_DOUBT or (box.item, box.row) not in marked:
            return state
        black, _ = _shares(sheet, box)
        return OFF if black < CLEAN else IN_DOUBT

    return tuple((box, settled(box, state)) for box, state in states)


def _shares(sheet: SheetPicture, box: Box) -> tuple[float, float]:
    """The shares of black and of not clean spots inside a box."""
    half = box.size * _INSIDE / 2
    inside = _look(sheet, (box.x - half, box.y - half, box.x + half, box.y + half))
    around = _look(sheet, (box.x - box.size, box.y - box.size, box.x + box.size, box.y + box.size))
    if box.by_examiner:
        inside = inside[_in_circle()]
    return _dark(inside, around)


def _dark(spots: Grey, around: Grey) -> tuple[float, float]:
    white = max(1.0, float(np.percentile(around, 85)))
    return float((spots < BLACK * white).mean()), float((spots < GREY * white).mean())


def _in_circle() -> NDArray[np.bool_]:
    across = np.linspace(-1, 1, _SPOTS)
    round_: NDArray[np.bool_] = across[:, None] ** 2 + across[None, :] ** 2 <= 1
    return round_


def _ink_above(sheet: SheetPicture, line: WritingLine) -> float:
    spots = _look(sheet, (line.x + 1, line.y - 5.0, line.x + line.length - 1, line.y - 0.8), across=120)
    return _dark(spots, spots)[1]


def _look(sheet: SheetPicture, area: tuple[float, float, float, float], across: int = _SPOTS) -> Grey:
    """The picture at evenly spaced spots of an area of the sheet; beyond the picture all is black."""
    left, top, right, bottom = area
    x, y = np.meshgrid(np.linspace(left, right, across), np.linspace(top, bottom, _SPOTS))
    u, v, w = sheet.to_pixels @ np.stack([x.ravel(), y.ravel(), np.ones(x.size)])
    column, row = np.rint(u / w).astype(int), np.rint(v / w).astype(int)
    height, width = sheet.picture.shape
    there = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    seen = np.zeros(x.size, np.uint8)
    seen[there] = sheet.picture[row[there], column[there]]
    return seen.reshape(x.shape)
