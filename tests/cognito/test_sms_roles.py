"""Roles that text messages are sent with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, attribute_of, fact, plain, pool, resource
from tflint_cognito.terraform.model import Resource

ROLE = attribute_of("aws_iam_role.sms", "arn")


def role(*statements: dict[str, Any]) -> Resource:
    return resource("aws_iam_role.sms", assume_role_policy=json.dumps({"Statement": list(statements)}))


def trust(condition: dict[str, Any] | None = None, **elements: Any) -> dict[str, Any]:
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": "cognito-idp.amazonaws.com"},
        **elements,
    }
    return statement if condition is None else {**statement, "Condition": condition}


def external_id(value: str, operator: str = "StringEquals") -> dict[str, Any]:
    return {operator: {"sts:ExternalId": value}}


@pytest.mark.parametrize(
    ("condition", "asks"),
    [
        (None, "nothing"),
        (external_id("customers"), "something"),
        ({"StringEquals": {"aws:sourceaccount": "123456789012"}}, "something"),
        ({"ArnLike": {"aws:SourceArn": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/*"}}, "something"),
        ({"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}, "nothing"),
    ],
)
def test_a_role_asks_for_what_is_known_of_its_own_user_pool_only(condition: dict[str, Any] | None, asks: str) -> None:
    assert [one["asks"] for one in plain(fact("message_trust", role(trust(condition))))] == [asks]


@pytest.mark.parametrize(
    "elements",
    [
        {"Principal": {"Service": "lambda.amazonaws.com"}},
        {"Principal": "*"},
        {"Action": "sts:AssumeRoleWithWebIdentity"},
        {"Effect": "Deny"},
    ],
)
def test_statements_about_others_are_left_out(elements: dict[str, Any]) -> None:
    assert plain(fact("message_trust", role(trust(**elements)))) == []


def test_a_service_among_others_counts() -> None:
    services = {"Service": ["sns.amazonaws.com", "cognito-idp.amazonaws.com"]}
    assert [one["asks"] for one in plain(fact("message_trust", role(trust(Principal=services))))] == ["nothing"]


def test_a_policy_that_nobody_knows_may_let_user_pools() -> None:
    unknown = resource("aws_iam_role.sms", assume_role_policy=NOBODY_KNOWS)
    assert plain(fact("message_trust", unknown)) == ["?"]


def sms(own: Any, *others: Resource, arn: Any = ROLE) -> Any:
    of = pool(sms_configuration=[{"external_id": own, "sns_caller_arn": arn}])
    return plain(fact("sms_external_id", of, *others))


@pytest.mark.parametrize(
    ("own", "statements", "answer"),
    [
        ("customers", [trust(external_id("customers"))], "asked"),
        ("customers", [trust(external_id("staff"))], "other"),
        ("customers", [trust()], "any"),
        ("customers", [trust(external_id("staff")), trust(external_id("customers"))], "asked"),
        ("customers", [trust(external_id("cust*", "StringLike"))], "?"),
        (NOBODY_KNOWS, [trust(external_id("customers"))], "?"),
        ("customers", [trust(Principal={"Service": "lambda.amazonaws.com"})], None),
        (None, [trust(external_id("customers"))], None),
    ],
)
def test_an_external_id_is_the_one_that_the_role_asks_for(
    own: Any, statements: list[dict[str, Any]], answer: str | None
) -> None:
    assert sms(own, role(*statements)) == answer


@pytest.mark.parametrize("arn", ["arn:aws:iam::123456789012:role/sms", NOBODY_KNOWS])
def test_nothing_is_known_of_a_role_from_elsewhere(arn: Any) -> None:
    assert sms("customers", role(trust(external_id("staff"))), arn=arn) == "?"
