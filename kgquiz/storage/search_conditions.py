"""A query as a condition in SQL over a card's entry `e` and its memory `m`."""

from __future__ import annotations

import json
import operator
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from kgquiz.cards.languages.registry import KNOWN, rules_of
from kgquiz.key import CardKey, glob_of, like_of, span_of
from kgquiz.memory.model import interval
from kgquiz.memory.replay import LEECH_FROM
from kgquiz.search.forms import forms, forms_in, words
from kgquiz.search.found import Own
from kgquiz.search.query import FIRM, MISSED_DAYS, Comparison, Filter, Query, State, WantedWords
from kgquiz.value import dataclass

_PREFIX_FROM = 3
"""Letters from which a word also finds the words that begin with it."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Now:
    """What the conditions are judged by: the study day, the weights of the memory model, what she said of cards.

    The cards that are `owed` were missed and are asked today, whatever day their memory names.
    """

    today: int
    weights: Sequence[float]
    own: Own
    owed: frozenset[CardKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and what fills its question marks."""

    sql: str
    values: tuple[Any, ...] = ()

    def negated(self) -> Condition:
        """Its opposite; what is not known (a new card's due day) is not so."""
        return Condition(f"not coalesce({self.sql}, 0)", self.values)


def text_match(query: Query) -> str:
    """The words and phrases that must be there, as FTS5 takes them; nothing where there are none."""
    return " AND ".join(filter(None, (_matched(one) for one in query.texts if not one.negated)))


def conditions(query: Query, now: Now) -> Iterator[Condition]:
    """Everything else that must hold."""
    for text in query.texts:
        if text.negated and (match := _matched(text)):
            yield Condition("e.id not in (select rowid from search.cardtext where cardtext match ?)", (match,))
    for one in query.filters:
        condition = _any([*_of_words(one, now), *_of_spans(one, now)])
        yield condition.negated() if one.negated else condition


def _matched(wanted: WantedWords) -> str:
    found = words(wanted.text)
    if wanted.is_phrase:
        return f'{{name question rest}} : "{" ".join(found)}" *' if found else ""
    return " AND ".join(f"({_matched_word(word)})" for word in found)


def _matched_word(word: str) -> str:
    stems = " OR ".join(f'"{form}"' for form in _every_form(word))
    begins = "*" if len(word) >= _PREFIX_FROM else ""
    return f'({{name question rest}} : "{word}"{begins}) OR ({{name_forms other_forms}} : ({stems}))'


def _every_form(word: str) -> tuple[str, ...]:
    """By Kyrgyz endings and by those of the other languages that are known: a query does not say in which it is."""
    others = (form for language in KNOWN for form in forms_in(rules_of(language).fold(word), language))
    return tuple(dict.fromkeys((*forms(word), *others)))


def _any(some: Sequence[Condition]) -> Condition:
    return Condition(f"({' or '.join(one.sql for one in some)})", tuple(v for one in some for v in one.values))


def _of_words(one: Filter, now: Now) -> Iterator[Condition]:
    for word in one.words:
        match one.field:
            case "state" | "is":
                yield _state(State(word), now)
            case "tag":
                yield Condition("e.id in (select entry from search.tag where tag = ?)", (word,))
            case "id":
                yield Condition("(e.key = ? or e.key glob ?)", (word, glob_of(word)))
            case "item":
                yield Condition("(e.item = ? or e.item like ?)", (word, like_of(word)))
            case "deck":
                yield Condition("e.key >= ? and e.key < ?", span_of(word))
            case _:
                yield Condition(f"{_COLUMNS[one.field]} = ?", (word,))


_COLUMNS = {"section": "e.section", "type": "e.type"}


_ALIVE = "coalesce(m.suspended, 0) = 0"
_BY_MEMORY = {
    State.SUSPENDED: "m.suspended = 1",
    State.NEW: f"({_ALIVE} and m.stability is null)",
    State.LEARNING: f"({_ALIVE} and m.stability < {FIRM})",
    State.KNOWN: f"({_ALIVE} and m.stability >= {FIRM})",
    State.LEECH: f"({_ALIVE} and m.lapses >= {LEECH_FROM})",
}


