"""The language in which cards are asked for: words, "phrases" and filters, read into a value.

All parts must hold; a comma within a filter means "or"; `not` or a minus before a part means that it must not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum

from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.errors import UsageProblem
from kgquiz.messages import N_
from kgquiz.value import dataclass


class State(StrEnum):
    """How a card stands with the student."""

    NEW = "new"  # never answered
    LEARNING = "learning"  # answered, and not yet firm
    KNOWN = "known"  # remembered for three weeks and more
    DUE = "due"  # its day has come
    LEECH = "leech"  # missed again and again
    SUSPENDED = "suspended"
    MISSED = "missed"  # answered wrong in the last seven days
    OVERRULED = "overruled"  # she said "I was right" (or wrong)
    STARRED = "starred"
    NOTED = "noted"  # has a note of hers
    CONFUSED = "confused"  # she gave one wrong answer twice and more; and what it was the answer to


FIRM = 21.0
"""Days of stability from which a card is known, not learnt (Anki's "mature")."""
MISSED_DAYS = 7
"""Days that `is:missed` looks back."""


@dataclass(frozen=True, slots=True)
class FilterKind:
    """A filter: by what name, an example that stands in every complaint about it, and how it is read."""

    name: str
    example: str
    is_number: bool = False
    words: tuple[str, ...] = ()
    """All it may say, where that is a closed set."""


_NAMES = (
    FilterKind("deck", "deck:ch3"),
    FilterKind("section", "section:s2"),
    FilterKind("type", "type:cloze", words=tuple(CARD_TYPE_BY_NAME)),
    FilterKind("tag", "tag:hard"),
    FilterKind("item", "item:lease"),
    FilterKind("id", "id:ch1/akim.typed"),
    FilterKind("state", "state:due", words=tuple(State)),
    FilterKind("is", "is:missed", words=tuple(State)),
)
_NUMBERS = (
    FilterKind("chapter", "chapter:1-3", is_number=True),
    FilterKind("page", "page:100-118", is_number=True),
    FilterKind("due", "due<7", is_number=True),  # days from today
    FilterKind("recall", "recall<80%", is_number=True),  # percent, today
    FilterKind("stability", "stability>21", is_number=True),  # days
    FilterKind("answers", "answers:0", is_number=True),
    FilterKind("lapses", "lapses>3", is_number=True),
    FilterKind("missed", "missed<7", is_number=True),  # days since the last wrong answer
    FilterKind("seen", "seen<2", is_number=True),  # days since the last answer
    FilterKind("overruled", "overruled:1", is_number=True),
)
FIELDS = {field.name: field for field in (*_NAMES, *_NUMBERS)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`< 7`; `sign` is one of <, <=, >, >=, =."""

    sign: str
    number: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What a card's field must be: one of the words, or within one of the spans, each a few comparisons."""

    field: str
    words: tuple[str, ...] = ()
    spans: tuple[tuple[Comparison, ...], ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class WantedWords:
    """A word, or the words of a phrase, that must stand in a card's text."""

    text: str
    is_phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All that must hold of a card."""

    texts: tuple[WantedWords, ...] = ()
    filters: tuple[Filter, ...] = ()

    def named(self, field: str) -> Iterator[str]:
        """The words that filters of this field say."""
        return (word for one in self.filters if one.field == field for word in one.words)


_PART = re.compile(
    r"""\s*(?P<minus>-?)
    (?:(?P<name>[^\W\d]\w*)(?P<sign><=|>=|[<>:=])(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]*))
      |"(?P<phrase>[^"]*)"
      |(?P<word>[^\s"]+))""",
    re.VERBOSE,
)
_QUOTES = str.maketrans("«»“”„", '"""""')
_SPAN = re.compile(r"(?P<low>\d+(?:[.]\d+)?)%?(?:[-–](?P<high>\d+(?:[.]\d+)?)%?)?")


def parse_query(text: str) -> Query:
    """Read a query. Raises UsageProblem, which names the mistake and the remedy."""
    told = text.translate(_QUOTES)
    if told.count('"') % 2:
        raise UsageProblem(N_("A quotation mark is not closed: {part}. A phrase stands between two."), part=_rest(told))
    texts: list[WantedWords] = []
    filters: list[Filter] = []
    negated = False
    for part in _PART.finditer(told):
        if part["word"] == "not" and not part["minus"]:
            negated = True
            continue
        negated = negated or bool(part["minus"])
        if part["name"]:
            filters.append(_filter(part, negated=negated))
        else:
            texts += _texts(part, negated=negated)
        negated = False
    if negated:
        raise UsageProblem(N_("'not' stands at the end: say what is not wanted. Like this: not type:cloze"))
    return Query(tuple(texts), tuple(filters))


def _rest(text: str) -> str:
    return text[text.rindex('"') :]


def _texts(part: re.Match[str], *, negated: bool) -> Iterator[WantedWords]:
    text = part["word"] if part["phrase"] is None else part["phrase"]
    if part["word"] and text != "-" and not any(map(str.isalnum, text)):  # a minus is still being typed
        raise UsageProblem(N_("'{part}' has no letter and no figure that could be looked for."), part=text)
    if any(map(str.isalnum, text)):
        yield WantedWords(text, part["phrase"] is not None, negated)


def _filter(part: re.Match[str], *, negated: bool) -> Filter:
    name, sign = part["name"].lower(), part["sign"]
    field = FIELDS.get(name)
    if field is None:
        raise _unknown_field(part)
    values = [one for one in (part["quoted"] or part["value"] or "").split(",") if one.strip()]
    if not values:
        raise UsageProblem(N_("'{part}' says nothing after the sign. Like this: {example}"), **_about(part, field))
    if field.is_number:
        return Filter(name, spans=tuple(_span(one, sign, part, field) for one in values), negated=negated)
    if sign not in ":=":
        raise UsageProblem(N_("'{part}': {name} is no number. Like this: {example}"), name=name, **_about(part, field))
    return Filter(name, words=tuple(_word(one.strip(), field) for one in values), negated=negated)


def _about(part: re.Match[str], field: FilterKind) -> dict[str, object]:
    return {"part": part[0].strip(), "example": field.example}


def _unknown_field(part: re.Match[str]) -> UsageProblem:
    name = part["name"]
    near = get_close_matches(name.lower(), FIELDS, n=1)
    if near:
        return UsageProblem(
            N_("There is no filter '{name}'. Did you mean {near}? Like this: {example}"),
            name=name,
            near=near[0],
            example=FIELDS[near[0]].example,
        )
    return UsageProblem(
        N_("There is no filter '{name}'. There are: {known}. To look for the text itself put it in quotation marks."),
        name=name,
        known=", ".join(FIELDS),
    )


def _word(word: str, field: FilterKind) -> str:
    if not field.words:
        return word
    low = word.lower()
    if low in field.words:
        return low
    near = get_close_matches(low, field.words, n=1)
    if near:
        raise UsageProblem(
            N_("'{name}:' knows no '{word}'. Did you mean {name}:{near}?"), name=field.name, word=word, near=near[0]
        )
    raise UsageProblem(
        N_("'{name}:' knows no '{word}'. There are: {known}."),
        name=field.name,
        word=word,
        known=", ".join(map(str, field.words)),
    )


def _span(value: str, sign: str, part: re.Match[str], field: FilterKind) -> tuple[Comparison, ...]:
    found = _SPAN.fullmatch(value.strip())
    if found is None or (found["high"] and sign not in ":="):
        raise UsageProblem(
            N_("'{part}' needs a number, or two for from and to. Like this: {example}"), **_about(part, field)
        )
    low = float(found["low"])
    if not found["high"]:
        return (Comparison("=" if sign in ":=" else sign, low),)
    high = float(found["high"])
    if high < low:
        raise UsageProblem(
            N_("'{part}' holds nothing: the smaller number goes first. Like this: {example}"), **_about(part, field)
        )
    return Comparison(">=", low), Comparison("<=", high)
