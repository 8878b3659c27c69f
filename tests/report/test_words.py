"""The words of a trail."""

from __future__ import annotations

import pytest

from tests.finding.samples import step
from tflint_cognito.report.words import counted, listed, says
from tflint_cognito.terraform.source import HOW
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, number, string


@pytest.mark.parametrize(
    ("how", "value", "words"),
    [
        ("argument", string("LEGACY"), 'var.errors is "LEGACY" here'),
        ("default", string("LEGACY"), 'var.errors is "LEGACY" by default'),
        ("module default", number(60), "var.errors is 60 by the module's default"),
        ("command line", string("LEGACY"), 'var.errors is "LEGACY" by --var'),
        ("environment", string("LEGACY"), 'var.errors is "LEGACY" by a TF_VAR_ variable'),
        ("local", Absent(), "var.errors is null here"),
        ("argument", Unknown("known after apply"), "var.errors is not known here"),
        ("argument", None, "var.errors comes from here"),
        ("argument", Known("hunter2", sensitive=True), "var.errors is (sensitive) here"),
    ],
)
def test_a_step_says_what_its_subject_is_there(how: str, value: Value | None, words: str) -> None:
    assert says(step("var.errors", how, None, value)) == words


def test_every_kind_of_step_has_words() -> None:
    assert all(says(step("local.flows", how, None, string("code"))) for how in HOW)


def test_below_a_sensitive_place_no_value_is_told_whatever_its_mark() -> None:
    assert (
        says(step("var.secret", "default", None, string("hunter2")), sensitive=True)
        == "var.secret is (sensitive) by default"
    )


def test_things_are_counted_and_listed_as_people_do() -> None:
    assert (counted(1, "plan"), counted(1200, "resource"), counted(2, "more", "more")) == (
        "1 plan",
        "1,200 resources",
        "2 more",
    )
    assert (listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])) == ("a", "a and b", "a, b and c")
