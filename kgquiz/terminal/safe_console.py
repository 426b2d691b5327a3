"""A rich console that shows text and never obeys it: escapes in a card, an answer or a name are spelt out."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from kgquiz.terminal.visible import visible


class SafeConsole(Console):
    """The gate for all that is painted; the console's own colours and moves are control segments or styles."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What rich makes of it, its text made visible."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible(text), style, control)
