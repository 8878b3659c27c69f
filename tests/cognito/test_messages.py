"""Where the messages of a user pool come from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, attribute_of, fact, plain, pool
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown

IDENTITY = "arn:aws:ses:eu-west-1:123456789012:identity/larkspur-books.com"
PIECES = (Known("arn:aws:ses:eu-west-1:"), NOBODY_KNOWS, Known(":identity/larkspur-books.com"))


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        (IDENTITY, "identity"),
        (IDENTITY.replace("aws:", "aws-us-gov:"), "identity"),
        ("arn:aws:sns:eu-west-1:123456789012:mail", "other"),
        ("arn:aws:ses:eu-west-1:123456789012:configuration-set/shop", "other"),
        (attribute_of("aws_ses_domain_identity.shop", "arn"), "identity"),
        (attribute_of("aws_sesv2_email_identity.shop", "arn"), "identity"),
        (attribute_of("aws_ses_domain_identity.shop", "id"), "other"),
        (attribute_of("aws_ses_configuration_set.shop", "arn"), "other"),
        (attribute_of("aws_ses_domain_identity_verification.shop", "arn"), "?"),
        (attribute_of("aws_ssm_parameter.identity", "value"), "?"),
        (Unknown("var.account has no value here", STRING, prefix=PIECES[0].value, parts=PIECES), "identity"),  # type: ignore[arg-type]
        (NOBODY_KNOWS, "?"),
        ("", None),
        (None, None),
    ],
)
def test_a_source_is_an_identity_of_ses_or_something_else(source: Any, answer: str | None) -> None:
    assert plain(fact("email_source", pool(email_configuration=[{"source_arn": source}]))) == answer
