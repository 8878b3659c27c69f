"""What an attribute holds: a value that is known, one that is unknown, or none.

One algebra serves the evaluator and the model. A value carries Terraform's type, the range of the expression that it
stands for, the trail of the places it came through, and the mark "sensitive". Nothing here may be tested for truth:
match on the three classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, NoReturn, TypeVar

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, Type

#: What a known value holds. Numbers are int where they are whole, Decimal (at least 154 digits) elsewhere; lists,
#: sets and tuples are tuples of Values (sets in Terraform's order, without duplicates); maps and objects are dicts of
#: Values in the order of their keys.
Payload = str | bool | int | Decimal | tuple["Value", ...] | Mapping[str, "Value"]

Bounds = tuple[int | Decimal | None, int | Decimal | None]


class _Untestable:
    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("a value has no truth: match on Known, Unknown and Absent")


@dataclass(frozen=True, slots=True)
class Known(_Untestable):
    """A value that is worked out, as a whole or down to some unknown element.

    `written` says whether the author of the configuration chose it: True in HCL; False where a plan shows what the
    provider or AWS chose; None where nothing tells (a state).
    """

    value: Payload
    type: Type = DYNAMIC
    range: Range | None = None
    trail: tuple[Step, ...] = ()
    sensitive: bool = False
    written: bool | None = True


@dataclass(frozen=True, slots=True)
class Unknown(_Untestable):
    """A value that is there, but that cannot be worked out here.

    `because` is the reason as a clause ("var.flows has no value here"); `decides` is what would settle it, as something
    to do ("give it with --var or --var-file, or lint the plan"). `refers_to` is set where the value is exactly one
    attribute of another resource, so that links hold. `parts` is what is known of it all the same: of a string its
    pieces in order, of a collection the elements that it certainly has. `prefix` is what a string surely starts with;
    of that, Terraform itself goes by the first `compares` characters when it compares the string (None: by all).
    `bounds` are the least and the greatest that a number may be, or the length of a collection (None: no bound).
    """

    because: str
    type: Type = DYNAMIC
    decides: str = ""
    refers_to: Reference | None = None
    prefix: str = ""
    parts: tuple[Value, ...] = ()
    not_null: bool = False
    range: Range | None = None
    trail: tuple[Step, ...] = ()
    sensitive: bool = False
    compares: int | None = None
    bounds: Bounds = (None, None)


@dataclass(frozen=True, slots=True)
class Absent(_Untestable):
    """No value: not written (no range), or written as null (the range of that expression)."""

    type: Type = DYNAMIC
    range: Range | None = None
    trail: tuple[Step, ...] = ()
    sensitive: bool = False


Value = Known | Unknown | Absent

V = TypeVar("V", Known, Unknown, Absent)

NOT_WRITTEN: Final = Absent()


def string(text: str) -> Known:
    return Known(text, STRING)


def number(value: int | Decimal) -> Known:
    return Known(value, NUMBER)


def boolean(value: bool) -> Known:
    return Known(value, BOOL)


def is_whole(value: Value) -> bool:
    """Whether nothing in `value` is unknown, at any depth (cty's IsWhollyKnown)."""
    match value:
        case Unknown():
            return False
        case Absent():
            return True
        case Known(value=payload):
            return all(is_whole(element) for element in elements(payload))


def elements(payload: Payload) -> Iterable[Value]:
    """The values right inside a payload: none for a string, number or bool."""
    if isinstance(payload, tuple):
        return payload
    if isinstance(payload, str | int | Decimal):  # the most, and `Mapping` takes long to say no
        return ()
    return payload.values()


def is_sensitive(value: Value) -> bool:
    """Whether `value`, or anything in it, carries the mark."""
    return value.sensitive or (isinstance(value, Known) and any(map(is_sensitive, elements(value.value))))


def first_unknown(value: Value) -> Unknown | None:
    """The first unknown in `value`, depth first: the reason why it is not whole."""
    match value:
        case Unknown():
            return value
        case Known(value=payload):
            for element in elements(payload):
                found = first_unknown(element)
                if found is not None:
                    return found
    return None


def inside(value: Unknown) -> Unknown:
    """What stands somewhere inside an unknown block or map: unknown for the same reason. What is known of the whole
    (that it is there, what it refers to, its elements) is not known of a part."""
    return Unknown(
        value.because, decides=value.decides, range=value.range, trail=value.trail, sensitive=value.sensitive
    )


def through(value: V, range: Range | None, *steps: Step) -> V:
    """`value` as it appears at `range`, having come through `steps` (nearest first) before its own trail."""
    return replace(value, range=range, trail=(*steps, *value.trail))


def to_json(value: Value) -> object:
    """`value` as JSON: unknown as {"__unknown__": reason}, sensitive as {"__sensitive__": true}, absent as null."""
    if value.sensitive:
        return {"__sensitive__": True}
    match value:
        case Unknown(because=because):
            return {"__unknown__": because}
        case Absent():
            return None
        case Known(value=tuple() as items):
            return [to_json(item) for item in items]
        case Known(value=Decimal() as decimal):
            return float(decimal)
        case Known(value=str() | bool() | int() as scalar):
            return scalar
        case Known(value=mapping):
            assert isinstance(mapping, Mapping)
            return {key: to_json(item) for key, item in mapping.items() if not isinstance(item, Absent)}
