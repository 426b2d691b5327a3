"""The one layout of a question as a row: a column for each thing that a card may hold, a line in a cell for each entry.

Spreadsheets, CSV and kgquiz's own note types in Anki share it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.messages import N_, Message, message

Row = dict[str, str]

COLUMNS = (
    "id", "type", "question", "answer", "accept", "wrong", "points", "explanation", "note", "page", "section", "tags",
    "from", "reject", "last", "match", "when", "ru", "en", "needs", "was",
)  # fmt: skip
ARROW = " → "
_ALIASES = {
    "id": ("ид", "код", "номер", "no", "number", "№"),
    "type": ("түрү", "тип", "kind"),
    "question": (
        "суроо", "вопрос", "prompt", "term", "front", "text", "statement", "термин", "тапшырма",
    ),
    "answer": (
        "жооп", "туура жооп", "ответ", "правильный ответ", "answers", "correct answer", "definition", "meaning",
        "back", "аныктама", "определение", "right",
    ),
    "option": ("вариант", "вариант ответа", "жооптун варианты", "variant", "choice"),
    "accept": ("дагы туура", "также верно", "also right", "other right answers"),
    "wrong": (
        "туура эмес", "ката", "неверно", "неправильный ответ", "неправильные ответы", "distractor", "distractors",
        "wrong answer", "wrong answers",
    ),
    "points": ("пункттар", "пункты", "key points"),
    "explanation": ("түшүндүрмө", "объяснение", "пояснение", "why", "correction", "feedback"),
    "note": ("эскертүү", "примечание", "comment"),
    "page": ("бет", "страница", "стр"),
    "section": ("бөлүм", "раздел"),
    "tags": ("белгилер", "теги", "метки", "tag"),
    "reject": ("кабыл алынбайт", "не принимать"),
    "ru": ("орусча", "по-русски", "russian"),
    "en": ("англисче", "по-английски", "english"),
}  # fmt: skip
_BY_TITLE = {alias: name for name, aliases in _ALIASES.items() for alias in aliases} | {
    name: name for name in (*COLUMNS, "option")
}
_TRUE = {"true", "t", "yes", "туура", "ооба", "верно", "да", "правда", "1", "+"}
_FALSE = {"false", "f", "no", "туура эмес", "жок", "неверно", "нет", "ложь", "0", "-"}
_SHORT = 5
"""Words up to which an answer is typed."""


def column_of(title: str) -> str:
    """The column that a heading names, in three languages and with a number behind it; "" for any other."""
    plain = re.sub(r"[\s_]+", " ", title).strip(" :*").casefold()
    return _BY_TITLE.get(plain) or _BY_TITLE.get(re.sub(r"\s*\d+$", "", plain), "")


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row names columns: a question, and something to answer it by."""
    names = {column_of(cell) for cell in cells}
    return "question" in names and bool(names & {"answer", "points", "type"})


def named(titles: Sequence[str], cells: Sequence[str]) -> Row:
    """A row by its columns; several columns of one name (`wrong 1`, `wrong 2`) are entries of one."""
    row: Row = {}
    for title, cell in zip(titles, cells, strict=False):
        name = column_of(title)
        if name and cell.strip():
            row[name] = f"{row[name]}\n{cell.strip()}" if name in row else cell.strip()
    return row


