"""The entries of the ledger of defaults, one line or a few for each attribute."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from tflint_cognito.cognito.resource_types import CLIENT, DOMAIN, IDENTITY_POOL, USER_POOL
from tflint_cognito.records import dataclass


class Chosen(Enum):
    """AWS chooses, and nothing here tells what."""

    BY_AWS = "chosen by AWS"


CHOSEN: Final = Chosen.BY_AWS

#: A default as data; `()` is "none".
Setting = str | int | bool | tuple[str, ...] | Chosen


@dataclass(frozen=True, slots=True)
class Default:
    """What is in force at an attribute that nobody writes.

    `value`: with a new resource, from HCL. `on_create`: how a plan shows it then. `on_update`: what becomes of the
    value of an existing resource ("keeps" it, or "resets" it to the default). `since`: the provider version that
    brought the attribute, or changed it. `in_block`: what is in force instead where the block around it is written.
    """

    value: Setting
    on_create: str
    on_update: str
    source: str
    since: str = ""
    in_block: Setting | None = None

    @property
    def settings(self) -> tuple[Setting, ...]:
        return (self.value,) if self.in_block is None else (self.value, self.in_block)


#: How plans show what is not written.
COMPUTED: Final = "unknown; null before provider 5.0"
UNKNOWN: Final = "unknown"
NULL: Final = "null"
NO_BLOCK: Final = "[]"

#: Since 5.0 the app client is a framework resource with UseStateForUnknown on everything optional.
_KEPT: Final = "keeps"
_RESET: Final = "resets"

_NO_URLS: Final = Default((), COMPUTED, _KEPT, "API: CreateUserPoolClient")
_ONE_HOUR: Final = Default(1, COMPUTED, _KEPT, "API: CreateUserPoolClient, 'valid for one hour'")
_HOURS: Final = Default("hours", NO_BLOCK, _KEPT, "API: TokenValidityUnitsType; schema", in_block="hours")
_CLASS: Final = Default(
    True, UNKNOWN, _KEPT, "API: password policy of a new user pool; provider: expandPasswordPolicyType", in_block=False
)
_SCHEMA_FLAG: Final = Default(False, NULL, _RESET, "provider: zero value")
_OFF: Final = Default(False, "false", _RESET, "schema: cognitoidentity/pool.go")

_CLIENT: Final[Mapping[str, Default]] = {
    "allowed_oauth_flows_user_pool_client": Default(
        False, COMPUTED, _KEPT, "API: CreateUserPoolClient, 'defaults to false'"
    ),
    "allowed_oauth_flows": _NO_URLS,
    "allowed_oauth_scopes": _NO_URLS,
    "callback_urls": _NO_URLS,
    "logout_urls": _NO_URLS,
    "explicit_auth_flows": Default(
        ("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"),
        COMPUTED, _KEPT, "API: CreateUserPoolClient, ExplicitAuthFlows",
    ),
    "generate_secret": Default(False, NULL, _KEPT, "schema"),
    "access_token_validity": _ONE_HOUR,
    "id_token_validity": _ONE_HOUR,
    "refresh_token_validity": Default(30, "unknown; 30 before provider 5.0", _KEPT, "API: CreateUserPoolClient", "5.0"),
    "token_validity_units.access_token": _HOURS,
    "token_validity_units.id_token": _HOURS,
    "token_validity_units.refresh_token": Default(
        "days", NO_BLOCK, _KEPT, "API: TokenValidityUnitsType; schema", in_block="days"
    ),
    "prevent_user_existence_errors": Default(
        "LEGACY", UNKNOWN, _KEPT, "API: CreateUserPoolClient, 'Defaults to LEGACY'"
    ),
    "enable_token_revocation": Default(
        True, UNKNOWN, _KEPT, "API: CreateUserPoolClient, 'automatically activated for the new user pool client'"
    ),
    "enable_propagate_additional_user_context_data": Default(
        False, UNKNOWN, _KEPT, "API: CreateUserPoolClient", "4.18.0"
    ),
    "auth_session_validity": Default(3, UNKNOWN, _KEPT, "provider: documentation", "4.38.0"),
    "refresh_token_rotation.feature": Default("DISABLED", NO_BLOCK, _RESET, "API: RefreshTokenRotationType", "5.98.0"),
    "supported_identity_providers": Default((), UNKNOWN, _KEPT, "API: CreateUserPoolClient"),
    "read_attributes": Default(CHOSEN, UNKNOWN, _KEPT, "API: CreateUserPoolClient, ReadAttributes"),
    "write_attributes": Default(CHOSEN, UNKNOWN, _KEPT, "API: CreateUserPoolClient, WriteAttributes (sources differ)"),
}  # fmt: skip

_USER_POOL: Final[Mapping[str, Default]] = {
    "mfa_configuration": Default("OFF", '"OFF"', _RESET, "schema: user_pool.go"),
    "deletion_protection": Default("INACTIVE", '"INACTIVE"', _RESET, "schema: user_pool.go", "4.38.0"),
    "password_policy.minimum_length": Default(
        8,
        UNKNOWN,
        _KEPT,
        "API: password policy of a new user pool; provider: expandPasswordPolicyType sends 0",
        in_block=0,
    ),
    "password_policy.require_lowercase": _CLASS,
    "password_policy.require_uppercase": _CLASS,
    "password_policy.require_numbers": _CLASS,
    "password_policy.require_symbols": _CLASS,
    "password_policy.temporary_password_validity_days": Default(
        7, UNKNOWN, _KEPT, "API: PasswordPolicyType, 'defaults to 7'", in_block=7
    ),
    "password_policy.password_history_size": Default(
        0, UNKNOWN, _KEPT, "API: PasswordPolicyType", "5.65.0", in_block=0
    ),
    "sign_in_policy.allowed_first_auth_factors": Default(
        ("PASSWORD",), UNKNOWN, _KEPT, "API: SignInPolicyType", "5.83.0"
    ),
    "user_pool_tier": Default("ESSENTIALS", UNKNOWN, _KEPT, "API: CreateUserPool, 'Defaults to ESSENTIALS'", "5.83.0"),
    "user_pool_add_ons.advanced_security_mode": Default("OFF", NO_BLOCK, _RESET, "API: UserPoolAddOnsType"),
    "user_pool_add_ons.advanced_security_additional_flows.custom_auth_mode": Default(
        CHOSEN, UNKNOWN, _KEPT, "API: AdvancedSecurityAdditionalFlowsType", "5.98.0", in_block="AUDIT"
    ),
    "account_recovery_setting.recovery_mechanism": Default(
        CHOSEN, NO_BLOCK, _KEPT, "API: CreateUserPool, legacy: a verified phone number before a verified e-mail address"
    ),
    "admin_create_user_config.allow_admin_create_user_only": Default(
        False, UNKNOWN, _KEPT, "API: AdminCreateUserConfigType; schema", in_block=False
    ),
    "username_configuration.case_sensitive": Default(True, NO_BLOCK, _KEPT, "API: UsernameConfigurationType"),
    "auto_verified_attributes": Default((), NULL, _RESET, "schema"),
    "user_attribute_update_settings.attributes_require_verification_before_update": Default(
        (), NO_BLOCK, _RESET, "API: UserAttributeUpdateSettingsType"
    ),
    "email_configuration.email_sending_account": Default(
        "COGNITO_DEFAULT", NO_BLOCK, _RESET, "schema: user_pool.go", in_block="COGNITO_DEFAULT"
    ),
    "verification_message_template.default_email_option": Default(
        "CONFIRM_WITH_CODE", UNKNOWN, _KEPT, "schema: user_pool.go", in_block="CONFIRM_WITH_CODE"
    ),
    "schema.mutable": _SCHEMA_FLAG,
    "schema.required": _SCHEMA_FLAG,
    "schema.developer_only_attribute": _SCHEMA_FLAG,
    "software_token_mfa_configuration.enabled": Default(False, NO_BLOCK, _RESET, "API: SoftwareTokenMfaConfigType"),
    "email_mfa_configuration": Default((), NO_BLOCK, _RESET, "API: EmailMfaConfigType", "5.83.0"),
    "web_authn_configuration": Default((), NO_BLOCK, _RESET, "API: WebAuthnConfigurationType", "5.83.0"),
    "lambda_config.pre_token_generation_config": Default((), UNKNOWN, _KEPT, "API: LambdaConfigType", "5.41.0"),
}

_DOMAIN: Final[Mapping[str, Default]] = {
    "managed_login_version": Default(
        1, UNKNOWN, _KEPT, "API: CreateUserPoolDomain, 1 is the classic hosted UI", "5.95.0"
    ),
}

_IDENTITY_POOL: Final[Mapping[str, Default]] = {
    "allow_unauthenticated_identities": _OFF,
    "allow_classic_flow": _OFF,
    "cognito_identity_providers.server_side_token_check": _OFF,
}

ENTRIES: Final[Mapping[tuple[str, str], Default]] = {
    (type, path): default
    for type, defaults in (
        (CLIENT, _CLIENT),
        (USER_POOL, _USER_POOL),
        (DOMAIN, _DOMAIN),
        (IDENTITY_POOL, _IDENTITY_POOL),
        (
            "aws_cognito_user_pool_replica",
            {"status": Default("INACTIVE", '"INACTIVE"', _RESET, "schema: user_pool_replica.go")},
        ),
    )
    for path, default in defaults.items()
}
