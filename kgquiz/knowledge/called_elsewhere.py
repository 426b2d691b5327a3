"""What fields and card types are called in other programs and in the author's own language, and what is meant here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

_FIELDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("type", "kind"): ("kind", "typ", "card_type", "question_type", "qtype", "тип", "түрү"),
    ("prompt", "ask", "statement", "term", "text"): (
        *("question", "questions", "query", "stem", "front", "task", "q", "title", "вопрос", "суроо", "тапшырма"),
        *("statement", "text", "term", "ask", "prompt", "name"),
    ),
    ("text", "say", "prompt", "statement"): ("sentence", "gap_text", "предложение", "сүйлөм"),
    ("answer", "answers", "meaning", "points", "correction"): (
        *("answer", "answers", "correct", "correct_answer", "right", "solution", "key", "a", "ответ", "жооп", "туура"),
        *("back",),
    ),
    ("meaning", "definition"): ("meaning", "definition", "back", "explanation", "определение", "аныктама"),
    ("wrong",): (
        *("options", "choices", "distractors", "alternatives", "incorrect", "variants", "answers"),
        *("варианты", "варианттар", "туура_эмес"),
    ),
    ("why", "correction", "note"): ("explanation", "feedback", "comment", "hint", "rationale", "reason", "түшүндүрмө"),
    ("note",): ("comment", "remark", "notes", "эскертүү", "примечание"),
    ("accept",): ("synonyms", "also", "accepted", "variants", "aliases", "синонимы", "синонимдер"),
    ("reject",): ("not_accepted", "wrong", "forbidden"),
    ("tags",): ("tag", "labels", "keywords", "topic", "topics"),
    ("items", "points"): ("steps", "order", "list", "sequence", "кадамдар", "шаги"),
    ("points",): ("criteria", "rubric", "keypoints", "пункты", "пункттар"),
    ("pairs",): ("matches", "matching", "map", "пары", "жуптар"),
    ("page",): ("pages", "source", "страница", "бет"),
    ("language",): ("lang", "locale"),
    ("title",): ("name", "heading"),
    ("deck", "exam", "id"): ("slug", "identifier", "key", "name"),
    ("cards",): ("questions", "items", "entries"),
    ("minutes",): ("time", "duration", "time_limit"),
    ("pass_mark",): ("pass", "passing", "threshold", "passing_score"),
    ("shuffle",): ("random", "randomize", "shuffled"),
    ("term",): ("word", "concept", "термин"),
    ("ru",): ("russian",),
    ("en",): ("english",),
}
"""The names of a field here, the likeliest first; and what it is called elsewhere."""

_TYPES: dict[str, tuple[str, ...]] = {
    "choice": ("mcq", "multiple-choice", "single-choice", "single", "radio", "quiz", "тест"),
    "multi": ("multichoice", "multi-choice", "multiple", "checkbox", "multi-select"),
    "truefalse": ("boolean", "bool", "tf", "yesno", "true-or-false"),
    "typed": ("short", "short-answer", "shortanswer", "text", "input", "basic-typed"),
    "recall": ("basic", "flashcard", "definition", "front-back"),
    "cloze": ("gap", "fill", "fill-in", "fill-in-the-blank", "blank", "gap-fill"),
    "order": ("ordering", "sequence", "sort"),
    "match": ("matching", "pairs", "pair"),
    "outline": ("essay", "open", "list", "long-answer"),
}


def field_meant(key: str, known: Collection[str], taken: Collection[str] = ()) -> str | None:
    """The field that an unknown key probably stands for: as other programs call it, or else as it is spelled.

    One that is `taken`, for it stands there besides, is meant only where no other is.
    """
    said = key.strip().casefold().replace("-", "_").replace(" ", "_")
    called = list(_called(said))
    named = [one for one in (said, *called) if one in known]
    free = (one for one in named if one not in taken)
    if called or named:  # of a name that is known elsewhere the spelling tells nothing: `correct` is no `reject`
        return next(free, next(iter(named), None))
    return next(iter(get_close_matches(said, known, n=1)), None)


def _called(said: str) -> Iterator[str]:
    for meant, names in _FIELDS.items():
        if said in names:
            yield from (one for one in meant if one != said)


def type_meant(name: str, known: Iterable[str]) -> str | None:
    """The card type that is probably meant, by the same signs."""
    said = name.strip().casefold().replace("_", "-").replace(" ", "-").replace("/", "-or-")
    known = list(known)
    if found := next((one for one, names in _TYPES.items() if said in names and one in known), None):
        return found
    return next(iter(get_close_matches(said, known, n=1)), None)
