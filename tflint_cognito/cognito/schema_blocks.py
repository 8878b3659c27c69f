"""Facts about the schema blocks of a user pool: attributes that are declared twice, limits that nothing can keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import USER_POOL
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource, descend
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "schema"
#: The limits that a block may set, lower and upper.
_LIMITS: Final = (
    ("number_attribute_constraints.min_value", "number_attribute_constraints.max_value"),
    ("string_attribute_constraints.min_length", "string_attribute_constraints.max_length"),
)

Block = Mapping[str, Value]


def attribute_limits(pool: Resource, architecture: Architecture) -> Value:
    """The attributes that a schema declares, each a mapping of

    * limits: "reversed" (the lower one is above the upper one), "no number", or "fine", also where none is written.

    Source: NumberAttributeConstraintsType and StringAttributeConstraintsType, whose limits are numbers written as
    strings.
    """
    return _of_blocks(pool, lambda block: {"limits": _limits(block)})


def repeated_attributes(pool: Resource, architecture: Architecture) -> Value:
    """The attributes that a schema declares, each a mapping of

    * repeated: whether a block before it declares an attribute of the same name, for users or for developers.

    Source: CreateUserPool, Schema; SchemaAttributeType, Name.
    """
    before: list[Block] = []

    def member(block: Block) -> Mapping[str, Value]:
        answers = [_same(block, other) for other in before]
        before.append(block)
        unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
        return {"repeated": boolean(True) if True in answers else boolean(False) if unknown is None else unknown}

    return _of_blocks(pool, member)


FACTS: Final = (
    Fact("attribute_limits", (USER_POOL,), ATTRIBUTE, "the attributes with their limits are {value}", attribute_limits),
    Fact("repeated_attributes", (USER_POOL,), ATTRIBUTE, "the attributes are {value}", repeated_attributes),
)


def _of_blocks(pool: Resource, members: Callable[[Block], Mapping[str, Value]]) -> Value:
    value = pool.get(ATTRIBUTE)
    match value:
        case Known(value=tuple() as blocks):
            return replace(value, value=tuple(_element(block, members) for block in blocks))
        case Unknown(parts=blocks):
            return replace(value, parts=tuple(_element(block, members) for block in blocks))
    return Known((), range=value.range)


def _element(block: Value, members: Callable[[Block], Mapping[str, Value]]) -> Value:
    match block:
        case Known(value=Mapping() as written):
            name = written.get("name", NOT_WRITTEN)
            return replace(block, value={"@value": name, "@attribute": string(ATTRIBUTE), **members(written)})
    return block


def _limits(block: Block) -> Value:
    unknown: Unknown | None = None
    for lower, upper in _LIMITS:
        low, high = (descend(Known(block), path.split(".")) for path in (lower, upper))
        numbers = [_number(limit) for limit in (low, high)]
        if "" in numbers:
            return string("no number")
        match numbers:
            case [Decimal() as least, Decimal() as most] if least > most:
                return string("reversed")
        for limit in (low, high):
            match limit:
                case Unknown():
                    unknown = doubt(limit)
    return string("fine") if unknown is None else unknown


def _number(limit: Value) -> Decimal | str | None:
    """A limit as a number; "" where it is none, None where it is not written (the provider leaves out an empty string,
    too) or not known."""
    match limit:
        case Known(value=bool()):
            return ""
        case Known(value=""):
            return None
        case Known(value=str() | int() | Decimal() as payload):
            try:
                number = Decimal(payload)
            except InvalidOperation:
                return ""
            return number if number.is_finite() else ""
    return None


def _same(one: Block, other: Block) -> bool | Unknown:
    name, named = one.get("name", NOT_WRITTEN), other.get("name", NOT_WRITTEN)
    match name, named:
        case Known(value=first), Known(value=second) if first != second:
            return False
        case (Absent(), _) | (_, Absent()):
            return False
    flags = [block.get("developer_only_attribute", NOT_WRITTEN) for block in (one, other)]
    for value in (name, named, *flags):
        if isinstance(value, Unknown):
            return Unknown(value.because, STRING, value.decides)
    return _is_set(flags[0]) == _is_set(flags[1])


def _is_set(flag: Value) -> bool:
    return isinstance(flag, Known) and flag.value in (True, "true")
