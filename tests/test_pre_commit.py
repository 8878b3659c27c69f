"""The hooks of .pre-commit-hooks.yaml, as the real pre-commit runs them on a scratch git repository.

pre-commit installs cognito-lint from this working tree, so the tests need git and a package index. Without them, or
without pre-commit, they are skipped, and say so.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.program import FIXTURES, PROJECT

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.xdist_group("pre-commit"),
]

#: What a package is built from.
PACKAGED = (
    "LICENSE",
    "README.md",
    "hatch_build.py",
    "pyproject.toml",
    "rules",
    "tflint_cognito",
    ".pre-commit-hooks.yaml",
)
PUBLISHED, HARDENED = FIXTURES / "published" / "modules", FIXTURES / "hardened" / "modules"


class Outcome(NamedTuple):
    code: int
    said: str


class Repository:
    """A git repository, and the store in which pre-commit keeps what it installs."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        identity = {f"GIT_{who}_{what}": "tests" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        settings = {"PRE_COMMIT_HOME": str(store), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        self.environment = {**clean, **identity, **settings, "PRE_COMMIT_COLOR": "never"}
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> Outcome:
        return self.run("git", *arguments)

    def pre_commit(self, *arguments: str) -> Outcome:
        return self.run(sys.executable, "-m", "pre_commit", *arguments)

    def run(self, *command: str) -> Outcome:
        done = subprocess.run(command, cwd=self.folder, env=self.environment, check=False, capture_output=True)
        return Outcome(done.returncode, done.stdout.decode() + done.stderr.decode())

    def commit(self, message: str = "change", verify: bool = True) -> Outcome:
        self.git("add", "--all")
        return self.git("commit", "--quiet", "-m", message, *([] if verify else ["--no-verify"]))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, store: Path) -> Repository:
    """This working tree as a repository with one commit, as pre-commit would clone it."""
    folder = tmp_path_factory.mktemp("shipped") / "cognito-lint"
    folder.mkdir()
    for name in PACKAGED:
        source = PROJECT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    shipped = Repository(folder, store)
    assert shipped.commit("as it is", verify=False).code == 0
    return shipped


