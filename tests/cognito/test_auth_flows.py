from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, client, fact, plain, resource
from tflint_cognito.terraform.values import Known, Unknown


def flows(**attributes: Any) -> Any:
    found = plain(fact("auth_flows", client(**attributes)))
    return [(one["flow"], one["legacy"], one["implied"]) for one in found] if isinstance(found, list) else found


def test_a_flow_is_called_by_its_name_of_today() -> None:
    written = ["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "ALLOW_USER_AUTH"]
    assert flows(explicit_auth_flows=written) == [
        ("ALLOW_ADMIN_USER_PASSWORD_AUTH", True, False),
        ("ALLOW_USER_PASSWORD_AUTH", True, False),
        ("ALLOW_CUSTOM_AUTH", True, False),
        ("ALLOW_USER_AUTH", False, False),
    ]


@pytest.mark.parametrize("written", [None, []])
def test_with_nothing_written_the_default_flows_are_allowed(written: Any) -> None:
    names = ("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH")
    assert flows(explicit_auth_flows=written) == [(name, False, True) for name in names]


def test_an_unknown_flow_leaves_the_others_known() -> None:
    assert flows(explicit_auth_flows=["ALLOW_USER_SRP_AUTH", NOBODY_KNOWS]) == [
        ("ALLOW_USER_SRP_AUTH", False, False),
        ("?", "?", False),
    ]


def test_an_unknown_list_keeps_the_flows_that_are_certain() -> None:
    some = Unknown("var.flows has no value here", parts=(Known("ALLOW_USER_SRP_AUTH"),))
    found = fact("auth_flows", client(explicit_auth_flows=some))
    assert isinstance(found, Unknown)
    assert [plain(part)["flow"] for part in found.parts] == ["ALLOW_USER_SRP_AUTH"]


def test_what_an_aws_service_chose_is_unknown() -> None:
    assert plain(fact("auth_flows", resource("aws_cognito_managed_user_pool_client.search"))) == "?"
