"""Where each part of an attribute's value stands: in the attribute, with the trail leading to where it is written."""

from __future__ import annotations

from collections.abc import Callable

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.trails import LONGEST_TRAIL, picked
from tflint_cognito.terraform.hcl.body import Expression
from tflint_cognito.terraform.hcl.syntax import Node, Object, Parentheses, Tuple
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.values import Known, Payload, Value


def placed(value: Value, expression: Expression) -> Value:
    """`value`, what an attribute's `expression` evaluates to, with every part of it in its place.

    The whole stands at the expression. An element that is spelt out in a list or object constructor stands where it is
    spelt out; one that is computed, or comes from elsewhere, at the innermost expression that is spelt out, and its
    trail leads on to where it is written.
    """
    return _place(value, expression.node, expression)


def arrived(value: Value, range: Range | None, *steps: Step) -> Value:
    """`value` as it appears at `range`, having come through `steps` (nearest first) before its own trail."""
    return replace(value, range=range, trail=(*steps, *value.trail)[:LONGEST_TRAIL])


def _place(value: Value, node: Node, expression: Expression) -> Value:
    range = Range(expression.source, node.start, node.stop)
    value = replace(value, range=range)
    if not isinstance(value, Known) or isinstance(value.value, str | bool | int):
        return value
    written = _constructed(node)
    return replace(value, value=_each(value.value, lambda element: _element(element, value, written, expression)))


def _element(element: Value, whole: Known, written: tuple[Node, ...], expression: Expression) -> Value:
    """One element of `whole`: in its own place where one of the `written` nodes holds it, else moved to the whole's."""
    if element.range is not None and element.range.source is expression.source:
        for node in written:
            if node.start <= element.range.begin and element.range.stop <= node.stop:
                return _place(element, node, expression)
    return _moved(element, whole)


def _moved(element: Value, whole: Known) -> Value:
    """`element` at the place of `whole`, its trail leading to where it is written; so with all that is in it."""
    written = element.range
    moved = picked(element, whole, whole.range)
    if not moved.trail and written is not None and written != whole.range:
        moved = replace(moved, trail=(Step(notation(element), "written", written, element),))
    match moved:
        case Known(value=tuple() | dict() as inner):
            return replace(moved, value=_each(inner, lambda part: _moved(part, moved)))
    return moved


def _constructed(node: Node) -> tuple[Node, ...]:
    """The nodes of the elements that a list or object constructor spells out; none for another expression."""
    match node:
        case Tuple(items=items):
            return items
        case Object(items=pairs):
            return tuple(value for _, value in pairs)
        case Parentheses(expression=inner):
            return _constructed(inner)
    return ()


def _each(payload: Payload, change: Callable[[Value], Value]) -> Payload:
    if isinstance(payload, tuple):
        return tuple(map(change, payload))
    # A mapping of another class is worked out on demand (a resource, a module): its parts have their own places.
    if isinstance(payload, dict):
        return {key: change(element) for key, element in payload.items()}
    return payload
