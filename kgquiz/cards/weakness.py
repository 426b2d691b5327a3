"""What an author is told about a card, as a value; and the faults that make a card impossible to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from kgquiz.messages import N_, Message, message
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Weakness:
    """A rule's slug, why, what to do, the field it concerns; `grave` where the author must mend it."""

    rule: str
    why: Message
    remedy: Message
    field: str = ""
    grave: bool = False


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


MOST_ENTRIES = 30
"""Of anything on one card: beyond it nobody can answer, and some marking takes time by the square."""


def endless(texts: Collection[str], field: str, most: int = MOST_ENTRIES) -> Iterator[Weakness]:
    """More entries than anybody can answer."""
    if len(texts) > most:
        template = N_("'{field}' has {n} entries; at most {most} can be asked.")
        why = message(template, field=field, n=len(texts), most=most)
        yield Weakness("endless", why, message(N_("Split the card into several.")), field)


def not_among(texts: Collection[str], options: Collection[str], field: str) -> Iterator[Weakness]:
    """A text that must be one of the options and is not, or is named twice."""
    for text in texts:
        if text not in options:
            why = message(N_("'{field}' names “{text}”, which is no option."), field=field, text=text)
            yield Weakness("no-option", why, message(N_("Write it as it is among the options.")), field)
    yield from twice(tuple(texts), field)


def twice(texts: Sequence[str], field: str) -> Iterator[Weakness]:
    """The same text two times, so that an answer could not be told apart."""
    for text in sorted(text for text, times in Counter(texts).items() if times > 1):
        why = message(N_("'{text}' appears twice."), text=text)
        yield Weakness("twice", why, message(N_("Remove or reword one of them.")), field)
