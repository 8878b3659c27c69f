from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, client, fact, plain, resource
from tflint_cognito.terraform.values import Known, Unknown

SWITCH = "allowed_oauth_flows_user_pool_client"


def flows(*names: Any, switch: Any = True) -> dict[str, Any]:
    return {SWITCH: switch, "allowed_oauth_flows": list(names)}


def switched(switch: Any, flows: Any = None) -> dict[str, Any]:
    return {SWITCH: switch, "allowed_oauth_flows": flows}


@pytest.mark.parametrize(
    ("attributes", "kind", "users"),
    [
        ({}, "sdk", True),
        ({SWITCH: False, "allowed_oauth_flows": ["client_credentials"]}, "sdk", True),
        ({SWITCH: None}, "sdk", True),
        (flows("code"), "user-oauth", True),
        (flows("implicit"), "user-oauth", True),
        (flows("code", "client_credentials"), "user-oauth", True),
        (flows("client_credentials"), "machine", False),
        (flows("client_credentials", switch="true"), "machine", False),
        (flows(), "oauth", True),
        ({SWITCH: True}, "oauth", True),
        (flows("password"), "oauth", True),
        (flows("code", NOBODY_KNOWS), "user-oauth", True),
        (flows("client_credentials", NOBODY_KNOWS), "?", "?"),
        ({SWITCH: True, "allowed_oauth_flows": NOBODY_KNOWS}, "?", "?"),
        (flows("code", switch=NOBODY_KNOWS), "?", True),
        (flows("client_credentials", switch=NOBODY_KNOWS), "?", "?"),
    ],
)
def test_switch_and_flows_tell_the_kind_and_whether_there_are_users(
    attributes: dict[str, Any], kind: str, users: object
) -> None:
    assert plain(fact("client_kind", client(**attributes))) == kind
    assert plain(fact("serves_users", client(**attributes))) == users


def test_an_unknown_list_of_flows_that_certainly_has_code_is_of_a_user_client() -> None:
    flows = Unknown("var.flows has no value here", parts=(Known("code"),))
    assert plain(fact("client_kind", client(**switched(True, flows)))) == "user-oauth"


def test_what_is_unknown_keeps_its_reason_and_what_would_settle_it() -> None:
    found = fact("client_kind", client(**switched(NOBODY_KNOWS)))
    assert isinstance(found, Unknown)
    assert (found.because, found.decides) == (NOBODY_KNOWS.because, NOBODY_KNOWS.decides)


def test_a_fact_from_a_half_known_string_is_not_half_known_itself() -> None:
    found = fact("client_kind", client(**switched(Unknown("a template", prefix="tr"))))
    assert isinstance(found, Unknown)
    assert found.prefix == ""


def test_of_a_client_that_aws_made_nothing_is_known_but_what_is_written() -> None:
    adopted = resource("aws_cognito_managed_user_pool_client.search")
    assert plain(fact("client_kind", adopted)) == "?"
    assert plain(fact("adopted", adopted)) is True
    assert plain(fact("adopted", client())) is False


@pytest.mark.parametrize(
    ("attributes", "confidential"),
    [
        ({"generate_secret": True}, True),
        ({"generate_secret": "true"}, True),
        ({"generate_secret": False}, False),
        ({}, False),
        ({"generate_secret": NOBODY_KNOWS}, "?"),
        ({"generate_secret": False, "client_secret": "imported"}, True),
        ({"client_secret": ""}, False),
    ],
)
def test_a_client_with_a_secret_is_confidential(attributes: dict[str, Any], confidential: object) -> None:
    assert plain(fact("confidential", client(**attributes))) == confidential


def test_nothing_tells_whether_aws_made_a_client_with_a_secret() -> None:
    assert plain(fact("confidential", resource("aws_cognito_managed_user_pool_client.search"))) == "?"
