"""What findings, ratings and days are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgquiz.cards.base import Card
from kgquiz.cards.prompts import BLANK
from kgquiz.cards.truefalse import FALSE, TRUE, TrueFalse
from kgquiz.cards.verdict import Allowance, Finding, Forgiven, Near, Nearness, Verdict
from kgquiz.key import CardKey
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import percent
from kgquiz.memory.model import Rating

_ADDING = {Allowance.QUESTION, Allowance.BRACKET}
_DAYS_IN_MONTH, _DAYS_IN_YEAR = 30.4375, 365.25


def rating_word(rating: Rating) -> str:
    """A rating's name."""
    return {
        Rating.AGAIN: _("again"),
        Rating.HARD: _("hard"),
        Rating.GOOD: _("good"),
        Rating.EASY: _("easy"),
    }[rating]


def days_word(days: int) -> str:
    """A time span as one would say it: days, then months, then years."""
    if days < 2 * _DAYS_IN_MONTH:
        return ngettext("{n} day", "{n} days", days)
    if days < 2 * _DAYS_IN_YEAR:
        return ngettext("{n} month", "{n} months", round(days / _DAYS_IN_MONTH))
    return ngettext("{n} year", "{n} years", round(days / _DAYS_IN_YEAR))


def seconds_word(seconds: float) -> str:
    """Minutes and seconds: `3:07`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def option_word(option: str) -> str:
    """An option as shown; the two of true/false are kept as words of the interface."""
    words: dict[str, str] = {TRUE: _("True"), FALSE: _("False")}
    return words.get(option, option)


def solution_rows(card: Card) -> list[tuple[str, str]]:
    """What is right, line by line, each after what leads it in: beside "false" it is said what would be true."""
    first, *rest = map(option_word, card.solution())
    lead = _("Rather: ") if isinstance(card, TrueFalse) else ""
    return [("", first), *((lead, text) for text in rest)]


def solution_words(card: Card) -> list[str]:
    """The same as plain lines."""
    return [lead + text for lead, text in solution_rows(card)]


def finding_words(verdict: Verdict) -> str:
    """The verdict in a sentence."""
    if verdict.finding is Finding.OTHER_TERM:
        return _("No: that is another term, “{other}”.").format(other=verdict.other)
    if verdict.finding is Finding.PARTIAL:
        return _("Partly right: {share}.").format(share=percent(verdict.score))
    return {
        Finding.EXACT: _("Right."),
        Finding.NORMAL: _("Right."),
        Finding.KEYBOARD: _("Right, but for the letters of your keyboard."),
        Finding.ENDING: _("Right, in another form of the word."),
        Finding.SLIP: _doubt_words(verdict),
        Finding.VALUE: _("Right, written in another way."),
        Finding.MEANING: _("Right, in other words."),
        Finding.SPELLING: _("Right, but mind the spelling."),
        Finding.FOREIGN: _("Right, but in another language; “{expected}” is asked.").format(expected=verdict.expected),
        Finding.WRONG: _("Not right."),
        Finding.EMPTY: _("No answer."),
        Finding.SELF: _("How well did you know it?"),
        Finding.OVERRULED: _("Counted as right, on your word.")
        if verdict.score
        else _("Counted as wrong, on your word."),
    }[verdict.finding]


def finding_sign(verdict: Verdict) -> tuple[str, str]:
    """A verdict as a sign and the style it is shown in."""
    if verdict.finding in {Finding.SELF, Finding.SLIP}:
        return "?", "finding.asked"
    if verdict.score >= 1:
        return "✓", "finding.right"
    return ("✗", "finding.wrong") if verdict.score <= 0 else ("◐", "finding.partial")


def _doubt_words(verdict: Verdict) -> str:
    """The question that only the student can answer."""
    kinds = {piece.kind for piece in verdict.forgiven}
    if verdict.other:
        return _("That is as close to “{other}”. Did you mean “{expected}”?").format(
            other=verdict.other, expected=verdict.expected
        )
    if Allowance.UNIT in kinds:
        return _("The figure is right. Did you mean “{expected}”?").format(expected=verdict.expected)
    if Allowance.KEYBOARD in kinds:
        return _("Did you mean “{expected}”?").format(expected=verdict.expected)
    added = next((piece.typed for piece in verdict.forgiven if piece.kind in _ADDING), "")
    if added and Allowance.LETTER not in kinds:
        return _("With “{typed}” it may be another thing. Did you mean “{expected}”?").format(
            typed=added, expected=verdict.expected
        )
    name = next((piece.typed for piece in verdict.forgiven if piece.kind is Allowance.NAME), "")
    if name and Allowance.LETTER not in kinds:
        return _("“{typed}” may be another thing. Did you mean “{expected}”?").format(
            typed=name, expected=verdict.expected
        )
    return _("Almost: “{expected}”. A slip of the finger?").format(expected=verdict.expected)


def told_forgiven(verdict: Verdict) -> list[str]:
    """What was forgiven in an answer that counts, a sentence each; of one in doubt nothing is yet."""
    if verdict.score < 1:
        return []
    pieces = [piece for piece in verdict.forgiven if piece.kind not in {Allowance.CASE, Allowance.SPACING}]
    return [forgiven_words(piece) for piece in _with_one_of_the_keyboard(pieces)]


def _with_one_of_the_keyboard(pieces: Sequence[Forgiven]) -> Iterator[Forgiven]:
    """The words that a Russian keyboard changed in one piece: one sentence says it of all."""
    typed = [piece for piece in pieces if piece.kind is Allowance.KEYBOARD]
    if typed:
        hers, book = (", ".join(words) for words in zip(*((one.typed, one.expected) for one in typed), strict=True))
        yield Forgiven(hers, book, Allowance.KEYBOARD)
    yield from (piece for piece in pieces if piece.kind is not Allowance.KEYBOARD)


def forgiven_words(piece: Forgiven) -> str:
    """What was forgiven, in a sentence: said too much, left out, or said otherwise."""
    told = {
        (Allowance.STATE, True): _("The name of the state may be added: “{typed}”."),
        (Allowance.STATE, False): _("The name of the state may be left out: “{expected}”."),
        (Allowance.LEVEL, False): _("Nothing else is called so here, so “{expected}” may be left out."),
        (Allowance.QUESTION, True): _("The question says it already, so it may be repeated: “{typed}”."),
        (Allowance.QUESTION, False): _("The question says it already, so it may be left out: “{expected}”."),
        (Allowance.KIND, True): _("It only says the kind and may be added: “{typed}”."),
        (Allowance.KIND, False): _("It only says the kind and may be left out: “{expected}”."),
        (Allowance.RESTATED, True): _("It says nothing new, so it may be added: “{typed}”."),
        (Allowance.BRACKET, True): _("What stands in brackets does not count against you: “{typed}”."),
    }.get((piece.kind, bool(piece.typed)))
    told = told or (_otherwise(piece.kind) if piece.typed and piece.expected else _more_or_less(piece))
    return told.format(kind=allowance_word(piece.kind), typed=piece.typed, expected=piece.expected)


def _otherwise(kind: Allowance) -> str:
    """Of what was said otherwise."""
    return {
        Allowance.NAME: _("“{typed}” says the same as “{expected}”."),
        Allowance.SOUND: _("It is written “{expected}”."),
        Allowance.TYPED: _("It is written “{expected}”."),
        Allowance.ORDER: _("The order of the parts is free here: “{expected}”."),
        Allowance.LOOK_ALIKE: _("“{typed}” has letters of another alphabet that look the same; that is no mistake."),
        Allowance.KEYBOARD: _("It is written “{expected}”; the letters your keyboard lacks are no mistake."),
        Allowance.LAYOUT: _("The keyboard stood on the other layout: “{typed}” is “{expected}” there."),
        Allowance.ENDING: _("“{typed}” is “{expected}” in another form; both are right."),
        Allowance.VALUE: _("“{typed}” is the same as “{expected}”, only written otherwise."),
        Allowance.WORDING: _("It may be said so too: “{typed}” is “{expected}”."),
        Allowance.DOER: _("The verb of the sentence may be typed along: “{typed}” says that “{expected}” does it."),
    }.get(kind, "") or _("Forgiven: {kind} — “{typed}” for “{expected}”.")


def _more_or_less(piece: Forgiven) -> str:
    """Of what was added or left out."""
    return _("“{typed}” may be added.") if piece.typed else _("“{expected}” may be left out.")


def near_words(near: Near) -> str:
    """What a wrong answer has right and where it differs, in a sentence."""
    told = {
        Nearness.DATE_MISSING: _("The year is right, but that is not the whole date."),
        Nearness.DATE_DAY: _("Year and month are right, the day is not."),
        Nearness.DATE_YEAR: _("Day and month are right, the year is not."),
        Nearness.DATE_MONTH: _("Year and day are right, the month is not."),
        Nearness.DATE_REST: _("The year is right, the rest of the date is not."),
        Nearness.DAY_OF_MONTH: _("The month is right, the day is not."),
        Nearness.MONTH_OF_DAY: _("The day is right, the month is not."),
        Nearness.UNIT: _("The number is right; not “{typed}” but “{expected}” is asked."),
        Nearness.NUMBER: _("All is right but the number: “{expected}”, not “{typed}”."),
        Nearness.ADDED: _("With “{typed}” added it is another thing."),
        Nearness.MISSING: _("Right as far as it goes, but “{expected}” is missing."),
        Nearness.PART: _("That is “{typed}”; “{expected}” is asked."),
    }[near.kind]
    return told.format(typed=near.typed, expected=near.expected)


def allowance_word(kind: Allowance) -> str:
    """What was forgiven, in a word or two."""
    return {
        Allowance.CASE: _("capital or small letter"),
        Allowance.SPACING: _("space or dash"),
        Allowance.LOOK_ALIKE: _("look-alike letter"),
        Allowance.KEYBOARD: _("letter of the Russian keyboard"),
        Allowance.ENDING: _("ending"),
        Allowance.LETTER: _("one letter"),
        Allowance.SOUND: _("spelled as it is heard"),
        Allowance.TYPED: _("a slip in a long word"),
        Allowance.VALUE: _("way of writing a number or date"),
        Allowance.UNIT: _("unit"),
        Allowance.NAME: _("another name of the same"),
        Allowance.STATE: _("the name of the state"),
        Allowance.LEVEL: _("whose it is: the state's, local"),
        Allowance.QUESTION: _("words of the question"),
        Allowance.KIND: _("a noun that only says the kind"),
        Allowance.ORDER: _("order of the parts"),
        Allowance.WORDING: _("another construction"),
        Allowance.DOER: _("the verb of the sentence"),
        Allowance.RESTATED: _("words that say nothing new"),
        Allowance.BRACKET: _("the same in brackets"),
        Allowance.LAYOUT: _("the other keyboard layout"),
        Allowance.LANGUAGE: _("language"),
    }[kind]


def card_words(key: CardKey, question: str) -> str:
    """A card by its text, the id beside it for commands that take one."""
    return f"{shortened(question)}  [{key}]" if question else key


SHORT = 60
"""Characters of a card's text where it is only named."""


