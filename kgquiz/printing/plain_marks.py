"""How an item is answered where there are only signs and lines: in Word files and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

PaperTemplate = Literal["paper", "key", "sheet"]
"""What is printed of an exam."""
BOX, CIRCLE = "☐", "○"
LINE = "_" * 32


def slot(length: int) -> str:
    """A place to write so many letters."""
    return "_" * length


def shown(text: str) -> str:
    """A text without what no file can hold: signs that steer instead of being seen."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)


def marked(item: Mapping[str, Any], *, short: bool = False) -> Iterator[str]:
    """The lines below a question; `short` leaves the texts to the paper."""

    def said(one: Mapping[str, str], sign: str) -> str:
        return f"{one['letter']}{sign}" if short else f"{one['letter']}{sign} {one['text']}"

    kind, options = item["kind"], item["options"]
    if kind in {"one", "many"}:
        yield from (f"{CIRCLE if kind == 'one' else BOX} {said(one, ')')}" for one in options)
    elif kind == "order":
        yield from (f"{slot(4)} {said(one, ')')}" for one in options)
    elif kind == "pair":
        yield from (f"{slot(4)} {said(one, '.')}" for one in item["lefts"])
        if not short:
            yield from (said(one, ")") for one in options)
    elif kind == "type":
        many = item["blanks"] > 1
        yield from (f"{n}) {LINE}" if many else LINE for n in range(1, item["blanks"] + 1))
    else:
        yield from ([LINE * 2] * (1 if short else item["lines"]))
