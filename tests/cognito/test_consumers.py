"""Facts about what accepts a user pool's tokens: api_scopes, authorizers and sign_in_actions."""

from typing import Any

import pytest

from tests.cognito.architectures import (
    NOBODY_KNOWS,
    architecture,
    attribute_of,
    client,
    fact,
    plain,
    pool,
    resource,
    server,
)
from tests.cognito.test_identity_pools import joined
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource

CUSTOMERS = attribute_of("aws_cognito_user_pool.customers")
ARN = attribute_of("aws_cognito_user_pool.customers", "arn")
ENDPOINT = attribute_of("aws_cognito_user_pool.customers", "endpoint")
ORDERS = attribute_of("aws_api_gateway_rest_api.orders")
authorizer = resource("aws_api_gateway_authorizer.customers", rest_api_id=ORDERS, provider_arns=[ARN])
orders = server("orders", "orders", "read", user_pool_id=CUSTOMERS)


def method(*scopes: Any, authorizer_id: Any = None, **attributes: Any) -> Resource:
    by = attribute_of("aws_api_gateway_authorizer.customers") if authorizer_id is None else authorizer_id
    return resource("aws_api_gateway_method.get", authorizer_id=by, authorization_scopes=list(scopes), **attributes)


def web(*scopes: Any, on: bool = True) -> Resource:
    switch: dict[str, Any] = {"allowed_oauth_flows_user_pool_client": on, "allowed_oauth_scopes": list(scopes)}
    return client(user_pool_id=CUSTOMERS, **switch)


def demanded(of: Resource, *others: Resource) -> list[tuple[object, object]]:
    found = plain(fact("demanded_scopes", of, authorizer, pool(), *others))
    return [(scope["declared"], scope["granted"]) for scope in found]


def test_a_scope_is_demanded_defined_and_granted() -> None:
    assert demanded(method("orders/read"), orders, web("orders/read")) == [("here", True)]
    assert demanded(method("orders/read"), orders, web("openid")) == [("here", False)]
    assert demanded(method("orders/read"), orders, web("orders/read", on=False)) == [("here", False)]
    assert demanded(method("orders/reed"), orders, web("orders/reed")) == [("missing", None)]
    assert demanded(method("openid"), web("openid")) == [(None, True)]


def test_what_is_unknown_about_servers_or_clients_leaves_doubt() -> None:
    assert demanded(method("orders/read"), server("orders", NOBODY_KNOWS, "read", user_pool_id=CUSTOMERS)) == [
        ("?", "?")
    ]
    assert demanded(method("orders/read"), orders, web(NOBODY_KNOWS)) == [("here", "?")]
    assert demanded(method("orders/read"), orders, client(user_pool_id=NOBODY_KNOWS)) == [("here", False)]
    loose = client(user_pool_id=NOBODY_KNOWS, allowed_oauth_flows_user_pool_client=NOBODY_KNOWS,
                   allowed_oauth_scopes=["orders/read"])  # fmt: skip
    assert demanded(method("orders/read"), orders, loose) == [("here", "?")]
    assert demanded(method("orders/read", authorizer_id=NOBODY_KNOWS), orders) == [("?", "?")]


def test_unknown_pieces_that_are_the_same_make_the_same_scope() -> None:
    scope = joined(attribute_of("aws_cognito_resource_server.orders", "identifier"), "/read")
    assert demanded(method(scope), orders, web(scope)) == [("here", True)]


def test_every_sign_in_grants_the_scope_of_the_sdk() -> None:
    assert demanded(method("aws.cognito.signin.user.admin"), web(on=False)) == [(None, True)]
    assert demanded(method(NOBODY_KNOWS), web(on=False)) == [("?", "?")]


def test_a_gap_may_hide_a_resource_server_and_a_client() -> None:
    of = method("orders/read")
    found = architecture(of, authorizer, pool(), gaps=[Gap("module.auth is not downloaded")])
    (scope,) = plain(found.fact("demanded_scopes", of))
    assert (scope["declared"], scope["granted"]) == ("?", "?")


