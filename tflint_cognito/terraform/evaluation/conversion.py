"""Conversion of a value to a type, as go-cty's convert package does it.

A converted value stays what it was: its range, its trail, the mark and, where it is unknown, the reason are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.mismatch import mismatch
from tflint_cognito.terraform.evaluation.numerals import number_text, parse_number
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.set_order import as_set
from tflint_cognito.terraform.evaluation.structures import object_of, tuple_of
from tflint_cognito.terraform.evaluation.unification import element_type, is_convertible, unify
from tflint_cognito.terraform.source import Range
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
from tflint_cognito.terraform.values import (
    Absent,
    Known,
    Unknown,
    Value,
    first_unknown,
    is_sensitive,
    is_whole,
)


def convert(value: Value, type: Type) -> Value:
    """`value` as `type`. EvaluationError, in Terraform's words, where it has no such form: "a number is required"."""
    value = typed(value)
    if value.type is type or value.type == without_optional(type):
        return value
    if value.type is DYNAMIC and isinstance(value, Known):
        return _from_block(value, type)
    if not is_convertible(value.type, type):
        raise EvaluationError(mismatch(value.type, type), value.range)
    return _converted(value, type)


def without_optional(type: Type) -> Type:
    """`type` as values have it: the flags of optional attributes belong to constraints."""
    match type:
        case ListOf(element):
            return ListOf(without_optional(element))
        case SetOf(element):
            return SetOf(without_optional(element))
        case MapOf(element):
            return MapOf(without_optional(element))
        case TupleOf(elements):
            return TupleOf(tuple(map(without_optional, elements)))
        case ObjectOf(attributes):
            return ObjectOf({name: without_optional(kind) for name, kind in attributes.items()})
    return type


def typed(value: Value) -> Value:
    """`value` with a type: one that was made without takes it from what it holds.

    What a block as a whole stands for stays without: its attributes are worked out when asked for.
    """
    if value.type is not DYNAMIC or not isinstance(value, Known):
        return value
    match value.value:
        case bool():
            return replace(value, type=BOOL)
        case str():
            return replace(value, type=STRING)
        case tuple() as items:
            made = tuple_of([typed(item) for item in items])
            return replace(value, value=made.value, type=made.type)
        case int() | Decimal():
            return replace(value, type=NUMBER)
        case dict() as mapping:
            made = object_of({name: typed(item) for name, item in mapping.items()})
            return replace(value, value=made.value, type=made.type)
    return value


def _converted(value: Value, type: Type) -> Value:
    """The conversion, which the types allow."""
    if type is DYNAMIC or value.type == without_optional(type):
        return value
    if value.type is DYNAMIC and isinstance(value, Known):
        return convert(value, type)
    match value, type:
        case ((Unknown() | Absent()), _):
            converted = replace(value, type=_settled(value.type, without_optional(type)))
            return _counted(converted, value.type) if isinstance(converted, Unknown) else converted
        case Known(value=tuple() as items), TupleOf(kinds):
            made = tuple_of([_converted(item, kind) for item, kind in zip(items, kinds, strict=True)])
            return replace(value, value=made.value, type=made.type)
        case Known(value=tuple() as items), ListOf() | SetOf():
            return _to_collection(value, items, type)
        case Known(value=Mapping() as mapping), MapOf():
            return _to_map(value, mapping, type)
        case Known(value=Mapping() as mapping), ObjectOf():
            return _to_object(value, mapping, type)
        case Known(value=str() | bool() | int() | Decimal() as scalar), Primitive():
            return replace(value, value=_scalar(scalar, type, value.range), type=type)
    raise AssertionError((value, type))


def _counted(value: Unknown, given: Type) -> Value:
    """A list of as many unknown elements as the tuple has that it is made of, where it is certainly one."""
    if not value.not_null or not isinstance(given, TupleOf) or not isinstance(value.type, ListOf):
        return value
    element = Unknown(value.because, value.type.element, value.decides, range=value.range, trail=value.trail)
    items = (element,) * len(given.elements)
    return Known(items, value.type, range=value.range, trail=value.trail, sensitive=value.sensitive)


def _from_block(value: Known, type: Type) -> Value:
    """A resource or module as a whole as `type`: an object gets the attributes that it asks for."""
    match value.value, type:
        case Mapping() as mapping, ObjectOf():
            return _to_object(value, mapping, type)
        case _, MapOf():
            because = "it is made of all attributes of a block, some of which are not known"
            return Unknown(because, type, range=value.range, trail=value.trail, sensitive=value.sensitive)
    raise EvaluationError(mismatch(ObjectOf({}), type), value.range)


def _scalar(scalar: str | bool | int | Decimal, type: Primitive, range: Range | None) -> str | bool | int | Decimal:
    match scalar:
        case str():
            return _bool(scalar, range) if type is BOOL else _number(scalar, range)
        case bool():
            return "true" if scalar else "false"
        case _:
            return number_text(scalar)


