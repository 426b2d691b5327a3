"""Decks as a package of Anki's older kind, which every Anki reads: three note types, stable ids, reviews if wanted."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from hashlib import blake2b, sha1
from html import escape
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.cards.cloze import CUE, Blank, Cloze, rewritten
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.formats.base import KeptMemory, Wanted
from kgquiz.formats.rows import COLUMNS, row_of
from kgquiz.key import CardKey, card_key
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import Event

KEY_FIELD = "kgquiz"
"""Holds deck/id, by which a note is known again."""
CLOZE_FIELD = "cloze"
_COLUMNS = tuple(name for name in COLUMNS if name not in {"id", "question"})
_FIELDS = ("question", CLOZE_FIELD, "shown", "solution", *_COLUMNS, KEY_FIELD)
_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_ROLLOVER = 4 * 3600

_CSS = ".card { font-family: sans-serif; font-size: 20px; text-align: left; } .small { font-size: 14px; color: gray; }"
_MORE = (
    "<hr id=answer>{{solution}}{{#explanation}}<p>{{explanation}}</p>{{/explanation}}{{#note}}<p>{{note}}</p>{{/note}}"
    "{{#page}}<p class=small>{{page}}</p>{{/page}}"
)
_SENTENCE = "{{cloze:cloze}}<p>{{type:cloze:cloze}}</p>"
_KINDS: dict[str, tuple[int, int, str, str]] = {
    "reveal": (1_735_000_000_001, 0, "{{question}}<p>{{shown}}</p>", "{{FrontSide}}" + _MORE),
    "typed": (1_735_000_000_002, 0, "{{question}}<p>{{type:answer}}</p>", "{{question}}<p>{{type:answer}}</p>" + _MORE),
    "cloze": (1_735_000_000_003, 1, _SENTENCE, _SENTENCE + _MORE),
}
"""Note types: id, whether a cloze, front and back. The ids never change: by them Anki knows the types again."""


def package(wanted: Wanted) -> bytes:
    """The package's bytes; the same for the same decks at the same moment."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("collection.anki2", _collection(wanted)), ("media", b"{}")):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _collection(wanted: Wanted) -> bytes:
    reviews: dict[CardKey, list[Event]] = {}
    for event in wanted.reviews:
        reviews.setdefault(event.card, []).append(event)
    first = min((event.at for event in wanted.reviews), default=wanted.now) // 1000
    created = first // _DAY * _DAY - _DAY + _ROLLOVER
    decks = [_deck(1, "Default", 0), *(_deck(_id(deck.deck), _name(deck), wanted.now) for deck in wanted.decks)]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(SCHEMA)
        connection.execute(
            "insert into col values (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
            (
                created,
                wanted.now,
                wanted.now,
                json.dumps(_SETTINGS),
                json.dumps({str(one[0]): _model(name, *one) for name, one in _KINDS.items()}),
                json.dumps({str(deck["id"]): deck for deck in decks}),
                json.dumps({"1": _OPTIONS}),
            ),
        )
        _Rows(connection, wanted, reviews, created).write()
        return connection.serialize()


def _name(deck: Deck) -> str:
    """Anki keeps decks in decks by `::`."""
    return f"kgquiz::{deck.deck} {deck.title}".replace("\x1f", " ")


