from dataclasses import replace
from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, client, fact, plain, pool, resource
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING, MapOf
from tflint_cognito.terraform.values import Unknown, string

CUSTOMERS = attribute_of("aws_cognito_user_pool.customers")
ENDPOINT = attribute_of("aws_cognito_user_pool.customers", "endpoint")
WEB = attribute_of("aws_cognito_user_pool_client.web")
VISITORS = attribute_of("aws_cognito_identity_pool.visitors")


def joined(*parts: Any) -> Unknown:
    pieces = tuple(string(part) if isinstance(part, str) else part for part in parts)
    start = parts[0] if isinstance(parts[0], str) else ""
    return Unknown("a piece is unknown", STRING, prefix=start, parts=pieces, not_null=True)


def identity_pool(client_id: Any = WEB, provider_name: Any = ENDPOINT) -> Resource:
    block = {"client_id": client_id, "provider_name": provider_name}
    return resource("aws_cognito_identity_pool.visitors", cognito_identity_providers=[block])


@pytest.mark.parametrize(
    ("block", "of_pool"),
    [
        ({}, True),
        ({"provider_name": attribute_of("aws_cognito_user_pool.staff", "endpoint")}, False),
        ({"provider_name": joined("cognito-idp.", NOBODY_KNOWS, ".amazonaws.com/", CUSTOMERS)}, True),
        ({"provider_name": NOBODY_KNOWS}, "?"),
        ({"client_id": NOBODY_KNOWS}, "?"),
        ({"client_id": "1example23456789"}, "?"),
        ({"client_id": None}, None),
        ({"provider_name": None}, None),
    ],
)
def test_an_app_client_belongs_to_one_user_pool(block: dict[str, Any], of_pool: object) -> None:
    others = (pool(), pool("staff"), client(user_pool_id=CUSTOMERS))
    (found,) = plain(fact("trusted_clients", identity_pool(**block), *others))
    assert found["of_pool"] == of_pool


def attachment(mappings: Any = (), **roles: Any) -> Resource:
    address = "aws_cognito_identity_pool_roles_attachment.visitors"
    return resource(address, identity_pool_id=VISITORS, roles=roles, role_mapping=list(mappings))


def test_the_keys_of_roles_are_as_they_are_written() -> None:
    assert plain(fact("role_kinds", attachment(authenticated="a", Guest=NOBODY_KNOWS))) == ["authenticated", "Guest"]


ROLE = "aws_iam_role.users"


@pytest.mark.parametrize(
    ("guests", "users", "shared"),
    [
        (attribute_of(ROLE, "arn"), attribute_of(ROLE, "arn"), True),
        (attribute_of("aws_iam_role.guests", "arn"), attribute_of(ROLE, "arn"), False),
        (attribute_of("data.aws_iam_role.a", "arn"), attribute_of("data.aws_iam_role.a", "arn"), True),
        (attribute_of("data.aws_iam_role.a", "arn"), attribute_of("data.aws_iam_role.b", "arn"), "?"),
        ("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/a", True),
        ("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b", False),
        (NOBODY_KNOWS, attribute_of(ROLE, "arn"), "?"),
        (None, attribute_of(ROLE, "arn"), False),
    ],
)
def test_guests_and_users_share_a_role_or_not(guests: Any, users: Any, shared: object) -> None:
    roles = attachment(unauthenticated=guests, authenticated=users)
    assert plain(fact("shared_role", roles, resource(ROLE), resource("aws_iam_role.guests"))) == shared


@pytest.mark.parametrize(
    ("provider", "well_formed"),
    [
        ("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2:1example", True),
        ("cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_a1B2:1example", True),
        ("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2", False),
        ("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2:1example", False),
        ("accounts.google.com", True),
        (joined(ENDPOINT, ":", WEB), True),
        (joined("https://", ENDPOINT, ":", WEB), False),
        (joined("cognito-idp.", NOBODY_KNOWS, ".amazonaws.com/", CUSTOMERS), False),
        (joined("cognito-idp.", NOBODY_KNOWS, ".amazonaws.com/", CUSTOMERS, ":", WEB), "?"),
        (ENDPOINT, False),
        (NOBODY_KNOWS, "?"),
        (None, None),
    ],
)
def test_a_user_pool_is_named_with_its_client_and_without_a_scheme(provider: Any, well_formed: object) -> None:
    (found,) = plain(fact("mapped_providers", attachment([{"identity_provider": provider}])))
    assert found["well_formed"] == well_formed


@pytest.mark.parametrize(
    ("claim", "written", "self_chosen"),
    [
        ("custom:plan", ["custom:plan"], True),
        ("custom:plan", ["email"], False),
        ("custom:plan", [NOBODY_KNOWS], "?"),
        ("custom:plan", [NOBODY_KNOWS, "custom:plan"], True),
        ("custom:plan", None, "?"),
        ("locale", ["locale"], True),
        ("cognito:groups", ["custom:plan"], False),
        ("sub", None, False),
        (NOBODY_KNOWS, ["custom:plan"], "?"),
    ],
)
def test_users_choose_what_the_app_client_lets_them_write(claim: Any, written: Any, self_chosen: object) -> None:
    web = client(user_pool_id=CUSTOMERS, write_attributes=written)
    roles = attachment([{"mapping_rule": [{"claim": claim}]}])
    tags = resource(
        "aws_cognito_identity_pool_provider_principal_tag.visitors",
        identity_pool_id=VISITORS,
        principal_tags={"plan": claim},
    )
    for name, holder in (("role_claims", roles), ("tagged_claims", tags)):
        (found,) = plain(fact(name, holder, identity_pool(), pool(), web))
        assert found["self_chosen"] == self_chosen


def test_an_app_client_from_elsewhere_may_let_them_write_anything() -> None:
    roles = attachment([{"mapping_rule": [{"claim": "custom:plan"}]}])
    (found,) = plain(fact("role_claims", roles, identity_pool(client_id="1example23456789"), pool()))
    assert found["self_chosen"] == "?"
    (found,) = plain(fact("role_claims", roles, resource("aws_cognito_identity_pool.visitors")))
    assert found["self_chosen"] is False


def test_of_a_map_that_a_plan_does_not_show_nobody_knows_who_gets_which_role() -> None:
    role = resource(ROLE)
    made_from = replace(attribute_of(ROLE, "arn"), type=MapOf(STRING))
    roles = resource("aws_cognito_identity_pool_roles_attachment.visitors", roles=made_from)
    found = architecture(role, roles, kind="plan")
    assert plain(found.fact("shared_role", roles)) == "?"
    for link in ("guest_role", "user_role"):
        sources = found.sources(role, [roles.type], link)
        assert (sources.certain, [source for source, _ in sources.possible]) == ((), [roles])
    assert found.sources(role, [roles.type], "role").certain == (roles,)


def test_what_a_plan_makes_of_an_endpoint_is_not_known() -> None:
    mapping = attachment([{"identity_provider": ENDPOINT}])
    (found,) = plain(architecture(mapping, pool(), kind="plan").fact("mapped_providers", mapping))
    assert found["well_formed"] == "?"
