"""A rich console that shows text and never obeys it: escapes in a card, an answer or a name are spelt out."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text
from rich.theme import Theme

from kgquiz.terminal.held import held_together, set_free
from kgquiz.terminal.plainly import plainly
from kgquiz.terminal.theme import look
from kgquiz.terminal.visible import visible


class SafeConsole(Console):
    """The gate for all that is painted; the console's own colours and moves are control segments or styles."""

    def __init__(self, **options: Any) -> None:
        """A console in the theme that was chosen; markup, emoji and highlighting are read out of no text."""
        super().__init__(markup=False, highlight=False, emoji=False, theme=Theme(look()), **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What rich makes of it, its text made visible; no line ends within `80 %`."""
        for text, style, control in super().render(held(renderable), options):
            yield Segment(text if control else visible(set_free(text)), style, control)


def held(renderable: RenderableType) -> RenderableType:
    """The same, with what no line may end at written as letters of no language, for rich breaks at any space."""
    if isinstance(renderable, str):
        return held_together(renderable)
    return held_text(renderable) if isinstance(renderable, Text) else renderable


def held_text(text: Text) -> Text:
    """A text of which that is so."""
    if (plain := held_together(text.plain)) != text.plain:
        text = text.copy()
        text.plain = plain
    return text


class PlainConsole(SafeConsole):
    """The same words to standard output, with no style, no frame and no bar."""

    def __init__(self, **options: Any) -> None:
        """A console as wide as the terminal, or 80 columns where there is none."""
        super().__init__(color_system=None, **options)

    def print(self, *objects: Any, **options: Any) -> None:
        """What rich makes of it, without the drawing."""
        drawn = io.StringIO()
        SafeConsole(file=drawn, color_system=None, width=self.width).print(*objects, **options)
        self.file.write(plainly(drawn.getvalue()))
