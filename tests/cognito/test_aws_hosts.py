"""Host names that AWS makes up: known for what they are, though not by name."""

from __future__ import annotations

import pytest

from tflint_cognito.cognito.aws_hosts import with_hosts
from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.values import Unknown, Value, string


def made_up(type: str, attribute: str, mode: str = "managed") -> Unknown:
    address = Address((), type, "shop", mode=mode)
    return Unknown("it is known only after apply", refers_to=Reference(address, attribute))


def template(*parts: Value) -> Unknown:
    return Unknown("it is known only after apply", parts=parts)


def test_a_text_with_such_a_name_is_as_good_as_known() -> None:
    distribution = made_up("aws_cloudfront_distribution", "domain_name")
    assert with_hosts(template(string("https://"), distribution, string("/back"))) == (
        "https://d111111abcdef8.cloudfront.net/back"
    )


def test_an_address_that_is_made_up_as_a_whole_is_too() -> None:
    assert str(with_hosts(made_up("aws_apigatewayv2_api", "api_endpoint"))).startswith("https://")


@pytest.mark.parametrize(
    "piece",
    [
        made_up("aws_cloudfront_distribution", "arn"),
        made_up("aws_route53_zone", "name"),
        made_up("aws_lb", "dns_name", "data"),
        Unknown("var.host has no value here"),
    ],
)
def test_what_else_is_unknown_leaves_it_so(piece: Unknown) -> None:
    assert with_hosts(template(string("https://"), piece)) is None
