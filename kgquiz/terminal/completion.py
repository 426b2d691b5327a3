"""What Tab offers: names of decks, exams, card types, settings, suspended cards and sittings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from kgquiz.errors import KgquizError
from kgquiz.key import deck_of_key, key_in

if TYPE_CHECKING:
    from kgquiz.actions.world import World

Offered = list[tuple[str, str]]
"""Words, each with what it means."""


def decks(context: typer.Context, incomplete: str) -> Offered:
    """The names of decks that can be studied."""
    return _beginning(incomplete, _decks(context.obj.world), context.params.get("decks"))


def exams(context: typer.Context, incomplete: str) -> Offered:
    """The names of blueprints."""
    return _beginning(incomplete, _exams(context.obj.world))


def exams_decks_and_verbs(context: typer.Context, incomplete: str) -> Offered:
    """What may follow `kgquiz exam`: an exam, decks, or, as the first word, a verb."""
    given = context.params.get("names") or ()
    verbs = [(verb, "") for verb in exam_verbs(context)] if not given else []
    return _beginning(incomplete, [*verbs, *_exams(context.obj.world), *_decks(context.obj.world)], given)


def exam_verbs(context: typer.Context) -> tuple[str, ...]:
    """The verbs of the group that a verb is called in: those of `kgquiz exam`, as they are registered."""
    group = None if context.parent is None else context.parent.command
    return tuple(getattr(group, "commands", ()))


def card_types(context: typer.Context, incomplete: str) -> Offered:
    """The types of cards."""
    from kgquiz.cards.registry import CARD_TYPES
    from kgquiz.lang import _

    return _beginning(incomplete, [(kind.type, _(kind.name)) for kind in CARD_TYPES], context.params.get("types"))


def cards(context: typer.Context, incomplete: str) -> Offered:
    """The cards of the decks in use, once a deck is named."""
    from kgquiz.actions.library.decks import decks_in_use, ids

    with suppress(KgquizError):
        decks = decks_in_use(context.obj)
        begun = deck_of_key(incomplete)
        if begun == incomplete:
            return _beginning(incomplete, [(key_in(deck.slug, ""), "") for deck in decks])
        named = [deck for deck in decks if deck.slug == begun]
        return _beginning(incomplete, [(key, "") for key in context.obj.store.decks.keys(ids(named))])
    return []


def filters(context: typer.Context, incomplete: str) -> Offered:
    """The filters of `kgquiz cards`, and after their colon what they may say."""
    from kgquiz.search.query import FIELDS

    name, colon, value = incomplete.partition(":")
    if not colon:
        return _beginning(incomplete, [(f"{field}:", one.example) for field, one in FIELDS.items()])
    words = FIELDS[name].words if name in FIELDS else ()
    known = [(word, "") for word in words] if name != "deck" else _decks(context.obj.world)
    return [(f"{name}:{word}", means) for word, means in _beginning(value, known)]


def settings(context: typer.Context, incomplete: str) -> Offered:
    """The names of settings."""
    from kgquiz.actions.settings import SETTINGS
    from kgquiz.lang import _

    del context
    return _beginning(incomplete, [(setting.name, _(setting.does)) for setting in SETTINGS])


def setting_values(context: typer.Context, incomplete: str) -> Offered:
    """The words that the setting named before may be."""
    from kgquiz.actions.settings import SETTINGS, WordSetting

    named = context.params.get("name")
    words = [word for one in SETTINGS if isinstance(one, WordSetting) and one.name == named for word in one.words]
    return _beginning(incomplete, [(word, "") for word in words])


def formats(context: typer.Context, incomplete: str) -> Offered:
    """The formats that have a schema."""
    from kgquiz.actions.authoring.schema import SCHEMAS

    del context
    return _beginning(incomplete, [(name, "") for name in SCHEMAS])


def suspended(context: typer.Context, incomplete: str) -> Offered:
    """The suspended cards, each with its question."""
    from kgquiz.actions.study.suspended import suspended_cards
    from kgquiz.terminal.words import shortened

    with suppress(KgquizError):
        cards = [(one.card, shortened(one.question)) for one in suspended_cards(context.obj)]
        return _beginning(incomplete, cards, context.params.get("resume"))
    return []


def sittings(context: typer.Context, incomplete: str) -> Offered:
    """The numbers of the exams that were sat."""
    from kgquiz.actions.exam.results import attempt_rows

    with suppress(KgquizError):
        return _beginning(incomplete, [(str(row.number), row.title) for row in attempt_rows(context.obj)])
    return []


def _decks(world: World) -> Offered:
    from kgquiz.actions.library.sources import declared, named_decks

    return [(name, declared(files[0], "title")) for name, files in named_decks(world).items()]


def _exams(world: World) -> Offered:
    from kgquiz.actions.library.sources import declared, named_exams

    return [(name, declared(files[0], "title")) for name, files in named_exams(world).items()]


def read_formats(context: typer.Context, incomplete: str) -> Offered:
    """The formats that can be taken in."""
    return _of_formats(context, incomplete, "reads")


def written_formats(context: typer.Context, incomplete: str) -> Offered:
    """The formats that can be written."""
    return _of_formats(context, incomplete, "writes")


def _of_formats(context: typer.Context, incomplete: str, way: str) -> Offered:
    from kgquiz.actions.formats.listing import format_rows
    from kgquiz.lang import _

    del context
    return _beginning(incomplete, [(row.name, _(row.title)) for row in format_rows() if getattr(row, way)])


def _beginning(incomplete: str, words: Iterable[tuple[str, str]], given: Sequence[str] | None = ()) -> Offered:
    """The words that begin so, without those that are there already; behind a comma, what may follow it."""
    before, comma, begun = incomplete.rpartition(",")
    if comma:
        rest = _beginning(begun, words, (*before.split(","), *(given or ())))
        return [(f"{before},{word}", means) for word, means in rest]
    offered = {word: means for word, means in words if word.startswith(incomplete) and word not in (given or ())}
    return list(offered.items())
