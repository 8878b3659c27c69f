"""Secrets never leave: a canary stands in every place where a secret can, and no output may have one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tflint_cognito.report.formats import FORMATS

FIXTURE = Path(__file__).parent.parent / "fixtures" / "secrets"
INPUTS = [".", "plan.json", "state.json"]


def run(folder: Path, *words: str) -> str:
    """Everything that a run prints, and everything that it keeps in its cache."""
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        "PYTHONPATH": str(FIXTURE.parent.parent),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tflint_cognito", *words], cwd=folder, env=environment, capture_output=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    kept = b"".join(path.read_bytes() for path in (folder.parent / "cache").rglob("*") if path.is_file())
    return (done.stdout + done.stderr + kept).decode("utf-8", "replace")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets") / "infra"
    folder.mkdir()
    for path in FIXTURE.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("given", INPUTS)
def test_no_report_has_a_secret_in_it(folder: Path, given: str, format: str) -> None:
    printed = run(folder, given, "--format", format, "--verbose", "--show-passed", "--profile", "all")
    assert "COG221" in printed, "the run looked at what holds the secrets"
    assert "canary" not in printed


@pytest.mark.parametrize("format", ["text", "json"])
@pytest.mark.parametrize("given", INPUTS)
def test_what_is_shown_has_no_secret_in_it(folder: Path, given: str, format: str) -> None:
    printed = run(folder, "show", given, "--format", format)
    assert "client_secret" in printed
    assert "canary" not in printed


@pytest.mark.parametrize("format", ["svg", "mermaid", "dot", "json", "html"])
@pytest.mark.parametrize("given", INPUTS)
def test_a_picture_has_no_secret_in_it(folder: Path, given: str, format: str) -> None:
    printed = run(folder, "graph", given, "--format", format)
    assert "customers" in printed
    assert "canary" not in printed


@pytest.mark.parametrize("format", ["table", "markdown", "json"])
@pytest.mark.parametrize("given", [("plan.json", "state.json"), (".", "plan.json")], ids=" ".join)
def test_a_comparison_has_no_secret_in_it(folder: Path, given: tuple[str, str], format: str) -> None:
    printed = run(folder, "compare", *given, "--all", "--format", format)
    assert "mfa_configuration" in printed
    assert "canary" not in printed


@pytest.mark.parametrize("given", ["plan.json", "state.json"])
def test_a_plan_with_its_source_has_no_secret_in_it(folder: Path, given: str) -> None:
    written = [word for format in FORMATS for word in ("--output", f"{format}={folder.parent}/{given}.{format}")]
    printed = run(folder, given, "--source", ".", "--verbose", "--show-passed", "--profile", "all", *written)
    files = [path.read_text(encoding="utf-8") for path in folder.parent.glob(f"{given}.*")]
    assert "main.tf" in printed and len(files) == len(FORMATS)
    assert "canary" not in printed + "".join(files)


def test_a_diff_has_no_secret_in_it(folder: Path) -> None:
    assert "canary" not in run(folder, ".", "--diff", "--unsafe-fixes", "--profile", "all")


def test_there_are_canaries_to_be_found() -> None:
    source = (FIXTURE / "main.tf").read_text() + (FIXTURE / "terraform.tfvars").read_text()
    assert source.count("canary") >= 5
    assert "canary" in json.dumps(json.loads((FIXTURE / "plan.json").read_text()))
