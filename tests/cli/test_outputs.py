"""Reports in files, on standard output, and in the summary of a job on GitHub."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.cli.test_settings import settings
from tests.report.valid import valid
from tflint_cognito.cli.main import cli
from tflint_cognito.cli.outputs import SUMMARY, SUMMARY_ROOM

CLIENT = """\
resource "aws_cognito_user_pool_client" "web" {
  name                          = "web"
  user_pool_id                  = "eu-central-1_x"
  prevent_user_existence_errors = "LEGACY"
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "main.tf").write_text(CLIENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SUMMARY, raising=False)
    return tmp_path


def lint(*arguments: str, summary: Path | None = None) -> Result:
    environment = {SUMMARY: str(summary)} if summary is not None else {}
    return CliRunner().invoke(cli, ["--no-cache", "--select", "COG151", *arguments], env=environment)


def test_one_run_writes_many_reports(folder: Path) -> None:
    done = lint("-o", "out/report.sarif", "-o", "gitlab=out/quality.json", "-o", "junit=out/junit.xml")
    assert done.exit_code == 1 and "COG151" in done.stdout
    for format, name in (("sarif", "report.sarif"), ("gitlab", "quality.json"), ("junit", "junit.xml")):
        valid(format, (folder / "out" / name).read_text(encoding="utf-8"))


def test_standard_output_can_be_one_of_them(folder: Path) -> None:
    done = lint("-o", "json=-", "-o", "concise=out.log")
    assert [finding["rule"] for finding in json.loads(done.stdout)["findings"]] == ["COG151"]
    assert "main.tf:4:35: high COG151" in (folder / "out.log").read_text(encoding="utf-8")
    assert not (folder / "-").exists()


def test_a_format_in_the_configuration_gives_way_to_it(folder: Path) -> None:
    (folder / ".cognito-lint.toml").write_text('format = "table"\n')
    assert json.loads(lint("-o", "json=-").stdout)["version"] == "1"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("-f", "text", "-o", "json=-"), "standard output gets the report in the format text already"),
        (("-o", "json=-", "-o", "sarif=-"), "standard output gets the report in the format json already"),
        (("-o", "a.json", "-o", "sarif=./a.json"), "a.json gets a report already"),
        (("-o", "sraif=a.json"), "'sraif' is no format; did you mean 'sarif'?"),
        (("-o", "text=infra/main.tf"), "infra/main.tf would be Terraform"),
        (("-o", "json=a.tfvars.json"), "a.tfvars.json would be Terraform"),
        (("plan.json", "-o", "./plan.json"), "plan.json is what is checked"),
        (("-o", "json=."), ". is a folder"),
    ],
)
def test_what_would_spoil_something_is_refused_before_anything_is_read(arguments: tuple[str, ...], why: str) -> None:
    with pytest.raises(click.BadParameter) as refused:
        settings(*arguments)
    assert why in refused.value.message


def test_a_file_that_cannot_be_written_is_said_when_the_others_are(folder: Path) -> None:
    done = lint("-o", "json=main.tf/report.json", "-o", "concise=out.log")
    assert done.exit_code == 2
    assert done.stderr == "error: main.tf/report.json cannot be written: what should be its folder is a file\n"
    assert "COG151" in done.stdout and "COG151" in (folder / "out.log").read_text(encoding="utf-8")


def test_beside_annotations_the_summary_of_the_job_gets_the_report(folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("# Of an earlier command\n")
    done = lint("-f", "github", summary=summary)
    assert done.exit_code == 1 and done.stdout.startswith("::error ")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# Of an earlier command\n\n<!-- cognito-lint -->\n") and "| high | COG151 |" in text


def test_only_annotations_go_with_a_summary_and_an_empty_name_is_none(folder: Path) -> None:
    summary = folder / "summary.md"
    lint("-f", "text", summary=summary)
    lint("-f", "sarif", "-o", "github=notes.log", summary=summary)
    assert not summary.exists()
    assert CliRunner().invoke(cli, ["--no-cache", "-f", "github"], env={SUMMARY: ""}).stderr == ""


def test_a_summary_that_someone_writes_to_anyway_is_not_written_twice(folder: Path) -> None:
    summary = folder / "summary.md"
    lint("-f", "github", "-o", f"markdown={summary}", summary=summary)
    assert summary.read_text(encoding="utf-8").count("<!-- cognito-lint -->") == 1


def test_a_summary_that_cannot_be_written_is_one_warning_and_no_failure(folder: Path) -> None:
    done = lint("-f", "github", "--exit-zero", summary=folder / "nowhere" / "summary.md")
    assert done.exit_code == 0
    [line] = done.stderr.splitlines()
    assert line.startswith(f"warning: {SUMMARY}: ") and line.endswith("cannot be written: No such file or directory")


def test_a_summary_holds_no_more_than_github_takes(folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("x" * (SUMMARY_ROOM - 5_000))
    assert lint("-f", "github", summary=summary).stderr == ""
    assert SUMMARY_ROOM - 5_000 < summary.stat().st_size <= SUMMARY_ROOM
    summary.write_text("x" * (SUMMARY_ROOM - 100))
    assert "is full" in lint("-f", "github", summary=summary).stderr
    assert summary.stat().st_size == SUMMARY_ROOM - 100
