"""The references of a rule, as title and link: `AWS: Logout endpoint — https://…`."""

from __future__ import annotations

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.rule import Rule

#: The address of the project.
HOME = "https://github.com/OWNER/cognito-lint"

_LINK = pattern(r"https?://\S+")


def first_link(rule: Rule) -> str:
    """The first address among the references of a rule; empty where there is none."""
    return next((link[0] for text in rule.references for link in [_LINK.search(text)] if link), "")


def titled(reference: str) -> tuple[str, str]:
    """Title and link of one reference; the link is empty where there is none."""
    link = _LINK.search(reference)
    if link is None:
        return reference, ""
    return reference[: link.start()].rstrip(" —-:"), link[0]
