"""The benchmark of policies, from the command line."""

from __future__ import annotations

import pytest

from tests.support import Person

pytestmark = pytest.mark.landing


def test_policies_are_compared_on_the_same_students_with_a_bound(person: Person) -> None:
    said = person.types(
        "simulate", "--workload", "60/8/4", "--students", "3", "--policy", "greedy", "--policy", "0.90", "--json"
    )
    rows = {row["policy"]: row for row in said.json["rows"]}
    assert {row["students"] for row in rows.values()} == {3}
    assert rows["planner"]["lead"] == 0
    bound = said.json["bounds"]["60/8/4"]["share"]
    assert all(row["share"] <= bound + 3 * row["error"] + 0.01 for row in rows.values())
    assert {name.split()[0] for name in rows} == {"planner", "greedy", "FSRS"}


def test_the_same_simulation_gives_the_same_table(person: Person) -> None:
    words = ("simulate", "--workload", "40/5/3", "--students", "2", "--policy", "greedy", "--no-bound", "--json")
    assert person.types(*words).out == person.types(*words).out


def test_the_table_fits_eighty_columns(person: Person) -> None:
    said = person.types("simulate", "--workload", "40/5/3", "--students", "1", "--no-bound")
    assert "planner" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "sentence"), [(("--workload", "many"), "no workload"), (("--policy", "magic"), "No policy")]
)
def test_what_cannot_be_simulated_is_said_in_a_sentence(person: Person, words: tuple[str, ...], sentence: str) -> None:
    said = person.types("simulate", *words)
    assert said.code in {2, 3}
    assert sentence in said.err


def test_ways_to_study_a_book_of_items_are_compared_in_each_world(person: Person) -> None:
    words = ("simulate", "--book", "20/4/3", "--world", "trace:0.6", "--world", "asym:0.3", "--students", "2")
    rows = person.types(*words, "--policy", "greedy", "--json").json["rows"]
    assert {(row["world"], row["way"]) for row in rows} == {
        (world, way) for world in ("trace 0.6", "asym 0.3") for way in ("greedy", "blended, fitted")
    }
    assert {row["students"] for row in rows} == {2}
    said = person.types(*words)
    assert "believed" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--book", "many"), "no book"),
        (("--book", "20/0/3"), "no book"),
        (("--book", "20/4/3", "--world", "dream:1"), "no world"),
        (("--book", "20/4/3", "--world", "trace:7"), "no world"),
        (("--book", "20/4/3", "--policy", "magic"), "No policy"),
    ],
)
def test_a_book_or_world_that_there_is_not_is_said_in_a_sentence(
    person: Person, words: tuple[str, ...], sentence: str
) -> None:
    said = person.types("simulate", *words)
    assert said.code in {2, 3}
    assert sentence in said.err
