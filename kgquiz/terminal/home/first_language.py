"""The very first start with a sitting: which language, as home would ask; the rest of the first minute is home's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import typer

from kgquiz.terminal.interactive import has_screen
from kgquiz.terminal.language_told import is_language_told


def nothing_first() -> None:
    """Where home has asked already."""


def asked_first(context: typer.Context, *, plain: bool) -> Callable[[], None]:
    """What a command does once its words are known to be right, before anything is shown."""
    return partial(_ask_language, context, plain=plain)


def _ask_language(context: typer.Context, *, plain: bool) -> None:
    """Ask it where a screen is there and nothing tells it yet; what is chosen is spoken from then on."""
    desk = context.obj
    if not has_screen(plain=plain) or is_language_told(context.find_root().params.get("lang", "")):
        return
    from kgquiz.actions.study.home import is_first_start

    if not is_first_start(desk):
        return
    from kgquiz.terminal.conversation import conversation
    from kgquiz.terminal.interactive import play
    from kgquiz.terminal.scene import Command
    from kgquiz.terminal.speaking import language_step, speak

    answers = play(conversation([language_step(inside=False)]), plain=False)
    if isinstance(answers, Command):
        raise typer.Exit
    speak(desk, answers["language"])
