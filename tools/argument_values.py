"""Which values arguments take: names of enumerations in AWS's service models, and what the provider's source checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_IDP = "cognito-idp"
_CLIENT: Final = {
    "allowed_oauth_flows": f"{_IDP}.OAuthFlowType",
    "explicit_auth_flows": f"{_IDP}.ExplicitAuthFlowsType",
    "prevent_user_existence_errors": f"{_IDP}.PreventUserExistenceErrorTypes",
    "refresh_token_rotation.feature": f"{_IDP}.FeatureType",
    "token_validity_units.access_token": f"{_IDP}.TimeUnitsType",
    "token_validity_units.id_token": f"{_IDP}.TimeUnitsType",
    "token_validity_units.refresh_token": f"{_IDP}.TimeUnitsType",
}
_TAKEOVER: Final = "account_takeover_risk_configuration.actions"

#: By resource type and path: the service and the shape of its model that lists the values. The provider takes its own
#: lists from the same models (enum.Validate, enum.FrameworkValidate).
VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "aws_cognito_user_pool": {
        "account_recovery_setting.recovery_mechanism.name": f"{_IDP}.RecoveryOptionNameType",
        "alias_attributes": f"{_IDP}.AliasAttributeType",
        "auto_verified_attributes": f"{_IDP}.VerifiedAttributeType",
        "deletion_protection": f"{_IDP}.DeletionProtectionType",
        "email_configuration.email_sending_account": f"{_IDP}.EmailSendingAccountType",
        "lambda_config.custom_email_sender.lambda_version": f"{_IDP}.CustomEmailSenderLambdaVersionType",
        "lambda_config.custom_sms_sender.lambda_version": f"{_IDP}.CustomSMSSenderLambdaVersionType",
        "lambda_config.pre_token_generation_config.lambda_version": f"{_IDP}.PreTokenGenerationLambdaVersionType",
        "mfa_configuration": f"{_IDP}.UserPoolMfaType",
        "schema.attribute_data_type": f"{_IDP}.AttributeDataType",
        "sign_in_policy.allowed_first_auth_factors": f"{_IDP}.AuthFactorType",
        "user_attribute_update_settings.attributes_require_verification_before_update": (
            f"{_IDP}.VerifiedAttributeType"
        ),
        "user_pool_add_ons.advanced_security_additional_flows.custom_auth_mode": (
            f"{_IDP}.AdvancedSecurityEnabledModeType"
        ),
        "user_pool_add_ons.advanced_security_mode": f"{_IDP}.AdvancedSecurityModeType",
        "user_pool_tier": f"{_IDP}.UserPoolTierType",
        "username_attributes": f"{_IDP}.UsernameAttributeType",
        "verification_message_template.default_email_option": f"{_IDP}.DefaultEmailOptionType",
        "web_authn_configuration.user_verification": f"{_IDP}.UserVerificationType",
    },
    "aws_cognito_user_pool_client": _CLIENT,
    "aws_cognito_managed_user_pool_client": _CLIENT,
    "aws_cognito_identity_provider": {"provider_type": f"{_IDP}.IdentityProviderTypeType"},
    "aws_cognito_risk_configuration": {
        **{
            f"{_TAKEOVER}.{level}_action.event_action": f"{_IDP}.AccountTakeoverEventActionType"
            for level in ("low", "medium", "high")
        },
        "compromised_credentials_risk_configuration.actions.event_action": (
            f"{_IDP}.CompromisedCredentialsEventActionType"
        ),
        "compromised_credentials_risk_configuration.event_filter": f"{_IDP}.EventFilterType",
    },
    "aws_cognito_log_delivery_configuration": {
        "log_configurations.event_source": f"{_IDP}.EventSourceName",
        "log_configurations.log_level": f"{_IDP}.LogLevel",
    },
    "aws_cognito_managed_login_branding": {
        "asset.category": f"{_IDP}.AssetCategoryType",
        "asset.color_mode": f"{_IDP}.ColorSchemeModeType",
        "asset.extension": f"{_IDP}.AssetExtensionType",
    },
    "aws_cognito_user": {
        "desired_delivery_mediums": f"{_IDP}.DeliveryMediumType",
        "message_action": f"{_IDP}.MessageActionType",
    },
    "aws_cognito_identity_pool_roles_attachment": {
        "role_mapping.ambiguous_role_resolution": "cognito-identity.AmbiguousRoleResolutionType",
        "role_mapping.mapping_rule.match_type": "cognito-identity.MappingRuleMatchType",
        "role_mapping.type": "cognito-identity.RoleMappingType",
    },
    "aws_api_gateway_authorizer": {"type": "apigateway.AuthorizerType"},
    "aws_apigatewayv2_authorizer": {"authorizer_type": "apigatewayv2.AuthorizerType"},
    "aws_apigatewayv2_route": {"authorization_type": "apigatewayv2.AuthorizationType"},
    **{
        name: {
            f"{action}.authenticate_cognito.on_unauthenticated_request": (
                "elbv2.AuthenticateCognitoActionConditionalBehaviorEnum"
            )
        }
        for names, action in (
            (("aws_lb_listener", "aws_alb_listener"), "default_action"),
            (("aws_lb_listener_rule", "aws_alb_listener_rule"), "action"),
        )
        for name in names
    },
    "aws_appsync_graphql_api": {"user_pool_config.default_action": "appsync.DefaultAction"},
}

#: Those that AWS has added to since they exist, and may well again: a value that is not among them may be new.
GROWING: Final = frozenset(
    (
        f"{_IDP}.AssetCategoryType",
        f"{_IDP}.AssetExtensionType",
        f"{_IDP}.AuthFactorType",
        f"{_IDP}.CustomEmailSenderLambdaVersionType",
        f"{_IDP}.CustomSMSSenderLambdaVersionType",
        f"{_IDP}.EventFilterType",
        f"{_IDP}.EventSourceName",
        f"{_IDP}.ExplicitAuthFlowsType",
        f"{_IDP}.IdentityProviderTypeType",
        f"{_IDP}.LogLevel",
        f"{_IDP}.PreTokenGenerationLambdaVersionType",
        f"{_IDP}.UserPoolTierType",
        "apigateway.AuthorizerType",
        "apigatewayv2.AuthorizationType",
        "apigatewayv2.AuthorizerType",
    )
)

#: Validators of numbers in internal/service/cognitoidp/{user_pool,user_pool_client}.go. No password is shorter than six
#: characters, but that is what rules about passwords are for: they say it better.
RANGES: Final[Mapping[str, Mapping[str, tuple[int, int]]]] = {
    "aws_cognito_user_pool": {
        "password_policy.minimum_length": (0, 99),
        "password_policy.password_history_size": (0, 24),
        "password_policy.temporary_password_validity_days": (0, 365),
    },
    "aws_cognito_user_pool_client": {
        "auth_session_validity": (3, 15),
        "refresh_token_rotation.retry_grace_period_seconds": (0, 60),
    },
    "aws_cognito_managed_user_pool_client": {
        "auth_session_validity": (3, 15),
        "refresh_token_rotation.retry_grace_period_seconds": (0, 60),
    },
}

#: What is required, and a rule of its own says better.
SAID_BETTER: Final[Mapping[str, tuple[str, ...]]] = {"aws_cognito_user_pool": ("schema.name",)}

#: How many blocks of one kind there may be, where a validator says it and no schema shows it (listvalidator.SizeAtMost,
#: internal/service/cognitoidp/user_pool_client.go).
_SINGLE: Final = {"analytics_configuration": 1, "refresh_token_rotation": 1, "token_validity_units": 1}
MOST: Final[Mapping[str, Mapping[str, int]]] = {
    "aws_cognito_user_pool_client": _SINGLE,
    "aws_cognito_managed_user_pool_client": _SINGLE,
}
