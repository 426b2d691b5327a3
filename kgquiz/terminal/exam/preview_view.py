"""A paper as it will be asked, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgquiz.actions.exam.preview import Preview
from kgquiz.cards.prompts import Arrange, ChooseMany, ChooseOne, Pair, Prompt
from kgquiz.exam.form import FormItem
from kgquiz.lang import _, ngettext
from kgquiz.terminal.exam.words import points_word
from kgquiz.terminal.words import option_word

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def preview_lines(preview: Preview, *, key: bool) -> Iterator[str]:
    """Title and seed, then the items section by section; the answers only with `key`."""
    blueprint = preview.ready.blueprint
    items = ngettext("{n} item", "{n} items", len(preview.items))
    points = points_word(sum(item.points for item in preview.items))
    drawn = _("seed {seed}").format(seed=preview.seed)
    yield f"{blueprint.title} · {items} · {points} · {drawn}"
    section = None
    for number, item in enumerate(preview.items, 1):
        if item.section != section:
            section = item.section
            yield ""
            yield blueprint.name_of(section)
        yield from _item(number, item, key=key)


def _item(number: int, item: FormItem, *, key: bool) -> Iterator[str]:
    yield f"{number}. {item.card.question()}  [{points_word(item.points)} · {item.key}]"
    yield from (f"   {line}" for line in choices(item.prompt()))
    if key:
        page = _("The book, page {page}.").format(page=item.card.page) if item.card.page else ""
        yield f"   ✓ {' · '.join(filter(None, (*map(option_word, item.card.solution()), page)))}"


def choices(prompt: Prompt) -> list[str]:
    """What there is to choose from, lettered."""
    match prompt:
        case ChooseOne(options=options) | ChooseMany(options=options) | Arrange(items=options):
            return lettered(options)
        case Pair(lefts=lefts, rights=rights):
            return [*(f"{n}. {left}" for n, left in enumerate(lefts, 1)), *lettered(rights)]
    return []


def lettered(options: Sequence[str]) -> list[str]:
    """Options, each after its letter."""
    return [f"{letter}) {option_word(option)}" for letter, option in zip(LETTERS, options, strict=False)]
