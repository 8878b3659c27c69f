"""The domain that passkeys are made for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, fact, plain, pool, resource
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource

POOL = attribute_of("aws_cognito_user_pool.customers")


def domain(name: Any, user_pool_id: Any = POOL) -> Resource:
    return resource("aws_cognito_user_pool_domain.login", domain=name, user_pool_id=user_pool_id)


def customers(party: Any) -> Resource:
    return pool(web_authn_configuration=[{"relying_party_id": party}])


@pytest.mark.parametrize(
    ("party", "host", "whose"),
    [
        ("login.example.com", "login.example.com", "domain"),
        ("example.com", "login.example.com", "other"),
        (None, "login.example.com", "?"),
        (NOBODY_KNOWS, "login.example.com", "?"),
        ("example.com", NOBODY_KNOWS, "?"),
        ("example.com", "larkspur-books", None),
        (attribute_of("aws_cognito_user_pool_domain.login", "domain"), "login.example.com", "domain"),
    ],
)
def test_passkeys_are_for_the_domain_if_the_names_are_equal(party: Any, host: Any, whose: object) -> None:
    assert plain(fact("relying_party", customers(party), domain(host))) == whose


def test_a_domain_that_may_be_the_pools_makes_the_answer_unknown() -> None:
    assert plain(fact("relying_party", customers("example.com"), domain("login.example.com", NOBODY_KNOWS))) == "?"
    assert plain(fact("relying_party", customers("example.com"), domain("larkspur-books", NOBODY_KNOWS))) is None


def test_a_domain_that_could_not_be_read_may_be_there() -> None:
    shop, gap = customers("example.com"), Gap("module.domain could not be read", "run terraform init")
    assert plain(architecture(shop, gaps=[gap]).fact("relying_party", shop)) == "?"
