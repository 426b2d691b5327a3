"""Moodle's GIFT: questions as text, answers in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kgquiz.cards.base import Card
from kgquiz.formats.base import (
    LONGEST_TEXT,
    Found,
    Given,
    Left,
    Lost,
    Made,
    Remark,
    Taken,
    Wanted,
    lost_fields,
    writable,
)
from kgquiz.formats.gather import taken
from kgquiz.formats.html_text import has_markup, plain_text
from kgquiz.formats.moodle import (
    GAP,
    WHOLE,
    MoodleAnswer,
    MoodleQuestion,
    NoCard,
    by_category,
    category,
    deck_of,
    found_in,
    question_of,
)
from kgquiz.formats.text import decoded
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

_SIGNS = "\\~=#{}:"
_HIDDEN = {sign: chr(0xF0000 + number) for number, sign in enumerate(_SIGNS)}
"""What an escaped sign is while the others are looked for; characters that nobody uses."""
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()})
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)
_MARKUP = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%", re.ASCII)
_BOOLEAN = re.compile(r"(T|F|TRUE|FALSE)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")
_TAG = re.compile(r"\[(id|tag):([^\]]*)\]")


# --- reading


def read(given: Given) -> Taken:
    """Every question between empty lines."""
    text, guesses = decoded(given)
    done = taken(_questions(text, given), given, guesses=guesses)
    return replace(by_category(done), deck=deck_of(done.found))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines of one question with the number of the first, comments apart."""

    line: int
    text: str
    comments: str


def _chunks(text: str) -> Iterator[_Chunk]:
    """Pieces between empty lines. An empty line within braces ends a question in Moodle; here it does not."""
    kept: list[str] = []
    comments: list[str] = []
    first, is_open = 0, False
    for number, line in enumerate([*text.split("\n"), ""], 1):
        plain = line.strip()
        if plain.startswith("//"):
            comments.append(plain)
        elif plain:
            first = first or number
            kept.append(line)
            is_open = _is_open(line, otherwise=is_open)
        elif kept and not is_open:
            yield _Chunk(first, "\n".join(kept), "\n".join(comments))
            kept, comments, first = [], [], 0
    if kept:
        yield _Chunk(first, "\n".join(kept), "\n".join(comments))


def _is_open(line: str, *, otherwise: bool) -> bool:
    """Whether a brace is open behind a line, where there is one in it."""
    bare = _ESCAPE.sub("", line)
    opened, closed = bare.rfind("{"), bare.rfind("}")
    return otherwise if opened == closed else opened > closed


def _questions(text: str, given: Given) -> Iterator[Found | Left | Remark]:
    group = ""
    for chunk in _chunks(text):
        rest = chunk.text
        while named := _CATEGORY.match(rest):
            group, _, rest = named[1].strip(), *rest[named.end() :].partition("\n")[1:]
        if rest.strip():
            place = given.at(chunk.line)
            if len(rest) > LONGEST_TEXT:
                told = N_("It is longer than any question: {n} characters are read.")
                yield Left(place, rest[:200], message(told, n=LONGEST_TEXT))
                continue
            try:
                question = _question(rest, chunk.comments)
            except NoCard as error:
                yield Left(place, _unescaped(rest)[:200], error.why)
                continue
            yield from found_in(replace(question, place=place, category=group))


def _question(text: str, comments: str) -> MoodleQuestion:
    marked = _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else _HIDDEN[found[1]], text)
    name, marked = _cut(_NAME, marked)
    markup, marked = _cut(_MARKUP, marked)
    start, end = marked.find("{"), marked.find("}")
    if start < 0:
        raise NoCard(N_("It has no answer in braces: a description, not a question."))
    if end < start:
        raise NoCard(N_("A brace is not closed, or not opened."))
    before, body, after = marked[:start], marked[start + 1 : end].strip(), marked[end + 1 :]
    if "{" in body or "{" in after or "}" in after:
        raise NoCard(N_("There are braces too many; one that is meant as text has a backslash before it."))
    named = dict(_TAG.findall(comments))
    question = _answered(body, plain=markup == "plain")
    prose = _prose(before, markup)
    if after.strip():
        prose = (
            _joined(before, "{{}}", after, markup)
            if question.kind in {"short", "essay"}
            else _joined(before, "____", after, markup)
        )
    elif question.kind == "short" and "type-cloze" in comments and not GAP.search(prose):
        prose = _joined(before, "{{}}", "", markup)
    missing = plain_text(_unescaped(marked)).missing if markup != "plain" else ()
    return replace(
        question,
        name=_unescaped(name).strip(),
        text=prose,
        idnumber=named.get("id", "").strip(),
        tags=tuple(value.strip() for key, value in _TAG.findall(comments) if key == "tag"),
        missing=missing,
    )


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.match(text)
    return (found[1].casefold() if pattern is _MARKUP else found[1], text[found.end() :]) if found else ("", text)


