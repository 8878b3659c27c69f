"""What git ignores is not read, unless git keeps it, somebody names it, or something that is read calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.terraform.tree import CLIENT, PROVIDER, USER_POOL, addresses, errors, plain, reading, resource, write
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.git_ignored import GitIgnored
from tflint_cognito.terraform.git_index import Unsupported, read_index
from tflint_cognito.terraform.repository import Repository

POOL = f'resource "{USER_POOL}" "this" {{\n  name = "customers"\n}}\n'
GIT = {".git/HEAD": "ref: refs/heads/main\n"}


def read_of(top: Path, files: Mapping[str, str]) -> set[str]:
    """The files of configuration that are read below `top`, after writing `files`."""
    write(top, files)
    folders = Folders(Repository(str(top), str(top)), PROVIDER, None, GitIgnored(str(top)))
    return {
        os.path.relpath(os.path.join(folder.path, name), top).replace(os.sep, "/")
        for folder in folders.below(str(top))
        for name in folder.files
    }


def all_read_but(top: Path, left_out: str, files: Mapping[str, str]) -> None:
    written = {name for name in files if name.endswith(".tf")}
    assert read_of(top, {**GIT, **files}) == written - set(left_out.split())


def test_a_folder_and_all_in_it(tmp_path: Path) -> None:
    files = {".gitignore": "build/\n", "main.tf": POOL, "build/main.tf": POOL, "build/a/main.tf": POOL}
    all_read_but(tmp_path, "build/main.tf build/a/main.tf", files)


def test_nothing_comes_back_from_an_ignored_folder(tmp_path: Path) -> None:
    files = {".gitignore": "build\n!build/main.tf\n", "build/.gitignore": "!*.tf\n", "build/main.tf": POOL}
    all_read_but(tmp_path, "build/main.tf", files)


def test_what_stands_nearer_decides(tmp_path: Path) -> None:
    files = {".gitignore": "gen.tf\n", "a/.gitignore": "!gen.tf\n", "a/gen.tf": POOL, "b/gen.tf": POOL}
    all_read_but(tmp_path, "b/gen.tf", files)


def test_a_list_speaks_of_its_own_folder(tmp_path: Path) -> None:
    files = {"a/.gitignore": "/gen.tf\n", "a/gen.tf": POOL, "a/b/gen.tf": POOL, "gen.tf": POOL}
    all_read_but(tmp_path, "a/gen.tf", files)


def test_the_list_of_one_checkout_counts(tmp_path: Path) -> None:
    all_read_but(tmp_path, "mine.tf", {".git/info/exclude": "mine.tf\n", "mine.tf": POOL, "main.tf": POOL})


def test_without_git_nothing_is_ignored(tmp_path: Path) -> None:
    assert read_of(tmp_path, {".gitignore": "*.tf\n", "main.tf": POOL}) == {"main.tf"}


def test_a_link_is_no_list(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to("list")
    all_read_but(tmp_path, "", {"list": "main.tf\n", "main.tf": POOL})


@pytest.mark.skipif(shutil.which("git") is None, reason="git makes the index")
@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_what_git_keeps_is_never_ignored(tmp_path: Path, version: str) -> None:
    files = {"kept.tf": POOL, "build/kept.tf": POOL, "build/a/b/kept.tf": POOL, "build/a/bc.tf": POOL}
    write(tmp_path, files)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", *files)
    git(tmp_path, "update-index", "--index-version", version)
    if version == "3":
        git(tmp_path, "update-index", "--skip-worktree", "kept.tf")
    new = {".gitignore": "*.tf\nbuild/\n", "new.tf": POOL, "build/new.tf": POOL, "build/a/new.tf": POOL}
    assert read_of(tmp_path, new) == set(files)


@pytest.mark.skipif(shutil.which("git") is None, reason="git makes the worktree")
def test_a_worktree_has_its_index_elsewhere(tmp_path: Path) -> None:
    main, other = tmp_path / "main", tmp_path / "other"
    write(main, {"kept.tf": POOL})
    git(main, "init", "-q")
    git(main, "add", ".")
    git(main, "commit", "-qm", "all")
    git(main, "worktree", "add", "-q", str(other))
    write(main, {".git/info/exclude": "*.tf\n"})
    assert read_of(other, {"new.tf": POOL}) == {"kept.tf"}


@pytest.mark.parametrize("data", [b"", b"DIRC", b"DIRC\0\0\0\x09\0\0\0\0", b"DIRC\0\0\0\x02\0\0\0\x01\0\0"])
def test_an_index_that_makes_no_sense_ignores_nothing(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, {**GIT, ".gitignore": "*.tf\n"})
    (tmp_path / ".git/index").write_bytes(data)
    with pytest.raises(Unsupported):
        read_index(str(tmp_path / ".git"))
    assert read_of(tmp_path, {"main.tf": POOL}) == {"main.tf"}


LISTED = {**GIT, ".gitignore": "build/\nscratch.tf\n"}
IGNORED = {**LISTED, "build/main.tf": POOL, "scratch.tf": POOL, "main.tf": "locals {}\n"}


def test_an_ignored_folder_is_read_when_it_is_named(tmp_path: Path) -> None:
    assert [model.path for model in reading(tmp_path, IGNORED).models] == []
    assert [model.path for model in reading(tmp_path, IGNORED, ".", "build").models] == ["build"]


@pytest.mark.parametrize(("name", "folder"), [("build/main.tf", "build"), ("scratch.tf", ".")])
def test_an_ignored_file_is_read_when_it_is_named(tmp_path: Path, name: str, folder: str) -> None:
    (model,) = reading(tmp_path, IGNORED, name).models
    assert (model.path, addresses(model)) == (folder, [f"{USER_POOL}.this"])


def test_all_is_read_on_demand(tmp_path: Path) -> None:
    assert [model.path for model in reading(tmp_path, IGNORED, gitignore=False).models] == [".", "build"]


@pytest.mark.parametrize("ignored", ["vendor/", "vendor/*.tf", "*.tf\n!main.tf"])
def test_an_ignored_module_is_read_when_it_is_called(tmp_path: Path, ignored: str) -> None:
    call = 'module "auth" {\n  source = "./vendor"\n}\n'
    found = reading(tmp_path, {**GIT, ".gitignore": ignored, "main.tf": call, "vendor/pool.tf": POOL})
    assert errors(found) == []
    assert [address for model in found.models for address in addresses(model)] == [f"module.auth.{USER_POOL}.this"]


def test_ignored_values_of_variables_are_read_as_terraform_does(tmp_path: Path) -> None:
    pool = f'variable "name" {{}}\nresource "{USER_POOL}" "this" {{\n  name = var.name\n}}\n'
    files = {**GIT, ".gitignore": "*.tfvars\n", "main.tf": pool, "terraform.tfvars": 'name = "staff"\n'}
    (model,) = reading(tmp_path, files).models
    assert plain(resource(model, f"{USER_POOL}.this").get("name")) == "staff"


def test_what_an_ignored_file_may_declare_is_no_error_but_a_gap(tmp_path: Path) -> None:
    client = f'resource "{CLIENT}" "web" {{\n  name = var.name\n}}\n'
    files = {**GIT, ".gitignore": "variables.tf\n", "main.tf": client, "variables.tf": 'variable "name" {}\n'}
    found = reading(tmp_path, files)
    (model,) = found.models
    assert errors(found) == []
    assert plain(resource(model, f"{CLIENT}.web").get("name")) is ...
    assert [gap.because for gap in model.gaps] == ["variables.tf is not read, as git ignores it"]


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=larkspur", "-c", "user.email=larkspur@example.com"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)
