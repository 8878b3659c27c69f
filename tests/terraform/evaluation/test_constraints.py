"""Type constraints of variables, and defaults in them."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json
from tflint_cognito.terraform.evaluation import constraints
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.hcl.native import parse_expression
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.types import DYNAMIC, ListOf, MapOf, ObjectOf, TupleOf
from tflint_cognito.terraform.values import Known, Unknown, Value

MODULE = Surroundings('variable "more" {}\nvariable "name" { default = "web" }')
CLIENT = 'object({ name = string, flows = optional(list(string), ["code"]), secret = optional(bool) })'


def read(text: str) -> constraints.Constraint:
    return constraints.read_constraint(parse_expression(Source("type.tf", text)))


def apply(type: str, expression: str) -> Value:
    return constraints.apply(read(type), MODULE.evaluate(expression))


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("string", "string"),
        ("any", "dynamic"),
        ("list(number)", ["list", "number"]),
        ("set(object({}))", ["set", ["object", {}]]),
        ("map(any)", ["map", "dynamic"]),
        ("tuple([string, bool])", ["tuple", ["string", "bool"]]),
        ("object({ a = optional(string), b = list(string) })", ["object", {"a": "string", "b": ["list", "string"]}]),
        ("list", ["list", "dynamic"]),
        ("map", ["map", "dynamic"]),
    ],
)
def test_a_constraint_is_read(text: str, type: object) -> None:
    assert type_as_json(read(text).type) == type


def test_optional_attributes_are_marked_in_the_type() -> None:
    type = read(CLIENT).type
    assert isinstance(type, ObjectOf)
    assert type.optional == {"flows", "secret"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"string"', "Terraform 0.11 and earlier required type constraints to be given in quotes"),
        ("text", 'The keyword "text" is not a valid type specification'),
        ("list()", "The list type constructor requires one argument specifying the element type"),
        ("array(string)", 'Keyword "array" is not a valid type constructor'),
        ("optional(string)", 'Keyword "optional" is valid only as a modifier for object type attributes'),
        ("object(string)", "Object type constructor requires a map whose keys are attribute names"),
        ('object({ "a" = string })', "Object constructor map keys must be attribute names"),
        ("object({ a = string, a = string })", "Object constructor map keys must be unique"),
        ("object({ a = optional() })", "Optional attribute modifier requires the attribute type as its argument"),
        ("object({ a = optional(number, true) })", "This default value is not compatible"),
        ("object({ a = optional(string, var.name) })", "This default value is not compatible"),
        ("tuple(string)", "Tuple type constructor requires a list of element types"),
        ("1", "A type specification is either a primitive type keyword"),
    ],
)
def test_what_is_no_constraint_is_refused(text: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        read(text)
    assert refusal.value.message.startswith(message)


@pytest.mark.parametrize(
    ("type", "given", "value"),
    [
        ("number", '"5"', {"__number__": "5"}),
        ("list(string)", "[1, true]", ["1", "true"]),
        ("set(string)", '["b", "a", "b"]', ["a", "b"]),
        (CLIENT, '{ name = "web" }', {"flows": ["code"], "name": "web", "secret": None}),
        (CLIENT, '{ name = "web", flows = null, more = 1 }', {"flows": ["code"], "name": "web", "secret": None}),
        (f"list({CLIENT})", '[{ name = "web", flows = [] }]', [{"flows": [], "name": "web", "secret": None}]),
        (f"map({CLIENT})", '{ a = { name = "x" } }', {"a": {"flows": ["code"], "name": "x", "secret": None}}),
        (f"tuple([string, {CLIENT}])", '["a", { name = "x", flows = [] }]',
         ["a", {"flows": [], "name": "x", "secret": None}]),
        ("object({ c = optional(object({ a = optional(string, \"x\") }), {}) })", "{}", {"c": {"a": "x"}}),
        ("object({ c = optional(object({ a = optional(string, \"x\") })) })", "{}", {"c": None}),
        (CLIENT, "null", None),
    ],
)  # fmt: skip
def test_defaults_are_filled_in_before_the_value_is_converted(type: str, given: str, value: object) -> None:
    assert as_json(apply(type, given)) == value


@pytest.mark.parametrize(
    ("type", "given", "message"),
    [
        ("number", '"a"', "a number is required"),
        (CLIENT, "{}", 'attribute "name" is required'),
        ("list(string)", '"a"', "list of string required, but have string"),
        ("map(number)", '{ a = "x" }', "a number is required"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(type: str, given: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        apply(type, given)
    assert refusal.value.message == message


def test_an_unknown_value_takes_the_type_and_no_defaults() -> None:
    found = apply(f"list({CLIENT})", "var.more")
    assert isinstance(found, Unknown)
    assert type_as_json(found.type) == [
        "list",
        ["object", {"flows": ["list", "string"], "name": "string", "secret": "bool"}],
    ]


def test_an_unknown_attribute_keeps_its_reason_and_cannot_become_null_where_there_is_a_default() -> None:
    found = apply('object({ a = optional(string, "x") })', "{ a = tostring(var.more) }")
    assert isinstance(found, Known) and isinstance(found.value, dict)
    attribute = found.value["a"]
    assert isinstance(attribute, Unknown)
    assert (attribute.because, attribute.not_null) == ("var.more has no value here", True)


def test_a_default_stands_where_it_is_written() -> None:
    found = apply(CLIENT, '{ name = "web" }')
    assert isinstance(found, Known) and isinstance(found.value, dict)
    place = found.value["flows"].range
    assert place is not None and (place.path, place.text) == ("type.tf", '["code"]')


def test_the_value_keeps_its_place() -> None:
    place = apply(CLIENT, '{ name = "web" }').range
    assert place is not None and place.text == '{ name = "web" }'


def test_a_constraint_without_defaults_has_nothing_inside() -> None:
    constraint = read("map(list(object({ a = optional(string) })))")
    assert constraint == constraints.Constraint(MapOf(ListOf(ObjectOf({"a": read("string").type}, frozenset({"a"})))))
    assert read("tuple([any])") == constraints.Constraint(TupleOf((DYNAMIC,)))
