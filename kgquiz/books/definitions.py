"""Which sentences say what a term is, in Kyrgyz, Russian and English, and which word they define."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kgquiz.value import dataclass

_NAME = r"[«“\"]?(?P<name>[^.:;?!–—«»“”\"]{3,70}?)[»”\"]?"
_CALLED = r"(?:аталат|айтылат|түшүнүлөт|саналат|аташат|айтабыз|түшүнөбүз)"


@dataclass(frozen=True, slots=True)
class Definition:
    """The term that a sentence defines, and how surely it does: 1 may be chance, 4 is beyond doubt."""

    term: str
    sureness: float


def definition_in(sentence: str) -> Definition | None:
    """What the sentence defines, by the surest way of saying so; None where it defines nothing."""
    found = [Definition(name, sureness) for read, sureness in _WAYS if (name := _clean(read(sentence)))]
    return max(found, key=lambda one: one.sureness, default=None)


def is_term(definition: Definition, sentence: str) -> bool:
    """Whether it may stand in a list of terms though no list names it: a short name that points back to nothing."""
    words = definition.term.split()
    if not words or len(words) > _MOST_WORDS or not definition.term[0].isupper():
        return False
    return definition.sureness > _DASH or not _is_said_in_passing(words, sentence)


def _pattern(text: str) -> Callable[[str], str]:
    compiled = re.compile(text, re.IGNORECASE)

    def read(sentence: str) -> str:
        found = compiled.match(sentence)
        return found["name"] if found else ""

    return read


_BEFORE_CALLED = re.compile(rf"\s+деп\s+{_CALLED}\b", re.IGNORECASE)
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{3,70})[»”\"]\s*$")


def _called_last(sentence: str) -> str:
    """«… курулма “суу алуучу курулма” деп аталат»: the name stands in quotes, or after a comma or dash, before деп."""
    found = _BEFORE_CALLED.search(sentence)
    if found is None:
        return ""
    before = sentence[: found.start()].rstrip()
    if quoted := _QUOTED.search(before):
        return quoted[1]
    last = re.split(r"[,–—:]\s", before)
    return last[-1].strip() if len(last) > 1 and len(last[-1].split()) <= _SHORT_NAME else ""


_DASH = 3.0
_WAYS: Sequence[tuple[Callable[[str], str], float]] = (
    (_pattern(rf"^{_NAME}\s+деп\s+\S.{{12,}}\s{_CALLED}\b"), 4.0),
    (_pattern(rf"^{_NAME}\s*(?:[–—-]\s*(?:бул|это)|,?\s\bбул\b|\bэто\b)\s*,?\s\S.{{15,}}$"), 4.0),
    (_pattern(rf"^{_NAME}\s+дегенибиз\b.{{12,}}$"), 4.0),
    (_pattern(rf"^Под\s+{_NAME}\s+понима(?:ется|ются|ют)\s\S.{{12,}}$"), 3.5),
    (_pattern(rf"^{_NAME}\s+(?:is|are|means|называется|называют)\s+(?:an?\s+|the\s+)?\S.{{15,}}$"), 3.5),
    (_called_last, 3.5),
    (_pattern(rf"^{_NAME}\s*[–—]\s+\S.{{15,}}$"), _DASH),
)
_MOST_WORDS, _SHORT_NAME = 5, 4
_POINTS_BACK = frozenset(
    re.findall(
        r"\w+",
        """бул ал алар анын алардын мунун ушул мындай дагы бирок эгер анда ошол ошондо эми демек бири биринчи экинчи
        үчүнчү это он она они его их также такой но если один первый второй this that it they its these those one
        first second""",
    )
)
_ORDINAL_NOUN = re.compile(r"(?:н|ы|и|у|ү)?нч[ыиуү]с[ыиуү]$", re.IGNORECASE)
_FINITE = re.compile(r"(?:[аеоө]т|йт|[дт][ыиуү]|керек|мүмкүн)$", re.IGNORECASE)
"""How a Kyrgyz sentence with a verb ends; what is defined by a dash ends in a noun."""


def _clean(name: str) -> str:
    return " ".join(name.strip('«»“”" ,').split())


def _is_said_in_passing(words: Sequence[str], sentence: str) -> bool:
    """A dash stands for “is” everywhere: a place's name, a word that points back, a whole clause define nothing."""
    first, rest = words[0].casefold(), re.split(r"\s[–—]\s", sentence, maxsplit=1)[-1].split()
    proper = re.fullmatch(r"[А-ЯЁӨҮҢA-Z]\w+(?:-[А-ЯЁӨҮҢA-Z]\w+)+", words[0])
    points_back = first in _POINTS_BACK or _ORDINAL_NOUN.search(words[-1]) or "эң" in words or "самый" in words
    told = rest[-1].strip('.!?…;»”"') if rest else ""
    clause = bool(rest) and (rest[0].casefold() in _POINTS_BACK or bool(_FINITE.search(told)))
    return bool(proper or points_back or clause)
