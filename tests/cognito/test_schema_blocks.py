"""Schema blocks that nothing can keep."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, fact, plain, pool
from tflint_cognito.terraform.values import Known, Unknown


@pytest.mark.parametrize(
    ("limits", "answer"),
    [
        ({"min_value": 1, "max_value": 500}, "fine"),
        ({"min_value": "9", "max_value": "10"}, "fine"),
        ({"min_value": 500, "max_value": 1}, "reversed"),
        ({"min_value": "many"}, "no number"),
        ({"max_value": "NaN"}, "no number"),
        ({"min_value": "", "max_value": ""}, "fine"),
        ({"min_value": 1, "max_value": NOBODY_KNOWS}, "?"),
        ({"min_value": "many", "max_value": NOBODY_KNOWS}, "no number"),
        ({}, "fine"),
    ],
)
def test_limits_are_numbers_in_order(limits: dict[str, Any], answer: str) -> None:
    block = {"name": "seats", "number_attribute_constraints": [limits]}
    assert plain(fact("attribute_limits", pool(schema=[block])))[0]["limits"] == answer


def test_the_limits_of_a_text_are_looked_at_as_well() -> None:
    block = {"name": "tenant", "string_attribute_constraints": [{"min_length": 9, "max_length": 8}]}
    assert plain(fact("attribute_limits", pool(schema=[block])))[0]["limits"] == "reversed"


def repeated(*blocks: dict[str, Any]) -> list[object]:
    return [one["repeated"] for one in plain(fact("repeated_attributes", pool(schema=list(blocks))))]


def test_the_second_block_of_a_name_repeats_the_first() -> None:
    assert repeated({"name": "tenant"}, {"name": "plan"}, {"name": "tenant"}) == [False, False, True]


def test_developers_have_names_of_their_own() -> None:
    internal = {"name": "tenant", "developer_only_attribute": True}
    assert repeated({"name": "tenant"}, internal) == [False, False]
    assert repeated(internal, internal) == [False, True]
    assert repeated({"name": "tenant"}, {"name": "tenant", "developer_only_attribute": NOBODY_KNOWS}) == [False, "?"]


def test_a_name_that_nobody_knows_may_repeat_another() -> None:
    assert repeated({"name": "tenant"}, {"name": NOBODY_KNOWS}) == [False, "?"]
    assert repeated({"name": NOBODY_KNOWS}, {"name": "tenant"}) == [False, "?"]
    assert repeated({"name": "tenant"}, {"name": NOBODY_KNOWS}, {"name": "tenant"}) == [False, "?", True]


def test_blocks_that_are_certain_are_looked_at_beside_others() -> None:
    maybe = Unknown("var.attributes has no value here", parts=(Known({"name": Known("tenant")}),))
    found = fact("repeated_attributes", pool(schema=maybe))
    assert isinstance(found, Unknown) and [plain(part)["repeated"] for part in found.parts] == [False]
    assert plain(fact("repeated_attributes", pool())) == []
