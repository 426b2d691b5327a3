"""Words after a figure: whether one only names what is counted, as in үч деңгээл for 3."""

from __future__ import annotations

from kgquiz.cards.kyrgyz.inflection import LONGEST_WORD
from kgquiz.cards.kyrgyz.letters import fold

_NOT_SO_MANY = frozenset(
    map(
        fold,
        (
            *(
                "эмес",
                "жок",
                "чейин",
                "ашык",
                "ашуун",
                "көп",
                "аз",
                "кем",
                "жакын",
                "чамалуу",
                "эсе",
                "төмөн",
                "жогору",
            ),
            *("ашыгы", "көбү", "азы", "кеми", "көбүрөөк", "көбүрөөгү", "азыраак", "азыраагы"),
        ),
    )
)
"""Not, up to, more than, less than, about, times as many."""
_OTHER_FIGURE = ("минд", "жуз", "ондук", "миллион", "миллиард", "триллион", "тыс", "жарым", "пайыз", "проц")
"""Folded beginnings of words that make another figure of it: миңдей, ондук, тысяч, жарым (a half), процентов."""


def names_the_counted(token: str) -> bool:
    """Whether a token in normal form, after a figure, is an ordinary word that leaves the figure as it is."""
    folded = fold(token)
    if not token.isalpha() or len(token) > LONGEST_WORD or folded in _NOT_SO_MANY:
        return False
    return not folded.startswith(_OTHER_FIGURE)
