"""The table of facts: everything that a rule's `fact:` may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.cognito import (
    api_scopes,
    attribute_mappings,
    attributes,
    auth_flows,
    authorizers,
    certificates,
    changes,
    claims,
    clients,
    domains,
    federation,
    firewalls,
    identity_pools,
    identity_providers,
    identity_trust,
    inputs,
    lifetimes,
    login_pages,
    messages,
    mfa,
    passkeys,
    passwords,
    permissions,
    provider_details,
    risks,
    role_permissions,
    role_takers,
    schema_blocks,
    schema_faults,
    scopes,
    sign_in,
    sign_in_actions,
    sms_roles,
    tiers,
    triggers,
    urls,
    users,
    weakenings,
)
from tflint_cognito.cognito.fact import Fact

#: Every fact by its name.
FACTS: Final[Mapping[str, Fact]] = {
    fact.name: fact
    for module in (
        clients,
        auth_flows,
        lifetimes,
        scopes,
        urls,
        identity_providers,
        permissions,
        attributes,
        tiers,
        domains,
        sign_in,
        mfa,
        passwords,
        passkeys,
        risks,
        firewalls,
        certificates,
        login_pages,
        provider_details,
        attribute_mappings,
        federation,
        changes,
        weakenings,
        identity_pools,
        claims,
        identity_trust,
        role_permissions,
        role_takers,
        api_scopes,
        authorizers,
        sign_in_actions,
        messages,
        sms_roles,
        schema_blocks,
        triggers,
        users,
        schema_faults,
        inputs,
    )
    for fact in module.FACTS
}
