"""The same resource in another environment, and what differs there. The rules' examples have the places and words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, client, plain, pool, resource, server
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.elsewhere import Counterpart, counterpart, neutral
from tflint_cognito.cognito.standing import Environment, stand
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown, Value


def side_by_side(**environments: Architecture) -> list[Architecture]:
    """The architectures, each in the environment of its name, the lowest first."""
    stand([Environment(name, rank, [(".", one)]) for rank, (name, one) in enumerate(environments.items())])
    return list(environments.values())


def found(resource: Resource, dev: Architecture, prod: Architecture) -> str:
    """What the counterpart of one in dev is called in prod; "?" where that cannot be told."""
    side_by_side(dev=dev, prod=prod)
    assert prod.standing is not None
    match counterpart(resource, dev, prod.standing.here):
        case Counterpart(resource=other):
            return str(other.address)
        case Unknown():
            return "?"
    return ""


def fact(name: str, **environments: Architecture) -> list[Value]:
    """The fact of the first resource in each environment."""
    return [one.fact(name, one.resources[0]) for one in side_by_side(**environments)]


def named_pool(label: str, name: Any) -> Resource:
    return resource(f"aws_cognito_user_pool.{label}", name=name)


def named_client(label: str, name: str) -> Resource:
    return resource(f"aws_cognito_user_pool_client.{label}", name=name)


def words(value: Value) -> list[str]:
    return [one["@words"] for one in plain(value)]


def test_one_environment_alone_stands_nowhere() -> None:
    [alone] = side_by_side(prod=architecture(pool()))
    assert alone.standing is None
    assert plain(alone.fact("weaker_than_lower", alone.resources[0])) is None


def test_an_address_is_the_same_resource_whatever_its_name() -> None:
    dev, prod = named_pool("customers", "sandbox"), named_pool("customers", "customers")
    assert found(dev, architecture(dev), architecture(prod)) == "aws_cognito_user_pool.customers"


@pytest.mark.parametrize(
    ("dev", "prod"),
    [
        ("module.dev.aws_cognito_user_pool.this", "module.prod.aws_cognito_user_pool.this"),
        ("module.auth_dev.aws_cognito_user_pool.this", "module.auth_prod.aws_cognito_user_pool.this"),
        ('aws_cognito_user_pool.this["dev"]', 'aws_cognito_user_pool.this["prod"]'),
    ],
)
def test_the_name_of_the_environment_in_an_address_makes_no_difference(dev: str, prod: str) -> None:
    here = resource(dev)
    assert found(here, architecture(here), architecture(resource(prod))) == prod


def test_a_name_of_its_own_finds_what_has_another_address() -> None:
    dev, prod = named_pool("this", "shop-dev"), named_pool("customers", "shop-prod")
    assert found(dev, architecture(dev), architecture(prod)) == "aws_cognito_user_pool.customers"


def test_another_name_is_another_resource_and_an_unknown_one_may_be() -> None:
    dev = named_pool("this", "shop")
    assert found(dev, architecture(dev), architecture(named_pool("staff", "staff"))) == ""
    assert found(dev, architecture(dev), architecture(named_pool("staff", NOBODY_KNOWS))) == "?"


def test_what_has_a_counterpart_by_its_address_is_none_by_its_name() -> None:
    dev, both = named_client("old", "web"), named_client("web", "web")
    assert found(dev, architecture(dev, named_client("web", "shop")), architecture(both)) == ""


def test_two_of_one_name_are_not_told_apart() -> None:
    dev = named_client("this", "web")
    prod = architecture(named_client("first", "web"), named_client("second", "web"))
    assert found(dev, architecture(dev), prod) == "?"


def test_one_that_may_not_be_there_cannot_be_told() -> None:
    maybe = replace(pool(), possible=NOBODY_KNOWS)
    assert found(pool(), architecture(pool()), architecture(maybe)) == "?"


def test_the_name_of_an_environment_is_a_word_of_its_own() -> None:
    dev = Environment("dev", 0, [])
    assert (
        neutral("shop-dev-customers", dev) == neutral("shop_DEV_customers", dev).replace("_", "-") == "shop-…-customers"
    )
    assert neutral("developers", dev) == "developers"


def test_root_modules_are_told_apart() -> None:
    """Two folders below each environment have the same addresses."""
    models = {
        (name, root): Architecture(replace(architecture(pool(mfa_configuration=mfa)).model, path=f"{name}/{root}"))
        for name, root, mfa in (
            ("dev", "shop", "ON"),
            ("dev", "staff", "OFF"),
            ("prod", "shop", "OFF"),
            ("prod", "staff", "OFF"),
        )
    }
    stand(
        [
            Environment(name, rank, [(root, one) for (where, root), one in models.items() if where == name])
            for rank, name in enumerate(("dev", "prod"))
        ]
    )
    shop, staff = (models["prod", root] for root in ("shop", "staff"))
    assert words(shop.fact("weaker_than_lower", shop.resources[0])) == [
        'mfa_configuration is "OFF" in prod, "ON" in dev'
    ]
    assert words(staff.fact("weaker_than_lower", staff.resources[0])) == []


def test_an_equal_rank_is_not_lower_but_may_differ() -> None:
    eu = architecture(client(allowed_oauth_flows=["code"], enable_token_revocation=True))
    us = architecture(client(allowed_oauth_flows=["implicit"], enable_token_revocation=False))
    stand([Environment("eu", 0, [(".", eu)]), Environment("us", 0, [(".", us)])])
    assert plain(us.fact("weaker_than_lower", us.resources[0])) is None
    assert words(us.fact("flows_elsewhere", us.resources[0])) == [
        'allowed_oauth_flows has "implicit" in us, not in eu',
        'allowed_oauth_flows has "code" in eu, not in us',
    ]


def test_every_environment_in_which_it_is_weaker_says_the_same() -> None:
    on, off = architecture(pool(mfa_configuration="ON")), pool(mfa_configuration="OFF")
    said = fact("weaker_than_lower", dev=on, staging=architecture(off), prod=architecture(off))
    assert plain(said[0]) is None
    assert words(said[1]) == words(said[2]) == ['mfa_configuration is "OFF" in staging and prod, "ON" in dev']


def test_a_difference_is_said_of_the_highest_environment_only() -> None:
    code, both = client(allowed_oauth_flows=["code"]), client(allowed_oauth_flows=["code", "implicit"])
    said = fact("flows_elsewhere", dev=architecture(both), staging=architecture(both), prod=architecture(code))
    assert [plain(one) for one in said[:2]] == [None, None]
    assert words(said[2]) == ['allowed_oauth_flows has "implicit" in dev and staging, not in prod']


def test_many_environments_are_counted() -> None:
    code, both = client(allowed_oauth_flows=["code"]), client(allowed_oauth_flows=["code", "implicit"])
    others = {name: architecture(both) for name in ("a", "b", "c", "d", "e")}
    assert words(fact("flows_elsewhere", **others, prod=architecture(code))[-1]) == [
        'allowed_oauth_flows has "implicit" in a, b, c and 2 more, not in prod'
    ]


def test_a_secret_is_not_compared() -> None:
    secret = Known("OFF", sensitive=True)
    said = fact(
        "weaker_than_lower",
        dev=architecture(pool(mfa_configuration="ON")),
        prod=architecture(pool(mfa_configuration=secret)),
    )[1]
    assert words(said) == ["mfa_configuration is sensitive in prod, and secrets are not compared"]
    assert [one["harmless"] for one in plain(said)] == ["?"]


def test_what_aws_chooses_in_both_does_not_differ() -> None:
    adopted = resource("aws_cognito_managed_user_pool_client.search")
    assert plain(fact("weaker_than_lower", dev=architecture(adopted), prod=architecture(adopted))[1]) == []


def test_a_scope_of_a_server_whose_identifier_is_unknown_may_be_the_same() -> None:
    dev = architecture(client(allowed_oauth_scopes=["sandbox/read"]), server("billing", NOBODY_KNOWS, "read"))
    prod = architecture(client(allowed_oauth_scopes=["billing/read"]), server("billing", "billing", "read"))
    assert {one["harmless"] for one in plain(fact("scopes_elsewhere", dev=dev, prod=prod)[1])} == {"?"}


def test_a_gap_above_may_hide_what_is_missing() -> None:
    lacking = architecture(pool("staff"), gaps=[Gap("module.sign_in is not downloaded")])
    dev = architecture(client("web"), pool("staff"))
    said = fact("missing_above", dev=dev, prod=lacking)[0]
    assert words(said) == ["whether it is in prod is not known: module.sign_in is not downloaded"]
