"""How often a `dynamic` block repeats, and what its iterator is each time."""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.terraform.evaluation.instances import WHOLE
from tflint_cognito.terraform.evaluation.places import placed
from tflint_cognito.terraform.evaluation.run import Run, Surroundings
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.structures import object_of, whole
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Block, Expression
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.types import DYNAMIC, Primitive, SetOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, number, string

#: The iterator's names and their values, the trail to the element, and whether `for_each` is a secret: all arguments
#: of the block are one then, whatever they are made of.
Iteration = tuple[Mapping[tuple[str, str], Value], tuple[Step, ...], bool]


def iterations(run: Run, block: Block, scope: Surroundings) -> list[Iteration] | Unknown | Absent:
    """One iteration for each element of `for_each`; Unknown where it is, Absent where there is none."""
    try:
        name = _checked(block)
    except EvaluationError as error:
        return run.refused(error, block.header, scope.in_doubt)
    expression = block.body.attributes["for_each"].expression
    value = placed(whole(run.evaluate(expression, scope)), expression)
    try:
        items = _items(value)
    except EvaluationError as error:
        return run.refused(error, expression.range, scope.in_doubt)
    if isinstance(items, Unknown):
        return items
    if not items:
        return Absent(range=block.header, trail=(Step("for_each", "each", value.range, value), *value.trail))
    return [(*_iteration(name, key, element), value.sensitive) for key, element in items]


def _checked(block: Block) -> str:
    """The name of the iterator. EvaluationError for what Terraform refuses in the block, however often it repeats.

    https://github.com/hashicorp/hcl/blob/v2.23.0/ext/dynblock/expand_spec.go; no provider's blocks have labels.
    """
    if len(block.labels) != 1:
        raise EvaluationError("a dynamic block has one label, the type of the blocks that it makes")
    attributes = block.body.attributes
    if "for_each" not in attributes:
        raise EvaluationError("a dynamic block needs for_each")
    for name, attribute in attributes.items():
        if name not in ("for_each", "iterator"):
            raise EvaluationError(f"a dynamic block has no argument {name}", attribute.range)
    for inner in block.body.blocks:
        if inner.type != "content" or inner.labels:
            raise EvaluationError("a dynamic block has only content in it, without a label", inner.header)
    if len(block.body.blocks) != 1:
        raise EvaluationError("a dynamic block has one content block", block.header)
    return _iterator(attributes["iterator"].expression) if "iterator" in attributes else block.labels[0]


def _items(value: Value) -> list[tuple[Value, Value]] | Unknown:
    match value:
        case Unknown(type=Primitive()) if value.type is not DYNAMIC:
            raise EvaluationError(f"for_each needs a collection, and this is a {value.type}")
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


def _iteration(name: str, key: Value, element: Value) -> tuple[Mapping[tuple[str, str], Value], tuple[Step, ...]]:
    step = Step(f"{name}.value", "each", element.range, element)
    entire = object_of({"key": key, "value": element})
    return {(name, "key"): key, (name, "value"): element, (name, WHOLE): entire}, (step, *element.trail)


def _iterator(expression: Expression) -> str:
    """The name that `iterator = name` gives."""
    node = expression.node
    if not isinstance(node, syntax.Variable):
        raise EvaluationError("the iterator of a dynamic block must be a single variable name", expression.range)
    return node.name