def _prose(text: str, markup: str) -> str:
    plain = _unescaped(text)
    return (
        plain_text(plain).text if markup in {"", "html", "moodle", "markdown"} and has_markup(plain) else plain.strip()
    )


def _joined(before: str, blank: str, after: str, markup: str) -> str:
    return _prose(f"{before}{blank.replace('{', _HIDDEN['{']).replace('}', _HIDDEN['}'])}{after}", markup)


def _unescaped(text: str) -> str:
    return text.translate(_SHOWN)


def _answered(body: str, *, plain: bool) -> MoodleQuestion:
    body, _, feedback = body.partition("####")
    said = _said(feedback, plain=plain)
    boolean = _BOOLEAN.fullmatch(body.strip())
    if not body.strip():
        guide, _, note = said.partition("\n\n")
        return MoodleQuestion(kind="essay", text="", guide=guide, feedback=note)
    if boolean:
        return replace(_boolean(boolean, plain=plain), feedback=said)
    if body.startswith("#"):
        return MoodleQuestion(kind="number", text="", answers=tuple(_numbers(body[1:], plain=plain)), feedback=said)
    pieces = re.findall(r"[=~][^=~]*", body)
    if not pieces or not re.match(r"\s*[=~]", body):
        raise NoCard(N_("What stands in the braces is no answer of GIFT."))
    if "~" not in body and all("->" in piece for piece in pieces):
        return MoodleQuestion(
            kind="match", text="", pairs=tuple(_pair(piece, plain=plain) for piece in pieces), feedback=said
        )
    answers = tuple(_answer(piece, plain=plain) for piece in pieces)
    kind = "short" if "~" not in body else "choice" if "=" in body else "several"
    return MoodleQuestion(kind=kind, text="", answers=answers, feedback=said)


def _boolean(found: re.Match[str], *, plain: bool) -> MoodleQuestion:
    """`{F#said to whoever is wrong#said to whoever is right}`."""
    holds = found[1].upper() in {"T", "TRUE"}
    wrong, _, right = (found[2] or "").partition("#")
    answers = (
        MoodleAnswer("true" if holds else "false", WHOLE, _said(right, plain=plain)),
        MoodleAnswer("false" if holds else "true", 0, _said(wrong, plain=plain)),
    )
    return MoodleQuestion(kind="truefalse", text="", answers=answers)


def _said(text: str, *, plain: bool) -> str:
    shown = _unescaped(text)
    return shown.strip() if plain or not has_markup(shown) else plain_text(shown).text


def _pair(piece: str, *, plain: bool) -> tuple[str, str]:
    left, _, right = piece[1:].partition("#")[0].partition("->")
    return _said(left, plain=plain), _said(right, plain=plain)


def _answer(piece: str, *, plain: bool) -> MoodleAnswer:
    weight = WHOLE if piece[0] == "=" else 0.0
    told = _WEIGHT.match(piece[1:])
    if told:
        weight = float(told[1])
    text, _, feedback = piece[1 + (told.end() if told else 0) :].partition("#")
    return MoodleAnswer(_said(text, plain=plain), weight, _said(feedback, plain=plain))


def _numbers(body: str, *, plain: bool) -> Iterator[MoodleAnswer]:
    """`1993:2`, `1990..1995`, or several after `=`."""
    for piece in re.findall(r"[=~]?[^=~]+", body.strip()):
        if piece[0] == "~" or not piece.strip(" =\n"):
            continue  # `~#…` is what is said to whoever is wrong
        told = _WEIGHT.match(piece.removeprefix("="))
        weight = float(told[1]) if told else WHOLE
        text, _, feedback = piece.removeprefix("=")[told.end() if told else 0 :].partition("#")
        text = text.strip()
        low, dots, high = text.partition("..")
        number, _, tolerance = text.partition(":")
        try:
            if dots:
                middle = (float(low) + float(high)) / 2
                yield MoodleAnswer(f"{middle:g}", weight, _said(feedback, plain=plain), float(high) - middle)
            else:
                float(number.replace(",", "."))
                yield MoodleAnswer(number.strip(), weight, _said(feedback, plain=plain), float(tolerance or 0))
        except ValueError as error:
            raise NoCard(N_("“{text}” is no number."), text=text) from error


