"""What Moodle asks, as GIFT and its XML both have it: between its kinds of questions and the types of cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze, blanks_of, with_cues, with_told_cues
from kgquiz.cards.kyrgyz.letters import fold
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.formats.base import Found, Left, Remark, Taken
from kgquiz.formats.ids import own_key, slug
from kgquiz.key import card_key
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

WHOLE = 100.0
WEIGHTS = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111,
    10, 5,
)  # fmt: skip
"""The shares of the points that Moodle knows, in percent; it refuses a question with any other."""
BULLET = "• "


@dataclass(frozen=True, slots=True)
class MoodleAnswer:
    """One answer: its text, its share of the points in percent, what is said to whoever gives it."""

    text: str
    weight: float = WHOLE
    feedback: str = ""
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodleQuestion:
    """A question of Moodle: `kind` is choice, several, truefalse, short, number, match, order, essay or cloze.

    A cloze has its blanks in the text already, as cards have them. `guide` is what only the teacher sees.
    """

    kind: str
    text: str
    place: str = ""
    name: str = ""
    idnumber: str = ""
    category: str = ""
    answers: tuple[MoodleAnswer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    reject: tuple[str, ...] = ()
    guide: str = ""
    feedback: str = ""
    tags: tuple[str, ...] = ()
    missing: tuple[str, ...] = field(default=())
    """Pictures and the like that it names and that cannot be shown."""

    @property
    def key(self) -> str:
        """What the source calls it by: its idnumber, or the name that kgquiz gave it."""
        return self.idnumber or (self.name if own_key(self.name)[1] else "")


class NoCard(Exception):
    """A question that makes no card, and why."""

    def __init__(self, template: str, **values: object) -> None:
        self.why = message(template, **values)
        super().__init__(template)


# --- questions to cards


def found_in(question: MoodleQuestion) -> Iterator[Found | Left | Remark]:
    """The card of a question with remarks on what is otherwise, or why there is none."""
    told: list[Remark] = []

    def remark(template: str, **values: object) -> None:
        told.append(Remark(question.place, message(template, **values)))

    for name in question.missing:
        remark(N_("“{name}” is left out: pictures, sounds and formulas cannot be shown."), name=name)
    try:
        card = _card(question, remark)
    except NoCard as error:
        yield Left(question.place, question.text or question.name or "–", error.why)
        return
    yield from told
    yield Found(card=card, place=question.place, key=question.key, group=question.category)


Tell = Callable[..., None]


def _card(question: MoodleQuestion, remark: Tell) -> Card:
    asked, shared = _shared(question)
    make = _KINDS.get(asked) if asked in _CAN_BE.get(question.kind, ()) else None
    make = make or _KINDS.get(question.kind)
    if make is None:
        raise NoCard(N_("Questions of the kind “{kind}” cannot be asked here."), kind=question.kind)
    if not question.text.strip():
        raise NoCard(N_("There is no question."))
    return make(question, shared, remark)


_CAN_BE = {
    "essay": ("recall", "outline"),
    "match": ("match", "order"),
    "cloze": ("cloze",),
    "short": ("typed",),
}
"""Which types kgquiz writes as one kind; the tag `type-…` tells them apart."""


def _shared(question: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    """The type that a tag names, and the fields that every card has."""
    asked, fields, tags = "", {"id": "", "page": 0, "section": "", "item": ""}, []
    for tag in question.tags:
        name, dash, value = tag.partition("-")
        if dash and name == "type" and value in _KINDS:
            asked = value
        elif dash and name == "page" and value.isdecimal():
            fields["page"] = int(value)
        elif dash and name == "section":
            fields["section"] = value
        elif dash and name == "from":
            fields["item"] = value
        elif slug(tag):
            tags.append(slug(tag))
    return asked, fields | {"tags": tuple(dict.fromkeys(tags))}


def _choice(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    answers = question.answers
    best = max((answer.weight for answer in answers), default=0)
    right = [answer for answer in answers if answer.weight == best]
    if best <= 0:
        raise NoCard(N_("None of its answers is right."))
    if len(right) > 1:
        remark(N_("Several answers earn all points; it becomes a card with several choices."))
        return _several(question, shared, remark)
    if any(0 < answer.weight < best for answer in answers):
        remark(N_("Answers that earn a part of the points count as wrong."))
    return Choice(
        prompt=question.text,
        answer=right[0].text,
        wrong=tuple(answer.text for answer in answers if answer is not right[0]),
        why=right[0].feedback,
        note=_notes(question, [answer for answer in answers if answer is not right[0]]),
        **shared,
    )


def _several(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    right = [answer for answer in question.answers if answer.weight > 0]
    if not right:
        raise NoCard(N_("None of its answers is right."))
    if len({answer.weight for answer in right}) > 1:
        remark(N_("The right answers are worth the same here; in the source they are not."))
    return Multi(
        prompt=question.text,
        answers=tuple(answer.text for answer in right),
        wrong=tuple(answer.text for answer in question.answers if answer.weight <= 0),
        note=_notes(question, question.answers),
        **shared,
    )


def _notes(question: MoodleQuestion, answers: Iterable[MoodleAnswer]) -> str:
    """What is said of the question and of single answers."""
    said = (f"{answer.text}: {answer.feedback}" for answer in answers if answer.feedback)
    return "\n".join(filter(None, (question.feedback, *said)))


def _truefalse(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    del remark
    right = max(question.answers, key=lambda answer: answer.weight)
    holds = right.text.casefold() in {"true", "t"}
    said = "\n".join(dict.fromkeys(answer.feedback for answer in question.answers if answer.feedback))
    note = "\n".join(filter(None, (question.feedback, said if holds else "")))
    return TrueFalse(
        statement=question.text,
        answer="true" if holds else "false",
        correction="" if holds else said,
        note=note,
        **shared,
    )


def _texts(question: MoodleQuestion, remark: Tell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The right answers of a short-answer question, the first the one to show; and those that must not pass."""
    best = max((answer.weight for answer in question.answers), default=0)
    if best <= 0:
        raise NoCard(N_("None of its answers is right."))
    right: list[str] = []
    wrong: list[str] = []
    known: set[str] = set()
    for answer in question.answers:
        text, wild = _without_wildcards(answer.text)
        if wild and answer.weight > 0:
            remark(
                N_("“{text}” has a wildcard: the word is taken without it, its endings are forgiven."), text=answer.text
            )
        if not text or (wild and answer.weight <= 0):
            continue
        if answer.weight < best:
            if answer.weight > 0:
                remark(N_("“{text}” earns a part of the points; it counts as wrong."), text=text)
            wrong.append(text)
        elif text not in known:
            right.append(text)
            known |= {text, *spellings(text)}
    if not right:
        raise NoCard(N_("Any answer would be right."))
    taken = set(right)
    return tuple(right), tuple(text for text in wrong if text not in taken)


