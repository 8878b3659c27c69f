import json
from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, plain, resource
from tests.cognito.test_identity_pools import joined
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Unknown, string

GUESTS = attribute_of("aws_iam_role.guests", "arn")
TRUST = json.dumps(
    {
        "Statement": {
            "Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
        }
    }
)


def role(**attributes: Any) -> Resource:
    return resource("aws_iam_role.guests", **{"assume_role_policy": string(TRUST), **attributes})


def policy(*statements: Any, role: Any = GUESTS) -> Resource:
    allowed = [{"Effect": "Allow", "Resource": "*", **statement} for statement in statements]
    document = json.dumps({"Statement": allowed})
    return resource("aws_iam_role_policy.guests", role=role, policy=string(document))


def attached(arn: Any) -> Resource:
    return resource("aws_iam_role_policy_attachment.guests", role=GUESTS, policy_arn=arn)


def reached(holder: Resource, *others: Resource) -> list[Any]:
    """What each statement reaches, without what it does not."""
    found = plain(architecture(holder, *others).fact("permissions", holder))
    return [
        part if part == "?" else {key: value for key, value in part.items() if value is not None and key[0] != "@"}
        for part in found
    ]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ({"Action": "*"}, {"everything": "*", "iam": "*", "roles": "*", "data": "*"}),
        ({"Action": "*:*"}, {"everything": "*:*", "iam": "*:*", "roles": "*:*", "data": "*:*"}),
        ({"Action": "*", "Resource": "arn:aws:s3:::covers/*"}, {}),
        ({"Action": "iam:*"}, {"iam": "iam:*"}),
        ({"Action": ["iam:PassRole"]}, {"iam": "iam:PassRole"}),
        ({"Action": "iam:PassRole", "Resource": "arn:aws:iam::1:role/jobs"}, {}),
        ({"Action": "iam:GetRole"}, {}),
        ({"Action": "sts:AssumeRole", "Resource": ["arn:aws:iam::*:role/*"]}, {"roles": "sts:AssumeRole"}),
        ({"Action": ["s3:List*", "s3:Get*"]}, {"data": "s3:Get*"}),
        ({"Action": ["cognito-sync:*", "mobileanalytics:PutEvents"]}, {}),
        ({"NotAction": "iam:*"}, {"roles": "NotAction", "data": "NotAction"}),
        ({"Action": "s3:*", "Effect": "Deny"}, None),
        ({"Action": "s3:*", "Condition": {}}, {"data": "s3:*"}),
        ({"Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}, {"data": "?"}),
        ({"Action": "s3:*", "Resource": None, "NotResource": "arn:aws:s3:::secret/*"}, {"data": "?"}),
    ],
)
def test_a_statement_reaches_what_its_actions_and_resources_say(statement: Any, expected: Any) -> None:
    assert reached(policy(statement)) == ([] if expected is None else [expected])


def test_a_deny_for_all_takes_away_and_one_for_some_leaves_doubt() -> None:
    allow = {"Action": "sts:AssumeRole"}
    assert reached(policy(allow, {"Effect": "Deny", "Action": "sts:*"})) == [{}]
    some = {"Effect": "Deny", "Action": "sts:*", "Resource": "arn:aws:iam::1:role/admin"}
    assert reached(policy(allow, some)) == [{"roles": "?"}]
    outside = {"Effect": "Deny", "Action": "sts:*", "Condition": {"Null": {"aws:SourceVpc": "true"}}}
    assert reached(policy(allow, outside)) == [{"roles": "?"}]
    assert reached(policy(allow, {"Effect": "Deny", "Action": "s3:*"})) == [{"roles": "sts:AssumeRole"}]


def test_a_boundary_leaves_doubt_and_nothing_where_nothing_was() -> None:
    boundary = role(permissions_boundary="arn:aws:iam::123456789012:policy/limits")
    assert reached(policy({"Action": "s3:*"}, {"Action": "rum:PutRumEvents"}), boundary) == [{"data": "?"}, {}]


@pytest.mark.parametrize(
    ("arn", "expected"),
    [
        ("arn:aws:iam::aws:policy/AmazonS3FullAccess", [{"data": "s3:*"}]),
        ("arn:aws-cn:iam::aws:policy/IAMFullAccess", [{"iam": "iam:*"}]),
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaRole", [{"data": "lambda:InvokeFunction"}]),
        ("arn:aws:iam::aws:policy/AmazonPollyFullAccess", ["?"]),
        ("arn:aws:iam::123456789012:policy/AdministratorAccess", ["?"]),
        (joined("arn:", NOBODY_KNOWS, ":iam::aws:policy/AmazonS3FullAccess"), [{"data": "s3:*"}]),
        (NOBODY_KNOWS, ["?"]),
    ],
)
def test_a_policy_of_aws_is_known_by_its_name(arn: Any, expected: list[Any]) -> None:
    assert reached(attached(arn)) == expected


def test_a_policy_from_here_is_read_where_it_is_attached() -> None:
    document = json.dumps({"Statement": {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}})
    made = resource("aws_iam_policy.tables", policy=string(document))
    assert reached(attached(attribute_of("aws_iam_policy.tables", "arn")), made) == [{"data": "dynamodb:*"}]


def test_what_stands_inside_the_role_counts() -> None:
    document = string(json.dumps({"Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}))
    inside = role(
        inline_policy=[{"name": "x", "policy": document}],
        managed_policy_arns=["arn:aws:iam::aws:policy/PowerUserAccess"],
    )
    assert reached(inside) == [{"iam": "iam:*"}, {"roles": "NotAction", "data": "NotAction"}]
    assert reached(role(inline_policy=NOBODY_KNOWS, managed_policy_arns=NOBODY_KNOWS)) == ["?", "?"]


def attachment(**roles: Any) -> Resource:
    return resource("aws_cognito_identity_pool_roles_attachment.visitors", roles=roles)


def takers(holder: Resource, *others: Resource, gaps: Any = ()) -> Any:
    found = architecture(holder, *others, gaps=gaps).fact("granted_to", holder)
    return ([plain(part) for part in found.parts], "?") if isinstance(found, Unknown) else plain(found)


def test_who_takes_a_role_gets_what_is_granted_to_it() -> None:
    group = resource("aws_cognito_user_group.admins", role_arn=GUESTS)
    both = attachment(unauthenticated=GUESTS, authenticated=GUESTS)
    for holder in (policy({}), attached("arn:aws:iam::aws:policy/ReadOnlyAccess"), role()):
        others = () if holder.type == "aws_iam_role" else (role(),)
        assert takers(holder, *others) == []
        assert takers(holder, *others, both, group) == ["guests", "users", "members"]


def test_what_is_not_known_leaves_doubt_about_other_takers_only() -> None:
    perhaps = attachment(unauthenticated=GUESTS, authenticated=NOBODY_KNOWS)
    assert takers(policy({}), role(), perhaps) == (["guests"], "?")
    assert takers(policy({}, role=NOBODY_KNOWS), role(), perhaps) == ([], "?")
    assert takers(policy({}, role=NOBODY_KNOWS), role()) == []
    assert takers(policy({}), role(), gaps=[Gap("module.auth is not downloaded")]) == ([], "?")


def test_nobody_takes_a_role_that_trusts_no_identity_pool() -> None:
    trust = json.dumps({"Statement": {"Effect": "Allow", "Principal": {"Service": "a"}, "Action": "sts:AssumeRole"}})
    closed = role(assume_role_policy=string(trust))
    assert takers(policy({}), closed, gaps=[Gap("module.auth is not downloaded")]) == []
