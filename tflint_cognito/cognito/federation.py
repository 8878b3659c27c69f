"""Facts about the identity providers of one user pool together: what two of them share, and who offers them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import in_force
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.identity_providers import ATTRIBUTE as OFFERED
from tflint_cognito.cognito.identity_providers import is_name_of
from tflint_cognito.cognito.resource_types import CLIENTS, IDENTITY_PROVIDER
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture, Sources

IDENTIFIERS: Final = "idp_identifiers"


def identifiers(provider: Resource, architecture: Architecture) -> Value:
    """The idp_identifiers of an identity provider, each a mapping of

    * name, and domain: it in lower case;
    * taken: whether another identity provider of the same user pool has the same one (of two that share it, the one
      whose address comes later is said to); unknown where not all of them are known.

    Source: CreateIdentityProvider, IdpIdentifiers.
    """
    value = provider.get(IDENTIFIERS)
    match value:
        case Known(value=tuple() as items):
            return replace(value, value=tuple(_identifier(item, value, provider, architecture) for item in items))
        case Unknown(parts=parts):
            return replace(value, parts=tuple(_identifier(part, value, provider, architecture) for part in parts))
    return Known((), range=value.range)


def name_twin(provider: Resource, architecture: Architecture) -> Value:
    """The name of another identity provider of the same user pool that differs from this one's only in the case of its
    letters or in characters that look alike (Unicode's compatible forms); absent where none does. Unknown where not all
    of them are known. Source: Unicode Standard Annex 15 (NFKC).
    """
    name = provider.get("provider_name")
    if isinstance(name, Unknown):
        return doubt(name)
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return NOT_WRITTEN
    own = name.value

    def resembles(other: Resource) -> Value:
        value = other.get("provider_name")
        alike = isinstance(value, Known) and isinstance(value.value, str) and _plain(value.value) == _plain(own)
        if alike and isinstance(value, Known) and value.value != own:
            return string(str(value.value))
        return _elsewhere(value) if isinstance(value, Unknown) else NOT_WRITTEN

    found = _of_others(provider, architecture, resembles)
    return replace(found, range=name.range)


def is_offered(provider: Resource, architecture: Architecture) -> Value:
    """Whether an app client of its user pool lists the identity provider in supported_identity_providers; absent where
    no app client of that user pool is declared here. Unknown where a list, or which app clients there are, is.
    Source: CreateUserPoolClient, SupportedIdentityProviders.
    """
    clients = architecture.siblings(provider, CLIENTS, "user_pool")
    if not clients.certain and not clients.possible:
        return NOT_WRITTEN
    answers = [_lists(client, provider) for client in clients.certain]
    if any(isinstance(answer, Known) and answer.value is True for answer in answers):
        return boolean(True)
    for answer in answers:
        if isinstance(answer, Unknown):
            return answer
    unsure = _hidden(clients)
    return boolean(False) if unsure is None else unsure


FACTS: Final = (
    Fact("identifiers", (IDENTITY_PROVIDER,), IDENTIFIERS, f"{IDENTIFIERS} is {{value}}", identifiers),
    Fact("name_twin", (IDENTITY_PROVIDER,), "provider_name", "another identity provider is called {value}", name_twin),
    Fact("is_offered", (IDENTITY_PROVIDER,), "", "that an app client offers the provider is {value}", is_offered),
)


def _identifier(item: Value, whole: Value, provider: Resource, architecture: Architecture) -> Value:
    parts: dict[str, Value] = {"@value": item, "@attribute": string(IDENTIFIERS), "name": item}
    match item:
        case Known(value=str() as text):
            parts |= {"domain": string(text.lower()), "taken": _taken(text, provider, architecture)}
        case Unknown():
            parts |= {"domain": doubt(item), "taken": doubt(item, BOOL)}
    return Known(parts, range=item.range or whole.range, trail=item.trail or whole.trail)


def _is_first(one: Resource, other: Resource) -> bool:
    return str(one.address) < str(other.address)


def _taken(text: str, provider: Resource, architecture: Architecture) -> Value:
    def has_it(other: Resource) -> Value:
        value = other.get(IDENTIFIERS)
        match value:
            case Known(value=tuple() as items) | Unknown(parts=items):
                if any(isinstance(item, Known) and item.value == text for item in items):
                    return boolean(True) if _is_first(other, provider) else NOT_WRITTEN
                unknown = next((item for item in (value, *items) if isinstance(item, Unknown)), None)
                return NOT_WRITTEN if unknown is None else _elsewhere(unknown)
        return NOT_WRITTEN

    found = _of_others(provider, architecture, has_it)
    return found if isinstance(found, Known | Unknown) else boolean(False)


def _of_others(provider: Resource, architecture: Architecture, ask: Callable[[Resource], Value]) -> Value:
    """What one of the other identity providers of the same user pool answers; absent where none does."""
    siblings = architecture.siblings(provider, (IDENTITY_PROVIDER,), "user_pool")
    unsure: list[Unknown] = []
    for other in siblings.certain:
        if other.address != provider.address:
            answer = ask(other)
            if isinstance(answer, Known):
                return answer
            unsure += [answer] if isinstance(answer, Unknown) else []
    unsure += [_may_belong(other, reason) for other, reason in _others(siblings, provider) if _is_some(ask(other))]
    if unsure:
        return unsure[0]
    gap = siblings.gap
    return NOT_WRITTEN if gap is None else Unknown(gap.because, STRING, gap.decides)


def _elsewhere(value: Unknown) -> Unknown:
    """Unknown for a reason that stands in another resource: it has no place in this one."""
    return Unknown(value.because, STRING, value.decides)


def _others(siblings: Sources, provider: Resource) -> Iterator[tuple[Resource, Unknown]]:
    yield from (found for found in siblings.possible if found[0].address != provider.address)


def _is_some(value: Value) -> bool:
    return isinstance(value, Known | Unknown)


def _may_belong(other: Resource, reason: Unknown) -> Unknown:
    return Unknown(f"{other.address} may belong to it: {reason.because}", STRING, reason.decides)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _lists(client: Resource, provider: Resource) -> Value:
    listed = in_force(client, OFFERED)
    match listed:
        case Known(value=tuple() as items) | Unknown(parts=items):
            answers = [is_name_of(item, provider) for item in items]
            if True in answers:
                return boolean(True)
            unknown = next((item for item in (listed, *items) if isinstance(item, Unknown)), None)
            if unknown is not None:
                return _elsewhere(unknown)
            name = provider.get("provider_name")
            if None in answers and isinstance(name, Unknown):
                return doubt(name, BOOL)
    return boolean(False)


def _hidden(sources: Sources) -> Unknown | None:
    for other, reason in sources.possible:
        return _may_belong(other, reason)
    return None if sources.gap is None else Unknown(sources.gap.because, BOOL, sources.gap.decides)
