"""Why a value of one type cannot have another: Terraform's words for it."""

from __future__ import annotations

from collections.abc import Iterable

from tflint_cognito.terraform.evaluation.unification import is_convertible
from tflint_cognito.terraform.types import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    MapOf,
    ObjectOf,
    Primitive,
    SetOf,
    TupleOf,
    Type,
)


def mismatch(given: Type, wanted: Type) -> str:
    """The reason as a clause: "string required, but have object", `attribute "name" is required`."""
    match given, wanted:
        case ObjectOf(), ObjectOf():
            return _between_objects(given, wanted)
        case TupleOf(elements), ListOf(element) | SetOf(element):
            return _among_elements(((str(index), kind) for index, kind in enumerate(elements)), wanted, element)
        case ObjectOf(attributes), MapOf(element):
            return _among_elements(((f'"{name}"', kind) for name, kind in attributes.items()), wanted, element)
        case (ListOf(ours) | SetOf(ours), ListOf(theirs) | SetOf(theirs)) | (MapOf(ours), MapOf(theirs)):
            return f"incorrect {_noun(wanted)} element type: {mismatch(ours, theirs)}"
        case (ListOf() | SetOf() | MapOf() | TupleOf() | ObjectOf(), ListOf() | SetOf() | MapOf()):
            return f"{describe(wanted)} required"
    if _is_clear(given, wanted):
        return f"{wanted} required, but have {given}"
    return f"{describe(wanted)} required"


def describe(wanted: Type) -> str:
    """A type as a constraint is named: "any type", "list of any single type"."""
    match wanted:
        case ListOf(element) | SetOf(element) | MapOf(element):
            return f"{_noun(wanted)} of {'any single type' if element is DYNAMIC else describe(element)}"
    return "any type" if wanted is DYNAMIC else str(wanted)


def _noun(collection: Type) -> str:
    return {ListOf: "list", SetOf: "set", MapOf: "map"}[type(collection)]


def _between_objects(given: ObjectOf, wanted: ObjectOf) -> str:
    missing = sorted(wanted.attributes.keys() - given.attributes.keys() - wanted.optional)
    quoted = [f'"{name}"' for name in missing]
    match quoted:
        case [only]:
            return f"attribute {only} is required"
        case [first, second]:
            return f"attributes {first} and {second} are required"
        case [*others, last]:
            return f"attributes {', '.join(others)}, and {last} are required"
    for name, kind in wanted.attributes.items():
        if name in given.attributes and not is_convertible(given.attributes[name], kind):
            return f'attribute "{name}": {mismatch(given.attributes[name], kind)}'
    return "incorrect object attributes"


def _among_elements(elements: Iterable[tuple[str, Type]], collection: Type, wanted: Type) -> str:
    if wanted is DYNAMIC:
        return f"all {_noun(collection)} elements must have the same type"
    for name, kind in elements:
        if not is_convertible(kind, wanted):
            return f"element {name}: {mismatch(kind, wanted)}"
    return f"all elements must be {describe(wanted)}"


def _is_clear(given: Type, wanted: Type) -> bool:
    """Whether naming both types helps: not where a value of the given type might do (a string that is a number)."""
    if isinstance(given, Primitive) is not isinstance(wanted, Primitive) or wanted is STRING:
        return True
    return {given, wanted} == {BOOL, NUMBER} or (isinstance(given, TupleOf) and isinstance(wanted, ObjectOf))
