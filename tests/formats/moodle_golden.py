"""What a real Moodle read of what kgquiz writes: how it is kept in tests/data/moodle, and what it means.

Made once by Moodle 4.2.3: each file was taken in by its own importer (`qformat_gift`, `qformat_xml`, `qformat_aiken`;
stop-on-error off, grades must match), and what its question bank then held was written as JSON: `moodle` (the release),
`said`, a list `questions` of `name`, `idnumber`, `qtype`, `text`, `textformat`, `feedback`, `feedbackformat`, `tags`,
and by type `answers` (rows of text, format, fraction, feedback, its format), `single`, `pairs` (left, format, right),
`graderinfo`, `graderinfoformat`, `blanks` (each with `answers`).

Anew: `python -m tests.formats.moodle_golden FOLDER --files` writes what Moodle is to be shown; with `ch1.gift.json` and
the others beside them, the same without `--files` makes the golden files. A chapter is kept as it was when Moodle was
shown it, all cards of the rare types and some of the others, since the book's cards are reworded all the time. Of the
two small decks the bytes are marked so that another way of writing is not taken for one that Moodle has read.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.formats.base import Format, Found
from kgquiz.formats.html_text import plain_text
from kgquiz.formats.moodle import MoodleAnswer, MoodleQuestion, found_in, spellings
from kgquiz.formats.registry import AIKEN, GIFT, MOODLE_XML
from kgquiz.knowledge.deck_value import Deck
from kgquiz.knowledge.write import card_fields, deck_yaml
from tests.formats.support import DECKS, made, nasty, nine, shipped, written
from tests.support import ROOT, deck_of_file

FOLDER = ROOT / "tests" / "data" / "moodle"
SHOWN_AT = 1_795_000_000_000
SHOWN: dict[str, Format] = {"gift": GIFT, "xml": MOODLE_XML, "aiken": AIKEN}
_HTML = 1
_KINDS = {"multichoice": "choice", "shortanswer": "short", "multianswer": "cloze"}
_HOLE = "_____"
"""How Moodle shows a blank of GIFT in the middle of a sentence."""
_KEPT_OF_TYPE = 12
"""Cards of a type that are kept of each chapter, or somewhat more."""
Row = dict[str, Any]


def mark_of(card: Card) -> str:
    """A mark of a card as it was when Moodle was shown it: another wording has another."""
    return blake2b(json.dumps(card_fields(card), sort_keys=True).encode(), digest_size=6).hexdigest()


# --- as it is kept


def kept(raw: Mapping[str, Any], key: str) -> Row:
    """A question of Moodle in few words: what is as everywhere is left out, HTML is read as Moodle shows it."""
    row: Row = {
        "type": raw["qtype"] if raw["qtype"] != "multichoice" or raw["single"] else "several",
        "text": _shown(raw["text"], raw["textformat"]),
        "feedback": _shown(raw["feedback"], raw["feedbackformat"]),
        "tags": raw["tags"],
        "guide": _shown(raw.get("graderinfo", ""), raw.get("graderinfoformat", 0)),
        "answers": [_answer(answer, raw["qtype"]) for answer in raw.get("answers", ())],
        "pairs": [[_shown(left, form), right] for left, form, right in raw.get("pairs", ())],
        "blanks": [[_answer(answer, "shortanswer") for answer in blank["answers"]] for blank in raw.get("blanks", ())],
        "name": raw["name"] if raw["name"] != key else "",
        "idnumber": (raw["idnumber"] or "none") if raw["idnumber"] != key else "",
    }
    return {name: held for name, held in row.items() if held}


def _shown(text: str, form: int | str) -> str:
    return plain_text(text).text if int(form) == _HTML else text


def _answer(answer: list[Any], kind: str) -> list[Any]:
    """Text, percent, feedback; what follows nothing is left out. Of a truth the word is Moodle's own."""
    text, form, fraction, feedback = answer[:4]
    shown = text.casefold() if kind == "truefalse" else text if kind == "shortanswer" else _shown(text, form)
    row = [shown, round(100 * float(fraction), 5), _shown(feedback, answer[4] if len(answer) > 4 else _HTML)]
    return row if row[2] else row[:2]


# --- what it means


def question_in(row: Row, key: str) -> MoodleQuestion:
    """The question that Moodle asks since it has read the file."""
    kind = str(_KINDS.get(row["type"], row["type"]))
    text, guide, feedback = row["text"], row.get("guide", ""), row.get("feedback", "")
    tags = tuple(row.get("tags", ()))
    if kind == "short" and "type-cloze" in tags:
        text = text.replace(_HOLE, "{{}}")
    if kind == "cloze":
        text = re.sub(r"\{#(\d+)\}", lambda blank: _blank(row["blanks"][int(blank[1]) - 1]), text)
    if kind == "essay" and not guide:  # GIFT has no place for what only the teacher sees
        guide, _, feedback = feedback.partition("\n\n")
    answers = tuple(_read(answer) for answer in row.get("answers", ()))
    return MoodleQuestion(
        kind=kind,
        text=text,
        name=row.get("name", key),
        idnumber=str({"": key, "none": ""}.get(row.get("idnumber", ""), row.get("idnumber"))),
        answers=tuple(sorted(answers, key=lambda one: -one.weight)) if kind == "truefalse" else answers,
        pairs=tuple((left, right) for left, right in row.get("pairs", ())),
        reject=tuple(answer[0] for blank in row.get("blanks", ()) for answer in blank if not answer[1]),
        guide=guide,
        feedback=feedback,
        tags=tags,
    )


