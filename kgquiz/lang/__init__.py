"""The languages of the interface: which one is used, and a message put into words."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from kgquiz.messages import Message

LANGUAGES = {"en": "English", "ky": "Кыргызча", "ru": "Русский"}
DOMAIN = "kgquiz"
_CATALOGUES = Path(__file__).parent
_WINDOWS_NAMES = {"kyrgyz": "ky", "russian": "ru", "english": "en"}


class _Current:
    """The catalogue in use; there is one interface language in a process."""

    language = "en"
    translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Speak this language from now on; typer's own words too, as far as gettext reaches them."""
    _Current.language = language
    _Current.translations = gettext.translation(DOMAIN, _CATALOGUES, [language], fallback=True)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(_CATALOGUES))
    gettext.textdomain(DOMAIN)


def chosen_language(asked: str | None, environment: Mapping[str, str], kept: Callable[[], str] = str) -> str:
    """--lang, KGQUIZ_LANG, the `kept` setting, the locale, in this order; English where none is ours."""
    ways: tuple[Callable[[], str | None], ...] = (
        lambda: asked,
        lambda: environment.get("KGQUIZ_LANG"),
        kept,
        lambda: _locale_of(environment),
    )
    codes = (_code(way() or "") for way in ways)
    return next((code for code in codes if code in LANGUAGES), "en")


def language_in_use() -> str:
    """The code of the language that is spoken now."""
    return _Current.language


def _locale_of(environment: Mapping[str, str]) -> str | None:
    """The first of these that is set decides, as for any other program: with LC_ALL=C it is English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((environment[name] for name in names if environment.get(name)), None) or _system_locale()


def _code(name: str) -> str:
    first = name.replace("-", "_").partition("_")[0].partition(".")[0].casefold()
    return _WINDOWS_NAMES.get(first, first)


def _system_locale() -> str | None:
    try:
        return locale.getlocale()[0]
    except ValueError:
        return None


def _(text: str) -> str:
    """This text in the language in use."""
    return _Current.translations.gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form for `n` in the language in use, with `{n}` filled in."""
    return _Current.translations.ngettext(one, many, n).format(n=n)


def say(message: Message) -> str:
    """A message in the language in use; messages inside it too."""
    return _(message.template).format(**{name: _said(value) for name, value in message.values})


def _said(value: object) -> object:
    """What fills a hole, as the language writes it."""
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, (float, date)):
        from kgquiz.lang.spelling import SpokenNumber, day_words  # noqa: PLC0415 - needs this module

        return SpokenNumber(value) if isinstance(value, float) else day_words(value)
    return value
