"""A paste of two columns, as Quizlet gives and takes it: any separators, guessed and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgquiz.formats.base import CannotTake, Found, Given, Left, Made, Taken, Wanted, lost_fields, writable
from kgquiz.formats.gather import taken
from kgquiz.formats.table import two_sided
from kgquiz.formats.text import decoded
from kgquiz.messages import N_, message

_BETWEEN = ("\t", " :: ", "::", " — ", " – ", " - ", " = ", "|", ";", ":", ",")
"""What stands between term and meaning, the surest first."""
_ROWS = ("\n", "\n\n", ";")
_ENOUGH = 0.6
"""The share of rows that must have the separator for it to be one."""


def read(given: Given) -> Taken:
    """A card a row. Raises CannotTake where nothing parts terms from meanings."""
    text, guesses = decoded(given)
    between, rows = _separators(text, given)
    if not (given.wishes.separator and given.wishes.row_separator):
        told = N_(
            "Term and meaning are parted by “{between}”, cards by “{rows}”; "
            "--separator and --row-separator name others."
        )
        guesses += (message(told, between=_shown(between), rows=_shown(rows)),)
    return taken(_cards(text, between, rows, given), given, guesses=guesses)


def _shown(sign: str) -> str:
    return sign.replace("\n", "\\n").replace("\t", "\\t")


def _separators(text: str, given: Given) -> tuple[str, str]:
    wishes = given.wishes
    rows_tried = (wishes.row_separator,) if wishes.row_separator else _ROWS
    between_tried = (wishes.separator,) if wishes.separator else _BETWEEN
    tried = [
        (rows, n, between) for rows in rows_tried for n, between in enumerate(between_tried) if between not in rows
    ]
    best = max(((_fit(text, between, rows), -n, between, rows) for rows, n, between in tried), default=(0.0, 0, "", ""))
    if best[0] < _ENOUGH and not wishes.separator:
        told = N_("{file} is no list of terms and meanings: nothing parts them in most lines. Name it: --separator ';'")
        raise CannotTake(told, file=given.file)
    return best[2], best[3]


_SAMPLE = 50_000


def _fit(text: str, between: str, rows: str) -> float:
    """The share of rows with a term and a meaning; a row of several lines is worth less than two rows."""
    pieces = [piece for piece in text[:_SAMPLE].split(rows) if piece.strip()]
    if not pieces:
        return 0
    whole = [piece for piece in pieces if all(side.strip() for side in piece.partition(between)[::2])]
    doubt = (_ODD if rows != "\n" else 0) + (_ALONE if len(pieces) == 1 else 0)
    return round(len(whole) / len(pieces), 2) - doubt


_ODD, _ALONE = 0.05, 0.35
"""Taken off where cards are parted by something else than lines, and where only one card would come of it."""


def _cards(text: str, between: str, rows: str, given: Given) -> Iterator[Found | Left]:
    line = 1
    for piece in text.split(rows):
        term, _, meaning = (part.strip() for part in piece.partition(between))
        place = given.at(line + len(piece) - len(piece.lstrip("\n")))
        line += piece.count("\n") + rows.count("\n")
        if term and meaning:
            yield Found(card=two_sided(term, meaning), place=place)
        elif piece.strip():
            yield Left(place, piece.strip(), message(N_("There is no answer.")))


def write(wanted: Wanted) -> Made:
    """Term, tab, meaning, a card a line: what is typed is the term, what it means is shown."""
    from kgquiz.formats.registry import PASTE

    rows = []
    for _, cards in writable(PASTE, wanted.decks):
        for card in cards:
            sides = (card.term, card.meaning) if card.type == "recall" else (card.answer, card.prompt)  # type: ignore[attr-defined]
            rows.append("\t".join(re.sub(r"\s+", " ", side) for side in sides))
    return Made(("\n".join(dict.fromkeys(rows)) + "\n").encode(), tuple(lost_fields(PASTE, wanted.decks)))
