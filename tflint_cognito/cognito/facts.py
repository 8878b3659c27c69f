"""The table of facts: everything that a rule's `fact:` may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.cognito import (
    attributes,
    auth_flows,
    changes,
    clients,
    domains,
    firewalls,
    identity_providers,
    lifetimes,
    mfa,
    passkeys,
    passwords,
    permissions,
    risks,
    scopes,
    sign_in,
    tiers,
    urls,
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
        changes,
        weakenings,
    )
    for fact in module.FACTS
}
