"""What becomes of a value, and of what is known about it, when it takes another type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from tests.terraform.evaluation.surroundings import as_json
from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.evaluation.conversion import convert, typed
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.structures import object_of, tuple_of
from tflint_cognito.terraform.source import Range, Source, Step
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, ListOf, MapOf, ObjectOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, number, string

PLACE = Range(Source("main.tf", "flows"), 0, 5)
TRAIL = (Step("var.flows", "default", PLACE),)
THIS = Address((), "aws_x", "this")
ID = Unknown("it is known only after apply", STRING, refers_to=Reference(THIS, "id"), not_null=True)
TAGS = Known({"a": string("x")}, MapOf(STRING))


@pytest.mark.parametrize(
    ("value", "type", "converted"),
    [
        (number(12), STRING, string("12")),
        (number(Decimal("2.5")), STRING, string("2.5")),
        (boolean(True), STRING, string("true")),
        (string("1e3"), NUMBER, number(1000)),
        (string("true"), BOOL, boolean(True)),
        (string("0"), BOOL, boolean(False)),
        (string("a"), DYNAMIC, string("a")),
    ],
)
def test_a_simple_value_is_converted(value: Value, type: Type, converted: Value) -> None:
    assert convert(value, type) == converted


@pytest.mark.parametrize(
    ("value", "type", "message"),
    [
        (string("a"), NUMBER, "a number is required"),
        (string("yes"), BOOL, "a bool is required"),
        (string("True"), BOOL, 'a bool is required; to convert from string, use lowercase "true"'),
        (boolean(True), NUMBER, "number required, but have bool"),
        (object_of({}), STRING, "string required, but have object"),
        (string("a"), ListOf(STRING), "list of string required, but have string"),
        (tuple_of([string("a"), object_of({})]), ListOf(STRING), "element 1: string required, but have object"),
        (tuple_of([string("a"), object_of({})]), ListOf(DYNAMIC), "all list elements must have the same type"),
        (tuple_of([]), MapOf(DYNAMIC), "map of any single type required"),
        (object_of({}), ObjectOf({"a": STRING, "b": STRING}), 'attributes "a" and "b" are required'),
        (object_of({"a": tuple_of([])}), ObjectOf({"a": NUMBER}), 'attribute "a": number required, but have tuple'),
        (TAGS, ObjectOf({"b": STRING}), 'map has no element for required attribute "b"'),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_terraforms_words(value: Value, type: Type, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        convert(value, type)
    assert refusal.value.message == message


def test_elements_of_a_tuple_become_of_one_type() -> None:
    mixed = tuple_of([object_of({"a": number(1)}), object_of({"a": string("x")})])
    converted = convert(mixed, ListOf(DYNAMIC))
    assert converted.type == ListOf(ObjectOf({"a": STRING}))
    assert as_json(converted) == [{"a": "1"}, {"a": "x"}]


def test_a_set_is_sorted_and_holds_each_element_once() -> None:
    converted = convert(tuple_of([string("b"), number(1), string("b")]), SetOf(DYNAMIC))
    assert as_json(converted) == ["1", "b"]


def test_a_secret_element_makes_the_whole_set_secret() -> None:
    converted = convert(tuple_of([Known("a", STRING, sensitive=True), string("b")]), SetOf(STRING))
    assert converted.sensitive


def test_a_list_of_a_set_with_something_unknown_in_it_has_no_certain_length() -> None:
    found = convert(Known((string("a"), ID), SetOf(STRING)), ListOf(STRING))
    assert isinstance(found, Unknown)
    assert found.because == ID.because
    assert found.parts == (string("a"), ID)
    assert as_json(convert(Known((ID,), SetOf(STRING)), ListOf(STRING))) == [{"__unknown__": True}]


def test_optional_attributes_that_are_missing_are_null_and_others_are_left_out() -> None:
    wanted = ObjectOf({"name": STRING, "secret": BOOL}, frozenset({"secret"}))
    converted = convert(object_of({"name": string("web"), "more": number(1)}), wanted)
    assert as_json(converted) == {"name": "web", "secret": None}
    assert converted.type == ObjectOf({"name": STRING, "secret": BOOL})


@pytest.mark.parametrize("value", [Known("1", STRING, PLACE, TRAIL, True), Absent(STRING, PLACE, TRAIL, True)])
def test_place_trail_and_mark_are_kept(value: Value) -> None:
    converted = convert(value, NUMBER)
    assert (converted.type, converted.range, converted.trail, converted.sensitive) == (NUMBER, PLACE, TRAIL, True)


def test_an_unknown_value_keeps_its_reason_and_what_it_refers_to() -> None:
    converted = convert(ID, NUMBER)
    assert isinstance(converted, Unknown)
    assert (converted.type, converted.because, converted.refers_to) == (NUMBER, ID.because, ID.refers_to)


def test_an_unknown_value_settles_what_the_type_leaves_open() -> None:
    unknown = Unknown("var.x has no value here", TupleOf((NUMBER, STRING)))
    assert convert(unknown, ListOf(DYNAMIC)).type == ListOf(STRING)
    assert convert(Unknown("?", MapOf(NUMBER)), ObjectOf({"a": DYNAMIC, "b": STRING})).type == ObjectOf(
        {"a": NUMBER, "b": STRING}
    )


def test_a_tuple_that_is_certainly_there_makes_a_list_of_as_many_unknown_elements() -> None:
    assert as_json(convert(Unknown("?", TupleOf((NUMBER, STRING)), not_null=True), ListOf(STRING))) == [
        {"__unknown__": True},
        {"__unknown__": True},
    ]


def test_a_value_without_a_type_takes_it_from_what_it_holds() -> None:
    made = typed(Known((Known("a"), Known(1), Known({"b": Known(True)}))))
    assert made.type == TupleOf((STRING, NUMBER, ObjectOf({"b": BOOL})))


class OnDemand(Mapping[str, Value]):
    """As a resource is to expressions: it has attributes that it does not list."""

    def __getitem__(self, name: str) -> Value:
        return string(f"its {name}")

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("nobody may look at all of them")

    def __len__(self) -> int:
        raise AssertionError("nobody may count them")


def test_a_whole_block_is_asked_only_for_the_attributes_that_the_type_names() -> None:
    converted = convert(Known(OnDemand()), ObjectOf({"id": STRING}))
    assert as_json(converted) == {"id": "its id"}
    assert isinstance(typed(Known(OnDemand())).value, OnDemand)  # type: ignore[union-attr]
    assert isinstance(convert(Known(OnDemand()), MapOf(STRING)), Unknown)
    with pytest.raises(EvaluationError, match="string required, but have object"):
        convert(Known(OnDemand()), STRING)
