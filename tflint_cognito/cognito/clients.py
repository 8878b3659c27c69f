"""Facts about app clients: who made them, and whom they are for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.ledger import LEDGER
from tflint_cognito.cognito.resource_types import CLIENTS, MANAGED_CLIENT
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import BOOL, STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, first_unknown

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

SWITCH: Final = "allowed_oauth_flows_user_pool_client"
FLOWS: Final = "allowed_oauth_flows"

#: The flows that sign users in.
_OF_USERS: Final = frozenset(("code", "implicit"))
_OF_MACHINES: Final = frozenset(("client_credentials",))


def client_kind(client: Resource, architecture: Architecture) -> Value:
    """Whom an app client is for, and how it gets tokens.

    "user-oauth": users sign in through the OAuth endpoints (the code or the implicit flow is allowed). "machine": only
    client_credentials is allowed, so that it has no users. "oauth": OAuth is switched on, but no flow is allowed, so
    that nothing can be done with it. "sdk": OAuth is not switched on; users sign in through the API of an AWS SDK.
    Unknown where the switch, or the flows with the switch on, are not known well enough to tell.
    Source: CreateUserPoolClient, AllowedOAuthFlows and AllowedOAuthFlowsUserPoolClient ("When false, only SDK-based API
    sign-in is permitted").
    """
    switch = in_force(client, SWITCH)
    if isinstance(switch, Unknown):
        return doubt(switch)
    if is_true(switch) is False:
        return _kind("sdk", switch)
    flows = in_force(client, FLOWS)
    named, unknown = _named(flows)
    if named & _OF_USERS:
        return _kind("user-oauth", switch, flows)
    if unknown is not None:
        return doubt(unknown)
    if not named:
        return _kind("oauth", switch, flows)
    return _kind("machine" if named == _OF_MACHINES else "oauth", switch, flows)


def serves_users(client: Resource, architecture: Architecture) -> Value:
    """Whether users sign in with an app client: false for a machine client only.

    Known also where the kind is not: as soon as it certainly is no machine client. Source: as for client_kind.
    """
    switch, flows = in_force(client, SWITCH), in_force(client, FLOWS)
    named, unknown = _named(flows)
    if is_true(switch) is False or named - _OF_MACHINES:
        return _flag(True, switch, flows)
    if unknown is None and not named:
        return _flag(True, switch, flows)
    if isinstance(switch, Unknown):
        return doubt(switch)
    return doubt(unknown) if unknown is not None else _flag(False, switch, flows)


def adopted(client: Resource, architecture: Architecture) -> Value:
    """Whether the app client was made by an AWS service, and is only adopted here: what is not written there, that
    service chose. Never unknown. Source: provider documentation of aws_cognito_managed_user_pool_client.
    """
    return Known(client.type == MANAGED_CLIENT, BOOL)


def confidential(client: Resource, architecture: Architecture) -> Value:
    """Whether an app client has a secret, so that only who has it gets tokens; false of a public client, an app in a
    browser or on a phone. One that was imported with its secret has it, whatever generate_secret says. Unknown where
    generate_secret is, and of a client that an AWS service made, which may have one. Source: CreateUserPoolClient,
    GenerateSecret; developer guide, "App client types".
    """
    match client.get("client_secret"):
        case Known(value=str() as issued) if issued:
            return Known(True, BOOL)
    if client.type == MANAGED_CLIENT:
        return Unknown("whether AWS made the app client with a secret is not written", BOOL, "lint the state")
    secret = in_force(client, "generate_secret")
    if isinstance(secret, Unknown):
        return doubt(secret, BOOL)
    return _flag(is_true(secret) is True, client.get("generate_secret"))


FACTS: Final = (
    Fact("confidential", CLIENTS, "generate_secret", "that the app client has a secret is {value}", confidential),
    Fact("client_kind", CLIENTS, SWITCH, "the app client is of the kind {value}", client_kind),
    Fact("serves_users", CLIENTS, FLOWS, "that users sign in with the app client is {value}", serves_users),
    Fact("adopted", CLIENTS, "", "that an AWS service made the app client is {value}", adopted),
)


def in_force(resource: Resource, path: str) -> Value:
    """The value at `path`, or what the ledger says where nothing is written."""
    value = resource.get(path)
    return LEDGER.value(resource, path) if isinstance(value, Absent) else value


def written_or_in_force(resource: Resource, path: str) -> Value:
    """The same of any path: of those that the ledger says nothing of, the value as it is written."""
    return in_force(resource, path) if (resource.type, path) in LEDGER else resource.get(path)


def is_true(value: Value) -> bool | None:
    """Whether a flag is set; None where that is not known. Providers take "true" for true."""
    match value:
        case Known(value=True | "true"):
            return True
        case Unknown():
            return None
    return False


def _named(flows: Value) -> tuple[frozenset[str], Unknown | None]:
    """The flows that are certainly allowed, and what stands in the way of knowing the others."""
    match flows:
        case Known(value=tuple() as items):
            return _texts(items), first_unknown(flows)
        case Unknown(parts=parts):
            return _texts(parts), flows
    return frozenset(), None


def _texts(items: Iterable[Value]) -> frozenset[str]:
    return frozenset(item.value for item in items if isinstance(item, Known) and isinstance(item.value, str))


def _kind(name: str, *reasons: Value) -> Known:
    return Known(name, STRING, _range(reasons), _trail(reasons))


def _flag(set: bool, *reasons: Value) -> Known:
    return Known(set, BOOL, _range(reasons[::-1]), _trail(reasons))


def _range(reasons: Iterable[Value]) -> Range | None:
    return next((reason.range for reason in reasons if reason.range is not None), None)


def _trail(reasons: Iterable[Value]) -> tuple[Step, ...]:
    return tuple(dict.fromkeys(step for reason in reasons for step in reason.trail))
