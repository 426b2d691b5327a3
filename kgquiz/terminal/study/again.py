"""After a sitting that missed something: the same cards, the week's or the hardest once more, by one key."""

from __future__ import annotations

from kgquiz.actions.study.sitting import Summary
from kgquiz.lang import _, ngettext
from kgquiz.terminal.keys import Deed, Place, deed_of
from kgquiz.terminal.scene import Answered, Command, Flow, Reply, Scene
from kgquiz.terminal.scenes.question import is_yes

QUERIES = {Deed.WEEK: "is:missed", Deed.HARDEST: "lapses>1"}
"""What is asked beside what this sitting missed: what the last seven days missed, what slips most often."""


def again_flow(summary: Summary) -> Flow[Deed | None]:
    """Which of the three she wants; None where she has done."""
    reply = yield AgainScene(summary)
    return Deed[reply.answer[0]] if isinstance(reply, Answered) else None


class AgainScene(Scene):
    """The summary; one key asks what was missed again, the week's misses or the hardest, any other leaves."""

    commands = (Command.QUIT,)

    def __init__(self, summary: Summary) -> None:
        self.summary = summary

    @property
    def place(self) -> Place:
        """Once more, or not."""
        return Place.SUMMARY

    def do(self, deed: Deed, key: str) -> Reply | None:
        """One of the three, or done."""
        return Command.QUIT if deed is Deed.LEAVE else Answered((deed.name,))

    def text(self) -> str:
        """The question alone: the summary was read out just now."""
        others = _("w: missed this week; h: the hardest")
        return f"{self._asked()} ({others})"

    def _asked(self) -> str:
        return ngettext(
            "What was missed once more, as a drill ({n} card)? y/n",
            "What was missed once more, as a drill ({n} cards)? y/n",
            len(self.summary.missed_cards),
        )

    def read(self, line: str) -> Reply | str | None:
        """Yes, in any of the languages; anything else leaves."""
        if is_yes(line):
            return Answered((Deed.AGAIN.name,))
        deed = deed_of(self.place, line)
        return Answered((deed.name,)) if deed in QUERIES and deed is not None else Command.QUIT
