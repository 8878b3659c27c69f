"""The web ACLs of a user pool, and whether they do anything."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, attribute_of, fact, plain, pool, resource
from tflint_cognito.terraform.model import Change, Resource
from tflint_cognito.terraform.values import Known, Unknown

POOL = attribute_of("aws_cognito_user_pool.customers", "arn")
ALLOW: Any = [{"allow": [{}]}]


def association(name: str, target: Any = POOL) -> Resource:
    return resource(f"aws_wafv2_web_acl_association.{name}", resource_arn=target)


def web_acl(more: Any = None, **attributes: Any) -> Resource:
    return resource("aws_wafv2_web_acl.sign_in", more, **attributes)


def test_associations_with_other_things_do_not_count() -> None:
    load_balancer = attribute_of("aws_lb.shop", "arn")
    others = (association("one"), association("shop", load_balancer))
    assert plain(fact("web_acls", pool(), *others)) == 1


def test_two_are_certain_whatever_else_there_is() -> None:
    some = (association("one"), association("two"), association("three", NOBODY_KNOWS))
    assert plain(fact("web_acls", pool(), *some)) == 2
    assert plain(fact("web_acls", pool(), *some[1:])) == "?"
    assert plain(fact("web_acls", pool())) == 0


@pytest.mark.parametrize(
    ("attributes", "has"),
    [
        ({"default_action": ALLOW}, False),
        ({"default_action": ALLOW, "rule": []}, False),
        ({"default_action": ALLOW, "rule": [{"name": "rate"}]}, True),
        ({"default_action": ALLOW, "rule_json": "[]"}, True),
        ({"default_action": [{"block": [{}]}]}, True),
        ({"default_action": ALLOW, "rule": NOBODY_KNOWS}, "?"),
        ({"default_action": ALLOW, "rule": Unknown("var.more", parts=(Known({}),))}, True),
        ({"default_action": NOBODY_KNOWS}, "?"),
        ({"default_action": Unknown("var.more", parts=(Known({}),))}, "?"),
    ],
)
def test_a_web_acl_does_something_if_it_has_a_rule_or_blocks_the_rest(attributes: Any, has: object) -> None:
    assert plain(fact("has_web_acl_rules", web_acl(**attributes))) == has


@pytest.mark.parametrize("ignored", ["rule", "all"])
def test_rules_that_are_made_elsewhere_are_not_known(ignored: str) -> None:
    assert plain(fact("has_web_acl_rules", web_acl({"ignore_changes": (ignored,)}, default_action=ALLOW))) == "?"


@pytest.mark.parametrize(("actions", "has"), [(("create",), "?"), (("delete", "create"), "?"), (("update",), False)])
def test_a_plan_of_a_new_web_acl_does_not_show_whether_rules_are_made_elsewhere(actions: Any, has: object) -> None:
    planned = web_acl({"change": Change(actions)}, default_action=ALLOW)
    assert plain(fact("has_web_acl_rules", planned)) == has
