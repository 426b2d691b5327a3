"""The languages of the interface: which one is used, and a message put into words."""

from __future__ import annotations

import locale
from collections.abc import Callable, Mapping
from datetime import date, datetime

from kgquiz.lang.catalogue import DOMAIN, _, language_in_use, ngettext, use_language
from kgquiz.messages import Message, filled

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "_",
    "chosen_language",
    "language_called",
    "language_in_use",
    "ngettext",
    "say",
    "use_language",
]

LANGUAGES = {"en": "English", "ky": "Кыргызча", "ru": "Русский"}
_WINDOWS_NAMES = {"kyrgyz": "ky", "russian": "ru", "english": "en"}


def chosen_language(asked: str | None, environment: Mapping[str, str], kept: Callable[[], str] = str) -> str:
    """--lang, KGQUIZ_LANG, the `kept` setting, the locale, in this order; English where none is ours."""
    ways: tuple[Callable[[], str | None], ...] = (
        lambda: asked,
        lambda: environment.get("KGQUIZ_LANG"),
        kept,
        lambda: _locale_of(environment),
    )
    codes = (language_called(way() or "") for way in ways)
    return next((code for code in codes if code is not None), "en")


def language_called(name: str) -> str | None:
    """The language that a system calls so: `ky`, `ky_KG.UTF-8`, `Kyrgyz_Kyrgyzstan`; None where it is none of ours."""
    first = name.strip().replace("-", "_").partition("_")[0].partition(".")[0].casefold()
    found = _WINDOWS_NAMES.get(first, first)
    return found if found in LANGUAGES else None


def _locale_of(environment: Mapping[str, str]) -> str | None:
    """The first of these that is set decides, as for any other program: with LC_ALL=C it is English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((environment[name] for name in names if environment.get(name)), None) or _system_locale()


def _system_locale() -> str | None:
    try:
        return locale.getlocale()[0]
    except ValueError:
        return None


def say(message: Message) -> str:
    """A message in the language in use; messages inside it too."""
    return filled(_(message.template), {name: _said(value) for name, value in message.values})


def _said(value: object) -> object:
    """What fills a hole, as the language writes it."""
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, (float, date)):
        from kgquiz.lang.spelling import SpokenNumber, day_words  # noqa: PLC0415 - only where a figure is told

        if isinstance(value, datetime):
            return f"{day_words(value)}, {value:%H:%M}"
        return SpokenNumber(value) if isinstance(value, float) else day_words(value)
    return value
