"""What an expression is worth: its value, with the range it stands for and the trail of places it came through.

Semantics are Terraform 1.11's, thousands of whose answers are among the tests. What it says of itself:
https://developer.hashicorp.com/terraform/language/expressions,
https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
"""

from __future__ import annotations

from typing import assert_never

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.conditionals import conditional
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.function_calls import call
from tflint_cognito.terraform.evaluation.loops import for_object, for_tuple
from tflint_cognito.terraform.evaluation.numerals import parse_number
from tflint_cognito.terraform.evaluation.operators import binary, unary
from tflint_cognito.terraform.evaluation.references import references
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, EvaluationError, Scope
from tflint_cognito.terraform.evaluation.splats import splat
from tflint_cognito.terraform.evaluation.structures import object_of, tuple_of
from tflint_cognito.terraform.evaluation.templates import template
from tflint_cognito.terraform.evaluation.trails import join, unknown
from tflint_cognito.terraform.evaluation.traversals import traverse
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Expression
from tflint_cognito.terraform.hcl.syntax import Node
from tflint_cognito.terraform.types import BOOL, NUMBER, STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

__all__ = ["evaluate", "references"]


def evaluate(expression: Expression, scope: Scope) -> Value:
    """The value of `expression`, whose names mean what `scope` says.

    EvaluationError where Terraform refuses it, BoundExceeded where it takes too much to work out.
    """
    try:
        return Context(_value, expression.source, scope).value(expression.node)
    except RecursionError:
        raise BoundExceeded("it is nested too deeply") from None


def _value(node: Node, context: Context) -> Value:
    match node:
        case syntax.Template():
            return template(node, context)
        case syntax.Variable() | syntax.Attribute() | syntax.Index() | syntax.Item():
            return traverse(node, context)
        case syntax.Constant(value=constant):
            range = context.range(node)
            return Absent(range=range) if constant is None else Known(constant, BOOL, range)
        case syntax.Number():
            return _number(node, context)
        case syntax.Tuple():
            return _tuple(node, context)
        case syntax.Object():
            return _object(node, context)
        case syntax.Call():
            return call(node, context)
        case syntax.Conditional():
            return conditional(node, context)
        case syntax.Binary():
            return binary(node, context)
        case syntax.Unary():
            return unary(node, context)
        case syntax.Parentheses():
            return replace(context.value(node.expression), range=context.range(node))
        case syntax.ForTuple():
            return for_tuple(node, context)
        case syntax.ForObject():
            return for_object(node, context)
        case syntax.Splat():
            return splat(node, context)
        case syntax.Word():
            return Known(context.text(node), STRING, context.range(node))
        case syntax.Verbatim(text=text):
            return Known(text, STRING, context.range(node))
        case syntax.Broken(message=message):
            return Unknown(f"it cannot be read: {message}", decides="correct it", range=context.range(node))
        case _:
            assert_never(node)


def _number(node: syntax.Number, context: Context) -> Value:
    number = parse_number(context.text(node))
    if number is None:
        raise EvaluationError(f'"{context.text(node)}" is not a number', context.range(node))
    return Known(number, NUMBER, context.range(node))


def _tuple(node: syntax.Tuple, context: Context) -> Value:
    context.budget.check_size(elements=len(node.items))
    items = [context.value(item) for item in node.items]
    return replace(tuple_of(items), range=context.range(node), trail=join(item.trail for item in items))


def _object(node: syntax.Object, context: Context) -> Value:
    """An object; of keys that are equal the last one counts. One unknown key makes all of it unknown."""
    attributes: dict[str, Value] = {}
    keys: list[Value] = []
    for key_node, value_node in node.items:
        key = _key(key_node, context)
        value = context.value(value_node)
        keys.append(key)
        if isinstance(key, Known):
            attributes[str(key.value)] = value
    range = context.range(node)
    sensitive = any(key.sensitive for key in keys)
    if len(attributes) < len(keys) and (undecided := [key for key in keys if isinstance(key, Unknown)]):
        return replace(unknown(*undecided), range=range, trail=undecided[0].trail, sensitive=sensitive)
    trail = join(value.trail for value in (*keys, *attributes.values()))
    return replace(object_of(attributes), range=range, trail=trail, sensitive=sensitive)


def _key(node: Node, context: Context) -> Value:
    range = context.range(node)
    if isinstance(node, syntax.Attribute | syntax.Index):
        raise EvaluationError(
            "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a "
            "literal name containing periods, wrap it in quotes to create a string literal",
            range,
        )
    value = context.value(node)
    if isinstance(value, Absent):
        raise EvaluationError("Can't use a null value as a key", range)
    try:
        return convert(value, STRING)
    except EvaluationError as error:
        raise EvaluationError(f"Can't use this value as a key: {error.message}", range) from error