def shortened(text: str, heart: tuple[int, int] | None = None) -> str:
    """The beginning of a text, in one line; what comes later where its `heart` stands there, by default its blank."""
    line = " ".join(text.split())
    if len(line) <= SHORT:
        return line
    start, end = heart or _blank_in(line)
    first = min(start - SHORT // 3, len(line) - SHORT + 1)
    if end < SHORT or first <= 0:  # it stands in what is shown, or begins there and is longer
        return line[: SHORT - 1].rstrip() + "…"
    first = line.find(" ", first, start) + 1 or start
    shown = line[first:]
    return "…" + (shown if len(shown) < SHORT else shown[: SHORT - 2].rstrip() + "…")


def _blank_in(line: str) -> tuple[int, int]:
    """Where the blank of a sentence stands; nowhere in what has none."""
    at = line.find(BLANK)
    return (0, 0) if at < 0 else (at, at + len(BLANK))


def missed_words(question: str, solution: str) -> str:
    """What was asked and what is right, in a line: of a statement and its correction the part that differs."""
    asked, right = " ".join(question.split()), " ".join(solution.split())
    hers, book = _difference(asked, right)
    return f"{shortened(asked, hers)} → {shortened(right, book)}"


def _difference(one: str, other: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Where two sentences that begin alike part company, in whole words; None where they are not of a kind."""
    start = _alike(one, other)
    if start < _ALIKE:
        return None, None
    start = one.rfind(" ", 0, start) + 1
    tail = _alike(one[start:][::-1], other[start:][::-1])
    ends = (len(text) - tail for text in (one, other))
    first, second = (
        text.find(" ", end) if " " in text[end:] else len(text) for text, end in zip((one, other), ends, strict=True)
    )
    return (start, first), (start, second)


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


_ALIKE = 12
"""Letters from which two sentences that begin alike are a statement and its correction."""


def share_style(share: float, *, good: float, fair: float) -> str:
    """The style of a share that is good, fair or poor."""
    return "right" if share >= good else "partial" if share >= fair else "wrong"
