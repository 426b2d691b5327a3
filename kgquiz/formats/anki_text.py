"""Anki's text files: rows with `#` headers that say what the columns are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.recall import Recall
from kgquiz.formats.anki_cloze import has_blanks, opened
from kgquiz.formats.anki_package import deletions
from kgquiz.formats.base import CannotTake, Found, Given, Left, Made, Taken, Wanted, lost_fields, writable
from kgquiz.formats.gather import taken
from kgquiz.formats.html_text import has_markup, plain_text
from kgquiz.formats.ids import slug
from kgquiz.formats.moodle import deck_of
from kgquiz.formats.table import two_sided
from kgquiz.formats.text import decoded
from kgquiz.key import card_key
from kgquiz.messages import N_, message

_SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}


def read(given: Given) -> Taken:
    """A card a row, by what the headers say of its columns."""
    text, guesses = decoded(given)
    lines = text.split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    told = (line[1:].partition(":") for line in lines[:count])
    headers = {name.casefold().strip(): value.strip() for name, _, value in told}
    done = taken(_cards("\n".join(lines[count:]), headers, count, given), given, guesses=guesses)
    return replace(done, deck=deck_of(done.found))


def _column(headers: dict[str, str], name: str) -> int:
    told = headers.get(f"{name} column", "")
    return int(told) - 1 if told.isdecimal() else -1


def _cards(body: str, headers: dict[str, str], before: int, given: Given) -> Iterator[Found | Left]:
    sign = _SIGNS.get(headers.get("separator", "tab").casefold(), headers.get("separator") or "\t")
    places = {name: _column(headers, name) for name in ("guid", "notetype", "deck", "tags")}
    html = headers.get("html", "true").casefold() == "true"
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=sign[:1])
    line = 1
    try:
        for cells in reader:
            place = given.at(before + line)
            line = reader.line_num + 1
            if any(cell.strip() for cell in cells):
                yield _card(cells, places, place, html=html)
    except csv.Error as error:
        told = N_("{place} cannot be read as a table: a quotation mark is not closed, or a cell is endless.")
        raise CannotTake(told, place=given.at(before + line)) from error


def _card(cells: list[str], places: dict[str, int], place: str, *, html: bool) -> Found | Left:
    held = {name: cells[at].strip() if 0 <= at < len(cells) else "" for name, at in places.items()}
    sides = [cell.strip() for at, cell in enumerate(cells) if at not in places.values()]
    front, back = [*sides, "", ""][:2]
    tags = tuple(dict.fromkeys(filter(None, map(slug, held["tags"].split()))))
    key = held["guid"]
    found: Any = None
    if has_blanks(front):
        text = opened(front, lambda _, answer: answer)
        found = Cloze(id="", text=_plain(text, html=html), note=_plain(back, html=html))
    elif front and back:
        found = two_sided(_plain(front, html=html), _plain(back, html=html))
    if found is None:
        return Left(place, front or back or "–", message(N_("There is no answer.")))
    return Found(card=replace(found, tags=tags), place=place, key=key, group=held["deck"])


def _plain(text: str, *, html: bool) -> str:
    return plain_text(text).text if html and has_markup(text) else text


def _back(card: Card) -> str:
    return card.meaning if isinstance(card, Recall) else "\n".join(card.solution())


def write(wanted: Wanted) -> Made:
    """Question and solution, guid, note type, deck and tags; Anki's own note types Basic and Cloze."""
    from kgquiz.formats.registry import ANKI_TEXT

    text = io.StringIO(newline="")
    text.write("#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n")
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    for deck, cards in writable(ANKI_TEXT, wanted.decks):
        for card in cards:
            blank = isinstance(card, Cloze)
            sides = (deletions(card), "") if blank else (card.question(), _back(card))
            shown = [escape(side, quote=False).replace("\n", "<br>") for side in sides]
            kind = "Cloze" if blank else "Basic"
            table.writerow([card_key(deck.deck, card.id), kind, f"kgquiz::{deck.deck}", *shown, " ".join(card.tags)])
    return Made(text.getvalue().encode(), tuple(lost_fields(ANKI_TEXT, wanted.decks)))