# --- writing


def write(wanted: Wanted) -> Made:
    """Questions with their names, ids and tags, in a category of this day."""
    from kgquiz.formats.registry import GIFT

    pieces: list[str] = []
    several = [card.id for deck in wanted.decks for card in deck.cards if _has_several_blanks(card)]
    for deck, cards in writable(GIFT, wanted.decks):
        pieces.append(f"$CATEGORY: {category(deck.deck, wanted.now)}\n")
        pieces += [
            _written(question_of(card, deck.deck))
            for card in cards
            if card.id not in several or not _has_several_blanks(card)
        ]
    lost = list(lost_fields(GIFT, wanted.decks))
    arrows = tuple(card.id for deck in wanted.decks for card in deck.cards if _has_arrow(card))
    if arrows:
        lost.append(Lost(message(N_("“->” in an answer or a left side becomes “→”.")), arrows))
    if several:
        lost.append(Lost(message(N_("A sentence with several blanks cannot be written in GIFT.")), tuple(several)))
    return Made(("\n".join(pieces)).encode(), tuple(lost))


def _has_several_blanks(card: Card) -> bool:
    return card.type == "cloze" and card.question().count("____") != 1


def _has_arrow(card: Card) -> bool:
    texts = {
        "typed": ("answer", "accept", "reject"),
        "cloze": ("text", "reject"),
        "match": ("pairs",),
        "order": ("items",),
    }
    return any("->" in str(getattr(card, name)) for name in texts.get(card.type, ()))


def _escaped(text: str) -> str:
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", "\\n")


def _written(question: MoodleQuestion) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in question.tags)
    body = _BODIES[question.kind](question)
    said = question.feedback
    if question.kind == "essay":
        said = "\n\n".join(filter(None, (re.sub(r"\n{2,}", "\n", question.guide), said)))
    feedback = f"####{_escaped(said)}" if said else ""
    before, blank, after = question.text.partition("{{}}")
    answers = f"{{{body}{feedback}}}"
    text = f"{_escaped(before)}{answers}{_escaped(after)}" if blank else f"{_escaped(before)} {answers}"
    return f"// [id:{question.idnumber}]{tags}\n::{question.name}::[plain]{text}\n"


def _answers_of(question: MoodleQuestion) -> str:
    return "".join(f"\n\t{_answer_text(question, answer)}" for answer in question.answers) + "\n"


def _answer_text(question: MoodleQuestion, answer: MoodleAnswer) -> str:
    sign, weight = "=", ""
    if question.kind == "choice":
        sign = "=" if answer.weight == WHOLE else "~"
    elif question.kind == "several":
        sign, weight = "~", f"%{answer.weight:.7g}%"
    elif answer.weight != WHOLE:
        weight = f"%{answer.weight:.7g}%"
    if not weight and answer.text.startswith("%"):
        weight = f"%{answer.weight:.7g}%"
    feedback = f"#{_escaped(answer.feedback)}" if answer.feedback else ""
    text = _arrowless(answer.text) if question.kind == "short" else answer.text
    return f"{sign}{weight}{_escaped(text)}{feedback}"


def _arrowless(text: str) -> str:
    """`->` parts a pair, and nothing can be written for it: such an answer would be read as a pair."""
    return text.replace("->", "→")


def _pairs_of(question: MoodleQuestion) -> str:
    pairs = (f"\n\t={_escaped(_arrowless(left))} -> {_escaped(right)}" for left, right in question.pairs)
    return "".join(pairs) + "\n"


def _truth_of(question: MoodleQuestion) -> str:
    right, wrong = question.answers
    said = f"#{_escaped(wrong.feedback)}" if wrong.feedback else ""
    return f"{right.text.upper()}{said}"


def _nothing(_: MoodleQuestion) -> str:
    return ""


_BODIES = {
    "choice": _answers_of,
    "several": _answers_of,
    "short": _answers_of,
    "match": _pairs_of,
    "truefalse": _truth_of,
    "essay": _nothing,
}
