"""A rule that asks its resources for what they do not have is refused when it is made, not when it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import architecture, client
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.conditions import parse
from tflint_cognito.policy.fitting import check_fit
from tflint_cognito.policy.subject import Subject
from tflint_cognito.policy.truth import Truth

POOL, CLIENT = "aws_cognito_user_pool", "aws_cognito_user_pool_client"
METHOD, ROUTE = "aws_api_gateway_method", "aws_apigatewayv2_route"
DOMAIN = "aws_cognito_user_pool_domain"


def refusal(condition: dict[str, Any], *types: str) -> str:
    with pytest.raises(CognitoLintError) as caught:
        check_fit(condition, types)
    return str(caught.value)


def test_a_link_that_the_resource_lacks_is_refused_with_those_that_have_it() -> None:
    message = refusal({"linked_to": "authorizer"}, CLIENT)
    assert message == f"the link 'authorizer' leads from {METHOD} and {ROUTE}, not from {CLIENT}"


def test_resources_that_never_link_here_are_refused() -> None:
    from_methods = {"linked_from": METHOD, "link": "user_pool"}
    assert f"not from {METHOD}" in refusal(from_methods, POOL)
    to_a_domain = {"linked_from": CLIENT, "link": "user_pool"}
    assert refusal(to_a_domain, DOMAIN) == f"the link 'user_pool' leads to {POOL}, not to {DOMAIN}"


def test_a_fact_about_other_resources_is_refused() -> None:
    message = refusal({"fact": "client_kind", "equals": "sdk"}, POOL)
    assert message.startswith("the fact 'client_kind' is about ") and message.endswith(f", not about {POOL}")


@pytest.mark.parametrize(
    "around",
    [
        lambda inner: {"all": [inner]},
        lambda inner: {"any": [{"attribute": "name", "present": True}, inner]},
        lambda inner: {"not": inner},
        lambda inner: {"attribute": "schema", "default": None, "each": inner},
        lambda inner: {"attribute": "schema", "default": None, "count": {"where": inner, "at_most": 1}},
    ],
)
def test_it_is_found_at_any_depth(around: Any) -> None:
    assert "not about" in refusal(around({"fact": "client_kind", "equals": "sdk"}), POOL)


def test_what_is_asked_of_a_neighbour_is_about_the_neighbour() -> None:
    of_clients = {"linked_from": CLIENT, "link": "user_pool", "satisfies": {"fact": "client_kind", "equals": "sdk"}}
    check_fit(of_clients, (POOL,))
    of_the_pool = {"linked_to": "user_pool", "satisfies": {"fact": "client_kind", "equals": "sdk"}}
    assert "not about" in refusal(of_the_pool, CLIENT)


def test_a_rule_about_several_types_may_ask_what_one_of_them_has() -> None:
    authorized = {"linked_to": "authorizer"}
    check_fit(authorized, (METHOD, CLIENT))
    web = client()
    answer = parse(authorized).ask(Subject(web, architecture(web)))
    assert (answer.truth, answer.because) == (Truth.NO, f"{CLIENT} leads to no authorizer")
