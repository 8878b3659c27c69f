"""Arguments that the provider does not take together, and those of which it wants one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tflint_cognito.cognito.fact import doubt
from tflint_cognito.cognito.resource_types import MANAGED_CLIENT, RISK_CONFIGURATION, UI_CUSTOMIZATION, USER, USER_POOL
from tflint_cognito.cognito.schema_values import REFUSED, Fault, joined
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

#: ConflictsWith in internal/service/cognitoidp/{user_pool,user}.go.
_CONFLICTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    USER_POOL: (
        ("alias_attributes", "username_attributes"),
        ("email_verification_message", "verification_message_template.email_message"),
        ("email_verification_subject", "verification_message_template.email_subject"),
        ("sms_verification_message", "verification_message_template.sms_message"),
    ),
    USER: (("password", "temporary_password"),),
}

#: AtLeastOneOf in internal/service/cognitoidp/{risk_configuration,user_pool_ui_customization}.go, and the validators of
#: managed_user_pool_client.go.
_ONE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    MANAGED_CLIENT: ("name_pattern", "name_prefix"),
    RISK_CONFIGURATION: (
        "account_takeover_risk_configuration",
        "compromised_credentials_risk_configuration",
        "risk_exception_configuration",
    ),
    UI_CUSTOMIZATION: ("css", "image_file"),
}


def faults_between(resource: Resource) -> Iterator[Fault]:
    """What arguments of `resource` make wrong together."""
    for one, other in _CONFLICTS.get(resource.type, ()):
        first, second = resource.get(one), resource.get(other)
        if _may_be_there(first) and _may_be_there(second):
            words = f"{one} and {other} are both written"
            unsure = next((value for value in (first, second) if isinstance(value, Unknown)), None)
            at, value = (other, second) if "." in other else (one, first)
            yield Fault(REFUSED, words, at, value, value.range, doubt(unsure) if unsure is not None else None)
    names = _ONE_OF.get(resource.type, ())
    if names and resource.attributes.keys().isdisjoint(names):
        words = f"one of {joined(names)} is required"
        yield Fault(REFUSED, words, names[0], Absent(), resource.range)


def _may_be_there(value: Value) -> bool:
    """Whether something is written there, or may be."""
    match value:
        case Known(value=payload):
            return payload not in ("", (), {})
    return isinstance(value, Unknown)
