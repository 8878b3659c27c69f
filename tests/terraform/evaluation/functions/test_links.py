"""Functions that hand a value on unchanged keep what it refers to, so that links through them hold."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.functions.asking import ask
from tflint_cognito.terraform.values import Known, Unknown, Value


@pytest.mark.parametrize(
    "call",
    [
        'join("", [local.id])',
        'join(",", [local.id])',
        "one([local.id])",
        "element([local.id], 0)",
        'element([local.id, ""], 0)',
        'element(concat([local.id], [""]), 0)',
        'concat([local.id], [""])[0]',
        "tolist([local.id])[0]",
        "one(toset([local.id]))",
        "element(distinct([local.id]), 0)",
        "sort([local.id])[0]",
        "one(compact([local.id]))",
        "flatten([[local.id]])[0]",
        "reverse([local.id])[0]",
        'slice(["", local.id], 1, 2)[0]',
        "values({ web = local.id })[0]",
        'lookup({ web = local.id }, "web")',
        'lookup({ web = local.id }, "web", "")',
        'lookup(tomap({ web = local.id }), "web", "")',
        'merge({ a = "x" }, { web = local.id }).web',
        'zipmap(["web"], [local.id]).web',
        "tostring(local.id)",
        "nonsensitive(local.id)",
        "sensitive(local.id)",
        'coalesce(local.id, "eu-west-1_fallback")',
        'coalesce("", local.id)',
        "coalesce(null, local.id)",
        "coalescelist([], [local.id])[0]",
        'format("%s", local.id)',
        'formatlist("%s", [local.id])[0]',
        "setunion([local.id], [])",
        "chunklist([local.id], 1)[0][0]",
        "setproduct([local.id], [1])[0][0]",
    ],
)
def test_a_value_handed_on_still_refers_to_its_resource(call: str) -> None:
    assert _reference(_only(ask(call))) == "aws_cognito_user_pool.this.id"


@pytest.mark.parametrize(
    "call",
    [
        'join("", local.ids)',
        "one(local.ids)",
        "element(local.ids, 0)",
        'element(concat(local.ids, [""]), 0)',
        'join("", concat(local.ids, [""]))',
        "coalesce(one(local.ids))",
        'coalesce(one(local.ids), "")',
        "one(compact(local.ids))",
        "one(toset(local.ids))",
        "element(tolist(local.ids), 0)",
        "element(distinct(local.ids), 0)",
        "element(flatten([local.ids]), 0)",
        "element(sort(local.ids), 0)",
        'element(coalescelist(local.ids, [""]), 0)',
    ],
)
def test_the_idioms_for_a_resource_that_may_be_there_refer_to_it(call: str) -> None:
    assert _reference(ask(call)) == "aws_cognito_user_pool.this.id"


@pytest.mark.parametrize(
    "call",
    [
        'join("/", [local.id, "a"])',
        'join("", [local.id, local.other_id])',
        'format("%s/", local.id)',
        "upper(local.id)",
        "jsonencode(local.id)",
        'element(concat(local.ids, ["eu-west-1_other"]), 0)',
        "length(local.id)",
        'split(",", local.id)[0]',
        "coalesce(local.input, local.id)",
        'coalesce(one(local.ids), "eu-west-1_fallback")',
        "element([local.id, local.other_id], local.number)",
    ],
)
def test_what_is_made_of_a_value_or_may_be_another_refers_to_nothing(call: str) -> None:
    assert _reference(ask(call)) is None


def test_of_two_resources_the_one_that_is_picked_is_referred_to() -> None:
    assert _reference(ask("element([local.id, local.other_id], 1)")) == "aws_cognito_user_pool.other.id"


def _only(value: Value) -> Value:
    """The single element of a set or list, where the call gives one."""
    match value:
        case Known(value=(element,)):
            return element
    return value


def _reference(value: Value) -> str | None:
    assert isinstance(value, Unknown)
    return str(value.refers_to) if value.refers_to else None
