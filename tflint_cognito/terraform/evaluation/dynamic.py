"""How often a `dynamic` block repeats, and what its iterator is each time."""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.terraform.evaluation.places import placed
from tflint_cognito.terraform.evaluation.run import Run, Surroundings
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.structures import whole
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Block, Body
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.sources import literal_text
from tflint_cognito.terraform.types import SetOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, number, string

#: The iterator's names and their values, and the trail to the element.
Iteration = tuple[Mapping[tuple[str, str], Value], tuple[Step, ...]]


def iterations(run: Run, block: Block, scope: Surroundings) -> list[Iteration] | Unknown | Absent:
    """One iteration for each element of `for_each`; Unknown where it is, Absent where there is none."""
    attribute = block.body.attributes.get("for_each")
    if attribute is None:
        return run.refused(EvaluationError("a dynamic block needs for_each"), block.header, scope.in_doubt)
    expression = attribute.expression
    value = placed(whole(run.evaluate(expression, scope)), expression)
    try:
        items = _items(value)
    except EvaluationError as error:
        return run.refused(error, expression.range, scope.in_doubt)
    if isinstance(items, Unknown):
        return items
    if not items:
        return Absent(range=block.header, trail=(Step("for_each", "each", value.range, value), *value.trail))
    name = _iterator(block.body) or block.labels[0]
    return [_iteration(name, key, element) for key, element in items]


def _items(value: Value) -> list[tuple[Value, Value]] | Unknown:
    match value:
        case Unknown():
            return value
        case Known(value=Mapping() as mapping):
            return [(string(key), element) for key, element in mapping.items()]
        case Known(value=tuple() as elements, type=SetOf()):
            return [(element, element) for element in elements]
        case Known(value=tuple() as elements):
            return [(number(index), element) for index, element in enumerate(elements)]
        case Absent():
            raise EvaluationError("for_each is null; a collection is required")
    raise EvaluationError("for_each needs a collection")


def _iteration(name: str, key: Value, element: Value) -> Iteration:
    step = Step(f"{name}.value", "each", element.range, element)
    return {(name, "key"): key, (name, "value"): element}, (step, *element.trail)


def _iterator(body: Body) -> str | None:
    """The name that `iterator = name` gives."""
    attribute = body.attributes.get("iterator")
    if attribute is None:
        return None
    node = attribute.expression.node
    return node.name if isinstance(node, syntax.Variable) else literal_text(attribute.expression)
