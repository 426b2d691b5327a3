"""Days of the week as people type them, in three languages, and as the interface prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgquiz.errors import UsageProblem
from kgquiz.lang import _
from kgquiz.messages import N_

# Whatever language the interface speaks: short names, then stems of full ones; Monday first.
_NAMES = (
    (("mon", "пн", "дш", "дүй"), ("monday", "понедельник", "дүйшөмбү")),
    (("tue", "вт", "шш", "шей"), ("tuesday", "вторник", "шейшемби")),
    (("wed", "ср", "шр", "шар"), ("wednesday", "сред", "шаршемби")),
    (("thu", "чт", "бш", "бей"), ("thursday", "четверг", "бейшемби")),
    (("fri", "пт", "жм"), ("friday", "пятниц", "жума")),
    (("sat", "сб", "иш", "ише"), ("saturday", "суббот", "ишемби")),
    (("sun", "вс", "жк", "жек"), ("sunday", "воскресень", "жекшемби")),
)
_NONE = {"none", "жок", "нет"}
_LEAST = 3
"""Letters from which the beginning of a full name is understood."""
_LONGEST_ENDING = 4
"""Letters that a plural or a case puts behind a stem: `sundays`, `субботам`, `жумалар`."""
# Keyboards without the Kyrgyz letters.
_FOLDED = str.maketrans({"ү": "у", "ө": "о", "ң": "н", "ё": "е"})
_WORKING = re.compile(r"weekdays?|workdays?|working days?|будни\w*|будням|рабочие(?: дни)?|(?:иш|жумуш) кундор\w*")
_WEEKEND = re.compile(r"weekends?|выходн\w*|(?:дем|эс) алыш\w*")
_BESIDE = frozenset(
    {"every", "on", "and", "days", "и", "в", "во", "по", "дни", "каждый", "каждую", "каждое", "ар", "бир", "жана"}
    | {"кун", "куну", "кундор", "кундору", "кундорду", "сайын"}
)
"""Words that say nothing of which day it is, folded."""
_SPAN = "-"
_SPANS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(\w+)\s*(?:[-–—]|\.\.)\s*(\w+)",
        r"(?:from\s+)?(\w+)\s+to\s+(\w+)",
        r"\bс(?:о)?\s+(\w+)\s+(?:по|до)\s+(\w+)",
        r"(\w+)\s+(\w+)\s+чейин",
    )
)


def parsed_days(text: str) -> tuple[int, ...]:
    """Weekdays (0: Monday) from names in any of the languages, parted by commas or spaces; raises UsageProblem.

    A span stands for its days (`mon-fri`, `пт–пн`), `weekends`, `выходные`, `дем алыш` and their like for theirs.
    """
    typed = _folded(text)
    if typed.strip() in map(_folded, _NONE):
        return ()
    found = [_days(word) for word in _words(typed)]
    days = {day for one in found for day in one or ()}
    if not found or None in found or len(days) == len(_NAMES):
        names = day_names()
        raise UsageProblem(
            N_("--off takes days ({known}), a span of them ({span}), weekends, or none; not every day of the week."),
            known=", ".join(names),
            span=_SPAN.join((names[0], names[2])),
        )
    return tuple(sorted(days))


def _words(folded: str) -> Iterator[str]:
    """The days, spans and groups of days in a text, without what stands beside them."""
    named = _WEEKEND.sub("sat-sun", _WORKING.sub("mon-fri", folded))
    for span in _SPANS:
        named = span.sub(rf"\1{_SPAN}\2", named)
    return (word for word in re.split(r"[\s,;]+", named) if word and word not in _BESIDE)


def _days(word: str) -> range | tuple[int, ...] | None:
    """The days of a word or span; a span may go over the end of the week. None where it is none."""
    first, *more = [_day(part) for part in word.split(_SPAN)]
    last = more[0] if more else first
    if first is None or last is None or len(more) > 1:
        return None
    return tuple(day % len(_NAMES) for day in range(first, last + 1 if first <= last else last + 1 + len(_NAMES)))


def _day(word: str) -> int | None:
    """The day of a folded word: a short name, the beginning of a full one, or a full one with an ending."""
    typed = word.rstrip(".")
    named = [day for day, (short, _full) in enumerate(_NAMES) if typed in map(_folded, short)]
    begun = [day for day, (_short, full) in enumerate(_NAMES) if any(_is_form(typed, _folded(one)) for one in full)]
    found = named or begun
    return found[0] if len(found) == 1 else None


def _is_form(typed: str, stem: str) -> bool:
    if len(typed) < len(stem):
        return len(typed) >= _LEAST and stem.startswith(typed)
    return typed.startswith(stem) and len(typed) - len(stem) <= _LONGEST_ENDING


def _folded(word: str) -> str:
    return word.casefold().translate(_FOLDED)


def day_names() -> tuple[str, ...]:
    """Short names, Monday first, in the language of the interface."""
    return _("mon"), _("tue"), _("wed"), _("thu"), _("fri"), _("sat"), _("sun")
