"""How a card stands, in a word or a sentence."""

from __future__ import annotations

from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import short_day
from kgquiz.memory.study_day import as_date
from kgquiz.search.query import State


def state_word(state: State) -> str:
    """A state's name."""
    return {
        State.NEW: _("state: new"),
        State.LEARNING: _("state: being learnt"),
        State.KNOWN: _("state: known"),
        State.DUE: _("state: due"),
        State.LEECH: _("state: leech"),
        State.SUSPENDED: _("state: suspended"),
        State.MISSED: _("state: missed"),
        State.OVERRULED: _("state: overruled"),
        State.STARRED: _("state: starred"),
        State.NOTED: _("state: with a note"),
        State.CONFUSED: _("state: taken for another"),
    }[state].partition(": ")[2]


def due_word(due: int | None, today: int) -> str:
    """When a card comes back, as short as it goes."""
    if due is None:
        return "–"
    days = due - today
    if days <= 0:
        return _("today")
    if days < 100:  # noqa: PLR2004 - three digits of days say less than a date
        return ngettext("in {n} day", "in {n} days", days)
    return short_day(as_date(due))