def _bool(text: str, range: Range | None) -> bool:
    if text in ("true", "1"):
        return True
    if text in ("false", "0"):
        return False
    lower = text.lower()
    hint = f'; to convert from string, use lowercase "{lower}"' if lower in ("true", "false") else ""
    raise EvaluationError(f"a bool is required{hint}", range)


def _number(text: str, range: Range | None) -> int | Decimal:
    number = parse_number(text)
    if number is None:
        raise EvaluationError("a number is required", range)
    return number


def _to_collection(value: Known, items: tuple[Value, ...], type: ListOf | SetOf) -> Value:
    """A list or set of what is in a list, set or tuple."""
    if isinstance(value.type, SetOf) and isinstance(type, ListOf) and len(items) > 1 and not is_whole(value):
        return _uncounted(value, items, value.type.element)
    inner, element = _alike(items, _element(value.type, type.element), value)
    if isinstance(type, ListOf):
        return replace(value, value=inner, type=ListOf(element))
    # A set has no places of its own for marks.
    return replace(value, value=as_set(inner), type=SetOf(element), sensitive=is_sensitive(value))


def _uncounted(value: Known, items: tuple[Value, ...], element: Type) -> Value:
    """A list of a set that holds something unknown, which may turn out to be equal to another element."""
    cause = first_unknown(value)
    assert cause is not None
    return Unknown(
        cause.because,
        ListOf(element),
        cause.decides,
        parts=items,
        range=value.range,
        trail=value.trail,
        sensitive=value.sensitive,
    )


def _to_map(value: Known, mapping: Mapping[str, Value], type: MapOf) -> Value:
    inner, element = _alike(tuple(mapping.values()), _element(value.type, type.element), value)
    return replace(value, value=dict(zip(mapping, inner, strict=True)), type=MapOf(element))


def _element(given: Type, wanted: Type) -> Type:
    """What the elements of a value of the `given` type are to become in a collection of `wanted`."""
    match given:
        case TupleOf(elements) if elements:
            return element_type(elements, wanted) or DYNAMIC
        case ObjectOf(attributes) if attributes:
            return element_type(attributes.values(), wanted) or DYNAMIC
        case ListOf(element) | SetOf(element) | MapOf(element) if wanted is DYNAMIC:
            return element
    return wanted


def _alike(items: tuple[Value, ...], wanted: Type, value: Known) -> tuple[tuple[Value, ...], Type]:
    """The items as `wanted`, which may leave something open, and the one type that they have then."""
    converted = tuple(_converted(item, wanted) for item in items)
    kinds = [item.type for item in converted if item.type is not DYNAMIC]
    if not converted or not kinds:
        return converted, DYNAMIC if converted else without_optional(wanted)
    common = unify(kinds)
    if common is None:
        raise EvaluationError("cannot find a common base type for all elements", value.range)
    return tuple(_converted(item, common) for item in converted), common


def _to_object(value: Known, mapping: Mapping[str, Value], type: ObjectOf) -> Value:
    """An object of exactly the attributes of `type`: others are left out, optional ones null."""
    attributes: dict[str, Value] = {}
    for name, kind in type.attributes.items():
        given = mapping.get(name)
        if given is not None:
            attributes[name] = _attribute(name, given, kind)
        elif name in type.optional:
            attributes[name] = Absent(without_optional(kind))
        else:
            raise EvaluationError(f'map has no element for required attribute "{name}"', value.range)
    made = object_of(attributes)
    return replace(value, value=made.value, type=made.type)


def _attribute(name: str, given: Value, kind: Type) -> Value:
    if not is_convertible(given.type, kind):
        reason = mismatch(given.type, kind)
        raise EvaluationError(f'map element type is incompatible with attribute "{name}": {reason}', given.range)
    return _converted(given, kind)


def _settled(given: Type, wanted: Type) -> Type:
    """`wanted`, with what it leaves open taken from `given`."""
    if given is DYNAMIC or isinstance(wanted, Primitive):
        return given if wanted is DYNAMIC else wanted
    match wanted:
        case ListOf(element):
            return ListOf(_settled_element(given, element))
        case SetOf(element):
            return SetOf(_settled_element(given, element))
        case MapOf(element):
            return MapOf(_settled_element(given, element))
        case TupleOf(elements) if isinstance(given, TupleOf):
            pairs = zip(given.elements, elements, strict=True)
            return TupleOf(tuple(_settled(ours, theirs) for ours, theirs in pairs))
        case ObjectOf(attributes):
            return ObjectOf({name: _settled(_attribute_type(given, name), kind) for name, kind in attributes.items()})
    return wanted


def _settled_element(given: Type, wanted: Type) -> Type:
    match given:
        case ListOf(element) | SetOf(element) | MapOf(element):
            return _settled(element, wanted)
        case TupleOf(elements) if elements:
            return _settled(unify(elements) or DYNAMIC, wanted)
        case ObjectOf(attributes) if attributes:
            return _settled(unify(tuple(attributes.values())) or DYNAMIC, wanted)
    return wanted


def _attribute_type(given: Type, name: str) -> Type:
    match given:
        case ObjectOf(attributes):
            return attributes.get(name, DYNAMIC)
        case MapOf(element):
            return element
    return DYNAMIC
