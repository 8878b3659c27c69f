"""Function calls: `try` and `can`, which ask whether an argument evaluates; how arguments reach all other functions."""

from __future__ import annotations

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation import functions
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.rendering import templatefile, templatestring
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.trails import join, picked, unknown
from tflint_cognito.terraform.hcl.syntax import Call
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import BOOL, DYNAMIC, STRING, ListOf, SetOf, TupleOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, is_sensitive, is_whole


def call(node: Call, context: Context) -> Value:
    """The value of a call. EvaluationError where Terraform refuses it, also for a function that there is not."""
    range = context.range(node)
    name = node.name.removeprefix("core::")
    if name in ("try", "can") and not node.expand:
        return _try(node, context, range) if name == "try" else _can(node, context, range)
    arguments = _arguments(node, context)
    if isinstance(arguments, Unknown):
        return replace(arguments, range=range)
    match name:
        case "templatefile":
            return templatefile(arguments, context, range)
        case "templatestring":
            return templatestring(node.arguments[:1], arguments, context, range)
        case "try" | "can":
            raise EvaluationError(f"{name} does not take an expanded argument here", range)
    return functions.call(node.name, arguments, range, context.scope)


def _arguments(node: Call, context: Context) -> list[Value] | Unknown:
    """The arguments, the last one expanded if it is to be; Unknown where nobody knows into how many."""
    arguments = [context.value(argument) for argument in node.arguments]
    if not node.expand:
        return arguments
    last, range = arguments.pop(), context.range(node.arguments[-1])
    is_sequence = last.type is DYNAMIC or isinstance(last.type, ListOf | SetOf | TupleOf)
    match last:
        case Absent() if is_sequence:
            raise EvaluationError("The expanding argument (indicated by ...) must not be null", range)
        case Unknown() if is_sequence:
            trail = join(argument.trail for argument in (last, *arguments))
            return replace(unknown(last), trail=trail, sensitive=any(map(is_sensitive, (last, *arguments))))
        case Known(value=tuple() as items):
            numbered = isinstance(last.type, ListOf | TupleOf)
            expanded = (picked(item, last, range, at if numbered else None) for at, item in enumerate(items))
            return [*arguments, *expanded]
    raise EvaluationError("The expanding argument (indicated by ...) must be of a tuple, list, or set type", range)


def _try(node: Call, context: Context, range: Range) -> Value:
    """The first argument that evaluates. If something in it is unknown, it may yet fail, and so all is."""
    reasons: list[str] = []
    for argument in node.arguments:
        try:
            value = context.value(argument)
        except EvaluationError as error:
            reasons.append(error.message)
            continue
        return replace(value if is_whole(value) else _uncertain(value), range=range)
    if not node.arguments:
        raise EvaluationError('Call to function "try" failed: at least one argument is required', range)
    raise EvaluationError(f'Call to function "try" failed: no expression succeeded: {"; ".join(reasons)}', range)


def _uncertain(value: Value) -> Unknown:
    """What `try` makes of a value that is not whole. It stays a reference, so that links through it hold."""
    match value:
        case Unknown(type=type):
            # The pieces of a string would be taken for elements, now that it may be of any type.
            return replace(value, type=DYNAMIC, not_null=False, parts=() if type is STRING else value.parts)
        case Known(value=tuple() as items):
            return replace(unknown(value), parts=items, trail=value.trail, sensitive=value.sensitive)
        case _:
            return replace(unknown(value), trail=value.trail, sensitive=value.sensitive)


def _can(node: Call, context: Context, range: Range) -> Value:
    """Whether the argument evaluates; unknown while something in it is."""
    if len(node.arguments) != 1:
        raise EvaluationError('Function "can" expects only 1 argument(s)', range)
    try:
        value = context.value(node.arguments[0])
    except EvaluationError:
        return replace(boolean(False), range=range)
    if is_whole(value):
        return replace(boolean(True), range=range, trail=value.trail)
    return replace(unknown(value), type=BOOL, range=range, trail=value.trail)
