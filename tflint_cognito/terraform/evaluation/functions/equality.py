"""Whether two values are equal, as far as that is known (cty's Equals)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tflint_cognito.terraform.evaluation.bounds import excludes, of_length
from tflint_cognito.terraform.types import DYNAMIC, ListOf, MapOf, ObjectOf, Primitive, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, elements


def equal(left: Value, right: Value) -> bool | None:
    """True, False, or None where an unknown part decides."""
    match left, right:
        case Absent(), Absent():
            return True
        case (Absent(), Unknown(not_null=True)) | (Unknown(not_null=True), Absent()):
            return False
        case (Unknown(), Absent() | Unknown()) | (Absent(), Unknown()):
            return None
        case (Absent(), _) | (_, Absent()):
            return False
        case (Unknown() as unknown, Known() as known) | (Known() as known, Unknown() as unknown):
            return None if _may_become(unknown, known) else False
        case Known(), Known():
            return _equal_known(left, right)
    raise AssertionError((left, right))


def _may_become(unknown: Unknown, known: Known) -> bool:
    if is_dynamic(unknown.type) or is_dynamic(known.type):
        given = _actual_type(known)
        return given is None or conforms(given, unknown.type)
    if unknown.type != known.type:
        return False
    match known.value:
        case bool():
            return True
        case str() as text:
            return text.startswith(unknown.prefix[: unknown.compares])
        case int() | Decimal() as amount:
            return not excludes(unknown.bounds, amount)
    low, high = of_length(unknown)
    shortest, longest = of_length(known)
    return longest >= low and shortest <= high


def is_dynamic(type: Type) -> bool:
    """Whether `type` leaves anything open, at any depth."""
    match type:
        case ListOf(element) | SetOf(element) | MapOf(element):
            return is_dynamic(element)
        case TupleOf(elements):
            return any(map(is_dynamic, elements))
        case ObjectOf(attributes):
            return any(map(is_dynamic, attributes.values()))
        case _:
            return type is DYNAMIC


def _equal_known(left: Known, right: Known) -> bool | None:
    if is_dynamic(left.type) or is_dynamic(right.type):
        ours, theirs = _actual_type(left), _actual_type(right)
        if ours is None or theirs is None:
            return None
        if not (_is_settled(left) and _is_settled(right)):
            return None if conforms(ours, theirs) or conforms(theirs, ours) else False
        if ours != theirs:
            return False
    elif left.type != right.type:
        return False
    return _equal_payloads(left, right)


def _equal_payloads(left: Known, right: Known) -> bool | None:
    match left.value, right.value:
        case tuple() as ours, tuple() as theirs:
            return _all_equal(ours, theirs) if not isinstance(left.type, SetOf) else _equal_sets(ours, theirs)
        case Mapping() as ours, Mapping() as theirs:
            if ours.keys() != theirs.keys():
                return False
            return _all_equal(ours.values(), [theirs[key] for key in ours])
        case ours, theirs:
            return isinstance(ours, bool) is isinstance(theirs, bool) and ours == theirs
    raise AssertionError((left, right))


def conforms(given: Type, wanted: Type) -> bool:
    """Whether a value of the one type is one of the other, too, which leaves something open."""
    match given, wanted:
        case (ListOf(ours), ListOf(theirs)) | (SetOf(ours), SetOf(theirs)) | (MapOf(ours), MapOf(theirs)):
            return conforms(ours, theirs)
        case TupleOf(ours), TupleOf(theirs):
            return len(ours) == len(theirs) and all(map(conforms, ours, theirs))
        case ObjectOf(ours), ObjectOf(theirs):
            return ours.keys() == theirs.keys() and all(conforms(ours[name], theirs[name]) for name in ours)
    return wanted is DYNAMIC or given == wanted


def _actual_type(value: Value) -> Type | None:
    """The type of a value by what it holds; None for a resource, whose attributes only the provider could tell."""
    match value, value.type:
        case Known(value=tuple() as items), TupleOf() | Primitive():
            kinds = [_actual_type(item) for item in items]
            found = [kind for kind in kinds if kind is not None]
            return TupleOf(tuple(found)) if len(found) == len(kinds) else None
        case Known(value=Mapping() as mapping), ObjectOf(attributes) if isinstance(attributes, dict):
            named = {name: _actual_type(item) for name, item in mapping.items()}
            known = {name: kind for name, kind in named.items() if kind is not None}
            return ObjectOf(known) if len(known) == len(named) else None
        case Known(value=Mapping()), Primitive() | ObjectOf():
            return None
    return value.type


def _is_settled(value: Value) -> bool:
    """Whether no type in `value` may still change (cty's HasWhollyKnownType)."""
    match value:
        case Unknown():
            return value.type is not DYNAMIC
        case Known(value=payload):
            return all(map(_is_settled, elements(payload)))
    return True


def _all_equal(left: Iterable[Value], right: Iterable[Value]) -> bool | None:
    ours, theirs = list(left), list(right)
    if len(ours) != len(theirs):
        return False
    answers = [equal(mine, other) for mine, other in zip(ours, theirs, strict=True)]
    # cty stops at the first part that decides, or that cannot be told.
    return next((answer for answer in answers if answer is not True), True)


def _equal_sets(left: tuple[Value, ...], right: tuple[Value, ...]) -> bool | None:
    if any(isinstance(element, Unknown) for element in (*left, *right)):
        return None
    return _within(left, right) and _within(right, left)


def _within(some: tuple[Value, ...], all_: tuple[Value, ...]) -> bool:
    return all(any(equal(element, other) is True for other in all_) for element in some)
