"""Examples that are plans in short."""

from __future__ import annotations

from tflint_cognito.policy.planned import read_planned
from tflint_cognito.terraform.values import Known, Value

KEPT = """
- address: aws_cognito_user_pool.customers
  actions: [no-op]
  before: {name: customers, user_pool_tier: PLUS, user_pool_add_ons: [{advanced_security_mode: AUDIT}]}
  after: {name: customers, user_pool_tier: PLUS, user_pool_add_ons: [{advanced_security_mode: AUDIT}]}
"""


def written(value: Value) -> bool | None:
    assert isinstance(value, Known)
    return value.written


def test_what_is_written_is_told_from_what_is_kept() -> None:
    (pool,) = read_planned(KEPT + "  written: [name, user_pool_add_ons]").resources
    assert written(pool.get("name")) is True
    assert written(pool.get("user_pool_add_ons.advanced_security_mode")) is True
    assert written(pool.get("user_pool_tier")) is False


def test_without_a_word_of_it_nothing_tells_what_is_written() -> None:
    (pool,) = read_planned(KEPT).resources
    assert written(pool.get("name")) is None
