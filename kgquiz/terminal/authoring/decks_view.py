"""The list of decks."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kgquiz.actions.library.listing import DeckRow
from kgquiz.lang import _
from kgquiz.lang.spelling import percent
from kgquiz.terminal.output import console

_NARROW, _HOW_MUCH = 76, 2
"""Columns below which the first so many figures are left out."""


def decks_view(rows: Sequence[DeckRow]) -> RenderableType:
    """A line a deck, long titles cut; on a narrow screen how much there is in it stands beside what was seen of it."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), expand=True)
    table.add_column(_("Deck"), no_wrap=True)
    table.add_column(_("Title"), ratio=1)
    by_plan = any(row.new is not None for row in rows)
    heads = (_("items"), _("Cards"), _("Seen"), _("By the plan") if by_plan else _("Due"), _("Known"))
    is_narrow = console().width < _NARROW
    left_out = _HOW_MUCH if is_narrow else 0
    for head in heads[left_out:]:
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        numbers = (
            str(row.items),
            str(row.cards),
            f"{row.seen}/{row.cards}" if is_narrow else f"{row.items_seen}/{row.seen}",
            str(row.today),
            percent(row.known / max(1, row.cards)),
        )
        title = Text(row.title, no_wrap=True, overflow="ellipsis")
        table.add_row(Text(row.deck, style="name"), title, *map(Text, numbers[left_out:]))
    return table
