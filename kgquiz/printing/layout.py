"""What stands on paper: items, keys and answer lines as JSON values, put into words by `say`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze, with_blanks
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.prompts import Arrange, ChooseMany, ChooseOne, Pair, Prompt, Type
from kgquiz.cards.recall import Recall
from kgquiz.cards.truefalse import FALSE, TRUE, TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.form import FormItem
from kgquiz.messages import N_, Message, message
from kgquiz.printing.codes import qr_dots
from kgquiz.printing.sheet import CODE, EDGE, WIDTHS, SheetCode, SheetSize, sheet_pages
from kgquiz.value import dataclass

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PAGES = {"a4": "a4", "letter": "us-letter"}
NORMAL, LARGE = 11, 16
"""Points of type."""
_LINES_A_POINT, _FEWEST_LINES, _MOST_LINES = 2, 4, 14


@dataclass(frozen=True, slots=True)
class PageFrame:
    """How a sheet looks: its page, the size of its type in points, its language, and how messages are said in it."""

    page: str
    size: int
    language: str
    say: Callable[[Message], str]

    def values(self, title: str) -> dict[str, Any]:
        """What every template wants."""
        words = {name: self.say(message(template)) for name, template in _WORDS.items()}
        words["page"] = self.say(message(N_("page {x} of {y}"), x="{x}", y="{y}"))  # typst knows the numbers
        return {"title": title, "page": self.page, "size": self.size, "language": self.language, "words": words}


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A variant to print: `stamp` tells it from every other form."""

    variant: str
    seed: str
    stamp: str
    items: Sequence[FormItem]


LARGE_SHEET = 1.25
"""How much larger the boxes of a sheet in large print are."""

_WORDS = {
    "name": N_("Name"),
    "group": N_("Group"),
    "date": N_("Date"),
    "mark": N_("Mark"),
    "variant": N_("Variant"),
    "key": N_("Key"),
    "sheet": N_("Answer sheet"),
    "number": N_("Your number: one digit a row"),
    "how": N_("Fill, cross or tick the squares in dark ink; rub out what is wrong. The circles are the examiner's."),
}


def paper_values(frame: PageFrame, blueprint: Blueprint, items: Sequence[FormItem], variant: str, seed: str) -> Any:
    """One variant of a paper."""
    numbered = list(enumerate(items, 1))
    sections = [
        {"title": blueprint.name_of(section), "items": [item_values(frame, n, item) for n, item in part]}
        for section, part in groupby(numbered, key=lambda pair: pair[1].section)
    ]
    rules = message(
        N_("{minutes} min · {points} · pass mark {share} %"),
        minutes=blueprint.minutes,
        points=_worth(sum(item.points for item in items)),
        share=_figure(blueprint.pass_mark),
    )
    head = {"variant": variant, "code": f"{blueprint.exam} · {seed} · {variant}", "rules": frame.say(rules)}
    return frame.values(blueprint.title) | head | {"sections": sections}


def _worth(points: float) -> Message:
    return message(N_("1 point") if points == 1 else N_("{n} points"), n=_figure(points))


def item_values(frame: PageFrame, number: int, item: FormItem) -> dict[str, Any]:
    """An item as it is asked on paper; `kind` says how it is answered."""
    card = item.card
    points = frame.say(_worth(item.points))
    caption = frame.say(message(_CAPTIONS.get(card.type, card.task())))
    head = {"number": number, "text": card.question(), "points": points, "caption": caption}
    return head | _ways(frame, item.prompt())


_CAPTIONS = {
    "typed": N_("Write the answer."),
    "order": N_("Number them in their order."),
    "match": N_("Write the letter that belongs to each."),
    "recall": N_("Write what it means."),
    "outline": N_("Answer in writing."),
}