class _Rows:
    """Notes, cards and reviews, with ids that no two of them share."""

    def __init__(
        self, connection: sqlite3.Connection, wanted: Wanted, reviews: dict[CardKey, list[Event]], created: int
    ) -> None:
        self.connection = connection
        self.wanted = wanted
        self.reviews = reviews
        self.created_day = created // _DAY + _EPOCH
        self.states = {state.card: state for state in wanted.states}
        self.moments: set[int] = set()
        self.ids: set[int] = set()

    def write(self) -> None:
        put = self.connection.executemany
        asked = [(deck, card, place) for deck in self.wanted.decks for place, card in enumerate(deck.cards)]
        cards = [(deck, card, self.free(_id(deck.deck) + place)) for deck, card, place in asked]
        put("insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')", (self.note(*one) for one in cards))
        put(
            "insert into cards values (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)",
            (self.card(position, *one) for position, one in enumerate(cards, 1)),
        )
        log = (row for one in cards for row in self.log(*one))
        put("insert into revlog values (?, ?, -1, ?, ?, ?, 2500, ?, ?)", log)

    def free(self, number: int) -> int:
        while number in self.ids:
            number += 1
        self.ids.add(number)
        return number

    def note(self, deck: Deck, card: Card, number: int) -> tuple[Any, ...]:
        fields = [escape(text, quote=False).replace("\n", "<br>") for text in _field_texts(deck, card)]
        kind = _KINDS[_kind(card)][0]
        tags = " ".join(["", *(tag.replace(" ", "-") for tag in _tags(deck, card)), ""])
        key = card_key(deck.deck, card.id)
        guid = blake2b(key.encode(), digest_size=6).hexdigest()
        check = int(sha1(fields[0].encode(), usedforsecurity=False).hexdigest()[:8], 16)
        return number, f"kg{guid}", kind, self.wanted.now // 1000, tags, "\x1f".join(fields), fields[0], check

    def card(self, position: int, deck: Deck, card: Card, number: int) -> tuple[Any, ...]:
        key = card_key(deck.deck, card.id)
        state = self.states.get(key)
        hidden = key in self.wanted.suspended
        head = (number, number, _id(deck.deck), self.wanted.now // 1000)
        if state is None:
            return (*head, 0, -1 if hidden else 0, position, 0, 0, 0, 0, "{}")
        due, interval = state.due - self.created_day, max(1, state.due - state.last_day)
        return (*head, 2, -1 if hidden else 2, due, interval, 2500, state.reps, state.lapses, _memory(state))

    def log(self, deck: Deck, card: Card, number: int) -> Iterator[tuple[Any, ...]]:
        """Each answer with the interval before it; Anki knows an answer by its millisecond, so no two share one."""
        before = 0
        for event in self.reviews.get(card_key(deck.deck, card.id), ()):
            at = event.at
            while at in self.moments:
                at += 1
            self.moments.add(at)
            elapsed = max(0, event.day - before) if before else 0
            rating = int(event.rating or 1)
            yield at, number, rating, max(1, elapsed), elapsed, min(event.spent, 60_000), 1 if before else 0
            before = event.day


def _memory(state: KeptMemory) -> str:
    """What FSRS remembers, as Anki notes it."""
    return json.dumps({"s": round(state.stability, 4), "d": round(state.difficulty, 3), "dr": 0.9, "decay": 0.154})


def _kind(card: Card) -> str:
    return card.type if card.type in {"typed", "cloze"} else "reveal"


def _tags(deck: Deck, card: Card) -> Iterable[str]:
    """Chapter, section and page, for filtered decks, then the card's own."""
    if deck.chapter:
        yield f"chapter::{deck.chapter}"
    if card.section:
        yield f"section::{card.section}"
    if card.page:
        yield f"page::{card.page}"
    yield from card.tags


def _field_texts(deck: Deck, card: Card) -> list[str]:
    row = row_of(card)
    more = {
        "cloze": deletions(card),
        "shown": "\n".join(_options(card)),
        "solution": "\n".join(card.solution()) if card.type not in {"typed", "cloze"} else "",
        KEY_FIELD: card_key(deck.deck, card.id),
    }
    return [(row | more).get(name, "").replace("\x1f", " ") for name in _FIELDS]


def deletions(card: Card) -> str:
    """All blanks of a card are one card in Anki too."""
    if not isinstance(card, Cloze):
        return ""
    return rewritten(card.text, _deletion)


def _deletion(blank: Blank) -> str:
    hint = CUE + blank.cue if blank.cue else ""
    return "{{c1::" + blank.answer + hint + "}}"


def _options(card: Any) -> list[str]:
    """What is shown beside the question, in an order that does not tell."""
    if card.type == "choice":
        texts = (card.answer, *card.wrong)
    elif isinstance(card, Multi):
        texts = (*card.answers, *card.wrong)
    elif isinstance(card, Order):
        texts = card.items
    elif isinstance(card, Match):
        rights = sorted(set(card.pairs.values()))
        return [*(f"• {left}" for left in card.pairs), "—", *(f"• {right}" for right in rights)]
    else:
        return []
    return [f"• {text}" for text in sorted(texts)]


def _id(name: str) -> int:
    """A number that a name always has, of the size that Anki gives: milliseconds since 1970."""
    return 1_400_000_000_000 + int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") % 300_000_000_000


def _model(name: str, number: int, kind: int, front: str, back: str) -> dict[str, Any]:
    fields = [
        {"name": one, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
        for place, one in enumerate(_FIELDS)
    ]
    template = {"name": name, "ord": 0, "qfmt": front, "afmt": back, "bqfmt": "", "bafmt": "", "did": None}
    return {
        "id": number,
        "name": f"kgquiz {name}",
        "type": kind,
        "mod": 1_735_000_000,
        "usn": 0,
        "sortf": 0,
        "did": 1,
        "tmpls": [template],
        "flds": fields,
        "css": _CSS,
        "latexPre": "",
        "latexPost": "",
        "req": [[0, "any", [0]]],
        "tags": [],
        "vers": [],
    }


def _deck(number: int, name: str, now: int) -> dict[str, Any]:
    today = {"newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0]}
    rest = {"collapsed": False, "browserCollapsed": False, "desc": "", "dyn": 0, "conf": 1}
    more = {"extendNew": 0, "extendRev": 0}
    return {"id": number, "name": name, "mod": now // 1000, "usn": 0, **today, **rest, **more}


_SETTINGS = {"curDeck": 1, "curModel": _KINDS["reveal"][0], "nextPos": 1, "schedVer": 2, "sched2021": True}
_OPTIONS: dict[str, Any] = {
    "id": 1,
    "mod": 0,
    "name": "Default",
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "new": {"delays": [1, 10], "ints": [1, 4, 0], "initialFactor": 2500, "order": 1, "perDay": 20, "bury": True},
    "rev": {"perDay": 200, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "bury": True, "hardFactor": 1.2},
    "lapse": {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 1},
    "dyn": False,
}
SCHEMA = """
create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
  left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
create index ix_notes_usn on notes (usn);
create index ix_cards_usn on cards (usn);
create index ix_revlog_usn on revlog (usn);
create index ix_cards_nid on cards (nid);
create index ix_cards_sched on cards (did, queue, due);
create index ix_revlog_cid on revlog (cid);
create index ix_notes_csum on notes (csum);
"""
