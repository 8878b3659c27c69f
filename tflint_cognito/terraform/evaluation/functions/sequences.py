"""Functions on lists and tuples. Where an argument is unknown, the elements that are certain are kept as parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.collections import is_sequence, members
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, integer, only_reference
from tflint_cognito.terraform.evaluation.functions.numbers import add
from tflint_cognito.terraform.evaluation.numerals import Number
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.unification import unify
from tflint_cognito.terraform.types import DYNAMIC, NUMBER, ListOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Known, Unknown, Value, is_whole, number


def certain(values: Iterable[Value]) -> Iterator[Value]:
    """The elements that are certainly among those of `values`: of a list that is unknown, what is known of it."""
    for value in values:
        match value:
            case Known(value=tuple() as elements):
                yield from elements
            case Unknown(parts=parts) if not isinstance(value.type, type(DYNAMIC)) or parts:
                yield from parts


def concat_type(*lists: Value) -> Type:
    if not lists:
        raise Failure("at least one argument is required")
    if all(isinstance(given.type, ListOf) for given in lists):
        common = unify([given.type for given in lists])
        if common is not None:
            return common
    elements: list[Type] = []
    for index, given in enumerate(lists):
        match given.type, given:
            case TupleOf(types), _:
                elements.extend(types)
            case ListOf(element), Known(value=tuple() as items):
                elements.extend(element for _ in items)
            case ListOf(), _:
                return DYNAMIC
            case _:
                raise Failure(f"all arguments must be lists or tuples; got {given.type}", index)
    return TupleOf(tuple(elements))


def concat(call: Invocation, *lists: Value) -> Value:
    """A list that is unknown makes the whole unknown, but what stands before and after it is certain."""
    if any(isinstance(given, Unknown) for given in lists):
        return call.unknown(*lists, parts=certain(lists), refers_to=only_reference(lists))
    if not isinstance(call.type, ListOf):
        return Known(tuple(element for given in lists for element in members(given)), call.type)
    elements: list[Value] = []
    for index, given in enumerate(lists):
        elements.extend(members(_to_list(given, call.type, index)))
    call.budget.check_size(elements=len(elements))
    return Known(tuple(elements), call.type)


def _to_list(given: Value, kind: Type, index: int) -> Value:
    try:
        return convert(given, kind)
    except EvaluationError as error:
        raise Failure(error.message, index) from error


def flatten_type(given: Value) -> Type:
    if not is_whole(given) and not isinstance(given.type, ListOf | SetOf | TupleOf):
        return DYNAMIC
    if not isinstance(given.type, ListOf | SetOf | TupleOf):
        raise Failure("can only flatten lists, sets and tuples")
    if not is_whole(given):
        return DYNAMIC
    return TupleOf(tuple(element.type for element in _leaves(given)))


def flatten(call: Invocation, given: Value) -> Value:
    """Terraform flattens around unknown elements unless they may be lists themselves."""
    leaves = list(_leaves(given))
    sensitive = given.sensitive or any(nested.sensitive for nested in _nested(given))
    call.budget.check_size(elements=len(leaves))
    if not _is_flat(given) or any(isinstance(leaf, Unknown) and _may_nest(leaf.type) for leaf in leaves):
        known = (leaf for leaf in leaves if not (isinstance(leaf, Unknown) and _may_nest(leaf.type)))
        reference = only_reference([given])
        return replace(call.unknown(given, parts=known, refers_to=reference), sensitive=sensitive)
    return Known(tuple(leaves), TupleOf(tuple(leaf.type for leaf in leaves)), sensitive=sensitive)


def _leaves(given: Value) -> Iterator[Value]:
    match given:
        case Known(value=tuple() as elements):
            for element in elements:
                yield from _leaves(element)
        case Unknown(parts=(_, *_) as parts) if _may_nest(given.type):
            yield from parts
            yield replace(given, parts=())
        case _:
            yield given


def _nested(given: Value) -> Iterator[Value]:
    if isinstance(given, Known) and isinstance(given.value, tuple):
        for element in given.value:
            if isinstance(element.type, ListOf | SetOf | TupleOf):
                yield element
                yield from _nested(element)


def _is_flat(given: Value) -> bool:
    """Whether the number of elements is known: not of a set with an unknown one."""
    sets = [given, *_nested(given)]
    return all(
        is_whole(each) or len(members(each)) == 1
        for each in sets
        if isinstance(each.type, SetOf) and isinstance(each, Known)
    )


def _may_nest(kind: Type) -> bool:
    return kind is DYNAMIC or isinstance(kind, ListOf | SetOf | TupleOf)


def element_type(given: Value, position: Value) -> Type:
    match given.type:
        case ListOf(element):
            return element
        case TupleOf() if isinstance(position, Unknown):
            return DYNAMIC
        case TupleOf(types):
            return types[_position(position, len(types), in_tuple=True)]
    raise Failure(f"cannot read elements from {given.type}")


def _position(position: Value, count: int, in_tuple: bool = False) -> int:
    assert isinstance(position, Known) and isinstance(position.value, int | Decimal)
    at = integer(position.value, "invalid index: ")
    if count == 0:
        raise Failure("cannot use element function with an empty list")
    if in_tuple and at < 0 and at % count:
        # https://github.com/hashicorp/terraform/issues/36376
        raise Failure("some versions of Terraform crash on an index below zero", 1, disputed=True)
    return at % count


def element(call: Invocation, given: Value, position: Value) -> Value:
    if isinstance(given, Unknown):
        return call.unknown(given, refers_to=given.refers_to)
    at = _position(position, len(members(given)))
    return call.picked(members(given)[at], given, at)


def coalescelist_type(*lists: Value) -> Type:
    if not lists:
        raise Failure("at least one argument is required")
    for given in lists:
        if isinstance(given, Unknown):
            return DYNAMIC
        if not is_sequence(given.type):
            raise Failure("coalescelist arguments must be lists or tuples", certain=True)
    kinds = [given.type for given in lists]
    return kinds[0] if all(kind == kinds[0] for kind in kinds) else DYNAMIC


def coalescelist(call: Invocation, *lists: Value) -> Value:
    for given in lists:
        match given:
            case Unknown():
                return call.unknown(given, refers_to=only_reference(lists))
            case Known(value=tuple() as elements) if elements:
                return given
    raise Failure("no non-null arguments")


def reverse_type(given: Value) -> Type:
    match given.type:
        case TupleOf(types):
            return TupleOf(types[::-1])
        case ListOf(element) | SetOf(element):
            return ListOf(element)
    raise Failure(f"can only reverse list or tuple values, not {given.type}", 0)


def reverse(call: Invocation, given: Value) -> Value:
    return Known(members(given)[::-1], call.type)


def slice_type(given: Value, start: Value, end: Value) -> Type:
    if isinstance(given.type, SetOf):
        raise Failure(
            "cannot slice a set, because its elements do not have indices; explicitly convert to a list if the "
            "ordering of the result is not important",
            0,
        )
    if not is_sequence(given.type):
        raise Failure("must be a list or tuple value", 0)
    first, last = _bounds(given, start, end)
    if isinstance(given.type, TupleOf):
        return DYNAMIC if first is None or last is None else TupleOf(given.type.elements[first:last])
    return given.type


def _bounds(given: Value, start: Value, end: Value) -> tuple[int | None, int | None]:
    count = len(given.type.elements) if isinstance(given.type, TupleOf) else None
    if isinstance(given, Known):
        count = len(members(given))
    first = _bound(start, "start", 1, count)
    last = _bound(end, "end", 2, count)
    if first is not None and last is not None and first > last:
        raise Failure("start index must not be greater than end index", 1)
    return first, last


def _bound(value: Value, name: str, argument: int, count: int | None) -> int | None:
    if not isinstance(value, Known) or not isinstance(value.value, int | Decimal):
        return None
    bound = integer(value.value, f"invalid {name} index: ", argument)
    if bound < 0:
        raise Failure(f"{name} index must not be less than zero", argument)
    if count is not None and bound > count:
        raise Failure(f"{name} index must not be greater than the length of the list", argument)
    return bound


def slice_(call: Invocation, given: Value, start: Value, end: Value) -> Value:
    first, last = _bounds(given, start, end)
    return Known(members(given)[first:last], call.type)


def chunklist_type(given: Value, size: Value) -> Type:
    return ListOf(given.type)


def chunklist(call: Invocation, given: Value, size: Value) -> Value:
    assert isinstance(size, Known) and isinstance(size.value, int | Decimal)
    count = integer(size.value, "invalid size: ")
    if count < 0:
        raise Failure("the size argument must be positive")
    elements = members(given)
    count = count or max(len(elements), 1)
    pieces = [elements[start : start + count] for start in range(0, len(elements), count)]
    return Known(tuple(Known(piece, given.type) for piece in pieces), call.type)


def range_(call: Invocation, *amounts: Value) -> Value:
    """At most 1,024 numbers: that is Terraform's own bound."""
    if any(isinstance(amount, Unknown) for amount in amounts):
        return call.unknown(*amounts)
    start, end, step = _span([_amount(amount) for amount in amounts])
    if step < 0 and end > start:
        raise Failure("end must be less than start when step is negative", 1)
    if step >= 0 and end < start:
        raise Failure("end must be greater than start when step is positive", 1)
    numbers: list[Value] = []
    while start > end if step < 0 else start < end:
        if len(numbers) >= 1024:
            raise Failure(
                "more than 1024 values were generated; either decrease the difference between start and end or use a "
                "smaller step"
            )
        numbers.append(number(start))
        start = add(start, step)
    return Known(tuple(numbers), ListOf(NUMBER))


def _amount(value: Value) -> Number:
    assert isinstance(value, Known) and isinstance(value.value, int | Decimal)
    return value.value


def _span(amounts: list[Number]) -> tuple[Number, Number, Number]:
    match amounts:
        case [end]:
            return 0, end, -1 if end < 0 else 1
        case [start, end]:
            return start, end, -1 if end < start else 1
        case [start, end, step]:
            return start, end, step
    raise Failure("must have one, two, or three arguments")
