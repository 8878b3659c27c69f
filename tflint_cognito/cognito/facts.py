"""The table of facts: everything that a rule's `fact:` may name, and the module that works it out.

There are forty of these modules, and a run asks few of them anything: each is imported when one of its facts is asked
for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from tflint_cognito.cognito.fact import Fact

#: By module, the facts in its FACTS.
_HOMES: Final = {
    "clients": ("confidential", "client_kind", "serves_users", "adopted"),
    "auth_flows": ("auth_flows",),
    "lifetimes": ("access_token_lifetime", "id_token_lifetime", "refresh_token_lifetime", "refresh_token_shortfall"),
    "scopes": ("requested_scopes",),
    "urls": ("redirect_urls", "default_redirect_listed"),
    "identity_providers": ("supported_identity_providers", "named_after_type", "deployed"),
    "permissions": ("writable_attributes", "listed_attributes", "required_not_writable", "mapped_not_writable"),
    "attributes": ("schema_attributes",),
    "tiers": ("tier",),
    "domains": ("domain_kind", "reserved_word", "has_certificate"),
    "sign_in": ("sign_in",),
    "mfa": ("mfa_factors",),
    "passwords": ("password_classes_left_out",),
    "passkeys": ("relying_party",),
    "risks": ("skipped_ranges", "client_pool"),
    "firewalls": ("web_acls", "has_web_acl_rules"),
    "certificates": ("certificate_region", "certificate_covers"),
    "login_pages": ("styled_again", "domain_comes_first"),
    "provider_details": ("provider_details", "missing_details", "identity_provider_scopes"),
    "attribute_mappings": ("mapped_attributes", "required_not_mapped"),
    "federation": ("identifiers", "name_twin", "is_offered"),
    "changes": ("planned_change", "losses", "held_by_deletion_protection", "goes_with_user_pool", "schema_changes"),
    "weakenings": ("weakenings", "weakened_outside"),
    "environment_strength": ("weaker_than_lower",),
    "environment_lists": ("flows_elsewhere", "auth_flows_elsewhere", "scopes_elsewhere", "declared_scopes_elsewhere"),
    "environment_structure": ("lifetimes_elsewhere", "structure_elsewhere"),
    "environment_presence": ("missing_above",),
    "identity_pools": ("trusted_clients", "role_kinds", "shared_role", "mapped_providers"),
    "claims": ("role_claims", "tagged_claims"),
    "identity_trust": ("identity_trust", "lets_tag_sessions"),
    "role_permissions": ("permissions",),
    "role_takers": ("granted_to",),
    "api_scopes": ("demanded_scopes",),
    "authorizers": ("issuer_kind", "accepts_pool_tokens", "audiences", "pool_arns", "same_api"),
    "sign_in_actions": (
        "sign_in_actions",
        "sign_in_checks",
        "listener_protocol",
        "user_pool_configs",
        "user_pool_regions",
    ),
    "messages": ("email_source",),
    "sms_roles": ("message_trust", "sms_external_id"),
    "schema_blocks": ("attribute_limits", "repeated_attributes"),
    "triggers": ("triggers", "pre_token_functions", "kms_key_named_by"),
    "users": ("passwords", "precedence_tie", "group_declared"),
    "schema_faults": ("schema_faults",),
    "secret_flows": ("shown_secrets", "clear_text_secrets", "secrets_in_variable_files"),
    "resource_servers": ("is_requested",),
    "inputs": ("input_kind",),
}


class _Facts(Mapping[str, Fact]):
    """Every fact by its name."""

    def __init__(self, homes: Mapping[str, tuple[str, ...]]) -> None:
        self._homes = {name: module for module, names in homes.items() for name in names}
        self._known: dict[str, Fact] = {}

    def __getitem__(self, name: str) -> Fact:
        if name not in self._known:
            module = import_module(f"{__package__}.{self._homes[name]}")
            self._known.update((fact.name, fact) for fact in module.FACTS)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._homes

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


FACTS: Final[Mapping[str, Fact]] = _Facts(_HOMES)
