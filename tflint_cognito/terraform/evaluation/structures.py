"""Tuples and objects of values that are at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tflint_cognito.records import replace
from tflint_cognito.terraform.types import ObjectOf, TupleOf
from tflint_cognito.terraform.values import Known, Unknown, Value


class SchemaObject(Mapping[str, Value]):
    """The object that a resource is: any attribute may be asked for, but only the provider's schema tells all names."""

    def as_unknown(self) -> Unknown:
        """What it is where all its attributes count."""
        raise NotImplementedError


def whole(value: Value) -> Value:
    """`value` where it counts with everything in it: a resource is unknown then."""
    if isinstance(value, Known) and isinstance(value.value, SchemaObject):
        unknown = value.value.as_unknown()
        return replace(unknown, range=value.range, trail=value.trail, sensitive=value.sensitive)
    return value


def tuple_of(items: Sequence[Value]) -> Known:
    return Known(tuple(items), TupleOf(tuple(item.type for item in items)))


def object_of(attributes: Mapping[str, Value]) -> Known:
    """An object, its attributes in the order of their names."""
    ordered = {name: attributes[name] for name in sorted(attributes)}
    return Known(ordered, ObjectOf({name: value.type for name, value in ordered.items()}))
