"""Function calls: `try` and `can`, which ask whether an argument evaluates; how arguments reach all other functions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation import functions
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.rendering import templatefile, templatestring
from tflint_cognito.terraform.evaluation.scope import Disputed, EvaluationError
from tflint_cognito.terraform.evaluation.trails import join, picked, unknown
from tflint_cognito.terraform.hcl.body import Expression
from tflint_cognito.terraform.hcl.syntax import Call
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import BOOL, DYNAMIC, STRING, ListOf, SetOf, TupleOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, is_sensitive, is_whole

Attempt = Callable[[], Value]


def call(node: Call, context: Context) -> Value:
    """The value of a call. EvaluationError where Terraform refuses it, also for a function that there is not."""
    range = context.range(node)
    name = node.name.removeprefix("core::")
    if name in ("try", "can"):
        attempts = _attempts(node, context)
        if isinstance(attempts, Unknown):
            return replace(attempts, range=range)
        return _try(attempts, range) if name == "try" else _can(attempts, range)
    if name == "convert":
        return _convert(node, context, range)
    arguments = _arguments(node, context)
    if isinstance(arguments, Unknown):
        return replace(arguments, range=range)
    match name:
        case "templatefile":
            return templatefile(arguments, context, range)
        case "templatestring":
            return templatestring(node.arguments[:1], arguments, context, range)
    return functions.call(node.name, arguments, range, context.scope)


def _convert(node: Call, context: Context, range: Range) -> Value:
    """A value in the type that the second argument spells out, as a variable's does.

    Terraform has it since 1.15, OpenTofu too: https://developer.hashicorp.com/terraform/language/functions/convert
    """
    from tflint_cognito.terraform.evaluation import constraints

    if len(node.arguments) != 2 or node.expand:
        raise EvaluationError('Function "convert" expects 2 argument(s)', range)
    constraint = constraints.read_constraint(Expression(context.source, node.arguments[1]))
    try:
        converted = constraints.apply(constraint, context.value(node.arguments[0]))
    except EvaluationError as error:
        raise EvaluationError(f'Invalid value for "value" parameter: {error.message}', range) from error
    return replace(converted, range=range)


def _attempts(node: Call, context: Context) -> list[Attempt] | Unknown:
    """The arguments of `try` and `can`, each to be worked out on its own; those that `...` makes already are."""
    attempts: list[Attempt] = [partial(context.value, argument) for argument in node.arguments]
    if not node.expand:
        return attempts
    expanded = _expanded(node, context)
    if isinstance(expanded, Unknown):
        return expanded
    return [*attempts[:-1], *(partial(_itself, value) for value in expanded)]


def _itself(value: Value) -> Value:
    return value


def _arguments(node: Call, context: Context) -> list[Value] | Unknown:
    """The arguments, the last one expanded if it is to be; Unknown where nobody knows into how many."""
    if not node.expand:
        return [context.value(argument) for argument in node.arguments]
    arguments = [context.value(argument) for argument in node.arguments[:-1]]
    expanded = _expanded(node, context)
    if isinstance(expanded, Unknown):
        trail = join(argument.trail for argument in (expanded, *arguments))
        return replace(expanded, trail=trail, sensitive=any(map(is_sensitive, (expanded, *arguments))))
    return [*arguments, *expanded]


def _expanded(node: Call, context: Context) -> list[Value] | Unknown:
    """What `...` makes of the last argument."""
    last, range = context.value(node.arguments[-1]), context.range(node.arguments[-1])
    is_sequence = last.type is DYNAMIC or isinstance(last.type, ListOf | SetOf | TupleOf)
    match last:
        case Absent() if is_sequence:
            raise EvaluationError("The expanding argument (indicated by ...) must not be null", range)
        case Unknown() if is_sequence:
            return replace(unknown(last), trail=last.trail, sensitive=last.sensitive)
        case Known(value=tuple() as items):
            numbered = isinstance(last.type, ListOf | TupleOf)
            return [picked(item, last, range, at if numbered else None) for at, item in enumerate(items)]
    raise EvaluationError("The expanding argument (indicated by ...) must be of a tuple, list, or set type", range)


def _try(attempts: list[Attempt], range: Range) -> Value:
    """The first argument that evaluates. If something in it is unknown, it may yet fail, and so all is."""
    reasons: list[str] = []
    for attempt in attempts:
        try:
            value = attempt()
        except Disputed as error:
            return Unknown(error.message, decides="lint the plan", range=range)
        except EvaluationError as error:
            reasons.append(error.message)
            continue
        return replace(value if is_whole(value) else _uncertain(value), range=range)
    if not attempts:
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


def _can(attempts: list[Attempt], range: Range) -> Value:
    """Whether the argument evaluates; unknown while something in it is."""
    if not attempts:
        raise EvaluationError('Function "can" expects 1 argument(s). Missing value for "expression"', range)
    if len(attempts) > 1:
        raise EvaluationError('Function "can" expects only 1 argument(s)', range)
    try:
        value = attempts[0]()
    except Disputed as error:
        return Unknown(error.message, BOOL, decides="lint the plan", range=range)
    except EvaluationError:
        return replace(boolean(False), range=range)
    if is_whole(value):
        return replace(boolean(True), range=range, trail=value.trail)
    return replace(unknown(value), type=BOOL, range=range, trail=value.trail)
