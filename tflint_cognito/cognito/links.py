"""The links between resources: which attribute leads to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tflint_cognito.cognito import resource_types as types
from tflint_cognito.cognito.resource_types import CLIENT, CLIENTS, MANAGED_CLIENT, USER_POOL


@dataclass(frozen=True, slots=True)
class Link:
    """One kind of reference. `attributes` are the paths that hold it, by resource type; a path goes through every block
    on its way. `identities` are the attributes of a target that stand for it, as references or as text."""

    name: str
    words: str
    targets: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    identities: tuple[str, ...] = ("id",)
    #: Whether ARNs, issuers and the like end in the id.
    ends_in_id: bool = False
    #: Types whose attribute may just as well lead to something else, which is no target then;
    mixed: frozenset[str] = frozenset()
    #: and what a literal there has in it that does lead to a target. Empty: nothing tells.
    marks: tuple[str, ...] = ()

    def attribute_of(self, type: str) -> str:
        """The path that holds this link on resources of `type`; the first of several."""
        return self.attributes[type][0]

    def identity(self, text: str) -> str:
        """What of a written value tells one target from another."""
        return text.rstrip("/").rpartition("/")[2] if self.ends_in_id else text

    def may_be(self, text: str) -> bool:
        """Whether a literal in a mixed attribute may lead to a target."""
        return not self.marks or any(mark in text for mark in self.marks)


def _each(names: tuple[str, ...], *paths: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(names, paths)


_BELONGING: Final = (
    *CLIENTS,
    types.RESOURCE_SERVER,
    types.DOMAIN,
    "aws_cognito_identity_provider",
    "aws_cognito_log_delivery_configuration",
    "aws_cognito_managed_login_branding",
    "aws_cognito_risk_configuration",
    "aws_cognito_user",
    "aws_cognito_user_group",
    "aws_cognito_user_in_group",
    "aws_cognito_user_pool_replica",
    "aws_cognito_user_pool_ui_customization",
)

_LINKS: Final = (
    Link(
        "user_pool",
        "the user pool that it belongs to, or whose tokens it accepts",
        (USER_POOL,),
        {
            **_each(_BELONGING, "user_pool_id"),
            types.AUTHORIZER: ("provider_arns",),
            types.HTTP_AUTHORIZER: ("jwt_configuration.issuer",),
            **_each(
                types.LISTENERS,
                "default_action.authenticate_cognito.user_pool_arn",
                "default_action.jwt_validation.issuer",
            ),
            **_each(types.LISTENER_RULES, "action.authenticate_cognito.user_pool_arn", "action.jwt_validation.issuer"),
            types.GRAPHQL_API: (
                "user_pool_config.user_pool_id",
                "additional_authentication_provider.user_pool_config.user_pool_id",
            ),
            **_each(types.SEARCH_DOMAINS, "cognito_options.user_pool_id"),
            types.IDENTITY_SOURCE: ("configuration.cognito_user_pool_configuration.user_pool_arn",),
            types.IDENTITY_POOL: ("cognito_identity_providers.provider_name",),
            types.WEB_ACL_ASSOCIATION: ("resource_arn",),
        },
        identities=("id", "arn", "endpoint"),
        ends_in_id=True,
        mixed=frozenset(
            (
                types.WEB_ACL_ASSOCIATION,
                types.HTTP_AUTHORIZER,
                *types.LISTENERS,
                *types.LISTENER_RULES,
                types.IDENTITY_POOL,
            )
        ),
        marks=(":userpool/", "cognito-idp."),
    ),
    Link(
        "client",
        "the app client that it is about, or that signs its users in",
        (CLIENT, MANAGED_CLIENT),
        {
            types.IDENTITY_POOL: ("cognito_identity_providers.client_id",),
            **_each(types.LISTENERS, "default_action.authenticate_cognito.user_pool_client_id"),
            **_each(types.LISTENER_RULES, "action.authenticate_cognito.user_pool_client_id"),
            types.HTTP_AUTHORIZER: ("jwt_configuration.audience",),
            types.IDENTITY_SOURCE: ("configuration.cognito_user_pool_configuration.client_ids",),
            types.GRAPHQL_API: (
                "user_pool_config.app_id_client_regex",
                "additional_authentication_provider.user_pool_config.app_id_client_regex",
            ),
            "aws_cognito_managed_login_branding": ("client_id",),
            "aws_cognito_risk_configuration": ("client_id",),
            "aws_cognito_user_pool_ui_customization": ("client_id",),
        },
        mixed=frozenset((types.HTTP_AUTHORIZER, types.GRAPHQL_API, types.IDENTITY_POOL)),
    ),
    Link(
        "identity_pool",
        "the identity pool that it belongs to, or takes credentials from",
        (types.IDENTITY_POOL,),
        {
            **_each(
                ("aws_cognito_identity_pool_roles_attachment", "aws_cognito_identity_pool_provider_principal_tag"),
                "identity_pool_id",
            ),
            **_each(types.SEARCH_DOMAINS, "cognito_options.identity_pool_id"),
        },
    ),
    Link(
        "authorizer",
        "the authorizer that checks the tokens of its callers",
        (types.AUTHORIZER, types.HTTP_AUTHORIZER),
        _each((types.METHOD, types.ROUTE), "authorizer_id"),
    ),
    Link(
        "api",
        "the API that it is a part of",
        (types.REST_API, types.HTTP_API),
        {
            **_each((types.METHOD, types.AUTHORIZER), "rest_api_id"),
            **_each((types.ROUTE, types.HTTP_AUTHORIZER), "api_id"),
        },
    ),
    Link(
        "domain",
        "the user pool domain whose pages sign its users in",
        (types.DOMAIN,),
        {
            **_each(types.LISTENERS, "default_action.authenticate_cognito.user_pool_domain"),
            **_each(types.LISTENER_RULES, "action.authenticate_cognito.user_pool_domain"),
        },
        identities=("domain", "id"),
    ),
)

#: Every link by its name.
LINKS: Final[Mapping[str, Link]] = {link.name: link for link in _LINKS}
