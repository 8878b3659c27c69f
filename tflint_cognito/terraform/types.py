"""Terraform's type system: what kind of value stands, or would stand, in a place.

https://developer.hashicorp.com/terraform/language/expressions/types and go-cty's docs/types.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.records import dataclass


class Type:
    """A type. Equal types compare equal; `str()` gives Terraform's own notation for it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Primitive(Type):
    """string, number, bool; or dynamic, the type of what has none yet."""

    name: str

    def __str__(self) -> str:
        return self.name


STRING = Primitive("string")
NUMBER = Primitive("number")
BOOL = Primitive("bool")
DYNAMIC = Primitive("dynamic")


@dataclass(frozen=True, slots=True)
class ListOf(Type):
    """A list of one element type."""

    element: Type

    def __str__(self) -> str:
        return f"list of {self.element}"


@dataclass(frozen=True, slots=True)
class SetOf(Type):
    """A set of one element type."""

    element: Type

    def __str__(self) -> str:
        return f"set of {self.element}"


@dataclass(frozen=True, slots=True)
class MapOf(Type):
    """A map from strings to one element type."""

    element: Type

    def __str__(self) -> str:
        return f"map of {self.element}"


@dataclass(frozen=True, slots=True)
class TupleOf(Type):
    """A sequence whose elements each have a type of their own."""

    elements: tuple[Type, ...]

    def __str__(self) -> str:
        return "tuple"


@dataclass(frozen=True, slots=True, eq=True)
class ObjectOf(Type):
    """Named attributes, each with a type of its own; `optional` ones may be left out where this is a constraint."""

    attributes: Mapping[str, Type]
    optional: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return "object"

    def __hash__(self) -> int:
        return hash((tuple(sorted(self.attributes)), self.optional))
