"""The end of a sitting."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kgquiz.actions.study.sitting import Summary
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import percent
from kgquiz.terminal.words import missed_words, option_word, seconds_word, share_style

_FINE, _FAIR = 0.9, 0.7


def summary_view(summary: Summary, *, interrupted: bool = False) -> RenderableType:
    """What was done and what comes back, in a few lines."""
    if not summary.answered:
        return Text(_("No answers this time; nothing has changed."))
    share = summary.right / max(1, summary.cards)
    whole = share - summary.partly / 2 / max(1, summary.cards)
    title = _("Stopped. Everything you answered is saved.") if interrupted else _praise(whole, drill=summary.is_drill)
    answered = Text.assemble(
        _begun(ngettext("{n} card answered", "{n} cards answered", summary.cards)),
        " · ",
        (_("{share} right the first time").format(share=percent(share)), _style(whole)),
        _in_part(summary.partly),
        " · ",
        _("{time} min").format(time=seconds_word(summary.seconds)),
    )
    return Group(Text(title, style="title"), answered, *_what_follows(summary))


def _begun(line: str) -> str:
    """A line begins with a capital, wherever a language puts the figure."""
    return line[:1].upper() + line[1:]


def _in_part(cards: int) -> str:
    return _(" ({n} of them in part)").format(n=cards) if cards else ""


def _what_follows(summary: Summary) -> Iterator[RenderableType]:
    """What was new, what is left, what comes back."""
    if summary.new:
        yield Text(_begun(ngettext("{n} new card met", "{n} new cards met", summary.new)))
    if summary.left:
        yield Text(_begun(ngettext("{n} card left of this sitting", "{n} cards left of this sitting", summary.left)))
    if summary.set_aside:
        aside = ngettext(
            "{n} card was missed eight times and left for another sitting: look it up",
            "{n} cards were missed eight times and left for another sitting: look them up",
            len(summary.set_aside),
        )
        yield Text(f"{_begun(aside)} ({', '.join(summary.set_aside)})", style="notice")
    if summary.missed_cards:
        yield Text(_("Missed at first:"), style="title")
        for card in summary.missed_cards:
            said = missed_words(card.question, ", ".join(map(option_word, card.solution)))
            yield Padding(Text(said), (0, 0, 0, 2), expand=False)
    if summary.is_drill:
        yield Text(_("A drill: the schedule has not changed."), style="next")
    elif summary.due_tomorrow is None:
        yield Text(_("The plan will choose tomorrow's cards in the morning."), style="next")
    else:
        back = ngettext("{n} card comes back tomorrow", "{n} cards come back tomorrow", summary.due_tomorrow)
        yield Text(_begun(back), style="next")


def _praise(share: float, *, drill: bool) -> str:
    if share >= _FINE:
        return _("Well done: you remember almost all of it.")
    if drill:
        return _("What was missed is worth another round.")
    if share >= _FAIR:
        return _("Good work; the gaps come back at the right time.")
    return _("A hard round. What was missed comes back soon: that is how it sticks.")


def _style(share: float) -> str:
    return share_style(share, good=_FINE, fair=_FAIR)