@pytest.mark.parametrize(
    ("issuer", "kind"),
    [
        ("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2", "user-pool"),
        ("https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2", "user-pool"),
        ("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2/", "malformed"),
        ("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2", "malformed"),
        ("arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_a1B2", "malformed"),
        ("https://larkspur.auth.eu-west-1.amazoncognito.com", "malformed"),
        ("https://larkspur.eu.auth0.com/", "other"),
        (joined("https://", ENDPOINT), "user-pool"),
        (joined("https://", ENDPOINT, "/"), "malformed"),
        (joined("http://", ENDPOINT), "?"),
        (joined("https://cognito-idp.", NOBODY_KNOWS, ".amazonaws.com/", CUSTOMERS), "user-pool"),
        (joined("https://cognito-idp.", NOBODY_KNOWS, ".amazonaws.com/", CUSTOMERS, "/"), "malformed"),
        (joined("https://cognito-idp.", NOBODY_KNOWS, ".amazonaws.com/", NOBODY_KNOWS), "?"),
        (joined("https://", attribute_of("aws_cognito_user_pool_domain.login", "domain")), "malformed"),
        (joined("https://larkspur.eu.auth0.com/", NOBODY_KNOWS), "other"),
        (joined("https://", NOBODY_KNOWS), "?"),
        (ENDPOINT, "malformed"),
        (ARN, "malformed"),
        (NOBODY_KNOWS, "?"),
        (None, None),
    ],
)
def test_the_issuer_is_as_the_tokens_say_it(issuer: Any, kind: object) -> None:
    of = resource("aws_apigatewayv2_authorizer.customers", jwt_configuration=[{"issuer": issuer}])
    assert plain(fact("issuer_kind", of)) == kind


