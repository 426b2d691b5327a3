"""The phrases of a clause and the parts they play, as the cases say."""

from __future__ import annotations

import pytest

from kgquiz.cards.reading.phrases import Part
from kgquiz.cards.reading.statements import statements_of


def phrases(text: str) -> list[tuple[str, Part]]:
    said = statements_of(text)
    return [
        (" ".join(said.words[at].folded for at in phrase.words), phrase.part)
        for clause in said.clauses
        for phrase in clause.phrases
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "республикалык бюджеттен жергиликтүү бюджетке берилет",
            [
                ("республикалык бюджеттен", Part.SOURCE),
                ("жергиликтуу бюджетке", Part.GOAL),
                ("берилет", Part.DEED),
            ],
        ),
        (
            "кеңештин депутаттары жамаатты шайлайт",
            [
                ("кенештин", Part.OWNER),
                ("депутаттары", Part.DOER),
                ("жамаатты", Part.OBJECT),
                ("шайлайт", Part.DEED),
            ],
        ),
        (
            "айыл кеңеши айыл өкмөтүнүн чечимдерин талкуулайт",
            [
                ("айыл кенеши", Part.DOER),
                ("айыл окмотунун", Part.OWNER),
                ("чечимдерин", Part.OBJECT),
                ("талкуулайт", Part.DEED),
            ],
        ),
        ("кызмат орто мектепте", [("кызмат", Part.DOER), ("орто мектепте", Part.PLACE)]),
        ("Президент тарабынан бекитилет", [("президент", Part.DOER), ("бекитилет", Part.DEED)]),
        ("Президент менен макулдашат", [("президент", Part.BESIDE), ("макулдашат", Part.DEED)]),
    ],
)
def test_a_clause_falls_into_phrases_by_the_cases(text: str, expected: list[tuple[str, Part]]) -> None:
    assert phrases(text) == expected


def test_a_phrase_knows_whose_it_is() -> None:
    (clause,) = statements_of("кеңештин депутаттары шайлайт").clauses
    assert [list(phrase.owner) for phrase in clause.phrases] == [[], [0], []]
