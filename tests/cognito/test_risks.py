"""What risk configurations leave unwatched, and whose app client they are for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, attribute_of, client, fact, plain, pool, resource
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown

POOL = attribute_of("aws_cognito_user_pool.customers")
WEB = attribute_of("aws_cognito_user_pool_client.web")


def configuration(**attributes: Any) -> Resource:
    return resource("aws_cognito_risk_configuration.customers", **attributes)


@pytest.mark.parametrize(
    ("range", "broad"),
    [
        ("0.0.0.0/0", True),
        ("::/0", True),
        ("52.0.0.0/8", True),
        ("203.0.0.0/16", False),
        ("203.0.113.7/32", False),
        ("2a00::/16", True),
        ("2a00:1450::/32", False),
        ("10.0.0.0/8", False),
        ("fd00::/8", False),
        ("203.0.113.9/24", False),
        ("the office", False),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_a_range_is_broad_if_it_is_wider_than_one_organisation(range: Any, broad: object) -> None:
    exceptions = [{"skipped_ip_range_list": [range]}]
    found = fact("skipped_ranges", configuration(risk_exception_configuration=exceptions))
    assert [one["broad"] for one in plain(found)] == [broad]


def test_of_an_unknown_list_the_certain_ranges_are_judged() -> None:
    ranges = Unknown("var.offices has no value here", parts=(Known("0.0.0.0/0"),))
    found = fact("skipped_ranges", configuration(risk_exception_configuration=[{"skipped_ip_range_list": ranges}]))
    assert isinstance(found, Unknown) and [plain(one)["broad"] for one in found.parts] == [True]


def test_nothing_is_skipped_where_nothing_is_written() -> None:
    assert plain(fact("skipped_ranges", configuration())) == []


@pytest.mark.parametrize(
    ("client_id", "owner", "whose"),
    [
        (WEB, POOL, "same"),
        (WEB, attribute_of("aws_cognito_user_pool.staff"), "other"),
        (WEB, NOBODY_KNOWS, "?"),
        (NOBODY_KNOWS, POOL, "?"),
        ("3n4b5urk1ft4fl3mg5e62d9ado", POOL, "?"),
        (None, POOL, None),
        ("ALL", POOL, None),
    ],
)
def test_the_app_client_belongs_to_the_same_user_pool_or_to_another(client_id: Any, owner: Any, whose: object) -> None:
    others = (pool(), pool("staff"), client(user_pool_id=owner))
    assert plain(fact("client_pool", configuration(user_pool_id=POOL, client_id=client_id), *others)) == whose


def test_a_user_pool_from_elsewhere_cannot_be_compared() -> None:
    others = (pool(), client(user_pool_id=POOL))
    assert plain(fact("client_pool", configuration(user_pool_id=NOBODY_KNOWS, client_id=WEB), *others)) == "?"