def _state(state: State, now: Now) -> Condition:
    if state in _BY_MEMORY:
        return Condition(_BY_MEMORY[state])
    if state is State.DUE:
        by_day = Condition(f"({_ALIVE} and m.stability is not null and m.due <= ?)", (now.today,))
        return _any([by_day, _among(now.owed)])
    own = now.own
    missed = [key for key, day in own.missed.items() if now.today - day < MISSED_DAYS]
    sets: dict[State, Collection[str]] = {
        State.MISSED: missed,
        State.OVERRULED: own.overruled,
        State.STARRED: own.starred,
        State.NOTED: own.notes,
        State.CONFUSED: own.confused,
    }
    return _among(sets[state])


def _among(keys: Collection[str]) -> Condition:
    return Condition("e.key in (select value from json_each(?))", (json.dumps(sorted(keys)),))


def _of_spans(one: Filter, now: Now) -> Iterator[Condition]:
    for span in one.spans:
        some = [_compared(one.field, comparison, now) for comparison in span]
        yield Condition(f"({' and '.join(c.sql for c in some)})", tuple(v for c in some for v in c.values))


_NUMBERS = {
    "answers": "coalesce(m.reps, 0)",
    "lapses": "coalesce(m.lapses, 0)",
    "stability": "m.stability",
    "page": "nullif(e.page, 0)",
    "chapter": "e.chapter",
}
_SEEN = "iif(m.stability is null, null, ? - m.last_day)"
_ASKED_ON = "iif(e.key in (select value from json_each(?)), min(m.due, ?), m.due)"


def asked_on(now: Now) -> Condition:
    """The day on which a card is asked again, as an expression."""
    return Condition(_ASKED_ON, (json.dumps(sorted(now.owed)), now.today))


def _compared(field: str, how: Comparison, now: Now) -> Condition:
    if field in _NUMBERS:
        return Condition(f"{_NUMBERS[field]} {how.sign} ?", (how.number,))
    if field == "seen":
        return Condition(f"{_SEEN} {how.sign} ?", (now.today, how.number))
    if field == "due":
        day = asked_on(now)
        told = f"iif(m.stability is null, null, {day.sql} - ?) {how.sign} ?"
        return Condition(told, (*day.values, now.today, how.number))
    if field == "recall":
        return _recall(how, now)
    if field == "missed":
        return _among([key for key, day in now.own.missed.items() if _holds(now.today - day, how)])
    return _counted(now.own.overruled, how)


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


def _recall(how: Comparison, now: Now) -> Condition:
    """Recall falls with the days since the last answer, measured in stabilities: no power is taken card by card."""
    if how.sign == "=":  # in whole percent
        low, high = (Comparison(">=", how.number - 0.5), Comparison("<", how.number + 0.5))
        one, other = _recall(low, now), _recall(high, now)
        return Condition(f"({one.sql} and {other.sql})", (*one.values, *other.values))
    share = min(max(how.number / 100, _EPSILON), 1.0)
    stabilities = interval(1.0, share, now.weights)
    return Condition(
        f"(m.stability is not null and max(? - m.last_day, 0) / m.stability {_TURNED[how.sign]} ?)",
        (now.today, stabilities),
    )


def _counted(counts: dict[CardKey, int], how: Comparison) -> Condition:
    """How often something was done to a card; most cards are not in the table, which is nought."""
    holding = _among([key for key, count in counts.items() if _holds(count, how)])
    if not _holds(0, how):
        return holding
    others = Condition("e.key not in (select value from json_each(?))", (json.dumps(list(counts)),))
    return _any([holding, others])


_HOLDS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq}


def _holds(value: float, how: Comparison) -> bool:
    return bool(_HOLDS[how.sign](value, how.number))
