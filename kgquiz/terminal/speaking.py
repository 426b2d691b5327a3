"""Choosing the language of the interface: the question, asked in all of them, and what comes of the answer."""

from __future__ import annotations

from kgquiz.actions.desk import Desk
from kgquiz.lang import LANGUAGES, language_in_use, use_language
from kgquiz.terminal.conversation import Known, QuestionStep, number_of
from kgquiz.terminal.scene import Reply, Scene
from kgquiz.terminal.scenes.menu import MenuScene

LANGUAGE_QUESTION = "Тил · Язык · Language"


def speak(desk: Desk, language: str) -> None:
    """Speak a language from now on, also the next time; `auto` leaves it as it is and to the system."""
    from kgquiz.actions.settings import change_setting

    if language != "auto":
        use_language(language)
    change_setting(desk, "language", language)


def language_step(*, inside: bool) -> QuestionStep:
    """Which language: asked in all of them, the one in use first under the cursor, spoken from then on."""
    codes = list(LANGUAGES)

    def spoken(reply: Reply) -> str:
        use_language(codes[number_of(reply) - 1])
        return language_in_use()

    def scene(_known: Known) -> Scene:
        cursor = codes.index(language_in_use())
        names = list(LANGUAGES.values())
        return MenuScene("kgquiz", [LANGUAGE_QUESTION], names, inside=inside).at(cursor)

    return QuestionStep("language", scene, spoken)
