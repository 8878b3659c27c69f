"""The links between resources: which attribute leads to what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.cognito import resource_types as types
from tflint_cognito.cognito.resource_types import CLIENT, CLIENTS, MANAGED_CLIENT, USER_POOL
from tflint_cognito.records import dataclass


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
    #: Whether it matters where in a map or a block the reference stands: where such a one is unknown as a whole (plans
    #: show a map with an unknown value so), what it was made from does not tell.
    exact: bool = False

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
    types.IDENTITY_PROVIDER,
    types.LOG_DELIVERY,
    types.BRANDING,
    types.RISK_CONFIGURATION,
    types.USER,
    types.USER_GROUP,
    types.USER_IN_GROUP,
    types.REPLICA,
    types.UI_CUSTOMIZATION,
)

#: Where a user pool names the functions that it calls: as an ARN, or as one with a version of the event.
TRIGGERS: Final = (
    "create_auth_challenge",
    "custom_message",
    "define_auth_challenge",
    "post_authentication",
    "post_confirmation",
    "pre_authentication",
    "pre_sign_up",
    "pre_token_generation",
    "user_migration",
    "verify_auth_challenge_response",
)
VERSIONED_TRIGGERS: Final = ("pre_token_generation_config", "custom_email_sender", "custom_sms_sender")

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
            **_each((types.BRANDING, types.RISK_CONFIGURATION, types.UI_CUSTOMIZATION), "client_id"),
        },
        mixed=frozenset((types.HTTP_AUTHORIZER, types.GRAPHQL_API, types.IDENTITY_POOL)),
    ),
    Link(
        "identity_pool",
        "the identity pool that it belongs to, or takes credentials from",
        (types.IDENTITY_POOL,),
        {
            **_each(
                (types.ROLES_ATTACHMENT, types.PRINCIPAL_TAG),
                "identity_pool_id",
            ),
            **_each(types.SEARCH_DOMAINS, "cognito_options.identity_pool_id"),
        },
    ),
    Link(
        "role",
        "the IAM role that it lets someone take, or that it is a part of",
        (types.ROLE,),
        {
            types.ROLES_ATTACHMENT: (
                "roles.authenticated",
                "roles.unauthenticated",
                "role_mapping.mapping_rule.role_arn",
            ),
            types.USER_GROUP: ("role_arn",),
            USER_POOL: ("sms_configuration.sns_caller_arn",),
            **_each((types.ROLE_POLICY, types.ROLE_POLICY_ATTACHMENT), "role"),
        },
        identities=("arn", "id", "name"),
        ends_in_id=True,
    ),
    Link(
        "guest_role",
        "the IAM role that it lets guests take",
        (types.ROLE,),
        {types.ROLES_ATTACHMENT: ("roles.unauthenticated",)},
        identities=("arn", "id", "name"),
        ends_in_id=True,
        exact=True,
    ),
    Link(
        "user_role",
        "the IAM roles that it lets signed-in users take",
        (types.ROLE,),
        {types.ROLES_ATTACHMENT: ("roles.authenticated", "role_mapping.mapping_rule.role_arn")},
        identities=("arn", "id", "name"),
        ends_in_id=True,
        exact=True,
    ),
    Link(
        "default_user_role",
        "the IAM role that it lets every signed-in user take",
        (types.ROLE,),
        {types.ROLES_ATTACHMENT: ("roles.authenticated",)},
        identities=("arn", "id", "name"),
        ends_in_id=True,
        exact=True,
    ),
    Link(
        "mapped_role",
        "the IAM roles that it lets those take whose claims a rule matches",
        (types.ROLE,),
        {types.ROLES_ATTACHMENT: ("role_mapping.mapping_rule.role_arn",)},
        identities=("arn", "id", "name"),
        ends_in_id=True,
    ),
    Link(
        "policy",
        "the IAM policy that it attaches",
        (types.POLICY,),
        {types.ROLE_POLICY_ATTACHMENT: ("policy_arn",)},
        identities=("arn", "id"),
    ),
    Link(
        "function",
        "the Lambda function that is called",
        (types.FUNCTION, types.FUNCTION_ALIAS),
        {
            USER_POOL: (
                *(f"lambda_config.{name}" for name in TRIGGERS),
                *(f"lambda_config.{name}.lambda_arn" for name in VERSIONED_TRIGGERS),
            ),
            **_each((types.FUNCTION_PERMISSION, types.FUNCTION_ALIAS), "function_name"),
        },
        identities=("arn", "function_name", "id", "qualified_arn", "invoke_arn"),
    ),
    Link(
        "certificate",
        "the certificate that it shows",
        (types.CERTIFICATE, types.CERTIFICATE_VALIDATION),
        {types.DOMAIN: ("certificate_arn",), types.CERTIFICATE_VALIDATION: ("certificate_arn",)},
        identities=("arn", "id", "certificate_arn"),
    ),
    Link(
        "web_acl",
        "the web ACL whose rules it applies",
        (types.WEB_ACL,),
        {types.WEB_ACL_ASSOCIATION: ("web_acl_arn",)},
        identities=("arn", "id"),
    ),
    Link(
        "log_group",
        "the log group that it writes to",
        (types.LOG_GROUP,),
        {types.LOG_DELIVERY: ("log_configurations.cloud_watch_logs_configuration.log_group_arn",)},
        identities=("arn", "id", "name"),
    ),
    Link(
        "authorizer",
        "the authorizer that checks the tokens of its callers",
        (types.AUTHORIZER, types.HTTP_AUTHORIZER),
        _each((types.METHOD, types.ROUTE), "authorizer_id"),
    ),
    Link(
        "listener",
        "the listener whose requests it looks at",
        types.LISTENERS,
        _each(types.LISTENER_RULES, "listener_arn"),
        identities=("arn", "id"),
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
