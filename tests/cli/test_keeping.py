"""A run over what has not changed says what the first one said without working it out; after any change it looks."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.program import FIXTURES
from tflint_cognito.cli import looking
from tflint_cognito.cli.main import cli
from tflint_cognito.terraform import stamp
from tflint_cognito.terraform.hcl import grammar

MAIN = """\
variable "errors" {
  type    = string
  default = "LEGACY"
}

variable "secret" {
  type      = string
  sensitive = true
  default   = "hunter2-hunter2"
}

resource "aws_cognito_user_pool" "customers" {
  name = fileexists("${path.module}/texts/name.txt") ? trimspace(file("${path.module}/texts/name.txt")) : "customers"
}

resource "aws_cognito_user_pool_client" "web" {
  for_each                      = fileset("${path.module}/clients", "*.json")
  name                          = each.key
  user_pool_id                  = aws_cognito_user_pool.customers.id
  prevent_user_existence_errors = var.errors
}

resource "aws_cognito_identity_provider" "google" {
  user_pool_id  = aws_cognito_user_pool.customers.id
  provider_name = "Google"
  provider_type = "Google"
  provider_details = {
    client_id     = "shop"
    client_secret = var.secret
  }
}

module "staff" {
  source = "./staff"
  name   = "staff-${terraform.workspace}"
}
"""
STAFF = """\
variable "name" {
  type = string
}