def _ways(frame: PageFrame, prompt: Prompt) -> dict[str, Any]:
    none: dict[str, Any] = {"options": [], "lefts": [], "blanks": 0, "lines": 0}
    match prompt:
        case ChooseOne(options=options):
            return none | {"kind": "one", "options": _lettered(_said(frame, options))}
        case ChooseMany(options=options):
            return none | {"kind": "many", "options": _lettered(options)}
        case Arrange(items=options):
            return none | {"kind": "order", "options": _lettered(options)}
        case Pair(lefts=lefts, rights=rights):
            return none | {"kind": "pair", "lefts": _numbered(lefts), "options": _lettered(rights)}
        case Type(blanks=blanks):
            return none | {"kind": "type", "blanks": blanks}
    wanted = _LINES_A_POINT * len(getattr(prompt, "points", ()))
    return none | {"kind": "write", "lines": min(_MOST_LINES, max(_FEWEST_LINES, wanted))}


def _lettered(texts: Iterable[str]) -> list[dict[str, str]]:
    return [{"letter": letter, "text": text} for letter, text in zip(LETTERS, texts, strict=False)]


def _numbered(texts: Iterable[str]) -> list[dict[str, str]]:
    return [{"letter": str(number), "text": text} for number, text in enumerate(texts, 1)]


def _said(frame: PageFrame, options: Iterable[str]) -> list[str]:
    words = {TRUE: message(N_("True")), FALSE: message(N_("False"))}
    return [frame.say(words[option]) if option in words else option for option in options]


def sheet_values(frame: PageFrame, blueprint: Blueprint, form: PrintedForm) -> Any:
    """The answer sheet: boxes where `sheet_pages` puts them, and a QR code in each corner that says whose they are."""
    size = SheetSize(frame.page, 1.0 if frame.size <= NORMAL else LARGE_SHEET)
    width, height = WIDTHS[size.page]
    inner = EDGE + CODE + 2
    pages = [
        {
            "number": page.number,
            "codes": [_code(form, page.number, corner, size) for corner in range(len(size.corners))],
            **{name: [asdict(one) for one in getattr(page, name)] for name in ("boxes", "words", "lines")},
        }
        for page in sheet_pages(form.items, size)
    ]
    head = {"variant": form.variant, "code-line": f"{blueprint.exam} · {form.seed}", "pages": pages, "code": CODE}
    places = {"inner": inner, "breadth": width - 2 * inner, "foot": height - EDGE - 6, "digits": width - 78.0}
    return frame.values(blueprint.title) | head | places | {"scale": size.scale}


def plain_sheet_values(frame: PageFrame, blueprint: Blueprint, form: PrintedForm) -> Any:
    """The answer sheet as rows, where nothing can be put in its place to the millimetre."""
    rows = [item_values(frame, n, item) for n, item in enumerate(form.items, 1)]
    code = f"{blueprint.exam} · {form.seed}"
    return frame.values(blueprint.title) | {"variant": form.variant, "code": code, "rows": rows}


def _code(form: PrintedForm, page: int, corner: int, size: SheetSize) -> dict[str, Any]:
    x, y = size.corners[corner]
    side, dots = qr_dots(SheetCode(form.stamp, form.variant, page, corner, size).text())
    return {"x": x, "y": y, "side": side, "dots": dots}


def key_values(frame: PageFrame, blueprint: Blueprint, variants: Iterable[tuple[str, Sequence[FormItem]]]) -> Any:
    """The keys of all variants: what is right, where it stands in the book, how a part of it counts."""
    keys = [
        {"code": code, "items": [_key(frame, number, item) for number, item in enumerate(items, 1)]}
        for code, items in variants
    ]
    return frame.values(blueprint.title) | {"variants": keys}


def _key(frame: PageFrame, number: int, item: FormItem) -> dict[str, Any]:
    note = _PARTIAL.get(item.card.type)
    if isinstance(item.card, Cloze) and len(item.card.blanks) == 1:
        note = None
    said = frame.say(message(note)) if note else ""
    return {"number": number, "key": key_lines(frame, item), "place": _place(frame, item.card), "note": said}


_PARTIAL = {
    "multi": N_("Right ticks less wrong ones, as a share of the right ones; never below 0."),
    "order": N_("The share of all pairs that stand in the right order."),
    "match": N_("The share of pairs made rightly."),
    "cloze": N_("Each blank counts alike."),
    "outline": N_("Each point counts alike; on entering write the letters of those that are there."),
    "recall": N_("Each point counts alike; on entering write the letters of those that are there."),
}


