"""Which element of a planned list, set or kind of block is which one in the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tflint_cognito.terraform.agreement import agree
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

Pair = tuple[Value, Value | None]

#: Beyond this, elements that are not the same are not compared one by one to find the nearest.
MOST_COMPARED = 200


def pair(planned: Sequence[Value], written: Sequence[Value], is_set: bool) -> list[Pair]:
    """Each planned element with the one that it is in the source, None where it is not there.

    Lists of one length are paired in order. A plan sorts its sets: their elements are found by what they hold, and come
    in the order of the source, which is that of the places; those that are not there come last.
    """
    if not is_set and len(planned) == len(written):
        return list(zip(planned, written, strict=True))
    waiting = list(enumerate(planned))
    chosen: dict[int, tuple[int, Value]] = {}  # by position in the source
    for exact in (True, False):
        for at, other in enumerate(written):
            if at not in chosen and (found := _find(other, waiting, exact)) is not None:
                waiting.remove(found)
                chosen[at] = found
    if is_set:
        paired: list[Pair] = [(chosen[at][1], written[at]) for at in sorted(chosen)]
        return [*paired, *((value, None) for _, value in waiting)]
    found_at = {index: written[at] for at, (index, _) in chosen.items()}
    return [(value, found_at.get(index)) for index, value in enumerate(planned)]


def _find(other: Value, waiting: Sequence[tuple[int, Value]], exact: bool) -> tuple[int, Value] | None:
    """The first of those that wait that is `other`; not `exact`: the one that it is likest to, blocks by what they
    share, another only where one of both is unknown."""
    if exact:
        return next((one for one in waiting if _is_known(one[1], other) and agree(one[1], other)), None)
    likest = max(waiting[:MOST_COMPARED], key=lambda one: _likeness(one[1], other), default=None)
    return likest if likest is not None and _likeness(likest[1], other) > 0 else None


def _is_known(*values: Value) -> bool:
    """Whether nothing is unknown in any of `values`, absent ones aside."""
    return not any(map(is_open, values)) and all(isinstance(value, Known) for value in values)


def is_open(value: Value) -> bool:
    """Whether it is unknown, or anything in it is."""
    match value:
        case Known(value=Mapping() as mapping):
            return any(map(is_open, mapping.values()))
        case Known(value=tuple() as items):
            return any(map(is_open, items))
    return isinstance(value, Unknown)


def _likeness(one: Value, other: Value) -> int:
    """How many attributes two blocks share, those that both or neither know counting more; of anything else, whether
    both may be the same."""
    match one, other:
        case Known(value=Mapping() as block), Known(value=Mapping() as opposite):
            shared = (name for name in block if not isinstance(opposite.get(name, _NONE), Absent))
            return sum(_shared(block[name], opposite[name]) for name in shared)
    return int(agree(one, other))


def _shared(one: Value, other: Value) -> int:
    if not agree(one, other):
        return 0
    return 2 if isinstance(one, Unknown) is isinstance(other, Unknown) else 1


_NONE = Absent()
