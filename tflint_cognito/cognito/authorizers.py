"""Facts about authorizers: whose tokens they accept, and whether what refers to them can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt, elsewhere
from tflint_cognito.cognito.identity_pools import same_user_pool
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.resource_types import AUTHORIZER, CLIENTS, DOMAIN, HTTP_AUTHORIZER, METHOD, ROUTE, USER_POOL
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, DYNAMIC, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture
    from tflint_cognito.cognito.following import Target

_ISSUER: Final = "jwt_configuration.issuer"
_AUDIENCE: Final = "jwt_configuration.audience"
_ARNS: Final = "provider_arns"

#: The issuer of a user pool, also the one for user pools with an issuer of the newer form.
#: Source: developer guide, "Verifying JSON web tokens"; CreateAuthorizer of API Gateway, JwtConfiguration, Issuer.
_OF_USER_POOL: Final = pattern(
    r"https://(?:issuer-)?cognito-idp(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/[\w-]+_[0-9A-Za-z]+"
)
#: What shows that a user pool is meant.
_MEANT: Final = ("cognito-idp.", "cognito-idp:", ".amazoncognito.com")


def issuer_kind(authorizer: Resource, architecture: Architecture) -> Value:
    """What an authorizer of an HTTP API takes for the issuer of tokens: "user-pool" (as user pools write it in their
    tokens: https://cognito-idp.REGION.amazonaws.com/POOL_ID), "malformed" (a user pool is meant, but its tokens say
    otherwise: an ARN, an endpoint without https://, the domain of the sign-in pages, a slash at the end), or "other".
    Unknown where too little of the text is known. Source: developer guide, "Verifying JSON web tokens".
    """
    value = authorizer.get(_ISSUER)
    match value:
        case Known(value=str() as text):
            kind: str | None = _kind_of_text(text)
        case Unknown():
            kind = _kind_of_pieces(value) if value.parts or architecture.shows_expressions else None
        case _:
            return NOT_WRITTEN
    if kind is None:
        return doubt(value) if isinstance(value, Unknown) else NOT_WRITTEN
    return Known(kind, STRING, value.range, value.trail, value.sensitive)


def accepts_pool_tokens(authorizer: Resource, architecture: Architecture) -> Value:
    """Whether an authorizer of an HTTP API means the tokens of a user pool, however well it writes their issuer (see
    issuer_kind). A plan shows what an issuer is made from, and not how: one that is made from an attribute of a user
    pool, and is known only after apply, means it. Source: developer guide, "Verifying JSON web tokens".
    """
    kind, issuer = issuer_kind(authorizer, architecture), authorizer.get(_ISSUER)
    match kind:
        case Known(value=name):
            return Known(name != "other", BOOL, kind.range, kind.trail, kind.sensitive)
        case Unknown() if not architecture.shows_expressions and _is_attribute(issuer, (USER_POOL, DOMAIN)):
            return Known(True, BOOL, issuer.range, issuer.trail, issuer.sensitive)
        case Unknown():
            return doubt(kind, BOOL)
    return NOT_WRITTEN


def audiences(authorizer: Resource, architecture: Architecture) -> Value:
    """The audiences that an authorizer of an HTTP API accepts, each a mapping of of_pool: whether it is an app client
    of the user pool that is the issuer. False for a user pool instead of a client, or an app client's name; absent for
    what refers to no app client (an identifier that access tokens may be bound to). Empty where the issuer is no user
    pool.
    Source: developer guide, "Verifying JSON web tokens"; API Gateway, "Control access to HTTP APIs with JWT
    authorizers".
    """
    value = authorizer.get(_AUDIENCE)
    pools = architecture.targets(authorizer, "user_pool")
    match value:
        case Known(value=tuple() as items) if pools:
            return replace(value, value=tuple(_audience(item, value, pools[0], architecture) for item in items))
        case Unknown(parts=items) if pools:
            found = tuple(_audience(item, value, pools[0], architecture) for item in items)
            return replace(doubt(value, DYNAMIC), parts=found)
    return Known((), DYNAMIC, value.range)


def pool_arns(authorizer: Resource, architecture: Architecture) -> Value:
    """The provider_arns of an authorizer of a REST API, each a mapping of is_arn: false for another attribute of a user
    pool than its ARN (its id), and for a text that is no ARN; absent for what may be one. A plan lists what they refer
    to, so that an id may be all of one or a part of an ARN: unknown. Source: CreateAuthorizer, ProviderARNs.
    """
    value = authorizer.get(_ARNS)
    match value:
        case Known(value=tuple() as items):
            return replace(value, value=tuple(_pool_arn(item, value, architecture) for item in items))
        case Unknown(parts=items) if value.refers_to is None:
            return replace(doubt(value, DYNAMIC), parts=tuple(_pool_arn(item, value, architecture) for item in items))
        case Unknown() if _is_attribute(value, (USER_POOL,)) and not _is_attribute(value, (USER_POOL,), ("arn",)):
            return doubt(value, DYNAMIC)
    return Known((), DYNAMIC, value.range)


def same_api(operation: Resource, architecture: Architecture) -> Value:
    """Whether the authorizer of a method or a route is one of its own API. Absent where there is none; unknown where
    it, or one of the APIs, is not declared here. Source: PutMethod, AuthorizerId.
    """
    for authorizer in architecture.targets(operation, "authorizer"):
        if authorizer.resource is None:
            return elsewhere(authorizer.value, "authorizer_id", BOOL)
        for own in architecture.targets(operation, "api"):
            for other in architecture.targets(authorizer.resource, "api"):
                return _are_same(own, other, operation.get("authorizer_id"))
    return NOT_WRITTEN


FACTS: Final = (
    Fact("issuer_kind", (HTTP_AUTHORIZER,), _ISSUER, "the issuer is {value}", issuer_kind),
    Fact(
        "accepts_pool_tokens",
        (HTTP_AUTHORIZER,),
        _ISSUER,
        "that the tokens of a user pool are accepted is {value}",
        accepts_pool_tokens,
    ),
    Fact("audiences", (HTTP_AUTHORIZER,), _AUDIENCE, f"{_AUDIENCE} is {{value}}", audiences),
    Fact("pool_arns", (AUTHORIZER,), _ARNS, f"{_ARNS} is {{value}}", pool_arns),
    Fact("same_api", (METHOD, ROUTE), "authorizer_id", "that the authorizer is of the same API is {value}", same_api),
)


def _kind_of_text(text: str) -> str:
    if _OF_USER_POOL.fullmatch(text):
        return "user-pool"
    return "malformed" if any(mark in text for mark in _MEANT) else "other"


def _kind_of_pieces(issuer: Unknown) -> str | None:
    parts = issuer.parts or (issuer,)
    start = str(parts[0].value) if isinstance(parts[0], Known) else ""
    if any(_is_attribute(part, (DOMAIN,)) for part in parts):
        return "malformed"
    if not start:
        return "malformed" if _is_attribute(parts[0], (USER_POOL,)) else None
    if start == "https://" and len(parts) > 1 and _is_attribute(parts[1], (USER_POOL,), ("endpoint",)):
        return "user-pool" if len(parts) == 2 else "malformed"
    if start.startswith(("https://cognito-idp.", "https://issuer-cognito-idp.")):
        return _kind_by_end(parts[-1])
    if any(start.startswith(mark) for mark in ("cognito-idp.", "http://cognito-idp.", "arn:")):
        return "malformed"
    host = re.match(r"https?://[^/]+/", start)
    return "other" if host and not any(mark in start for mark in _MEANT) else None


def _kind_by_end(last: Value) -> str | None:
    if _is_attribute(last, (USER_POOL,)):
        return "user-pool" if _is_attribute(last, (USER_POOL,), ("id",)) else "malformed"
    return "malformed" if isinstance(last, Known) and str(last.value).endswith("/") else None


def _is_attribute(part: Value, types: tuple[str, ...], names: tuple[str, ...] = ()) -> bool:
    """Whether a piece is an attribute of a resource of these types: of these names, where some are given."""
    match part:
        case Unknown(refers_to=Reference(address=address, attribute=name)):
            return address.mode == "managed" and address.type in types and (not names or name in names)
    return False


def _audience(item: Value, whole: Value, pool: Target, architecture: Architecture) -> Value:
    parts = {"@value": item, "@attribute": string(_AUDIENCE), "of_pool": _of_pool(item, pool, architecture)}
    return Known(parts, DYNAMIC, item.range or whole.range, item.trail or whole.trail, item.sensitive)


def _of_pool(item: Value, pool: Target, architecture: Architecture) -> Value:
    if isinstance(item, Unknown) and _is_attribute(item, (USER_POOL,)):
        return boolean(False) if architecture.shows_expressions else doubt(item, BOOL)
    if isinstance(item, Known) and _is_name(item):
        return boolean(False)
    client = architecture.declared.target(item, LINKS["client"])
    if client is None or isinstance(item, Absent):
        return NOT_WRITTEN
    if client.resource is not None:
        for own in architecture.targets(client.resource, "user_pool"):
            return same_user_pool(own, pool)
    if isinstance(item, Unknown) and (item.refers_to is None or item.refers_to.address.type in CLIENTS):
        return doubt(item, BOOL)
    return NOT_WRITTEN


def _is_name(item: Known) -> bool:
    """Whether a text came out of the name of an app client, which no token has."""
    origin = next((step.reference for step in item.trail if step.reference is not None), None)
    return origin is not None and origin.address.type in CLIENTS and origin.attribute == "name"


def _pool_arn(item: Value, whole: Value, architecture: Architecture) -> Value:
    parts = {"@value": item, "@attribute": string(_ARNS), "is_arn": _is_arn(item, architecture)}
    return Known(parts, DYNAMIC, item.range or whole.range, item.trail or whole.trail, item.sensitive)


def _is_arn(item: Value, architecture: Architecture) -> Value:
    match item:
        case Known(value=str() as text) if text and not text.startswith("arn:"):
            return boolean(False)
        case Unknown() if _is_attribute(item, (USER_POOL,), ("id", "endpoint", "name")):
            return boolean(False) if architecture.shows_expressions else doubt(item, BOOL)
        case Unknown(refers_to=None, prefix=start) if not start.startswith("arn:"):
            return doubt(item, BOOL)
    return NOT_WRITTEN


def _are_same(own: Target, other: Target, at: Value) -> Value:
    if own.resource is not None and other.resource is not None:
        return Known(own.resource.address == other.resource.address, BOOL, at.range, at.trail)
    for value in (own.value, other.value):
        if isinstance(value, Unknown):
            return doubt(value, BOOL)
    match own.value, other.value:
        case Known(value=text), Known(value=other_text):
            return Known(text == other_text, BOOL, at.range, at.trail)
    return NOT_WRITTEN
