"""Facts about the firewall in front of a user pool: its web ACLs, and whether one of them does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.resource_types import USER_POOL, WEB_ACL, WEB_ACL_ASSOCIATION
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, NUMBER
from tflint_cognito.terraform.values import Known, Unknown, Value, boolean, number

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


def web_acls(pool: Resource, architecture: Architecture) -> Value:
    """How many web ACLs are associated with a user pool, of which AWS allows one. Known as soon as there certainly are
    two; unknown where there may be more than are certain. Source: developer guide, "Associate an AWS WAF web ACL with a
    user pool" ("one web ACL with each user pool").
    """
    found = architecture.sources(pool, (WEB_ACL_ASSOCIATION,), "user_pool")
    certain = len(found.certain)
    if certain < 2:
        for association, reason in found.possible:
            return Unknown(f"{association.address} may belong to it: {reason.because}", NUMBER, reason.decides)
    return number(certain)


def has_web_acl_rules(web_acl: Resource, architecture: Architecture) -> Value:
    """Whether a web ACL looks at requests at all: it has a rule, or blocks what no rule allows.

    Unknown where its rules may be made elsewhere (lifecycle ignores changes to them, as rule groups that are associated
    by a resource of their own want; a plan of a new one does not show that) or are not known.
    """
    said = [web_acl.get(path) for path in ("rule", "rule_json", "default_action.block")]
    if any(isinstance(value, Known) and value.value != () for value in said) or _has_some(said[0]):
        return boolean(True)
    for value in said:
        if isinstance(value, Unknown):
            return Unknown(value.because, BOOL, value.decides, range=value.range)
    if {"rule", "all"} & set(web_acl.ignore_changes):
        return Unknown("its rules are made elsewhere: lifecycle ignores changes to them", BOOL, "lint the state")
    if web_acl.change is not None and "create" in web_acl.change.actions:
        return Unknown("a plan does not show whether its rules are made elsewhere", BOOL, "lint the configuration")
    return boolean(False)


FACTS: Final = (
    Fact("web_acls", (USER_POOL,), "", "the user pool has {value} web ACLs", web_acls),
    Fact("has_web_acl_rules", (WEB_ACL,), "", "that the web ACL has rules is {value}", has_web_acl_rules),
)


def _has_some(blocks: Value) -> bool:
    return isinstance(blocks, Unknown) and blocks.parts != ()
