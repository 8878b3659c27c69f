"""Functions on maps and objects. Their elements are kept in the order of their keys."""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.collections import members
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, go_quote, text, texts
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.trails import join
from tflint_cognito.terraform.types import DYNAMIC, STRING, ListOf, MapOf, ObjectOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, is_sensitive, is_whole


def entries(value: Value) -> Mapping[str, Value]:
    """The elements of a known map or the attributes of a known object, in the order of their keys."""
    assert isinstance(value, Known) and isinstance(value.value, Mapping)
    return {key: value.value[key] for key in sorted(value.value)}


def keys_type(given: Value) -> Type:
    match given.type:
        case MapOf():
            return ListOf(STRING)
        case ObjectOf(attributes):
            return TupleOf((STRING,) * len(attributes))
    raise Failure("must have map or object type", 0)


def keys(call: Invocation, given: Value) -> Value:
    """An object's keys are known by its type, whatever its attributes hold."""
    if isinstance(given.type, ObjectOf):
        return Known(tuple(map(text, sorted(given.type.attributes))), call.type)
    return call.unknown(given) if isinstance(given, Unknown) else texts(list(entries(given)))


def values_type(given: Value) -> Type:
    match given.type:
        case MapOf(element):
            return ListOf(element)
        case ObjectOf(attributes):
            return TupleOf(tuple(attributes[name] for name in sorted(attributes)))
    raise Failure("values() requires a map as the first argument")


def values(call: Invocation, given: Value) -> Value:
    return Known(tuple(entries(given).values()), call.type)


def lookup_type(given: Value, key: Value, *default: Value) -> Type:
    if len(default) > 1:
        raise Failure(f"lookup() takes two or three arguments, got {2 + len(default)}", certain=True)
    match given.type:
        case ObjectOf(attributes):
            if not isinstance(key, Known):
                return DYNAMIC
            name = str(key.value)
            if name in attributes:
                return attributes[name]
            if default:
                return default[0].type
            raise Failure(f"the given object has no attribute {go_quote(name)}", 0)
        case MapOf(element):
            if default:
                _check_default(default[0], element)
            return element
    raise Failure("lookup() requires a map as the first argument", 0)


def _check_default(default: Value, element: Type) -> None:
    try:
        convert(default, element)
    except EvaluationError as error:
        raise Failure("the default value must have the same type as the map elements", 2) from error


def lookup(call: Invocation, given: Value, key: Value, *default: Value) -> Value:
    if not isinstance(given, Known) or not isinstance(key, Known):
        return call.unknown(given, key)
    found = entries(given).get(str(key.value))
    if found is not None:
        picked = call.picked(found, given, str(key.value))
        return replace(picked, trail=join((picked.trail, key.trail)))
    if default:
        return convert(default[0], call.type)
    raise Failure(f"lookup failed to find key {go_quote(str(key.value))}")


def merge_type(*maps: Value) -> Type:
    if not maps:
        return ObjectOf({})
    if any(given.type is DYNAMIC for given in maps):
        return DYNAMIC
    for given in maps:
        if not isinstance(given.type, MapOf | ObjectOf):
            raise Failure(f"arguments must be maps or objects, got {go_quote(str(given.type))}")
    if all(given.type == maps[0].type for given in maps):
        return maps[0].type
    return _merged_object(maps)


def _merged_object(maps: tuple[Value, ...]) -> Type:
    attributes: dict[str, Type] = {}
    for given in maps:
        match given.type, given:
            case _, Absent():
                continue
            case ObjectOf(own), _:
                attributes.update(own)
            case MapOf(element), Known():
                attributes.update(dict.fromkeys(entries(given), element))
            case _:
                return DYNAMIC
    return ObjectOf(dict(sorted(attributes.items())))


def merge(call: Invocation, *maps: Value) -> Value:
    """The last of equal keys wins; a null is as good as an empty map."""
    if any(isinstance(given, Unknown) for given in maps):
        return call.unknown(*maps)
    merged: dict[str, Value] = {}
    for given in maps:
        if isinstance(given, Known):
            merged.update(entries(given))
    ordered = {key: merged[key] for key in sorted(merged)}
    if isinstance(call.type, MapOf):
        return Known(ordered, call.type)
    return Known(ordered, ObjectOf({key: value.type for key, value in ordered.items()}))


def zipmap_type(keys: Value, values: Value) -> Type:
    match values.type:
        case ListOf(element):
            return MapOf(element)
        case TupleOf(types):
            if not isinstance(keys, Known) or not is_whole(keys):
                return DYNAMIC
            _check_counts(members(keys), types)
            paired = dict(zip(_names(keys), types, strict=True))
            return ObjectOf({name: paired[name] for name in sorted(paired)})
    raise Failure("values argument must be a list or tuple value", certain=True)


def _check_counts(keys: tuple[Value, ...], values: tuple[object, ...]) -> None:
    if len(keys) != len(values):
        raise Failure(f"number of keys ({len(keys)}) does not match number of values ({len(values)})", certain=True)


def _names(keys: Value) -> list[str]:
    names = []
    for index, key in enumerate(members(keys)):
        if not isinstance(key, Known):
            raise Failure(f"keys list has null value at index {index}")
        names.append(str(key.value))
    return names


def zipmap(call: Invocation, keys: Value, values: Value) -> Value:
    """Keys carry no marks of their own, so a sensitive one marks the whole map."""
    if not isinstance(keys, Known) or not isinstance(values, Known) or not is_whole(keys):
        return call.unknown(keys, values)
    _check_counts(members(keys), members(values))
    paired = dict(zip(_names(keys), members(values), strict=True))
    made = Known({key: paired[key] for key in sorted(paired)}, call.type)
    return replace(made, sensitive=is_sensitive(keys))


def transpose(call: Invocation, given: Value) -> Value:
    if not is_whole(given):
        return call.unknown(given)
    transposed: dict[str, list[str]] = {}
    for key, inner in entries(given).items():
        if isinstance(inner, Absent):
            raise Failure("input must not contain null list")
        for element in members(inner):
            if not isinstance(element, Known):
                raise Failure("input list must not contain null string")
            transposed.setdefault(str(element.value), []).append(key)
    return Known({key: texts(sorted(transposed[key])) for key in sorted(transposed)}, call.type)
