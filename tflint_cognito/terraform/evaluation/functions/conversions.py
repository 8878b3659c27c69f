"""The functions that convert a value to a type."""

from __future__ import annotations

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, go_quote
from tflint_cognito.terraform.evaluation.mismatch import describe
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.unification import is_kindred
from tflint_cognito.terraform.types import BOOL, NUMBER
from tflint_cognito.terraform.values import Known, Unknown, Value


def _converted(call: Invocation, value: Value) -> Value:
    """`value` as the type that the function is for: unknown or not, it stays the value that it was."""
    try:
        converted = convert(value, call.type)
    except EvaluationError as error:
        certain = not is_kindred(value.type, call.type)
        raise Failure(_complaint(value, call), 0, discreet=value.sensitive, certain=certain) from error
    # Of an unknown collection, Terraform leaves the type of the elements open, and of any value that it may be null.
    if not isinstance(converted, Unknown):
        return converted
    return replace(converted, type=call.type if isinstance(value, Unknown) else converted.type, not_null=False)


tostring = tonumber = tobool = tolist = toset = tomap = _converted


def _complaint(value: Value, call: Invocation) -> str:
    if value.sensitive:
        return f"cannot convert this sensitive {value.type} to {describe(call.type)}"
    if isinstance(value, Known) and isinstance(value.value, str):
        quoted = go_quote(value.value)
        if call.type is BOOL:
            return f'cannot convert {quoted} to bool; only the strings "true" or "false" are allowed'
        if call.type is NUMBER:
            return f"cannot convert {quoted} to number; given string must be a decimal representation of a number"
    return f"cannot convert {value.type} to {describe(call.type)}"
