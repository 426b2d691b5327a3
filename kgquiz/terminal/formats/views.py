"""Imports, exports and formats in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kgquiz.actions.formats.giving import Exported
from kgquiz.actions.formats.listing import FormatRow
from kgquiz.actions.formats.taking import Imported
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.formats.base import Lost
from kgquiz.lang import _, ngettext, say
from kgquiz.messages import N_, filled
from kgquiz.terminal.words import missed_words, shortened, solution_words

if TYPE_CHECKING:
    from rich.console import RenderableType

_SHOWN = 20
"""Remarks of one kind that are shown; --json has all of them."""


def guess_lines(done: Sequence[Imported]) -> Iterator[str]:
    """What was guessed, and the first cards that come of it: enough to see whether it is right."""
    for one in done:
        if any(source.guesses for source in one.sources):
            for source in one.sources:
                yield _("{file}: read as {format}").format(file=source.file, format=source.format)
                yield from (f"  {say(told)}" for told in source.guesses)
            yield from _examples(one)
            yield _total(one)


def _examples(one: Imported) -> Iterator[str]:
    for card in one.examples:
        answer = " / ".join(solution_words(card))
        yield f"  {_type_name(card.type)}: {missed_words(card.question(), answer)}"


def import_lines(done: Sequence[Imported], *, look: bool, asked: bool = False) -> Iterator[str]:
    """What was guessed (where it was not shown before), what is otherwise, what is left out, and what came of it."""
    for one in done:
        guessed = any(source.guesses for source in one.sources)
        for source in one.sources:
            yield _("{file}: read as {format}").format(file=source.file, format=source.format)
            if not asked:
                yield from (f"  {say(told)}" for told in source.guesses)
            yield from _some([f"{remark.place}: {say(remark.why)}" for remark in source.remarks])
        if look or (guessed and not asked):
            yield from _examples(one)
        template = _("{place}: not taken: {why} “{text}”")
        yield from _some(
            [template.format(place=left.place, why=say(left.why), text=shortened(left.text)) for left in one.left]
        )
        yield _total(one)
        if one.gone:
            told = ngettext(
                "{n} card of the deck is not in the source; it stays.",
                "{n} cards of the deck are not in the source; they stay.",
                one.gone,
            )
            yield f"  {told}"
        if one.reviews:
            yield "  " + ngettext("{n} event of its history is new.", "{n} events of its history are new.", one.reviews)
        if one.written:
            yield filled(_("Written: {path}. Study it: kgquiz study {path}"), {"path": one.output})
        else:
            yield _("Nothing was written (--look).") if look else _("Nothing was written.")


def _total(one: Imported) -> str:
    return _("{cards}: {new} new, {changed} changed, {same} as before; {left} not taken.").format(
        cards=ngettext("{n} card", "{n} cards", sum(one.cards.values())),
        new=one.new,
        changed=one.changed,
        same=one.same,
        left=len(one.left),
    )


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        more = ngettext("… and {n} more; --json lists all.", "… and {n} more; --json lists all.", len(lines) - _SHOWN)
        yield f"  {more}"


def import_value(done: Sequence[Imported]) -> dict[str, Any]:
    """The same for programs."""
    rows = [
        {
            "output": one.output,
            "deck": one.deck,
            "title": one.title,
            "sources": one.sources,
            "cards": one.cards,
            "new": one.new,
            "changed": one.changed,
            "same": one.same,
            "gone": one.gone,
            "not_taken": one.left,
            "reviews": one.reviews,
        }
        for one in done
    ]
    return {"imported": rows}


def export_lines(done: Exported) -> Iterator[str]:
    """What is lost, and the file."""
    yield from (f"  {_lost(one)}" for one in done.lost)
    yield _("{cards} written as {format}: {path}").format(
        cards=ngettext("{n} card", "{n} cards", done.cards), format=done.format, path=done.file
    )


def _lost(one: Lost) -> str:
    names = ", ".join(one.cards[:3]) + (" …" if len(one.cards) > len(one.cards[:3]) else "")
    return f"{say(one.why)} " + ngettext("{n} card", "{n} cards", len(one.cards)) + f": {names}"


def export_value(done: Exported) -> dict[str, Any]:
    """The same for programs."""
    return {"file": done.file, "format": done.format, "cards": done.cards, "lost": done.lost}


def formats_value(rows: Sequence[FormatRow]) -> dict[str, Any]:
    """All formats for programs."""
    return {"formats": [_format_value(row) for row in rows]}


def _format_value(row: FormatRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in FormatRow.__slots__}
    return values | {"title": _(row.title)}


def formats_view(rows: Sequence[FormatRow]) -> RenderableType:
    """One row a format."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(_("Format"), no_wrap=True)
    table.add_column(_("What it is"), ratio=2, overflow="fold")
    table.add_column(_("In"), no_wrap=True)
    table.add_column(_("Out"), no_wrap=True)
    table.add_column(_("What is lost on the way out"), ratio=3, overflow="fold")
    for row in rows:
        title = f"{_(row.title)} ({' '.join(row.suffixes)})" + (f" [{row.extra}]" if row.extra else "")
        table.add_row(
            Text(row.name, style="name"),
            Text(title),
            *(Text("✓" if there else "–") for there in (row.reads, row.writes)),
            Text(_losses(row) if row.writes else "–"),
        )
    return table


def _losses(row: FormatRow) -> str:
    lost = [_type_name(name) for name, back in row.types.items() if not back]
    changed = [f"{_type_name(name)} → {_type_name(back)}" for name, back in row.types.items() if back not in {"", name}]
    missing = [_(_FEATURES[name]) for name, held in row.holds.items() if not held and name in _FEATURES]
    return ", ".join([*lost, *changed, *missing]) or _("nothing")


def _type_name(name: str) -> str:
    return _(CARD_TYPE_BY_NAME[name].name)


_FEATURES = {
    "ids": N_("ids"),
    "notes": N_("notes"),
    "tags": N_("tags"),
    "pages": N_("pages"),
    "accept": N_("other right answers"),
    "history": N_("history"),
}
