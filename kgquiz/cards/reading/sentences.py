"""A written answer in sentences and clauses: where one statement ends and the next begins."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(
    r"""[.!?…;\n•\dIVX](?:      # where no such character stands the search does not stop, and most are none
        (?<=[.!?…])[.!?…]*(?=\s|$)
      | (?<=[;\n•])[;\n•]*
      | (?<=\d)(?<!\S\d)\d?\)(?=\s)
      | (?<=[IVX])(?<!\S[IVX])[IVX]*[ ](?=\d)
      | (?<=\d)-си(?=\s)
    )""",
    re.VERBOSE,
)
_CLAUSE_END = re.compile(
    r"""[,()\s:](?:
        (?<=,)(?!\d)
      | (?<=[()])
      | (?<=\s)[-–—]\s(?!\d)
      | (?<=:)(?<!\d:)\s(?!\d)
      | (?<=\s)(?=(?:бирок|ал[ ]эми|анткени|себеби|ошондуктан)\s)
    )""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"(\w+)$")
_SHORT_WORD = 5
_ABBREVIATIONS = frozenset(
    [
        "ж", "б", "г", "м", "р", "н", "соц", "респ", "мам", "юр", "эл", "жөн", "жон", "инвест",
        "адм", "обл", "млн", "млрд", "укук", "мун", "кр", "чл", "ст", "өкм", "муниц", "респуб", "миң", "бюдж",
        "жерг", "ыйг",
    ]
)  # fmt: skip
Span = tuple[int, int]


def sentences(text: str) -> list[Span]:
    """The sentences and lines of a text; a point after an abbreviation ends none."""
    return _pieces(text, 0, len(text), [match.span() for match in _SENTENCE_END.finditer(text) if _ends(text, match)])


def clauses(text: str, sentence: Span) -> list[Span]:
    """The parts of a sentence between commas, brackets, dashes and words like бирок."""
    start, end = sentence
    return _pieces(text, start, end, [match.span() for match in _CLAUSE_END.finditer(text, start, end)])


def _pieces(text: str, start: int, end: int, cuts: list[Span]) -> list[Span]:
    pieces = []
    for cut_start, cut_end in (*cuts, (end, end)):
        if text[start:cut_start].strip():
            pieces.append((start, cut_start))
        start = cut_end
    return pieces


def _ends(text: str, match: re.Match[str]) -> bool:
    if not match[0].startswith("."):
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 16), match.start())
    if before is None or before[1].casefold() not in _ABBREVIATIONS:
        return True
    after = text[match.end() : match.end() + 3].strip()
    return after[:1].isupper() and len(before[1]) >= _SHORT_WORD
