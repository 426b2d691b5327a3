"""Days of the week as people type them, in three languages, and as the interface prints them."""

from __future__ import annotations

from kgquiz.errors import UsageProblem
from kgquiz.lang import _
from kgquiz.messages import N_

# Whatever language the interface speaks: short and full names, Monday first.
_NAMES = (
    ("mon", "monday", "пн", "понедельник", "дш", "дүй", "дүйшөмбү"),
    ("tue", "tuesday", "вт", "вторник", "шш", "шей", "шейшемби"),
    ("wed", "wednesday", "ср", "среда", "среду", "шр", "шар", "шаршемби"),
    ("thu", "thursday", "чт", "четверг", "бш", "бей", "бейшемби"),
    ("fri", "friday", "пт", "пятница", "пятницу", "жм", "жума"),
    ("sat", "saturday", "сб", "суббота", "субботу", "иш", "ише", "ишемби"),
    ("sun", "sunday", "вс", "воскресенье", "жк", "жек", "жекшемби"),
)
_NONE = {"none", "жок", "нет"}
_LEAST = 3
"""Letters from which the beginning of a full name is understood."""
# Keyboards without the Kyrgyz letters.
_FOLDED = str.maketrans({"ү": "у", "ө": "о", "ң": "н", "ё": "е"})


def parsed_days(text: str) -> tuple[int, ...]:
    """Weekdays (0: Monday) from names in any of the languages, parted by commas or spaces; raises UsageProblem."""
    words = text.replace(",", " ").replace(";", " ").split()
    if [word.casefold() for word in words] in [[none] for none in _NONE]:
        return ()
    days = {_day(word) for word in words}
    if not words or None in days or len(days) == len(_NAMES):
        known = ", ".join(day_names())
        raise UsageProblem(N_("--off takes days ({known}), or none; not every day of the week."), known=known)
    return tuple(sorted(day for day in days if day is not None))


def _day(word: str) -> int | None:
    typed = _folded(word).rstrip(".")
    for day, names in enumerate(_NAMES):
        if any(typed == _folded(name) for name in names):
            return day
    begun = [
        day
        for day, names in enumerate(_NAMES)
        if len(typed) >= _LEAST and any(_folded(name).startswith(typed) for name in names)
    ]
    return begun[0] if len(begun) == 1 else None


def _folded(word: str) -> str:
    return word.casefold().translate(_FOLDED)


def day_names() -> tuple[str, ...]:
    """Short names, Monday first, in the language of the interface."""
    return _("mon"), _("tue"), _("wed"), _("thu"), _("fri"), _("sat"), _("sun")
