"""Facts about passwords: what a password policy asks for, and what it leaves out without saying so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import is_true
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import USER_POOL
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import STRING, ListOf
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

POLICY: Final = "password_policy"
#: The kinds of characters that a policy may ask for.
CLASSES: Final = ("lowercase", "numbers", "symbols", "uppercase")
_NAMES: Final = ListOf(STRING)


def password_classes_left_out(pool: Resource, architecture: Architecture) -> Value:
    """The kinds of characters (lowercase, numbers, symbols, uppercase) that a password_policy block says nothing of.
    The provider sends false for each, while AWS asks for all four where there is no block at all: a block that is
    written in part asks for less than none.

    Nothing is left out where there is no block. Unknown where a dynamic block may not be there, a value may be null, or
    a state has a false that may have been written.
    Source: internal/service/cognitoidp/user_pool.go, expandPasswordPolicyType; developer guide, "Adding user pool
    password requirements".
    """
    written = pool.get(POLICY)
    match written:
        case Known(value=(Known(value=Mapping() as policy) as block, *_)):
            return _left_out(policy, block.range, (*written.trail, *block.trail))
        case Unknown():
            return doubt(written, _NAMES)
    return Known((), _NAMES, written.range, written.trail)


FACTS: Final = (
    Fact(
        "password_classes_left_out",
        (USER_POOL,),
        POLICY,
        f"{POLICY} leaves out {{value}}",
        password_classes_left_out,
    ),
)


def _left_out(policy: Mapping[str, Value], header: Range | None, trail: tuple[Step, ...]) -> Value:
    said = {f"require_{name}": policy.get(f"require_{name}", NOT_WRITTEN) for name in CLASSES}
    answers = {name: _is_left_out(value) for name, value in said.items()}
    certain = tuple(string(name.removeprefix("require_")) for name, answer in answers.items() if answer is True)
    for name, answer in answers.items():
        if answer is None:
            return _doubt(name, said[name], certain)
    steps = (step for value in said.values() for step in value.trail)
    return Known(certain, _NAMES, header, tuple(dict.fromkeys((*trail, *steps))))


def _is_left_out(value: Value) -> bool | None:
    """Whether nobody wrote `value`; None where it may be null, or where a state shows a false that anyone may have
    written."""
    match value:
        case Absent():
            return True
        case Unknown(not_null=not_null):
            return False if not_null else None
        case Known(written=written):
            return False if written or is_true(value) else None if written is None else True


def _doubt(name: str, value: Value, certain: tuple[Value, ...]) -> Unknown:
    if isinstance(value, Unknown):
        return Unknown(value.because, _NAMES, value.decides, parts=certain, range=value.range)
    because = f"nothing here tells whether {POLICY}.{name} was written"
    return Unknown(because, _NAMES, "lint the configuration", parts=certain, range=value.range)
