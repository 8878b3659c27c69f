"""The operators of conditions: what may be asked of one value. Each replies with a truth and the elements behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.truth import Truth, truth
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Reply:
    """A truth; `elements` are the indexes of those that decided it, `unknown` what stood in the way of knowing."""

    truth: Truth
    elements: tuple[int, ...] = ()
    unknown: Unknown | None = None


#: An operator with its argument: asks one value.
Operator = Callable[[Value], Reply]


def equals(expected: Scalar) -> Operator:
    def ask(value: Value) -> Reply:
        match value:
            case Unknown(prefix=prefix) if prefix and isinstance(expected, str) and not expected.startswith(prefix):
                return Reply(Truth.NO)
            case Unknown():
                return Reply(Truth.UNKNOWN, unknown=value)
            case Absent():
                return Reply(Truth.NO)
            case Known(value=payload):
                return Reply(truth(same(payload, expected)))

    return ask


def is_in(expected: Sequence[Scalar]) -> Operator:
    asks = [equals(item) for item in expected]

    def ask(value: Value) -> Reply:
        replies = [each(value) for each in asks]
        for wanted in (Truth.YES, Truth.UNKNOWN):
            for reply in replies:
                if reply.truth is wanted:
                    return reply
        return Reply(Truth.NO)

    return ask


def contains(expected: Scalar) -> Operator:
    return contains_any([expected])


def contains_any(expected: Sequence[Scalar]) -> Operator:
    one = is_in(expected)
    return lambda value: some_element(value, one)


def subset_of(expected: Sequence[Scalar]) -> Operator:
    one = is_in(expected)
    return lambda value: each_element(value, one)


def matches(pattern: str) -> Operator:
    """Whether all of a string matches a regular expression (RE2 syntax)."""

    def ask(value: Value) -> Reply:
        match value:
            case Unknown():
                return Reply(Truth.UNKNOWN, unknown=value)
            case Known(value=str() as text):
                return Reply(truth(full_match(pattern, text)))
            case Known() | Absent():
                return Reply(Truth.NO)

    return ask


def contains_text(expected: str | Sequence[str]) -> Operator:
    words = [expected] if isinstance(expected, str) else list(expected)

    def ask(value: Value) -> Reply:
        match value:
            case Unknown(parts=parts, prefix=prefix):
                pieces = [
                    prefix,
                    *(part.value for part in parts if isinstance(part, Known) and isinstance(part.value, str)),
                ]
                if any(word in piece for word in words for piece in pieces):
                    return Reply(Truth.YES)
                return Reply(Truth.UNKNOWN, unknown=value)
            case Known(value=str() as text):
                return Reply(truth(any(word in text for word in words)))
            case Known() | Absent():
                return Reply(Truth.NO)

    return ask


def compares(holds: Callable[[int | Decimal, int | float], bool]) -> Callable[[int | float], Operator]:
    def with_bound(bound: int | float) -> Operator:
        def ask(value: Value) -> Reply:
            match value:
                case Unknown():
                    return Reply(Truth.UNKNOWN, unknown=value)
                case Known(value=payload):
                    amount = as_number(payload)
                    return Reply(truth(amount is not None and holds(amount, bound)))
                case Absent():
                    return Reply(Truth.NO)

        return ask

    return with_bound


def length(bounds: Mapping[str, int]) -> Operator:
    """Whether a string's characters or a collection's elements are as many as `bounds` (at_least, at_most) ask."""

    def ask(value: Value) -> Reply:
        match value:
            case Unknown():
                return Reply(Truth.UNKNOWN, unknown=value)
            case Known(value=str() | tuple() | Mapping() as payload):
                size = len(payload)
                return Reply(truth(bounds.get("at_least", 0) <= size <= bounds.get("at_most", 1 << 62)))
            case Known() | Absent():
                return Reply(Truth.NO)

    return ask


def written(expected: bool) -> Operator:
    """Whether the author of the configuration wrote a value. A plan does not always tell, a state never does."""

    def ask(value: Value) -> Reply:
        match value:
            case Absent():
                return Reply(truth(not expected))
            case Unknown(not_null=True):
                return Reply(truth(expected))
            case Unknown(refers_to=Reference() as reference) if _is_never_empty(reference):
                return Reply(truth(expected))
            case Unknown():  # it may turn out to be null, which is as good as not written
                return Reply(Truth.UNKNOWN, unknown=value)
            case Known(written=None):
                reason = Unknown("nothing here tells whether it was written", decides="lint the configuration")
                return Reply(Truth.UNKNOWN, unknown=reason)
            case Known(written=bool() as author):
                return Reply(truth(author is expected))
        raise AssertionError(value)

    return ask


def present(expected: bool) -> Operator:
    """Whether there is a value: neither absent, nor "", nor an empty collection."""

    def ask(value: Value) -> Reply:
        match value:
            case Unknown(parts=parts, prefix=prefix) if prefix or any(isinstance(part, Known) for part in parts):
                return Reply(truth(expected))
            case Unknown(refers_to=Reference() as reference) if _is_never_empty(reference):
                return Reply(truth(expected))
            case Unknown():
                return Reply(Truth.UNKNOWN, unknown=value)
            case Known(value="" | ()):
                return Reply(truth(not expected))
            case Known(value=Mapping() as mapping):
                return Reply(truth((len(mapping) > 0) is expected))
            case Known():
                return Reply(truth(expected))
            case Absent():
                return Reply(truth(not expected))

    return ask


def _is_never_empty(reference: Reference) -> bool:
    """Whether it is an attribute that every resource has, once it is there: its id, its ARN (of a function also that of
    its newest version) or its endpoint. Source: the provider's internal/service/lambda/function.go."""
    return reference.address.mode == "managed" and reference.attribute in (
        "id",
        "arn",
        "qualified_arn",
        "endpoint",
    )


