"""Which functions a user pool calls, and whether it may."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import (
    NOBODY_KNOWS,
    architecture,
    attribute_of,
    fact,
    plain,
    pool,
    resource,
)
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Unknown

FUNCTION = resource("aws_lambda_function.sign_up", function_name="sign-up")
ARN = attribute_of("aws_lambda_function.sign_up", "arn")
CLAIMS = "arn:aws:lambda:eu-west-1:123456789012:function:claims"
OTHER = "arn:aws:lambda:eu-west-1:123456789012:function:other"


def calling(arn: Any = ARN) -> Resource:
    return pool(lambda_config=[{"pre_sign_up": arn}])


def permission(name: str = "sign_up", **attributes: Any) -> Resource:
    said = {
        "action": "lambda:InvokeFunction",
        "principal": "cognito-idp.amazonaws.com",
        "function_name": attribute_of("aws_lambda_function.sign_up", "function_name"),
    }
    return resource(f"aws_lambda_permission.{name}", **{**said, **attributes})


def allowed(*others: Resource, arn: Any = ARN) -> Any:
    return plain(fact("triggers", calling(arn), *others))[0]["permission"]


@pytest.mark.parametrize(
    ("attributes", "answer"),
    [
        ({}, "given"),
        ({"action": "lambda:*"}, "given"),
        ({"action": "lambda:GetFunction"}, "missing"),
        ({"principal": "events.amazonaws.com"}, "missing"),
        ({"principal": NOBODY_KNOWS}, "?"),
        ({"qualifier": "live"}, "missing"),
        ({"qualifier": "$LATEST"}, "given"),
        ({"qualifier": NOBODY_KNOWS}, "?"),
        ({"function_name": NOBODY_KNOWS}, "?"),
        ({"function_name": attribute_of("aws_lambda_function.other", "arn")}, "missing"),
    ],
)
def test_a_permission_counts_if_it_is_for_cognito_and_for_what_is_called(
    attributes: dict[str, Any], answer: str
) -> None:
    other = resource("aws_lambda_function.other")
    assert allowed(FUNCTION, other, permission(**attributes)) == answer


def test_one_that_is_certain_is_enough_beside_one_that_is_not() -> None:
    assert allowed(FUNCTION, permission("maybe", principal=NOBODY_KNOWS), permission()) == "given"


def test_no_permission_is_none_and_a_gap_may_hide_one() -> None:
    assert allowed(FUNCTION) == "missing"
    gap = Gap("module.functions is not downloaded")
    found = architecture(calling(), FUNCTION, gaps=[gap]).fact("triggers", calling())
    assert plain(found)[0]["permission"] == "?"


@pytest.mark.parametrize("arn", [CLAIMS, NOBODY_KNOWS])
def test_nothing_is_known_of_the_permissions_of_a_function_from_elsewhere(arn: Any) -> None:
    assert allowed(FUNCTION, permission(), arn=arn) == "?"


@pytest.mark.parametrize(
    ("attributes", "answer"),
    [
        ({}, "unqualified"),
        ({"qualifier": "live"}, "given"),
        ({"qualifier": attribute_of("aws_lambda_alias.live", "name")}, "given"),
        ({"qualifier": "next"}, "missing"),
        ({"qualifier": NOBODY_KNOWS}, "?"),
        ({"function_name": attribute_of("aws_lambda_alias.live", "arn")}, "given"),
    ],
)
def test_an_alias_has_permissions_of_its_own(attributes: dict[str, Any], answer: str) -> None:
    named = attribute_of("aws_lambda_function.sign_up", "function_name")
    alias = resource("aws_lambda_alias.live", name="live", function_name=named)
    arn = attribute_of("aws_lambda_alias.live", "arn")
    assert allowed(FUNCTION, alias, permission(**attributes), arn=arn) == answer


@pytest.mark.parametrize(("qualifier", "answer"), [(None, "unqualified"), ("3", "given"), (NOBODY_KNOWS, "?")])
def test_a_version_has_permissions_of_its_own(qualifier: Any, answer: str) -> None:
    arn = attribute_of("aws_lambda_function.sign_up", "qualified_arn")
    assert allowed(FUNCTION, permission(qualifier=qualifier), arn=arn) == answer


def test_every_trigger_has_its_path_and_the_legacy_one_is_not_said_twice() -> None:
    config = {
        "pre_token_generation": CLAIMS,
        "pre_token_generation_config": [{"lambda_arn": CLAIMS}],
        "custom_email_sender": [{"lambda_arn": OTHER}],
    }
    found = plain(fact("triggers", pool(lambda_config=[config])))
    assert [one["@attribute"] for one in found] == [
        "lambda_config.pre_token_generation_config.lambda_arn",
        "lambda_config.custom_email_sender.lambda_arn",
    ]
    assert plain(fact("triggers", pool())) == []
    assert isinstance(fact("triggers", pool(lambda_config=NOBODY_KNOWS)), Unknown)


@pytest.mark.parametrize(
    ("legacy", "versioned", "answer"),
    [
        (CLAIMS, CLAIMS, "one"),
        (CLAIMS, OTHER, "two"),
        (CLAIMS, None, None),
        (None, CLAIMS, None),
        (ARN, ARN, "one"),
        (ARN, attribute_of("aws_lambda_function.other", "arn"), "two"),
        (ARN, CLAIMS, "?"),
        (CLAIMS, NOBODY_KNOWS, "?"),
    ],
)
def test_two_places_name_one_function_or_two(legacy: Any, versioned: Any, answer: str | None) -> None:
    config = {"pre_token_generation": legacy, "pre_token_generation_config": [{"lambda_arn": versioned}]}
    assert plain(fact("pre_token_functions", pool(lambda_config=[config]))) == answer


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("arn:aws:kms:eu-west-1:123456789012:key/1", "arn"),
        ("alias/codes", "id"),
        (attribute_of("aws_kms_key.codes", "arn"), "arn"),
        (attribute_of("aws_kms_key.codes", "key_id"), "id"),
        (attribute_of("aws_kms_alias.codes", "target_key_arn"), "arn"),
        (attribute_of("aws_ssm_parameter.key", "value"), "?"),
        (Unknown("var.region has no value here", prefix="arn:aws:kms:"), "arn"),
        (NOBODY_KNOWS, "?"),
        (None, None),
    ],
)
def test_a_key_is_named_by_its_arn_or_its_id(key: Any, answer: str | None) -> None:
    assert plain(fact("kms_key_named_by", pool(lambda_config=[{"kms_key_id": key}]))) == answer
