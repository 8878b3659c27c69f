"""The fact of who uses a resource server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.ordering import references_in
from tflint_cognito.cognito.resource_types import CLIENTS, RESOURCE_SERVER
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown, Value, boolean

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


def is_requested(server: Resource, architecture: Architecture) -> Value:
    """Whether an app client of the same user pool may ask for a scope of the resource server. Unknown where none does
    as far as can be seen, but the app clients, their scopes or the server's identifier are not all known. Source:
    developer guide, "Scopes, M2M, and resource servers": only an app client with a scope in its list gets it.
    """
    found = architecture.siblings(server, CLIENTS, "user_pool")
    answers = [_asks(client, server, architecture) for client in found.certain]
    if any(isinstance(answer, Known) and answer.value is True for answer in answers):
        return boolean(True)
    for answer in answers:
        if isinstance(answer, Unknown):
            return answer
    for client, reason in found.possible:
        if not _is_no(_asks(client, server, architecture)):
            return _without_place(reason)
    if found.gap is not None:
        return Unknown(found.gap.because, decides=found.gap.decides)
    return boolean(False)


FACTS: Final = (
    Fact("is_requested", (RESOURCE_SERVER,), "", "an app client asks for its scopes: {value}", is_requested),
)


def _asks(client: Resource, server: Resource, architecture: Architecture) -> Value:
    """Whether one app client asks for a scope of the server."""
    if any(reference.address == server.address for reference in references_in(client.get("allowed_oauth_scopes"))):
        return boolean(True)
    scopes = architecture.fact("requested_scopes", client)
    answers: list[Value] = []
    match scopes:
        case Known(value=tuple() as items) | Unknown(parts=items):
            answers = [_is_of(item, server) for item in items]
    if any(isinstance(answer, Known) and answer.value is True for answer in answers):
        return boolean(True)
    unsure = next((one for one in (*answers, scopes) if isinstance(one, Unknown)), None)
    return boolean(False) if unsure is None else _without_place(unsure)


def _is_of(scope: Value, server: Resource) -> Value:
    """Whether a requested scope is one of the server's."""
    if not isinstance(scope, Known) or not isinstance(scope.value, Mapping):
        return scope
    kind, named, own = scope.value["kind"], scope.value.get("identifier"), server.get("identifier")
    match kind, named, own:
        case Unknown(), _, _:
            return kind
        case _, None, _:
            return boolean(False)
        case _, Unknown(), _:
            another = any(one.address.type == RESOURCE_SERVER for one in references_in(scope.value["@value"]))
            return boolean(False) if another else named
        case _, _, Unknown():
            return own
    return boolean(isinstance(named, Known) and isinstance(own, Known) and named.value == own.value)


def _without_place(value: Unknown) -> Unknown:
    """Why it cannot be told; it is said of the resource server, wherever the cause stands."""
    return Unknown(value.because, decides=value.decides)


def _is_no(answer: Value) -> bool:
    return isinstance(answer, Known) and answer.value is False
