"""The one layout of a question as a row: a column for each thing that a card may hold, a line in a cell for each entry.

Spreadsheets, CSV and kgquiz's own note types in Anki share it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
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
        "суроо", "вопрос", "текст вопроса", "question text", "prompt", "term", "front", "text", "statement", "термин",
        "тапшырма",
    ),
    "answer": (
        "жооп", "туура жооп", "ответ", "правильный ответ", "верный ответ", "answers", "correct answer", "correct",
        "key", "ключ", "definition", "meaning", "back", "аныктама", "определение", "right",
    ),
    "option": (
        "вариант", "вариант ответа", "варианты", "жооптун варианты", "variant", "choice", "options", "answer option",
        "answer choice", "distractor option",
    ),
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


_SUFFIX = re.compile(r"[\s.№#]*(?:\d{1,2}|(?<=[\s.])[a-hа-з])$")
"""What numbers columns of one name: `wrong 1`, `Вариант А`."""
_LONGEST_TITLE = 200
_CYRILLIC = "letters"
"""In a row whose options are headed А, Б, В: there В is the third, elsewhere it is taken for a B."""
_ALONE = re.compile(r"[a-hа-з]$")


def column_of(title: str) -> str:
    """The column that a heading names, in three languages and with a number or letter behind it; "" for any other."""
    if len(title) > _LONGEST_TITLE:
        return ""
    plain = re.sub(r"[\s_]+", " ", re.split(r"\s[-–—(]|\(", title, maxsplit=1)[0]).strip(" :*?").casefold()
    if _ALONE.match(plain):
        return "option"
    return _BY_TITLE.get(plain) or _BY_TITLE.get(_SUFFIX.sub("", plain), "")


@lru_cache(maxsize=8)
def columns_of(titles: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of all headings: numbered answers beside one that is not numbered are options, and it says which."""
    names = [column_of(title) for title in titles]
    answers = [n for n, name in enumerate(names) if name == "answer"]
    counted = [n for n in answers if _SUFFIX.search(re.split(r"\s[-–—(]", titles[n], maxsplit=1)[0].strip().casefold())]
    if len(counted) > 1 and len(counted) < len(answers):
        for n in counted:
            names[n] = "option"
    return tuple(names)


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row names columns: a question, and something to answer it by."""
    names = {column_of(cell) for cell in cells}
    return "question" in names and bool(names & {"answer", "points", "type"})


def named(titles: Sequence[str], cells: Sequence[str]) -> Row:
    """A row by its columns; several columns of one name (`wrong 1`, `wrong 2`) are entries of one."""
    row: Row = {_CYRILLIC: "yes"} if any(re.search(r"(?:^|\s)[бБ]$", title.strip()) for title in titles) else {}
    for name, cell in zip(columns_of(tuple(titles)), cells, strict=False):
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
    """Options in columns of their own, the answer the number, letter or text of one or more: as answer and wrong."""
    options = entries(row.get("option", ""))
    told = row.get("answer", "").strip()
    if not options or not told:
        return row
    cyrillic = bool(row.get(_CYRILLIC))
    whole = _place(told, options, cyrillic=cyrillic)
    parts = [one for one in re.split(r"[\s,;]+", told) if one]
    places = [whole] if whole >= 0 else [_place(one, options, cyrillic=cyrillic) for one in parts]
    if min(places, default=-1) < 0:
        raise BadRow(message(N_("The answer “{text}” is none of the options."), text=told))
    wrong = [text for n, text in enumerate(options) if n not in places]
    several = {"type": "multi"} if len(places) > 1 and not row.get("type") else {}
    return row | several | {"answer": joined(options[n] for n in places), "wrong": joined(wrong)}


def _place(told: str, options: Sequence[str], *, cyrillic: bool) -> int:
    """Which option is told by its text, its number or its letter; -1 for none."""
    if told in options:
        return options.index(told)
    sign = told.rstrip(".)").upper()
    if sign.isdecimal():
        place = int(sign) - 1
    elif len(sign) == 1:
        latin = sign.translate(_ALIKE)
        place = "АБВГДЕЖЗ".find(sign)
        if place < 0 or (latin <= "Z" and not cyrillic):
            place = ord(latin) - ord("A")
    else:
        return -1
    return place if 0 <= place < len(options) else -1


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
