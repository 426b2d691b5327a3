"""The normal form of an answer: tokens free of case, spacing, dashes, quotes and look-alike letters."""

from __future__ import annotations

import re
import unicodedata

from kgquiz.cards.kyrgyz.letters import fold, skeleton
from kgquiz.cards.kyrgyz.suffixes import AFTER_DIGITS
from kgquiz.value import dataclass

_ALIKE_ALWAYS = {
    "ѳ": "ө",
    "Ѳ": "Ө",
    "ɵ": "ө",
    "Ɵ": "Ө",
    "ӊ": "ң",
    "Ӊ": "Ң",
    "ӈ": "ң",
    "Ӈ": "Ң",
    "ҥ": "ң",
    "Ҥ": "Ң",
}
_ALIKE_LATIN = dict(zip("abcehkmoptxyABCEHKMOPTXYöÖüÜ", "авсенкмортхуАВСЕНКМОРТХУөӨүҮ", strict=True))
"""Small letters go with their capitals, so that case decides nothing."""
_DELETED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'’‘ʼ`´"
_DASHES = "‐‑‒–—―−"
_CONTROLS = "".join(map(chr, (*range(32), *range(127, 160))))

_CHARACTERS = str.maketrans(
    _ALIKE_ALWAYS | dict.fromkeys(_DELETED, "") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_CONTROLS, " "),
)
_LATIN = str.maketrans(_ALIKE_LATIN)
_DASH, _PERCENT = "-", "%"
_IGNORED = frozenset('-_.,;:!?()[]{}<>"«»„“”‚…·•*/\\|№#~^§')
_COMPOSED = re.compile(r"[\x00-\x7f\u00a0-\u00bf\u0400-\u0482\u048a-\u052f\u2010-\u2026\u2116]*")
_MARKS_AT_MOST = 2
"""Longer runs of combining marks are cut: sorting them is what makes normalisation slow."""

