"""Facts about how an identity provider is reached: its provider_details, by its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import IDENTITY_PROVIDER
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "provider_details"

#: What every type needs. Source: CreateIdentityProvider, ProviderDetails (its create requests), and what AWS answers
#: without them: "client_id, client_secret and authorize_scopes are all required idp details".
_OF_SOCIAL: Final = ("client_id", "client_secret", "authorize_scopes")
_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "OIDC": ("client_id", "authorize_scopes", "attributes_request_method", "oidc_issuer"),
    "Google": _OF_SOCIAL,
    "Facebook": _OF_SOCIAL,
    "LoginWithAmazon": _OF_SOCIAL,
    "SignInWithApple": ("client_id", "team_id", "key_id", "private_key", "authorize_scopes"),
    "SAML": ("MetadataURL",),
}
#: What takes the place of one of them.
_INSTEAD: Final = {"MetadataURL": "MetadataFile"}
#: What the responses show besides, and what a request may therefore repeat.
_OF_RESPONSES: Final = (
    "attributes_url",
    "attributes_url_add_attributes",
    "authorize_url",
    "oidc_issuer",
    "token_request_method",
    "token_url",
)
_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "OIDC": frozenset((*_REQUIRED["OIDC"], *_OF_RESPONSES, "client_secret", "jwks_uri")),
    "Facebook": frozenset((*_OF_SOCIAL, *_OF_RESPONSES, "api_version")),
    "Google": frozenset((*_OF_SOCIAL, *_OF_RESPONSES)),
    "LoginWithAmazon": frozenset((*_OF_SOCIAL, *_OF_RESPONSES)),
    "SignInWithApple": frozenset((*_REQUIRED["SignInWithApple"], *_OF_RESPONSES)),
    "SAML": frozenset(
        (
            "EncryptedResponses",
            "IDPInit",
            "IDPSignout",
            "MetadataFile",
            "MetadataURL",
            "RequestSigningAlgorithm",
            "SLORedirectBindingURI",
            "SSORedirectBindingURI",
        )
    ),
}
#: What AWS makes, and a request cannot set. Source: as above, the responses of SAML providers.
_MADE_BY_AWS: Final = frozenset(("ActiveEncryptionCertificate",))
_ENDPOINTS: Final = frozenset(
    (
        "MetadataURL",
        "SLORedirectBindingURI",
        "SSORedirectBindingURI",
        "attributes_url",
        "authorize_url",
        "jwks_uri",
        "oidc_issuer",
        "token_url",
    )
)
_SECRETS: Final = frozenset(("client_secret", "private_key"))
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*)://")

#: What stands in the place of a secret until someone fills it in.
_PLACEHOLDER = pattern(
    r"(?i)change|replace|placeholder|dummy|example|todo|fixme|your|insert|sample|fake|none|null|n/a|"
    r"(?:mock|test|temp|set|update|fill)[-_ ]|x{3}|\*{3}|\.{3}|"
    r"^[<{\[$].*[>}\]]$|^(?:test|mock|secret|tbd|foo|abc|123\d*)$"
)
#: How a value came here that nobody wrote into the configuration.
_OUTSIDE: Final = frozenset(("variable file", "command line", "environment", "plan", "state"))


def provider_details(provider: Resource, architecture: Architecture) -> Value:
    """What is written in provider_details of an identity provider, each entry a mapping of

    * key and value;
    * kind: "documented" for its provider_type, "read-only" (AWS makes it) or "undocumented"; unknown where the type is;
    * scheme, of an endpoint: "https", "http" or another, in lower case; "" where it has none;
    * origin, of a secret (client_secret, private_key): "code" (written in the configuration, or a variable's default),
      "outside" (a variable file, the command line or the environment, or a value that is not known here, as of a
      variable without a default, a data source or another resource), or "placeholder" (it is none yet: "changeme");
      unknown of a plan or a state without its source, where it does not show whether it is written.

    Source: CreateIdentityProvider, ProviderDetails.
    """
    value = provider.get(ATTRIBUTE)
    match value:
        case Known(value=Mapping() as details):
            is_source = architecture.model.kind == "hcl"
            entries = (_entry(key, item, value, provider, is_source) for key, item in details.items())
            return replace(value, value=tuple(entries))
        case Unknown():
            return replace(doubt(value), sensitive=False)
    return Known((), range=value.range)


def missing_details(provider: Resource, architecture: Architecture) -> Value:
    """The keys that provider_details lacks and that the provider_type needs; a SAML provider needs MetadataURL or
    MetadataFile. A key whose value is unknown is there. Unknown where provider_details as a whole, or the type, is.
    Source: CreateIdentityProvider, ProviderDetails.
    """
    type, details = provider.get("provider_type"), provider.get(ATTRIBUTE)
    for value in (type, details):
        if isinstance(value, Unknown):
            return doubt(value)
    written = details.value if isinstance(details, Known) and isinstance(details.value, Mapping) else {}
    needed = _REQUIRED.get(str(type.value), ()) if isinstance(type, Known) else ()
    missing = tuple(string(key) for key in needed if _lacking(key, written))
    return Known(missing, range=details.range, trail=details.trail)


def identity_provider_scopes(provider: Resource, architecture: Architecture) -> Value:
    """The scopes that an identity provider is asked for, each a mapping of scope: authorize_scopes, apart at blanks and
    commas. Those of a template that stand in its known text are certain. Absent where nothing is written.
    Source: CreateIdentityProvider, ProviderDetails (authorize_scopes).
    """
    value = provider.get(f"{ATTRIBUTE}.authorize_scopes")
    match value:
        case Known(value=str() as text):
            return replace(value, value=tuple(_scopes(text, value)))
        case Unknown(parts=parts):
            return replace(doubt(value), parts=tuple(_certain(parts)))
    return value


FACTS: Final = (
    Fact(
        "provider_details",
        (IDENTITY_PROVIDER,),
        ATTRIBUTE,
        "what provider_details has is {value}",
        provider_details,
    ),
    Fact("missing_details", (IDENTITY_PROVIDER,), ATTRIBUTE, f"{ATTRIBUTE} lacks {{value}}", missing_details),
    Fact(
        "identity_provider_scopes",
        (IDENTITY_PROVIDER,),
        f"{ATTRIBUTE}.authorize_scopes",
        "authorize_scopes is {value}",
        identity_provider_scopes,
    ),
)


def _entry(key: str, value: Value, whole: Value, provider: Resource, is_source: bool) -> Value:
    parts = {
        "@value": value,
        "@attribute": string(f'{ATTRIBUTE}["{key}"]'),
        "key": string(key),
        "value": value,
        "kind": _kind(key, provider.get("provider_type")),
    }
    if key in _ENDPOINTS:
        parts["scheme"] = _scheme(value)
    if key in _SECRETS:
        parts["origin"] = _origin(value, is_source)
    return Known(parts, range=value.range or whole.range, trail=value.trail or whole.trail)


def _kind(key: str, type: Value) -> Value:
    if key in _MADE_BY_AWS:
        return string("read-only")
    match type:
        case Unknown():
            return doubt(type)
        case Known(value=str() as name) if name in _KNOWN:
            return string("documented" if key in _KNOWN[name] else "undocumented")
    return NOT_WRITTEN


def _scheme(value: Value) -> Value:
    match value:
        case Known(value=str() as text) | Unknown(prefix=text) if (found := _SCHEME.match(text)) is not None:
            return string(found[1].lower())
        case Unknown():
            return doubt(value)
        case Known(value=str()):
            return string("")
    return NOT_WRITTEN


def _origin(value: Value, is_source: bool) -> Value:
    match value:
        case Absent() | Known(value=""):
            return NOT_WRITTEN
        case Unknown(sensitive=True):  # a secret that the configuration does not have
            return string("outside")
        case Unknown():
            return doubt(value)
        case Known(value=str() as text) if _PLACEHOLDER.search(text):
            return string("placeholder")
        case Known(range=None, trail=trail) if not is_source and not any(step.how == "constant" for step in trail):
            because = "a plan or state does not show whether the secret is written in the configuration"
            return Unknown(because, decides="give the source with --source, or lint the configuration")
        case Known(trail=(*_, last)) if last.how in _OUTSIDE:
            return string("outside")
    return string("code")


def _lacking(key: str, written: Mapping[str, Value]) -> bool:
    return not any(_is_there(name, written) for name in (key, _INSTEAD.get(key, "")))


def _is_there(key: str, written: Mapping[str, Value]) -> bool:
    """Whether a key has a value. One that is unknown counts: whoever writes the key means it to have one."""
    match written.get(key, NOT_WRITTEN):
        case Absent() | Known(value=""):
            return False
    return True


def _scopes(text: str, value: Value) -> Iterator[Value]:
    for scope in re.split(r"[\s,]+", text):
        if scope:
            yield _scope(string(scope), value)


def _certain(parts: tuple[Value, ...]) -> Iterator[Value]:
    """The scopes of a template that its known text has as a whole."""
    for index, part in enumerate(parts):
        match part:
            case Known(value=str() as text):
                start, end = " " if index == 0 else "", " " if index == len(parts) - 1 else ""
                for scope in re.findall(r"(?<=[\s,])[^\s,]+(?=[\s,])", f"{start}{text}{end}"):
                    yield _scope(string(scope), part)


def _scope(scope: Value, stands: Value) -> Value:
    parts = {"@value": scope, "@attribute": string(f"{ATTRIBUTE}.authorize_scopes"), "scope": scope}
    return Known(parts, range=stands.range, trail=stands.trail)
