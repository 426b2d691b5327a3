"""The language that the command line or the environment names, as a person may write it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kgquiz.actions.language import language_named
from kgquiz.lang import LANGUAGES, language_called
from kgquiz.messages import N_, Message, message

LANG = "KGQUIZ_LANG"
"""The variable that names a language; `--lang` goes before it."""


def lang_variable() -> str:
    """What the variable names, by its code where it is one of ours."""
    return language_named(os.environ.get(LANG, "").strip())


def lang_option(arguments: Sequence[str]) -> str:
    """--lang, read before typer does: help texts are in that language too."""
    for index, word in enumerate(arguments):
        if word == "--lang" and index + 1 < len(arguments):
            return language_named(arguments[index + 1])
        if word.startswith("--lang="):
            return language_named(word.partition("=")[2])
    return ""


def is_language_told(lang: str) -> bool:
    """Whether one of them says which language to speak."""
    return bool(lang or language_called(lang_variable()))


def unknown_language() -> Message | None:
    """What is to be said where the variable names a language that is not spoken here."""
    named = lang_variable()
    if not named or language_called(named) is not None:
        return None
    told = N_("{variable} does not know '{name}' and is passed over. There are: {known}.")
    return message(told, variable=LANG, name=named, known=", ".join(LANGUAGES))
