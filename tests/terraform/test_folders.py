"""What bytes tell of a folder, before anything is parsed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.terraform.tree import CLIENT, PROVIDER, USER_POOL, errors, reading, write
from tflint_cognito.terraform.file_names import configuration_files
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.repository import Repository

POOL = f'resource "{USER_POOL}" "this" {{}}\n'


def matters(top: Path, name: str) -> bool:
    return Folders(Repository(str(top), str(top)), PROVIDER, None).matters(str(top / name))


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (("main.tf", "notes.txt", "vars.tf.json"), ("main.tf", "vars.tf.json")),
        (("main.tf", "main.tofu"), ("main.tofu",)),
        (("main.tf.json", "main.tofu.json", "main.tf"), ("main.tf", "main.tofu.json")),
        ((".main.tf", "#main.tf#", "main.tf~"), ()),
        (("main.tftest.hcl", "terraform.tfvars"), ()),
    ],
)
def test_these_files_are_configuration(names: tuple[str, ...], read: tuple[str, ...]) -> None:
    assert configuration_files(names) == read


def test_a_folder_matters_that_reaches_a_mention_through_calls(tmp_path: Path) -> None:
    files = {
        "app/main.tf": 'module "a" {\n  source = "../a"\n}\n',
        "a/main.tf": 'module "b" {\n  source="../b/"\n}\n',
        "b/main.tf": POOL,
        "c/main.tf": 'module "d" {\n  source = "../d"\n}\n',
        "d/main.tf": "locals {}\n",
    }
    write(tmp_path, files)
    assert [name for name in ("app", "a", "b", "c", "d") if matters(tmp_path, name)] == ["app", "a", "b"]


def test_a_folder_matters_whose_downloaded_module_mentions_something(tmp_path: Path) -> None:
    modules = {"Modules": [{"Key": "login", "Source": "acme/door/aws", "Dir": ".terraform/modules/login"}]}
    files = {
        "main.tf": 'module "login" {\n  source = "acme/door/aws"\n}\n',
        ".terraform/modules/modules.json": json.dumps(modules),
        ".terraform/modules/login/main.tf": POOL,
    }
    write(tmp_path, files)
    assert matters(tmp_path, ".")


@pytest.mark.parametrize(("source", "tells"), [("acme/cognito/aws", True), ("acme/vpc/aws", False)])
def test_the_source_of_a_module_from_elsewhere_may_tell(tmp_path: Path, source: str, tells: bool) -> None:
    write(tmp_path, {"main.tf": f'module "door" {{\n  source = "{source}"\n}}\n'})
    assert matters(tmp_path, ".") is tells


def test_a_folder_with_a_file_that_cannot_be_read_matters(tmp_path: Path) -> None:
    write(tmp_path, {"app/main.tf": "locals {}\n", "secret.tf": POOL})
    (tmp_path / "app/linked.tf").symlink_to(tmp_path / "secret.tf")
    assert Folders(Repository(str(tmp_path / "app"), str(tmp_path)), PROVIDER, None).matters(str(tmp_path / "app"))


@pytest.mark.parametrize("target", ["nowhere.tf", "linked.tf"])
def test_a_link_that_leads_nowhere_or_to_itself_is_one_fault_of_one_file(tmp_path: Path, target: str) -> None:
    write(tmp_path, {"main.tf": POOL})
    (tmp_path / "linked.tf").symlink_to(target)
    folder = Folders(Repository(str(tmp_path), str(tmp_path)), PROVIDER, None)[str(tmp_path)]
    assert folder.mentions
    assert [(fault.path, fault.message.split(":")[0]) for fault in folder.unreadable] == [
        ("linked.tf", "the file cannot be read")
    ]


CLIENT_OF_A_VARIABLE = f'resource "{CLIENT}" "web" {{\n  name = var.name\n}}\n'


def test_what_a_template_may_declare_that_was_not_rendered_is_no_error_but_a_gap(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": CLIENT_OF_A_VARIABLE, "variables.tf.j2": 'variable "{{ name }}" {}\n'})
    assert errors(found) == []
    (gap,) = found.models[0].gaps
    assert gap.because == "variables.tf.j2 is not read, as it is a template that is not rendered here"
    assert gap.decides == "render it first"


@pytest.mark.parametrize("beside", ["variables.tf", "user_data.sh.tpl"])
def test_what_only_a_template_that_was_rendered_or_is_of_something_else_declares_is_missing(
    tmp_path: Path, beside: str
) -> None:
    template = "variables.tf.j2" if beside == "variables.tf" else beside
    files = {"main.tf": CLIENT_OF_A_VARIABLE, template: "{{ all }}\n", beside: "# nothing\n"}
    assert len(errors(reading(tmp_path, files))) == 1


def test_a_template_that_nothing_here_needs_is_no_gap(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": POOL, "backend.tf.tpl": "terraform {}\n"})
    assert (errors(found), found.models[0].gaps) == ([], ())
