"""Anki's packages: notes as cards with their history, and decks as notes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kgquiz.cards.cloze import Cloze, blanks_of
from kgquiz.cards.recall import Recall
from kgquiz.cards.typed import Typed
from kgquiz.formats.anki_cloze import has_blanks
from kgquiz.formats.anki_cloze import opened as opened_blanks
from kgquiz.formats.anki_collection import FIELD_IN_TEMPLATE, LATEST, AnkiCard, Collection, Note, NoteType, opened
from kgquiz.formats.anki_package import CLOZE_FIELD, KEY_FIELD, package
from kgquiz.formats.base import (
    LONGEST_TEXT,
    Found,
    Given,
    Left,
    Made,
    Past,
    Remark,
    Taken,
    Wanted,
    lost_fields,
    writable,
)
from kgquiz.formats.gather import no_more, taken
from kgquiz.formats.html_text import has_markup, plain_text
from kgquiz.formats.ids import from_key, own_key, slug
from kgquiz.formats.moodle import deck_of
from kgquiz.formats.table import card_of_row
from kgquiz.key import NO_KEY
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import Rating
from kgquiz.messages import N_, message

Piece = Found | Left | Remark | Past


def read(given: Given) -> Taken:
    """The notes as cards, and what was answered to them."""
    with opened(given) as collection:
        keys: dict[int, str] = {}
        notes = list(no_more(_notes(collection, given, keys), given))
        done = taken([*notes, *_history(collection, keys, given)], given)
        names = {one.group for one in done.found}
    title = names.pop() if len(names) == 1 else ""
    return replace(done, deck=deck_of(done.found), title=title.rpartition("::")[2])


def _notes(collection: Collection, given: Given, keys: dict[int, str]) -> Iterator[Piece]:
    several = len({card.deck for note in collection.notes() for card in note.cards}) > 1
    for note in collection.notes():
        kind = collection.kinds.get(note.kind)
        place = given.at(f"note {note.id}")
        if kind is None:
            yield Left(place, " ".join(note.fields)[:200], message(N_("Its note type is missing.")))
            continue
        if not note.cards:
            yield Left(place, " ".join(note.fields)[:200], message(N_("It has no cards.")))
        if len("\x1f".join(note.fields)) > LONGEST_TEXT:
            told = N_("It is longer than any question: {n} characters are read.")
            yield Left(place, note.fields[0][:200], message(told, n=LONGEST_TEXT))
            continue
        held = dict(zip(kind.fields, note.fields, strict=False))
        for name in dict.fromkeys(missing for text in held.values() for missing in _missing(text)):
            told = N_("“{name}” is left out: pictures, sounds and formulas cannot be shown.")
            yield Remark(place, message(told, name=name))
        for card in note.cards:
            keys[card.id] = _key(note, card, kind, held)
            group = collection.decks.get(card.deck, "")
            for piece in _card(note, card, kind, held, place):
                if isinstance(piece, Found):
                    yield _placed(piece, keys[card.id], group, several=several)
                else:
                    yield piece


def _missing(text: str) -> tuple[str, ...]:
    return plain_text(text).missing if "<" in text or "[" in text or "\\" in text else ()


def _key(note: Note, card: AnkiCard, kind: NoteType, held: dict[str, str]) -> str:
    """`deck/id` of our own notes; else the note's guid, with the number of the card where it has several."""
    own = held.get(KEY_FIELD, "")
    if own_key(own)[1]:
        return own
    alone = len(kind.templates) == 1 and not kind.is_cloze
    return note.guid if alone else f"{note.guid}-{card.ord}"


def _placed(found: Found, key: str, group: str, *, several: bool) -> Found:
    card = found.card
    if several and slug(group) and not own_key(key)[1]:
        card = replace(card, tags=tuple(dict.fromkeys((*card.tags, slug(group)))))
    return replace(found, card=card, key=key, group=group)


def _text(html: str) -> str:
    return plain_text(html).text if has_markup(html) or "[sound:" in html else html.strip()


def _card(note: Note, card: AnkiCard, kind: NoteType, held: dict[str, str], place: str) -> Iterator[Piece]:
    if own_key(held.get(KEY_FIELD, ""))[1]:
        yield from _own(held, place)
        return
    tags = tuple(dict.fromkeys(filter(None, map(slug, note.tags))))
    shared: dict[str, Any] = {"id": "", "tags": tags, "item": from_key(note.guid)}
    if kind.is_cloze:
        yield _cloze(card, held, shared, place)
    else:
        yield _two_sided(card, kind, held, shared, place)


def _own(held: dict[str, str], place: str) -> Iterator[Piece]:
    """A note that kgquiz wrote: its fields are the columns of the layout."""
    row = {name: _text(text) for name, text in held.items() if text}
    row["id"] = own_key(held[KEY_FIELD])[1]
    if row.get("type") == "cloze":
        row["question"] = _refilled(row.get("question", ""), _text(held.get(CLOZE_FIELD, "")))
    yield from card_of_row(row, place)


