"""Facts about how users sign in to an app client through the API of an AWS SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.ledger import LEDGER
from tflint_cognito.cognito.resource_types import CLIENTS
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "explicit_auth_flows"

#: The names from before November 2019, and what each is called now.
_LEGACY: Final = {
    "ADMIN_NO_SRP_AUTH": "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY": "ALLOW_CUSTOM_AUTH",
    "USER_PASSWORD_AUTH": "ALLOW_USER_PASSWORD_AUTH",
}


def auth_flows(client: Resource, architecture: Architecture) -> Value:
    """The authentication flows that an app client allows, each a mapping of

    * flow: by its name of today ("ALLOW_USER_PASSWORD_AUTH"), also where a legacy name is written;
    * legacy: whether the name is one of those (ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH);
    * implied: whether it is not written, but allowed all the same: with nothing written, or an empty list, the default
      flows are.

    Unknown where explicit_auth_flows is, and where an AWS service chose it. Source: CreateUserPoolClient,
    ExplicitAuthFlows.
    """
    value = client.get(ATTRIBUTE)
    match value:
        case Known(value=tuple() as items) if items:
            return replace(value, value=tuple(_flow(item, value) for item in items))
        case Unknown(parts=parts):
            return replace(value, parts=tuple(_flow(part, value) for part in parts))
    default = LEDGER.value(client, ATTRIBUTE)
    match default:
        case Known(value=tuple() as items):
            return Known(tuple(_implied(item) for item in items), range=value.range, trail=value.trail)
    return default


FACTS: Final = (Fact("auth_flows", CLIENTS, ATTRIBUTE, f"{ATTRIBUTE} is {{value}}", auth_flows),)


def _flow(name: Value, whole: Value) -> Value:
    parts: dict[str, Value] = {"@value": name, "@attribute": string(ATTRIBUTE), "implied": boolean(False)}
    match name:
        case Known(value=str() as text):
            parts |= {"flow": string(_LEGACY.get(text, text)), "legacy": boolean(text in _LEGACY)}
        case Unknown():
            parts |= {"flow": doubt(name), "legacy": doubt(name)}
    return Known(parts, range=name.range or whole.range, trail=name.trail or whole.trail)


def _implied(flow: Value) -> Value:
    parts = {"@value": flow, "@attribute": string(ATTRIBUTE), "flow": flow}
    return Known({**parts, "legacy": boolean(False), "implied": boolean(True)})