@pytest.fixture(scope="module")
def installed(shipped: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The environment that both hooks share, installed once for all tests."""
    repository = Repository(tmp_path_factory.mktemp("first"), Path(shipped.environment["PRE_COMMIT_HOME"]))
    configure(repository, shipped)
    outcome = repository.pre_commit("install-hooks")
    if outcome.code != 0 and not _package_index_answers():
        pytest.skip("no package index can be reached, so pre-commit cannot install cognito-lint")
    assert outcome.code == 0, outcome.said
    return shipped


@pytest.fixture
def repository(installed: Repository, store: Path, tmp_path: Path) -> Repository:
    """A scratch repository with both hooks installed and one commit: hardened Terraform and something else."""
    scratch = Repository(tmp_path / "scratch", store)
    configure(scratch, installed)
    (scratch.folder / "notes.txt").write_text("nothing\n", encoding="utf-8")
    copy_terraform(HARDENED, scratch.folder / "infra")
    assert scratch.commit("first", verify=False).code == 0
    assert scratch.pre_commit("install").code == 0
    return scratch


def configure(repository: Repository, shipped: Repository, *ids: str) -> None:
    revision = shipped.git("rev-parse", "HEAD").said.strip()
    hooks = f"[{', '.join(f'{{id: {id}}}' for id in ids or ('cognito-lint', 'cognito-lint-all'))}]"
    text = f"repos:\n- repo: {shipped.folder}\n  rev: {revision}\n  hooks: {hooks}\n"
    (repository.folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")


def copy_terraform(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.json"), dirs_exist_ok=True)


def _package_index_answers() -> bool:
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--ignore-installed", "hatchling"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_manifest_is_one_that_pre_commit_reads() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(PROJECT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(command, check=False, cwd=PROJECT).returncode == 0


def test_a_repository_can_try_the_hooks(installed: Repository, store: Path, tmp_path: Path) -> None:
    scratch = Repository(tmp_path / "scratch", store)
    copy_terraform(PUBLISHED, scratch.folder)
    assert scratch.commit(verify=False).code == 0
    tried = scratch.pre_commit("try-repo", str(installed.folder), "cognito-lint", "--all-files", "--verbose")
    assert tried.code == 1
    assert "COG101" in tried.said


def test_a_finding_refuses_the_commit(repository: Repository) -> None:
    edit(repository.folder / "infra/modules/app_client/main.tf", '"ENABLED"\n}\n', '"LEGACY"\n}\n')
    outcome = repository.commit()
    assert outcome.code == 1
    assert "COG151" in outcome.said
    assert repository.git("log", "--oneline").said.count("\n") == 1


def test_a_change_in_order_is_committed(repository: Repository) -> None:
    edit(repository.folder / "infra/modules/app_client/main.tf", "_validity  = 10", "_validity  = 5")
    outcome = repository.commit()
    assert outcome.code == 0, outcome.said


def test_a_changed_variable_file_is_judged_through_its_root(repository: Repository) -> None:
    edit(repository.folder / "infra/main.tf", '"https://${var.host}"', "var.host")
    assert repository.commit(verify=False).code == 0
    edit(repository.folder / "infra/terraform.tfvars", '"portal', '"http://portal')
    outcome = repository.commit()
    assert outcome.code == 1
    assert "COG221" in outcome.said


def test_a_commit_that_only_deletes_is_judged(repository: Repository) -> None:
    copy_terraform(FIXTURES / "hardened" / "flat", repository.folder / "shop")
    text = (repository.folder / "shop/user_pool.tf").read_text(encoding="utf-8")
    at = text.index("# A new domain")
    (repository.folder / "shop/user_pool.tf").write_text(text[:at], encoding="utf-8")
    (repository.folder / "shop/domain.tf").write_text(text[at:], encoding="utf-8")
    edit(repository.folder / "shop/outputs.tf", "${aws_cognito_user_pool_domain.sign_in.domain}", "larkspur")
    assert repository.commit().code == 0
    (repository.folder / "shop/domain.tf").unlink()
    outcome = repository.commit()
    assert outcome.code == 1
    assert "COG701" in outcome.said


def test_a_repository_without_terraform_passes(repository: Repository) -> None:
    shutil.rmtree(repository.folder / "infra")
    assert repository.commit(verify=False).code == 0
    (repository.folder / "notes.txt").write_text("something\n", encoding="utf-8")
    outcome = repository.commit()
    assert outcome.code == 0, outcome.said


def test_names_may_come_in_several_calls(installed: Repository, tmp_path: Path) -> None:
    """pre-commit splits a long list of names: each call must judge the whole root, and none may guess."""
    copy_terraform(HARDENED, tmp_path / "infra")
    [program] = Path(installed.environment["PRE_COMMIT_HOME"]).glob("*/py_env-*/bin/cognito-lint")
    for path in sorted((tmp_path / "infra").rglob("*.tf*")):
        done = subprocess.run([program, "check", "--hook", path], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode()


CLIENT = "infra/modules/app_client/main.tf"


def test_the_hook_that_fixes_changes_the_file_refuses_once_and_then_passes(
    repository: Repository, installed: Repository
) -> None:
    configure(repository, installed, "cognito-lint-fix")
    before = (repository.folder / CLIENT).read_text(encoding="utf-8")
    edit(repository.folder / CLIENT, '"ENABLED"\n}\n', '"LEGACY"\n}\n')
    first = repository.commit()
    assert first.code == 1
    assert "files were modified by this hook" in first.said
    assert "fixed 2 findings in 1 file" in first.said or "fixed 1 finding in 1 file" in first.said
    assert (repository.folder / CLIENT).read_text(encoding="utf-8") == before
    (repository.folder / "infra/more.tf").write_text("locals {\n  more = 1\n}\n", encoding="utf-8")
    second = repository.commit()
    assert second.code == 0, second.said


def test_what_is_staged_is_judged_and_what_is_not_is_left_alone(repository: Repository) -> None:
    edit(repository.folder / CLIENT, "_validity  = 10", "_validity  = 5")
    repository.git("add", "--all")
    edit(repository.folder / CLIENT, '"ENABLED"\n}\n', '"LEGACY"\n}\n')
    assert repository.git("commit", "--quiet", "-m", "only what is staged").code == 0
    assert '"LEGACY"' in (repository.folder / CLIENT).read_text(encoding="utf-8")
    repository.git("add", "--all")
    edit(repository.folder / CLIENT, '"LEGACY"', '"ENABLED"')
    outcome = repository.git("commit", "--quiet", "-m", "the fault is staged, its remedy is not")
    assert outcome.code == 1
    assert "COG151" in outcome.said


def test_a_change_of_something_else_is_none_of_its_business(repository: Repository, installed: Repository) -> None:
    configure(repository, installed, "cognito-lint")
    edit(repository.folder / CLIENT, '"ENABLED"\n}\n', '"LEGACY"\n}\n')
    assert repository.commit(verify=False).code == 0
    (repository.folder / "notes.txt").write_text("something\n", encoding="utf-8")
    outcome = repository.commit()
    assert (outcome.code, "no files to check" in outcome.said) == (0, True)


def test_all_files_are_judged_on_request(repository: Repository) -> None:
    assert repository.pre_commit("run", "--all-files").code == 0
    edit(repository.folder / CLIENT, '"ENABLED"\n}\n', '"LEGACY"\n}\n')
    outcome = repository.pre_commit("run", "--all-files")
    assert outcome.code == 1
    assert "COG151" in outcome.said


def test_a_changed_configuration_has_everything_judged_again(repository: Repository) -> None:
    configuration = repository.folder / ".cognito-lint.toml"
    configuration.write_text('fail-on = "info"\nselect = ["COG101"]\n', encoding="utf-8")
    assert repository.commit().code == 0
    configuration.write_text('profle = "strict"\n', encoding="utf-8")
    outcome = repository.commit()
    assert outcome.code == 1
    assert "did you mean 'profile'" in outcome.said


def test_the_rules_of_an_organisation_are_tried_and_used(repository: Repository, installed: Repository) -> None:
    configure(repository, installed, "cognito-lint-rules", "cognito-lint-all")
    [program] = Path(installed.environment["PRE_COMMIT_HOME"]).glob("*/py_env-*/bin/cognito-lint")
    assert repository.run(str(program), "rules", "new", "callback-hosts-ours").code == 0
    rule = repository.folder / ".cognito-lint/rules/callback-hosts-ours.yaml"
    outcome = repository.commit()
    assert outcome.code == 0, outcome.said
    rule.write_text(rule.read_text(encoding="utf-8").replace(" # fail", "", 1), encoding="utf-8")
    outcome = repository.commit()
    assert outcome.code == 1
    assert "callback-hosts-ours" in outcome.said
    repository.git("checkout", "--quiet", "--force", "HEAD", "--", ".")
    (repository.folder / ".cognito-lint.toml").write_text('rule-folders = [".cognito-lint/rules"]\n', encoding="utf-8")
    outcome = repository.commit()
    assert "ORG001" in outcome.said
