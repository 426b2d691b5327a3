"""A rich console that shows text and never obeys it: escapes in a card, an answer or a name are spelt out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.theme import Theme

from kgquiz.terminal.theme import look
from kgquiz.terminal.visible import visible


class SafeConsole(Console):
    """The gate for all that is painted; the console's own colours and moves are control segments or styles."""

    def __init__(self, **options: Any) -> None:
        """A console in the theme that was chosen; markup, emoji and highlighting are read out of no text."""
        super().__init__(markup=False, highlight=False, emoji=False, theme=Theme(look()), **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What rich makes of it, its text made visible."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible(text), style, control)
