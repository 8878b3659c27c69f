"""Facts about identity providers: with whom the users of an app client sign in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.attributes import is_text
from tflint_cognito.cognito.clients import in_force
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import CLIENTS, IDENTITY_PROVIDER
from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "supported_identity_providers"

#: The user pool itself: its own users, with their passwords.
_POOL: Final = "COGNITO"
#: Those with a fixed name. Source: CreateUserPoolClient, SupportedIdentityProviders.
_SOCIAL: Final = frozenset(("Facebook", "Google", "SignInWithApple", "LoginWithAmazon"))


def supported_identity_providers(client: Resource, architecture: Architecture) -> Value:
    """The identity providers that the sign-in pages of an app client offer, each a mapping of

    * name; kind: "cognito" (the user pool's own users), "social", or "own" (a SAML or OIDC one, by the name it has);
    * declared, of all but the first kind: "here" (an identity provider of the client's user pool has that name) or
      "missing"; unknown where the identity providers of the user pool are not all known.

    Source: CreateUserPoolClient, SupportedIdentityProviders.
    """
    value = in_force(client, ATTRIBUTE)
    match value:
        case Known(value=tuple() as items):
            return replace(value, value=tuple(_provider(item, value, client, architecture) for item in items))
        case Unknown(parts=parts):
            return replace(value, parts=tuple(_provider(part, value, client, architecture) for part in parts))
    return Unknown(f"{ATTRIBUTE} is no list of strings", decides="write a list of strings", range=value.range)


def named_after_type(provider: Resource, architecture: Architecture) -> Value:
    """Whether a social identity provider has the name of its type, the only one that AWS takes; absent of a SAML or
    OIDC one, which is named at will. Source: hashicorp/terraform-provider-aws issue 4822 ("Provider example cannot be
    of type Google").
    """
    type, name = provider.get("provider_type"), provider.get("provider_name")
    match type, name:
        case Unknown(), _:
            return doubt(type, BOOL)
        case Known(value=str() as kind), _ if kind not in _SOCIAL:
            return NOT_WRITTEN
        case Known(value=kind), Known(value=written):
            return replace(boolean(kind == written), range=name.range, trail=name.trail)
        case _, Unknown():
            return doubt(name, BOOL)
    return NOT_WRITTEN


def deployed(resource: Resource, architecture: Architecture) -> Value:
    """Whether a plan or a state shows that AWS has the resource already, and so has accepted its name. False
    where nothing shows it, as in a configuration: it may have to be made. Never unknown.
    """
    if architecture.model.kind == "state":
        return boolean(True)
    return boolean(resource.change is not None and "create" not in resource.change.actions)


FACTS: Final = (
    Fact("supported_identity_providers", CLIENTS, ATTRIBUTE, f"{ATTRIBUTE} is {{value}}", supported_identity_providers),
    Fact(
        "named_after_type",
        (IDENTITY_PROVIDER,),
        "provider_name",
        "that the social provider has the name of its type is {value}",
        named_after_type,
    ),
    Fact("deployed", (IDENTITY_PROVIDER,), "", "that AWS has the resource already is {value}", deployed),
)


def providers_of(client: Resource, architecture: Architecture) -> Iterator[Resource | Unknown]:
    """The identity providers that are declared here and that an app client offers; unknown where it may offer more."""
    offered = in_force(client, ATTRIBUTE)
    listed: tuple[Value, ...] = ()
    match offered:
        case Known(value=tuple() as items) | Unknown(parts=items):
            listed = items
    own = architecture.siblings(client, (IDENTITY_PROVIDER,), "user_pool")
    named = [provider for provider in own.certain if any(is_name_of(item, provider) is True for item in listed)]
    yield from named
    if isinstance(offered, Unknown):
        yield doubt(offered)
    for item in listed:
        if isinstance(item, Unknown) and not any(is_name_of(item, provider) is True for provider in named):
            yield doubt(item)
    for provider in own.certain:
        if provider not in named and any(is_name_of(item, provider) is None for item in listed):
            yield _unnamed(provider)
    if any(not is_text(item, _POOL) for item in listed):
        yield from (doubt(reason) for _, reason in own.possible)
        if own.gap is not None:
            yield Unknown(own.gap.because, decides=own.gap.decides)


def _provider(name: Value, whole: Value, client: Resource, architecture: Architecture) -> Value:
    parts: dict[str, Value] = {"@value": name, "@attribute": string(ATTRIBUTE), "name": name}
    match name:
        case Known(value=str() as text) if text == _POOL:
            parts["kind"] = string("cognito")
        case Known(value=str() as text):
            parts |= {"kind": string("social" if text in _SOCIAL else "own")}
            parts |= {"declared": _declared(name, client, architecture)}
        case Unknown():
            parts |= {"kind": doubt(name), "declared": _declared(name, client, architecture)}
    return Known(parts, range=name.range or whole.range, trail=name.trail or whole.trail)


def _declared(name: Value, client: Resource, architecture: Architecture) -> Value:
    own = architecture.siblings(client, (IDENTITY_PROVIDER,), "user_pool")
    answers = [is_name_of(name, provider) for provider in own.certain]
    if True in answers:
        return string("here")
    if isinstance(name, Unknown):
        return doubt(name)
    for provider, answer in zip(own.certain, answers, strict=True):
        if answer is None:
            return _unnamed(provider)
    for provider, reason in own.possible:
        if is_name_of(name, provider) is not False:
            return Unknown(f"{provider.address} may belong to it: {reason.because}", decides=reason.decides)
    if own.gap is not None:
        return Unknown(own.gap.because, decides=own.gap.decides)
    return string("missing")


def _unnamed(provider: Resource) -> Unknown:
    match provider.get("provider_name"):
        case Unknown(because=because, decides=decides):
            return Unknown(because, decides=decides)
    return Unknown(f"the name of {provider.address} is not known", decides="write its provider_name")


def is_name_of(name: Value, provider: Resource) -> bool | None:
    """Whether `name` is that of an identity provider; None where that cannot be told."""
    match name, provider.get("provider_name"):
        case Known(value=str() as text), Known(value=other):
            return text == other
        case Unknown(refers_to=Reference(address=address, attribute="provider_name")), _ if address == provider.address:
            return True
    return None
