"""Modules are evaluated where they are called from, and what cannot be looked into is a gap."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.terraform.tree import AUTHORIZER, CLIENT, USER_POOL, addresses, errors, plain, reading, resource
from tflint_cognito.terraform.values import Unknown, is_sensitive

AUTH = f"""
variable "name" {{
  default = "customers"
}}
variable "mfa" {{
  type    = string
  default = "OFF"
}}
resource "{USER_POOL}" "this" {{
  name              = var.name
  mfa_configuration = var.mfa
}}
output "user_pool_id" {{
  value = {USER_POOL}.this.id
}}
output "name" {{
  value     = var.name
  sensitive = true
}}
"""


def call(arguments: str = "", source: str = "./auth", name: str = "auth") -> str:
    return f'module "{name}" {{\n  source = "{source}"\n  {arguments}\n}}\n'


def test_a_called_module_has_the_inputs_of_its_call(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": call('mfa = "ON"'), "auth/main.tf": AUTH})
    this = resource(found.models[0], f"module.auth.{USER_POOL}.this")
    assert plain(this.get("mfa_configuration")) == "ON"
    (step,) = this.get("mfa_configuration").trail
    assert (step.subject, step.how) == ("var.mfa", "argument")
    (name,) = this.get("name").trail
    assert (name.subject, name.how) == ("var.name", "module default")
    assert [call.path for call in found.models[0].module_calls] == ["auth"]


def test_instances_of_a_module_are_told_apart(tmp_path: Path) -> None:
    files = {
        "main.tf": call('for_each = toset(["staff", "web"])\n  name = each.key')
        + f'resource "{CLIENT}" "web" {{\n  user_pool_id = module.auth["web"].user_pool_id\n}}\n',
        "auth/main.tf": AUTH,
    }
    found = reading(tmp_path, files)
    assert not errors(found)
    assert plain(resource(found.models[0], f'module.auth["staff"].{USER_POOL}.this').get("name")) == "staff"
    match resource(found.models[0], f"{CLIENT}.web").get("user_pool_id"):
        case Unknown(refers_to=refers_to, trail=trail):
            assert str(refers_to) == f'module.auth["web"].{USER_POOL}.this.id'
            assert [step.subject for step in trail] == ['module.auth["web"].user_pool_id']
        case other:
            raise AssertionError(other)


def test_a_module_with_an_unknown_count_is_possibly_there(tmp_path: Path) -> None:
    files = {
        "main.tf": 'variable "on" {}\n'
        + call("count = var.on ? 1 : 0")
        + f'resource "{CLIENT}" "web" {{\n  user_pool_id = module.auth[0].user_pool_id\n}}\n',
        "auth/main.tf": AUTH,
    }
    found = reading(tmp_path, files)
    assert not errors(found)
    this = resource(found.models[0], f"module.auth.{USER_POOL}.this")
    assert this.possible is not None and this.possible.because == "var.on has no value here"
    assert isinstance(resource(found.models[0], f"{CLIENT}.web").get("user_pool_id"), Unknown)


def test_modules_call_modules(tmp_path: Path) -> None:
    files = {
        "stacks/dev/main.tf": call('mfa = "ON"', "../../modules/stack", "stack"),
        "modules/stack/main.tf": 'variable "mfa" {}\n' + call("mfa = var.mfa", "../auth"),
        "modules/auth/main.tf": AUTH,
    }
    found = reading(tmp_path, files, "stacks/dev")
    (only,) = found.models
    assert only.path == "stacks/dev"
    this = resource(only, f"module.stack.module.auth.{USER_POOL}.this")
    assert plain(this.get("mfa_configuration")) == "ON"
    assert [step.range.path for step in this.get("mfa_configuration").trail if step.range is not None] == [
        "modules/stack/main.tf",
        "stacks/dev/main.tf",
    ]
    assert [call.path for call in this.calls] == ["stacks/dev/main.tf", "modules/stack/main.tf"]


def test_a_sensitive_output_is_marked(tmp_path: Path) -> None:
    files = {"main.tf": call() + 'output "name" {\n  value = module.auth.name\n}\n', "auth/main.tf": AUTH}
    assert is_sensitive(reading(tmp_path, files).models[0].outputs["name"])


def test_a_module_that_calls_itself_is_an_error(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": call(), "auth/main.tf": AUTH + call("", "../auth", "again")})
    assert errors(found) == ["module.auth.module.again calls the module that it stands in; break the circle"]


def test_an_argument_that_the_module_does_not_have_is_an_error(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": call('mfa_mode = "ON"'), "auth/main.tf": AUTH})
    assert errors(found) == ["Terraform refuses this: module.auth has no variable mfa_mode"]


def test_an_argument_that_is_left_out_is_an_error_and_unknown(tmp_path: Path) -> None:
    inner = f'variable "name" {{}}\nresource "{USER_POOL}" "this" {{\n  name = var.name\n}}\n'
    found = reading(tmp_path, {"main.tf": call(), "auth/main.tf": inner})
    assert errors(found) == ["Terraform refuses this: module.auth needs the argument name"]
    assert plain(found.models[0].resources[0].get("name")) is ...


def test_an_output_that_the_module_does_not_have_is_an_error(tmp_path: Path) -> None:
    text = call() + f'resource "{CLIENT}" "web" {{\n  user_pool_id = module.auth.pool_id\n}}\n'
    (message,) = errors(reading(tmp_path, {"main.tf": text, "auth/main.tf": AUTH}))
    assert message == "Terraform refuses this: module.auth has no output pool_id (there is: name, user_pool_id)"


def test_a_folder_that_is_not_there_is_an_error_and_a_gap(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": call() + f'resource "{USER_POOL}" "staff" {{}}\n'})
    assert errors(found) == ["module.auth leads to auth, where there is no Terraform; correct its source"]
    assert found.models[0].gaps and found.models[0].module_calls[0].path is None


def test_a_module_outside_of_the_repository_is_a_gap(tmp_path: Path) -> None:
    files = {
        "auth/main.tf": AUTH,
        "app/.git/HEAD": "",
        "app/main.tf": call("", "../auth") + f'resource "{USER_POOL}" "staff" {{}}\n',
    }
    found = reading(tmp_path, files, "app")
    assert not errors(found)
    assert [gap.because for gap in found.models[0].gaps] == ["module.auth leads out of the repository (../auth)"]
    assert addresses(found.models[0]) == [f"{USER_POOL}.staff"]


REGISTRY = "terraform-aws-modules/sign-in/aws"


def test_a_module_from_a_registry_whose_name_tells_is_a_gap(tmp_path: Path) -> None:
    text = call("", REGISTRY) + f'resource "{CLIENT}" "web" {{\n  user_pool_id = module.auth.id\n}}\n'
    found = reading(tmp_path, {"main.tf": text})
    (gap,) = found.models[0].gaps
    assert gap.because == f"module.auth ({REGISTRY}) is not downloaded"
    assert gap.decides == "run terraform init, or lint the plan"
    assert [one.severity for one in found.diagnostics] == ["warning"]
    assert isinstance(found.models[0].resources[0].get("user_pool_id"), Unknown)


def test_a_network_from_a_registry_is_no_gap(tmp_path: Path) -> None:
    text = call("", "terraform-aws-modules/vpc/aws", "network") + f'resource "{USER_POOL}" "this" {{}}\n'
    found = reading(tmp_path, {"main.tf": text})
    assert found.models[0].gaps == () and found.diagnostics == ()
    assert [call.path for call in found.models[0].module_calls] == [None]


@pytest.mark.parametrize(
    "text",
    [
        call(f"pool = {USER_POOL}.this.id", "acme/web/aws", "web"),
        call("", "acme/web/aws", "web") + f'resource "{CLIENT}" "web" {{\n  name = module.web.client_name\n}}\n',
    ],
)
def test_a_module_that_takes_or_gives_something_of_interest_is_a_gap(tmp_path: Path, text: str) -> None:
    found = reading(tmp_path, {"main.tf": text + f'resource "{USER_POOL}" "this" {{}}\n'})
    assert [gap.because for gap in found.models[0].gaps] == ["module.web (acme/web/aws) is not downloaded"]


def test_a_module_that_is_called_no_times_is_no_gap(tmp_path: Path) -> None:
    text = call("count = 0", REGISTRY) + f'resource "{USER_POOL}" "this" {{}}\n'
    assert reading(tmp_path, {"main.tf": text}).models[0].gaps == ()


@pytest.mark.parametrize("source", [REGISTRY, f"registry.terraform.io/{REGISTRY}"])
def test_what_terraform_init_has_downloaded_is_evaluated(tmp_path: Path, source: str) -> None:
    auth = {"Key": "auth", "Source": source, "Dir": ".terraform/modules/auth"}
    modules = [{"Key": "", "Source": "", "Dir": "."}, auth]
    files = {
        "main.tf": call('mfa = "ON"', REGISTRY),
        ".terraform/modules/modules.json": json.dumps({"Modules": modules}),
        ".terraform/modules/auth/main.tf": AUTH,
    }
    found = reading(tmp_path, files)
    assert found.models[0].gaps == ()
    assert plain(found.models[0].resources[0].get("mfa_configuration")) == "ON"


def test_a_download_of_another_source_is_not_taken(tmp_path: Path) -> None:
    modules = [{"Key": "auth", "Source": "registry.terraform.io/acme/login/aws", "Dir": ".terraform/modules/auth"}]
    files = {
        "main.tf": call("", REGISTRY),
        ".terraform/modules/modules.json": json.dumps({"Modules": modules}),
        ".terraform/modules/auth/main.tf": AUTH,
    }
    assert reading(tmp_path, files).models[0].gaps


def test_a_resource_of_another_provider_is_a_gap(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": 'resource "awscc_cognito_user_pool" "this" {}\n'})
    (gap,) = found.models[0].gaps
    assert gap.because == "awscc_cognito_user_pool is of a provider that is not read"
    assert [one.severity for one in found.diagnostics] == ["warning"]


def test_a_module_that_only_uses_what_others_hold_is_evaluated_too(tmp_path: Path) -> None:
    files = {
        "main.tf": f'resource "{USER_POOL}" "this" {{}}\n' + call("", "./app", "app"),
        "app/main.tf": call("", "../api", "api"),
        "api/main.tf": f'resource "{AUTHORIZER}" "this" {{}}\n',
    }
    found = addresses(reading(tmp_path, files).models[0])
    assert found == [f"{USER_POOL}.this", f"module.app.module.api.{AUTHORIZER}.this"]


def test_a_download_below_a_module_of_the_repository_is_evaluated(tmp_path: Path) -> None:
    door = {"Key": "app.door", "Source": "registry.terraform.io/acme/door/aws", "Dir": ".terraform/modules/app.door"}
    files = {
        "main.tf": call("", "./app", "app"),
        "app/main.tf": call("", "acme/door/aws", "door"),
        ".terraform/modules/modules.json": json.dumps({"Modules": [door]}),
        ".terraform/modules/app.door/main.tf": AUTH,
    }
    found = addresses(reading(tmp_path, files, ".").models[0])
    assert found == [f"module.app.module.door.{USER_POOL}.this"]
