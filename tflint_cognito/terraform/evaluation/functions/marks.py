"""The functions that deal in the marks on a value: sensitive and ephemeral."""

from __future__ import annotations

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.functions.invocation import Invocation
from tflint_cognito.terraform.evaluation.sensitivity import marked
from tflint_cognito.terraform.types import Type
from tflint_cognito.terraform.values import Unknown, Value, boolean


def _same_type(value: Value) -> Type:
    return value.type


sensitive_type = nonsensitive_type = ephemeralasnull_type = _same_type


def sensitive(call: Invocation, value: Value) -> Value:
    return marked(value)


def nonsensitive(call: Invocation, value: Value) -> Value:
    """The mark on the value itself goes; marks on its elements stay."""
    return replace(value, sensitive=False)


def issensitive(call: Invocation, value: Value) -> Value:
    if value.sensitive:
        return boolean(True)
    return call.unknown(value) if isinstance(value, Unknown) else boolean(False)


def ephemeralasnull(call: Invocation, value: Value) -> Value:
    """Ephemeral values are always unknown here, and what is not ephemeral stays as it is."""
    return value
