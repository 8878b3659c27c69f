"""Literals, constructors, the names an expression refers to, and the bounds of evaluating."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json
from tflint_cognito.terraform.evaluation.expressions import evaluate, references
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, EvaluationError
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Expression
from tflint_cognito.terraform.hcl.native import parse_expression
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.values import Absent, Known, Unknown

MODULE = Surroundings(
    """
    variable "more" {}
    variable "name" { default = "web" }
    variable "password" {
      default   = "hunter2"
      sensitive = true
    }
    """
)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("true", True),
        ("1.50", {"__number__": "1.5"}),
        ("[1, [true]]", [{"__number__": "1"}, [True]]),
        ('{ b = 1, "a" = "x", (var.name) = true, true = 2 }', {"a": "x", "b": {"__number__": "1"},
                                                               "true": {"__number__": "2"}, "web": True}),
        ("{ a = 1, a = 2 }", {"a": {"__number__": "2"}}),
        ('(("a"))', "a"),
    ],
)  # fmt: skip
def test_what_is_spelt_out_is_known(expression: str, value: object) -> None:
    found = MODULE.evaluate(expression)
    assert as_json(found) == value
    assert found.range is not None and found.range.text == expression


def test_null_is_absent_and_stands_where_it_is_written() -> None:
    found = MODULE.evaluate("null")
    assert isinstance(found, Absent)
    assert found.range is not None and found.range.text == "null"


def test_attributes_are_in_the_order_of_their_names() -> None:
    found = MODULE.evaluate("{ b = 1, a = 2 }")
    assert isinstance(found, Known) and isinstance(found.value, dict)
    assert list(found.value) == ["a", "b"]


def test_elements_keep_their_own_places_and_ways() -> None:
    found = MODULE.evaluate('["implicit", var.name]')
    assert isinstance(found, Known) and isinstance(found.value, tuple)
    literal, reference = found.value
    assert literal.range is not None and literal.range.text == '"implicit"'
    assert literal.trail == ()
    assert [step.subject for step in reference.trail] == ["var.name"]


def test_an_unknown_element_leaves_the_others_known() -> None:
    assert as_json(MODULE.evaluate('{ a = var.more, b = "x" }')) == {"a": {"__unknown__": True}, "b": "x"}


def test_an_unknown_key_makes_the_whole_object_unknown() -> None:
    found = MODULE.evaluate("{ (var.more) = 1, a = 2 }")
    assert isinstance(found, Unknown)
    assert found.because == "var.more has no value here"
    assert type_as_json(found.type) == "dynamic"


def test_a_secret_key_makes_the_whole_object_secret_and_a_secret_value_only_itself() -> None:
    assert MODULE.evaluate("{ (var.password) = 1 }").sensitive
    found = MODULE.evaluate("{ a = var.password, b = 1 }")
    assert isinstance(found, Known) and isinstance(found.value, dict)
    assert not found.sensitive
    assert [value.sensitive for value in found.value.values()] == [True, False]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("{ (null) = 1 }", "Can't use a null value as a key"),
        ("{ ([]) = 1 }", "Can't use this value as a key: string required, but have tuple"),
        ("{ var.name = 1 }", "If this expression is intended to be a reference, wrap it in parentheses."),
    ],
)
def test_what_cannot_be_a_key_is_refused(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        MODULE.evaluate(expression)
    assert refusal.value.message.startswith(message)


def test_what_could_not_be_parsed_is_unknown() -> None:
    source = Source("main.tf", "= [")
    found = evaluate(Expression(source, syntax.Broken(2, 3, "the list is not closed")), MODULE)
    assert isinstance(found, Unknown)
    assert found.because == "it cannot be read: the list is not closed"


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("var.flows[0].name", [("var", "flows")]),
        ('"${var.a}-${local.b.c}"', [("var", "a"), ("local", "b", "c")]),
        ("[for x in var.list : [x.name, local.y] if x != each.key]",
         [("var", "list"), ("local", "y"), ("each", "key")]),
        ("{ for k, v in local.map : k => v... if var.on }", [("local", "map"), ("var", "on")]),
        ("aws_x.this[*].id", [("aws_x", "this")]),
        ("f(var.a, g(var.a)).b", [("var", "a")]),
        ("var.list[local.index].name", [("var", "list"), ("local", "index")]),
        ('"%{ for x in var.list }${x}${local.y}%{ endfor }%{ if var.on }${var.z}%{ endif }"',
         [("var", "list"), ("local", "y"), ("var", "on"), ("var", "z")]),
        ("{ a = -var.b, (local.c) = !var.d } == (var.e ? 1 : local.f)",
         [("var", "b"), ("local", "c"), ("var", "d"), ("var", "e"), ("local", "f")]),
    ],
)  # fmt: skip
def test_the_names_that_an_expression_refers_to_are_found(expression: str, names: list[tuple[str, ...]]) -> None:
    assert references(parse_expression(Source("main.tf", expression)).node) == tuple(names)


def nested(node: syntax.Node, depth: int) -> Expression:
    for _ in range(depth):
        node = syntax.Parentheses(0, 1, node)
    return Expression(Source("main.tf", "1"), node)


def test_a_deep_expression_is_evaluated_and_a_deeper_one_given_up() -> None:
    assert as_json(evaluate(nested(syntax.Number(0, 1), 150), MODULE)) == {"__number__": "1"}
    with pytest.raises(BoundExceeded):
        evaluate(nested(syntax.Number(0, 1), 10_000), MODULE)
    assert MODULE.budget.depth == 0


def test_a_traversal_may_have_hundreds_of_steps() -> None:
    node: syntax.Node = syntax.Variable(0, 1, "var")
    for name in ["more", *["x"] * 500]:
        node = syntax.Attribute(0, 1, node, name)
    assert isinstance(evaluate(Expression(Source("main.tf", "1"), node), MODULE), Unknown)
