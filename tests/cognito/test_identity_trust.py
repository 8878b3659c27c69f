import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, plain, resource
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, Value, string

AUD, AMR = "cognito-identity.amazonaws.com:aud", "cognito-identity.amazonaws.com:amr"
POOL = attribute_of("aws_cognito_identity_pool.visitors")
visitors = resource("aws_cognito_identity_pool.visitors")
staff = resource("aws_cognito_identity_pool.staff")


def statement(condition: Any = None, **changes: Any) -> dict[str, Any]:
    written = {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        **({} if condition is None else {"Condition": condition}),
    }
    return {name: value for name, value in (written | changes).items() if value is not None}


def text(*statements: Any) -> Value:
    """The document as jsonencode writes it: "?" stands for a piece that is unknown, "@" for the identity pool's id."""
    marked = json.dumps({"Statement": list(statements)}).replace('"@"', "\0@\0").replace('"?"', "\0?\0")
    stands_for: dict[str, Value] = {"@": POOL, "?": NOBODY_KNOWS}
    pieces = [stands_for.get(piece, string(piece)) for piece in marked.split("\0")]
    if len(pieces) == 1:
        return pieces[0]
    return Unknown("a piece is unknown", STRING, parts=tuple(pieces), not_null=True)


def role(*statements: Any) -> Resource:
    return resource("aws_iam_role.users", assume_role_policy=text(*statements))


def attachment(name: str = "visitors", pool: Any = POOL, **roles: Any) -> Resource:
    kinds = roles or {"authenticated": attribute_of("aws_iam_role.users", "arn")}
    return resource(f"aws_cognito_identity_pool_roles_attachment.{name}", identity_pool_id=pool, roles=kinds)


def trust(of: Resource, *others: Resource) -> list[Any]:
    found: list[Any] = plain(architecture(of, visitors, staff, *others).fact("identity_trust", of))
    return found


def only(condition: Any, *others: Resource) -> Mapping[str, Any]:
    (found,) = trust(role(statement(condition)), *others)
    members: Mapping[str, Any] = found
    return members


@pytest.mark.parametrize(
    "changes",
    [
        {"Effect": "Deny"},
        {"Principal": {"Service": "lambda.amazonaws.com"}},
        {"Principal": {"Federated": "accounts.google.com"}},
        {"Principal": "*"},
        {"Principal": None},
        {"Action": "sts:AssumeRole"},
        {"Action": None, "NotAction": "sts:*"},
    ],
)
def test_a_statement_for_others_is_left_out(changes: dict[str, Any]) -> None:
    assert trust(role(statement(**changes))) == []


