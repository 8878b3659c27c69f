"""What is known of the size of what is unknown: between which numbers a number lies, or the length of a collection.

Terraform's own narrow rules, so that we know exactly as much as it does: `length` and conditionals set bounds,
comparisons use them, and arithmetic loses them.
https://github.com/zclconf/go-cty/blob/main/docs/refinements.md
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tflint_cognito.records import replace
from tflint_cognito.terraform.types import NUMBER, ListOf, MapOf, SetOf
from tflint_cognito.terraform.values import Bounds, Known, Unknown, Value, is_whole

LONGEST = 2**63 - 1
UNBOUNDED: Bounds = (None, None)


def of_number(value: Value) -> Bounds:
    """Between which numbers `value` lies, both included."""
    match value:
        case Known(value=int() | Decimal() as amount):
            return amount, amount
        case Unknown(type=type, bounds=bounds) if type is NUMBER:
            return bounds
    return UNBOUNDED


def of_length(value: Value) -> tuple[int, int]:
    """Between which numbers the length of a list, set or map lies, both included."""
    match value:
        case Known(value=tuple() | Mapping() as inner):
            collapses = isinstance(value.type, SetOf) and len(inner) > 1 and not is_whole(value)
            return 1 if collapses else len(inner), len(inner)
        case Unknown(bounds=(int() as low, int() as high)):
            return low, high
    return 0, LONGEST


def around(one: Bounds, other: Bounds) -> Bounds:
    """The bounds of what lies within `one` or within `other`."""
    lows = [low for low, _ in (one, other) if low is not None]
    highs = [high for _, high in (one, other) if high is not None]
    return min(lows) if len(lows) == 2 else None, max(highs) if len(highs) == 2 else None


def excludes(bounds: Bounds, amount: int | Decimal) -> bool:
    low, high = bounds
    return (low is not None and amount < low) or (high is not None and amount > high)


def compare(operator: str, left: Bounds, right: Bounds) -> bool | None:
    """What `left operator right` certainly is; None where that depends."""
    if _apart(left, right):
        return operator in ("<", "<=")
    if _apart(right, left):
        return operator in (">", ">=")
    return None


def _apart(lower: Bounds, upper: Bounds) -> bool:
    return lower[1] is not None and upper[0] is not None and lower[1] < upper[0]


def settled(value: Unknown) -> Value:
    """`value`, or what little its bounds leave of it: one number, an empty collection, a list of unknown elements."""
    low, high = value.bounds
    if not value.not_null or low is None or low != high:
        return value
    known = Known(low, value.type, range=value.range, trail=value.trail, sensitive=value.sensitive)
    match value.type:
        case ListOf(element) | SetOf(element) if isinstance(low, int) and (low < 2 or isinstance(value.type, ListOf)):
            one = Unknown(value.because, element, value.decides, range=value.range, trail=value.trail)
            return replace(known, value=(one,) * low)
        case MapOf():
            return replace(known, value={}) if low == 0 else value
        case type if type is NUMBER:
            return known
    return value
