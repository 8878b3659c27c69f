"""Which lines have changed, as real git tells."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tflint_cognito.cli.git import changed_since, public_address
from tflint_cognito.errors import CognitoLintError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> None:
        identity = {f"GIT_{who}_{what}": "tests" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        environment = {**os.environ, **identity, **settings}
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a step")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.write("infra/main.tf", "one\ntwo\nthree\nfour\n")
    made.commit()
    return made


def test_changed_lines_of_commits_and_of_the_working_tree(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write("infra/main.tf", "one\n2\nthree\nfour\n")
    repository.commit()
    repository.write("infra/main.tf", "one\n2\nthree\nfour\nfive\nsix\n")
    assert changed_since("main", str(repository.folder)).lines == {"infra/main.tf": [(2, 2), (5, 6)]}


def test_what_only_the_other_branch_changed_does_not_count(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "work")
    repository.git("checkout", "--quiet", "main")
    repository.write("infra/main.tf", "1\ntwo\nthree\nfour\n")
    repository.commit()
    repository.git("checkout", "--quiet", "work")
    assert changed_since("main", str(repository.folder)).lines == {}


def test_where_lines_were_taken_out_the_line_before_counts(repository: Repository) -> None:
    repository.write("infra/main.tf", "one\nfour\n")
    assert changed_since("HEAD", str(repository.folder)).lines == {"infra/main.tf": [(1, 1)]}


def test_a_file_that_git_does_not_track_is_new_as_a_whole(repository: Repository) -> None:
    repository.write("infra/new file.tf", "one\n")
    assert changed_since("HEAD", str(repository.folder)).lines == {"infra/new file.tf": None}


def test_paths_are_as_seen_from_the_working_directory(repository: Repository) -> None:
    repository.write("infra/main.tf", "1\ntwo\nthree\nfour\n")
    repository.write("überall/x.tf", "x\n")
    repository.git("add", "--all")
    lines = changed_since("HEAD", str(repository.folder / "infra")).lines
    assert lines == {"main.tf": [(1, 1)], "../überall/x.tf": [(1, 1)]}


def test_settings_of_a_user_do_not_matter(repository: Repository) -> None:
    repository.git("config", "diff.noprefix", "true")
    repository.git("config", "color.ui", "always")
    repository.write("infra/main.tf", "1\ntwo\nthree\nfour\n")
    assert changed_since("HEAD", str(repository.folder)).lines == {"infra/main.tf": [(1, 1)]}


def test_a_revision_that_is_not_there_is_said_with_a_way_out(repository: Repository) -> None:
    with pytest.raises(CognitoLintError, match=r"--changed-since nowhere: .*fetch it first"):
        changed_since("nowhere", str(repository.folder))


def test_an_option_is_no_revision(repository: Repository) -> None:
    with pytest.raises(CognitoLintError, match="this is no revision"):
        changed_since("--output=stolen", str(repository.folder))


def test_outside_of_a_repository_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match="not a git repository"):
        changed_since("main", str(tmp_path))


def test_a_repository_in_the_repository_is_new_as_a_whole(repository: Repository) -> None:
    inner = repository.folder / "vendor"
    inner.mkdir()
    Repository(inner).write("main.tf", "one\n")
    assert changed_since("HEAD", str(repository.folder)).folders == ("vendor/",)


def test_a_history_that_is_cut_off_is_said_with_a_way_out(repository: Repository, tmp_path: Path) -> None:
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write("infra/main.tf", "1\n")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write("infra/other.tf", "1\n")
    repository.commit()
    clone = tmp_path / "clone"
    source = f"file://{repository.folder}"
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=work", source, str(clone))
    with pytest.raises(CognitoLintError, match=r"the history here is cut off .*fetch-depth: 0"):
        changed_since("origin/main", str(clone))


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://user:token@github.com/larkspur/infra.git", "https://github.com/larkspur/infra.git"),
        ("https://github.com/larkspur/infra?private_token=hunter2", "https://github.com/larkspur/infra"),
        ("git@github.com:larkspur/infra.git", "ssh://github.com/larkspur/infra.git"),
        ("ssh://git@git.larkspur.com:2222/infra", "ssh://git.larkspur.com:2222/infra"),
        ("/srv/git/infra.git", ""),
        ("https://[broken/x", ""),
        ("", ""),
    ],
)
def test_an_address_has_no_credentials_in_it(remote: str, address: str) -> None:
    assert public_address(remote) == address
