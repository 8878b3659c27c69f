"""Functions on collections of any kind: what is in them, and which of several values is the first that counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import reduce

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.bounds import of_length, settled
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.equality import equal
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, only_reference
from tflint_cognito.terraform.evaluation.functions.numbers import add
from tflint_cognito.terraform.evaluation.functions.strings import clusters
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.unification import unify
from tflint_cognito.terraform.types import (
    DYNAMIC,
    NUMBER,
    ListOf,
    MapOf,
    ObjectOf,
    Primitive,
    SetOf,
    TupleOf,
    Type,
)
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, is_whole, number


def length(call: Invocation, value: Value) -> Value:
    """Tuples and objects have their length by their type; a set with an unknown element may still collapse."""
    match value.type, value:
        case TupleOf(elements), _:
            return number(len(elements))
        case ObjectOf(attributes), _:
            return number(len(attributes))
        case Primitive(name="string"), Unknown():
            return replace(call.unknown(value), bounds=(0, None))
        case Primitive(name="dynamic"), Unknown():
            return call.unknown(value)
        case ((ListOf() | SetOf() | MapOf()), Unknown()):
            return settled(replace(call.unknown(value), bounds=of_length(value), not_null=True))
        case SetOf(), Known(value=tuple() as members) if len(members) > 1 and not is_whole(value):
            return replace(call.unknown(value), bounds=of_length(value))
        case ((ListOf() | SetOf() | MapOf()), Known(value=tuple() | Mapping() as members)):
            return number(len(members))
        case _, Known(value=str() as content):
            return number(len(clusters(content)))
        case _:
            raise Failure("argument must be a string, a collection type, or a structural type")


def members(value: Value) -> tuple[Value, ...]:
    """The elements of a known list, set or tuple."""
    assert isinstance(value, Known) and isinstance(value.value, tuple)
    return value.value


def is_sequence(type: Type) -> bool:
    return isinstance(type, ListOf | TupleOf)


def alltrue(call: Invocation, given: Value) -> Value:
    for element in members(given):
        match element:
            case Unknown():
                return call.unknown(element)
            case Absent() | Known(value=False):
                return boolean(False)
    return boolean(True)


def anytrue(call: Invocation, given: Value) -> Value:
    if any(isinstance(element, Known) and element.value is True for element in members(given)):
        return boolean(True)
    return boolean(False) if is_whole(given) else call.unknown(given)


def contains(call: Invocation, given: Value, value: Value) -> Value:
    if not isinstance(given.type, ListOf | SetOf | TupleOf):
        raise Failure("argument must be list, tuple, or set")
    answers = [equal(element, value) for element in members(given)]
    if True in answers:
        return boolean(True)
    return call.unknown(given, value) if None in answers else boolean(False)


def index(call: Invocation, given: Value, value: Value) -> Value:
    if not is_sequence(given.type):
        raise Failure("argument must be a list or tuple")
    if not members(given):
        raise Failure("cannot search an empty list")
    for position, element in enumerate(members(given)):
        match equal(element, value):
            case True:
                return number(position)
            case None:
                return call.unknown(element, value)
    raise Failure("item not found")


def coalesce_type(*values: Value) -> Type:
    found = unify([value.type for value in values])
    if found is None:
        raise Failure("all arguments must have the same type")
    return found


def coalesce(call: Invocation, *values: Value) -> Value:
    """The first value that is neither null nor ""; one that is unknown decides, unless it is the only one left."""
    for position, given in enumerate(values):
        value = convert(given, call.type)
        match value:
            case Unknown():
                return _coalesce_unknown(call, value, values[position + 1 :])
            case Absent() | Known(value=""):
                continue
            case Known():
                return value
    raise Failure("no non-null, non-empty-string arguments")


def _coalesce_unknown(call: Invocation, value: Unknown, others: tuple[Value, ...]) -> Value:
    """The id of a resource that is there is never null or empty, and a last argument is the answer or an error."""
    if not others or (value.refers_to is not None and value.not_null):
        return call.standing_for(value)
    return call.unknown(value, refers_to=only_reference((value, *others)))


def one_type(given: Value) -> Type:
    match given.type:
        case ListOf(element) | SetOf(element):
            return element
        case TupleOf(()):
            return DYNAMIC
        case TupleOf((only,)):
            return only
    raise Failure("must be a list, set, or tuple value with either zero or one elements", 0, certain=True)


def one(call: Invocation, given: Value) -> Value:
    if isinstance(given, Unknown):
        return call.unknown(given, refers_to=given.refers_to)
    match members(given):
        case ():
            return Absent(call.type)
        case (only,):
            return call.picked(only, given, None if isinstance(given.type, SetOf) else 0)
        case _ if isinstance(given.type, SetOf) and not is_whole(given):
            return call.unknown(given)
    raise Failure("must be a list, set, or tuple value with either zero or one elements", 0, certain=True)


def sum_(call: Invocation, given: Value) -> Value:
    if not isinstance(given, Known) or not isinstance(given.value, tuple | Mapping):
        raise Failure("cannot sum noniterable", 0)
    if not given.value:
        raise Failure("cannot sum an empty list", 0)
    if not isinstance(given.value, tuple):
        kind = "map of " + str(given.type.element) if isinstance(given.type, MapOf) else str(given.type)
        raise Failure(f"argument must be list, set, or tuple. Received {kind}", 0)
    if not is_whole(given):
        return call.unknown(given)
    return number(_total([_number(element) for element in given.value]))


def _number(element: Value) -> int | Decimal:
    try:
        converted = convert(element, NUMBER)
    except EvaluationError:
        converted = Absent()
    if isinstance(converted, Known) and isinstance(converted.value, int | Decimal):
        return converted.value
    raise Failure("argument must be list, set, or tuple of number values", 0)


def _total(amounts: list[int | Decimal]) -> int | Decimal:
    if Decimal("Infinity") in amounts and Decimal("-Infinity") in amounts:
        raise Failure("can't compute sum of opposing infinities")
    return reduce(add, amounts)
