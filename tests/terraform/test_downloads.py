"""What `terraform init` has downloaded is found by the names of the calls that lead there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tflint_cognito.terraform.downloads import Download, read_downloads


@pytest.mark.parametrize(
    ("recorded", "written"),
    [
        ("registry.terraform.io/acme/door/aws", "acme/door/aws"),
        ("registry.opentofu.org/acme/door/aws", "acme/door/aws"),
        ("git::https://github.com/acme/door.git", "github.com/acme/door"),
        ("git::https://github.com/acme/door.git?ref=v1", "git::https://github.com/acme/door?ref=v1"),
        ("git::ssh://git@github.com/acme/door.git", "git@github.com:acme/door.git"),
    ],
)
def test_a_source_is_recognised_as_terraform_records_it(recorded: str, written: str) -> None:
    assert Download(recorded, "/somewhere").is_of(written)


def test_another_version_of_a_git_source_is_another_source() -> None:
    assert not Download("git::https://github.com/acme/door.git?ref=v1", "/x").is_of("github.com/acme/door?ref=v2")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"Modules": [{"Key": "door"}]}', '{"Modules": 1}', "{"])
def test_a_list_that_makes_no_sense_is_taken_for_none(tmp_path: Path, text: str) -> None:
    (tmp_path / ".terraform/modules").mkdir(parents=True)
    (tmp_path / ".terraform/modules/modules.json").write_text(text)
    assert read_downloads(str(tmp_path)) == {}


def test_folders_are_told_by_the_names_of_the_calls(tmp_path: Path) -> None:
    (tmp_path / ".terraform/modules").mkdir(parents=True)
    modules = [
        {"Key": "", "Source": "", "Dir": "."},
        {"Key": "door.lock", "Source": "a/b/c", "Dir": ".terraform/modules/x"},
    ]
    (tmp_path / ".terraform/modules/modules.json").write_text(json.dumps({"Modules": modules}))
    (name, download), *others = read_downloads(str(tmp_path)).items()
    assert (name, download.folder, others) == ("door.lock", str(tmp_path / ".terraform/modules/x"), [])
