"""The table of facts: everything that a rule's `fact:` may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.cognito import (
    attribute_mappings,
    attributes,
    auth_flows,
    certificates,
    clients,
    domains,
    federation,
    firewalls,
    identity_providers,
    lifetimes,
    login_pages,
    mfa,
    passkeys,
    passwords,
    permissions,
    provider_details,
    risks,
    scopes,
    sign_in,
    tiers,
    urls,
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
    )
    for fact in module.FACTS
}