def _refilled(text: str, shown: str) -> str:
    """The sentence as it now stands in Anki, with the other right fillings that kgquiz knew for the same blanks."""
    known = {blank.answer: blank.accept for blank in blanks_of(text)}
    return opened_blanks(shown, lambda _, answer: "|".join((answer, *known.get(answer, ())))) or text


def _cloze(card: AnkiCard, held: dict[str, str], shared: dict[str, Any], place: str) -> Found | Left:
    """The sentence with the blanks of one number open; the others are filled in."""
    name = next((name for name, text in held.items() if has_blanks(text)), None)
    if name is None:
        return Left(place, " ".join(held.values())[:200], message(N_("The sentence has no blank, or an empty one.")))

    def asked(number: int, answer: str) -> str | None:
        return _text(answer).replace("|", "/") if number == card.ord + 1 else None

    text = _text(opened_blanks(held[name].replace("{{{", "{ {{").replace("}}}", "}} }"), asked))
    note = "\n".join(filter(None, (_text(told) for other, told in held.items() if other != name)))
    return Found(card=Cloze(text=text, note=note, **shared), place=place)


def _two_sided(
    card: AnkiCard, kind: NoteType, held: dict[str, str], shared: dict[str, Any], place: str
) -> Found | Left:
    """What the card's template shows on its front and adds on its back."""
    if not card.ord < len(kind.templates):
        return Left(place, " ".join(held.values())[:200], message(N_("Its note type lacks this card.")))
    template = kind.templates[card.ord]
    front = FIELD_IN_TEMPLATE.findall(template.front)
    typed = [name for filters, name in front if "type:" in filters]
    asked = [name for filters, name in front if "type:" not in filters and name in held]
    back = [name for _, name in FIELD_IN_TEMPLATE.findall(template.back) if name in held and name not in asked]
    question = _joined(asked, held)
    answer = _joined(typed, held) or _joined(back, held)
    if not question or not answer:
        why = N_("Its front is empty.") if not question else N_("Its back is empty.")
        return Left(place, question or answer or "–", message(why))
    if typed:
        note = _joined([name for name in back if name not in typed], held)
        return Found(card=Typed(prompt=question, answer=answer, note=note, **shared), place=place)
    return Found(card=Recall(term=question, meaning=answer, **shared), place=place)


def _joined(names: list[str], held: dict[str, str]) -> str:
    return "\n".join(filter(None, (_text(held[name]) for name in dict.fromkeys(names) if name in held)))


# --- history


def _history(collection: Collection, keys: dict[int, str], given: Given) -> Iterator[Past | Remark]:
    """Answers, suspensions, and what a card that lost its answers is known to stand at; ids follow from Anki's."""
    answered: set[int] = set()
    for review in collection.reviews():
        key = keys.get(review.card)
        if key is None:
            continue
        answered.add(review.card)
        rating = Rating(review.ease)
        yield Past(
            key,
            Event(
                id=f"anki-{review.at}-{key}",
                kind=Kind.REVIEW,
                card=NO_KEY,
                at=review.at,
                day=0,
                mode=Mode.CRAM if review.crammed else Mode.STUDY,
                rating=rating,
                score=float(rating is not Rating.AGAIN),
                spent=review.spent,
            ),
        )
    if collection.impossible:
        told = N_("{n} answers have a moment that cannot be, and are left out.")
        yield Remark(given.file, message(told, n=collection.impossible))
    for note in collection.notes():
        for card in note.cards:
            if card.id in keys:
                yield from _standing(card, keys[card.id], collection.created, answered)


_SUSPENDED, _IN_REVIEW = -1, 2
_DAY = 86_400


def _standing(card: AnkiCard, key: str, created: int, answered: set[int]) -> Iterator[Past]:
    if card.queue == _SUSPENDED:
        at = _within_time(card.changed * 1000)
        yield Past(key, Event(id=f"anki-suspended-{at}-{key}", kind=Kind.SUSPEND, card=NO_KEY, at=at, day=0))
    if card.type == _IN_REVIEW and card.id not in answered:
        at = 1000 * (_last_review(card.data) or created + (card.due - card.interval) * _DAY)
        yield Past(key, Event(id=f"anki-known-{key}", kind=Kind.KNOWN, card=NO_KEY, at=_within_time(at), day=0))


def _within_time(at: int) -> int:
    return min(max(at, 0), LATEST)


def _last_review(data: str) -> int:
    """The second of the last review, where FSRS noted it."""
    try:
        found = json.loads(data).get("lrt", 0)
    except (ValueError, AttributeError):
        return 0
    return found if isinstance(found, int) else 0


def write(wanted: Wanted) -> Made:
    """A package with a deck for each deck, that every Anki since 2.1 reads."""
    from kgquiz.formats.registry import ANKI

    writable(ANKI, wanted.decks)
    return Made(package(wanted), tuple(lost_fields(ANKI, wanted.decks)))
