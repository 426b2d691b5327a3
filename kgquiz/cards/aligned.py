"""Two texts side by side: where they are the same and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from kgquiz.value import dataclass

_ALIKE = 0.5
"""Words that share less are shown as different whole: single letters in common tell nothing."""


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """A piece of both texts; joined, the pieces are the texts again."""

    typed: str
    expected: str
    same: bool


def aligned(typed: str, expected: str) -> tuple[AlignedPiece, ...]:
    """Runs from left to right, word by word, letter by letter where two words are alike; case does not count."""
    hers, book = _words(typed), _words(expected)
    matcher = SequenceMatcher(
        None, [word.casefold() for word in hers], [word.casefold() for word in book], autojunk=False
    )
    runs: list[AlignedPiece] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        one, other = hers[start:end], book[other_start:other_end]
        if tag == "equal":
            runs.append(AlignedPiece("".join(one), "".join(other), same=True))
        elif len(one) == len(other):
            runs += [run for pair in zip(one, other, strict=True) for run in _by_letters(*pair)]
        else:
            runs += _by_letters("".join(one), "".join(other))
    return tuple(runs)


def _words(text: str) -> list[str]:
    """Words and the spaces between them; joined, the text again."""
    pieces: list[str] = []
    for character in text:
        if pieces and pieces[-1][-1].isspace() is character.isspace():
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _by_letters(typed: str, expected: str) -> Iterator[AlignedPiece]:
    one, other = typed.casefold(), expected.casefold()
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if len(one) != len(typed) or len(other) != len(expected) or matcher.ratio() < _ALIKE:
        yield AlignedPiece(typed, expected, same=one == other)
        return
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        yield AlignedPiece(typed[start:end], expected[other_start:other_end], same=tag == "equal")