_TOKEN = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*(?: ?-(?= ?[0-9]))?|[^\W\d_]+|[^\s\w]|\w")
_LATIN_LETTER = re.compile(r"[A-Za-zöÖüÜ]")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"(?<=[^\W\d_])-([^\W\d_]{2,12})(?![^\W\d_])")
_AFTER_BRACKET = re.compile(r"\)([^\W\d_]{1,12})(?![^\W\d_])")
_SCHEME = re.compile(r"\b(?:https?://)?(?:www\.)|\bhttps?://", re.IGNORECASE)
"""What an address may start with, or not."""
_TWO_NUMBERS = re.compile("[0-9] [0-9]")
_PLAIN = re.compile(r"[а-яА-ЯёөүңЁӨҮҢ ]*")
"""Letters of Kyrgyz and spaces, of which every one is read as it stands."""
_PLAIN_OR_FIGURES = re.compile(r"[а-яА-ЯёөүңЁӨҮҢ 0-9]*")
"""Each of these characters stands for itself, too; what is one token is still to be found."""
_INNER_SPACE = re.compile(r"(?<![0-9]) | (?![0-9])")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the marker reads it: `shown` tokens keep their case, `tokens` are in normal form."""

    raw: str
    shown: tuple[str, ...]
    tokens: tuple[str, ...]
    folded: tuple[str, ...]
    key: str
    folded_key: str

    def __hash__(self) -> int:
        """By the text alone, from which all else follows: readings are looked up often."""
        return hash(self.raw)

    def __eq__(self, other: object) -> bool:
        """By the text alone, too."""
        return isinstance(other, Reading) and self.raw == other.raw


def read(text: str) -> Reading:
    """Read a text into its normal form; two texts with one `key` differ in nothing an answer is about."""
    if _PLAIN.fullmatch(text):
        return _read_plain(text)
    shown = tuple(_tokens(_characters(text)))
    tokens = tuple(token.casefold() for token in shown)
    joined = " ".join(tokens)
    folded_joined = fold(joined)
    folded = tuple(folded_joined.split(" ")) if tokens else ()
    return Reading(text, shown, tokens, folded, _squeezed(joined), _squeezed(folded_joined))


def tokens_of(text: str) -> tuple[str, ...]:
    """The tokens of `read` alone, for who needs no more of it."""
    if _PLAIN.fullmatch(text):
        return tuple(text.casefold().split())
    return tuple(token.casefold() for token in _tokens(_characters(text)))


def _read_plain(text: str) -> Reading:
    """The same of words alone, which most answers are."""
    shown = text.split()
    joined = " ".join(shown).casefold()
    folded = fold(joined)
    key, folded_key = joined.replace(" ", ""), folded.replace(" ", "")
    return Reading(text, tuple(shown), tuple(joined.split()), tuple(folded.split()), key, folded_key)


def mixed_script_words(text: str) -> tuple[str, ...]:
    """The words in which Latin look-alikes stand among Cyrillic letters, or ѳ ɵ ӊ … for ө and ң."""
    if _PLAIN.fullmatch(text):
        return ()
    return tuple(word for word in _WORD.findall(_composed(text)) if _is_mixed(word))


def _is_mixed(word: str) -> bool:
    if any(letter in _ALIKE_ALWAYS for letter in word):
        return True
    has_cyrillic = any("\u0400" <= letter <= "\u052f" for letter in word)
    return has_cyrillic and any(letter in _ALIKE_LATIN for letter in word)


def _characters(text: str) -> str:
    if _PLAIN_OR_FIGURES.fullmatch(text):
        return text
    plain = _composed(text).translate(_CHARACTERS)
    if "://" in plain or "www." in plain:
        plain = _SCHEME.sub("", plain)
    if _LATIN_LETTER.search(plain):
        plain = _WORD.sub(_without_look_alikes, plain)
    if ")" in plain:
        plain = _AFTER_BRACKET.sub(_ending_before_bracket, plain)
    return _HYPHENED.sub(_joined_ending, plain) if "-" in plain else plain


def _composed(text: str) -> str:
    if _COMPOSED.fullmatch(text):
        return text
    run, kept = 0, []
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MARKS_AT_MOST:
            kept.append(character)
    composed = unicodedata.normalize("NFC", "".join(kept))
    return "".join(character for character in composed if not unicodedata.combining(character))


def _ending_before_bracket(match: re.Match[str]) -> str:
    """An ending after a bracket is that of the word in it: Акыйкатчы (Омбудсмен)дин."""
    return f"{match[1]})" if skeleton(match[1].casefold()) in AFTER_DIGITS else match[0]


def _joined_ending(match: re.Match[str]) -> str:
    """An ending set off by a hyphen belongs to its word: ЖК-нын, сервис-ке."""
    return match[1] if skeleton(match[1].casefold()) in AFTER_DIGITS else match[0]


def _without_look_alikes(match: re.Match[str]) -> str:
    """A word whose Latin letters all look Cyrillic is a Cyrillic word."""
    word = match[0]
    turned = word.translate(_LATIN)
    return word if _LATIN_LETTER.search(turned) else turned


def is_glued(token: str) -> bool:
    """Whether the token is an ending glued to digits; such a token starts with its hyphen."""
    return len(token) > 1 and token[0] == "-"


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    number_end = -1
    for match in _TOKEN.finditer(text):
        piece, follows_number = match[0], number_end == match.start()
        number_end = match.end() if _is_number(piece) or (follows_number and piece in _DASH) else -1
        if piece in _IGNORED:
            continue
        if follows_number and skeleton(piece.casefold()) in AFTER_DIGITS:
            tokens.append("-" + piece)
        elif piece[-1] == "-":
            tokens += (piece.rstrip(" -"), "-")
        else:
            tokens.append(piece)
    return tokens


def _is_number(piece: str) -> bool:
    return piece in _PERCENT or piece[0] in "0123456789"


def _squeezed(joined: str) -> str:
    """Spaces do not count, except where they keep two numbers apart."""
    return _INNER_SPACE.sub("", joined) if _TWO_NUMBERS.search(joined) else joined.replace(" ", "")
