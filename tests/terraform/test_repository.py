"""Only what lies in the repository is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tflint_cognito.terraform import repository as module
from tflint_cognito.terraform.repository import Repository, Unreadable, find_repository


def test_the_repository_is_the_nearest_folder_with_git(tmp_path: Path) -> None:
    (tmp_path / "outer/.git").mkdir(parents=True)
    (tmp_path / "outer/inner/stacks").mkdir(parents=True)
    (tmp_path / "outer/inner/.git").write_text("gitdir: ../.git/worktrees/inner\n")
    assert find_repository(str(tmp_path / "outer/inner/stacks"), str(tmp_path)) == str(tmp_path / "outer/inner")


def test_without_git_it_is_what_path_and_working_directory_share(tmp_path: Path) -> None:
    (tmp_path / "infra/dev").mkdir(parents=True)
    (tmp_path / "infra/prod").mkdir()
    assert find_repository(str(tmp_path / "infra/dev"), str(tmp_path / "infra/prod")) == str(tmp_path / "infra")


def test_paths_are_shown_relative_to_the_working_directory(tmp_path: Path) -> None:
    repository = Repository(str(tmp_path), str(tmp_path / "dev"))
    assert repository.shown(str(tmp_path / "dev/main.tf")) == "main.tf"
    assert repository.shown(str(tmp_path / "modules/auth")) == "../modules/auth"


def test_a_link_inside_the_repository_is_read(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("locals {}\n")
    (tmp_path / "linked.tf").symlink_to(tmp_path / "main.tf")
    assert Repository(str(tmp_path), str(tmp_path)).data(str(tmp_path / "linked.tf")) == b"locals {}\n"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 4)
    (tmp_path / "main.tf").write_text("locals {}\n")
    with pytest.raises(Unreadable, match=r"main\.tf: the file is larger than"):
        Repository(str(tmp_path), str(tmp_path)).data(str(tmp_path / "main.tf"))


def test_a_file_is_opened_once(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("locals {}\n")
    repository = Repository(str(tmp_path), str(tmp_path))
    path = str(tmp_path / "main.tf")
    assert repository.configuration(path) is repository.configuration(path)
