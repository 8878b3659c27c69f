"""Facts about passwords: what a password policy asks for, and what it leaves out without saying so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import USER_POOL
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Range
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

    Nothing is left out where there is no block. Unknown where a dynamic block may not be there, or a value may be null.
    Source: internal/service/cognitoidp/user_pool.go, expandPasswordPolicyType; developer guide, "Adding user pool
    password requirements".
    """
    match pool.get(POLICY):
        case Known(value=(Known(value=Mapping() as policy) as block, *_)):
            return _left_out(policy, block.range)
        case Unknown() as unknown:
            return doubt(unknown, _NAMES)
    return Known((), _NAMES)


FACTS: Final = (
    Fact(
        "password_classes_left_out",
        (USER_POOL,),
        POLICY,
        f"{POLICY} leaves out {{value}}",
        password_classes_left_out,
    ),
)


def _left_out(policy: Mapping[str, Value], header: Range | None) -> Value:
    said = {name: policy.get(f"require_{name}", NOT_WRITTEN) for name in CLASSES}
    absent = tuple(string(name) for name, value in said.items() if isinstance(value, Absent))
    for value in said.values():
        if isinstance(value, Unknown) and not value.not_null:
            return Unknown(value.because, _NAMES, value.decides, parts=absent, range=value.range)
    return Known(absent, _NAMES, header)