def _blank(answers: list[list[Any]]) -> str:
    """Without the spellings that are written for Moodle alone."""
    right = [answer[0].replace("\\*", "*") for answer in answers if answer[1]]
    known = [text for place, text in enumerate(right) if not any(text in spellings(one) for one in right[:place])]
    return "{{" + "|".join(known) + "}}"


def _read(answer: list[Any]) -> MoodleAnswer:
    return MoodleAnswer(answer[0], answer[1], answer[2] if len(answer) > 2 else "")


def card_in(question: MoodleQuestion) -> Card:
    """The card that a question of Moodle is."""
    (card,) = (piece.card for piece in found_in(question) if isinstance(piece, Found))
    return replace(card, id=question.name.partition("/")[2], item=card.item or question.name.partition("/")[2])


def sent(deck: Deck) -> dict[str, str]:
    """A mark of each file of a deck, as it is written now."""
    return {kind: _mark(made(form, deck, now=SHOWN_AT).data) for kind, form in SHOWN.items()}


def _mark(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


def sent_then(name: str) -> dict[str, str]:
    """The marks of what Moodle was shown."""
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["sent"])


@cache
def shown_deck(name: str) -> Deck:
    """The cards of a chapter that are kept, as Moodle was shown them."""
    return deck_of_file(FOLDER / f"{name}.yaml")


def golden(name: str) -> dict[str, dict[str, Any]]:
    """What is kept of a deck: card id → its mark, and the row of each format."""
    found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["cards"]
    return {key: {"mark": one["mark"]} | _whole(one) for key, one in found.items()}


def _whole(one: Row) -> dict[str, Row]:
    """Each format's row: only the first is kept whole, of the others what is otherwise in them."""
    rows: dict[str, Row] = {}
    for kind in SHOWN:
        if kind in one:
            first: Row = next(iter(rows.values()), {})
            rows[kind] = {name: held for name, held in (first | one[kind]).items() if held is not None}
    return rows


# --- made once


def kept_of(deck: Deck) -> Deck:
    """Every card of a rare type, and of the others some from everywhere in the deck."""
    by_type: dict[str, list[Card]] = {}
    for card in deck.cards:
        by_type.setdefault(card.type, []).append(card)
    kept = {card.id for cards in by_type.values() for card in cards[:: max(1, len(cards) // _KEPT_OF_TYPE)]}
    return replace(deck, cards=tuple(card for card in deck.cards if card.id in kept))


def decks() -> tuple[Deck, ...]:
    """What Moodle was shown."""
    return (*(shipped(name) for name in DECKS), nine(), nasty())


def files(folder: Path) -> None:
    """Write the files for Moodle to take in."""
    for deck in decks():
        for kind, form in SHOWN.items():
            (folder / f"{deck.deck}.{kind}").write_bytes(made(form, deck, now=SHOWN_AT).data)


def made_of(name: str, cards: Sequence[Card], folder: Path) -> Row:
    """What three files of a deck became in Moodle, card by card."""
    release = ""
    rows: dict[str, dict[str, Row]] = {card.id: {} for card in cards}
    for kind, form in SHOWN.items():
        raw = json.loads((folder / f"{name}.{kind}.json").read_text(encoding="utf-8"))
        release = raw["moodle"]
        shown = [card for card in cards if card.type in form.types and written(form, card)]
        assert len(shown) == len(raw["questions"]), (name, kind, raw["said"])
        for card, question in zip(shown, raw["questions"], strict=True):
            row = kept(question, f"{name}/{card.id}")
            if form is AIKEN:  # it gives its own names
                row = {key: held for key, held in row.items() if key not in {"name", "idnumber"}}
            first: Row = next(iter(rows[card.id].values()), {})
            gone = dict.fromkeys(set(first) - set(row))
            rows[card.id][kind] = gone | {key: held for key, held in row.items() if first.get(key) != held}
    return {
        "moodle": release,
        "cards": {card.id: {"mark": mark_of(card)} | rows[card.id] for card in cards if rows[card.id]},
    }


def main(folder: Path) -> None:
    """Write the golden files, and the chapters as they were shown."""
    FOLDER.mkdir(exist_ok=True)
    for deck in decks():
        done = made_of(deck.deck, deck.cards, folder)
        if deck.deck in DECKS:
            few = kept_of(deck)
            (FOLDER / f"{deck.deck}.yaml").write_text(deck_yaml(few), encoding="utf-8", newline="\n")
            done["cards"] = {card.id: done["cards"][card.id] for card in few.cards if card.id in done["cards"]}
        lines = ",\n".join(f"{json.dumps(key)}: {_line(one)}" for key, one in done["cards"].items())
        head = f'"moodle": {json.dumps(done["moodle"])}, "sent": {json.dumps(sent(deck))}'
        text = f'{{{head}, "cards": {{\n{lines}\n}}}}\n'
        (FOLDER / f"{deck.deck}.json").write_text(text, encoding="utf-8", newline="\n")


def _line(one: Row) -> str:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"), sort_keys=False)


if __name__ == "__main__":
    if sys.argv[2:] == ["--files"]:
        files(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]))
