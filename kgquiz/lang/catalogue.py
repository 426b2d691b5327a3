"""The catalogue in use: which language is spoken now, and single texts in it."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from kgquiz.lang.catalogue_file import CatalogueFile

DOMAIN = "kgquiz"
_CATALOGUES = Path(__file__).parent


class _Current:
    """The catalogue in use; there is one interface language in a process."""

    language = "en"
    translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Speak this language from now on; typer's own words too, as far as gettext reaches them."""
    _Current.language = language
    _Current.translations = gettext.translation(DOMAIN, _CATALOGUES, [language], CatalogueFile, fallback=True)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(_CATALOGUES))
    gettext.textdomain(DOMAIN)


def language_in_use() -> str:
    """The code of the language that is spoken now."""
    return _Current.language


def _(text: str) -> str:
    """This text in the language in use."""
    return _Current.translations.gettext(text) if text else ""


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """The form for `n` in the language in use, with `{n}` and the other values filled in."""
    return _Current.translations.ngettext(one, many, n).format(n=n, **values)
