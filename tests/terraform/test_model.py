"""What stands at a path inside a resource."""

from __future__ import annotations

from tflint_cognito.terraform.address import Reference, parse_address
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown

ROLE_ARN = Reference(parse_address("aws_iam_role.users"), "arn")


def test_what_is_known_of_an_unknown_map_is_not_known_of_what_stands_in_it() -> None:
    known_of_it = Unknown(
        "the ARN is known only after apply", refers_to=ROLE_ARN, parts=(Known("users"),), not_null=True
    )
    attachment = Resource(parse_address("aws_cognito_identity_pool_roles_attachment.visitors"), {"roles": known_of_it})
    assert attachment.get("roles") == known_of_it
    assert attachment.get("roles.unauthenticated") == Unknown("the ARN is known only after apply")
