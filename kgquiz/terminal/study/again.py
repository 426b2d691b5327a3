"""After a sitting that missed something: the same cards once more, by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgquiz.actions.study.sitting import Summary
from kgquiz.lang import _, ngettext
from kgquiz.terminal.keys import command_key
from kgquiz.terminal.scene import Command, Flow, Hint, Reply, Scene
from kgquiz.terminal.scenes.frame import TEXT_WIDTH
from kgquiz.terminal.scenes.question import is_yes
from kgquiz.terminal.study.summary_view import summary_view

if TYPE_CHECKING:
    from rich.console import RenderableType


def again_flow(summary: Summary) -> Flow[bool]:
    """Whether she wants the missed cards again."""
    reply = yield AgainScene(summary)
    return reply is Command.NEXT


class AgainScene(Scene):
    """The summary; `a` asks what was missed again, anything that ends a page leaves."""

    commands = (Command.QUIT,)

    def __init__(self, summary: Summary) -> None:
        self.summary = summary

    def view(self, width: int) -> RenderableType:
        """The summary, a little way from the edge."""
        from rich.padding import Padding

        margin = max(0, (width - TEXT_WIDTH) // 2) + 1
        return Padding(summary_view(self.summary), (1, margin, 0, margin))

    def hints(self) -> tuple[Hint, ...]:
        """Once more, or not."""
        return (Hint("a", _("the missed cards again")), Hint("⏎", _("done")))

    def press(self, key: str) -> Reply | None:
        """`a` for again."""
        if command_key(key) == "a":
            return Command.NEXT
        return Command.QUIT if key in {"enter", "escape", " "} else None

    def text(self) -> str:
        """The question alone: the summary was read out just now."""
        return ngettext(
            "What was missed once more, as a drill ({n} card)? y/n",
            "What was missed once more, as a drill ({n} cards)? y/n",
            len(self.summary.missed_cards),
        )

    def read(self, line: str) -> Reply | str | None:
        """Yes, in any of the languages; anything else leaves."""
        return Command.NEXT if is_yes(line) else Command.QUIT
