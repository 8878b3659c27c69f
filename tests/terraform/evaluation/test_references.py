"""What a reference to another resource stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.tree import CLIENT, SERVER, USER_POOL, addresses, errors, model, plain, reading, resource
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


def client_value(folder: Path, expression: str, before: str) -> Value:
    text = f'{before}\nresource "{CLIENT}" "web" {{\n  user_pool_id = {expression}\n}}\n'
    return resource(model(folder, text), f"{CLIENT}.web").attributes["user_pool_id"]


def pool(arguments: str = 'name = "customers"') -> str:
    return f'resource "{USER_POOL}" "this" {{\n  {arguments}\n}}\n'


def refers_to(value: Value) -> str:
    assert isinstance(value, Unknown), value
    return str(value.refers_to)


def test_a_computed_attribute_is_unknown_and_says_whose_it_is(tmp_path: Path) -> None:
    found = client_value(tmp_path, f"{USER_POOL}.this.id", pool())
    assert isinstance(found, Unknown)
    assert found.because == f"{USER_POOL}.this.id is known only after apply"
    assert found.decides == "lint the plan or the state"
    assert refers_to(found) == f"{USER_POOL}.this.id"
    assert found.range is not None and found.range.text == f"{USER_POOL}.this.id"


def test_a_written_attribute_is_known_and_its_trail_names_the_resource(tmp_path: Path) -> None:
    found = client_value(tmp_path, f"{USER_POOL}.this.name", pool())
    assert plain(found) == "customers"
    (step,) = found.trail
    assert (step.subject, step.how) == (f"{USER_POOL}.this.name", "resource")
    assert str(step.reference) == f"{USER_POOL}.this.name"
    assert step.range is not None and step.range.text == '"customers"'


def test_a_default_of_the_provider_is_known_but_not_written(tmp_path: Path) -> None:
    match client_value(tmp_path, f"{USER_POOL}.this.deletion_protection", pool()):
        case Known(value=value, written=written):
            assert (value, written) == ("INACTIVE", False)
        case other:
            raise AssertionError(other)


def test_a_plain_attribute_that_is_not_written_is_null(tmp_path: Path) -> None:
    assert isinstance(client_value(tmp_path, f"{USER_POOL}.this.mfa_configuration", pool()), Absent)


def test_a_derived_attribute_is_worked_out(tmp_path: Path) -> None:
    server = f'resource "{SERVER}" "api" {{\n  identifier = "api"\n  scope {{\n    scope_name = "read"\n  }}\n}}\n'
    assert plain(client_value(tmp_path, f"one({SERVER}.api.scope_identifiers)", server)) == "api/read"


@pytest.mark.parametrize(
    ("arguments", "expression", "whose"),
    [
        ("count = 2", f"{USER_POOL}.this[1].id", f"{USER_POOL}.this[1].id"),
        ('for_each = toset(["web"])', f'{USER_POOL}.this["web"].id', f'{USER_POOL}.this["web"].id'),
        ("count = 1", f"one({USER_POOL}.this[*].id)", f"{USER_POOL}.this[0].id"),
        ("count = 1", f"{USER_POOL}.this.*.id[0]", f"{USER_POOL}.this[0].id"),
        ("", f"one([for name, pool in {{ a = {USER_POOL}.this }} : pool.id])", f"{USER_POOL}.this.id"),
    ],
)
def test_instances_are_told_apart(tmp_path: Path, arguments: str, expression: str, whose: str) -> None:
    assert refers_to(client_value(tmp_path, expression, pool(arguments))) == whose


@pytest.mark.parametrize("argument", ["count = var.on ? 1 : 0", 'for_each = var.on ? toset(["a"]) : toset([])'])
@pytest.mark.parametrize("expression", ["this[0].id", 'this["a"].id'])
def test_a_reference_to_what_is_only_possibly_there_still_links(tmp_path: Path, argument: str, expression: str) -> None:
    found = client_value(tmp_path, f"{USER_POOL}.{expression}", f'variable "on" {{}}\n{pool(argument)}')
    assert refers_to(found) == f"{USER_POOL}.this.id"


def test_each_instance_of_the_client_finds_its_own_pool(tmp_path: Path) -> None:
    text = f"""
    resource "{USER_POOL}" "this" {{
      for_each = toset(["staff", "customers"])
    }}
    resource "{CLIENT}" "web" {{
      for_each     = {USER_POOL}.this
      user_pool_id = each.value.id
      name         = each.key
    }}
    """
    found = model(tmp_path, text)
    staff = resource(found, f'{CLIENT}.web["staff"]')
    assert refers_to(staff.attributes["user_pool_id"]) == f'{USER_POOL}.this["staff"].id'


def test_a_whole_resource_may_be_passed_to_a_module(tmp_path: Path) -> None:
    files = {
        "main.tf": pool() + f'module "web" {{\n  source = "./web"\n  pool = {USER_POOL}.this\n}}\n',
        "web/main.tf": f"""
        variable "pool" {{
          type = object({{ id = string, name = string }})
        }}
        resource "{CLIENT}" "web" {{
          user_pool_id = var.pool.id
          name         = var.pool.name
        }}
        """,
    }
    found = reading(tmp_path, files)
    assert not errors(found)
    web = resource(found.models[0], f"module.web.{CLIENT}.web")
    assert refers_to(web.attributes["user_pool_id"]) == f"{USER_POOL}.this.id"
    assert plain(web.attributes["name"]) == "customers"


def test_a_data_source_is_unknown_but_traced(tmp_path: Path) -> None:
    found = client_value(tmp_path, "data.aws_cognito_user_pools.main.ids[0]", 'data "aws_cognito_user_pools" "main" {}')
    assert isinstance(found, Unknown)
    assert found.because == "data.aws_cognito_user_pools.main.ids is read by Terraform at plan time"


def test_the_parts_of_a_string_keep_their_links(tmp_path: Path) -> None:
    found = client_value(tmp_path, f'"https://idp/${{{USER_POOL}.this.id}}"', pool())
    assert isinstance(found, Unknown)
    assert found.prefix == "https://idp/"
    assert [refers_to(part) for part in found.parts if isinstance(part, Unknown)] == [f"{USER_POOL}.this.id"]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("var.pool", 'there is no variable "pool" in this module'),
        ("local.pool", "there is no local.pool in this module"),
        (f"{USER_POOL}.thiss.id", f"there is no {USER_POOL}.thiss in this module; there is this"),
        ("module.pool.id", 'there is no module "pool" in this module'),
        ("each.key", '"each" is not available here'),
        ("path.here", "there is no path.here"),
        ("data.aws_region.here.name", "there is no data.aws_region.here in this module"),
    ],
)
def test_a_name_that_nothing_declares_is_an_error(tmp_path: Path, expression: str, message: str) -> None:
    text = f'{pool()}\nresource "{CLIENT}" "web" {{\n  user_pool_id = {expression}\n}}\n'
    found = reading(tmp_path, {"main.tf": text})
    assert errors(found) == [f"Terraform refuses this: {message}"]
    assert isinstance(resource(found.models[0], f"{CLIENT}.web").attributes["user_pool_id"], Unknown)


def test_try_does_not_hide_a_name_that_nothing_declares(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": pool('name = try(var.pool, "customers")')})
    assert errors(found) == ['Terraform refuses this: there is no variable "pool" in this module']


def test_a_circle_of_locals_is_an_error_that_names_it(tmp_path: Path) -> None:
    text = "locals {\n  a = local.b\n  b = local.a\n}\n" + pool("name = local.a")
    found = reading(tmp_path, {"main.tf": text})
    assert errors(found) == ["local.a and local.b refer to each other in a circle"]
    assert isinstance(found.models[0].resources[0].get("name"), Unknown)


def test_a_resource_that_counts_itself_is_a_circle(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": pool(f"count = length({USER_POOL}.this)")})
    assert errors(found) == [f"{USER_POOL}.this refers to itself"]
    assert addresses(found.models[0]) == [f"{USER_POOL}.this"]


def test_workspace_and_paths_are_known(tmp_path: Path) -> None:
    assert plain(client_value(tmp_path, '"${terraform.workspace} ${path.module} ${path.root}"', "")) == "default . ."


def test_the_workspace_may_be_told(tmp_path: Path) -> None:
    found = model(tmp_path, pool("name = terraform.workspace"), workspace="prod")
    assert plain(found.resources[0].get("name")) == "prod"
