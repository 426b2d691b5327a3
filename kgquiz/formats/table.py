"""Rows of any table as cards: by the headings of the layout, or two columns, term and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kgquiz.cards.base import Card
from kgquiz.cards.recall import Recall
from kgquiz.formats.base import Found, Left, Remark
from kgquiz.formats.html_text import has_markup, plain_text
from kgquiz.formats.rows import BadRow, Row, card_of, column_of, is_heading, named
from kgquiz.messages import N_, message

Placed = tuple[str, Sequence[str]]
"""A row's place and its cells."""


def cards_of(rows: Iterable[Placed]) -> Iterator[Found | Left | Remark]:
    """What the rows hold: below headings of the layout, which may have a title above them; else two columns."""
    todo = [(place, cells) for place, cells in rows if any(cell.strip() for cell in cells)]
    above = heading_in([cells for _, cells in todo])
    if above is not None:
        for place, cells in todo[:above]:
            told = N_("“{text}” stands above the headings and is passed over.")
            yield Remark(place, message(told, text=" ".join(filter(None, map(str.strip, cells)))[:80]))
        yield from _by_heading(todo[above:])
        return
    if todo and len([cell for cell in todo[0][1] if cell.strip()]) > 2:  # noqa: PLR2004 - a term and a meaning
        told = N_("No column is headed “question” or “answer”: the first two are taken as term and meaning.")
        yield Remark(todo[0][0], message(told))
    for place, cells in todo:
        yield _pair(place, cells)


_HIGHEST = 10
"""Rows among which the headings are looked for."""


def heading_in(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows are the headings, None where none of them is."""
    return next((n for n, cells in enumerate(rows[:_HIGHEST]) if is_heading(cells)), None)


def _by_heading(rows: Sequence[Placed]) -> Iterator[Found | Left | Remark]:
    place, titles = rows[0]
    for title in titles:
        if title.strip() and not column_of(title):
            yield Remark(place, message(N_("The column “{name}” is not known and is passed over."), name=title.strip()))
    for place, cells in rows[1:]:
        yield from card_of_row(named(titles, cells), place)


def card_of_row(row: Row, place: str, group: str = "") -> Iterator[Found | Left | Remark]:
    """The card of a row of the layout, or why there is none."""
    try:
        card = card_of(row)
    except BadRow as error:
        yield Left(place, row.get("question", "–"), error.why)
        return
    if row.get("page", "").strip() not in {"", str(card.page)}:
        told = N_("The page “{text}” is taken as {page}.")
        yield Remark(place, message(told, text=row["page"].strip(), page=card.page))
    yield Found(card=card, place=place, key=row.get("id", ""), group=group)


def _pair(place: str, cells: Sequence[str]) -> Found | Left:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2:  # noqa: PLR2004 - a term and a meaning
        return Left(place, " ".join(filled) or "–", message(N_("There is no answer.")))
    return Found(card=two_sided(filled[0], filled[1]), place=place)


def two_sided(front: str, back: str) -> Card:
    """A card of two sides: the first is shown, the second said from memory."""
    term, meaning = (plain_text(text).text if has_markup(text) else text for text in (front, back))
    return Recall(id="", term=term, meaning=meaning)
