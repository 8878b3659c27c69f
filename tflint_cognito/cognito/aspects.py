"""What is compared of a resource between environments: each setting, how it is read, and its whole value in words.

What every environment has of its own is left out of a value: the hosts of URLs and scopes, ARNs, ids, secrets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import SWITCH, written_or_in_force
from tflint_cognito.cognito.domains import domain_kind
from tflint_cognito.cognito.fact import doubt
from tflint_cognito.cognito.links import TRIGGERS, VERSIONED_TRIGGERS
from tflint_cognito.cognito.protections import PROTECTIONS
from tflint_cognito.cognito.resource_types import (
    CLIENTS,
    DOMAIN,
    IDENTITY_POOL,
    IDENTITY_PROVIDER,
    RESOURCE_SERVER,
    RISK_CONFIGURATION,
    USER_POOL,
)
from tflint_cognito.cognito.tiers import tier
from tflint_cognito.cognito.urls import without_host
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

Reader = Callable[[Resource, "Architecture"], Value]
#: Longer than any value: what is compared is compared whole.
_WHOLE: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Aspect:
    """One setting. `words` is of a value that is known, without the words of its environment where those may be in
    it."""

    attribute: str
    value: Reader
    words: Callable[[Value], str]
    names_environment: bool = False


def aspects(type: str) -> Iterator[Aspect]:
    """What is compared of resources of a type: what protects them, and how users sign in with them."""
    for one in PROTECTIONS.get(type, ()):
        yield Aspect(one.attribute, one.value, in_words if one.words is notation else one.words)
    yield from _ASPECTS.get(type, ())


def in_words(value: Value) -> str:
    """A value in full. Lists by their words: the order of flows and scopes means nothing, nor do names without a value
    in a block."""
    match value:
        case Known(value=tuple() as items):
            return f"[{', '.join(sorted(map(in_words, items)))}]"
        case Known(value=Mapping() as members):
            written = sorted(f"{name} = {in_words(one)}" for name, one in members.items() if not _is_empty(one))
            return f"{{ {', '.join(written)} }}" if written else "{}"
    return notation(value, _WHOLE)


def _is_empty(value: Value) -> bool:
    return isinstance(value, Absent) or (isinstance(value, Known) and value.value in ("", ()))


def _in_force(path: str) -> Reader:
    return lambda resource, _: written_or_in_force(resource, path)


def _get(path: str) -> Reader:
    return lambda resource, _: resource.get(path)


def _at(*paths: str) -> tuple[Aspect, ...]:
    return tuple(Aspect(path, _in_force(path), in_words) for path in paths)


def _written(*paths: str) -> tuple[Aspect, ...]:
    """As it is written: what AWS chooses where nothing is, nobody can compare."""
    return tuple(Aspect(path, _get(path), in_words) for path in paths)


def _hosts_aside(*paths: str) -> tuple[Aspect, ...]:
    return tuple(Aspect(path, _in_force(path), _without_hosts, names_environment=True) for path in paths)


def _without_hosts(value: Value) -> str:
    match value:
        case Known(value=tuple() as items):
            return f"[{', '.join(sorted(map(_without_hosts, items)))}]"
        case Known(value=str() as text):
            return in_words(replace(value, value=without_host(text)))
    return in_words(value)


def _whether_set(*paths: str) -> tuple[Aspect, ...]:
    """Not what it is set to, which is of the environment, but whether it is."""

    def reader(path: str) -> Reader:
        return lambda resource, _: _is_set(resource.get(path))

    return tuple(Aspect(path, reader(path), _set_words) for path in paths)


def _is_set(value: Value) -> Value:
    """Whether something is written; unknown where a variable or a condition may leave it out."""
    if isinstance(value, Unknown):
        return boolean(True) if value.refers_to is not None or value.not_null else doubt(value)
    return boolean(not _is_empty(value))


def _set_words(value: Value) -> str:
    return "set" if isinstance(value, Known) and value.value is True else "not written"


def _triggers(pool: Resource, _: Architecture) -> Value:
    """The names of the triggers that call a function, whichever that is."""
    config = pool.get("lambda_config")
    if isinstance(config, Unknown):
        return config
    paths = {**{name: name for name in TRIGGERS}, **{name: f"{name}.lambda_arn" for name in VERSIONED_TRIGGERS}}
    found = []
    for name, path in sorted(paths.items()):
        match _is_set(pool.get(f"lambda_config.{path}")):
            case Unknown() as unknown:
                return unknown
            case Known(value=True):
                found.append(string(name))
    return Known(tuple(found))


def _of_blocks(path: str, attribute: str) -> Reader:
    """What each block at `path` says of one attribute."""

    def value(resource: Resource, _: Architecture) -> Value:
        blocks = resource.get(path)
        if not isinstance(blocks, Known) or not isinstance(blocks.value, tuple):
            return blocks
        return replace(blocks, value=tuple(_member(one, attribute) for one in blocks.value))

    return value


def _member(block: Value, attribute: str) -> Value:
    if isinstance(block, Known) and isinstance(block.value, Mapping):
        return block.value.get(attribute, NOT_WRITTEN)
    return block


def _keys(path: str) -> Reader:
    def value(resource: Resource, _: Architecture) -> Value:
        members = resource.get(path)
        if not isinstance(members, Known) or not isinstance(members.value, Mapping):
            return members
        return Known(tuple(map(string, members.value)), sensitive=members.sensitive)

    return value


def _count(path: str) -> Reader:
    """How many there are. Which ones is of the environment."""

    def value(resource: Resource, _: Architecture) -> Value:
        items = resource.get(path)
        return Known(len(items.value)) if isinstance(items, Known) and isinstance(items.value, tuple) else items

    return value


def _detail(key: str) -> Reader:
    def value(provider: Resource, _: Architecture) -> Value:
        details = provider.get("provider_details")
        return details if details.sensitive else provider.get(f"provider_details.{key}")

    return value


def _as_set(value: Value) -> str:
    """Words with blanks between them, in any order: the scopes that are asked of an identity provider."""
    match value:
        case Known(value=str() as text):
            return in_words(replace(value, value=" ".join(sorted(text.split()))))
    return in_words(value)


#: What an identity provider may be told, but for secrets and what names an application there (client_id), which each
#: environment has of its own. Source: CreateIdentityProvider, ProviderDetails.
_DETAILS: Final = (
    *("attributes_request_method", "attributes_url_add_attributes", "api_version", "IDPSignout", "IDPInit"),
    *("EncryptedResponses", "RequestSigningAlgorithm"),
)
_DETAIL_URLS: Final = ("oidc_issuer", "authorize_url", "token_url", "attributes_url", "jwks_uri", "MetadataURL")
_TAKEOVER: Final = "account_takeover_risk_configuration.actions"
_ASPECTS: Final[Mapping[str, tuple[Aspect, ...]]] = {
    USER_POOL: (
        Aspect("user_pool_tier", tier, in_words),
        *_at(
            "account_recovery_setting.recovery_mechanism",
            "username_attributes",
            "alias_attributes",
            "auto_verified_attributes",
            "username_configuration.case_sensitive",
            "sign_in_policy.allowed_first_auth_factors",
            "software_token_mfa_configuration.enabled",
            "user_pool_add_ons.advanced_security_additional_flows.custom_auth_mode",
            "device_configuration.challenge_required_on_new_device",
            "device_configuration.device_only_remembered_on_user_prompt",
            "email_configuration.email_sending_account",
        ),
        *_whether_set("sms_configuration", "email_mfa_configuration", "web_authn_configuration"),
        Aspect("lambda_config", _triggers, in_words),
    ),
    **dict.fromkeys(
        CLIENTS,
        (
            *_hosts_aside("allowed_oauth_scopes", "callback_urls", "logout_urls", "default_redirect_uri"),
            *_at(
                SWITCH,
                "supported_identity_providers",
                "generate_secret",
                "auth_session_validity",
                "refresh_token_rotation.retry_grace_period_seconds",
                "enable_propagate_additional_user_context_data",
            ),
            *_written("read_attributes", "write_attributes"),
        ),
    ),
    DOMAIN: (
        Aspect("domain", domain_kind, lambda value: f"{value.value} domain" if isinstance(value, Known) else ""),
        *_at("managed_login_version"),
        *_whether_set("certificate_arn"),
    ),
    RESOURCE_SERVER: (*_hosts_aside("identifier"), Aspect("scope", _of_blocks("scope", "scope_name"), in_words)),
    IDENTITY_PROVIDER: (
        *_at("provider_type", "provider_name", "idp_identifiers", "attribute_mapping"),
        Aspect("provider_details.authorize_scopes", _detail("authorize_scopes"), _as_set),
        *(Aspect(f"provider_details.{key}", _detail(key), in_words) for key in _DETAILS),
        *(
            Aspect(f"provider_details.{key}", _detail(key), _without_hosts, names_environment=True)
            for key in _DETAIL_URLS
        ),
    ),
    IDENTITY_POOL: (
        Aspect("supported_login_providers", _keys("supported_login_providers"), in_words),
        Aspect("openid_connect_provider_arns", _count("openid_connect_provider_arns"), in_words),
        Aspect("saml_provider_arns", _count("saml_provider_arns"), in_words),
        Aspect(
            "cognito_identity_providers.server_side_token_check",
            _of_blocks("cognito_identity_providers", "server_side_token_check"),
            in_words,
        ),
        *_whether_set("developer_provider_name"),
    ),
    RISK_CONFIGURATION: (
        *_at(*(f"{_TAKEOVER}.{level}_action.event_action" for level in ("low", "medium", "high"))),
        *_at("compromised_credentials_risk_configuration.actions.event_action"),
    ),
}
