"""The composite action: its one step, run as a runner runs it, with a program that only says what it was given."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.program import PROJECT

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")

ACTION: dict[str, Any] = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
#: Stands for the program that the step would install: writes its arguments and its reports.
PROGRAM = """\
#!/bin/sh
for each in "$@"; do
  printf '%s\\0' "$each" >> "$RUNNER_TEMP/arguments"
  case "$each" in markdown=*) [ -n "$NO_REPORT" ] || echo report > "${each#markdown=}" ;; esac
done
exit "${CODE:-0}"
"""
HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    '"; touch pwned #',
    "' || touch pwned '",
    "$IFS${x:=y}",
    "a b",
)


class Step(NamedTuple):
    code: int
    arguments: list[str]
    output: str
    summary: str
    left: list[str]


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    program = tmp_path / "temp/cognito-lint/bin/cognito-lint"
    program.parent.mkdir(parents=True)
    program.write_text(PROGRAM, encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "work").mkdir()
    return tmp_path


def run(runner: Path, environment: dict[str, str] | None = None, **inputs: str) -> Step:
    """One run of the step, with the inputs put where its expressions say."""
    values = {name: each.get("default", "") for name, each in ACTION["inputs"].items()}
    values |= {name.replace("_", "-"): text for name, text in inputs.items()}
    [step] = ACTION["runs"]["steps"]
    assert "${{" not in step["run"]
    given = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda each: values[each[1]], text)
        for name, text in step["env"].items()
    }
    temp, output, summary = runner / "temp", runner / "output", runner / "summary"
    for file in (output, summary, temp / "arguments"):
        file.write_text("")
    places = {"GITHUB_ACTION_PATH": str(PROJECT), "RUNNER_TEMP": str(temp), "GITHUB_OUTPUT": str(output)}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=runner / "work",
        env={"PATH": "/usr/bin:/bin", **places, "GITHUB_STEP_SUMMARY": str(summary), **given, **(environment or {})},
        capture_output=True,
        check=False,
    )
    arguments = (temp / "arguments").read_bytes().decode().split("\0")[:-1]
    left = sorted(path.name for path in (runner / "work").iterdir())
    return Step(done.returncode, arguments, output.read_text(), summary.read_text(), left)


def test_nothing_given_lints_the_folder_with_annotations_and_a_summary(runner: Path) -> None:
    step = run(runner)
    summary = f"markdown={runner}/temp/cognito-lint-summary.md"
    assert step.arguments == ["check", "--format", "github", "-o", summary, "--", "."]
    assert (step.code, step.output, step.summary) == (0, "exit-code=0\n", "report\n")


def test_every_input_arrives_where_it_belongs(runner: Path) -> None:
    step = run(
        runner,
        paths="infra\n\n  plan.json  \n",
        plan_file="tf.plan",
        profile="strict",
        fail_on="high",
        changed_since="origin/main",
        arguments="--select\nCOG1",
        sarif="a.sarif",
        html="a.html",
        comment="a.md",
        annotations="false",
        summary="false",
    )
    assert step.arguments == [
        *("check", "--plan-file", "tf.plan", "--profile", "strict", "--fail-on", "high"),
        *("--changed-since", "origin/main", "-o", "sarif=a.sarif", "-o", "html=a.html", "-o", "markdown=a.md"),
        *("--select", "COG1", "--", "infra", "plan.json"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", sorted(ACTION["inputs"]))
def test_no_input_is_ever_a_command(runner: Path, name: str, text: str) -> None:
    step = run(runner, None, **{name.replace("-", "_"): text})
    assert step.code == 0
    assert "pwned" not in step.left
    if name not in ("annotations", "summary"):
        assert any(argument.endswith(text.strip()) for argument in step.arguments)


@pytest.mark.parametrize("code", ["1", "2", "4"])
def test_the_exit_code_is_handed_on(runner: Path, code: str) -> None:
    step = run(runner, {"CODE": code})
    assert (step.code, step.output) == (int(code), f"exit-code={code}\n")


def test_the_summary_of_another_step_is_not_shown_again(runner: Path) -> None:
    assert run(runner).summary == "report\n"
    assert run(runner, {"CODE": "2", "NO_REPORT": "1"}).summary == ""
