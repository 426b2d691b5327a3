"""What an author is told about a card, as a value; and the faults that make a card impossible to ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kgquiz.messages import N_, Message, message


@dataclass(frozen=True, slots=True)
class Weakness:
    """A rule's slug, why, what to do, and the field it concerns."""

    rule: str
    why: Message
    remedy: Message
    field: str = ""


def too_few(texts: Collection[str], least: int, field: str) -> Iterator[Weakness]:
    """Fewer entries than the card needs to be asked at all."""
    if len(texts) < least:
        why = message(
            N_("'{field}' has {n} entries; it needs at least {least}."),
            field=field,
            n=len(texts),
            least=least,
        )
        yield Weakness("too-few", why, message(N_("Add entries or use another card type.")), field)


def too_many(texts: Collection[str], most: int, field: str) -> Iterator[Weakness]:
    """More entries than there are keys to answer with."""
    if len(texts) > most:
        why = message(
            N_("'{field}' has {n} different entries; there are keys for {most}."), field=field, n=len(texts), most=most
        )
        yield Weakness("too-many", why, message(N_("Split the card into several.")), field)


def twice(texts: Sequence[str], field: str) -> Iterator[Weakness]:
    """The same text two times, so that an answer could not be told apart."""
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        why = message(N_("'{text}' stands twice."), text=text)
        yield Weakness("twice", why, message(N_("Remove or reword one of them.")), field)
