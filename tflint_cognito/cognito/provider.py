"""What the readers must know of the AWS provider: which resource types matter, and what their attributes are.

The structure (provider.json) is generated from the provider's own schema by tools/provider_table.py; what no schema
tells is written down here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from tflint_cognito.cognito.derived import DERIVED, HELPERS
from tflint_cognito.cognito.resource_types import (
    CERTIFICATE,
    CERTIFICATE_VALIDATION,
    CLIENT,
    CLIENTS,
    COGNITO_PREFIX,
    DOMAIN,
    FUNCTION,
    FUNCTION_ALIAS,
    FUNCTION_PERMISSION,
    IDENTITY_POOL,
    IDENTITY_PROVIDER,
    KEY,
    LOG_DELIVERY,
    LOG_GROUP,
    POLICY,
    REPLICA,
    ROLE,
    ROLE_POLICY,
    ROLE_POLICY_ATTACHMENT,
    ROLES_ATTACHMENT,
    SECRET_PLACES,
    TABLE,
    USER,
    USER_GROUP,
    USER_POOL,
    WEB_ACL,
    WEB_ACL_ASSOCIATION,
)
from tflint_cognito.cognito.signs import SIGNS
from tflint_cognito.terraform.provider import Provider, ResourceType, Unheard
from tflint_cognito.terraform.types import BOOL, NUMBER

#: What the provider fills in where nothing is written, beyond what a schema shows. Read in the provider's source:
#: internal/service/cognitoidp/{user_pool,user_pool_client,user,user_pool_ui_customization,user_pool_replica}.go,
#: internal/service/cognitoidentity/{pool,pool_provider_principal_tag}.go,
#: internal/service/apigateway/{authorizer,method}.go, internal/service/apigatewayv2/route.go.
_UNITS: Final = {
    "token_validity_units.access_token": "hours",
    "token_validity_units.id_token": "hours",
    "token_validity_units.refresh_token": "days",
}
_DEFAULTS: Final[Mapping[str, Mapping[str, str | int | bool]]] = {
    USER_POOL: {
        "deletion_protection": "INACTIVE",
        "email_configuration.email_sending_account": "COGNITO_DEFAULT",
        "mfa_configuration": "OFF",
        "verification_message_template.default_email_option": "CONFIRM_WITH_CODE",
    },
    **dict.fromkeys(CLIENTS, _UNITS),
    IDENTITY_POOL: {
        "allow_classic_flow": False,
        "allow_unauthenticated_identities": False,
        "cognito_identity_providers.server_side_token_check": False,
    },
    "aws_cognito_identity_pool_provider_principal_tag": {"use_defaults": True},
    "aws_cognito_user": {"enabled": True},
    "aws_cognito_user_pool_replica": {"status": "INACTIVE"},
    "aws_cognito_user_pool_ui_customization": {"client_id": "ALL"},
    "aws_api_gateway_authorizer": {
        "authorizer_result_ttl_in_seconds": 300,
        "identity_source": "method.request.header.Authorization",
        "type": "TOKEN",
    },
    "aws_api_gateway_method": {"api_key_required": False},
    "aws_apigatewayv2_route": {"api_key_required": False, "authorization_type": "NONE"},
    "aws_elasticsearch_domain": {"cognito_options.enabled": False},
}

#: Blocks that AWS fills in where nobody writes them. A schema shows this of attributes, but not of blocks.
#: Source: internal/service/{cognitoidp/user_pool,iam/role,ec2/ec2_instance,ec2/ec2_launch_template}.go (Computed).
_COMPUTED_BLOCKS: Final[Mapping[str, frozenset[str]]] = {
    USER_POOL: frozenset(
        (
            "account_recovery_setting.recovery_mechanism",
            "admin_create_user_config",
            "lambda_config.pre_token_generation_config",
            "password_policy",
            "sign_in_policy",
            "sms_configuration",
            "verification_message_template",
        )
    ),
    ROLE: frozenset(("inline_policy",)),
    "aws_instance": frozenset(
        (
            "ebs_block_device",
            "enclave_options",
            "ephemeral_block_device",
            "metadata_options",
            "network_interface",
            "root_block_device",
        )
    ),
    "aws_launch_template": frozenset(("metadata_options",)),
    "aws_api_gateway_rest_api": frozenset(("endpoint_configuration",)),
    "aws_elasticsearch_domain": frozenset(
        (
            "advanced_security_options",
            "cluster_config",
            "domain_endpoint_options",
            "ebs_options",
            "encrypt_at_rest",
            "node_to_node_encryption",
        )
    ),
}

#: Secrets inside maps, which the schema does not mark: what each identity provider type keeps in provider_details
#: (CreateIdentityProvider's ProviderDetails: client_secret of OIDC and social ones, private_key of SignInWithApple).
_SECRETS: Final[Mapping[str, frozenset[str]]] = {
    "aws_cognito_identity_provider": frozenset(
        f"provider_details.{name}" for name in ("client_secret", "private_key", "api_key", "app_secret")
    ),
    "aws_cognito_user": frozenset(("password", "temporary_password")),
    f"data.{CLIENT}": frozenset(("client_secret",)),
}

#: Cognito takes the certificate of a domain from one region only, and AppSync looks for a user pool in one.
_REGIONAL: Final = frozenset((CERTIFICATE, f"data.{CERTIFICATE}", USER_POOL))

#: Where a secret may be put, of other providers.
_SECRET_PLACES_ELSEWHERE: Final = ("kubernetes_config_map", "kubernetes_config_map_v1", "local_file")

#: Types that the schema at hand does not have yet, and data sources.
_BEYOND_THE_TABLE: Final = (
    "aws_cognito_user_pool_replica",
    *_SECRET_PLACES_ELSEWHERE,
    f"data.{CERTIFICATE}",
    "data.aws_cognito_identity_pool",
    "data.aws_cognito_user_group",
    "data.aws_cognito_user_groups",
    f"data.{USER_POOL}",
    f"data.{CLIENT}",
    f"data.{CLIENT}s",
    f"data.{USER_POOL}_signing_certificate",
    f"data.{USER_POOL}s",
)

#: The same service through the AWS Cloud Control provider, whose attributes have other names and shapes.
_CLOUD_CONTROL: Final = (
    "identity_pool",
    "identity_pool_principal_tag",
    "identity_pool_role_attachment",
    "log_delivery_configuration",
    "managed_login_branding",
    "terms",
    "user_pool",
    "user_pool_client",
    "user_pool_domain",
    "user_pool_group",
    "user_pool_identity_provider",
    "user_pool_resource_server",
    "user_pool_risk_configuration_attachment",
    "user_pool_ui_customization_attachment",
    "user_pool_user",
    "user_pool_user_to_group_attachment",
)


def _provider() -> Provider:
    table: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(TABLE.read_text(encoding="utf-8"))["resource_types"]
    names = (*table, *(name for name in _BEYOND_THE_TABLE if name not in table))
    return Provider(
        resource_types={name: _resource_type(name, table.get(name, {})) for name in names},
        mentions=SIGNS.mentions,
        helpers=HELPERS,
        unreadable={
            f"awscc_cognito_{name}": f"awscc_cognito_{name} is of the Cloud Control provider, which is not read"
            for name in _CLOUD_CONTROL
        },
        unheard=unheard_of,
        companions={type: frozenset(beside) for type, beside in _COMPANIONS.items()},
        module_hints=SIGNS.module_hints,
        output_hints=SIGNS.output_hints,
    )


def _resource_type(name: str, row: Mapping[str, Sequence[str]]) -> ResourceType:
    blocks = frozenset(row.get("blocks", ()))
    return ResourceType(
        sets=frozenset(row.get("sets", ())),
        secrets=frozenset(row.get("secrets", ())) | _SECRETS.get(name, frozenset()),
        derived=DERIVED.get(name, {}),
        defaults=_DEFAULTS.get(name, {}),
        plain=frozenset(row.get("plain", ())) | (blocks - _COMPUTED_BLOCKS.get(name, frozenset())),
        blocks=blocks,
        types={**dict.fromkeys(row.get("numbers", ()), NUMBER), **dict.fromkeys(row.get("bools", ()), BOOL)},
        is_regional=name in _REGIONAL,
    )


def unheard_of(type: str) -> Unheard | None:
    """What is to be said of a type that has Cognito in its name and is none: a slip, where it is nearly one that there
    is. Any other resource type may have come with a newer release of the provider; a data source makes nothing."""
    name = type.removeprefix("data.")
    if not name.startswith(COGNITO_PREFIX.rstrip("_")) or type in PROVIDER.resource_types:
        return None
    from tflint_cognito.cognito.provider_schema import newest_release
    from tflint_cognito.cognito.slips import meant

    data = type != name
    names = (each.removeprefix("data.") for each in PROVIDER.resource_types if each.startswith("data.") == data)
    near = meant(name, [each for each in names if each.startswith(COGNITO_PREFIX)])
    if near is not None and not (data and name == f"{near}s"):  # a new data source may well be the list of another
        kind = "data source" if data else "resource type"
        return Unheard(f"the provider has no {kind} {name} (did you mean {near}?)", near)
    if data:
        return None
    because = f"resource type {name} is misspelt, or newer than provider {newest_release()}, and is not looked at"
    return Unheard(because, None)


#: Who takes a role: guests and users of an identity pool, a group, or Cognito itself, to send messages.
_TAKING_ROLES: Final = (
    (IDENTITY_POOL, ""),
    (ROLES_ATTACHMENT, ""),
    (USER_GROUP, "role_arn"),
    (USER_POOL, "sms_configuration"),
)
_CALLING_FUNCTIONS: Final = ((USER_POOL, "lambda_config"),)
#: Who has a secret that may be put somewhere.
_HAVING_SECRETS: Final = ((CLIENT, "generate_secret"), (IDENTITY_PROVIDER, "provider_details"), (USER, ""))

#: What is of no interest by itself: most roles and functions of a large configuration have nothing to do with Cognito.
_COMPANIONS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    **dict.fromkeys((ROLE, ROLE_POLICY, POLICY, ROLE_POLICY_ATTACHMENT), _TAKING_ROLES),
    **dict.fromkeys((FUNCTION_ALIAS, FUNCTION_PERMISSION), _CALLING_FUNCTIONS),
    FUNCTION: (*_CALLING_FUNCTIONS, *_HAVING_SECRETS),
    **dict.fromkeys((CERTIFICATE, CERTIFICATE_VALIDATION), ((DOMAIN, "certificate_arn"),)),
    KEY: (*_CALLING_FUNCTIONS, (REPLICA, ""), (USER_POOL, "key_configuration")),
    LOG_GROUP: ((LOG_DELIVERY, ""),),
    WEB_ACL: ((WEB_ACL_ASSOCIATION, ""),),
    **dict.fromkeys((*SECRET_PLACES, *_SECRET_PLACES_ELSEWHERE), _HAVING_SECRETS),
}

PROVIDER: Final = _provider()
