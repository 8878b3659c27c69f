"""The order in which Terraform goes through a set, and which of its elements are one and the same.

Strings and numbers go by size, false before true, then what is unknown, then null; for other types the order is that
of a text which go-cty makes of each element.
https://github.com/zclconf/go-cty/blob/main/cty/set_internals.go
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tflint_cognito.terraform.types import ListOf, MapOf, SetOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, is_whole


def as_set(elements: Iterable[Value]) -> tuple[Value, ...]:
    """The elements, all of one type, in a set's order and each once. An unknown one is equal to no other."""
    distinct: dict[object, Value] = {}
    for element in elements:
        distinct.setdefault(_identity(element) if is_whole(element) else object(), element)
    return tuple(sorted(distinct.values(), key=_rank))


def _identity(element: Value) -> object:
    """What two equal elements have in common, and no others of their type."""
    match element:
        case Known(value=tuple() as inner):
            return tuple(map(_identity, inner))
        case Known(value=Mapping() as inner):
            return tuple((key, _identity(inner[key])) for key in sorted(inner))
        case Known(value=bool() as truth):
            return ("bool", truth)
        case Known(value=scalar):
            return scalar
    return None


def _rank(element: Value) -> tuple[int, str | bool | int | Decimal]:
    match element:
        case Unknown():
            return 1, 0
        case Absent():
            return 2, 0
        case Known(value=str() | bool() | int() | Decimal() as scalar):
            return 0, scalar
    return 0, _text(element)


def _text(element: Value) -> str:
    match element:
        case Unknown():
            return "?"
        case Absent():
            return "~"
        case Known(value=bool() as truth):
            return "T" if truth else "F"
        case Known(value=str() as string):
            return _quoted(string)
        case Known(value=int() | Decimal() as number):
            return _short(number)
        case Known(value=tuple() as inner, type=ListOf() | SetOf()):
            return f"[{''.join(_text(each) + ';' for each in inner)}]"
        case Known(value=tuple() as inner):
            return f"<{''.join(_text(each) + ';' for each in inner)}>"
        case Known(value=inner, type=MapOf()) if isinstance(inner, Mapping):
            return f"{{{''.join(f'{_quoted(key)}:{_text(inner[key])};' for key in sorted(inner))}}}"
        case Known(value=inner) if isinstance(inner, Mapping):
            return f"<{''.join(_text(inner[key]) + ';' for key in sorted(inner))}>"
    raise AssertionError(element)


def _quoted(string: str) -> str:
    escaped = string.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def _short(number: int | Decimal) -> str:
    """Ten significant digits, as Go prints a big.Float."""
    try:
        return format(float(number), ".10g")
    except OverflowError:
        return str(number)
