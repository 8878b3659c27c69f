"""The script of the GitHub Action, with a stand-in for the program that it installs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.program import PROJECT

#: Tells how it was called, and writes what it was asked to write, as the program does.
STAND_IN = """\
#!/usr/bin/env bash
printf '%s\\n' "$@" >"$RUNNER_TEMP/arguments"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then echo program >>"$GITHUB_STEP_SUMMARY"; fi
for word in "$@"; do case "$word" in markdown=*) echo report >"${word#markdown=}" ;; esac; done
exit 1
"""

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")


def run(folder: Path, **inputs: str) -> tuple[list[str], str]:
    """The arguments that the program got, and the job's summary, after a run that exits with the program's code."""
    program = folder / "cognito-lint" / "bin" / "cognito-lint"
    program.parent.mkdir(parents=True)
    program.write_text(STAND_IN)
    program.chmod(0o755)
    environment = {
        "PATH": os.environ["PATH"],
        "RUNNER_TEMP": str(folder),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_OUTPUT": str(folder / "output"),
        **{f"CL_{name.upper()}": value for name, value in inputs.items()},
    }
    done = subprocess.run(["bash", PROJECT / "action" / "run.sh"], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert (folder / "output").read_text() == "exit-code=1\n"
    summary = folder / "summary.md"
    return (folder / "arguments").read_text().splitlines(), summary.read_text() if summary.exists() else ""


def test_the_summary_is_written_once_with_annotations_and_without(tmp_path: Path) -> None:
    for name, wanted in (("with", "true"), ("without", "false")):
        arguments, summary = run(tmp_path / name, annotations=wanted)
        assert ("github" in arguments) is (wanted == "true")
        assert summary == "report\n"


def test_who_wants_no_summary_gets_none(tmp_path: Path) -> None:
    assert run(tmp_path, summary="false")[1] == ""


def test_text_of_an_input_is_never_a_command(tmp_path: Path) -> None:
    arguments, _ = run(tmp_path, paths="infra; touch x\n  $(touch y)\n", arguments="--select\nCOG1")
    assert arguments[-5:] == ["--select", "COG1", "--", "infra; touch x", "$(touch y)"]
    assert not list(tmp_path.glob("[xy]"))
