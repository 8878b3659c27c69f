"""`cognito-lint check`, from the folder to the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.test_settings import settings
from tests.finding.samples import judged, model, report
from tests.report import samples
from tflint_cognito.cli.looking import from_repository
from tflint_cognito.cli.main import cli
from tflint_cognito.cli.outcome import exit_code
from tflint_cognito.finding.finding import Report
from tflint_cognito.terraform.diagnostic import Gap

CLIENT = """\
resource "aws_cognito_user_pool" "customers" {
  name = "customers"
}

resource "aws_cognito_user_pool_client" "web" {
  name                          = "web"
  user_pool_id                  = aws_cognito_user_pool.customers.id
  prevent_user_existence_errors = %s
}
"""


@pytest.mark.parametrize(
    ("made", "arguments", "code"),
    [
        (samples.clean, (), 0),
        (samples.without_cognito, (), 0),
        (samples.two_findings, (), 1),
        (samples.two_findings, ("--fail-on", "high"), 1),
        (samples.two_findings, ("--fail-on", "critical"), 0),
        (samples.two_findings, ("--fail-on", "never"), 0),
        (samples.two_findings, ("--exit-zero",), 0),
        (samples.two_findings, ("--min-severity", "critical"), 1),
        (samples.unreadable, (), 2),
        (samples.unreadable, ("--exit-zero",), 2),
        (samples.unreadable, ("--fail-on", "never"), 2),
    ],
)
def test_the_exit_code_is_the_contracts(made: Callable[[], Report], arguments: tuple[str, ...], code: int) -> None:
    assert exit_code(made(), True, settings(*arguments)) == code


def test_without_terraform_there_is_nothing_to_say_but_a_hook_is_content() -> None:
    assert exit_code(report(), False, settings()) == 3
    assert exit_code(report(), False, settings("--hook")) == 0


def test_what_could_not_be_looked_into_stops_only_those_who_ask() -> None:
    gap = Gap("module.api is not downloaded")
    made = report(judged(model(gaps=(gap,))))
    assert exit_code(made, True, settings()) == 0
    assert exit_code(made, True, settings("--incomplete", "fail")) == 2


def test_a_path_is_told_from_the_repository_it_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra" / "prod").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "infra" / "prod")
    assert from_repository("../main.tf") == "infra/main.tf"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(folder: Path, errors: str, *arguments: str) -> Result:
    (folder / "main.tf").write_text(CLIENT % errors, encoding="utf-8")
    return CliRunner().invoke(cli, ["--no-cache", "--select", "COG151,COG0", *arguments])


def test_a_fault_is_found_in_the_folder_one_is_in(folder: Path) -> None:
    done = lint(folder, '"LEGACY"')
    assert done.exit_code == 1
    assert " --> main.tf:8:35\n" in done.stdout
    assert done.stdout.splitlines()[-1] == (
        "1 finding (1 high) in 1 root module, 2 resources; 0 undetermined, 0 ignored; all files read"
    )


def test_a_good_client_is_no_finding(folder: Path) -> None:
    done = lint(folder, '"ENABLED"')
    assert (done.exit_code, done.stderr) == (0, "")
    assert "fail" not in done.stdout


def test_an_ignored_fault_does_not_stop_anyone(folder: Path) -> None:
    done = lint(folder, '"LEGACY" # cognito-lint: ignore[COG151] -- sign-up tells as much')
    assert done.exit_code == 0
    assert "0 undetermined, 1 ignored" in done.stdout


def test_a_variable_decides(folder: Path) -> None:
    (folder / "variables.tf").write_text('variable "errors" {\n  type = string\n}\n', encoding="utf-8")
    (folder / "x.tfvars").write_text('errors = "LEGACY"\n', encoding="utf-8")
    assert "1 undetermined" in lint(folder, "var.errors").stdout
    assert lint(folder, "var.errors", "--var", "errors=ENABLED").exit_code == 0
    assert lint(folder, "var.errors", "--var", "errors=ENABLED", "--var-file", "x.tfvars").exit_code == 1
    assert lint(folder, "var.errors", "--var-file", "x.tfvars", "--var", "errors=ENABLED").exit_code == 0


def test_json_has_standard_output_to_itself(folder: Path) -> None:
    (folder / "broken.tf").write_text('resource "x" {\n', encoding="utf-8")
    done = lint(folder, '"LEGACY"', "-f", "json")
    assert done.exit_code == 2
    assert [finding["rule"] for finding in json.loads(done.stdout)["findings"]] == ["COG151"]
    assert "broken.tf:1:1: error: " in done.stderr


def test_a_file_gets_the_report_as_well_and_no_colour(folder: Path) -> None:
    done = lint(folder, '"LEGACY"', "-o", "report.json", "-o", "concise=out.log", "--color", "always")
    assert "\x1b[" in done.stdout
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["version"] == "1"
    written = (folder / "out.log").read_text(encoding="utf-8")
    assert "main.tf:8:35: high COG151 " in written and "\x1b[" not in written


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_refused_with_the_nearest(folder: Path, option: str) -> None:
    done = lint(folder, '"LEGACY"', option, "user-existence-error-prevented")
    assert done.exit_code == 2
    assert "did you mean 'user-existence-errors-prevented'?" in done.stderr


def test_a_rule_can_be_left_out(folder: Path) -> None:
    assert lint(folder, '"LEGACY"', "--ignore", "user-existence-errors-prevented").exit_code == 0


def test_a_folder_without_terraform_is_said_and_is_no_success(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["--no-cache"])
    assert (done.exit_code, done.stdout) == (3, "")
    assert "there is no Terraform in ." in done.stderr


def test_a_folder_without_terraform_is_an_empty_report_in_json(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["--no-cache", "-f", "json"])
    assert done.exit_code == 3
    assert json.loads(done.stdout)["inputs"] == []


def test_a_hook_without_terraform_is_quiet(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["--no-cache", "--hook"])
    assert (done.exit_code, done.output) == (0, "")


def test_a_folder_that_is_not_there_is_an_error(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["--no-cache", "nowhere"])
    assert done.exit_code == 2
    assert "nowhere" in done.stderr


def test_where_git_ignores_all_there_is_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("gen/\n")
    (tmp_path / "gen").mkdir()
    (tmp_path / "gen/main.tf").write_text("locals {}\n")
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(cli, ["check"])
    assert ran.exit_code == 3
    assert "what git ignores was not looked at (--no-gitignore)" in ran.output
    assert CliRunner().invoke(cli, ["check", "--no-gitignore"]).exit_code == 0
