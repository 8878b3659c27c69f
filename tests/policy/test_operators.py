from decimal import Decimal

import pytest

from tests.cognito.architectures import attribute_of
from tflint_cognito.policy.operators import OPERATORS, Reply
from tflint_cognito.policy.truth import Truth
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def ask(word: str, argument: object, value: Value) -> Reply:
    return OPERATORS[word](argument)(value)


def listed(*items: object) -> Known:
    return Known(tuple(item if isinstance(item, Known | Unknown | Absent) else Known(item) for item in items))  # type: ignore[arg-type]


SOMETHING = Unknown("var.flows has no value here")


@pytest.mark.parametrize(
    ("word", "argument", "value", "expected"),
    [
        ("equals", "ENABLED", Known("ENABLED"), YES),
        ("equals", "ENABLED", Known("enabled"), NO),
        ("equals", True, Known(True), YES),
        ("equals", True, Known("true"), YES),
        ("equals", True, Known(1), NO),
        ("equals", 5, Known("5"), YES),
        ("equals", 5, Known(Decimal("5.5")), NO),
        ("equals", "x", Absent(), NO),
        ("equals", "http", SOMETHING, UNKNOWN),
        ("in", ["ON", "OPTIONAL"], Known("ON"), YES),
        ("in", ["ON", "OPTIONAL"], Known("OFF"), NO),
        ("matches", "[a-z]+", Known("abc"), YES),
        ("matches", "[a-z]+", Known("abc def"), NO),
        ("contains_text", ["aws", "cognito"], Known("my-laws"), YES),
        ("contains_text", "aws", Known("mine"), NO),
        ("at_least", 300, Known(300), YES),
        ("above", 300, Known(300), NO),
        ("at_most", 300, Known("300"), YES),
        ("below", 300, Known("many"), NO),
        ("present", True, Known(""), NO),
        ("present", True, Known(()), NO),
        ("present", True, Known({}), NO),
        ("present", True, Known(False), YES),
        ("present", False, Absent(), YES),
        ("present", True, attribute_of("aws_iam_role.users", "arn"), YES),
        ("present", False, attribute_of("aws_iam_role.users", "arn"), NO),
        ("present", True, attribute_of("aws_lambda_function.sign_up", "qualified_arn"), YES),
        ("present", True, attribute_of("aws_iam_role.users", "permissions_boundary"), UNKNOWN),
        ("present", True, attribute_of("data.aws_iam_role.users", "arn"), UNKNOWN),
        ("written", True, Known(1), YES),
        ("written", True, Known(1, written=False), NO),
        ("written", True, Known(1, written=None), UNKNOWN),
        ("written", True, Absent(), NO),
        ("written", True, SOMETHING, UNKNOWN),
        ("written", True, attribute_of("aws_kms_key.logs", "arn"), YES),
        ("written", False, attribute_of("aws_kms_key.logs", "arn"), NO),
        ("length", {"at_most": 3}, Known("abcd"), NO),
    ],
)
def test_an_operator_answers(word: str, argument: object, value: Value, expected: Truth) -> None:
    assert ask(word, argument, value).truth is expected


def test_a_known_prefix_settles_that_a_string_is_another() -> None:
    assert ask("equals", "http://a", Unknown("var.host has no value here", prefix="https://")).truth is NO


def test_contains_names_the_elements_that_it_found() -> None:
    assert ask("contains", "implicit", listed("code", "implicit")) == Reply(YES, (1,))


def test_an_unknown_element_does_not_hide_a_known_one() -> None:
    assert ask("contains", "implicit", listed(SOMETHING, "implicit")).truth is YES
    assert ask("contains", "implicit", listed(SOMETHING, "code")).truth is UNKNOWN


def test_an_unknown_list_has_the_elements_that_are_certainly_in_it() -> None:
    assert ask("contains", "implicit", Unknown("x", parts=(Known("implicit"),))).truth is YES
    assert ask("contains", "implicit", Unknown("x", parts=(Known("code"),))).truth is UNKNOWN
    assert ask("subset_of", ["code"], Unknown("x", parts=(Known("implicit"),))).truth is NO


def test_a_subset_is_refuted_by_one_element_whatever_the_others_are() -> None:
    assert ask("subset_of", ["openid"], listed(SOMETHING, "email")) == Reply(NO, (1,))
    assert ask("subset_of", ["openid"], listed(SOMETHING, "openid")).truth is UNKNOWN
