"""Facts about multi-factor authentication: which second factors a user pool has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import is_true
from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.resource_types import USER_POOL
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING, ListOf
from tflint_cognito.terraform.values import Known, Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

SWITCH: Final = "mfa_configuration"
#: What sets each factor up.
_BLOCKS: Final = {
    "totp": "software_token_mfa_configuration",
    "sms": "sms_configuration",
    "email": "email_mfa_configuration",
}
_FACTORS: Final = ListOf(STRING)


def mfa_factors(pool: Resource, architecture: Architecture) -> Value:
    """The second factors that a user pool has set up, whether or not MFA is on: "totp" (its
    software_token_mfa_configuration is enabled), "sms" (it has an sms_configuration), "email" (an
    email_mfa_configuration).

    Where one of the blocks may or may not be there, the others are certain all the same. An existing user pool keeps an
    sms_configuration that is no longer written: a plan shows it, text does not.
    Source: SetUserPoolMfaConfig; provider documentation of mfa_configuration.
    """
    said = {name: pool.get(path) for name, path in _BLOCKS.items()} | {"totp": pool.get(f"{_BLOCKS['totp']}.enabled")}
    answers = {name: is_true(value) if name == "totp" else _is_there(value) for name, value in said.items()}
    certain = tuple(string(name) for name, answer in answers.items() if answer is True)
    switch = pool.get(SWITCH)
    for name, answer in answers.items():
        value = said[name]
        if answer is None and isinstance(value, Unknown):
            return Unknown(value.because, _FACTORS, value.decides, parts=certain, range=switch.range)
    reasons = (switch, *(pool.get(path) for path in _BLOCKS.values()), *said.values())
    trail = tuple(dict.fromkeys(step for reason in reasons for step in reason.trail))
    return Known(certain, _FACTORS, switch.range, trail)


FACTS: Final = (Fact("mfa_factors", (USER_POOL,), SWITCH, "the factors for MFA are {value}", mfa_factors),)


def _is_there(blocks: Value) -> bool | None:
    """Whether a block is there; None where a dynamic one may not be."""
    match blocks:
        case Known(value=tuple() as certain) | Unknown(parts=certain) if certain:
            return True
        case Unknown():
            return None
    return False
