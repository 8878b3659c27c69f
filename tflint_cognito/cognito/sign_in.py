"""Facts about who signs users in: the user pool itself, other identity providers, or nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import in_force, is_true, serves_users
from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.resource_types import CLIENTS, USER_POOL
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, Value, first_unknown, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: The user pool's own directory among supported_identity_providers.
_OWN: Final = "COGNITO"
#: Flows in which the user pool checks a password or another factor, and that nobody has without asking: SRP and custom
#: authentication are on where explicit_auth_flows is not written, and say nothing of what an author wants.
_OWN_FLOWS: Final = frozenset(
    (
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ADMIN_NO_SRP_AUTH",
        "USER_PASSWORD_AUTH",
    )
)


def sign_in(pool: Resource, architecture: Architecture) -> Value:
    """Who checks the users of a user pool when they sign in.

    "local": the user pool, for users of its own; also where no app client is declared. "federated": every app client
    for users leaves it to other identity providers (supported_identity_providers without COGNITO, and no password or
    choice-based flow), to which Cognito leaves MFA and passwords as well. "none": there are only clients for machines.
    Unknown where a client that decides is not known well enough, or may not be declared here.
    Source: CreateUserPoolClient, SupportedIdentityProviders and ExplicitAuthFlows; developer guide, "Adding MFA to a
    user pool" (of federated users).
    """
    clients = architecture.sources(pool, CLIENTS, "user_pool")
    kinds = [_of_client(client, architecture) for client in clients.certain]
    if any(_is(kind, "local") for kind in kinds):
        return string("local")
    for kind in kinds:
        if isinstance(kind, Unknown):
            return _doubt(kind.because, kind.decides)
    for client, reason in clients.possible:
        if kinds or not _is(_of_client(client, architecture), "local"):
            return _doubt(f"{client.address} may be its app client: {reason.because}", reason.decides)
    if clients.gap is not None:
        return _doubt(clients.gap.because, clients.gap.decides)
    if not kinds:
        return string("local")
    return string("federated" if any(_is(kind, "federated") for kind in kinds) else "none")


FACTS: Final = (Fact("sign_in", (USER_POOL,), "", "sign-in at the user pool is of the kind {value}", sign_in),)


def _of_client(client: Resource, architecture: Architecture) -> Value:
    """Who signs users in through one app client: "local", "federated", or "none" where it has none."""
    users = serves_users(client, architecture)
    if isinstance(users, Unknown):
        return users
    if is_true(users) is False:
        return string("none")
    providers = in_force(client, "supported_identity_providers")
    flows = in_force(client, "explicit_auth_flows")
    if _OWN in _texts(providers) or _OWN_FLOWS & _texts(flows):
        return string("local")
    for value in (providers, flows):
        unknown = first_unknown(value)
        if unknown is not None:
            return unknown
    return string("federated" if _texts(providers) else "local")


def _texts(value: Value) -> frozenset[str]:
    """The strings that a list certainly has."""
    items: Iterable[Value] = ()
    match value:
        case Known(value=tuple() as known):
            items = known
        case Unknown(parts=parts):
            items = parts
    return frozenset(item.value for item in items if isinstance(item, Known) and isinstance(item.value, str))


def _doubt(because: str, decides: str) -> Unknown:
    """Unknown for a reason that stands in another resource: it has no place in this one."""
    return Unknown(because, STRING, decides)


def _is(value: Value, text: str) -> bool:
    return isinstance(value, Known) and value.value == text
