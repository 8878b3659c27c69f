"""OpenTofu's functions that promise something of a value that nobody knows yet, and check it once it is known.

https://opentofu.org/docs/language/functions/assume_family/
"""

from __future__ import annotations

from decimal import Decimal

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.collections import members
from tflint_cognito.terraform.evaluation.functions.equality import equal
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, safe_prefix
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.trails import join
from tflint_cognito.terraform.types import Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


def assumenotnull_type(value: Value) -> Type:
    return value.type


def assumenotnull(call: Invocation, value: Value) -> Value:
    if isinstance(value, Absent):
        raise Failure("assumption was not upheld", 0)
    return replace(value, not_null=True) if isinstance(value, Unknown) else value


def assumestringprefix(call: Invocation, value: Value, prefix: Value) -> Value:
    assert isinstance(prefix, Known) and isinstance(prefix.value, str)
    match value:
        case Known(value=str() as text) if not text.startswith(prefix.value):
            raise Failure("assumption was not upheld", 0)
        case Unknown() if len(value.prefix) < len(prefix.value):
            return replace(value, prefix=prefix.value, compares=len(safe_prefix(prefix.value)), parts=())
    return value


def assumeequal_type(actual: Value, expected: Value) -> Type:
    return expected.type


def assumeequal(call: Invocation, actual: Value, expected: Value) -> Value:
    """The second argument, whose marks count as well."""
    try:
        converted = convert(actual, expected.type)
    except EvaluationError as error:
        raise Failure("the actual value's type does not match the assumed value's", 0) from error
    if equal(converted, expected) is False:
        raise Failure("the actual value does not match the assumed value", 0)
    return replace(expected, range=call.range, trail=join((expected.trail, actual.trail)))


def assumelistlength_type(value: Value, *bounds: Value) -> Type:
    return value.type


def assumelistlength(call: Invocation, value: Value, least: Value, most: Value) -> Value:
    return _bounded(value, least, most)


def assumelistlengthmin(call: Invocation, value: Value, least: Value) -> Value:
    return _bounded(value, least, None)


def assumelistlengthmax(call: Invocation, value: Value, most: Value) -> Value:
    return _bounded(value, None, most)


def _bounded(value: Value, least: Value | None, most: Value | None) -> Value:
    low, high = _amount(least), _amount(most)
    if isinstance(value, Known):
        length = len(members(value)) if isinstance(value.value, tuple) else len(value.value)  # type: ignore[arg-type]
        if (low is not None and length < low) or (high is not None and length > high):
            raise Failure("assumption was not upheld", 0)
    return value


def _amount(bound: Value | None) -> int | Decimal | None:
    return bound.value if isinstance(bound, Known) and isinstance(bound.value, int | Decimal) else None


assumelistlengthmin_type = assumelistlengthmax_type = assumelistlength_type
assumesetlength_type = assumesetlengthmin_type = assumesetlengthmax_type = assumelistlength_type
assumemaplength_type = assumemaplengthmin_type = assumemaplengthmax_type = assumelistlength_type
assumesetlength = assumemaplength = assumelistlength
assumesetlengthmin = assumemaplengthmin = assumelistlengthmin
assumesetlengthmax = assumemaplengthmax = assumelistlengthmax