#: Every operator by its word in a rule file. `each`, `some` and `count` ask conditions and stand in conditions.py.
OPERATORS: Mapping[str, Callable[[Any], Operator]] = {
    "equals": equals,
    "in": is_in,
    "subset_of": subset_of,
    "contains": contains,
    "contains_any": contains_any,
    "contains_text": contains_text,
    "matches": matches,
    "at_least": compares(lambda amount, bound: amount >= bound),
    "at_most": compares(lambda amount, bound: amount <= bound),
    "above": compares(lambda amount, bound: amount > bound),
    "below": compares(lambda amount, bound: amount < bound),
    "length": length,
    "written": written,
    "present": present,
}


def some_element(value: Value, one: Operator) -> Reply:
    """Whether an element satisfies `one`: YES as soon as one does, whatever the others are."""
    replies = [one(item) for item in _items(value)]
    holding = tuple(index for index, reply in enumerate(replies) if reply.truth is Truth.YES)
    if holding:
        return Reply(Truth.YES, holding)
    return _open(value, replies) or Reply(Truth.NO)


def each_element(value: Value, one: Operator) -> Reply:
    """Whether every element satisfies `one`: NO as soon as one does not, whatever the others are."""
    replies = [one(item) for item in _items(value)]
    failing = tuple(index for index, reply in enumerate(replies) if reply.truth is Truth.NO)
    if failing:
        return Reply(Truth.NO, failing)
    return _open(value, replies) or Reply(Truth.YES)


def _items(value: Value) -> Sequence[Value]:
    match value:
        case Known(value=tuple() as items) | Unknown(parts=items):
            return items
        case Known(value=Mapping() as mapping):
            return tuple(mapping.values())
    return ()


def _open(value: Value, replies: list[Reply]) -> Reply | None:
    for reply in replies:
        if reply.truth is Truth.UNKNOWN:
            return Reply(Truth.UNKNOWN, unknown=reply.unknown)
    return Reply(Truth.UNKNOWN, unknown=value) if isinstance(value, Unknown) else None


def same(payload: object, expected: Scalar) -> bool:
    """Whether a payload is the scalar of a rule. Terraform's providers take "true" for true and "5" for 5."""
    if isinstance(expected, bool):
        return payload is expected or payload == str(expected).lower()
    if isinstance(expected, int | float):
        amount = as_number(payload)
        return amount is not None and amount == expected
    if isinstance(payload, bool):
        return ("true" if payload else "false") == expected
    return str(payload) == expected if isinstance(payload, str | int | Decimal) else False


def as_number(payload: object) -> int | Decimal | None:
    """A number, also where it is written as a string; None for what is no number."""
    if isinstance(payload, bool):
        return None
    if isinstance(payload, int | Decimal):
        return payload
    if isinstance(payload, str):
        try:
            return Decimal(payload)
        except ArithmeticError:
            return None
    return None


def full_match(pattern: str, text: str) -> bool:
    """RE2's full match; patterns come from rule files, which may be anyone's."""
    import re2

    try:
        return re2.fullmatch(pattern, text) is not None
    except re2.error as error:
        raise CognitoLintError(f"{pattern!r} is no regular expression (RE2): {error}") from None
