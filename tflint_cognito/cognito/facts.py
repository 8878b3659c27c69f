"""The table of facts: everything that a rule's `fact:` may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.cognito import (
    clients,
    domains,
    firewalls,
    lifetimes,
    mfa,
    passkeys,
    passwords,
    risks,
    scopes,
    sign_in,
    urls,
)
from tflint_cognito.cognito.fact import Fact

#: Every fact by its name.
FACTS: Final[Mapping[str, Fact]] = {
    fact.name: fact
    for module in (
        clients,
        lifetimes,
        scopes,
        urls,
        domains,
        sign_in,
        mfa,
        passwords,
        passkeys,
        risks,
        firewalls,
    )
    for fact in module.FACTS
}
