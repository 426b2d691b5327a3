"""From values to the bytes of a PDF, by typst: compiler and fonts come with it, nothing is downloaded.

Texts go in as JSON and are shown as text: what looks like markup in a deck is printed as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from kgquiz.errors import ExitCode, KgquizError
from kgquiz.messages import N_

Template = Literal["paper", "key", "sheet", "cards", "study"]
_TEMPLATES = Path(__file__).parent / "templates"


class NoTypst(KgquizError):
    """The library that sets type is not installed."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(
            N_("Printing needs a library that is not installed. Install it: pip install '{extra}'"),
            extra="kgquiz[paper]",
        )


def pdf(template: Template, values: Mapping[str, Any]) -> bytes:
    """The PDF of a template filled with values; the same values give the same bytes. Raises NoTypst."""
    try:
        import typst  # noqa: PLC0415 - 30 MB, wanted only here
    except ImportError:
        raise NoTypst from None
    source = (_TEMPLATES / f"{template}.typ").read_bytes()
    inputs = {"data": json.dumps(values, ensure_ascii=False)}
    made = typst.compile(source, sys_inputs=inputs, ignore_system_fonts=True, timestamp=0, pdf_tags=False)
    assert isinstance(made, bytes)  # noqa: S101 - one document without a file is bytes
    return made
