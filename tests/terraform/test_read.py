"""Paths to models: folders, files, plans, hints of a hook, and what is none of these."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.terraform.tree import CLIENT, USER_POOL, addresses, errors, plain, reading
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.terraform.read import Reading

POOL = f'resource "{USER_POOL}" "this" {{\n  name = "customers"\n}}\n'
CALL = 'module "auth" {\n  source = "../modules/auth"\n}\n'
STACKS = {"dev/main.tf": CALL, "prod/main.tf": CALL, "modules/auth/main.tf": POOL, "other/main.tf": POOL}


def paths(reading: Reading) -> list[str]:
    return [model.path for model in reading.models]


def test_a_folder_gives_a_model_for_each_root_module(tmp_path: Path) -> None:
    found = reading(tmp_path, STACKS)
    assert paths(found) == ["dev", "other", "prod"]
    assert (found.files, found.found_terraform) == (4, True)


def test_a_file_gives_the_root_modules_of_the_repository_that_reach_it(tmp_path: Path) -> None:
    found = reading(tmp_path, {".git/HEAD": "", **STACKS}, "modules/auth/main.tf")
    assert paths(found) == ["dev", "prod"]


def test_a_file_of_a_root_module_gives_its_folder(tmp_path: Path) -> None:
    assert paths(reading(tmp_path, STACKS, "other/main.tf")) == ["other"]


def test_a_folder_that_is_called_from_outside_is_judged_by_its_own_defaults(tmp_path: Path) -> None:
    assert paths(reading(tmp_path, STACKS, "modules")) == ["modules/auth"]


def test_folders_that_overlap_are_read_once(tmp_path: Path) -> None:
    assert paths(reading(tmp_path, STACKS, ".", "dev", "dev/main.tf")) == ["dev", "other", "prod"]


def test_terraform_without_anything_of_interest_is_found_but_not_evaluated(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": 'resource "aws_s3_bucket" "logs" {}\n'})
    assert (found.models, found.files, found.found_terraform) == ((), 1, True)


def test_a_folder_without_terraform_is_said_to_have_none(tmp_path: Path) -> None:
    found = reading(tmp_path, {"README.md": "hello\n"})
    assert (found.models, found.files, found.found_terraform) == ((), 0, False)


def test_a_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match="nowhere does not exist"):
        reading(tmp_path, {}, "nowhere")


def test_a_path_that_does_not_exist_beside_others_is_an_error(tmp_path: Path) -> None:
    found = reading(tmp_path, STACKS, "nowhere", "other")
    assert errors(found) == ["nowhere does not exist"]
    assert paths(found) == ["other"]


def test_a_file_that_is_neither_terraform_nor_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match=r"notes\.json is none of what can be read: a folder, a \.tf or"):
        reading(tmp_path, {"notes.json": "{}"}, "notes.json")


def test_a_binary_plan_is_refused_with_the_command_that_makes_it_readable(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "tf.plan", "w") as archive:
        archive.writestr("tfplan", b"")
    with pytest.raises(CognitoLintError, match=r"terraform show -json tf.plan > plan.json"):
        reading(tmp_path, {}, "tf.plan")


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"resource {{{", b'resource "a" "b" {\n'])
def test_a_file_that_cannot_be_read_is_an_error_and_a_gap_and_the_rest_is_read(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "broken.tf").write_bytes(text)
    found = reading(tmp_path, {"main.tf": POOL})
    assert errors(found) and found.diagnostics[0].severity == "error"
    assert found.models[0].gaps
    assert f"{USER_POOL}.this" in addresses(found.models[0])


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.tf").write_text(POOL)
    (tmp_path / "app/.git").mkdir(parents=True)
    (tmp_path / "app/linked.tf").symlink_to(tmp_path / "secret.tf")
    found = reading(tmp_path, {"app/main.tf": POOL.replace("this", "staff")}, "app")
    assert errors(found) == ["the file is a link out of the repository, so it is not read"]
    assert addresses(found.models[0]) == [f"{USER_POOL}.staff"]


def test_a_declaration_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    found = reading(tmp_path, {"a.tf": POOL, "b.tf": POOL})
    assert errors(found) == [f'resource "{USER_POOL}" "this" is declared twice']


def test_outputs_are_there_to_be_asked_for(tmp_path: Path) -> None:
    text = POOL + f'output "name" {{\n  value = {USER_POOL}.this.name\n}}\n'
    outputs = reading(tmp_path, {"main.tf": text}).models[0].outputs
    assert list(outputs) == ["name"] and plain(outputs["name"]) == "customers"


def test_blocks_that_only_move_or_check_things_are_harmless(tmp_path: Path) -> None:
    text = f"""
    terraform {{
      required_version = ">= 1.5"
    }}
    provider "aws" {{
      region = "eu-west-1"
    }}
    moved {{
      from = {USER_POOL}.old
      to   = {USER_POOL}.this
    }}
    import {{
      to = {USER_POOL}.this
      id = "eu-west-1_abc"
    }}
    removed {{
      from = {CLIENT}.web
    }}
    check "health" {{
      data "http" "login" {{
        url = "https://login"
      }}
      assert {{
        condition     = data.http.login.status_code == 200
        error_message = "down"
      }}
    }}
    """
    assert reading(tmp_path, {"main.tf": text, "pool.tf": POOL}).diagnostics == ()


class TestHook:
    """Names are hints of what has changed."""

    def test_names_lead_to_whole_root_modules(self, tmp_path: Path) -> None:
        found = reading(tmp_path, {".git/HEAD": "", **STACKS}, "modules/auth/main.tf", "other/main.tf", hook=True)
        assert paths(found) == ["dev", "other", "prod"]

    def test_a_deleted_file_leads_to_its_folder(self, tmp_path: Path) -> None:
        found = reading(tmp_path, {".git/HEAD": "", **STACKS}, "modules/auth/gone.tf", hook=True)
        assert paths(found) == ["dev", "prod"]

    def test_a_deleted_folder_is_ignored(self, tmp_path: Path) -> None:
        found = reading(tmp_path, {".git/HEAD": "", **STACKS}, "modules/gone/main.tf", hook=True)
        assert (found.models, found.diagnostics) == ((), ())

    def test_a_variable_file_leads_to_the_module_above_it(self, tmp_path: Path) -> None:
        files = {".git/HEAD": "", "main.tf": POOL, "environments/prod.tfvars": "a = 1\n"}
        assert paths(reading(tmp_path, files, "environments/prod.tfvars", hook=True)) == ["."]

    def test_the_configuration_leads_to_everything(self, tmp_path: Path) -> None:
        files = {".git/HEAD": "", ".cognito-lint.yaml": "", **STACKS}
        assert paths(reading(tmp_path, files, ".cognito-lint.yaml", hook=True)) == ["dev", "other", "prod"]

    def test_other_names_are_ignored(self, tmp_path: Path) -> None:
        found = reading(tmp_path, {".git/HEAD": "", "README.md": "", **STACKS}, "README.md", hook=True)
        assert (found.models, found.diagnostics) == ((), ())

    def test_a_repository_without_terraform_is_read_as_empty(self, tmp_path: Path) -> None:
        found = reading(tmp_path, {".git/HEAD": "", "README.md": ""}, ".", hook=True)
        assert (found.models, found.diagnostics, found.found_terraform) == ((), (), False)

    def test_an_excluded_name_is_ignored(self, tmp_path: Path) -> None:
        found = reading(tmp_path, {".git/HEAD": "", **STACKS}, "other/main.tf", hook=True, exclude=("other",))
        assert found.models == ()


def test_an_argument_outside_of_every_block_is_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": f'name = "customers"\n{POOL}'})
    assert errors(found) == ["an argument named name is not expected here, outside of every block"]
    assert addresses(found.models[0]) == [f"{USER_POOL}.this"]


def test_a_comment_in_json_is_no_such_argument(tmp_path: Path) -> None:
    assert errors(reading(tmp_path, {"main.tf": POOL, "notes.tf.json": '{"//": "made by hand"}'})) == []
