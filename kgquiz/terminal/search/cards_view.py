"""The list of cards that were found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgquiz.actions.search.cards import CardList
from kgquiz.lang import _, ngettext
from kgquiz.memory.study_day import as_date
from kgquiz.search.found import FoundCard
from kgquiz.terminal.search.words import due_word, state_word
from kgquiz.terminal.visible import visible
from kgquiz.terminal.words import option_word

if TYPE_CHECKING:
    from rich.console import RenderableType


def cards_view(listed: CardList, today: int) -> RenderableType:
    """A table with a line a card; how many more there are stands below."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    if not listed.found:
        return Text(nothing_words())
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True)
    table.add_column(_("Card"), no_wrap=True, ratio=4)
    table.add_column(_("Question"), no_wrap=True, ratio=6)
    table.add_column(_("State"), no_wrap=True)
    table.add_column(_("Due"), justify="right", no_wrap=True)
    for card in listed.cards:
        name = Text.assemble((card.card, "name"), " ★" if card.starred else "", " ✎" if card.note else "")
        table.add_row(name, in_one_line(card.question), state_word(card.states[0]), due_word(card.due, today))
    return Group(table, Text(_told(listed), style="muted"))


def nothing_words() -> str:
    """What is said where nothing was found."""
    return _("No card fits. Leave a filter out, or look for a shorter word.")


def card_lines(listed: CardList) -> Iterator[str]:
    """A line a card for other programs, its fields between tabs; the day as ISO."""
    for card in listed.cards:
        due = "" if card.due is None else as_date(card.due).isoformat()
        fields = (card.card, ",".join(card.states), due, card.question, option_word(card.solution))
        yield "\t".join(visible(in_one_line(field)) for field in fields)


def in_one_line(text: str) -> str:
    """A text without its line breaks and tabs."""
    return " ".join(text.split())


def _told(listed: CardList) -> str:
    found = ngettext("{n} card found", "{n} cards found", listed.found)
    left = listed.found - len(listed.cards)
    if not left:
        return found
    return found + " · " + _("{n} more: --limit 0 shows all").format(n=left)


def as_values(listed: CardList) -> dict[str, Any]:
    """The same for programs: dates as ISO, shares between 0 and 1."""
    return {"found": listed.found, "cards": [card_values(card) for card in listed.cards]}


def card_values(card: FoundCard) -> dict[str, Any]:
    """One card for programs."""
    memory = card.memory.memory
    return {
        "card": card.card,
        "type": card.type,
        "question": card.question,
        "solution": card.solution,
        "deck": card.place.deck,
        "chapter": card.place.chapter,
        "section": card.place.section,
        "page": card.place.page,
        "states": [state.value for state in card.states],
        "due": None if card.due is None else as_date(card.due).isoformat(),
        "recall": card.recall,
        "stability": None if memory is None else memory.stability,
        "answers": card.memory.reps,
        "lapses": card.memory.lapses,
        "starred": card.starred,
        "note": card.note,
    }
