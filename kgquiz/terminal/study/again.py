"""After a sitting that missed something: the same cards once more, by one key."""

from __future__ import annotations

from kgquiz.actions.study.sitting import Summary
from kgquiz.lang import ngettext
from kgquiz.terminal.keys import Deed, Place
from kgquiz.terminal.scene import Command, Flow, Reply, Scene
from kgquiz.terminal.scenes.question import is_yes


def again_flow(summary: Summary) -> Flow[bool]:
    """Whether she wants the missed cards again."""
    reply = yield AgainScene(summary)
    return reply is Command.NEXT


class AgainScene(Scene):
    """The summary; `a` asks what was missed again, anything that ends a page leaves."""

    commands = (Command.QUIT,)

    def __init__(self, summary: Summary) -> None:
        self.summary = summary

    @property
    def place(self) -> Place:
        """Once more, or not."""
        return Place.SUMMARY

    def do(self, deed: Deed, key: str) -> Reply | None:
        """Again, or done."""
        return Command.NEXT if deed is Deed.AGAIN else Command.QUIT

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
