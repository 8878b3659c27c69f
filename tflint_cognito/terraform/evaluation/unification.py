"""Which type values of several types can all have, and which types convert to which.

The rules are those of go-cty's convert package. A conversion is safe where it cannot fail and loses nothing (number to
string, set to list); one that may fail (string to number, map to object) or lose (list to set) is allowed as well,
except where `safe` asks otherwise.
https://github.com/zclconf/go-cty/blob/main/docs/convert.md
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tflint_cognito.terraform.types import (
    DYNAMIC,
    STRING,
    ListOf,
    MapOf,
    ObjectOf,
    Primitive,
    SetOf,
    TupleOf,
    Type,
)


def unify(types: Sequence[Type], *, safe: bool = False) -> Type | None:
    """The type that all of `types` convert to, None where there is none (or nothing to unify)."""
    distinct = _distinct(types)
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    kinds = {type(each) for each in distinct if each is not DYNAMIC}
    undecided = DYNAMIC in distinct
    if len(kinds) == 1 and kinds <= {ListOf, SetOf, MapOf, ObjectOf, TupleOf}:
        return DYNAMIC if undecided else _unify_alike(distinct, safe)
    if kinds == {MapOf, ObjectOf} or kinds == {ListOf, TupleOf}:
        found = _unify_with_collections(distinct, safe)
        if found is not None:
            return found
    if {ObjectOf, TupleOf} <= kinds:
        return None
    return _most_general(distinct, safe)


def is_convertible(source: Type, target: Type, *, safe: bool = False) -> bool:
    """Whether there is a conversion at all; one that is not safe may still fail on the value."""
    if source == target or target is DYNAMIC:
        return True
    if source is DYNAMIC:
        return not safe
    match source, target:
        case Primitive(), Primitive():
            return target is STRING or (source is STRING and not safe)
        case ObjectOf(), ObjectOf():
            return _is_object_convertible(source, target, safe)
        case TupleOf(ours), TupleOf(theirs):
            same_length = len(ours) == len(theirs)
            return same_length and all(is_convertible(a, b, safe=safe) for a, b in zip(ours, theirs, strict=True))
        case (SetOf(ours), ListOf(theirs)) | (ListOf(ours), ListOf(theirs)) | (SetOf(ours), SetOf(theirs)):
            return is_convertible(ours, theirs, safe=safe)
        case ListOf(ours), SetOf(theirs):
            return not safe and is_convertible(ours, theirs)
        case MapOf(ours), MapOf(theirs):
            return is_convertible(ours, theirs, safe=safe)
        case TupleOf(ours), ListOf(theirs) | SetOf(theirs):
            return _are_convertible(ours, theirs, safe) and not (theirs is DYNAMIC and _is_undecided(ours, safe))
        case ObjectOf(ours), MapOf(theirs):
            return _are_convertible(ours.values(), theirs, safe)
        case MapOf(element), ObjectOf(attributes):
            needed = (kind for name, kind in attributes.items() if name not in target.optional)
            return not safe and all(is_convertible(element, kind) for kind in needed)
    return False


def is_kindred(source: Type, target: Type) -> bool:
    """Whether a conversion depends on types that may be open: never does a tuple become a string, or one of maps."""
    match source, target:
        case (ListOf(ours) | SetOf(ours), ListOf(theirs) | SetOf(theirs)) | (MapOf(ours), MapOf(theirs)):
            return is_kindred(ours, theirs)
        case TupleOf(kinds), ListOf(theirs) | SetOf(theirs):
            return all(is_kindred(kind, theirs) for kind in kinds)
        case ObjectOf(attributes), MapOf(theirs):
            return all(is_kindred(kind, theirs) for kind in attributes.values())
        case (TupleOf(), TupleOf()) | (MapOf() | ObjectOf(), ObjectOf()):
            return True
    return (isinstance(source, Primitive) and isinstance(target, Primitive)) or DYNAMIC in (source, target)


def element_type(types: Iterable[Type], wanted: Type, *, safe: bool = False) -> Type | None:
    """What the elements of a tuple or object of `types` become in a collection of `wanted`, which may leave it open."""
    return unify(tuple(types), safe=safe) if wanted is DYNAMIC else wanted


def _are_convertible(types: Iterable[Type], wanted: Type, safe: bool) -> bool:
    types = tuple(types)
    if not types:
        return True
    element = element_type(types, wanted, safe=safe)
    return element is not None and all(is_convertible(kind, element, safe=safe) for kind in types)


def _is_undecided(types: Sequence[Type], safe: bool) -> bool:
    """Whether some of the types are still to be known, and the others too different to go on without them."""
    unified = unify(types, safe=safe)
    return unified is not None and any(_is_left_open(kind, unified) for kind in types)


def _is_left_open(given: Type, unified: Type) -> bool:
    """Whether the common type leaves something open, at any depth, that is known in this one of the types."""
    match given, unified:
        case (ListOf(ours), ListOf(theirs)) | (SetOf(ours), SetOf(theirs)) | (MapOf(ours), MapOf(theirs)):
            return _is_left_open(ours, theirs)
        case TupleOf(kinds), ListOf(theirs) | SetOf(theirs):
            return any(_is_left_open(kind, theirs) for kind in kinds)
        case TupleOf(ours), TupleOf(theirs):
            return any(map(_is_left_open, ours, theirs))
        case ObjectOf(attributes), MapOf(theirs):
            return any(_is_left_open(kind, theirs) for kind in attributes.values())
        case ObjectOf(ours), ObjectOf(theirs) if isinstance(theirs, dict):
            return any(_is_left_open(ours[name], kind) for name, kind in theirs.items() if name in ours)
    return unified is DYNAMIC and given is not DYNAMIC


def _is_object_convertible(source: ObjectOf, target: ObjectOf, safe: bool) -> bool:
    """Attributes that the target lacks are left out; those that it has must be there unless they are optional."""
    for name, wanted in target.attributes.items():
        given = source.attributes.get(name)
        if given is None:
            if name not in target.optional:
                return False
        elif not is_convertible(given, wanted, safe=safe):
            return False
    return True


def _distinct(types: Sequence[Type]) -> list[Type]:
    distinct: list[Type] = []
    for each in types:
        if not any(each is other or each == other for other in distinct):
            distinct.append(each)
    return distinct


def _unify_alike(types: Sequence[Type], safe: bool) -> Type | None:
    """The common type of types that are all lists, all sets, all maps, all objects or all tuples."""
    objects = [each for each in types if isinstance(each, ObjectOf)]
    if objects:
        return _unify_objects(objects, safe)
    tuples = [each for each in types if isinstance(each, TupleOf)]
    if tuples:
        return _unify_tuples(tuples, safe)
    element = unify([each.element for each in types if isinstance(each, ListOf | SetOf | MapOf)], safe=safe)
    kind = {ListOf: ListOf, SetOf: SetOf, MapOf: MapOf}[type(types[0])]
    return None if element is None else kind(element)


def _unify_objects(types: Sequence[ObjectOf], safe: bool) -> Type | None:
    """Objects of the same attributes make such an object, others a map."""
    names = types[0].attributes.keys()
    if any(each.attributes.keys() != names for each in types):
        return _unify_to(MapOf, types, [kind for each in types for kind in each.attributes.values()], safe)
    attributes: dict[str, Type] = {}
    for name in names:
        found = unify([each.attributes[name] for each in types], safe=safe)
        if found is None:
            return None
        attributes[name] = found
    return ObjectOf(attributes)


def _unify_tuples(types: Sequence[TupleOf], safe: bool) -> Type | None:
    """Tuples of the same length make such a tuple, others a list."""
    length = len(types[0].elements)
    if any(len(each.elements) != length for each in types):
        return _unify_to(ListOf, types, [kind for each in types for kind in each.elements], safe)
    elements: list[Type] = []
    for across in zip(*(each.elements for each in types), strict=True):
        found = unify(across, safe=safe)
        if found is None:
            return None
        elements.append(found)
    return TupleOf(tuple(elements))


def _unify_to(kind: Callable[[Type], Type], types: Sequence[Type], elements: Sequence[Type], safe: bool) -> Type | None:
    element = unify(elements, safe=safe)
    if element is None:
        return None
    collection = kind(element)
    return collection if all(is_convertible(each, collection, safe=safe) for each in types) else None


def _unify_with_collections(types: Sequence[Type], safe: bool) -> Type | None:
    """Objects beside maps are taken for maps, tuples beside lists for lists, if they can be."""
    objects = [each for each in types if isinstance(each, ObjectOf)]
    tuples = [each for each in types if isinstance(each, TupleOf)]
    if objects:
        kinds = [kind for each in objects for kind in each.attributes.values()]
        collection = _unify_to(MapOf, objects, kinds, safe)
    else:
        collection = _unify_to(ListOf, tuples, [kind for each in tuples for kind in each.elements], safe)
    if collection is None:
        return None
    found = unify([collection if isinstance(each, ObjectOf | TupleOf) else each for each in types], safe=safe)
    return found if isinstance(found, MapOf | ListOf) else None


def _most_general(types: Sequence[Type], safe: bool) -> Type | None:
    """The first of the types, more general ones before others, that all of them convert to."""
    for candidate in _by_generality(types):
        if all(is_convertible(each, candidate, safe=safe) for each in types):
            return candidate
    return None


def _by_generality(types: Sequence[Type]) -> list[Type]:
    """The types in an order that puts each behind those that are more general, and is theirs otherwise."""
    above = {
        index: {other for other in range(len(types)) if other != index and _is_more_general(types[other], types[index])}
        for index in range(len(types))
    }
    queue = [index for index, more_general in above.items() if not more_general]
    for index in queue:
        for other, more_general in above.items():
            if index in more_general:
                more_general.remove(index)
                if not more_general:
                    queue.append(other)
    return [types[index] for index in queue]


def _is_more_general(one: Type, other: Type) -> bool:
    return _compare(one, other) > 0


def _compare(one: Type, other: Type) -> int:
    """1 where `one` is more general than `other`, -1 where it is the other way round, 0 where neither is."""
    if one is DYNAMIC or other is DYNAMIC:
        return (other is DYNAMIC) - (one is DYNAMIC)
    match one, other:
        case Primitive(), Primitive():
            return (one is STRING) - (other is STRING)
        case (ListOf(ours), ListOf(theirs)) | (SetOf(ours), SetOf(theirs)) | (MapOf(ours), MapOf(theirs)):
            return _compare(ours, theirs)
        case (TupleOf() | ListOf(), SetOf()) | (ListOf(), TupleOf()) | (MapOf(), ObjectOf()):
            return 1
        case (SetOf(), TupleOf() | ListOf()) | (TupleOf(), ListOf()) | (ObjectOf(), MapOf()):
            return -1
        case ObjectOf(ours), ObjectOf(theirs) if ours.keys() == theirs.keys():
            return _compare_all((ours[name], theirs[name]) for name in ours)
        case TupleOf(ours), TupleOf(theirs) if len(ours) == len(theirs):
            return _compare_all(zip(ours, theirs, strict=True))
    return 0


def _compare_all(pairs: Iterable[tuple[Type, Type]]) -> int:
    found = {_compare(ours, theirs) for ours, theirs in pairs} - {0}
    return found.pop() if len(found) == 1 else 0
