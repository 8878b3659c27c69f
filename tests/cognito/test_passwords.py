"""What a password policy leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, attribute_of, fact, plain, pool
from tflint_cognito.terraform.values import Known, Unknown

FULL = {f"require_{name}": True for name in ("lowercase", "numbers", "symbols", "uppercase")}


def left_out(policy: Any) -> Any:
    return fact("password_classes_left_out", pool(password_policy=policy))


@pytest.mark.parametrize(
    ("policy", "names"),
    [
        (None, []),
        ([], []),
        ([FULL], []),
        ([{**FULL, "require_symbols": False}], []),
        ([{**FULL, "require_symbols": None}], ["symbols"]),
        ([{"minimum_length": 8}], ["lowercase", "numbers", "symbols", "uppercase"]),
        ([{**FULL, "require_symbols": attribute_of("terraform_data.policy", "output")}], []),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_a_block_leaves_out_what_it_does_not_name(policy: Any, names: object) -> None:
    assert plain(left_out(policy)) == names


def test_what_is_certainly_left_out_stays_so_beside_a_value_that_may_be_null() -> None:
    found = left_out([{"require_lowercase": True, "require_numbers": True, "require_symbols": NOBODY_KNOWS}])
    assert isinstance(found, Unknown) and [plain(part) for part in found.parts] == ["uppercase"]


@pytest.mark.parametrize(
    ("symbols", "written", "names"),
    [(False, None, "?"), (True, None, []), (False, False, ["symbols"]), (True, False, [])],
)
def test_a_false_that_nobody_is_known_to_have_written_may_be_the_providers(
    symbols: bool, written: bool | None, names: object
) -> None:
    assert plain(left_out([{**FULL, "require_symbols": Known(symbols, written=written)}])) == names
