"""`kgquiz.value.dataclass` makes of a class what `dataclasses.dataclass` makes of it; the types say so already."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import pytest

from kgquiz import value

if TYPE_CHECKING:
    Maker = Any
else:
    Maker = Callable

T = TypeVar("T")
THEIRS, OURS = dataclasses.dataclass, value.dataclass
both = pytest.mark.parametrize("maker", [THEIRS, OURS], ids=["theirs", "ours"])


def made(maker: Maker) -> dict[str, Any]:
    """One class of each kind there is in the house."""

    @maker(frozen=True, slots=True)
    class Plain:
        """Fields with and without a default."""

        kind: ClassVar[str] = "plain"
        one: int
        two: str = "two"
        many: list[int] = field(default_factory=list)

    @maker(frozen=True, slots=True)
    class Heir(Plain):
        """A field anew and one more."""

        two: str = "other"
        three: float = 0.5

    @maker(frozen=True, slots=True, kw_only=True)
    class Named:
        """By name alone, in any order."""

        late: int = 0
        needed: str

    @maker(frozen=True, slots=True)
    class Half:
        """The last one by name."""

        one: int
        last: bool = field(default=False, kw_only=True)

    @maker(frozen=True, slots=True)
    class Empty:
        """Nothing in it."""

    @maker(frozen=True, slots=True)
    class Held(Generic[T]):
        """Of some type."""

        held: T

    @maker(frozen=True, slots=True, eq=False)
    class Itself:
        """Equal to itself alone."""

        one: int

    @maker(frozen=True, slots=True)
    class Checked:
        """Looks at what it is given."""

        one: int

        def __post_init__(self) -> None:
            if self.one < 0:
                raise ValueError(self.one)

    @maker(frozen=True, slots=True)
    class Odd:
        """Counts itself."""

        one: int

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "odd"

    @maker(slots=True)
    class Open:
        """Changes."""

        one: int
        many: list[int] = field(default_factory=list)

    @maker(slots=True)
    class Working:
        """Fields that are not given."""

        one: int
        sum: int = field(init=False)
        seen: set[str] = field(init=False, default_factory=set)

        def __post_init__(self) -> None:
            self.sum = self.one + len(self.seen)

    kinds = (Plain, Heir, Named, Half, Empty, Held, Itself, Checked, Odd, Open, Working)
    return {kind.__name__: kind for kind in kinds}


CALLS: tuple[tuple[str, tuple[Any, ...], dict[str, Any]], ...] = (
    ("Plain", (1,), {}),
    ("Plain", (1, "x"), {"many": [2]}),
    ("Plain", (), {}),
    ("Plain", (1, "x", [], 4), {}),
    ("Plain", (1,), {"none": 2}),
    ("Plain", (1,), {"one": 2}),
    ("Heir", (1,), {}),
    ("Heir", (1, "x", [3], 2.5), {}),
    ("Named", (), {"needed": "x"}),
    ("Named", (), {"needed": "x", "late": 3}),
    ("Named", (1,), {}),
    ("Named", (), {}),
    ("Half", (1,), {"last": True}),
    ("Half", (1, True), {}),
    ("Empty", (), {}),
    ("Empty", (1,), {}),
    ("Held", ((1, 2),), {}),
    ("Itself", (1,), {}),
    ("Checked", (1,), {}),
    ("Checked", (-1,), {}),
    ("Odd", (1,), {}),
    ("Open", (1,), {}),
    ("Open", (1, [2]), {}),
    ("Working", (1,), {}),
    ("Working", (1, 2), {}),
)


def said(classes: dict[str, Any], name: str, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[str, ...]:
    """What comes of a call, twice: the first value of a class is made in another way than all others."""
    answers = []
    for _ in range(2):
        try:
            one = classes[name](*given, **named)
        except (TypeError, ValueError) as error:
            answers.append(f"{type(error).__name__}: {error}")
        else:
            found = {f.name: (getattr(one, f.name), f.kw_only) for f in fields(one)}
            answers.append(f"{'odd' if name == 'Odd' else one!r} {found} {one.__match_args__} {is_dataclass(one)}")
    return tuple(answers)


@pytest.mark.parametrize(("name", "given", "named"), CALLS, ids=[f"{c[0]}-{n}" for n, c in enumerate(CALLS)])
def test_a_call_comes_to_the_same_value_or_the_same_error(
    name: str, given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, theirs = said(made(OURS), name, given, named), said(made(THEIRS), name, given, named)
    assert ours == theirs
    assert ours[0] == ours[1]


@both
def test_values_are_equal_by_class_and_fields_and_count_as_one(maker: Maker) -> None:
    kinds = made(maker)
    half, held, plain, itself = kinds["Half"], kinds["Held"], kinds["Plain"], kinds["Itself"](1)
    assert half(1) == half(1) != half(1, last=True)
    assert half(1).__eq__(held(1)) is NotImplemented
    assert plain(1, "other", []) != kinds["Heir"](1, "other", [])
    assert len({half(1), half(1), half(2), kinds["Empty"](), kinds["Empty"]()}) == 3
    assert itself != kinds["Itself"](1)
    assert {hash(kinds["Odd"](1)), hash(kinds["Odd"](2))} == {7}
    assert kinds["Open"](1) == kinds["Open"](1)
    for unhashed in (plain(1), kinds["Open"](1)):
        with pytest.raises(TypeError):
            hash(unhashed)


@both
def test_what_is_frozen_is_changed_by_replace_alone(maker: Maker) -> None:
    kinds = made(maker)
    one = kinds["Heir"](1)
    changes: tuple[Callable[[], None], ...] = (
        lambda: setattr(one, "one", 2),
        lambda: setattr(one, "new", 2),
        lambda: delattr(one, "one"),
    )
    for change in changes:
        with pytest.raises((FrozenInstanceError, TypeError)):
            change()
    assert one.one == 1
    assert replace(one, two="x") == kinds["Heir"](1, "x")
    with pytest.raises(ValueError, match="-2"):
        replace(kinds["Checked"](1), one=-2)
    changed = kinds["Open"](1)
    changed.one = 2
    assert changed.one == 2
    assert not hasattr(changed, "__dict__")
    assert not hasattr(one, "__dict__")


@both
def test_a_list_made_for_one_value_is_in_no_other(maker: Maker) -> None:
    plain = made(maker)["Plain"]
    plain(1).many.append(5)
    assert plain(1).many == []
    assert asdict(plain(1)) == {"one": 1, "two": "two", "many": []}


@both
def test_copies_are_equal_and_others(maker: Maker) -> None:
    kinds = made(maker)
    for one in (kinds["Heir"](1, many=[2]), kinds["Named"](needed="x"), kinds["Empty"]()):
        assert copy.copy(one) == one
        deep = copy.deepcopy(one)
        assert deep == one
        assert deep is not one


def test_values_of_the_house_are_pickled() -> None:
    from kgquiz.messages import message

    told = message("{n} cards", n=3)
    assert pickle.loads(pickle.dumps(told)) == told  # noqa: S301 - our own


@both
def test_a_pattern_takes_a_value_apart(maker: Maker) -> None:
    kinds = made(maker)
    half: Any = kinds["Half"]
    match half(4, last=True):
        case half(one, last=True):
            assert one == 4
        case _:
            pytest.fail("no match")


def test_a_field_without_a_default_may_not_be_a_list_that_all_share() -> None:
    with pytest.raises(ValueError, match="mutable default"):

        @OURS(frozen=True, slots=True)
        class Wrong:
            many: list[int] = []  # noqa: RUF012 - what is refused
