"""The table of facts: everything that a rule's `fact:` may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.cognito import changes, clients, domains, lifetimes, scopes, urls, weakenings
from tflint_cognito.cognito.fact import Fact

#: Every fact by its name.
FACTS: Final[Mapping[str, Fact]] = {
    fact.name: fact
    for module in (clients, lifetimes, scopes, urls, domains, changes, weakenings)
    for fact in module.FACTS
}
