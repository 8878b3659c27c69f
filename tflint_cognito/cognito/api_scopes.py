"""Facts about the scopes that APIs demand: whether the user pool defines them, and whether anyone can have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import SWITCH, in_force, is_true
from tflint_cognito.cognito.declarations import has_scope, why_unknown
from tflint_cognito.cognito.fact import Fact, doubt, reached
from tflint_cognito.cognito.resource_types import CLIENTS, METHOD, RESOURCE_SERVER, ROUTE
from tflint_cognito.cognito.scopes import kind_of
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, DYNAMIC, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "authorization_scopes"
#: The scope that tokens also have after a sign-in through the API of an SDK.
#: Source: developer guide, "Scopes, M2M, and resource servers".
_OF_SDK: Final = "aws.cognito.signin.user.admin"
#: The user pools whose tokens an operation accepts.
_TO_POOLS: Final = (("authorizer", "authorizer_id"), ("user_pool", "the user pool"))


def demanded_scopes(operation: Resource, architecture: Architecture) -> Value:
    """The scopes in authorization_scopes of a method or a route whose authorizer accepts tokens of user pools, each a
    mapping of kind (as for requested_scopes) and

    * declared, of a custom scope: "here" where a resource server of one of the user pools has it, else "missing";
    * granted: whether an app client of one of the user pools may ask for it; absent of one that is missing.

    Empty where the authorizer accepts other tokens; unknown parts where the authorizer, its user pools, their resource
    servers or app clients are not all known. Source: PutMethod, AuthorizationScopes; CreateUserPoolClient,
    AllowedOAuthScopes.
    """
    value, pools = operation.get(ATTRIBUTE), list(reached(operation, architecture, *_TO_POOLS))
    if not pools:
        return Known((), DYNAMIC, value.range)
    match value:
        case Known(value=tuple() as items):
            return replace(value, value=tuple(_scope(item, value, pools, architecture) for item in items))
        case Unknown(parts=items):
            return replace(doubt(value), parts=tuple(_scope(item, value, pools, architecture) for item in items))
    return Known((), DYNAMIC, value.range)


FACTS: Final = (Fact("demanded_scopes", (METHOD, ROUTE), ATTRIBUTE, f"{ATTRIBUTE} is {{value}}", demanded_scopes),)


def _scope(scope: Value, whole: Value, pools: Iterable[Resource | Unknown], architecture: Architecture) -> Value:
    kind = kind_of(scope)
    declared = _declared(scope, pools, architecture) if _is(kind, "custom") else _none_unless_unknown(kind)
    granted = NOT_WRITTEN if _is(declared, "missing") else _granted(scope, pools, architecture)
    if isinstance(declared, Unknown) and isinstance(granted, Known) and granted.value is False:
        granted = doubt(declared, BOOL)
    parts = {
        "@value": scope,
        "@attribute": string(ATTRIBUTE),
        "kind": kind,
        "declared": declared,
        "granted": granted,
    }
    return Known(parts, DYNAMIC, scope.range or whole.range, scope.trail or whole.trail, scope.sensitive)


def _none_unless_unknown(kind: Value) -> Value:
    """Whether a resource server has to define a scope is as unknown as what kind it is."""
    return doubt(kind) if isinstance(kind, Unknown) else NOT_WRITTEN


def _declared(scope: Value, pools: Iterable[Resource | Unknown], architecture: Architecture) -> Value:
    answers = [answer for pool in pools for answer in _defined(scope, pool, architecture)]
    if any(answer is True for answer in answers):
        return string("here")
    unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
    return string("missing") if unknown is None else doubt(unknown)


def _defined(scope: Value, pool: Resource | Unknown, architecture: Architecture) -> Iterator[bool | Unknown]:
    if isinstance(pool, Unknown):
        yield pool
        return
    servers = architecture.sources(pool, (RESOURCE_SERVER,), "user_pool")
    for server in servers.certain:
        has = has_scope(server, scope)
        yield why_unknown(server, scope) if has is None else has
    for server, reason in servers.possible:
        if has_scope(server, scope) is not False:
            yield reason
    if servers.gap is not None:
        yield Unknown(servers.gap.because, STRING, servers.gap.decides)


def _granted(scope: Value, pools: Iterable[Resource | Unknown], architecture: Architecture) -> Value:
    answers = [answer for pool in pools for answer in _asked_for(scope, pool, architecture)]
    if any(answer is True for answer in answers):
        return boolean(True)
    unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
    return boolean(False) if unknown is None else doubt(unknown, BOOL)


def _asked_for(scope: Value, pool: Resource | Unknown, architecture: Architecture) -> Iterator[bool | Unknown]:
    if isinstance(pool, Unknown):
        yield pool
        return
    clients = architecture.sources(pool, CLIENTS, "user_pool")
    for client in clients.certain:
        yield _may_ask(client, scope)
    for client, reason in clients.possible:
        if _may_ask(client, scope) is not False:
            yield reason
    if clients.gap is not None:
        yield Unknown(clients.gap.because, BOOL, clients.gap.decides)


def _may_ask(client: Resource, scope: Value) -> bool | Unknown:
    """Whether an app client may ask for a scope."""
    if isinstance(scope, Known) and scope.value == _OF_SDK:
        return True
    switch, scopes = in_force(client, SWITCH), in_force(client, "allowed_oauth_scopes")
    if is_true(switch) is False:
        return False
    answers: list[bool | Unknown] = []
    match scopes:
        case Known(value=tuple() as items) | Unknown(parts=items):
            answers = [_same(scope, item) for item in items]
    found = any(answer is True for answer in answers)
    for reason in (switch, *(() if found else (scopes, *answers))):
        if isinstance(reason, Unknown):
            return reason
    return found


def _same(scope: Value, other: Value) -> bool | Unknown:
    """Whether two scopes are the same: equal texts, or the same unknown pieces between equal texts."""
    match scope, other:
        case Known(value=text), Known(value=other_text):
            return text == other_text
        case Unknown(), Unknown() if _pieces(scope) is not None and _pieces(scope) == _pieces(other):
            return True
        case (Unknown(prefix=prefix) as unknown, Known(value=str() as text)) | (
            Known(value=str() as text),
            Unknown(prefix=prefix) as unknown,
        ):
            return unknown if text.startswith(prefix) else False
        case (Unknown() as unknown, _) | (_, Unknown() as unknown):
            return unknown
    return False


def _pieces(scope: Unknown) -> list[object] | None:
    """What an unknown scope is made of, where each piece is a text or one attribute of a resource."""
    pieces: list[object] = [
        part.value if isinstance(part, Known) else part.refers_to if isinstance(part, Unknown) else None
        for part in scope.parts
    ]
    return None if None in pieces or not pieces else pieces


def _is(value: Value, text: str) -> bool:
    return isinstance(value, Known) and value.value == text
