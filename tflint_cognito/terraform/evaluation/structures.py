"""Tuples and objects of values that are at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tflint_cognito.terraform.types import ObjectOf, TupleOf
from tflint_cognito.terraform.values import Known, Value


def tuple_of(items: Sequence[Value]) -> Known:
    return Known(tuple(items), TupleOf(tuple(item.type for item in items)))


def object_of(attributes: Mapping[str, Value]) -> Known:
    """An object, its attributes in the order of their names."""
    ordered = {name: attributes[name] for name in sorted(attributes)}
    return Known(ordered, ObjectOf({name: value.type for name, value in ordered.items()}))