def _without_wildcards(text: str) -> tuple[str, bool]:
    r"""A `*` stands for any letters, `\*` for itself."""
    parts = re.split(r"(?<!\\)\*", text)
    return " ".join(" ".join(parts).split()).replace("\\*", "*") if len(parts) > 1 else text.replace("\\*", "*"), len(
        parts
    ) > 1


GAP = re.compile(r"_{3,}")
"""A blank as Moodle itself shows and exports it: `_____`, the answers behind the sentence."""


def _short(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    if "{{}}" in question.text or len(GAP.findall(question.text)) == 1:
        return _blank(question, shared, remark)
    return _typed(question, shared, remark)


def _blank(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    """A sentence with one blank, of which the answers stand apart."""
    right, wrong = _texts(question, remark)
    hole = "{{" + "|".join(right) + "}}"
    open_ = "{{}}" if "{{}}" in question.text else next(iter(GAP.findall(question.text)), "")
    text = question.text.replace(open_, hole, 1) if open_ else f"{question.text} {hole}"
    return Cloze(text=with_told_cues(text), reject=wrong, note=_notes(question, question.answers), **shared)


def _typed(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    right, wrong = _texts(question, remark)
    return Typed(
        prompt=question.text, answer=right[0], accept=right[1:], reject=wrong,
        note=_notes(question, question.answers), **shared,
    )  # fmt: skip


def _cloze(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    del remark
    return Cloze(text=with_told_cues(question.text), reject=question.reject, note=question.feedback, **shared)


_FEW = 12
"""Whole numbers within a tolerance up to which each is written out."""


def _number(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    right = [answer for answer in question.answers if answer.weight == WHOLE and answer.text != "*"]
    if not right:
        raise NoCard(N_("None of its answers is right."))
    if any(0 < answer.weight < WHOLE for answer in question.answers):
        remark(N_("Answers that earn a part of the points count as wrong."))
    first, *others = right
    accept = [answer.text for answer in others]
    for answer in right:
        accept += _within(answer, remark)
    return Typed(
        prompt=question.text, answer=first.text, accept=tuple(dict.fromkeys(t for t in accept if t != first.text)),
        note=_notes(question, question.answers), **shared,
    )  # fmt: skip


def _within(answer: MoodleAnswer, remark: Tell) -> list[str]:
    """The whole numbers that a tolerance lets pass."""
    if not answer.tolerance:
        return []
    try:
        middle = float(answer.text.replace(",", "."))
    except ValueError:
        return []
    low, high = middle - answer.tolerance, middle + answer.tolerance
    whole = middle.is_integer() and answer.tolerance >= 1 and high - low <= _FEW
    if not whole:
        remark(
            N_("The tolerance of {n} is left out: only {text} itself is right."), n=answer.tolerance, text=answer.text
        )
        return []
    return [str(n) for n in range(int(-(-low // 1)), int(high // 1) + 1)]


def _match(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    pairs = {left: right for left, right in question.pairs if left}
    if len(pairs) < len([left for left, _ in question.pairs if left]):
        raise NoCard(N_("Two left sides are the same."))
    for left, right in question.pairs:
        if not left and right not in pairs.values():
            remark(N_("“{text}” belongs to no left side and is left out."), text=right)
    return Match(prompt=question.text, pairs=pairs, note=question.feedback, **shared)


def _order(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    del remark
    shared["note"] = question.feedback
    if question.kind == "order":
        return Order(prompt=question.text, items=tuple(answer.text for answer in question.answers), **shared)
    numbered = sorted(question.pairs, key=lambda pair: int(pair[1]) if pair[1].isdecimal() else 0)
    return Order(prompt=question.text, items=tuple(left for left, _ in numbered), **shared)


def _outline(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    del remark
    guide, note = (question.guide, question.feedback) if question.guide else (question.feedback, "")
    lines = [line for line in guide.split("\n") if line.strip()]
    ours = all(line.startswith(BULLET) for line in lines)
    points = [line.removeprefix(BULLET) if ours else line.strip(" -*•") for line in lines]
    points = [point for point in points if point]
    if not points:
        raise NoCard(N_("It is an essay without an answer: there is nothing to compare with."))
    return Outline(prompt=question.text, points=tuple(dict.fromkeys(points)), note=note, **shared)


def _recall(question: MoodleQuestion, shared: dict[str, Any], remark: Tell) -> Card:
    del remark
    lines = question.guide.split("\n")
    meaning = [line for line in lines if not line.startswith(BULLET)]
    points = [line.removeprefix(BULLET) for line in lines if line.startswith(BULLET)]
    return Recall(
        term=question.text, meaning="\n".join(meaning), points=tuple(points), note=question.feedback, **shared
    )


_KINDS: dict[str, Callable[[MoodleQuestion, dict[str, Any], Tell], Card]] = {
    "choice": _choice,
    "several": _several,
    "truefalse": _truefalse,
    "short": _short,
    "number": _number,
    "match": _match,
    "order": _order,
    "essay": _outline,
    "outline": _outline,
    "recall": _recall,
    "cloze": _cloze,
    "typed": _typed,
}


# --- cards to questions


def spellings(text: str) -> tuple[str, ...]:
    """Other ways to type an answer that kgquiz forgives and Moodle does not: о for ө, `50 %` for `50%`."""
    folded = fold(text.casefold())
    plain = [text] if folded == text.casefold() else [text, folded]
    spaced = [re.sub(r"(\d) ?%", change, one) for one in plain for change in (r"\1 %", r"\1%")]
    return tuple(dict.fromkeys(one for one in (*plain, *spaced) if one != text))


def question_of(card: Any, deck: str) -> MoodleQuestion:
    """The question of a card; its name and idnumber are `deck/id`, the one key that survives all ways."""
    tags = [
        *([f"page-{card.page}"] if card.page else []),
        *([f"section-{card.section}"] if card.section else []),
        *([f"from-{card.item}"] if card.item != card.id else []),
        *card.tags,
    ]
    question = _OF[card.type](card)
    if (
        card.type in {"recall", "outline", "order"}
        or (card.type == "cloze" and question.kind == "short")
        or (card.type == "typed" and GAP.search(question.text))
    ):
        tags.insert(0, f"type-{card.type}")
    name = card_key(deck, card.id)
    note = question.feedback or card.note
    return replace(question, name=name, idnumber=name, tags=tuple(tags), feedback=note)


def _of_choice(card: Choice) -> MoodleQuestion:
    answers = (MoodleAnswer(card.answer, WHOLE, card.why), *(MoodleAnswer(text, 0) for text in card.wrong))
    return MoodleQuestion(kind="choice", text=card.prompt, answers=answers)


def _of_multi(card: Multi) -> MoodleQuestion:
    share = nearest_weight(WHOLE / len(card.answers))
    cost = nearest_weight(min(WHOLE, share * card.cost))
    answers = (
        *(MoodleAnswer(text, share) for text in card.answers),
        *(MoodleAnswer(text, -cost) for text in card.wrong),
    )
    return MoodleQuestion(kind="several", text=card.prompt, answers=answers)


def nearest_weight(share: float) -> float:
    """The share that Moodle knows and that is nearest."""
    return float(min(WEIGHTS, key=lambda known: abs(known - share)))


def _of_truefalse(card: TrueFalse) -> MoodleQuestion:
    right = MoodleAnswer(card.answer)
    wrong = MoodleAnswer("false" if card.answer == "true" else "true", 0, card.correction)
    return MoodleQuestion(kind="truefalse", text=card.statement, answers=(right, wrong))


def short_answers(texts: Sequence[str], reject: Sequence[str]) -> tuple[MoodleAnswer, ...]:
    """The right answers in every spelling, then those that must not pass."""
    known = dict.fromkeys((*texts, *(other for text in texts for other in spellings(text))))
    right = [MoodleAnswer(_starred(text)) for text in known]
    return (*right, *(MoodleAnswer(_starred(text), 0) for text in reject if text not in known))


def _starred(text: str) -> str:
    return text.replace("*", "\\*")


def _of_typed(card: Typed) -> MoodleQuestion:
    return MoodleQuestion(
        kind="short", text=card.prompt, answers=short_answers((card.answer, *card.accept), card.reject)
    )


def _of_cloze(card: Cloze) -> MoodleQuestion:
    blanks = blanks_of(card.text)
    if len(blanks) > 1:
        return MoodleQuestion(kind="cloze", text=card.text, reject=card.reject)
    (blank,) = blanks
    text = with_cues(card.text, "{{}}")
    return MoodleQuestion(kind="short", text=text, answers=short_answers((blank.answer, *blank.accept), card.reject))


def _of_order(card: Order) -> MoodleQuestion:
    pairs = tuple((item, str(number)) for number, item in enumerate(card.items, 1))
    return MoodleQuestion(kind="match", text=card.prompt, pairs=pairs)


def _of_match(card: Match) -> MoodleQuestion:
    return MoodleQuestion(kind="match", text=card.prompt, pairs=tuple(card.pairs.items()))


def _of_outline(card: Outline) -> MoodleQuestion:
    return MoodleQuestion(kind="essay", text=card.prompt, guide=_bullets(card.points))


def _of_recall(card: Recall) -> MoodleQuestion:
    guide = "\n".join(filter(None, (card.meaning, _bullets(card.points))))
    return MoodleQuestion(kind="essay", text=card.term, guide=guide)


def _bullets(points: Iterable[str]) -> str:
    return "\n".join(f"{BULLET}{point}" for point in points)


_OF: dict[str, Callable[[Any], MoodleQuestion]] = {
    "choice": _of_choice,
    "multi": _of_multi,
    "truefalse": _of_truefalse,
    "typed": _of_typed,
    "cloze": _of_cloze,
    "order": _of_order,
    "match": _of_match,
    "outline": _of_outline,
    "recall": _of_recall,
}


def category(deck: str, now: int) -> str:
    """Moodle's own bank of the course, a category a build: it doubles what is imported twice into one."""
    return f"$course$/top/kgquiz/{deck} {datetime.fromtimestamp(now / 1000, UTC).date().isoformat()}"


def by_category(done: Taken) -> Taken:
    """Where the source has several categories, each card is tagged with its own; those that kgquiz wrote need none."""
    if len({one.group for one in done.found}) < 2:  # noqa: PLR2004 - one category tells nothing apart
        return done
    return replace(done, found=tuple(_tagged(one) for one in done.found))


def _tagged(one: Found) -> Found:
    tag = slug(one.group.replace("//", " ").rpartition("/")[2])
    if not tag or own_key(one.key)[1] or tag in one.card.tags:
        return one
    return replace(one, card=replace(one.card, tags=(*one.card.tags, tag)))


def deck_of(found: Iterable[Found]) -> str:
    """The deck that all the names speak of, "" where there are several or none."""
    decks = {own_key(one.key)[0] for one in found}
    return decks.pop() if len(decks) == 1 else ""
