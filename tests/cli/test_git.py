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


def test_what_was_moved_is_no_change(repository: Repository) -> None:
    repository.git("mv", "infra/main.tf", "infra/clients.tf")
    assert changed_since("HEAD", str(repository.folder)).lines == {}


def test_since_the_first_commit_all_that_came_later_is_new(repository: Repository) -> None:
    repository.write("infra/more.tf", "one\ntwo\n")
    repository.commit()
    assert changed_since("HEAD~1", str(repository.folder)).lines == {"infra/more.tf": [(1, 2)]}


def test_a_worktree_is_compared_with_the_branches_of_its_repository(repository: Repository) -> None:
    repository.git("worktree", "add", "--quiet", "wt", "-b", "work")
    worktree = repository.folder / "wt"
    (worktree / "infra/main.tf").write_text("1\ntwo\nthree\nfour\n")
    assert changed_since("main", str(worktree)).lines == {"infra/main.tf": [(1, 1)]}


def test_the_lines_of_a_submodule_are_seen(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "auth").mkdir()
    module = Repository(tmp_path / "auth")
    module.write("main.tf", "one\ntwo\n")
    module.commit()
    (tmp_path / "super").mkdir()
    above = Repository(tmp_path / "super")
    above.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(module.folder), "auth")
    above.commit()
    (above.folder / "auth/main.tf").write_text("one\n2\n")
    assert changed_since("HEAD", str(above.folder)).lines == {"auth/main.tf": [(2, 2)]}


def test_a_repository_elsewhere_is_asked_itself(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    repository.write("infra/main.tf", "1\ntwo\nthree\nfour\n")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    changed = changed_since("HEAD", str(elsewhere), str(repository.folder))
    assert list(changed.lines.values()) == [[(1, 1)]]
    assert all(os.path.samefile(elsewhere / path, repository.folder / "infra/main.tf") for path in changed.lines)


@pytest.mark.parametrize("revision", ["", " "])
def test_nothing_is_no_revision(repository: Repository, revision: str) -> None:
    with pytest.raises(CognitoLintError, match="this is no revision"):
        changed_since(revision, str(repository.folder))


def test_a_folder_of_a_commit_is_no_commit(repository: Repository) -> None:
    with pytest.raises(CognitoLintError, match="this is no commit"):
        changed_since("HEAD:infra", str(repository.folder))


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    empty = Repository(tmp_path)
    with pytest.raises(CognitoLintError, match="there is no commit here yet"):
        changed_since("main", str(empty.folder))


def test_text_that_looks_like_a_diff_is_text(repository: Repository) -> None:
    repository.write("infra/main.tf", "one\n++ b/infra/other.tf\n@@ -1 +7 @@\nfour\n")
    assert changed_since("HEAD", str(repository.folder)).lines == {"infra/main.tf": [(2, 3)]}


def test_the_end_of_a_file_without_a_newline_is_a_line(repository: Repository) -> None:
    repository.write("infra/main.tf", "one\ntwo\nthree\n4")
    assert changed_since("HEAD", str(repository.folder)).lines == {"infra/main.tf": [(4, 4)]}
