"""What a provider writes in its own way is still what was written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tflint_cognito.terraform.agreement import agree, is_unset
from tflint_cognito.terraform.types import STRING, SetOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, number, string

NONE = Absent()
UNKNOWN = Unknown("it is read by Terraform")


def items(*values: Value) -> Known:
    return Known(values)


def set_of(*texts: str) -> Known:
    return Known(tuple(map(string, texts)), SetOf(STRING))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (string("a"), string("a")),
        (string("5"), number(5)),
        (string("1.5"), number(Decimal("1.50"))),
        (string("true"), boolean(True)),
        (string('{"a": [1, 2], "b": 2}'), string('{"b":2,"a":[1,2]}')),
        (string(""), NONE),
        (items(), NONE),
        (NONE, NONE),
        (UNKNOWN, string("a")),
        (items(string("a"), UNKNOWN), items(string("a"), string("b"))),
        (set_of("a", "b"), items(string("b"), string("a"))),
        (set_of("a"), items(string("a"), string("a"))),
        (Known({"a": string("x"), "b": NONE}), Known({"a": string("x")})),
    ],
)
def test_they_agree(one: Value, other: Value) -> None:
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (string("a"), string("b")),
        (number(1), boolean(True)),
        (boolean(False), NONE),
        (number(0), NONE),
        (items(string("a"), string("b")), items(string("b"), string("a"))),
        (items(string("a")), items(string("a"), string("b"))),
        (set_of("a"), set_of("b")),
        (set_of("a", "b"), items(string("a"))),
        (Known({"a": string("x")}), Known({"a": string("x"), "b": string("y")})),
        (string('{"a": 1}'), string('{"a": 2}')),
        (string("[1"), string("[2")),
        (string("a"), items(string("a"))),
    ],
)
def test_they_differ(one: Value, other: Value) -> None:
    assert not agree(one, other)
    assert not agree(other, one)


def test_false_and_zero_are_set() -> None:
    assert not is_unset(boolean(False))
    assert not is_unset(number(0))
    assert is_unset(Known({}))
