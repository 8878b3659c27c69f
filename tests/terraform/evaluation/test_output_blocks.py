"""The outputs of a root module are blocks that rules may judge."""

from __future__ import annotations

from pathlib import Path

from tests.terraform.tree import model, plain
from tflint_cognito.terraform.values import NOT_WRITTEN, Unknown

TEXT = """\
variable "hide" {}

output "client_id" {
  value     = upper("web")
  sensitive = true
}

output "site" {
  value     = "shop"
  sensitive = var.hide
}
"""
POOL = '\nresource "aws_cognito_user_pool" "customers" {}\n'


def test_an_output_has_an_address_a_place_and_arguments(tmp_path: Path) -> None:
    found = model(tmp_path, TEXT + POOL)
    first, second = found.output_blocks
    assert str(first.address) == "output.client_id"
    assert first.range is not None and first.range.text == 'output "client_id"'
    assert plain(first.get("value")) == "WEB"
    assert plain(first.get("sensitive")) is True
    assert isinstance(second.get("sensitive"), Unknown)
    assert first.get("description") == NOT_WRITTEN


def test_the_value_is_what_is_written_whatever_the_output_makes_of_it(tmp_path: Path) -> None:
    found = model(tmp_path, TEXT + POOL)
    value = found.output_blocks[0].get("value")
    assert not value.sensitive and value.range is not None and value.range.text == 'upper("web")'
    assert found.outputs["client_id"].sensitive


def test_outputs_are_no_resources(tmp_path: Path) -> None:
    assert [one.type for one in model(tmp_path, TEXT + POOL).resources] == ["aws_cognito_user_pool"]
