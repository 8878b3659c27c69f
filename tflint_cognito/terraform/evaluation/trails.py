"""How trails are joined where values meet in an operation, and narrowed where an element is picked from a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tflint_cognito.records import replace
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.values import Known, Unknown, Value, elements, first_unknown, is_sensitive

LONGEST_TRAIL = 12
#: In larger collections nobody looks for the one element that a step passed on; the step stays on the trail of each.
MANY_ELEMENTS = 200

Trail = tuple[Step, ...]
Key = str | int | None


def join(trails: Iterable[Trail]) -> Trail:
    """All steps in order, each once, the nearest LONGEST_TRAIL of them."""
    joined: dict[tuple[str, str, Range | None], Step] = {}
    for trail in trails:
        for step in trail:
            joined.setdefault((step.subject, step.how, step.range), step)
    return tuple(joined.values())[:LONGEST_TRAIL]


def join_elements(whole: Trail, elements: Iterable[Trail]) -> Trail:
    """The trail of what is made of a collection's elements: its own, and their steps that do not lead into it again."""
    passed = [step.range for step in whole if step.range is not None]
    elsewhere = (
        tuple(step for step in trail if step.range is None or not any(range.holds(step.range) for range in passed))
        for trail in elements
    )
    return join((whole, *elsewhere))


def result(value: Value, range: Range, *operands: Value) -> Value:
    """`value` as what an operation on `operands` gives at `range`: it is as secret as they are, and came their ways."""
    trail = join(operand.trail for operand in operands)
    sensitive = value.sensitive or any(map(is_sensitive, operands))
    return replace(value, range=range, trail=trail, sensitive=sensitive)


def unknown(*operands: Value) -> Unknown:
    """Unknown for the reason that the first unknown in the operands is. There has to be one."""
    cause = next(found for operand in operands if (found := first_unknown(operand)) is not None)
    return Unknown(cause.because, decides=cause.decides)


def picked(element: Value, whole: Value, range: Range | None, key: Key = None) -> Value:
    """An element of `whole` as it appears at `range`; `key` is the attribute or index by which it was picked.

    The trail leads on from there to where the element is written: the steps by which the whole came, as far as the
    element came with it, then its own.
    """
    if whole.sensitive and not element.sensitive:
        element = replace(element, sensitive=True)
    return replace(element, range=range, trail=tuple(_way(element, whole, range, key))[:LONGEST_TRAIL])


def _way(element: Value, whole: Value, range: Range | None, key: Key) -> Iterator[Step]:
    written = element.range
    if written is None:
        yield from element.trail or whole.trail
    elif (range is not None and range.holds(written)) or any(step.range == written for step in element.trail):
        yield from element.trail
    else:
        yield from _narrowed(element, written, whole, range, key)
        yield from element.trail


def _narrowed(element: Value, written: Range, whole: Value, range: Range | None, key: Key) -> Iterator[Step]:
    passed: list[Step] = []
    for step in whole.trail:
        if step.range is not None and step.range.holds(written):
            yield from passed
            yield replace(_about(element, step, key), range=written)
            return
        if _carries(step, element):
            passed.append(_about(element, step, key))
    yield Step(range.text if range is not None else "this", "written", written, element)


def _about(element: Value, step: Step, key: Key) -> Step:
    """The step, as one of the element, where the element stands at the same key in what the step is about."""
    match step.value, key:
        case Known(value=Mapping() as mapping), str() if key in mapping and mapping[key].range == element.range:
            return replace(step, subject=f"{step.subject}{suffix(key)}", value=element)
        case Known(value=tuple() as items), int() if key < len(items) and items[key].range == element.range:
            return replace(step, subject=f"{step.subject}{suffix(key)}", value=element)
    return step


def _carries(step: Step, element: Value) -> bool:
    match step.value:
        case Known(value=tuple() | Mapping() as inner) if len(inner) <= MANY_ELEMENTS:
            return any(each.range == element.range for each in elements(inner))
    return True


def suffix(key: str | int) -> str:
    """How an attribute or element is picked: `.name`, `["a key"]`, `[0]`."""
    if isinstance(key, str) and key.isidentifier():
        return f".{key}"
    return f"[{key}]" if isinstance(key, int) else f'["{key}"]'
