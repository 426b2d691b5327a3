"""Scans and photographs as grey pictures: pages of a PDF, frames of a TIFF, JPEG, PNG."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kgquiz.errors import ExitCode, KgquizError
from kgquiz.messages import N_

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
DOTS_AN_INCH = 150
_LONGEST = 3600
"""Dots along the longer side: more shows nothing more, and costs time."""
_MOST_FRAMES = 2000


class NoScanner(KgquizError):
    """The libraries that read scans are not installed."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(
            N_("Reading scans needs libraries that are not installed. Install them: pip install '{extra}'"),
            extra="kgquiz[scan]",
        )


class NoPicture(ValueError):
    """Bytes that are no picture, or one too large."""


def require_libraries() -> None:
    """Raises NoScanner where one is missing."""
    try:
        import PIL  # noqa: F401, PLC0415 - wanted only where sheets are read
        import pypdfium2  # noqa: F401, PLC0415
        import zxingcpp  # noqa: F401, PLC0415
    except ImportError:
        raise NoScanner from None


def pictures_of(data: bytes) -> Iterator[NDArray[np.uint8]]:
    """Every page or frame. Raises NoPicture."""
    return _pages(data) if data[:1024].lstrip().startswith(b"%PDF") else _frames(data)


def _pages(data: bytes) -> Iterator[NDArray[np.uint8]]:
    import pypdfium2  # noqa: PLC0415 - wanted only where sheets are read

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NoPicture(str(error)) from error
    try:
        for number in range(min(len(document), _MOST_FRAMES)):
            yield _rendered(document, number)
    except pypdfium2.PdfiumError as error:
        raise NoPicture(str(error)) from error
    finally:
        document.close()


def _rendered(document, number: int) -> NDArray[np.uint8]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page = document[number]
    longest = max(page.get_size())
    scale = min(DOTS_AN_INCH / 72, _LONGEST / max(1.0, longest))
    return np.array(page.render(scale=scale, grayscale=True).to_pil().convert("L"))


def _frames(data: bytes) -> Iterator[NDArray[np.uint8]]:
    from PIL import Image, ImageOps, ImageSequence  # noqa: PLC0415 - wanted only where sheets are read

    try:
        with Image.open(io.BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number == _MOST_FRAMES:
                    return
                upright = ImageOps.exif_transpose(frame).convert("L")
                upright.thumbnail((_LONGEST, _LONGEST))
                yield np.array(upright)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise NoPicture(str(error)) from error
