"""A rule's message, filled in for one resource."""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.verdict import Verdict
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import SENSITIVE, notation
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Value

_PLACEHOLDER = pattern(r"\{(because|value|attribute|address|name)\}")
_STEP = pattern(r'\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.\[\]]+)')


def message(verdict: Verdict) -> str:
    """The rule's message with its placeholders filled: because, value, attribute, address, name (the resource's)."""
    words = {
        "because": verdict.because,
        "value": _value(verdict),
        "attribute": verdict.place.attribute or "",
        "address": str(verdict.resource.address),
        "name": verdict.resource.name,
    }
    return _PLACEHOLDER.sub(lambda found: words[found[1]], verdict.rule.message)


def _value(verdict: Verdict) -> str:
    if verdict.place.sensitive:
        return SENSITIVE
    return notation(value_at(verdict.resource, verdict.place.attribute or ""))


def value_at(resource: Resource, path: str) -> Value:
    """The value at a path as reports write it: `scope[0].scope_name`, `roles["authenticated"]`. The mark "sensitive" of
    anything on the way stays on it."""
    value: Value = Known(resource.attributes)
    for step in steps(path):
        value = _below(value, step)
        if value.sensitive:
            return value
    return value


def steps(path: str) -> list[int | str]:
    """The parts of a path: names and keys as they are, indexes as numbers."""
    return [int(index) if index else key or name for index, key, name in _STEP.findall(path)]


def _below(value: Value, step: int | str) -> Value:
    match value:
        case Known(value=Mapping() as mapping) if isinstance(step, str):
            found: Value = mapping.get(step, NOT_WRITTEN)
            return found
        case Known(value=tuple() as items) if isinstance(step, int):
            return items[step] if step < len(items) else NOT_WRITTEN
        case Known(value=tuple() as items) if items:  # a block of which there is one is stepped into
            return _below(items[0], step)
        case Known():
            return NOT_WRITTEN
        case _:
            return value
