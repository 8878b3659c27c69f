"""What protects a resource: its settings, how each of them is read, and which value of it is the stronger one.

The one table behind the rules about plans, the picture, and the environments beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import FLOWS, in_force, written_or_in_force
from tflint_cognito.cognito.ledger import LEDGER
from tflint_cognito.cognito.lifetimes import (
    access_token_lifetime,
    duration,
    id_token_lifetime,
    refresh_token_lifetime,
)
from tflint_cognito.cognito.resource_types import CLIENTS, IDENTITY_POOL, USER_POOL
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.values import Known, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: How strong a value is; None for one that is not understood, which is then not compared.
Strength = Callable[[Known], Decimal | None]


@dataclass(frozen=True, slots=True)
class Protection:
    """One setting that protects. `value` reads what is in force of it."""

    attribute: str
    value: Callable[[Resource, Architecture], Value]
    strength: Strength
    words: Callable[[Value], str] = notation
    #: The weakest and the strongest that it can be, where there is such a thing.
    weakest: Known | None = None
    strongest: Known | None = None

    @property
    def subject(self) -> str:
        """What a message calls it."""
        in_policy = self.attribute.startswith(f"{POLICY}.")
        return self.attribute.rpartition(".")[2] if in_policy else self.attribute


def protection(attribute: str, resource: Resource, architecture: Architecture) -> Value:
    """What is in force of one of the PROTECTIONS of a resource."""
    [found] = (each for each in PROTECTIONS[resource.type] if each.attribute == attribute)
    return found.value(resource, architecture)


def _enumerated(*weakest_first: str) -> Strength:
    def strength(value: Known) -> Decimal | None:
        return Decimal(weakest_first.index(value.value)) if value.value in weakest_first else None

    return strength


def _number(value: Known) -> Decimal | None:
    if isinstance(value.value, bool) or not isinstance(value.value, str | int | Decimal):
        return None
    try:
        number = Decimal(value.value)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def _more(value: Known) -> Decimal | None:
    return _number(value)


def _less(value: Known) -> Decimal | None:
    number = _number(value)
    return None if number is None else -number


def _is(wanted: bool) -> Strength:
    def strength(value: Known) -> Decimal | None:
        truth = {"true": True, "false": False}.get(str(value.value).lower())
        return None if truth is None else Decimal(truth is wanted)

    return strength


def _without(*weak: str) -> Strength:
    """The fewer of these elements, the stronger."""

    def strength(value: Known) -> Decimal | None:
        if not isinstance(value.value, tuple):
            return None
        return -Decimal(sum(isinstance(item, Known) and item.value in weak for item in value.value))

    return strength


def _count(value: Known) -> Decimal | None:
    return Decimal(len(value.value)) if isinstance(value.value, tuple) else None


def _at(path: str, strength: Strength, weakest: Known | None = None, strongest: Known | None = None) -> Protection:
    def value(resource: Resource, _: Architecture) -> Value:
        return written_or_in_force(resource, path)

    return Protection(path, value, strength, weakest=weakest, strongest=strongest)


def _one_of(path: str, *weakest_first: str) -> Protection:
    weakest, strongest = string(weakest_first[0]), string(weakest_first[-1])
    return _at(path, _enumerated(*weakest_first), weakest, strongest)


def _flag(path: str, wanted: bool) -> Protection:
    return _at(path, _is(wanted), boolean(not wanted), boolean(wanted))


def _seconds(value: Value) -> str:
    match value:
        case Known(value=int() as seconds) if not value.sensitive:
            return duration(seconds)
    return notation(value)


def _days(resource: Resource, architecture: Architecture) -> Value:
    """For how many days a temporary password is good: 0 is the default. Source: PasswordPolicyType."""
    path = "password_policy.temporary_password_validity_days"
    match in_force(resource, path):
        case Known(value=0):
            return LEDGER.value(replace(resource, attributes={}), path)
        case value:
            return value


#: How long the tokens of each kind live.
LIFETIMES: Final[Mapping[str, Callable[[Resource, Architecture], Value]]] = {
    "access_token_validity": access_token_lifetime,
    "id_token_validity": id_token_lifetime,
    "refresh_token_validity": refresh_token_lifetime,
}
#: The block of the password policy.
POLICY: Final = "password_policy"
_OF_USER_POOL: Final = (
    _one_of("deletion_protection", "INACTIVE", "ACTIVE"),
    _one_of("mfa_configuration", "OFF", "OPTIONAL", "ON"),
    _one_of("user_pool_add_ons.advanced_security_mode", "OFF", "AUDIT", "ENFORCED"),
    _at(f"{POLICY}.minimum_length", _more),
    *(_flag(f"{POLICY}.require_{kind}", True) for kind in ("lowercase", "uppercase", "numbers", "symbols")),
    _at(f"{POLICY}.password_history_size", _more),
    Protection(f"{POLICY}.temporary_password_validity_days", _days, _less),
    _flag("admin_create_user_config.allow_admin_create_user_only", True),
    _at("user_attribute_update_settings.attributes_require_verification_before_update", _count, weakest=Known(())),
)
_OF_CLIENT: Final = (
    _flag("enable_token_revocation", True),
    _one_of("prevent_user_existence_errors", "LEGACY", "ENABLED"),
    *(Protection(attribute, lifetime, _less, _seconds) for attribute, lifetime in LIFETIMES.items()),
    _one_of("refresh_token_rotation.feature", "DISABLED", "ENABLED"),
    _at(FLOWS, _without("implicit", "client_credentials"), strongest=Known(())),
    _at("explicit_auth_flows", _without("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"), strongest=Known(())),
)
_OF_IDENTITY_POOL: Final = (
    _flag("allow_unauthenticated_identities", False),
    _flag("allow_classic_flow", False),
)
#: What protects a resource of each type.
PROTECTIONS: Final[Mapping[str, tuple[Protection, ...]]] = {
    USER_POOL: _OF_USER_POOL,
    **dict.fromkeys(CLIENTS, _OF_CLIENT),
    IDENTITY_POOL: _OF_IDENTITY_POOL,
}
