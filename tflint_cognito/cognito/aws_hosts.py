"""Host names that AWS makes up for a resource: known only after apply, and yet known for what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.values import Known, Unknown, Value

#: Attributes that hold such a name, each with one as AWS makes them. Sources: the attribute reference of each type in
#: the provider's documentation; developer guides of CloudFront ("Use custom URLs"), Elastic Load Balancing (DNS name),
#: S3 ("Website endpoints"), API Gateway ("Invoke URL") and Amplify Hosting ("Default domain").
_NAMES: Final[Mapping[tuple[str, str], str]] = {
    ("aws_alb", "dns_name"): "shop-1234567890.eu-west-1.elb.amazonaws.com",
    ("aws_amplify_app", "default_domain"): "d111111abcdef8.amplifyapp.com",
    ("aws_apigatewayv2_api", "api_endpoint"): "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
    ("aws_cloudfront_distribution", "domain_name"): "d111111abcdef8.cloudfront.net",
    ("aws_lb", "dns_name"): "shop-1234567890.eu-west-1.elb.amazonaws.com",
    ("aws_s3_bucket", "website_endpoint"): "shop.s3-website-eu-west-1.amazonaws.com",
    ("aws_s3_bucket_website_configuration", "website_endpoint"): "shop.s3-website-eu-west-1.amazonaws.com",
}


def with_hosts(value: Unknown) -> str | None:
    """A text of which all is known but host names that AWS makes up, with one like it for each; None for any other."""
    pieces = [_text(part) for part in value.parts or (value,)]
    known = [piece for piece in pieces if piece is not None]
    return "".join(known) if len(known) == len(pieces) else None


def _text(part: Value) -> str | None:
    match part:
        case Known(value=str() as text):
            return text
        case Unknown(refers_to=Reference(address=address, attribute=name)) if address.mode == "managed":
            return _NAMES.get((address.type, name))
    return None