@pytest.mark.parametrize("action", ["sts:*", ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"], "*"])
def test_wildcards_and_lists_let_tokens_in_as_well(action: Any) -> None:
    assert len(trust(role(statement(Action=action)))) == 1


@pytest.mark.parametrize("changes", [{"Principal": "?"}, {"Principal": {"Federated": "?"}}, {"Action": "?"}])
def test_what_is_not_known_may_let_them_in(changes: dict[str, Any]) -> None:
    assert trust(role(statement(**changes))) == ["?"]


def test_a_provider_made_here_is_not_cognito() -> None:
    provider = attribute_of("aws_iam_openid_connect_provider.pipelines", "arn")
    document = Unknown("…", STRING, parts=(string('{"Statement":{"Effect":"Allow","Principal":{"Federated":'), provider,
                       string('},"Action":"sts:*"}}')), not_null=True)  # fmt: skip
    assert trust(resource("aws_iam_role.users", assume_role_policy=document)) == []


@pytest.mark.parametrize("document", [NOBODY_KNOWS, string("{"), string('"text"')])
def test_a_document_that_cannot_be_read_may_let_anyone_in(document: Value) -> None:
    assert trust(resource("aws_iam_role.users", assume_role_policy=document)) == ["?"]


@pytest.mark.parametrize(
    ("condition", "audience"),
    [
        (None, "open"),
        ({"StringEquals": {AUD: "@"}}, "pinned"),
        ({"StringEquals": {AUD: ["eu-west-1:1", "eu-west-1:2"]}}, "pinned"),
        ({"StringEquals": {AUD: "?"}}, "pinned"),
        ({"stringEqualsIfExists": {AUD.upper(): "eu-west-1:1"}}, "pinned"),
        ({"ForAnyValue:StringEquals": {AUD: "@"}}, "pinned"),
        ({"StringLike": {AUD: "eu-west-1:1"}}, "pinned"),
        ({"StringLike": {AUD: "@"}}, "pinned"),
        ({"StringLike": {AUD: "*"}}, "open"),
        ({"StringLike": {AUD: ["@", "eu-west-1:*"]}}, "open"),
        ({"StringLike": {AUD: "?"}}, "?"),
        ({"StringNotEquals": {AUD: "eu-west-1:1"}}, "open"),
        ({"Null": {AUD: "false"}}, "open"),
        ({"StringEquals": {AMR: "authenticated"}}, "open"),
        ({"StringEquals": "?"}, "?"),
        ({"StringEquals": "?", "StringLike": {AUD: "@"}}, "pinned"),
        ("?", "?"),
    ],
)
def test_the_audience_is_pinned_only_to_particular_identity_pools(condition: Any, audience: str) -> None:
    assert only(condition)["audience"] == audience


def test_a_pattern_of_which_a_part_is_unknown_may_have_a_wildcard() -> None:
    whole = json.dumps({"Statement": statement({"StringLike": {AUD: "eu-west-1:\0"}})})
    start, end = (string(piece) for piece in whole.split("\\u0000"))
    document = Unknown("…", STRING, parts=(start, NOBODY_KNOWS, end), not_null=True)
    (found,) = trust(resource("aws_iam_role.users", assume_role_policy=document))
    assert found["audience"] == "?"


@pytest.mark.parametrize(
    ("asked", "guests", "users"),
    [
        ({}, True, True),
        ({"ForAnyValue:StringLike": {AMR: "authenticated"}}, False, True),
        ({"ForAnyValue:StringLike": {AMR: "unauthenticated"}}, True, False),
        ({"ForAnyValue:StringEquals": {AMR: ["unauthenticated", "authenticated"]}}, True, True),
        ({"ForAnyValue:StringLike": {AMR: "*authenticated"}}, True, True),
        ({"ForAnyValue:StringEquals": {AMR: "*authenticated"}}, False, True),
        ({"StringLike": {AMR: "graph.facebook.com"}}, False, True),
        ({"ForAnyValue:StringLike": {AMR: ["authenticated", "?"]}}, "?", True),
        ({"ForAnyValue:StringLike": {AMR: "?"}}, "?", "?"),
        ({"ForAllValues:StringLike": {AMR: "authenticated"}}, False, "?"),
        ({"StringNotEquals": {AMR: "unauthenticated"}}, "?", "?"),
    ],
)
def test_how_someone_signed_in_tells_guests_from_users(asked: dict[str, Any], guests: object, users: object) -> None:
    found = only({"StringEquals": {AUD: "@"}} | asked)
    assert (found["amr"], found["guests"], found["users"]) == ("asked" if asked else "open", guests, users)


def test_the_role_is_for_the_identity_pool_that_it_is_attached_to() -> None:
    pinned = {"StringEquals": {AUD: "@"}}
    elsewhere = attachment("staff", attribute_of("aws_cognito_identity_pool.staff"))
    assert only(pinned)["attached"] is None
    assert only(pinned, attachment())["attached"] is True
    assert only(pinned, elsewhere)["attached"] is False
    assert only(pinned, elsewhere, attachment())["attached"] is True
    assert only(pinned, attachment(pool=NOBODY_KNOWS))["attached"] == "?"
    assert only(pinned, elsewhere, attachment(unauthenticated=NOBODY_KNOWS))["attached"] == "?"
    assert only({"StringEquals": {AUD: "eu-west-1:1"}}, attachment(pool="eu-west-1:1"))["attached"] is True
    assert only({"StringEquals": {AUD: "eu-west-1:1"}}, attachment(pool="eu-west-1:2"))["attached"] is False


def test_a_gap_may_hide_that_the_role_is_attached_to_the_right_one() -> None:
    of = role(statement({"StringEquals": {AUD: "@"}}))
    other = attachment("staff", attribute_of("aws_cognito_identity_pool.staff"))
    found = architecture(of, visitors, staff, other, gaps=[Gap("module.auth is not downloaded")])
    assert plain(found.fact("identity_trust", of))[0]["attached"] == "?"


@pytest.mark.parametrize(
    ("statements", "lets"),
    [
        ([statement()], False),
        ([statement(Action=["sts:AssumeRoleWithWebIdentity", "sts:TagSession"])], True),
        ([statement(), statement(Action="sts:TagSession")], True),
        ([statement(), statement(Action="?")], "?"),
    ],
)
def test_tags_need_an_action_of_their_own(statements: list[Any], lets: object) -> None:
    of = role(*statements)
    assert plain(architecture(of).fact("lets_tag_sessions", of)) == lets


def test_what_is_worked_out_keeps_the_secret() -> None:
    document = text(statement())
    assert isinstance(document, Known)
    secret = Known(document.value, STRING, sensitive=True)
    found = architecture(of := resource("aws_iam_role.users", assume_role_policy=secret)).fact("identity_trust", of)
    assert found.sensitive
