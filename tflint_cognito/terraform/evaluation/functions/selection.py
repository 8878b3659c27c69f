"""Functions that pick elements of a list by what they are, or put them in order.

Of a list that is not wholly known, the elements that certainly stay are kept as parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.collections import members
from tflint_cognito.terraform.evaluation.functions.equality import equal
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, only_reference
from tflint_cognito.terraform.evaluation.functions.sequences import certain
from tflint_cognito.terraform.evaluation.unification import unify
from tflint_cognito.terraform.types import STRING, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, is_whole


def compact(call: Invocation, given: Value) -> Value:
    if not isinstance(given, Known) or not is_whole(given):
        kept = (each for each in certain([given]) if _counts(each))
        return call.unknown(given, parts=kept, refers_to=only_reference([given]))
    return Known(tuple(each for each in members(given) if _counts(each)), given.type)


def _counts(element: Value) -> bool:
    """Whether an element certainly survives `compact`: a string that is there, or the id of a resource."""
    match element:
        case Known(value=content):
            return content != ""
        case Unknown(refers_to=reference):
            return reference is not None
        case _:
            return False


def distinct_type(given: Value) -> Type:
    return given.type


def distinct(call: Invocation, given: Value) -> Value:
    if not isinstance(given, Known) or not is_whole(given):
        return call.unknown(given, parts=_unique(certain([given])), refers_to=only_reference([given]))
    return Known(tuple(_unique(members(given))), given.type)


def _unique(elements: Iterable[Value]) -> list[Value]:
    kept: list[Value] = []
    seen: set[object] = set()
    for each in elements:
        match each:
            case Known(value=str() | bool() | int() | Decimal() as simple):
                key = (isinstance(simple, bool), simple)
                if key not in seen:
                    seen.add(key)
                    kept.append(each)
            case _ if not any(equal(each, other) is True for other in kept):
                kept.append(each)
    return kept


def matchkeys_type(values: Value, keys: Value, searchset: Value) -> Type:
    if unify([keys.type, searchset.type]) is None:
        raise Failure("keys and searchset must be of the same type")
    return values.type


def matchkeys(call: Invocation, values: Value, keys: Value, searchset: Value) -> Value:
    if len(members(values)) != len(members(keys)):
        raise Failure("length of keys and values should be equal", certain=True)
    common = unify([keys.type, searchset.type])
    assert common is not None
    wanted = members(convert(searchset, common))
    if not wanted:
        return Known((), call.type)
    if not is_whole(values) or not is_whole(keys) or not is_whole(searchset):
        return call.unknown(values, keys, searchset)
    pairs = zip(members(values), members(convert(keys, common)), strict=True)
    return Known(tuple(value for value, key in pairs if any(equal(key, each) for each in wanted)), call.type)


def sort(call: Invocation, given: Value) -> Value:
    if not isinstance(given, Known) or not is_whole(given):
        if isinstance(given, Known):
            return given if len(members(given)) == 1 else _shuffled(call, given)
        return call.unknown(given, parts=certain([given]), refers_to=only_reference([given]))
    for index, element in enumerate(members(given)):
        if isinstance(element, Absent):
            raise Failure(f"given list element {index} is null; a null string cannot be sorted")
    return Known(tuple(sorted(members(given), key=_text_of)), given.type)


def _shuffled(call: Invocation, given: Known) -> Value:
    """As many elements as `given` has; none of them can be told from its place."""
    cause = replace(call.unknown(given), type=STRING, range=call.range)
    return Known((cause,) * len(members(given)), given.type)


def _text_of(element: Value) -> str:
    assert isinstance(element, Known) and isinstance(element.value, str)
    return element.value
