"""Records behave as the standard library's dataclasses do; the checker believes that they are these."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from tflint_cognito import records


def plain(dataclass: Any, field: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True)
    class Scope:
        """A custom scope."""

        name: str
        server: str = "shop"
        type: str = "custom"
        seen: tuple[str, ...] = field(default=(), compare=False)
        more: dict[str, str] = field(default_factory=dict, repr=False)

        @property
        def full(self) -> str:
            return f"{self.server}/{self.name}"

    return Scope


def ordered(dataclass: Any, field: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True, order=True)
    class Point:
        line: int
        column: int

    return Point


def changing(dataclass: Any, field: Any) -> type[Any]:
    @dataclass(slots=True, kw_only=True)
    class Basket:
        items: list[str] = field(default_factory=list)
        size: int = field(init=False)
        total: int = 0

        def __post_init__(self) -> None:
            self.size = len(self.items)

    return Basket


def inheriting(dataclass: Any, field: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True)
    class Type:
        name: str

    @dataclass(frozen=True, slots=True)
    class ListOf(Type):
        element: str = "string"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, ListOf)

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "a list"

    return ListOf


#: What can be seen of a class of each kind: both libraries must show the same.
LOOKS: list[tuple[Callable[[Any, Any], type[Any]], Callable[[type[Any]], Any]]] = [
    (plain, lambda made: repr(made("read"))),
    (plain, lambda made: repr(made("read", more={"a": "b"}))),
    (plain, lambda made: made("read").full),
    (plain, lambda made: made("read") == made("read", seen=("a",))),
    (plain, lambda made: made("read") == made("write")),
    (plain, lambda made: made("read") == "read"),
    (plain, lambda made: made("read").more is made("read").more),
    (plain, lambda made: made()),
    (plain, lambda made: made("a", "b", "c", (), {}, 5)),
    (plain, lambda made: made("a", nmae="b")),
    (plain, lambda made: setattr(made("a"), "name", "b")),
    (plain, lambda made: delattr(made("a"), "name")),
    (plain, lambda made: made("a").__dict__),
    (plain, lambda made: (made.__doc__, made.__match_args__, made.__slots__, made.__name__, made.__module__)),
    (plain, lambda made: dataclasses.replace(made("a"), server="api")),
    (plain, lambda made: [each.name for each in dataclasses.fields(made("a"))]),
    (ordered, lambda made: sorted([made(2, 1), made(1, 9), made(1, 2)])),
    (ordered, lambda made: (made(1, 2) <= made(1, 2), made(1, 2) > made(1, 1), made(3, 0) >= made(2, 9))),
    (ordered, lambda made: len({made(1, 2), made(1, 2), made(2, 1)})),
    (changing, lambda made: repr(made(items=["tea"]))),
    (changing, lambda made: made(["tea"])),
    (changing, lambda made: hash(made())),
    (changing, lambda made: made.__match_args__),
    (inheriting, lambda made: repr(made("list"))),
    (inheriting, lambda made: made("list", "a") == made("set", "b")),
    (inheriting, lambda made: (hash(made("list")), made.__slots__, made.__match_args__, made("list").element)),
]


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_they_look_the_same(kind: Callable[[Any, Any], type[Any]], look: Callable[[type[Any]], Any]) -> None:
    assert _seen(kind(records.dataclass, records.field), look) == _seen(
        kind(dataclasses.dataclass, dataclasses.field), look
    )


def test_a_changed_copy_keeps_the_other_fields() -> None:
    made = plain(records.dataclass, records.field)
    assert records.replace(made("read", seen=("a",)), server="api") == made("read", "api")
    assert records.replace(made("read"), type="own") == made("read", type="own")
    assert records.replace(made("read", seen=("a",)), server="api").seen == ("a",)


def test_a_copy_works_out_anew_what_a_record_works_out() -> None:
    made = changing(records.dataclass, records.field)
    copy = records.replace(made(items=["tea"], total=3), items=["tea", "milk"])
    assert (copy.size, copy.total) == (2, 3)
    with pytest.raises(TypeError):
        records.replace(copy, size=9)


def test_a_subclass_that_is_none_itself_is_made_by_the_record() -> None:
    made = ordered(records.dataclass, records.field)
    inner = type("Inner", (made,), {"__slots__": ()})
    assert inner(1, 2).column == made(1, 2).column == 2


def _seen(made: type[Any], look: Callable[[type[Any]], Any]) -> str:
    try:
        return repr(look(made))
    except (AttributeError, TypeError) as error:
        return type(error).__name__
