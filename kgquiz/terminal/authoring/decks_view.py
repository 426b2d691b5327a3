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


def decks_view(rows: Sequence[DeckRow]) -> RenderableType:
    """A table that fits 80 columns: long titles wrap, numbers do not."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(_("Deck"), no_wrap=True)
    table.add_column(_("Title"), ratio=1)
    for title in (_("items"), _("Cards"), _("Seen"), _("Due"), _("Known")):
        table.add_column(title, justify="right", no_wrap=True)
    for row in rows:
        numbers = (
            str(row.items),
            str(row.cards),
            f"{row.items_seen}/{row.seen}",
            str(row.due),
            percent(row.known / max(1, row.cards)),
        )
        table.add_row(Text(row.deck, style="name"), Text(row.title), *map(Text, numbers))
    return table
