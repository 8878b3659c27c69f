"""The second factors of a user pool."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, fact, plain, pool, value
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.values import Known, Unknown

SMS = {"external_id": "customers", "sns_caller_arn": "arn:aws:iam::123456789012:role/sms"}
MAYBE = Unknown("var.sms has no value here", parts=())


@pytest.mark.parametrize(
    ("attributes", "factors"),
    [
        ({}, []),
        ({"software_token_mfa_configuration": [{"enabled": True}]}, ["totp"]),
        ({"software_token_mfa_configuration": [{"enabled": "true"}]}, ["totp"]),
        ({"software_token_mfa_configuration": [{"enabled": False}]}, []),
        ({"software_token_mfa_configuration": []}, []),
        ({"sms_configuration": [SMS], "email_mfa_configuration": [{}]}, ["sms", "email"]),
        ({"software_token_mfa_configuration": [{"enabled": NOBODY_KNOWS}]}, "?"),
    ],
)
def test_a_factor_is_set_up_by_its_block(attributes: dict[str, Any], factors: object) -> None:
    assert plain(fact("mfa_factors", pool(**attributes))) == factors


def test_what_is_certain_stays_so_beside_a_block_that_may_not_be_there() -> None:
    totp = [{"enabled": True}]
    factors = fact("mfa_factors", pool(software_token_mfa_configuration=totp, sms_configuration=MAYBE))
    assert isinstance(factors, Unknown) and [plain(part) for part in factors.parts] == ["totp"]


def test_a_dynamic_block_with_one_block_that_is_certain_is_there() -> None:
    block = value(SMS)
    assert isinstance(block, Known)
    assert plain(fact("mfa_factors", pool(sms_configuration=Unknown("var.more", parts=(block,))))) == ["sms"]


def test_a_dynamic_block_of_which_only_the_flag_is_certain_says_nothing_of_the_flag() -> None:
    block = value({"enabled": False})
    assert isinstance(block, Known)
    maybe = Unknown("var.more", parts=(block,))
    assert plain(fact("mfa_factors", pool(software_token_mfa_configuration=maybe))) == "?"


def test_what_rests_on_the_default_of_a_variable_says_so() -> None:
    step = Step("var.totp", "default", None)
    off = Known(False, trail=(step,))
    assert fact("mfa_factors", pool(software_token_mfa_configuration=[{"enabled": off}])).trail == (step,)
