"""Calling a function as go-cty's function package does: convert the arguments, settle nulls, unknowns and marks.

https://pkg.go.dev/github.com/zclconf/go-cty/cty/function
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import cast

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.conversion import convert, typed
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, text, texts
from tflint_cognito.terraform.evaluation.functions.signatures import FUNCTIONS, Function, Parameter, Signature
from tflint_cognito.terraform.evaluation.scope import Disputed, EvaluationError, Scope
from tflint_cognito.terraform.evaluation.structures import whole
from tflint_cognito.terraform.evaluation.trails import join
from tflint_cognito.terraform.evaluation.unification import is_kindred
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import DYNAMIC, Type
from tflint_cognito.terraform.values import (
    Absent,
    Known,
    Payload,
    Unknown,
    Value,
    boolean,
    elements,
    is_sensitive,
    is_whole,
    number,
)

#: Functions that look at no more of an object than at the attribute that they pick.
PICKING = frozenset({"lookup"})

Implementation = Callable[..., object]


def call(name: str, arguments: Sequence[Value], range: Range, scope: Scope) -> Value:
    """The value of `name(arguments)`, which stands at `range`. EvaluationError where Terraform refuses the call."""
    scope.budget.spend(_cost(arguments))
    if name.startswith("provider::"):
        return _place(_by_provider(name), range, arguments)
    function = FUNCTIONS.get(name.removeprefix("core::"))
    if function is None:
        raise EvaluationError(f'There is no function named "{name}"', range)
    try:
        return _call(function, arguments, range, scope)
    except Failure as failure:
        untyped = _first_untyped(_at_fault(failure, arguments))
        if untyped is None:
            raise _refusal(function, failure, arguments, range) from failure
        # Once the type of that is known too, the call may well be accepted.
        return _place(
            Unknown(untyped.because, decides=untyped.decides), range, arguments, any(map(is_sensitive, arguments))
        )


def _at_fault(failure: Failure, arguments: Sequence[Value]) -> Sequence[Value]:
    """The arguments whose types may have to do with the failure."""
    if failure.certain:
        return ()
    return arguments if failure.argument is None else arguments[failure.argument : failure.argument + 1]


def _cost(arguments: Sequence[Value]) -> int:
    """In steps of the budget: long texts take their time whatever is done with them."""
    texts = (value.value for value in arguments if isinstance(value, Known))
    return 1 + sum(len(content) for content in texts if isinstance(content, str)) // 1000


def _call(function: Function, given: Sequence[Value], range: Range, scope: Scope) -> Value:
    signature = function.signature
    _check_count(function.name, signature, given, range)
    if function.name not in PICKING:
        given = list(map(whole, given))
    parameters = [signature.parameter(index) for index, _ in enumerate(given)]
    arguments = [_convert(*each, index) for index, each in enumerate(zip(given, parameters, strict=True))]
    sensitive = any(map(_marks, arguments, parameters))
    if sensitive:
        arguments = list(map(_bare, arguments, parameters))
    settled = _settle_nulls(arguments, parameters)
    kind = _result_type(function, signature, arguments) if settled else DYNAMIC
    call = Invocation(function.name, kind, range, scope)
    unforeseen = [
        value
        for value, parameter in zip(arguments, parameters, strict=True)
        if isinstance(value, Unknown) and not parameter.takes_unknown
    ]
    result = call.unknown(*unforeseen) if unforeseen else _result(function, signature, call, arguments, settled)
    if isinstance(result, Unknown):
        if sensitive and all(map(is_whole, arguments)):
            result = replace(result, because=f"{function.name} of a sensitive value is not worked out")
        if settled and signature.not_null and result.type is not DYNAMIC:
            result = replace(result, not_null=True)
    return _place(result, range, given, sensitive)


def _check_count(name: str, signature: Signature, arguments: Sequence[Value], range: Range) -> None:
    needed = len(signature.parameters)
    if len(arguments) < needed:
        least = " at least" if signature.variadic else ""
        missing = signature.parameters[len(arguments)].name
        raise EvaluationError(
            f'Function "{name}" expects{least} {needed} argument(s). Missing value for "{missing}"', range
        )
    if signature.variadic is None and len(arguments) > needed:
        raise EvaluationError(f'Function "{name}" expects only {needed} argument(s)', arguments[needed].range)


def _convert(value: Value, parameter: Parameter, index: int) -> Value:
    try:
        return typed(value) if parameter.type is DYNAMIC else convert(value, parameter.type)
    except EvaluationError as error:
        certain = not is_kindred(value.type, parameter.type)
        raise Failure(error.message, index, discreet=True, certain=certain) from error


def _marks(value: Value, parameter: Parameter) -> bool:
    """Whether this argument makes the result sensitive."""
    match parameter.marks:
        case "deep":
            return is_sensitive(value)
        case "top":
            return value.sensitive
        case _:
            return False


def _bare(value: Value, parameter: Parameter) -> Value:
    """`value` without the marks that the result as a whole takes over."""
    match parameter.marks:
        case "deep":
            return unmarked(value)
        case "top":
            return replace(value, sensitive=False)
        case _:
            return value


def unmarked(value: Value) -> Value:
    """`value` with no mark on it, nor on anything in it."""
    match value:
        case Known(value=tuple() as elements):
            return replace(value, value=tuple(map(unmarked, elements)), sensitive=False)
        case Known(value=Mapping() as entries):
            return replace(value, value={key: unmarked(item) for key, item in entries.items()}, sensitive=False)
    return replace(value, sensitive=False)


def _settle_nulls(arguments: Sequence[Value], parameters: Sequence[Parameter]) -> bool:
    """Whether the type of every argument is known well enough for the function; refuses nulls that it refuses."""
    for index, (value, parameter) in enumerate(zip(arguments, parameters, strict=True)):
        if isinstance(value, Absent) and not parameter.nullable:
            raise Failure("argument must not be null", index, discreet=True)
        if value.type is DYNAMIC and not isinstance(value, Known) and not parameter.takes_untyped:
            return False
    return True


def _result_type(function: Function, signature: Signature, arguments: Sequence[Value]) -> Type:
    if signature.result is not None:
        return signature.result
    return cast(Type, _implementation(function, "_type")(*arguments))


def _result(
    function: Function, signature: Signature, call: Invocation, arguments: Sequence[Value], settled: bool
) -> Value:
    if not settled and any(isinstance(value, Absent) and value.type is DYNAMIC for value in arguments):
        return call.unforeseeable(f"{call.name} is given a null of no type")
    implementation = _implementation(function)
    if signature.plain:
        return _boxed(implementation(*map(_payload, arguments)))
    try:
        return cast(Value, implementation(call, *arguments))
    except EvaluationError as error:  # of a conversion
        raise Failure(error.message) from error


def _payload(value: Value) -> Payload:
    assert isinstance(value, Known)
    return value.value


def _boxed(result: object) -> Value:
    """What a plain implementation gave, as a Value."""
    match result:
        case Known() | Unknown() | Absent():
            return result
        case bool():
            return boolean(result)
        case str():
            return text(result)
        case list():
            return texts(result)
        case _:
            return number(cast(int | Decimal, result))


def _place(result: Value, range: Range, arguments: Sequence[Value], sensitive: bool = False) -> Value:
    """`result` as it stands at the call: its place, the way that it and the arguments came, and the marks."""
    sensitive = result.sensitive or sensitive
    if result.range is range:  # picked from an argument, its way is worked out already
        return replace(result, sensitive=sensitive)
    trail = join((result.trail, *(argument.trail for argument in arguments)))
    return replace(result, range=range, trail=trail, sensitive=sensitive)


def _first_untyped(values: Iterable[Value]) -> Unknown | None:
    """The first unknown in `values`, at any depth, whose type is not known either."""
    for value in values:
        if isinstance(value, Unknown) and value.type is DYNAMIC:
            return value
        if isinstance(value, Known) and (found := _first_untyped(elements(value.value))) is not None:
            return found
    return None


def _refusal(function: Function, failure: Failure, arguments: Sequence[Value], range: Range) -> EvaluationError:
    """Terraform's error for `failure`, placed at the argument that is wrong."""
    secret = any(map(is_sensitive, arguments))
    kind = Disputed if failure.disputed else EvaluationError
    message = "(sensitive)" if secret and not failure.discreet else failure.message
    index = failure.argument
    if index is None:
        return kind(f'Call to function "{function.name}" failed: {message}', range)
    name = function.signature.parameter(index).name
    place = arguments[index].range if index < len(arguments) else None
    return kind(f'Invalid value for "{name}" parameter: {message}', place or range)


def _by_provider(name: str) -> Unknown:
    return Unknown(f"{name} is a function of a provider", decides="lint the plan")


@cache
def _implementation(function: Function, suffix: str = "") -> Implementation:
    module = import_module(f"tflint_cognito.terraform.evaluation.functions.{function.module}")
    name = function.name + suffix
    return cast(Implementation, getattr(module, f"{name}_", None) or getattr(module, name))
