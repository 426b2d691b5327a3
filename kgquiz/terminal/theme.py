"""The looks of all that is painted: named styles, and what each is in a light, a dark, a plain and a strong theme."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

Look = Mapping[str, str]
"""A style for each name, in rich's words."""

DARK: Look = {
    "title": "bold",
    "strong": "bold",
    "muted": "dim",
    "caption": "italic dim",
    "notice": "yellow",
    "name": "cyan",
    "next": "cyan",
    "hint": "dim",
    "hint.key": "bold not dim",
    "cursor": "bold cyan",
    "carried": "bold reverse",
    "open": "bold cyan",
    "flagged": "yellow",
    "rating": "dim",
    "rating.chosen": "bold reverse",
    "right": "green",
    "partial": "yellow",
    "wrong": "red",
    "finding.right": "bold green",
    "finding.partial": "bold yellow",
    "finding.wrong": "bold red",
    "finding.asked": "bold cyan",
    "letter.missing": "bold underline green",
    "letter.stray": "underline red",
    "bar.complete": "cyan",
    "bar.finished": "cyan",
    "bar.back": "dim",
}
"""The terminal's own sixteen colours, for a dark background. `bar.*` are what rich calls the parts of its bar."""

LIGHT: Look = {
    **DARK,
    "notice": "dark_orange3",
    "name": "blue",
    "next": "blue",
    "cursor": "bold blue",
    "open": "bold blue",
    "flagged": "dark_orange3",
    "right": "dark_green",
    "partial": "dark_orange3",
    "wrong": "red3",
    "finding.right": "bold dark_green",
    "finding.partial": "bold dark_orange3",
    "finding.wrong": "bold red3",
    "finding.asked": "bold blue",
    "letter.missing": "bold underline dark_green",
    "letter.stray": "underline red3",
    "bar.complete": "blue",
    "bar.finished": "blue",
}
"""Darker colours, for a light background."""

PLAIN: Look = {
    **DARK,
    "notice": "bold",
    "name": "none",
    "next": "none",
    "cursor": "bold underline",
    "open": "bold",
    "flagged": "underline",
    "right": "none",
    "partial": "none",
    "wrong": "bold",
    "finding.right": "bold",
    "finding.partial": "bold",
    "finding.wrong": "bold",
    "finding.asked": "bold",
    "letter.missing": "bold underline",
    "letter.stray": "underline",
    "bar.complete": "none",
    "bar.finished": "none",
}
"""No colour at all: signs and weight say everything."""

STRONG: Look = {
    **DARK,
    "muted": "none",
    "caption": "italic",
    "notice": "bold bright_yellow",
    "name": "bold",
    "next": "bold",
    "hint": "none",
    "hint.key": "bold reverse",
    "cursor": "bold reverse",
    "carried": "bold reverse underline",
    "open": "bold underline",
    "flagged": "bold bright_yellow",
    "rating": "none",
    "right": "bold bright_green",
    "partial": "bold bright_yellow",
    "wrong": "bold bright_red underline",
    "finding.right": "bold bright_green",
    "finding.partial": "bold bright_yellow",
    "finding.wrong": "bold bright_red underline",
    "finding.asked": "bold bright_white",
    "letter.missing": "bold underline bright_green",
    "letter.stray": "bold reverse",
    "bar.complete": "bold bright_white",
    "bar.finished": "bold bright_white",
    "bar.back": "none",
}
"""For weak eyes: nothing faint, and every difference of colour is one of shape too."""

THEMES: Mapping[str, Look] = {"dark": DARK, "light": LIGHT, "no-colour": PLAIN, "high-contrast": STRONG}
"""By the names that `kgquiz settings theme` knows; `auto` picks one of them by the terminal."""

AUTO = "auto"
_LIGHT_GROUNDS = frozenset({"7", "15"})

_wish: list[Callable[[], str]] = [lambda: AUTO]


def choose_theme(wish: Callable[[], str]) -> None:
    """Have the theme looked up so, when something is painted first: what paints nothing reads no setting."""
    _wish[0] = wish


def look() -> Look:
    """The styles in force."""
    name = _wish[0]()
    _wish[0] = lambda: name
    return THEMES.get(name) or _by_terminal()


def plain_style(name: str) -> str:
    """A named style without its colours, in words that prompt_toolkit has too."""
    return " ".join(word for word in look()[name].split() if word in ATTRIBUTES)


ATTRIBUTES = frozenset(STRONG["carried"].split())


def _by_terminal() -> Look:
    """Light where the terminal tells that its ground is (COLORFGBG, `foreground;background`); NO_COLOR is heard."""
    if os.environ.get("NO_COLOR"):
        return PLAIN
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in _LIGHT_GROUNDS else DARK