def key_lines(frame: PageFrame, item: FormItem) -> list[str]:
    """The right answer as it is written on this paper: letters and numbers first, words after."""
    return _of_options(frame, item) or _of_writing(item.card)


def _of_options(frame: PageFrame, item: FormItem) -> list[str]:
    found: list[str] = []
    match item.card, item.prompt():
        case TrueFalse(answer=answer, correction=correction), ChooseOne(options=options):
            right = f"{LETTERS[options.index(answer)]}) {_said(frame, [answer])[0]}"
            found = [right, *filter(None, [correction])]
        case Choice(answer=answer), ChooseOne(options=options):
            found = [f"{LETTERS[options.index(answer)]}) {answer}"]
        case Multi(answers=answers), ChooseMany(options=options):
            found = ["; ".join(f"{LETTERS[n]}) {one}" for n, one in enumerate(options) if one in answers)]
        case Order(items=items), Arrange(items=options):
            found = [", ".join(f"{LETTERS[n]} {items.index(one) + 1}" for n, one in enumerate(options))]
        case Match(pairs=pairs), Pair(lefts=lefts, rights=rights):
            made = ((n, LETTERS[rights.index(pairs[left])]) for n, left in enumerate(lefts, 1))
            found = [", ".join(f"{number} {letter}" for number, letter in made)]
    return found


def _of_writing(card: Card) -> list[str]:
    match card:
        case Cloze(blanks=blanks):
            return [" · ".join(" / ".join((blank.answer, *blank.accept)) for blank in blanks)]
        case Typed(answer=answer, accept=accept):
            return [" / ".join((answer, *accept))]
        case Outline(points=points) | Recall(points=points) if points:
            return [f"{letter}) {point}" for letter, point in zip(LETTERS, points, strict=False)]
    return list(card.solution())


def _place(frame: PageFrame, card: Card) -> str:
    return frame.say(message(N_("p. {page}"), page=card.page)) if card.page else ""


def _figure(value: float) -> str:
    return f"{value:g}"


def cards_values(frame: PageFrame, title: str, cards: Iterable[Card]) -> Any:
    """Cards to be cut out: front and back; of each item the one that asks most of the memory without options."""
    by_item: dict[str, Card] = {}
    for card in sorted((card for card in cards if card.type in _WITHOUT_OPTIONS), key=_rank):
        by_item.setdefault(card.item or card.id, card)
    held = [
        {
            "front": card.question(),
            "back": "\n".join(_said(frame, card.solution())),
            "place": " · ".join(filter(None, (card.id, _place(frame, card)))),
        }
        for card in sorted(by_item.values(), key=lambda card: (card.page, card.id))
    ]
    return frame.values(title) | {"cards": held}


_WITHOUT_OPTIONS = ("recall", "typed", "cloze", "outline", "truefalse")


def _rank(card: Card) -> int:
    return _WITHOUT_OPTIONS.index(card.type)


def study_values(frame: PageFrame, title: str, sections: Iterable[tuple[str, Sequence[Card]]], *, blanks: bool) -> Any:
    """A sheet to learn from: terms with their meanings, then facts, section by section; with open blanks if wished."""
    parts = [
        {"title": name, "lines": [line for card in cards if (line := _line(frame, card, blanks=blanks))]}
        for name, cards in sections
    ]
    return frame.values(title) | {"sections": [part for part in parts if part["lines"]]}


def _line(frame: PageFrame, card: Card, *, blanks: bool) -> dict[str, str] | None:
    match card:
        case Recall():
            return {
                "term": "" if blanks else card.term,
                "text": _meaning(card, blanks=blanks),
                "place": _place(frame, card),
            }
        case Cloze():
            text = card.question() if blanks else with_blanks(card.text, tuple(blank.answer for blank in card.blanks))
            return {"term": "", "text": text, "place": _place(frame, card)}
    return None


def _meaning(card: Recall, *, blanks: bool) -> str:
    return f"______________ — {card.meaning}" if blanks else card.meaning
