"""Splats: `aws_cognito_user_pool_client.web[*].id`, `var.clients.*.name`.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#splat-operators
"""

from __future__ import annotations

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.structures import tuple_of
from tflint_cognito.terraform.evaluation.trails import join_elements, picked, unknown
from tflint_cognito.terraform.hcl.syntax import Splat
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import DYNAMIC, ListOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


def splat(node: Splat, context: Context) -> Value:
    """The list of what `body` gives for each element. A single value counts as a list of one, null as an empty one."""
    value = context.value(node.object)
    range = context.range(node)
    match value:
        case Absent() if isinstance(value.type, ListOf | SetOf | TupleOf):
            raise EvaluationError("Splat expressions (with the * symbol) cannot be applied to null sequences", range)
        case Absent():
            return replace(tuple_of(()), range=range, trail=value.trail, sensitive=value.sensitive)
        case Unknown():
            return _of_unknown(value, node, context, range)
        case Known(value=tuple() as items):
            return _of_items(items, value, node, context, range)
        case Known():
            return _of_single(value, node, context, range)


def _of_items(items: tuple[Value, ...], value: Known, node: Splat, context: Context, range: Range) -> Value:
    results: list[Value] = []
    for position, item in enumerate(items):
        context.budget.spend()
        key = None if isinstance(value.type, SetOf) else position
        results.append(_each(picked(item, value, range, key), node, context))
    trail = join_elements(value.trail, (result.trail for result in results))
    made = replace(tuple_of(results), range=range, trail=trail, sensitive=value.sensitive)
    if isinstance(value.type, ListOf | SetOf):
        kinds = [result.type for result in results if result.type is not DYNAMIC]
        return replace(made, type=ListOf(kinds[0] if kinds else _type_of_each(value.type.element, node, context)))
    return made


def _of_single(value: Known, node: Splat, context: Context, range: Range) -> Value:
    result = _each(replace(value, range=range), node, context)
    return replace(tuple_of((result,)), range=range, trail=result.trail, sensitive=value.sensitive)


def _of_unknown(value: Unknown, node: Splat, context: Context, range: Range) -> Value:
    parts = tuple(_each(picked(part, value, range), node, context) for part in value.parts)
    result = replace(unknown(value), parts=parts, range=range, trail=value.trail, sensitive=value.sensitive)
    match value.type:
        case ListOf(element) | SetOf(element):
            return replace(result, type=ListOf(_type_of_each(element, node, context)), not_null=True)
        case TupleOf(elements):
            kinds = tuple(_type_of_each(element, node, context) for element in elements)
            return replace(result, type=TupleOf(kinds), not_null=True)
    each = _each(replace(value, range=range), node, context)
    if value.type is DYNAMIC:
        # Of all instances of a block that nobody can count, it stays the attribute of that block.
        return replace(result, refers_to=each.refers_to if isinstance(each, Unknown) else None)
    if value.not_null:
        return replace(tuple_of((each,)), range=range, trail=each.trail, sensitive=value.sensitive)
    return result


def _type_of_each(element: Type, node: Splat, context: Context) -> Type:
    return _each(Unknown("it is one of many", element), node, context).type


def _each(item: Value, node: Splat, context: Context) -> Value:
    return context.with_item(item).value(node.body)
