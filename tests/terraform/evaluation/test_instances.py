"""`count` and `for_each` make instances, or a resource that is only possibly there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.tree import USER_POOL, addresses, errors, model, plain, reading, resource


def pools(arguments: str, before: str = "") -> str:
    return f'{before}\nresource "{USER_POOL}" "this" {{\n{arguments}\n}}\n'


def test_count_makes_numbered_instances(tmp_path: Path) -> None:
    found = model(tmp_path, pools('count = 2\nname = "pool-${count.index}"'))
    assert addresses(found) == [f"{USER_POOL}.this[0]", f"{USER_POOL}.this[1]"]
    assert plain(found.resources[1].get("name")) == "pool-1"


def test_a_count_of_zero_makes_none(tmp_path: Path) -> None:
    assert addresses(model(tmp_path, pools("count = false ? 1 : 0"))) == []


@pytest.mark.parametrize("collection", ['{ web = "w", api = "a" }', 'toset(["web", "api"])'])
def test_for_each_makes_named_instances(tmp_path: Path, collection: str) -> None:
    found = model(tmp_path, pools(f"for_each = {collection}\nname = each.key"))
    assert addresses(found) == [f'{USER_POOL}.this["api"]', f'{USER_POOL}.this["web"]']
    assert [plain(one.get("name")) for one in found.resources] == ["api", "web"]


def test_known_keys_with_unknown_values_still_make_instances(tmp_path: Path) -> None:
    found = model(tmp_path, pools("for_each = { web = var.name }\nname = each.value", 'variable "name" {}'))
    assert addresses(found) == [f'{USER_POOL}.this["web"]']
    assert plain(found.resources[0].get("name")) is ...


@pytest.mark.parametrize("argument", ["count = var.many ? 1 : 0", "for_each = var.many"])
def test_unknown_instances_make_one_that_is_possibly_there(tmp_path: Path, argument: str) -> None:
    found = model(tmp_path, pools(f'{argument}\nmfa_configuration = "OFF"', 'variable "many" {}'))
    only = resource(found, f"{USER_POOL}.this")
    assert only.possible is not None and only.possible.because == "var.many has no value here"
    assert plain(only.get("mfa_configuration")) == "OFF"


def test_each_is_unknown_where_for_each_is(tmp_path: Path) -> None:
    found = model(tmp_path, pools("for_each = var.many\nname = each.key", 'variable "many" {}'))
    assert plain(found.resources[0].get("name")) is ...


@pytest.mark.parametrize(
    ("argument", "word"),
    [
        ("count = -1", "zero"),
        ("count = 1.5", "whole"),
        ("count = null", "null"),
        ('count = "many"', "number"),
        ('for_each = ["web"]', "map"),
        ("for_each = toset([1])", "strings"),
        ("for_each = null", "null"),
        ('for_each = sensitive({ web = "w" })', "sensitive"),
    ],
)
def test_what_terraform_refuses_is_an_error_and_possibly_there(tmp_path: Path, argument: str, word: str) -> None:
    found = reading(tmp_path, {"main.tf": pools(argument)})
    (message,) = errors(found)
    assert message.startswith("Terraform refuses this: ") and word in message
    assert found.models[0].resources[0].possible is not None


def test_the_trail_of_an_instance_leads_to_its_element(tmp_path: Path) -> None:
    before = 'locals {\n  pools = {\n    web = { mfa = "OFF" }\n  }\n}\n'
    found = model(tmp_path, pools("for_each = local.pools\nmfa_configuration = each.value.mfa", before))
    lines = {step.range.start.line for step in found.resources[0].trail if step.range is not None}
    assert 3 in lines
    mfa = found.resources[0].get("mfa_configuration")
    assert mfa.range is not None and mfa.range.text == "each.value.mfa"
    assert any(step.range is not None and step.range.start.line == 3 for step in mfa.trail)


def test_too_many_instances_are_given_up_and_said(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": pools("count = 1000000")})
    assert [message for message in errors(found) if "given up" in message]
    assert found.models[0].gaps


def test_what_fails_only_where_a_resource_may_not_be_is_no_error(tmp_path: Path) -> None:
    before = f'variable "on" {{}}\nresource "{USER_POOL}" "other" {{\n  count = 0\n}}\n'
    found = model(tmp_path, pools(f"count = var.on ? 1 : 0\nname = {USER_POOL}.other[0].name", before))
    assert plain(resource(found, f"{USER_POOL}.this").get("name")) is ...


def test_what_only_fits_another_workspace_is_unknown_and_says_so(tmp_path: Path) -> None:
    before = 'locals {\n  stage = terraform.workspace\n  names = { prod = "customers" }\n}\n'
    found = reading(tmp_path, {"main.tf": pools("name = local.names[local.stage]", before)})
    assert [diagnostic.severity for diagnostic in found.diagnostics] == ["warning"]
    assert found.diagnostics[0].message.endswith("; give --workspace")
    assert plain(found.models[0].resources[0].get("name")) is ...
    told = model(tmp_path, pools("name = local.names[local.stage]", before), workspace="prod")
    assert plain(told.resources[0].get("name")) == "customers"


def test_what_is_too_much_of_one_block_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    text = """
        resource "aws_cognito_user_pool" "many" {
          count = 100000000
          name  = "many"
        }
        resource "aws_cognito_user_pool" "blocks" {
          name = "blocks"
          dynamic "schema" {
            for_each = range(1000)
            content {
              name = "a"
              dynamic "string_attribute_constraints" {
                for_each = range(1000)
                content {
                  max_length = 1
                }
              }
            }
          }
        }
        resource "aws_cognito_user_pool" "customers" {
          name = "customers"
        }
        """
    found = reading(tmp_path, {"main.tf": text}).models[0]
    assert "aws_cognito_user_pool.customers" in [str(resource.address) for resource in found.resources]
    assert [where.range.start.line for where in found.diagnostics if where.range is not None] == [3, 6]
    assert found.gaps
