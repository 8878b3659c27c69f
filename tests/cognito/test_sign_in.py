"""Who checks the users of a user pool."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, client, fact, plain, pool
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource

POOL = attribute_of("aws_cognito_user_pool.customers")
CODE: dict[str, Any] = {"allowed_oauth_flows_user_pool_client": True, "allowed_oauth_flows": ["code"]}


def app(name: str = "web", **attributes: Any) -> Resource:
    return client(name, **{"user_pool_id": POOL, **CODE, **attributes})


def machine(name: str = "billing") -> Resource:
    return app(name, allowed_oauth_flows=["client_credentials"])


def sign_in(*clients: Resource) -> object:
    return plain(fact("sign_in", pool(), *clients))


def test_without_an_app_client_nothing_says_that_others_check_the_users() -> None:
    assert sign_in() == "local"


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ({"supported_identity_providers": ["Okta"]}, "federated"),
        ({"supported_identity_providers": ["COGNITO", "Okta"]}, "local"),
        ({}, "local"),
        ({"supported_identity_providers": ["Okta"], "explicit_auth_flows": ["ALLOW_REFRESH_TOKEN_AUTH"]}, "federated"),
        ({"supported_identity_providers": ["Okta"], "explicit_auth_flows": ["ALLOW_USER_PASSWORD_AUTH"]}, "local"),
        ({"supported_identity_providers": ["Okta"], "explicit_auth_flows": NOBODY_KNOWS}, "?"),
        ({"supported_identity_providers": NOBODY_KNOWS}, "?"),
        ({"supported_identity_providers": ["Okta", NOBODY_KNOWS]}, "?"),
        ({"supported_identity_providers": ["COGNITO", NOBODY_KNOWS]}, "local"),
        ({"allowed_oauth_flows": ["client_credentials"]}, "none"),
        ({"supported_identity_providers": ["Okta"], "allowed_oauth_flows": NOBODY_KNOWS}, "?"),
    ],
)
def test_an_app_client_says_who_checks(attributes: dict[str, Any], kind: str) -> None:
    assert sign_in(app(**attributes)) == kind


def test_one_client_with_passwords_is_enough() -> None:
    okta: dict[str, Any] = {"supported_identity_providers": ["Okta"]}
    assert sign_in(app(**okta), app("mobile"), machine()) == "local"
    assert sign_in(app(**okta), machine()) == "federated"


def test_a_client_that_may_belong_to_the_pool_makes_the_answer_unknown_unless_it_changes_nothing() -> None:
    elsewhere: dict[str, Any] = {"user_pool_id": NOBODY_KNOWS}
    assert sign_in(app(**elsewhere)) == "local"
    assert sign_in(app(supported_identity_providers=["Okta"], **elsewhere)) == "?"
    assert sign_in(machine(), app(**elsewhere)) == "?"
    assert sign_in(app("mobile"), app(supported_identity_providers=["Okta"], **elsewhere)) == "local"


def test_a_client_that_could_not_be_read_may_be_one_with_passwords() -> None:
    customers, gap = pool(), Gap("module.clients could not be read", "run terraform init")
    okta = app(supported_identity_providers=["Okta"])
    assert plain(architecture(customers, okta, gaps=[gap]).fact("sign_in", customers)) == "?"
    assert plain(architecture(customers, gaps=[gap]).fact("sign_in", customers)) == "?"
    assert plain(architecture(customers, app(), gaps=[gap]).fact("sign_in", customers)) == "local"
