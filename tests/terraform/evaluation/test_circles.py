"""Resources that need each other, through whatever attributes, modules and locals."""

from __future__ import annotations

from pathlib import Path

from tests.terraform.tree import CLIENT, USER_POOL, errors, reading


def faults(folder: Path, text: str, **files: str) -> list[str]:
    return errors(
        reading(folder, {"main.tf": text, **{f"{name}/main.tf": inner for name, inner in files.items()}}, ".")
    )


def test_a_circle_through_different_attributes_is_an_error_that_names_both(tmp_path: Path) -> None:
    text = f"""
        resource "{USER_POOL}" "a" {{
          name       = {USER_POOL}.b.name
          alias_name = "x"
        }}
        resource "{USER_POOL}" "b" {{
          name       = "b"
          alias_name = {USER_POOL}.a.alias_name
        }}
    """
    assert faults(tmp_path, text) == [f"{USER_POOL}.a and {USER_POOL}.b refer to each other in a circle"]


def test_a_circle_through_a_local_and_a_nested_block_is_found(tmp_path: Path) -> None:
    text = f"""
        locals {{ of_b = {USER_POOL}.b.arn }}
        resource "{USER_POOL}" "a" {{
          password_policy {{ minimum_length = local.of_b }}
        }}
        resource "{USER_POOL}" "b" {{
          depends_on = [{USER_POOL}.a]
        }}
    """
    assert faults(tmp_path, text) == [f"{USER_POOL}.a and {USER_POOL}.b refer to each other in a circle"]


def test_a_circle_through_a_module_is_found(tmp_path: Path) -> None:
    text = f"""
        resource "{USER_POOL}" "a" {{ name = module.web.client_arn }}
        module "web" {{
          source = "./web"
          pool   = {USER_POOL}.a.id
        }}
    """
    inner = f"""
        variable "pool" {{}}
        resource "{CLIENT}" "web" {{ user_pool_id = var.pool }}
        output "client_arn" {{ value = {CLIENT}.web.arn }}
    """
    said = f"{USER_POOL}.a and module.web.{CLIENT}.web refer to each other in a circle"
    assert faults(tmp_path, text, web=inner) == [said]


def test_modules_that_feed_each_other_different_things_are_no_circle(tmp_path: Path) -> None:
    text = f"""
        resource "{USER_POOL}" "a" {{ name = module.web.label }}
        module "web" {{
          source = "./web"
          pool   = {USER_POOL}.a.id
        }}
    """
    inner = f"""
        variable "pool" {{}}
        resource "{CLIENT}" "web" {{ user_pool_id = var.pool }}
        output "label" {{ value = "web" }}
    """
    assert faults(tmp_path, text, web=inner) == []


def test_a_resource_that_reads_another_attribute_of_itself_is_an_error(tmp_path: Path) -> None:
    text = f'resource "{USER_POOL}" "a" {{\n  name = {USER_POOL}.a.arn\n}}\n'
    assert faults(tmp_path, text) == [f"{USER_POOL}.a refers to itself"]


def test_a_name_that_a_loop_binds_is_no_reference(tmp_path: Path) -> None:
    text = f"""
        resource "{USER_POOL}" "a" {{
          name = join("-", [for {USER_POOL} in [{{ a = "x" }}] : {USER_POOL}.a])
          lifecycle {{ ignore_changes = [name] }}
        }}
    """
    assert faults(tmp_path, text) == []


def test_an_index_of_what_is_not_repeated_is_an_error(tmp_path: Path) -> None:
    text = f"""
        resource "{USER_POOL}" "a" {{ name = "x" }}
        resource "{CLIENT}" "web" {{ user_pool_id = {USER_POOL}.a[0].id }}
    """
    (said,) = faults(tmp_path, text)
    assert said == (
        f"Terraform refuses this: {USER_POOL}.a has neither count nor for_each, so a reference to it has no index"
    )


def test_an_index_of_what_a_loop_binds_is_no_reference(tmp_path: Path) -> None:
    text = f"""
        resource "{USER_POOL}" "a" {{ name = "x" }}
        locals {{ pools = [{USER_POOL}.a] }}
        resource "{CLIENT}" "web" {{ name = [for pool in local.pools : pool["name"]][0] }}
        resource "{CLIENT}" "each" {{
          for_each = {{ a = {USER_POOL}.a }}
          name     = each.value["name"]
        }}
    """
    assert faults(tmp_path, text) == []
