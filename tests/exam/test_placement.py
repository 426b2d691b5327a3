from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kgquiz.exam.placement import place

sections = st.lists(st.tuples(st.integers(0, 3), st.frozensets(st.sampled_from("abcdef"))), min_size=1, max_size=4)


def most(wanted: list[int], eligible: list[frozenset[str]]) -> int:
    """By Hall's theorem in its deficiency form: the least over all sets of sections of what they can get."""
    indices = range(len(wanted))
    groups = [group for size in range(len(wanted) + 1) for group in combinations(indices, size)]
    return min(
        sum(wanted[i] for i in indices if i not in group) + len(frozenset().union(*(eligible[i] for i in group)))
        for group in groups
    )


@given(sections)
def test_as_many_items_are_placed_as_can_be(given_sections: list[tuple[int, frozenset[str]]]) -> None:
    wanted, eligible = [c for c, _ in given_sections], [items for _, items in given_sections]
    placed = place(wanted, eligible)
    assert sum(map(len, placed)) == most(wanted, eligible)
    assert len(frozenset().union(*placed)) == sum(map(len, placed))
    for items, allowed, count in zip(placed, eligible, wanted, strict=True):
        assert items <= allowed
        assert len(items) <= count


@given(sections)
def test_what_was_placed_stays_placed(given_sections: list[tuple[int, frozenset[str]]]) -> None:
    wanted, eligible = [c for c, _ in given_sections], [items for _, items in given_sections]
    start = place([count // 2 for count in wanted], eligible)
    placed = place(wanted, eligible, start)
    assert frozenset().union(*start) <= frozenset().union(*placed)
    assert sum(map(len, placed)) == most(wanted, eligible)


def test_an_item_moves_to_another_section_to_make_room() -> None:
    assert place([1, 1], [{"a", "b"}, {"a"}], [{"a"}, set()]) == [{"b"}, {"a"}]
