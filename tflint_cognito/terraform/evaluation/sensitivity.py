"""The mark "sensitive": on a value, and on what trails would show of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tflint_cognito.records import replace
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


def marked(value: Value) -> Value:
    """`value` as a secret. The places it came through are kept; what it was there is masked too."""
    return replace(_with_masked_trails(value), sensitive=True)


def marked_below(value: Value, names: list[str]) -> Value:
    """`value` with what stands below it at `names` as a secret, in every element of a list on the way.

    The trails of all that stands beside the secret are masked as well: they show the whole that it came in.
    """
    if not names:
        return value if isinstance(value, Absent) else marked(value)
    match value:
        case Known(value=tuple()):
            return _inside(value, lambda item: marked_below(item, names))
        case Known(value=Mapping() as mapping) if names[0] in mapping:
            masked = _with_masked_trails(value)
            assert isinstance(masked, Known) and isinstance(masked.value, Mapping)
            return replace(masked, value={**masked.value, names[0]: marked_below(mapping[names[0]], names[1:])})
        case Unknown():
            return replace(value, parts=tuple(marked_below(part, names) for part in value.parts))
    return value


def _with_masked_trails(value: Value) -> Value:
    value = replace(value, trail=tuple(map(_masked, value.trail)))
    return _inside(value, _with_masked_trails)


def _inside(value: Value, change: Callable[[Value], Value]) -> Value:
    match value:
        case Known(value=tuple() as items):
            return replace(value, value=tuple(map(change, items)))
        case Known(value=dict() as mapping):  # others are worked out on demand
            return replace(value, value={key: change(item) for key, item in mapping.items()})
        case Unknown():
            return replace(value, parts=tuple(map(change, value.parts)))
    return value


def _masked(step: Step) -> Step:
    return step if step.value is None else replace(step, value=replace(step.value, sensitive=True))