class BadRow(Exception):
    """A row that makes no card, and why."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(str(why))


def row_of(card: Card) -> Row:
    """A card as a row; what is at its default stays empty."""
    shared = {
        "id": card.id,
        "type": card.type,
        "from": "" if card.item == card.id else card.item,
        "page": str(card.page or ""),
        "section": card.section,
        "note": card.note,
        "tags": joined(card.tags),
        "needs": joined(card.needs),
        "was": joined(card.was),
    }
    return {key: text for key, text in (shared | _WRITE[card.type](card)).items() if text}


def joined(texts: Iterable[str]) -> str:
    """Entries, one a line."""
    return "\n".join(" ".join(text.split("\n")) for text in texts)


def entries(cell: str) -> tuple[str, ...]:
    """The entries of a cell."""
    return tuple(text.strip() for text in cell.split("\n") if text.strip())


def _pairs(mapping: Mapping[str, str]) -> str:
    return joined(f"{left}{ARROW}{right}" for left, right in mapping.items())


_WRITE: dict[str, Callable[[Any], Row]] = {
    "recall": lambda c: {
        "question": c.term, "answer": c.meaning, "points": joined(c.points), "ru": c.ru, "en": c.en,
    },
    "typed": lambda c: {
        "question": c.prompt, "answer": c.answer, "accept": joined(c.accept), "reject": joined(c.reject),
        "match": "" if c.match == "meaning" else c.match, "ru": c.ru, "en": c.en,
    },
    "choice": lambda c: {
        "question": c.prompt, "answer": c.answer, "wrong": joined(c.wrong), "last": joined(c.last),
        "explanation": c.why, "ru": c.ru, "en": c.en,
    },
    "multi": lambda c: {
        "question": c.prompt, "answer": joined(c.answers), "wrong": joined(c.wrong), "last": joined(c.last),
    },
    "truefalse": lambda c: {"question": c.statement, "answer": c.answer, "explanation": c.correction},
    "cloze": lambda c: {
        "question": c.text, "reject": joined(c.reject), "match": "" if c.match == "meaning" else c.match,
    },
    "order": lambda c: {"question": c.prompt, "answer": joined(c.items), "when": _pairs(c.when)},
    "match": lambda c: {"question": c.prompt, "answer": _pairs(c.pairs)},
    "outline": lambda c: {"question": c.prompt, "points": joined(c.points)},
}  # fmt: skip


def card_of(row: Row) -> Card:
    """The card of a row, its id open where there is none. Raises BadRow with the reason."""
    row = _resolved(row)
    name = row.get("type", "").strip().casefold() or _type_of(row)
    kind = CARD_TYPE_BY_NAME.get(name)
    if kind is None:
        told = N_("There is no card type '{name}'; write one of: {known}, or leave it empty.")
        raise BadRow(message(told, name=name, known=", ".join(CARD_TYPE_BY_NAME)))
    if not row.get("question"):
        raise BadRow(message(N_("There is no question.")))
    shared: dict[str, Any] = {
        "id": row.get("id", ""),
        "item": row.get("from", ""),
        "page": _page(row.get("page", "")),
        "section": row.get("section", ""),
        "note": row.get("note", ""),
        **{name: entries(row.get(name, "")) for name in ("tags", "needs", "was")},
    }
    return kind(**shared, **_READ[name](row))


def _resolved(row: Row) -> Row:
    """Options in columns of their own, the answer the number, the letter or the text of one: as answer and wrong."""
    options = entries(row.get("option", ""))
    told = row.get("answer", "").strip().rstrip(".)")
    if not options or not told:
        return row
    letter = told.upper().translate(_ALIKE)
    place = next((n for n, text in enumerate(options) if text == told), -1)
    if place < 0 and told.isdecimal():
        place = int(told) - 1
    elif place < 0 and len(letter) == 1:
        place = ord(letter) - ord("A")
    if not 0 <= place < len(options):
        raise BadRow(message(N_("The answer “{text}” is none of the options."), text=told))
    wrong = [text for n, text in enumerate(options) if n != place]
    return row | {"answer": options[place], "wrong": joined(wrong)}


_ALIKE = str.maketrans("АВСЕ", "ABCE")


def _page(cell: str) -> int:
    """The page, or the first of several (`12-14`)."""
    found = re.match(r"\d{1,6}", cell.strip())
    return int(found[0]) if found else 0


def _type_of(row: Row) -> str:
    """The card type by what a row holds."""
    question, answer = row.get("question", ""), row.get("answer", "")
    if "{{" in question:
        return "cloze"
    if row.get("wrong"):
        return "multi" if len(entries(answer)) > 1 else "choice"
    if answer.casefold() in _TRUE | _FALSE - {"1", "0", "+", "-"}:
        return "truefalse"
    lines = entries(answer)
    if len(lines) > 1 and all(ARROW in line for line in lines):
        return "match"
    if row.get("points") and not answer:
        return "outline"
    return "typed" if len(lines) == 1 and len(answer.split()) <= _SHORT else "recall"


def _right(row: Row) -> str:
    if not row.get("answer"):
        raise BadRow(message(N_("There is no answer.")))
    return row["answer"]


def _truth(row: Row) -> str:
    word = row.get("answer", "").strip().casefold()
    if word not in _TRUE | _FALSE:
        raise BadRow(message(N_("The answer of a statement is “true” or “false”, not “{text}”."), text=word))
    return "true" if word in _TRUE else "false"


def _mapping(cell: str) -> dict[str, str]:
    pairs = [line.partition(ARROW) for line in entries(cell)]
    if not all(arrow for _, arrow, _ in pairs):
        raise BadRow(message(N_("A pair is written as “left → right”, one a line.")))
    return {left.strip(): right.strip() for left, _, right in pairs}


def _match(row: Row) -> dict[str, str]:
    word = row.get("match", "").strip()
    if word and word not in {"meaning", "inflect", "fold", "exact"}:
        raise BadRow(message(N_("'match' cannot be “{text}”."), text=word))
    return {"match": word} if word else {}


_READ: dict[str, Callable[[Row], dict[str, Any]]] = {
    "recall": lambda r: {
        "term": r["question"], "meaning": _right(r), "points": entries(r.get("points", "")),
        "ru": r.get("ru", ""), "en": r.get("en", ""),
    },
    "typed": lambda r: {
        "prompt": r["question"], "answer": _right(r), "accept": entries(r.get("accept", "")),
        "reject": entries(r.get("reject", "")), "ru": r.get("ru", ""), "en": r.get("en", ""), **_match(r),
    },
    "choice": lambda r: {
        "prompt": r["question"], "answer": _right(r), "wrong": entries(r.get("wrong", "")),
        "last": entries(r.get("last", "")), "why": r.get("explanation", ""), "ru": r.get("ru", ""),
        "en": r.get("en", ""),
    },
    "multi": lambda r: {
        "prompt": r["question"], "answers": entries(_right(r)), "wrong": entries(r.get("wrong", "")),
        "last": entries(r.get("last", "")),
    },
    "truefalse": lambda r: {
        "statement": r["question"], "answer": _truth(r), "correction": r.get("explanation", ""),
    },
    "cloze": lambda r: {"text": r["question"], "reject": entries(r.get("reject", "")), **_match(r)},
    "order": lambda r: {
        "prompt": r["question"], "items": entries(_right(r)), "when": _mapping(r.get("when", "")),
    },
    "match": lambda r: {"prompt": r["question"], "pairs": _mapping(_right(r))},
    "outline": lambda r: {"prompt": r["question"], "points": entries(r.get("points", "") or _right(r))},
}  # fmt: skip
