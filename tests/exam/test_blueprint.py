from __future__ import annotations

import pytest

from kgquiz.exam.blueprint import parse_blueprint
from kgquiz.exam.pool import shortages
from tests.exam.support import PLAN, plan, pool


def problems_of(text: str) -> list[tuple[int, str]]:
    read = parse_blueprint(text.encode(), "x.exam.yaml")
    assert read.blueprint is None
    return [(problem.line, problem.rule) for problem in read.problems]


def test_a_blueprint_says_how_many_items_and_points_it_asks() -> None:
    read = plan()
    assert (read.items, read.points, read.minutes) == (12, 6 + 8 + 6, 30)
    assert (read.clock, read.penalty, read.certainty, read.shuffle) == ("running", False, False, True)
    assert [read.name_of(n) for n in range(3)] == ["Choose", "Type", "Open"]


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("minutes: 30", "minutes: 0", 3, "out-of-range"),
        ("minutes: 30", "minutes: long", 3, "type"),
        ("pass_mark: 60", "pass_mark: 120", 4, "out-of-range"),
        ("pass_mark: 60", "passmark: 60", 4, "unknown-field"),
        ("exam: mid-term", "exam: Mid Term", 1, "id"),
        ("exam: mid-term\n", "", 1, "missing-field"),
        ("types: [choice]", "types: [essay]", 6, "card-type"),
        ("count: 6", "count: 0", 6, "out-of-range"),
        ("points: 2", "points: -1", 7, "out-of-range"),
        ("points: 2", "parts: 0", 7, "out-of-range"),
        ("decks: [d1], types: [typed]", "decks: [], types: [typed]", 7, "no-decks"),
        ("pass_mark: 60", "pass_mark: 60\npenalty: true\ncertainty: true", 5, "two-penalties"),
        ("pass_mark: 60", "pass_mark: 60\nclock: broken", 5, "type"),
        ("pass_mark: 60", "pass_mark: 60\nformat: 2", 5, "format"),
    ],
)
def test_each_mistake_is_found_on_its_line(old: str, new: str, line: int, rule: str) -> None:
    assert (line, rule) in problems_of(PLAN.replace(old, new))


def test_an_exam_without_sections_is_refused() -> None:
    assert problems_of("exam: e\ntitle: E\nminutes: 9\nsections: []\n") == [(4, "no-sections")]


def test_a_section_that_asks_for_more_items_than_exist_is_an_error_with_both_numbers() -> None:
    read = parse_blueprint(PLAN.replace("count: 2", "count: 9").encode(), "mid.exam.yaml")
    assert read.blueprint is not None
    found = shortages(read.blueprint, pool(20), read.source)
    assert [(p.line, p.rule, p.is_error) for p in found] == [(8, "too-few-items", True)]
    assert "asks for 9 items; 5 exist" in str(found[0])


def test_sections_that_together_need_siblings_are_an_error_though_each_alone_has_enough() -> None:
    text = PLAN.replace("count: 6", "count: 10").replace("count: 4", "count: 9")
    read = parse_blueprint(text.encode(), "mid.exam.yaml")
    assert read.blueprint is not None
    found = shortages(read.blueprint, pool(20), read.source)  # 15 items have a choice and a typed card each
    assert [p.rule for p in found] == ["too-few-items"]
    assert "together ask for 21 items; 17 exist" in str(found[0])
    assert shortages(read.blueprint, pool(28), read.source) == ()


def test_what_lacks_or_cannot_be_read_in_an_exam_hides_nothing_else() -> None:
    text = "exam: Bad Name\nminutes: x\npass_mark: 400\nsections:\n"
    text += (
        "- {decks: [], count: 9}\n- {decks: [ch1], count: many}\n- {decks: [ch1], count: 0, types: [zzz], parts: x}\n"
    )
    told = {(line, rule) for line, rule in problems_of(text)}
    assert {(1, "id"), (1, "missing-field"), (2, "type"), (3, "out-of-range"), (5, "no-decks"), (6, "type")} <= told
    assert {(7, "out-of-range"), (7, "card-type"), (7, "type")} <= told


def test_sections_that_cannot_be_read_are_not_called_missing() -> None:
    assert problems_of("exam: e\ntitle: E\nminutes: 9\nsections:\n- {decks: [ch1]}\n") == [(5, "missing-field")]
