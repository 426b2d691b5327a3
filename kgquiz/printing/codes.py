"""QR codes: made for answer sheets, and found on pictures of them, by zxing-cpp."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kgquiz.printing.typeset import NoTypst


@lru_cache(maxsize=1024)
def qr_dots(text: str) -> tuple[int, list[int]]:
    """The side of a code in dots, and the dots row by row (0 black, 255 white). Raises NoTypst without the library."""
    try:
        import zxingcpp  # noqa: PLC0415 - wanted only where sheets are printed
    except ImportError:
        raise NoTypst from None
    made: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    seen: Any = memoryview(made.to_image(scale=1, add_quiet_zones=False))
    rows: list[list[int]] = seen.tolist()
    return len(rows), [dot for row in rows for dot in row]
