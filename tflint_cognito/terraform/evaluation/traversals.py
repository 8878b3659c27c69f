"""Names, attributes and elements: `var.flows`, `module.auth.client_ids["web"]`, `local.scopes[0]`.

https://github.com/hashicorp/hcl/blob/main/ops.go
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.evaluation.bounds import UNBOUNDED
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.scope import INDEXED, EvaluationError
from tflint_cognito.terraform.evaluation.trails import picked
from tflint_cognito.terraform.hcl.syntax import (
    Attribute,
    Index,
    Item,
    Node,
    Number,
    Template,
    Text,
    Variable,
    Verbatim,
)
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import (
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
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

NO_ELEMENT = "The given key does not identify an element in this collection value"
UNKNOWN_KEY = "[…]"


def traverse(node: Variable | Attribute | Index | Item, context: Context) -> Value:
    """The value at the end of a traversal. Its range is that of the whole, however many steps it takes."""
    range = context.range(node)
    start, steps = _take_apart(node)
    match start:
        case Variable():
            names = [start.name, *_leading_names(steps)]
            context.budget.spend()
            value, used = context.scope.resolve(names, range)
            value = replace(value, range=range)
            steps = steps[used - 1 :]
        case Item():
            assert context.item is not None, "an item stands in a splat"
            value = context.item
            range = value.range or range
        case _:
            value = context.value(start)
    for step in steps:
        if isinstance(step, Attribute):
            value = attribute(value, step.name, range)
        else:
            value = index(value, context.value(step.key), range)
    return value


def _take_apart(node: Node) -> tuple[Node, list[Attribute | Index]]:
    """Where a traversal starts, and the steps from there. No recursion: there may be hundreds."""
    steps: list[Attribute | Index] = []
    while isinstance(node, Attribute | Index):
        steps.append(node)
        node = node.object
    return node, steps[::-1]


def _leading_names(steps: list[Attribute | Index]) -> list[str]:
    names: list[str] = []
    for step in steps:
        if not isinstance(step, Attribute):
            return (
                [*names, INDEXED] if isinstance(step.key, Number | Template) and not _holds_names(step.key) else names
            )
        names.append(step.name)
    return names


def _holds_names(key: Number | Template) -> bool:
    return isinstance(key, Template) and not all(isinstance(part, Text | Verbatim) for part in key.parts)


def attribute(value: Value, name: str, range: Range) -> Value:
    """`value.name`, which stands at `range`."""
    match value:
        case Absent():
            raise EvaluationError("This value is null, so it does not have any attributes", range)
        case Unknown():
            return _part_of(value, _attribute_type(value.type, name, range), range, f".{name}")
        case Known(value=Mapping() as mapping):
            found = mapping.get(name)
            if found is not None:
                return picked(found, value, range, name)
            if isinstance(value.type, MapOf):
                raise EvaluationError(f'This map does not have an element with the key "{name}"', range)
    _attribute_type(value.type, name, range)
    raise EvaluationError(f'This object does not have an attribute named "{name}"', range)


def _attribute_type(type: Type, name: str, range: Range) -> Type:
    """The type of an attribute of a value of `type`; an error where there can be none."""
    match type:
        case ObjectOf(attributes):
            if name in attributes:
                return attributes[name]
            raise EvaluationError(f'This object does not have an attribute named "{name}"', range)
        case MapOf(element):
            return element
        case ListOf(ObjectOf(attributes)) if name in attributes:
            which = f'Did you mean to access attribute "{name}" for a specific element of the list'
            raise EvaluationError(f"Can't access attributes on a list of objects. {which}?", range)
        case SetOf(ObjectOf()):
            raise EvaluationError("Can't access attributes on a set of objects", range)
        case Primitive() if type is not DYNAMIC:
            raise EvaluationError(f"Can't access attributes on a primitive-typed value ({type})", range)
        case Primitive():
            return DYNAMIC
    raise EvaluationError("This value does not have any attributes", range)


def index(value: Value, key: Value, range: Range) -> Value:
    """`value[key]`, which stands at `range`."""
    if isinstance(value, Absent):
        raise EvaluationError("This value is null, so it does not have any indices", range)
    if isinstance(key, Absent):
        raise EvaluationError("Can't use a null value as an indexing key", range)
    found = _element(value, key, range)
    return replace(found, sensitive=True) if key.sensitive else found


def _element(value: Known | Unknown, key: Known | Unknown, range: Range) -> Value:
    if key.type is DYNAMIC and isinstance(key, Unknown) and isinstance(value, Known):
        return _undecided(value, key, DYNAMIC, range)
    match value.type, value:
        case SetOf(), _:
            raise EvaluationError(
                "Elements of a set are identified only by their value and don't have any separate index or key to "
                "select with, so it's only possible to perform operations across all elements of the set",
                range,
            )
        case (ListOf() | TupleOf(), _) | (_, Known(value=tuple())):
            return _of_sequence(value, _as_key(key, NUMBER, range), range)
        case (MapOf() | ObjectOf(), _) | (_, Known(value=Mapping())):
            return _of_mapping(value, _as_key(key, STRING, range), range, by_number=key.type is NUMBER)
        case _, Unknown() if value.type is DYNAMIC:
            return _part_of(value, DYNAMIC, range, _subscript(key))
    raise EvaluationError("This value does not have any indices", range)


def _as_key(key: Known | Unknown, type: Type, range: Range) -> Known | Unknown:
    try:
        converted = convert(key, type)
    except EvaluationError as error:
        raise EvaluationError(f"{NO_ELEMENT}: {error.message}", range) from error
    assert not isinstance(converted, Absent)
    return converted


def _of_sequence(value: Known | Unknown, key: Known | Unknown, range: Range) -> Value:
    if isinstance(key, Known):
        assert isinstance(key.value, int | Decimal)
        if isinstance(value, Unknown) and not isinstance(value.type, TupleOf):
            # Not even a negative index is refused before the list is known.
            return _part_of(value, _type_at(value.type, 0), range, f"[{key.value}]")
        position = _position(key.value, range)
        count = _count(value)
        if count is not None and position >= count:
            raise EvaluationError(f"{NO_ELEMENT}: {_beyond(count)}", range)
        if isinstance(value, Known):
            assert isinstance(value.value, tuple)
            return picked(value.value[position], value, range, position)
        return _part_of(value, _type_at(value.type, position), range, f"[{position}]")
    type = value.type.element if isinstance(value.type, ListOf) else DYNAMIC
    return _undecided(value, key, type, range)


def _position(key: int | Decimal, range: Range) -> int:
    if not isinstance(key, int):
        reason = "indexing a sequence requires a whole number, but the given index has a fractional part"
        raise EvaluationError(f"{NO_ELEMENT}: {reason}", range)
    if key < 0:
        raise EvaluationError(f"{NO_ELEMENT}: a negative number is not a valid index for a sequence", range)
    return key


def _count(value: Known | Unknown) -> int | None:
    match value:
        case Known(value=tuple() as items):
            return len(items)
        case Unknown(type=TupleOf(elements)):
            return len(elements)
    return None


def _beyond(count: int) -> str:
    if count == 0:
        return "the collection has no elements"
    return "the given index is greater than or equal to the length of the collection"


def _type_at(type: Type, position: int) -> Type:
    match type:
        case ListOf(element):
            return element
        case TupleOf(elements):
            return elements[position]
    return DYNAMIC


def _of_mapping(value: Known | Unknown, key: Known | Unknown, range: Range, by_number: bool) -> Value:
    if not isinstance(key, Known):
        return _undecided(value, key, value.type.element if isinstance(value.type, MapOf) else DYNAMIC, range)
    name = str(key.value)
    if isinstance(value, Unknown):
        return _part_of(value, value.type.element if isinstance(value.type, MapOf) else DYNAMIC, range, _subscript(key))
    assert isinstance(value.value, Mapping)
    found = value.value.get(name)
    if found is not None:
        return picked(found, value, range, name)
    hint = ". An object only supports looking up attributes by name, not by numeric index"
    raise EvaluationError(NO_ELEMENT + (hint if by_number and not isinstance(value.type, MapOf) else ""), range)


def _part_of(whole: Unknown, type: Type, range: Range, suffix: str) -> Unknown:
    """An attribute or element of an unknown value: unknown for the same reason, and a part of what it refers to."""
    reference = whole.refers_to
    if reference is not None:
        reference = _extended(reference, suffix)
    return replace(
        whole, type=type, refers_to=reference, prefix="", parts=(), not_null=False, range=range, bounds=UNBOUNDED
    )


def _extended(reference: Reference, suffix: str) -> Reference | None:
    """The reference to a part of it; to the block, of an instance of one that nobody can count."""
    if not reference.attribute and suffix.startswith("["):
        return reference
    if suffix == UNKNOWN_KEY:
        return None
    return Reference(reference.address, f"{reference.attribute}{suffix}".removeprefix("."))


def _undecided(value: Known | Unknown, key: Known | Unknown, type: Type, range: Range) -> Unknown:
    """An element of which it is unknown which one it is."""
    cause = value if isinstance(value, Unknown) else key
    assert isinstance(cause, Unknown)
    return Unknown(
        cause.because, type, cause.decides, range=range, trail=cause.trail, sensitive=value.sensitive or key.sensitive
    )


def _subscript(key: Known | Unknown) -> str:
    match key:
        case Known(value=str() as name):
            return f'["{name}"]'
        case Known(value=int() as position):
            return f"[{position}]"
    return UNKNOWN_KEY
