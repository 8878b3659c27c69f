import json
import time

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, value
from tflint_cognito.cognito.iam_conditions import demands_on
from tflint_cognito.cognito.iam_documents import Statement, covers, statements_of, texts_of
from tflint_cognito.cognito.iam_resources import reaches_every
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, string


def statement(**elements: object) -> Statement:
    return Statement({name: value(data) for name, data in elements.items()})


@pytest.mark.parametrize("written", [{"Effect": "Allow"}, [{"Effect": "Allow"}]])
def test_one_statement_needs_no_list(written: object) -> None:
    (only,) = statements_of(string(json.dumps({"Statement": written})), "policy")
    assert isinstance(only, Statement) and only.effect_is("Allow") is True


def test_a_document_that_is_no_object_says_so() -> None:
    (only,) = statements_of(string("[]"), "policy")
    assert isinstance(only, Unknown) and only.because == "policy is no policy document"


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("*", "s3:GetObject", True),
        ("s3:*", "s3:GetObject", True),
        ("S3:getobject", "s3:GetObject", True),
        ("s3:Get*", "s3:PutObject", False),
        ("s3:Ge?Object", "s3:GetObject", True),
        ("s3:G*t*ect", "s3:GetObject", True),
        ("s3:GetObject?", "s3:GetObject", False),
        ("", "s3:GetObject", False),
        ("s3:GetObject", "s3:GetObjectAcl", False),
    ],
)
def test_wildcards_stand_for_anything_and_letter_case_for_nothing(pattern: str, name: str, expected: bool) -> None:
    assert covers(pattern, name) is expected


def test_a_hostile_pattern_costs_little() -> None:
    before = time.perf_counter()
    assert not covers("*a" * 2000 + "b", "a" * 500)
    assert time.perf_counter() - before < 5


@pytest.mark.parametrize(
    ("elements", "acts"),
    [
        ({"Action": "s3:GetObject"}, True),
        ({"Action": ["dynamodb:*", "s3:*"]}, True),
        ({"Action": ["dynamodb:*"]}, False),
        ({"Action": NOBODY_KNOWS}, None),
        ({"Action": ["s3:*", NOBODY_KNOWS]}, True),
        ({"Action": Unknown("…", STRING, prefix="iam:")}, False),
        ({"Action": Unknown("…", STRING, prefix="s3:*")}, None),
        ({"NotAction": "iam:*"}, True),
        ({"NotAction": ["iam:*", "s3:*"]}, False),
        ({"NotAction": ["iam:*", NOBODY_KNOWS]}, None),
        ({}, False),
    ],
)
def test_an_action_is_meant_by_name_or_by_not_being_left_out(elements: dict[str, object], acts: bool | None) -> None:
    assert statement(**elements).acts("s3:GetObject") is acts


def test_a_list_that_is_unknown_keeps_what_it_certainly_has() -> None:
    texts = texts_of(Unknown("var.more has no value here", parts=(string("*"),)))
    assert texts.matching("s3:GetObject") == ("*",) and texts.more is not None


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEquals": {"cognito-identity.amazonaws.com:aud": "a"}}, [("", "stringequals", ["a"])]),
        ({"stringequalsifexists": {"Cognito-Identity.amazonaws.com:AUD": ["a"]}}, [("", "stringequals", ["a"])]),
        (
            {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:aud": "a"}},
            [("foranyvalue", "stringlike", ["a"])],
        ),
        ({"StringEquals": {"aws:SourceArn": "a"}}, []),
        (None, []),
    ],
)
def test_a_condition_asks_whatever_its_letter_case(condition: object, expected: list[object]) -> None:
    demands = demands_on(value(condition), "cognito-identity.amazonaws.com:aud")
    found = [(each.set, each.operator, [item.value for item in each.values.items]) for each in demands.certain]  # type: ignore[union-attr]
    assert (found, demands.more) == (expected, None)


def test_an_operator_whose_keys_are_unknown_may_ask_more() -> None:
    assert demands_on(value({"StringEquals": NOBODY_KNOWS}), "aud").more == NOBODY_KNOWS


def template(*parts: object) -> Unknown:
    return Unknown("a piece is unknown", STRING, parts=tuple(value(part) for part in parts), not_null=True)


@pytest.mark.parametrize(
    ("resource", "action", "every"),
    [
        ("*", "s3:GetObject", True),
        (["arn:aws:s3:::covers/*", "*"], "s3:GetObject", True),
        ("arn:aws:s3:::*", "s3:GetObject", True),
        ("arn:aws:s3:::*/*", "s3:GetObject", True),
        ("arn:aws:s3:::covers/*", "s3:GetObject", False),
        ("arn:aws:s3:::table/*", "s3:GetObject", False),
        ("arn:aws:s3:::*", "dynamodb:GetItem", False),
        ("arn:aws:dynamodb:eu-west-1:123456789012:table/*", "dynamodb:GetItem", True),
        ("arn:aws:dynamodb:*:*:table/orders-*", "dynamodb:GetItem", False),
        ("arn:aws:iam::*:role/*", "sts:AssumeRole", True),
        (template("arn:aws:dynamodb:", NOBODY_KNOWS, ":", NOBODY_KNOWS, ":table/*"), "dynamodb:GetItem", True),
        (template("arn:aws:dynamodb:", NOBODY_KNOWS, ":1:table/orders"), "dynamodb:GetItem", False),
        (template("arn:aws:s3:::", NOBODY_KNOWS), "s3:GetObject", None),
        (template("arn:aws:s3:::", NOBODY_KNOWS, "-covers/*"), "s3:GetObject", False),
        (template("arn:aws:s3:::covers/", NOBODY_KNOWS, "/*"), "s3:GetObject", False),
        (template("arn:aws:s3:::table/*"), "s3:GetObject", None),
        (NOBODY_KNOWS, "s3:GetObject", None),
        ([], "s3:GetObject", False),
    ],
)
def test_a_name_that_leaves_nothing_out_is_every_resource(resource: object, action: str, every: bool | None) -> None:
    answer = reaches_every(statement(Resource=resource), action)
    assert (None if isinstance(answer, Unknown) else answer) is every


def test_not_resource_is_not_judged() -> None:
    assert isinstance(reaches_every(statement(NotResource=["arn:aws:s3:::secret"]), "s3:GetObject"), Unknown)


def test_an_element_that_is_null_is_not_there() -> None:
    assert texts_of(Known((value(None), string("a")))).items == (string("a"),)