resource "aws_cognito_user_pool" "staff" {
  name = var.name
}
"""

DOWNLOADS = ".terraform/modules/modules.json"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository to run in. Its files count as settled, so that what is seen of them is kept at once."""
    monkeypatch.setattr(stamp, "_SETTLES", -3_600_000_000_000)
    for name in [name for name in os.environ if name.startswith(("TF_", "COGNITO_LINT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "shop"
    files = {"main.tf": MAIN, "staff/main.tf": STAFF, "clients/web.json": "{}", "other/main.tf": 'output "a" {}\n'}
    files |= {DOWNLOADS: '{"Modules":[]}'}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / ".git").mkdir()
    (root / "texts").mkdir()
    monkeypatch.chdir(root)
    return root


class Watch:
    """Counts how often a report is worked out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        judged = looking._judged

        def counting(*arguments: Any) -> Any:
            self.times += 1
            return judged(*arguments)

        monkeypatch.setattr(looking, "_judged", counting)

    def run(self, *arguments: str) -> tuple[str, bool]:
        """The report as JSON without its time, and whether it was worked out."""
        before = self.times
        said = CliRunner().invoke(cli, ["check", "-f", "json", "--exit-zero", *arguments]).stdout
        data = json.loads(said)
        data.get("summary", {}).pop("seconds", None)
        data.pop("seconds", None)
        return json.dumps(data, indent=1), self.times > before


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def test_nothing_is_worked_out_twice(shop: Path, watch: Watch) -> None:
    first, looked = watch.run()
    assert looked
    assert watch.run() == (first, False)


@pytest.mark.parametrize("format", ["text", "concise", "table", "jsonl", "junit", "checkstyle", "rdjson", "github"])
def test_every_format_shows_what_it_would_have_shown(shop: Path, watch: Watch, format: str) -> None:
    def shown(*more: str) -> str:
        return CliRunner().invoke(cli, ["check", "-f", format, "--show-passed", "--statistics", *more]).stdout

    looked = shown("--no-cache")
    shown()
    times = watch.times
    assert _without_times(shown()) == _without_times(looked)
    assert watch.times == times


def _without_times(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "timestamp=" not in line)


def test_a_report_with_edits_is_another_than_one_without(shop: Path, watch: Watch) -> None:
    watch.run()
    for _ in range(2):
        said = CliRunner().invoke(cli, ["check", "-f", "sarif", "--exit-zero"]).stdout
        assert '"fixes"' in said


CHANGES: dict[str, Callable[[Path], object]] = {
    "a value": lambda root: (root / "main.tf").write_text(MAIN.replace('"LEGACY"', '"ENABLED"')),
    "a comment that ignores": lambda root: (root / "main.tf").write_text(
        MAIN.replace("var.errors\n", "var.errors # cognito-lint: ignore[COG401] -- asked for by sales\n")
    ),
    "a called module": lambda root: (root / "staff" / "main.tf").write_text(STAFF.replace('"staff"', '"people"')),
    "a new file of a called module": lambda root: (root / "staff" / "more.tf").write_text(
        STAFF.replace('"staff"', '"more"').replace('variable "name" {\n  type = string\n}\n', "")
    ),
    "a file that is gone": lambda root: (root / "staff" / "main.tf").unlink(),
    "a new variable file": lambda root: (root / "terraform.tfvars").write_text('errors = "ENABLED"\n'),
    "a variable file of another name": lambda root: (root / "z.auto.tfvars").write_text('errors = "ENABLED"\n'),
    "a file that is asked for": lambda root: (root / "texts" / "name.txt").write_text("people"),
    "one more file that a pattern finds": lambda root: (root / "clients" / "app.json").write_text("{}"),
    "one less file that a pattern finds": lambda root: (root / "clients" / "web.json").unlink(),
    "a lock file": lambda root: (root / ".terraform.lock.hcl").write_text(
        'provider "registry.terraform.io/hashicorp/aws" {\n  version = "4.0.0"\n}\n'
    ),
    "a list of downloads": lambda root: _write(root / DOWNLOADS, '{"Modules":[ ]}'),
    "another root module": lambda root: _write(root / "new" / "main.tf", STAFF),
    "a caller of a root module": lambda root: (root / "other" / "main.tf").write_text(
        'module "shop" {\n  source = "../"\n}\n'
    ),
    "terragrunt": lambda root: (root / "terragrunt.hcl").write_text("inputs = {}\n"),
    "git ignores a part": lambda root: (root / ".gitignore").write_text("staff\n"),
    "a repository inside": lambda root: (root / ".git").rmdir(),
}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(shop: Path, watch: Watch, change: str) -> None:
    watch.run()
    CHANGES[change](shop)
    assert watch.run() == (watch.run("--no-cache")[0], True)


def test_a_change_that_hides_its_time_is_seen(shop: Path, watch: Watch) -> None:
    first, _ = watch.run()
    before = (shop / "main.tf").stat()
    (shop / "main.tf").write_text(MAIN.replace('"LEGACY"', '"ENABLE"'))
    os.utime(shop / "main.tf", ns=(before.st_atime_ns, before.st_mtime_ns))
    again, looked = watch.run()
    assert looked and again != first


def test_a_file_of_no_interest_changes_nothing(shop: Path, watch: Watch) -> None:
    first, _ = watch.run()
    (shop / "other" / "main.tf").write_text('output "b" {}\n')
    assert watch.run() == (first, False)


def test_the_number_of_files_is_that_of_today(shop: Path, watch: Watch) -> None:
    before = json.loads(watch.run()[0])["summary"]["files"]
    (shop / "other" / "more.tf").write_text('output "b" {}\n')
    after, looked = watch.run()
    assert (json.loads(after)["summary"]["files"], looked) == (before + 1, False)


@pytest.mark.parametrize(
    "arguments",
    [["--workspace", "prod"], ["--profile", "strict"], ["-i", "COG4"], ["--no-ignores"], ["staff"]],
    ids=str,
)
def test_another_question_has_another_answer(shop: Path, watch: Watch, arguments: list[str]) -> None:
    watch.run()
    said, looked = watch.run(*arguments)
    assert looked
    assert watch.run(*arguments) == (said, False)


@pytest.mark.parametrize(
    "arguments", [["-q"], ["--fail-on", "high"], ["--min-severity", "high"], ["--statistics"]], ids=str
)
def test_the_same_question_asked_for_another_purpose_is_known(shop: Path, watch: Watch, arguments: list[str]) -> None:
    watch.run()
    assert not watch.run(*arguments)[1]


def test_a_variable_of_the_environment_is_part_of_the_question(
    shop: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = watch.run()
    monkeypatch.setenv("TF_VAR_errors", "ENABLED")
    said, looked = watch.run()
    assert looked and said != first


def test_a_variable_file_is_looked_at(shop: Path, watch: Watch) -> None:
    (shop / "prod.tfvars").write_text('errors = "ENABLED"\n')
    first, _ = watch.run("--var-file", "prod.tfvars")
    assert watch.run("--var-file", "prod.tfvars") == (first, False)
    (shop / "prod.tfvars").write_text('errors = "LEGACY"\n')
    assert watch.run("--var-file", "prod.tfvars")[0] != first


def test_a_rule_of_ones_own_is_part_of_the_question(shop: Path, watch: Watch) -> None:
    shipped = next((FIXTURES.parent / "rules").glob("tokens/*.yaml")).read_text()
    (shop / "rules" / "acme").mkdir(parents=True)
    own = shop / "rules" / "acme" / f"{_name(shipped)}.yaml"
    own.write_text(_renamed(shipped))
    first, _ = watch.run("--rules", "rules")
    assert watch.run("--rules", "rules") == (first, False)
    own.write_text(own.read_text() + "\n# a word more\n")
    assert watch.run("--rules", "rules")[1]


def _name(text: str) -> str:
    return f"own-{next(line for line in text.splitlines() if line.startswith('name: '))[6:]}"


def _renamed(text: str) -> str:
    lines = [
        "id: ACME001" if line.startswith("id: ") else f"name: {_name(text)}" if line.startswith("name: ") else line
        for line in text.splitlines()
    ]
    return "\n".join(lines) + "\n"


def test_what_the_configuration_ignores_is_heard_of_what_is_known(shop: Path, watch: Watch) -> None:
    first, _ = watch.run()
    assert json.loads(first)["findings"]
    (shop / ".cognito-lint.toml").write_text('[[ignores]]\nrules = ["COG401"]\nreason = "known"\naddress = "*.web"\n')
    for _ in range(2):
        said, _ = watch.run()
        assert said == watch.run("--no-cache")[0]


def test_a_baseline_is_heard_of_what_is_known(shop: Path, watch: Watch) -> None:
    CliRunner().invoke(cli, ["baseline", "create"])
    watch.run()
    said, looked = watch.run()
    assert not looked
    assert '"baseline"' in said
    assert said == watch.run("--no-cache")[0]


def test_an_ignore_that_holds_until_a_day_is_not_known_the_day_after(
    shop: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    until = "var.errors # cognito-lint: ignore[COG401] until=2026-12-31 -- asked for by sales\n"
    (shop / "main.tf").write_text(MAIN.replace("var.errors\n", until))
    monkeypatch.setattr(looking, "today", lambda: date(2026, 12, 31))
    first, _ = watch.run()
    monkeypatch.setattr(looking, "today", lambda: date(2027, 1, 1))
    said, looked = watch.run()
    assert looked and said != first


def test_what_was_parsed_while_judging_is_not_parsed_again(
    shop: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.run()
    (shop / "terraform.tfvars").write_text("errors = null\n")
    monkeypatch.setattr(grammar, "parse_expression", None)
    assert watch.run()[1]


def test_what_changed_a_moment_ago_is_not_relied_upon(
    shop: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "_SETTLES", 3_000_000_000)
    assert [watch.run()[1] for _ in range(2)] == [True, True]


def test_what_is_broken_is_looked_at_every_time(shop: Path, watch: Watch) -> None:
    (shop / "main.tf").write_text(MAIN + "resource {\n")
    assert [watch.run()[1] for _ in range(2)] == [True, True]


def test_a_link_out_of_the_repository_is_followed_every_time(shop: Path, watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "name.txt").write_text("outside")
    (shop / "texts" / "name.txt").symlink_to(tmp_path / "name.txt")
    assert [watch.run()[1] for _ in range(2)] == [True, True]


def test_damage_to_what_is_kept_costs_only_time(shop: Path, watch: Watch, tmp_path: Path) -> None:
    first, _ = watch.run()
    (kept,) = (tmp_path / "cache" / "cognito-lint").glob("report-*")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert watch.run() == (first, True)


def test_no_secret_is_kept(shop: Path, watch: Watch, tmp_path: Path) -> None:
    watch.run("--profile", "all")
    kept = list((tmp_path / "cache" / "cognito-lint").iterdir())
    assert kept and all(b"hunter2" not in path.read_bytes() for path in kept)


def test_no_cache_keeps_nothing(shop: Path, watch: Watch, tmp_path: Path) -> None:
    watch.run("--no-cache")
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("name", ["published", "tour", "secrets", "broken", "environments"])
def test_fixtures_are_said_to_be_the_same(shop: Path, watch: Watch, name: str) -> None:
    path = str(FIXTURES / name)
    cold, _ = watch.run(path, "--no-cache")
    assert [watch.run(path)[0] for _ in range(2)] == [cold, cold]
