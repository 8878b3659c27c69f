"""Whether two values are the same to a provider: one as it is written, one as a plan or state shows it.

Providers and their SDKs write numbers and bools as strings where their schema has strings, leave out what is null or
empty, and put JSON documents in an order of their own. None of that is a difference.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tflint_cognito.terraform.types import SetOf
from tflint_cognito.terraform.values import Absent, Known, Payload, Unknown, Value


def agree(one: Value, other: Value) -> bool:
    """Whether two values may be the same: nothing that both know differs."""
    match one, other:
        case (Unknown(), _) | (_, Unknown()):
            return True
        case Known(value=Mapping() as mapping), Known(value=Mapping() as opposite):
            return all(agree(mapping.get(key, _NONE), opposite.get(key, _NONE)) for key in {*mapping, *opposite})
        case Known(value=tuple() as items), Known(value=tuple() as others) if is_set(one, other):
            return _each_in(items, others) and _each_in(others, items)
        case Known(value=tuple() as items), Known(value=tuple() as others):
            return len(items) == len(others) and all(map(agree, items, others))
        case Known(value=str() | bool() | int() | Decimal() as scalar), Known(
            value=str() | bool() | int() | Decimal() as opposite
        ):
            return _scalar(scalar) == _scalar(opposite) or _document(scalar, opposite)
        case (Known() as value, Absent()) | (Absent(), Known() as value):
            return is_unset(value)
    return isinstance(one, Absent) and isinstance(other, Absent)


def is_unset(value: Value) -> bool:
    """Whether a provider takes `value` for one that is not set: null, an empty string or collection."""
    match value:
        case Absent():
            return True
        case Known(value=str() | tuple() | Mapping() as holder):
            return not holder
    return False


def is_set(*values: Known) -> bool:
    """Whether one of `values` is known to be a set, so that neither order nor repetition matters in any of them."""
    return any(isinstance(value.type, SetOf) for value in values)


def _each_in(items: Sequence[Value], others: Sequence[Value]) -> bool:
    """Whether each of `items` may be one of `others`."""
    known = {_scalar(item.value) for item in others if isinstance(item, Known) and isinstance(item.value, _SCALARS)}
    left = [item for item in items if not (isinstance(item, Known) and _is_among(item.value, known))]
    return all(any(agree(item, other) for other in others[:MOST_COMPARED]) for item in left[:MOST_COMPARED])


def _is_among(payload: Payload, known: set[str]) -> bool:
    return isinstance(payload, _SCALARS) and _scalar(payload) in known


_SCALARS = (str, bool, int, Decimal)
#: Of larger sets of blocks the first ones stand for all.
MOST_COMPARED = 200

_NONE = Absent()


def _scalar(payload: str | bool | int | Decimal) -> str:
    match payload:
        case bool():
            return "true" if payload else "false"
        case Decimal():
            return format(payload.normalize(), "f")
    return str(payload)


def _document(one: Payload, other: Payload) -> bool:
    """Whether both are the same JSON document (a policy), whatever its white space and the order of its names."""
    texts: Sequence[Payload] = (one, other)
    if not all(isinstance(text, str) and text.lstrip()[:1] in ("{", "[") for text in texts):
        return False
    try:
        first, second = (json.loads(str(text)) for text in texts)
    except (ValueError, RecursionError):
        return False
    return bool(first == second)
