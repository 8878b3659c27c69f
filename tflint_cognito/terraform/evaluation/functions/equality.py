"""Whether two values are equal, as far as that is known (cty's Equals)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tflint_cognito.terraform.types import DYNAMIC, ListOf, MapOf, ObjectOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


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
        return True
    if unknown.type != known.type:
        return False
    return not isinstance(known.value, str) or known.value.startswith(unknown.prefix)


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
    open_types = is_dynamic(left.type) or is_dynamic(right.type)
    if left.type != right.type and not open_types:
        return False
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