@pytest.mark.parametrize(
    ("audience", "of_pool"),
    [
        (attribute_of("aws_cognito_user_pool_client.web"), True),
        (attribute_of("aws_cognito_user_pool_client.desk"), False),
        (CUSTOMERS, False),
        ("https://api.larkspur-books.com", None),
        ("1example23456789", None),
        (attribute_of("aws_ssm_parameter.client", "value"), None),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_an_audience_is_an_app_client_of_the_issuer(audience: Any, of_pool: object) -> None:
    jwt = {"issuer": joined("https://", ENDPOINT), "audience": [audience]}
    of = resource("aws_apigatewayv2_authorizer.customers", jwt_configuration=[jwt])
    desk = client("desk", user_pool_id=attribute_of("aws_cognito_user_pool.staff"))
    (found,) = plain(fact("audiences", of, pool(), pool("staff"), client(user_pool_id=CUSTOMERS), desk))
    assert found["of_pool"] == of_pool


@pytest.mark.parametrize(
    ("api", "same"),
    [(ORDERS, True), (attribute_of("aws_api_gateway_rest_api.billing"), False), (NOBODY_KNOWS, "?")],
)
def test_an_authorizer_is_of_one_api(api: Any, same: object) -> None:
    apis = (resource("aws_api_gateway_rest_api.orders"), resource("aws_api_gateway_rest_api.billing"))
    assert plain(fact("same_api", method(rest_api_id=api), authorizer, pool(), *apis)) == same


SIGN_IN = {
    "user_pool_arn": ARN,
    "user_pool_client_id": attribute_of("aws_cognito_user_pool_client.web"),
    "user_pool_domain": attribute_of("aws_cognito_user_pool_domain.login", "domain"),
}


def listener(*actions: dict[str, Any]) -> Resource:
    return resource("aws_lb_listener.https", default_action=list(actions))


def checks(of: Resource, *others: Resource) -> list[tuple[object, object]]:
    domain = resource("aws_cognito_user_pool_domain.login", domain="larkspur", user_pool_id=CUSTOMERS)
    found = plain(
        fact("sign_in_checks", of, pool(), pool("staff"), domain, *(others or (client(user_pool_id=CUSTOMERS),)))
    )
    return [(check["one_pool"], check["leads"]) for check in found]


def sign_in(**more: Any) -> dict[str, Any]:
    return {"type": "authenticate-cognito", "authenticate_cognito": [SIGN_IN], **more}


def forward(**more: Any) -> dict[str, Any]:
    return {"type": "forward", **more}


@pytest.mark.parametrize(
    ("actions", "leads"),
    [
        ([sign_in(), forward()], True),
        ([forward(), sign_in()], False),
        ([forward(order=2), sign_in(order=1)], True),
        ([sign_in(order=2), forward(order=1)], False),
        ([sign_in(order=NOBODY_KNOWS), forward()], "?"),
        ([{"type": NOBODY_KNOWS}, sign_in()], "?"),
        ([{"type": "authenticate-oidc"}, sign_in(), forward()], True),
    ],
)
def test_the_sign_in_comes_before_what_routes(actions: list[dict[str, Any]], leads: object) -> None:
    assert checks(listener(*actions)) == [(True, leads)]


def test_client_and_domain_are_of_the_user_pool() -> None:
    of = listener(sign_in())
    assert checks(of, client(user_pool_id=attribute_of("aws_cognito_user_pool.staff"))) == [(False, True)]
    assert checks(of, client(user_pool_id=NOBODY_KNOWS)) == [("?", True)]


def test_what_may_be_there_is_no_action_yet() -> None:
    perhaps = fact("sign_in_actions", listener({"type": NOBODY_KNOWS, "authenticate_cognito": NOBODY_KNOWS}))
    assert plain(perhaps) == "?"
    assert plain(fact("sign_in_actions", listener(forward()))) == []


def test_a_rule_speaks_as_its_listener_does() -> None:
    rule = resource("aws_lb_listener_rule.admin", listener_arn=attribute_of("aws_lb_listener.http", "arn"))
    assert plain(fact("listener_protocol", rule, resource("aws_lb_listener.http", protocol="HTTP"))) == "HTTP"
    assert plain(fact("listener_protocol", rule)) == "?"


@pytest.mark.parametrize(
    ("config", "right"),
    [
        ({"user_pool_id": "eu-west-1_a1B2", "aws_region": "eu-west-1"}, True),
        ({"user_pool_id": "eu-west-1_a1B2", "aws_region": "us-east-1"}, False),
        ({"user_pool_id": "eu-west-1_a1B2"}, None),
        ({"user_pool_id": CUSTOMERS, "aws_region": "us-east-1"}, "?"),
    ],
)
def test_the_id_of_a_user_pool_begins_with_its_region(config: dict[str, Any], right: object) -> None:
    own = resource("aws_appsync_graphql_api.orders", user_pool_config=[config])
    more = resource(
        "aws_appsync_graphql_api.orders", additional_authentication_provider=[{"user_pool_config": [config]}]
    )
    for api, path in ((own, "user_pool_config"), (more, "additional_authentication_provider[0].user_pool_config")):
        (found,) = plain(fact("user_pool_regions", api))
        assert (found["right"], found["@attribute"]) == (right, path)


@pytest.mark.parametrize(
    ("issuer", "of_source", "of_plan"),
    [
        ("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2/", True, True),
        ("https://larkspur.eu.auth0.com/", False, False),
        (ENDPOINT, True, True),
        (joined("https://larkspur.eu.auth0.com/", CUSTOMERS), False, False),
        (NOBODY_KNOWS, "?", "?"),
        (attribute_of("aws_instance.keycloak", "public_dns"), "?", "?"),
        (None, None, None),
    ],
)
def test_whose_tokens_are_meant_is_known_of_a_malformed_issuer_and_of_a_plans(
    issuer: Any, of_source: object, of_plan: object
) -> None:
    of = resource("aws_apigatewayv2_authorizer.customers", jwt_configuration=[{"issuer": issuer}])
    for kind, expected in (("hcl", of_source), ("plan", of_plan)):
        assert plain(architecture(of, pool(), kind=kind).fact("accepts_pool_tokens", of)) == expected


@pytest.mark.parametrize(("name", "written"), [("issuer_kind", "malformed"), ("audiences", False)])
def test_what_a_plan_makes_of_a_reference_is_not_known(name: str, written: object) -> None:
    jwt = {"issuer": ENDPOINT, "audience": [CUSTOMERS]}
    of = resource("aws_apigatewayv2_authorizer.customers", jwt_configuration=[jwt])
    for kind, expected in (("hcl", written), ("plan", "?")):
        found = plain(architecture(of, pool(), kind=kind).fact(name, of))
        assert (found[0]["of_pool"] if name == "audiences" else found) == expected
