"""Functions on sets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.collections import members
from tflint_cognito.terraform.evaluation.functions.equality import equal
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, only_reference
from tflint_cognito.terraform.evaluation.functions.sequences import certain
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.set_order import as_set
from tflint_cognito.terraform.evaluation.unification import unify
from tflint_cognito.terraform.types import DYNAMIC, ListOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Known, Unknown, Value, is_whole


def _element_type(*sets: Value) -> Type:
    """The type that all elements can have; an empty set of no type fits any."""
    types = []
    for given in sets:
        assert isinstance(given.type, SetOf)
        if not (isinstance(given, Known) and not given.value and given.type.element is DYNAMIC):
            types.append(given.type.element)
    if not types:
        return SetOf(DYNAMIC)
    common = unify(types)
    if common is None:
        raise Failure("given sets must all have compatible element types")
    return SetOf(common)


setunion_type = setintersection_type = setsubtract_type = _element_type


def setunion(call: Invocation, *sets: Value) -> Value:
    """A set that is unknown leaves the elements of the others certain."""
    if any(isinstance(given, Unknown) for given in sets):
        return call.unknown(*sets, parts=certain(sets), refers_to=only_reference(sets))
    elements = tuple(element for given in _converted(call, sets) for element in members(given))
    call.budget.check_size(elements=len(elements))
    return Known(as_set(elements), call.type)


def setintersection(call: Invocation, *sets: Value) -> Value:
    if not all(map(is_whole, sets)):
        return call.unknown(*sets)
    first, *others = _converted(call, sets)
    kept = tuple(each for each in members(first) if all(_holds(other, each) for other in others))
    return Known(kept, call.type)


def setsubtract(call: Invocation, *sets: Value) -> Value:
    if not all(map(is_whole, sets)):
        return call.unknown(*sets)
    first, second = _converted(call, sets)
    return Known(tuple(each for each in members(first) if not _holds(second, each)), call.type)


def _converted(call: Invocation, sets: tuple[Value, ...]) -> Iterator[Value]:
    for index, given in enumerate(sets):
        try:
            yield convert(given, call.type)
        except EvaluationError as error:
            raise Failure(error.message, index) from error


def _holds(given: Value, element: Value) -> bool:
    return any(equal(each, element) is True for each in members(given))


def setproduct_type(*sets: Value) -> Type:
    if len(sets) < 2:
        raise Failure("at least two arguments are required", certain=True)
    elements = TupleOf(tuple(_factor_type(given.type, index) for index, given in enumerate(sets)))
    return SetOf(elements) if any(isinstance(given.type, SetOf) for given in sets) else ListOf(elements)


def _factor_type(kind: Type, index: int) -> Type:
    match kind:
        case SetOf(element) | ListOf(element):
            return element
        case TupleOf(()):
            return DYNAMIC
        case TupleOf(types):
            common = unify(types)
            if common is None:
                raise Failure("all elements must be of the same type", index)
            return common
    raise Failure("a set or a list is required", index)


def setproduct(call: Invocation, *sets: Value) -> Value:
    if any(isinstance(given, Unknown) or (isinstance(given.type, SetOf) and not _is_counted(given)) for given in sets):
        return call.unknown(*sets)
    call.budget.check_size(elements=prod(len(members(given)) for given in sets))
    assert isinstance(call.type, ListOf | SetOf) and isinstance(call.type.element, TupleOf)
    kinds = call.type.element.elements
    factors = [[convert(element, kind) for element in members(given)] for given, kind in zip(sets, kinds, strict=True)]
    rows = tuple(Known(row, call.type.element) for row in product(*factors))
    return Known(as_set(rows) if isinstance(call.type, SetOf) else rows, call.type)


def _is_counted(given: Value) -> bool:
    return len(members(given)) == 1 or is_whole(given)
