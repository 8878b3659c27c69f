from typing import Any

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, client, plain, pool, server
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource

POOL = attribute_of("aws_cognito_user_pool.customers")
BILLING = server("billing", "billing", "read", user_pool_id=POOL)


def web(*scopes: Any, name: str = "web") -> Resource:
    return client(
        name,
        user_pool_id=POOL,
        allowed_oauth_flows_user_pool_client=True,
        allowed_oauth_flows=["code"],
        allowed_oauth_scopes=list(scopes),
    )


def requested(*others: Resource, of: Resource = BILLING, gaps: tuple[Gap, ...] = ()) -> Any:
    return plain(architecture(of, pool(), *others, gaps=gaps).fact("is_requested", of))


def test_one_client_that_asks_is_enough() -> None:
    assert requested(web("openid"), web("openid", "billing/read", name="shop")) is True


def test_a_reference_to_the_server_is_a_request() -> None:
    assert requested(web(attribute_of("aws_cognito_resource_server.billing", "scope_identifiers"))) is True


def test_a_server_that_nobody_asks_is_not_requested() -> None:
    assert requested(web("openid", "orders/read")) is False
    assert requested() is False


def test_a_scope_that_nobody_knows_may_be_one_of_it() -> None:
    assert requested(web("openid", NOBODY_KNOWS)) == "?"


def test_a_scope_of_another_server_is_none_of_it() -> None:
    assert requested(web(attribute_of("aws_cognito_resource_server.orders", "scope_identifiers"))) is False


def test_a_server_whose_identifier_nobody_knows_may_be_meant() -> None:
    assert requested(web("orders/read"), of=server("billing", NOBODY_KNOWS, "read", user_pool_id=POOL)) == "?"
    assert requested(web("openid"), of=server("billing", NOBODY_KNOWS, "read", user_pool_id=POOL)) is False


def test_a_gap_may_hide_the_client_that_asks() -> None:
    assert requested(web("openid"), gaps=(Gap("a module was not read", "download it"),)) == "?"
    assert requested(web("billing/read"), gaps=(Gap("a module was not read", "download it"),)) is True
