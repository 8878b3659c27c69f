"""What is worth telling of each resource in a picture: a few settings in a few words, secrets never among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tflint_cognito.cognito import resource_types as types
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.clients import FLOWS, in_force
from tflint_cognito.cognito.lifetimes import duration
from tflint_cognito.cognito.protections import protection
from tflint_cognito.cognito.urls import without_host
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import SENSITIVE, notation
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

#: How many elements of a list are told.
MOST = 3

Settings = Iterator[str]


def settings_of(resource: Resource, architecture: Architecture) -> Settings:
    """The telling settings of `resource`, in words; what is not known is "?"."""
    tell = _TELLING.get(resource.type)
    if tell is not None:
        yield from tell(resource, architecture)
    if resource.possible is not None:
        yield "may not be there"


#: What is told of a user pool, by the names that people have for it.
_OF_USER_POOL: Final = {
    "MFA": "mfa_configuration",
    "threat protection": "user_pool_add_ons.advanced_security_mode",
    "deletion protection": "deletion_protection",
}


def _user_pool(pool: Resource, architecture: Architecture) -> Settings:
    for name, attribute in _OF_USER_POOL.items():
        yield f"{name} {_words(protection(attribute, pool, architecture))}"


def _client(client: Resource, architecture: Architecture) -> Settings:
    kind = architecture.fact("client_kind", client)
    flows = protection(FLOWS, client, architecture)
    if _is(kind, "sdk"):
        yield "SDK sign-in"
    else:
        yield _words(flows, "no OAuth flow") if _is(kind, "user-oauth", "machine", "oauth") else _words(kind)
    scopes = in_force(client, "allowed_oauth_scopes")
    if isinstance(scopes, Known) and isinstance(scopes.value, tuple):
        scopes = replace(scopes, value=tuple(map(_without_host, scopes.value)))
    if not isinstance(scopes, Absent) and _words(scopes):
        yield _words(scopes)
    for name in ("access", "refresh"):
        yield f"{name} tokens {_lifetime(protection(f'{name}_token_validity', client, architecture))}"
    if _is(protection("enable_token_revocation", client, architecture), False):
        yield "revocation off"


def _without_host(scope: Value) -> Value:
    """`https://…/orders/read` of a scope whose resource server is named after the address of its API."""
    match scope:
        case Known(value=str() as text):
            return replace(scope, value=without_host(text))
    return scope


def _resource_server(server: Resource, architecture: Architecture) -> Settings:
    yield _words(server.get("identifier"))
    blocks = server.get("scope")
    if isinstance(blocks, Known) and isinstance(blocks.value, tuple):
        names = [block.value.get("scope_name", Absent()) for block in blocks.value if _is_mapping(block)]  # type: ignore[union-attr]
        yield "scopes " + _several([_words(name) for name in names])


def _domain(domain: Resource, architecture: Architecture) -> Settings:
    yield _words(domain.get("domain"))


def _identity_provider(provider: Resource, architecture: Architecture) -> Settings:
    name, kind = _words(provider.get("provider_name")), _words(provider.get("provider_type"))
    yield name if name == kind else f"{name} ({kind})"


def _identity_pool(pool: Resource, architecture: Architecture) -> Settings:
    yield f"guests {_allowed(protection('allow_unauthenticated_identities', pool, architecture))}"
    if _is(protection("allow_classic_flow", pool, architecture), True):
        yield "classic flow allowed"


def _authorizer(authorizer: Resource, architecture: Architecture) -> Settings:
    """Which API it guards, and how many of its methods or routes ask for scopes."""
    guarded = architecture.sources(authorizer, (types.METHOD, types.ROUTE), "authorizer").certain
    scoped = sum(not isinstance(each.get("authorization_scopes"), Absent) for each in guarded)
    if guarded:
        yield f"{scoped} of {len(guarded)} ask for scopes"


def _listener(listener: Resource, architecture: Architecture) -> Settings:
    protocol, port = listener.get("protocol"), listener.get("port")
    if not isinstance(protocol, Absent):
        yield f"{_words(protocol)} {_words(port)}".strip()


def _graphql(api: Resource, architecture: Architecture) -> Settings:
    yield _words(api.get("name"))


def _search(domain: Resource, architecture: Architecture) -> Settings:
    yield _words(domain.get("domain_name"))


_TELLING: Final[Mapping[str, Callable[[Resource, Architecture], Settings]]] = {
    types.USER_POOL: _user_pool,
    **dict.fromkeys(types.CLIENTS, _client),
    types.RESOURCE_SERVER: _resource_server,
    types.DOMAIN: _domain,
    types.IDENTITY_PROVIDER: _identity_provider,
    types.IDENTITY_POOL: _identity_pool,
    **dict.fromkeys((types.AUTHORIZER, types.HTTP_AUTHORIZER), _authorizer),
    **dict.fromkeys(types.LISTENERS, _listener),
    types.GRAPHQL_API: _graphql,
    **dict.fromkeys(types.SEARCH_DOMAINS, _search),
}


def _words(value: Value, absent: str = "") -> str:
    if value.sensitive:
        return SENSITIVE
    match value:
        case Absent():
            return absent
        case Unknown(prefix=prefix):
            return f"{prefix}…" if prefix else "?"
        case Known(value=str() as text):
            return text
        case Known(value=tuple() as items):
            return _several([_words(item) for item in items])
    return notation(value)


def _several(words: list[str]) -> str:
    shown = ", ".join(words[:MOST])
    return f"{shown} and {len(words) - MOST} more" if len(words) > MOST else shown


def _lifetime(seconds: Value) -> str:
    match seconds:
        case Known(value=int() as amount) if not seconds.sensitive:
            return duration(amount)
    return _words(seconds)


def _allowed(value: Value) -> str:
    if value.sensitive:
        return SENSITIVE
    if isinstance(value, Unknown):
        return "?"
    return "allowed" if _is(value, True) else "not allowed"


def _is(value: Value, *wanted: object) -> bool:
    """Whether a value is one of some; of a secret nothing is told."""
    return isinstance(value, Known) and not value.sensitive and value.value in wanted


def _is_mapping(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, Mapping)
