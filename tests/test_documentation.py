"""The documentation cannot drift from the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from kgquiz.cards.base import Card
from kgquiz.cards.described import fields_of
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.exam.blueprint import parse_blueprint
from kgquiz.knowledge.content import ITEM_KINDS, Chapter, parse_chapter
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.lint import lint_chapters, lint_deck
from kgquiz.terminal.commands import COMMANDS, GROUPS
from tests.support import ROOT, Person

README = (ROOT / "README.md").read_text(encoding="utf-8")
DECKS = (ROOT / "docs" / "decks.md").read_text(encoding="utf-8")
EXAM = (ROOT / "docs" / "exam.md").read_text(encoding="utf-8")
CONTENT = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("card_type", CARD_TYPES, ids=lambda t: t.type)
def test_every_card_type_and_each_of_its_fields_is_documented_with_its_example(card_type: type[Card]) -> None:
    assert card_type.example in DECKS
    section = DECKS.partition(f"## {card_type.type}\n")[2].partition("\n## ")[0]
    common = DECKS.partition("## Fields of every card")[2].partition("\n## ")[0]
    assert [key for key in fields_of(card_type) if f"`{key}`" not in section + common] == []


@pytest.mark.parametrize("kind", ITEM_KINDS, ids=lambda k: k.kind_of_item)
def test_every_field_of_the_content_format_is_documented(kind: type) -> None:
    assert [key for key in fields_of(kind) if f"`{key}`" not in CONTENT and f"{key}:" not in CONTENT] == []


def test_every_field_of_a_chapter_is_in_the_example() -> None:
    assert [key for key in fields_of(Chapter) if f"{key}:" not in CONTENT] == []


def test_the_examples_of_the_content_page_are_read_without_a_problem() -> None:
    blocks = re.findall(r"```yaml\n(  - id.*?)```", CONTENT, re.DOTALL)
    (head,) = re.findall(r"```yaml\n(chapter: .*?)```", CONTENT, re.DOTALL)
    kinds = ("terms", "questions", "facts", "sequences", "groups")
    assert len(blocks) == len(kinds)
    for kind, block in zip(kinds, blocks, strict=True):
        assert f"{kind}: […]\n" in head
        head = head.replace(f"{kind}: […]\n", f"{kind}:\n{block}")
    problems = lint_chapters([parse_chapter(head.encode(), "content.md")]).problems
    assert [str(problem) for problem in problems] == []


def test_every_deck_in_the_documentation_is_checked_without_a_problem() -> None:
    blocks = [block for page in (README, DECKS, EXAM) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    decks = [block for block in blocks if block.startswith("deck:")]
    cards = "".join(block for block in blocks if block.startswith("- id:"))
    assert len(decks) == 2
    for text in (
        decks[0].replace("answer: Бишкек", "answer: Бишкек\n  page: 1"),
        decks[1],
        f"deck: d\ntitle: t\ncards:\n{cards}",
    ):
        read = parse_deck(text.encode(), "decks.md")
        assert [str(problem) for problem in (*read.problems, *lint_deck(read))] == []


def test_every_exam_in_the_documentation_is_read_without_a_problem() -> None:
    blocks = [block for block in re.findall(r"```yaml\n(.*?)```", EXAM, re.DOTALL) if block.startswith("exam:")]
    assert blocks
    for block in blocks:
        assert parse_blueprint(block.encode(), "exam.md").problems == ()


@pytest.mark.parametrize("name", [*COMMANDS, *GROUPS])
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"kgquiz {name}" in README


@pytest.mark.parametrize("name", ["content", "deck"])
def test_a_schema_accepts_what_the_program_accepts_and_knows_every_field(name: str, person: Person) -> None:
    schema = person.types("schema", name).json
    assert schema["type"] == "object"
    if name == "deck":
        variants = schema["properties"]["cards"]["items"]["oneOf"]
        assert [variant["properties"]["type"]["const"] for variant in variants] == [t.type for t in CARD_TYPES]
        for variant, card_type in zip(variants, CARD_TYPES, strict=True):
            assert set(variant["properties"]) == {"type", *fields_of(card_type)}
            (example,) = yaml.safe_load(card_type.example)
            assert set(variant["required"]) <= set(example)


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property at any depth."""
    yield from schema.get("properties", {}).items()
    for inner in (*schema.get("properties", {}).values(), *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from properties(inner)
    if isinstance(schema.get("items"), dict):
        yield from properties(schema["items"])


@pytest.mark.parametrize("name", ["content", "deck"])
def test_a_schema_says_what_every_field_means_and_what_an_id_looks_like(name: str, person: Person) -> None:
    found = list(properties(person.types("schema", name).json))
    assert len(found) > 30
    assert [key for key, held in found if not held.get("description")] == []
    ids = [held for key, held in found if key == "id"]
    assert sum("pattern" in held for held in ids) >= 6
    accepted = [held["pattern"] for held in ids if "pattern" in held]
    assert all(re.search(pattern, "lease") and not re.search(pattern, "Ижара акысы") for pattern in accepted)


def test_the_readme_names_the_two_set_up_commands_once_each() -> None:
    assert README.count("&& .venv/bin/kgquiz study ch1") == 1
    assert README.count(".venv/bin/python -m pytest") == 1
    assert "<!-- test command -->" in README
