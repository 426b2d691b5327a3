"""Sentences as values: an English template and its parameters, put into words only by the face."""

from __future__ import annotations

from kgquiz.value import dataclass


def N_(template: str) -> str:  # noqa: N802 - gettext's customary name for "mark, translate later"
    """Mark a template for the message catalogues without translating it here."""
    return template


@dataclass(frozen=True, slots=True)
class Message:
    """A template with `{name}` holes and what fills them; `str()` gives the English sentence."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values))


def message(template: str, /, **values: object) -> Message:
    """Build a message: `message(N_("{n} cards"), n=3)`."""
    return Message(template, tuple(values.items()))
