"""After a sitting that missed something: the same cards, the week's or the hardest once more, by one key."""

from __future__ import annotations

from kgquiz.actions.study.sitting import Summary
from kgquiz.lang import _, ngettext
from kgquiz.terminal.keys import Deed, Place, command_key
from kgquiz.terminal.scene import Answered, Command, Flow, Reply, Scene
from kgquiz.terminal.scenes.question import is_yes

AGAIN, WEEK, HARDEST = "a", "w", "h"
"""The keys of what may follow: what this sitting missed, what the last seven days missed, what slips most often."""
QUERIES = {WEEK: "is:missed", HARDEST: "lapses>1"}
"""What the last two are, as a query."""
_KEYS = {Deed.AGAIN: AGAIN, Deed.WEEK: WEEK, Deed.HARDEST: HARDEST}


def again_flow(summary: Summary) -> Flow[str | None]:
    """Which of the three she wants; None where she has done."""
    reply = yield AgainScene(summary)
    return reply.answer[0] if isinstance(reply, Answered) else None


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
        return Answered((_KEYS[deed],)) if deed in _KEYS else Command.QUIT

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
            return Answered((AGAIN,))
        key = command_key(line)
        return Answered((key,)) if key in QUERIES else Command.QUIT
